"""Delimited text becomes a Grid: rows of cells and the line each began on; quoted breaks stay in their cell."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.reading.limits import MAX_CELL, MAX_COLUMNS

DELIMITERS = {"\t": "tsv", ",": "csv", ";": "csv", "|": "csv"}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as printed and the 1-based line on which the row begins."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one source; `quoted` tells whether quotes were read as wrapping cells or as plain characters."""

    rows: tuple[Row, ...]
    delimiter: str
    quoted: bool


def grid(name: str, text: str, delimiter: str) -> Grid:
    """Cut `text` at `delimiter`.

    Quotes wrap a cell where they do so throughout; where one is left open they are plain characters,
    because a stray quote must not swallow the rows behind it.
    """
    try:
        return Grid(_rows(name, text, delimiter, quoted=True), delimiter, quoted=True)
    except csv.Error:
        return Grid(_rows(name, text, delimiter, quoted=False), delimiter, quoted=False)


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
