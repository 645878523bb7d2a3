"""Rows cut by a line break, put together again; trusted only where the joined row looks like a row of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.model import Column
from toolkit.reading.grid import Row
from toolkit.reading.junk import is_note, junk
from toolkit.reading.layout import Layout, is_office
from toolkit.reading.unseen import is_number

REACH = 24  # lines that one broken row may take


@dataclass(frozen=True, slots=True)
class Joined:
    """How many rows were taken, the cells they make, and whether that can be trusted."""

    taken: int
    cells: tuple[str, ...]
    sure: bool


def join(rows: Sequence[Row], at: int, layout: Layout) -> Joined | None:
    """A broken row with the rows behind it, where their cells add up to the heading's width exactly."""
    first = rows[at]
    total = len(first.cells)
    if total >= layout.needed or not layout.numbered(first.cells):
        return None
    risky = False
    for taken, row in enumerate(rows[at + 1 : at + REACH], 2):
        if is_note(row, layout) or junk(row, layout) in ("dash-row", "blank-row"):
            return None
        if _starts(row, layout):
            if layout.has_status(row.cells) or len(row.cells) >= layout.needed:
                return None
            risky = True
        if _completes(rows[at : at + taken], total, layout):
            cells = (*_glued(rows[at : at + taken - 1]), row.cells[0])
            return Joined(taken, cells, layout.fits(cells) and not risky)
        total += max(len(row.cells), 1) - 1
        if total > layout.width:
            return None
        if total >= layout.needed:
            return _judged(taken, _glued(rows[at : at + taken]), layout, risky)
    return None


def _judged(taken: int, cells: tuple[str, ...], layout: Layout, risky: bool) -> Joined | None:
    """A piece that begins like an item is one, unless only the join puts every cell in its place."""
    fits = layout.fits(cells)
    if risky and not (fits and Column.STATUS in layout.heading.columns):
        return None
    return Joined(taken, cells, fits and not risky)


def _starts(row: Row, layout: Layout) -> bool:
    return bool(row.cells) and (layout.numbered(row.cells) or is_number(row.cells[0]))


def _completes(rows: Sequence[Row], total: int, layout: Layout) -> bool:
    """Whether the break took the place of the last delimiter: 张三 / 市教育局."""
    last = rows[-1]
    if len(last.cells) != 1 or total != layout.needed - 1 or not is_office(last.cells[0]):
        return False
    return layout.heading.columns.get(Column.RESPONSIBLE_UNIT) == total and layout.fits(_glued(rows[:-1]))


def _glued(rows: Sequence[Row]) -> tuple[str, ...]:
    """The last cell of each row and the first of the next are one cell."""
    done: list[str] = []
    open_cell: list[str] = []
    for row in rows:
        cells = row.cells or ("",)
        open_cell.append(cells[0])
        if len(cells) > 1:
            done += ["\n".join(open_cell), *cells[1:-1]]
            open_cell = [cells[-1]]
    return (*done, "\n".join(open_cell))
