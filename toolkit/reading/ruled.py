"""Rulings and glyphs of a page become tables: pure geometry, in points with y growing upwards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from toolkit.reading.glyphs import Glyph, lines_of, paragraphs

NEAR = 3.0  # points: rulings this close are one, ends this close touch
LONG = 60.0  # points of an upright ruling that may stand without any across
LEAST_UPRIGHT = 4  # rulings that make a table without any across
LEAST_CLIPPED = 5  # rows of one height
STEADY = 1.0  # points between the highest of them and the lowest
_MARKED = re.compile(r"[\d一二三四五六七八九十]{1,3}[)）]")  # a number's bracket has no other half
LEAST_SIDE = 5.0  # points: no cell is lower or narrower


class Ruling(NamedTuple):
    """A straight line: `at` is its fixed coordinate, from `lo` to `hi` along the other."""

    at: float
    lo: float
    hi: float


@dataclass(slots=True)
class Region:
    """A cell of a ruled table on its 0-based grid, its text, and its sides."""

    row: int
    column: int
    down: int
    across: int
    left: float
    right: float
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in it, wrapped lines joined."""
        return paragraphs(lines_of(self.glyphs), self.right, self.left)


@dataclass(slots=True)
class Table:
    """One ruled table of a page: the coordinates of its columns, and its cells."""

    xs: list[float]
    ys: list[float]  # from the top down
    regions: list[Region]
    grid: dict[tuple[int, int], Region]
    rising: list[float] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the rows' coordinates as a search wants them."""
        self.rising = self.ys[::-1]

    def at(self, x: float, y: float) -> Region | None:
        """The cell in which a point lies."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = len(self.ys) - 1 - max(min(bisect_right(self.rising, y), len(self.ys) - 1), 1)
        return self.grid.get((row, column))


def tables(
    across: Iterable[Ruling], upright: Iterable[Ruling], glyphs: Iterable[Glyph]
) -> tuple[list[Table], list[Glyph]]:
    """The tables that the rulings draw, from the top down, with their glyphs; and the glyphs outside them."""
    rows, columns = _merged(across), _merged(upright)
    found = [_table(*group) for group in _touching(rows, columns)]
    drawn = sorted((table for table in found if table), key=lambda table: -table.ys[0])
    outside: list[Glyph] = []
    # A page's frame may hold a table in one of its cells: what stands there is the inner table's.
    inner = sorted(drawn, key=lambda table: (table.xs[-1] - table.xs[0]) * (table.ys[0] - table.ys[-1]))
    for glyph in glyphs:
        x, y = glyph.middle
        home = next(filter(None, (table.at(x, y) for table in inner)), None)
        (home.glyphs if home else outside).append(glyph)
    return drawn, outside


def bands(table: Table) -> list[Table]:
    """The table cut where a box of other columns touches it: a page's frame often holds 索引号 above its table.

    A cut needs columns on either side that the other side lacks, and one side with half of the other's at most:
    a heading that is grouped, or a row with a cell more, is no table of its own.
    """
    for cut in range(1, len(table.ys) - 1):
        if any(region.row < cut < region.row + region.down for region in table.regions):
            continue
        upper = {x for region in table.regions if region.row < cut for x in _sides(table, region)}
        lower = {x for region in table.regions if region.row >= cut for x in _sides(table, region)}
        few, many = sorted((len(upper) - 1, len(lower) - 1))
        if upper - lower and lower - upper and few * 2 <= many:
            return [_part(table, 0, cut, sorted(upper)), *bands(_part(table, cut, len(table.ys) - 1, sorted(lower)))]
    return [table]


def _sides(table: Table, region: Region) -> tuple[int, int]:
    """Between which of the table's columns a cell lies."""
    return region.column, min(region.column + region.across, len(table.xs) - 1)


def _part(table: Table, first: int, end: int, kept: Sequence[int]) -> Table:
    """Rows of a table from `first` to before `end`, on the columns that they use."""
    regions: list[Region] = []
    grid: dict[tuple[int, int], Region] = {}
    for region in table.regions:
        if not first <= region.row < end:
            continue
        left, right = (kept.index(side) for side in _sides(table, region))
        moved = replace(region, row=region.row - first, column=left, across=right - left)
        regions.append(moved)
        for row in range(moved.row, moved.row + moved.down):
            grid.update({(row, column): moved for column in range(left, right)})
    return Table([table.xs[at] for at in kept], table.ys[first : end + 1], regions, grid)


