"""What stands between bytes and a report: rows of cells with their place in the source, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from toolkit.model import Repair
from toolkit.reading.unseen import plain


class Row(NamedTuple):
    """Cells as printed and the 1-based line on which the row begins (text line, sheet row, row of the tables).

    `table` numbers the tables of a page or a workbook; 0 is a line of prose, or a source that is all one text.
    `place` tells in words where the line alone does not (工作表“一季度”第 3 行, 第 2 页); `above` are the cells that a
    merged cell repeats from the row above.
    """

    line: int
    cells: tuple[str, ...]
    table: int = 0
    place: str = ""
    above: frozenset[int] = frozenset()

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not any(plain(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of one source, the format that they were read as, and what had to be mended to get them."""

    rows: tuple[Row, ...]
    format: str
    repairs: tuple[Repair, ...] = ()
