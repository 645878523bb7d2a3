"""Which tables of a page, a document or a workbook belong to the report, and which are left out by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from toolkit.language.words import Words
from toolkit.model import Column, Repair
from toolkit.reading.grid import Grid, Row
from toolkit.reading.heading import Heading, enough, headings_at
from toolkit.reading.naming import SUFFIX
from toolkit.reading.unseen import is_number

HEADING_WITHIN = 5  # rows of a later table in which its own heading has to appear


def below(grid: Grid, heading: Heading, words: Words) -> tuple[list[Row], list[Repair]]:
    """The rows under the heading that belong to the report, and what was left out.

    A text is one table. Of several tables those that repeat a heading, or go on with rows of the same shape, belong.
    """
    rows = grid.rows[heading.at + 1 :]
    if heading.row.table == 0:
        return list(rows), []
    kept: list[Row] = []
    left: list[Repair] = []
    for table, group in groupby(rows, key=lambda row: row.table):
        held = list(group)
        if table == 0:
            left += _prose(held)
        elif table == heading.row.table:
            kept += held
        else:
            its = _with_heading(held, heading, words) or (held if _goes_on(held, heading) else None)
            kept += its or []
            left += [] if its else [_left_out(held)]
    return kept, left


def _with_heading(rows: Sequence[Row], main: Heading, words: Words) -> list[Row] | None:
    """The table with its heading as one row, where it has one of the report's kind."""
    found: list[Heading] = []
    for at in range(min(len(rows), HEADING_WITHIN)):
        found += headings_at(rows, at, words)
    good = [h for h in found if enough(h) and h.score >= SUFFIX * len(h.columns)]
    if not good:
        return None
    best = max(good, key=lambda heading: heading.score)
    if len(best.columns) * 2 < len(main.columns):
        return None
    return [best.row, *rows[best.at + 1 :]]


def _goes_on(rows: Sequence[Row], main: Heading) -> bool:
    """Rows as wide as the heading that begin with the number of an item."""
    number = main.columns.get(Column.ITEM)
    first = next((row for row in rows if not row.blank), None)
    if first is None or number is None or len(first.cells) != len(main.row.cells):
        return False
    return is_number(first.cells[number])


def _prose(rows: Sequence[Row]) -> Iterator[Repair]:
    told = " ".join(row.cells[0] for row in rows)
    yield Repair(rows[0].line, None, "outside-table", told[:200], f"表外文字 {len(rows)} 行，未读入")


def _left_out(rows: Sequence[Row]) -> Repair:
    told = " ".join(" ".join(rows[0].cells).split())
    return Repair(rows[0].line, None, "table-ignored", told[:200], f"另一张表 {len(rows)} 行，未读入")
