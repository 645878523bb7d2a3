"""Rows become items: junk goes, broken rows are joined, cells are cleaned; every repair is listed with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.language.text import fold
from toolkit.language.words import Words
from toolkit.model import Column, Item, Repair
from toolkit.reading.delimited import Row
from toolkit.reading.heading import Heading
from toolkit.reading.markup import clean

_RULE = re.compile(r"[\s\-—–_=*·.~─━|+]*")
_FOOTER = re.compile(r"(?:第\d+页)?[,，/]?(?:共\d+页)?|-?\d*-?|—\d+—")
_NUMBER = re.compile(
    r"\s*(?:[0-9０-９]{1,4}(?:[.\-－．][0-9０-９]{1,3})*[.、．]?|[（(]?[一二三四五六七八九十]{1,3}[)）、]?)\s*"
)


@dataclass(slots=True)
class Rows:
    """What the rows below a heading came to."""

    items: list[Item] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)


def read_rows(rows: Sequence[Row], heading: Heading, words: Words) -> Rows:
    """Items and repairs of the rows below the heading."""
    result = Rows()
    width = len(heading.row.cells)
    at = 0
    while at < len(rows):
        row = rows[at]
        taken = 1
        junk = _junk(row, heading)
        if junk:
            result.repairs.append(Repair(row.line, None, junk, "\t".join(row.cells), ""))
        elif (joined := _join(rows, at, width, heading)) is not None:
            taken, cells = joined
            before = f"{taken} 行，首行 {len(row.cells)} 格"
            _add(result, Row(row.line, cells), heading, Shape("row-joined", before, intact=True))
        elif len([c for c in row.cells if c.strip()]) == 1 and width > 2:
            result.repairs.append(Repair(row.line, None, "note-row", "\t".join(row.cells).strip(), ""))
        else:
            _add(result, row, heading, _shape(row, heading, words))
        at += taken
    return result


@dataclass(frozen=True, slots=True)
class Shape:
    """How a row's cells differ from the heading's, and whether its content can be trusted all the same."""

    kind: str = ""
    before: str = ""
    intact: bool = True


def _junk(row: Row, heading: Heading) -> str:
    """The kind of junk a row is, or nothing."""
    if row.blank:
        return "blank-line" if len(row.cells) <= 1 else "blank-row"
    if all(_RULE.fullmatch(cell) for cell in row.cells):
        return "dash-row"
    if tuple(map(_folded, row.cells)) == tuple(map(_folded, heading.row.cells)):
        return "repeated-heading"
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1 and _FOOTER.fullmatch(_folded(filled[0])) and len(row.cells) < len(heading.row.cells):
        return "page-footer"
    return ""


def _folded(cell: str) -> str:
    return fold(cell).text


def _join(rows: Sequence[Row], at: int, width: int, heading: Heading) -> tuple[int, tuple[str, ...]] | None:
    """A row cut by a line break inside a cell, put together again: how many rows it took and its cells.

    Only where the pieces add up to the heading's width exactly and no later piece begins like an item.
    """
    number = heading.columns.get(Column.ITEM, 0)
    cells = list(rows[at].cells)
    if len(cells) >= width or number >= len(cells) or not _NUMBER.fullmatch(cells[number]):
        return None
    for taken, row in enumerate(rows[at + 1 : at + 12], 2):
        if _junk(row, heading) == "dash-row" or (len(row.cells) > 1 and _NUMBER.fullmatch(row.cells[0])):
            return None
        cells = [*cells[:-1], cells[-1] + "\n" + row.cells[0], *row.cells[1:]] if row.cells else cells
        if len(cells) == width:
            return taken, tuple(cells)
        if len(cells) > width:
            return None
    return None


def _shape(row: Row, heading: Heading, words: Words) -> Shape:
    """A row of another width is trusted only where its status stands in its place and nothing was cut off."""
    met, width = len(row.cells), len(heading.row.cells)
    if met == width or (met > width and not any(c.strip() for c in row.cells[width:])):
        return Shape()
    at = heading.columns.get(Column.STATUS)
    in_place = at is not None and at < met and any(words.has(n, row.cells[at].strip()) for n in words.names("status"))
    progress = heading.columns[Column.PROGRESS]
    return Shape("row-shape", f"{met} 格", intact=in_place and progress < met < width)


def _add(result: Rows, row: Row, heading: Heading, shape: Shape) -> None:
    width = len(heading.row.cells)
    raw = list(row.cells[:width]) + [""] * (width - len(row.cells))
    if len(row.cells) > width:  # nothing printed is thrown away
        raw[-1] = "\t".join(row.cells[width - 1 :]).rstrip("\t")
    cleaned = {column: clean(raw[index]) for column, index in heading.columns.items()}
    cells = {column: cell.text for column, cell in cleaned.items()}
    printed = cells.get(Column.ITEM, "").strip()
    number = printed or (f"第{row.line}行" if Column.ITEM in cells else str(len(result.items) + 1))
    if shape.kind:
        after = f"{width} 格" if shape.intact else "未能对齐，原样保留"
        result.repairs.append(Repair(row.line, None, shape.kind, shape.before, after, number))
    for column, cell in cleaned.items():
        if cell.removed:
            taken = " ".join(cell.removed)
            result.repairs.append(Repair(row.line, column, "markup", taken, "", number, cell.offset))
    result.items.append(Item(number, cells, row.line, shape.intact))
