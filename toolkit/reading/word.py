"""A Word document becomes a Grid: its tables with their merges, nested tables, and the paragraphs around them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.numbering import labels
from toolkit.reading.spans import Cell, Pile
from toolkit.reading.wordruns import THROUGH, Paragraphs
from toolkit.reading.wordxml import W, part, whole

_W = W
_GONE = frozenset(_W + name for name in ("del", "moveFrom"))


def read(where: str, book: zipfile.ZipFile, limits: Limits) -> list[Grid]:
    """Readings of a document: its outermost tables, and where tables are nested its innermost ones."""
    root = part(where, book, "word/document.xml")
    body = root.find(f"{_W}body")
    body = root if body is None else body
    numbers = labels(where, book, body)
    grids = [_grid(where, body, numbers, limits, inner=False)]
    if body.find(f".//{_W}tbl//{_W}tbl") is not None:
        grids.append(_grid(where, body, numbers, limits, inner=True))
    return grids


def _grid(where: str, body: Any, numbers: dict[Any, str | None], limits: Limits, *, inner: bool) -> Grid:
    pile = Pile(where, limits, ragged=True)
    gone = sum(1 for tag in _GONE for _ in body.iter(tag))
    if gone:
        pile.repair(1, "revision", f"{gone} 处已删除或移走的修订", "未读入")
    reader = Paragraphs(numbers, lambda kind, text, after: pile.repair(max(pile.line, 1), kind, text, after))
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            pile.prose(reader.text(block))
        elif not inner or block.find(f".//{_W}tbl") is None:
            _lay(block, pile, numbers)
        else:
            for table in block.iter(f"{_W}tbl"):
                if table.find(f".//{_W}tbl") is None:
                    _lay(table, pile, numbers)
    return Grid(tuple(pile.rows), "docx", tuple(pile.repairs))


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, through content controls and insertions."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in THROUGH:
            yield from _blocks(child)


def _lay(table: Any, pile: Pile, numbers: dict[Any, str | None]) -> None:
    base = pile.line
    cells: list[Cell] = []
    open_merges: dict[int, int] = {}  # column → index in `cells` of the vertical merge that is open there
    row = 0
    reader = Paragraphs(numbers, lambda kind, text, after: pile.repair(base + row + 1, kind, text, after))
    for line in _children(table, "tr"):
        if line.find(f"{_W}trPr/{_W}del") is not None:
            continue
        column = _number(line, "trPr/gridBefore")
        for element in _children(line, "tc"):
            across = max(_number(element, "tcPr/gridSpan", 1), 1)
            if across > pile.limits.span:
                raise pile.limits.refuse(f"{pile.where} 第 {row + 1} 行", "span", f"{across} 列", "列")
            merge = element.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if continues and column in open_merges:
                held = cells[open_merges[column]]
                if any(paragraph in numbers for paragraph in element.iter(f"{_W}p")):
                    reader.tell("numbering", held.text, "合并格里还有自动编号，其后的编号可能有出入")
                cells[open_merges[column]] = Cell(held.row, held.column, held.text, row - held.row + 1, held.across)
            else:
                cells.append(Cell(row, column, _text(element, reader), 1, across))
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(cells) - 1
            column += across
        row += 1
    pile.table(cells)


def _children(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in THROUGH:
            yield from _children(child, name)


def _number(element: Any, path: str, default: int = 0) -> int:
    return whole(element.find("/".join(_W + name for name in path.split("/"))), default)


def _text(cell: Any, reader: Paragraphs) -> str:
    """The paragraphs of a cell, each on a line; a table inside it contributes its texts cell by cell."""
    lines: list[str] = []
    blocks = list(_blocks(cell))
    for block in blocks:
        if block.tag == f"{_W}p":
            lines.append(reader.text(block))
        else:
            lines += [_text(inner, reader) for line in _children(block, "tr") for inner in _children(line, "tc")]
    text = "\n".join(line for line in (text.strip() for text in lines) if line)
    if len(blocks) == 1 and text and text == (reader.labels.get(blocks[0]) or "").strip():
        return text.rstrip(".．、")  # the number of the row, not the beginning of a text
    return text
