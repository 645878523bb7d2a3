"""Which rows are the heading and which canonical column each of its cells names; refuses rather than guesses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from toolkit.errors import InputError
from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.reading.grid import Grid, Row
from toolkit.reading.limits import HEADING_SEARCH
from toolkit.reading.naming import SUFFIX, is_ambiguous, scores
from toolkit.reading.period import agree, span
from toolkit.reading.unseen import is_number

# Below this share of certainty a row is no heading: three columns surely named, the progress and a target among them.
MIN_COLUMNS = 3
MOST_ROWS = 3  # of one heading
LONGEST = 40  # characters of a heading's cell


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading (its last row at index `at`, its first at `first`), the cell index of each canonical column,
    the headings left over, those that could not be told apart, and the score (0..8)."""

    at: int
    row: Row
    columns: Mapping[Column, int]
    unplaced: tuple[str, ...]
    score: float
    first: int = 0
    unsettled: tuple[str, ...] = ()
    rivals: Mapping[Column, tuple[int, ...]] = field(default_factory=dict)  # cells that name it for other periods
    wanted: str = ""  # the period by which rivals are told apart


def find_heading(name: str, grids: Iterable[Grid], words: Words) -> tuple[Grid, Heading]:
    """The best heading among the readings of one source; InputError where none names enough columns."""
    best: tuple[Grid, Heading] | None = None
    lists: list[str] = []
    for candidate in grids:
        heading = _best(candidate, words)
        if heading and (best is None or _weight(heading) > _weight(best[1])):
            best = (candidate, heading)
        if heading and candidate.format == "json" and enough(heading):
            lists.append(f"{heading.row.place or '最外层'}（{len(candidate.rows) - heading.at - 1} 条）")
    if len(lists) > 1:  # other formats have several readings of one table, a document has several tables
        raise InputError.of(name, expected="一个记录列表，或列名相同、同属一期的几个", met="、".join(lists[:8]))
    if best is None:
        raise InputError.of(
            name,
            expected="含 序号、目标、进展 等列名的表头",
            met=f"没有一行能分出 {MIN_COLUMNS} 列",
        )
    _demand(name, best[1])
    return best


def _weight(heading: Heading) -> tuple[bool, float]:
    return enough(heading), heading.score


def _best(grid: Grid, words: Words) -> Heading | None:
    """The rows that name the columns best; where a second table follows, the heading of the first one."""
    found: list[Heading] = []
    for at in range(min(len(grid.rows), HEADING_SEARCH)):
        found += headings_at(grid.rows, at, words)
        if any(_beyond_doubt(heading) and heading.at < at - MOST_ROWS for heading in found[:3]):
            break
    if not found:
        return None
    best = max(found, key=lambda heading: heading.score)
    for heading in found:
        named = len(heading.columns)
        sure = enough(heading) and heading.score >= SUFFIX * named and named > len(heading.unplaced)
        if sure and heading.score * 2 > best.score and heading.at < best.first - 1:
            return _taller(heading, found)
    return best


def _beyond_doubt(heading: Heading) -> bool:
    """Whether nothing that follows could be a better heading: `_best` would choose this one all the same."""
    named = len(heading.columns)
    return (
        enough(heading)
        and heading.score * 2 > len(Column)
        and named > len(heading.unplaced)
        and (heading.score >= SUFFIX * named)
    )


def _taller(heading: Heading, found: Sequence[Heading]) -> Heading:
    """The same heading with the rows below it that make it name its columns better."""
    return max((h for h in found if h.first == heading.first), key=lambda h: h.score)


def headings_at(rows: Sequence[Row], at: int, words: Words) -> Iterator[Heading]:
    """The headings that begin at a row: of that row alone, and joined with those below it that carry on."""
    held, leaves = rows[at], rows[at].cells
    for last in range(at, min(at + MOST_ROWS, len(rows))):
        if last > at:
            below = rows[last]
            if not _carries_on(held, below):
                return
            held, leaves = _joined(held, below), tuple(b or a for a, b in _paired(leaves, below.cells))
        if sum(1 for cell in held.cells if cell.strip()) >= MIN_COLUMNS:
            yield replace(place(last, held, words, rows[last + 1 : last + 60], leaves), first=at)


def _paired(upper: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, str]]:
    for index in range(max(len(upper), len(lower))):
        yield (
            upper[index].strip() if index < len(upper) else "",
            lower[index].strip() if index < len(lower) else "",
        )


def _carries_on(upper: Row, lower: Row) -> bool:
    """Whether a row may be the second row of a heading: short cells, no item's number, more said than above."""
    if lower.table != upper.table or len(lower.cells) < MIN_COLUMNS:
        return False
    pairs = list(_paired(upper.cells, lower.cells))
    if any(len(b) > LONGEST or is_number(b) for _, b in pairs if b):
        return False
    return any(b and b != a for a, b in pairs) and any(not b or b == a for a, b in pairs)


