"""Delimited text becomes a Grid: rows of cells and the line each began on; quoted breaks stay in their cell."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.reading.limits import MAX_CELL, MAX_COLUMNS
from toolkit.reading.unseen import plain

_ROW_START = re.compile(r"\s*\"?\s*[（(]?(?:[0-9０-９]{1,6}|[一二三四五六七八九十]{1,3})[)）.、．]?\s*\"?\s*")
DELIMITERS = {"\t": "tsv", ",": "csv", ";": "csv", "|": "csv"}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as printed and the 1-based line on which the row begins."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not any(plain(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one source and the mark that parted their cells."""

    rows: tuple[Row, ...]
    delimiter: str


def grid(name: str, text: str, delimiter: str) -> Grid:
    """Cut `text` at `delimiter`.

    Quotes wrap a cell where they do so throughout; where one is left open they are plain characters,
    because a stray quote must not swallow the rows behind it.
    """
    try:
        rows = tuple(_unswallowed(_rows(name, text, delimiter, quoted=True), text, delimiter))
    except csv.Error:
        rows = _rows(name, text, delimiter, quoted=False)
    return Grid(_without_frame(rows) if delimiter == "|" else rows, delimiter)


def _unswallowed(rows: tuple[Row, ...], text: str, delimiter: str) -> Iterator[Row]:
    """Rows that two stray quotes, one opening and one closing, made into one are taken apart again."""
    wide = any("\n" in cell for row in rows for cell in row.cells)
    if not wide:
        yield from rows
        return
    usual = Counter(len(row.cells) for row in rows if len(row.cells) > 1).most_common(1)
    width = usual[0][0] if usual else 0
    lines = text.split("\n")
    for row, after in zip(rows, (*(r.line for r in rows[1:]), len(lines) + 1), strict=True):
        pieces = lines[row.line - 1 : after - 1]
        if len(pieces) > 1 and _is_several(pieces, delimiter, width):
            yield from (Row(row.line + i, tuple(line.split(delimiter))) for i, line in enumerate(pieces) if line)
        else:
            yield row


def _is_several(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether the first line of a row is a whole row already and a later one begins and fills another."""
    marks, slack = width - 1, (width - 1) // 4
    if marks < 2 or abs(lines[0].count(delimiter) - marks) > slack:
        return False
    for line in lines[1:]:
        met = line.count(delimiter)
        if met == marks or (abs(met - marks) <= slack and _ROW_START.fullmatch(line.split(delimiter, 1)[0])):
            return True
    return False


def _without_frame(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Cells of a table drawn with `|`: without padding, and without the empty cells beyond its outer strokes."""
    padded = [Row(row.line, tuple(cell.strip() for cell in row.cells)) for row in rows]
    tabular = [row.cells for row in padded if len(row.cells) > 2]
    framed = sum(1 for cells in tabular if not cells[0] and not cells[-1])
    if framed * 2 <= len(tabular):
        return tuple(padded)
    return tuple(Row(row.line, _unframed(row.cells)) for row in padded)


def _unframed(cells: tuple[str, ...]) -> tuple[str, ...]:
    start = 1 if len(cells) > 1 and not cells[0] else 0
    return cells[start : -1 if len(cells) > start + 1 and not cells[-1] else None]


def _rows(name: str, text: str, delimiter: str, *, quoted: bool) -> tuple[Row, ...]:
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(
        io.StringIO(text, newline=None),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        quotechar='"' if quoted else None,
        strict=quoted,
    )
    rows, line = [], 1
    try:
        for cells in reader:
            if len(cells) > MAX_COLUMNS:
                raise InputError.of(f"{name} 第 {line} 行", expected=f"不超过 {MAX_COLUMNS} 列", met=f"{len(cells)} 列")
            rows.append(Row(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            raise InputError.of(
                f"{name} 第 {line} 行", expected=f"单元格不超过 {MAX_CELL} 字", met="更长的单元格"
            ) from None
        raise
    return tuple(rows)
