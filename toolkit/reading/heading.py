"""Which row is the heading and which canonical column each of its cells names; refuses rather than guesses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.reading.delimited import Grid, Row
from toolkit.reading.limits import HEADING_SEARCH
from toolkit.reading.unseen import folded as fold

# What stands before the noun of a heading and names only the time or the government.
_PERIOD_WORDS = re.compile(
    r"(?:19|20)\d\d年度?|第?[一二三四1234]季度|[上下]半年|本季度?|当季|1?\d月份?|[1-9]-1?\d月|截至.*?[底末]|（.*?）|\(.*?\)|[:：*]"
)
_PERIOD_TARGET = re.compile(r"第?[一二三四1234]季度|[上下]半年|1?\d月|本季|当季|第[一二三四1234]季")
EXACT, SUFFIX, INNER = 1.0, 0.8, 0.5
# Below this share of certainty a row is no heading: three columns surely named, the progress and a target among them.
MIN_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row, the cell index of each canonical column, the headings left over, and the score (0..8)."""

    at: int
    row: Row
    columns: Mapping[Column, int]
    unplaced: tuple[str, ...]
    score: float


def find_heading(name: str, grids: Iterable[Grid], words: Words) -> tuple[Grid, Heading]:
    """The best heading among the readings of one source; InputError where none names enough columns."""
    best: tuple[Grid, Heading] | None = None
    for candidate in grids:
        heading = _best(candidate, words)
        if heading and (best is None or heading.score > best[1].score):
            best = (candidate, heading)
    if best is None:
        raise InputError.of(
            name,
            expected="含 序号、目标、进展 等列名的表头",
            met=f"没有一行能分出 {MIN_COLUMNS} 列（请另存为制表符分隔的文本或 CSV）",
        )
    _demand(name, best[1])
    return best


def _best(grid: Grid, words: Words) -> Heading | None:
    """The row that names its columns best; where a second table follows, the heading of the first one."""
    found = []
    for at, row in enumerate(grid.rows[:HEADING_SEARCH]):
        if sum(1 for cell in row.cells if cell.strip()) >= MIN_COLUMNS:
            found.append(place(at, row, words, grid.rows[at + 1 : at + 60]))
    if not found:
        return None
    best = max(found, key=lambda heading: heading.score)
    for heading in found:
        named = len(heading.columns)
        sure = enough(heading) and heading.score >= SUFFIX * named and named > len(heading.unplaced)
        if sure and heading.score * 2 > best.score and heading.at < best.at - 1:
            return heading
    return best


def enough(heading: Heading) -> bool:
    """Whether a heading names the columns without which there is nothing to audit."""
    named = heading.columns
    return (
        len(named) >= MIN_COLUMNS
        and Column.PROGRESS in named
        and (Column.ANNUAL_TARGET in named or Column.PERIOD_TARGET in named)
    )


def _demand(name: str, heading: Heading) -> None:
    named = heading.columns
    if enough(heading):
        return
    missing = "、".join(column.title for column in Column if column not in named)
    unplaced = "、".join(f"“{text[:20]}”" for text in heading.unplaced[:8]) or "无"
    raise InputError.of(
        f"{name} 第 {heading.row.line} 行",
        expected="表头至少含目标列与进展列",
        met=f"最像表头的一行仅认出 {len(named)} 列（缺 {missing}；未能对应：{unplaced}）",
    )


def place(at: int, row: Row, words: Words, below: Sequence[Row]) -> Heading:
    """Give each canonical column the heading that names it best."""
    scores = []
    for index, cell in enumerate(row.cells):
        for column, score in _score(cell, words, [r.cells[index] for r in below if index < len(r.cells)]):
            scores.append((-score, index, column))
    columns: dict[Column, int] = {}
    total = 0.0
    for negative, index, column in sorted(scores, key=lambda s: (s[0], s[1])):
        if column not in columns and index not in columns.values():
            columns[column] = index
            total -= negative
    unplaced = tuple(c.strip() for i, c in enumerate(row.cells) if c.strip() and i not in columns.values())
    ordered = {column: columns[column] for column in Column if column in columns}
    return Heading(at, row, ordered, unplaced, total)


def _score(cell: str, words: Words, below: list[str]) -> list[tuple[Column, float]]:
    """How well a heading names each column: whole, as its end, or inside it."""
    folded = fold(cell)
    if not folded or len(folded) > 40:  # a sentence is no heading
        return []
    bare = _PERIOD_WORDS.sub("", folded)
    if bare in words["headings.ambiguous"]:
        return [(Column.STATUS if _looks_like_status(below, words) else Column.PROGRESS, SUFFIX)]
    periodic = _PERIOD_TARGET.search(folded) is not None
    scores = []
    for column in Column:
        best = max((_match(folded, bare, term) for term in words[f"headings.{column.value}"]), default=0.0)
        if best:
            scores.append((column, best))
    if periodic and bare in {"目标", "目标任务", "工作目标", "任务", "工作任务"}:
        return [(Column.PERIOD_TARGET, EXACT)]
    return scores


def _match(folded: str, bare: str, term: str) -> float:
    if term in (folded, bare):
        return EXACT
    if len(term) < 3 or len(folded) > 16:
        return 0.0
    if folded.endswith(term) or bare.endswith(term):
        return SUFFIX + len(term) / 1000  # of two endings the longer names it better
    return INNER + len(term) / 1000 if term in folded else 0.0


def _looks_like_status(cells: list[str], words: Words) -> bool:
    """Short cells of status words make a status column; sentences make a narrative."""
    filled = [c.strip().strip("。") for c in cells if c.strip() and not set(c.strip()) <= set("-—")]
    known = sum(1 for c in filled if any(words.has(name, c) for name in words.names("status")))
    return bool(filled) and known * 2 >= len(filled)