def clipped(table: Table) -> str:
    """A text that lost its beginning where rows of one line's height cut longer texts off; empty where none did.

    The lost lines are not in the file; cells that begin with a closing mark, or close what none opened, tell of them.
    """
    heights = [one - other for one, other in pairwise(table.ys)]
    if len(heights) < LEAST_CLIPPED or max(heights) - min(heights) > STEADY:
        return ""
    if any(len(lines_of(region.glyphs)) > 1 for region in table.regions):
        return ""
    found = [text for region in table.regions if _headless(text := region.text)]
    return found[0] if len(found) > 1 else ""


def _headless(text: str) -> bool:
    closing = any(text.count(close) > text.count(opening) for opening, close in ("（）", "《》", "“”", "「」"))
    return text[:1] in tuple("。，、；：！？）》”」%") or (closing and not _MARKED.match(text))


def _merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings on the same line that touch or overlap are one."""
    done: list[Ruling] = []
    by_place = sorted(rulings, key=lambda ruling: ruling.at)
    at = 0
    while at < len(by_place):
        group = [by_place[at]]
        while at + len(group) < len(by_place) and by_place[at + len(group)].at - group[-1].at <= NEAR * 0.7:
            group.append(by_place[at + len(group)])
        at += len(group)
        place = sum(ruling.at for ruling in group) / len(group)
        for ruling in sorted(group, key=lambda ruling: ruling.lo):
            if done and done[-1].at == place and ruling.lo <= done[-1].hi + NEAR:
                done[-1] = Ruling(place, done[-1].lo, max(done[-1].hi, ruling.hi))
            else:
                done.append(Ruling(place, ruling.lo, ruling.hi))
    return [ruling for ruling in done if ruling.hi - ruling.lo >= LEAST_SIDE]


def _touching(rows: Sequence[Ruling], columns: Sequence[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of rulings that cross or meet each other."""
    parent = list(range(len(rows) + len(columns)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            meets = row.lo - NEAR <= column.at <= row.hi + NEAR and column.lo - NEAR <= row.at <= column.hi + NEAR
            if meets:
                parent[root(i)] = root(len(rows) + j)
    for i, one in enumerate(columns):
        if one.hi - one.lo < LONG:
            continue
        for j in range(i):  # a page that a single row fills has upright rulings alone
            if abs(one.lo - columns[j].lo) <= NEAR and abs(one.hi - columns[j].hi) <= NEAR:
                parent[root(len(rows) + i)] = root(len(rows) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index in range(len(parent)):
        held = groups.setdefault(root(index), ([], []))
        (held[0] if index < len(rows) else held[1]).append(
            rows[index] if index < len(rows) else columns[index - len(rows)]
        )
    return [group for group in groups.values() if (len(group[0]) >= 2 and group[1]) or len(group[1]) >= LEAST_UPRIGHT]


def _places(rulings: Iterable[Ruling], ends: Iterable[float] = ()) -> list[float]:
    """Distinct coordinates, close ones as one."""
    places: list[float] = []
    for value in sorted({ruling.at for ruling in rulings} | set(ends)):
        if not places or value - places[-1] > LEAST_SIDE:
            places.append(value)
    return places


def _table(rows: list[Ruling], columns: list[Ruling]) -> Table | None:
    ends = [end for ruling in rows for end in (ruling.lo, ruling.hi)] or [ruling.at for ruling in columns]
    left, right = min(ends), max(ends)
    xs = _places(columns, (left, right))  # a table may have no outer rulings at its sides
    low, high = min(ruling.lo for ruling in columns), max(ruling.hi for ruling in columns)
    ys = _places(rows, (low, high))[::-1]  # nor where a page's end cuts a row
    if len(xs) < 3 or len(ys) < 2:
        return None
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    places = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    for row, column in places:
        owner[(row, column)] = (row, column)
        middle_x, middle_y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
        if column and not _drawn(columns, xs[column], middle_y):
            owner[(row, column)] = owner[(row, column - 1)]
        elif row and not _drawn(rows, ys[row], middle_x):
            owner[(row, column)] = owner[(row - 1, column)]
    regions: dict[tuple[int, int], Region] = {}
    for row, column in places:
        home = owner[(row, column)]
        region = regions.setdefault(home, Region(*home, 1, 1, xs[home[1]], xs[home[1] + 1]))
        region.down = max(region.down, row - region.row + 1)
        region.across = max(region.across, column - region.column + 1)
        region.right = xs[region.column + region.across]
    return Table(xs, ys, list(regions.values()), {place: regions[home] for place, home in owner.items()})


def _drawn(rulings: Iterable[Ruling], at: float, crossing: float) -> bool:
    return any(abs(r.at - at) <= LEAST_SIDE and r.lo - NEAR <= crossing <= r.hi + NEAR for r in rulings)
