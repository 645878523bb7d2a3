"""Which tables of a page, a document or a workbook belong to the report, and which are left out by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from toolkit.errors import InputError
from toolkit.language.words import Words
from toolkit.model import Column, Period, Repair
from toolkit.reading.grid import Grid, Row
from toolkit.reading.heading import Heading, enough, headings_at
from toolkit.reading.naming import SUFFIX
from toolkit.reading.period import agree, claim
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


def _with_heading(rows: Sequence[Row], main: Heading | None, words: Words) -> list[Row] | None:
    """The table with its heading as one row, where it has one of the report's kind."""
    found: list[Heading] = []
    for at in range(min(len(rows), HEADING_WITHIN)):
        found += headings_at(rows, at, words)
    good = [h for h in found if enough(h) and h.score >= SUFFIX * len(h.columns)]
    if not good:
        return None
    best = max(good, key=lambda heading: heading.score)
    if main and len(best.columns) * 2 < len(main.columns):
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


def of_period(where: str, grid: Grid, period: Period | None, words: Words) -> Grid:
    """The grid without tables of other periods: a workbook may hold one sheet for each quarter.

    Raises InputError where tables speak of several periods and none of them is asked for.
    """
    if len({row.table for row in grid.rows if row.table}) < 2:
        return grid
    claims: dict[int, str] = {}
    for table, group in groupby((row for row in grid.rows if row.table), key=lambda row: row.table):
        held = list(group)
        its = _with_heading(held, None, words)
        if its is not None:
            claims[table] = _claim(held, its[0])
    stated = sorted({text for text in claims.values() if text})
    if len(stated) < 2 or all(agree(stated[0], text) for text in stated):
        return grid
    wanted = [text for text in stated if period is not None and agree(text, str(period))]
    if len(wanted) != 1:
        told = "、".join(stated)
        raise InputError.of(where, expected="一期的表（请用 --period 指明）", met=f"含 {told} 各期的表")
    others = {table for table, text in claims.items() if text and text != wanted[0]}
    rows = tuple(row for row in grid.rows if row.table not in others)
    left = [_left_out([row for row in grid.rows if row.table == table]) for table in sorted(others)]
    return replace(grid, rows=rows, repairs=(*grid.repairs, *left))


def _claim(rows: Sequence[Row], heading: Row) -> str:
    """What the sheet's name, the rows above the heading, or the heading say of the period."""
    sheet = re.match(r"工作表“(.*?)”", rows[0].place)
    above = [row.cells[0] for row in rows if row.line < heading.line and row.cells]
    texts = (sheet[1] if sheet else "", *above, *(cell for cell in heading.cells if "季" in cell or "半年" in cell))
    return next(filter(None, map(claim, texts)), "")