def _joined(upper: Row, lower: Row) -> Row:
    cells = tuple(
        a if not b or a == b else "\n".join(filter(None, (a, b))) for a, b in _paired(upper.cells, lower.cells)
    )
    return upper._replace(cells=cells, above=frozenset())


def enough(heading: Heading) -> bool:
    """Whether a heading names the columns without which there is nothing to audit."""
    named = heading.columns
    return (
        len(named) >= MIN_COLUMNS
        and Column.PROGRESS in named
        and (Column.ANNUAL_TARGET in named or Column.PERIOD_TARGET in named)
    )


def _demand(name: str, heading: Heading) -> None:
    named, where = heading.columns, f"{name} 第 {heading.row.line} 行"
    for text in heading.unsettled:
        open_ones = [c.title for c in (Column.STATUS, Column.PROGRESS) if c not in named]
        if open_ones:
            told = "或".join((Column.STATUS.title, Column.PROGRESS.title))
            raise InputError.of(where, expected="能分清的列名", met=f"“{text[:20]}”列可作{told}，其内容分辨不出")
    if enough(heading):
        return
    missing = "、".join(column.title for column in Column if column not in named)
    unplaced = "、".join(f"“{' '.join(text.split())[:20]}”" for text in heading.unplaced[:8]) or "无"
    raise InputError.of(
        where,
        expected="表头至少含目标列与进展列",
        met=f"最像表头的一行仅认出 {len(named)} 列（缺 {missing}；未能对应：{unplaced}）",
    )


def _under(rows: Sequence[Row], index: int) -> list[str]:
    return [row.cells[index] for row in rows if index < len(row.cells) and index not in row.above]


def place(at: int, row: Row, words: Words, below: Sequence[Row], leaves: Sequence[str] = ()) -> Heading:
    """Give each canonical column the heading that names it best."""
    found = []
    unsettled = []
    for index, cell in enumerate(row.cells):
        leaf = leaves[index] if index < len(leaves) else cell
        scored = scores(cell, leaf, words, partial(_under, below, index))
        found += [(-score, index, column) for column, score in scored]
        if not scored and is_ambiguous(cell, leaf, words):
            unsettled.append(cell.strip())
    columns: dict[Column, int] = {}
    total = 0.0
    for negative, index, column in sorted(found, key=lambda s: (s[0], s[1])):
        if column not in columns and index not in columns.values():
            columns[column] = index
            total -= negative
    unplaced = tuple(c.strip() for i, c in enumerate(row.cells) if c.strip() and i not in columns.values())
    ordered = {column: columns[column] for column in Column if column in columns}
    rivals = _rivals(row.cells, ordered, found)
    return Heading(at, row, ordered, unplaced, total, at, tuple(unsettled), rivals)


def _rivals(
    cells: Sequence[str], columns: Mapping[Column, int], found: Sequence[tuple[float, int, Column]]
) -> dict[Column, tuple[int, ...]]:
    """Cells left over that name a column as well as the one it was given, where they speak of different periods."""
    taken = set(columns.values())
    rivals: dict[Column, tuple[int, ...]] = {}
    for column, given in columns.items():
        others = [i for score, i, named in found if named is column and i not in taken and -score >= SUFFIX]
        if others and len({span(cells[index]) for index in (given, *others)} - {""}) > 1:
            rivals[column] = tuple(others)
    return rivals


def in_period(heading: Heading, wanted: str) -> tuple[Heading, str]:
    """The heading with the columns of the period that is wanted; with a word about those that cannot be told apart."""
    columns = dict(heading.columns)
    for column, others in heading.rivals.items():
        spots = (columns[column], *others)
        said = {index: span(heading.row.cells[index]) for index in spots}
        told = [index for index in spots if said[index] and agree(said[index], wanted)]
        exact = [index for index in told if not said[index].isdigit()] or told
        halves = [index for index in spots if agree(said[index].replace("H1", "Q2").replace("H2", "Q4"), wanted)]
        match = exact or [index for index in halves if said[index]]
        if len({said[index] for index in match}) == 1:
            columns[column] = match[0]
        elif match or said[spots[0]]:
            names = "、".join(f"“{' '.join(heading.row.cells[index].split())[:20]}”" for index in sorted(spots))
            return heading, f"{names}都可作{column.title}"
    left = (c.strip() for index, c in enumerate(heading.row.cells) if index not in columns.values())
    return replace(heading, columns=columns, unplaced=tuple(filter(None, left)), wanted=wanted), ""
