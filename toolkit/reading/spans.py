"""Cells that claim several rows or columns are laid on a grid, each place filled with the text that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.model import Repair
from toolkit.reading.grid import Row
from toolkit.reading.limits import Limits


@dataclass(frozen=True, slots=True)
class Cell:
    """A text at a 0-based row and column and how many rows and columns it claims."""

    row: int
    column: int
    text: str
    down: int = 1
    across: int = 1


@dataclass(slots=True)
class Pile:
    """Rows and repairs of the tables met so far; lines go on counting from table to table.

    `ragged` where each row has the cells that are printed in it and no more (a page, a Word table): a row with one too
    few or too many has slid, and has to be seen as such. A sheet has all of its cells.
    """

    where: str
    limits: Limits
    ragged: bool = False
    rows: list[Row] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    tables: int = 0
    line: int = 0
    cells: int = 0

    def prose(self, text: str) -> None:
        """A line outside every table."""
        if text.strip():
            self.rows.append(Row(max(self.line, 1), (text.strip(),)))

    def repair(self, line: int, kind: str, before: str, after: str = "") -> None:
        """List something mended or left out."""
        self.repairs.append(Repair(line, None, kind, before[:200], after))

    def table(self, cells: Sequence[Cell], name: str = "", numbers: Sequence[int] | None = None) -> None:
        """Lay one table; `numbers` are its rows' numbers as the source counts them, where blank ones are left out."""
        self.tables += 1
        self.cells += sum(min(c.down, self.limits.span) * min(c.across, self.limits.span) for c in cells)
        if self.cells > self.limits.cells:
            raise self.limits.refuse(self.where, "cells", "更多的单元格", "格")
        called = name or f"第 {self.tables} 张表"
        base = self.line
        for index, (texts, above) in enumerate(_laid(cells, ragged=self.ragged)):
            number = numbers[index] if numbers else index + 1
            self.line = base + number
            self._row(texts, above, f"{called}第 {number} 行" if name or self.tables > 1 else "")
        for cell in cells:
            if (cell.down > 1 or cell.across > 1) and cell.text.strip():
                number = numbers[cell.row] if numbers else cell.row + 1
                self.repair(base + number, "merged", cell.text, f"{cell.down} 行 × {cell.across} 列逐格填入")

    def _row(self, texts: tuple[str, ...], above: frozenset[int], place: str) -> None:
        where = f"{self.where} {place or f'第 {self.line} 行'}"
        if len(texts) > self.limits.columns:
            raise self.limits.refuse(where, "columns", f"{len(texts)} 列", "列")
        if any(len(text) > self.limits.cell for text in texts):
            raise self.limits.refuse(where, "cell", "更长的单元格", "字")
        if len(self.rows) >= self.limits.rows:
            raise self.limits.refuse(self.where, "rows", "更多的行", "行")
        self.rows.append(Row(self.line, texts, self.tables, place, above))


def _laid(cells: Sequence[Cell], *, ragged: bool) -> Iterable[tuple[tuple[str, ...], frozenset[int]]]:
    """Texts of each row and which of them come from above; empty columns at the right end are cut off."""
    height = max((cell.row for cell in cells), default=-1) + 1
    width = max((c.column + (c.across if c.text.strip() else 0) for c in cells if c.text.strip()), default=0)
    owners: list[dict[int, Cell]] = [{} for _ in range(height)]
    for cell in cells:
        for row in range(cell.row, min(cell.row + cell.down, height)):
            for column in range(cell.column, min(cell.column + cell.across, width)):
                owners[row].setdefault(column, cell)
    for number, owned in enumerate(owners):
        end = max(owned, default=-1) + 1 if ragged else width
        texts = [owned[column].text if column in owned else "" for column in range(end)]
        shown = {id(cell) for cell in owned.values() if cell.text.strip()}
        if len(shown) == 1 and sum(1 for text in texts if text.strip()) > 1:
            texts[1:] = [""] * (end - 1)  # a caption across the table is one text
            texts[0] = next(cell.text for cell in owned.values() if cell.text.strip())
        above = frozenset(column for column, cell in owned.items() if cell.row < number)
        yield tuple(texts), above
