"""Across periods (跨季): findings that were gone and are back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.checks.across_periods_relapsed import relapses
from toolkit.checks.across_periods_slipped import slips
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.series import Course, HistoryReading, essence
from toolkit.checks.subject import Reading, Remark
from toolkit.language.identities import units_alike, units_told
from toolkit.language.likeness import shared
from toolkit.model import Column, Finding, Severity

_PROGRESS = Column.PROGRESS
_STEP = re.compile("[由从][^，。；]{0,40}[到至为]$")
_TELLING = 6  # characters of a quote, or around it, by which a finding is known again under another target of its unit
_LATELY = 3  # periods in which one target's figures are one clerk's, whatever they are of
_NAMED = 4  # characters before a figure that say what it is of: 开工率
_ABOVE_ALL = frozenset(("subset-rate-over-100",))  # a hint where it stands alone; mended once, it was a slip
# What is computed inside one cell, and slips of the pen: as sure to be the same again as what is read off the text.
_RECOMPUTED = frozenset(
    (
        "ratio-mismatch",
        "sum-mismatch",
        "growth-mismatch",
        "part-exceeds-whole",
        "enumeration-mismatch",
        "integer-impossible",
        "percent-point-confused",
        *_ABOVE_ALL,
    )
)
# Whatever clause it is that stands twice, whichever figures do not follow: it was mended in between.
_WHICHEVER = frozenset(("clause-repeated", "subitem-numbering-broken")) | _RECOMPUTED
_SLIPS = frozenset(("punctuation-suspect",))


@history_check(
    "finding-reopened",
    family="across-periods",
    title="问题未整改",
    certainty="exact",
    severity="high",
    objects=[
        quarters(
            row_of(1, "新建储能电站。", "建成储能电站，规模6HWH。"),
            row_of(1, "新建储能电站。", "建成储能电站，规模6GWh。"),
            row_of(1, "新建储能电站。", "储能电站并网，规模6HWH。"),
        ),
    ],
    silent=[
        quarters(
            row_of(1, "新建储能电站。", "建成储能电站，规模6HWH。"),
            row_of(1, "新建储能电站。", "储能电站并网，规模6HWH。"),
        ),
        quarters(
            row_of(1, "新建储能电站。", "建成储能电站，规模6HWH。"),
            row_of(1, "新建储能电站。", "建成储能电站，规模6GWh。"),
            row_of(1, "新建储能电站。", "储能电站并网，规模6GWh。"),
        ),
    ],
)
def finding_reopened(history: HistoryReading) -> Iterator[Remark]:
    """判什么：同一目标的同一问题（规则与引文相同）在较早一期出现，其后一期已不见，本期又出现。
    为什么：整改后反复，说明只改了文字，没有改做法。
    取证：请提供上次整改（销号）的记录，并说明为何再次出现。
    局限：只看证据级别为确定、在本格内复算得出、或标点误用，且高于提示的问题；引文改了的（数字不计）视为新的问题，但同一年内复算不符、语句重复、编号断裂以同类计，消息中注明；目标跨年改写的，按责任单位和引文前后的文字对应。
    """
    titles = _titles()
    told: set[tuple[int, int | None]] = set()
    seen: dict[tuple[str, str], list[_Seen]] = {}
    for course in history.courses:
        for at, row in course.rows.items():
            for finding in _findings(history, at, row):
                kind = _kind(row, finding)
                column = finding.passage.column
                key = (finding.rule, column.value if column and finding.rule in _WHICHEVER else kind)
                places = seen.setdefault(key, [])
                if not places or (places[-1].row, places[-1].kind) != (row, kind):  # once for a row
                    places.append(_Seen(at, course, row, finding, kind))
    for (rule, _), places in seen.items():
        for later in sorted(places, key=lambda entry: (entry.at, entry.row.item.line)):
            earlier = _closed(later, places)
            if earlier is not None:
                yield _reopened(history, titles.get(rule, rule), (earlier, later))
                told.add((later.at, later.row.item.line))
    for at, remark in (*relapses(history), *slips(history)):
        if (at, remark.line) not in told:
            told.add((at, remark.line))  # once for a row
            yield remark


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a finding was met."""

    at: int
    course: Course
    row: Reading
    finding: Finding
    kind: str


def _closed(later: _Seen, places: list[_Seen]) -> _Seen | None:
    """The last time before that a finding was met with its target, or its unit, gone in between; None where it stayed.

    A target that is rewritten at the turn of the year is known by who answers for it, where the quote says enough.
    """
    own = [entry for entry in places if entry.at < later.at and _one(entry, later)]
    own = [entry for entry in own if not _is_another(entry, later)]
    if not own:
        return None
    last = max(own, key=lambda entry: entry.at)
    between = range(last.at + 1, later.at)
    listed = [at for at in between if at in later.course.rows or at in last.course.rows]
    return last if listed else None


def _is_another(earlier: _Seen, later: _Seen) -> bool:
    """Whether it is another text, or another figure, in another year and long ago: that is no slip that was mended."""
    if later.finding.rule not in _WHICHEVER:
        return False
    was, now = earlier.row.period, later.row.period
    turned = was is not None and now is not None and was.year != now.year
    return turned and earlier.kind != later.kind and later.at - earlier.at > _LATELY


def _one(earlier: _Seen, later: _Seen) -> bool:
    if earlier.course is later.course:
        return True
    unit, other = (units_told(entry.row[Column.RESPONSIBLE_UNIT]) for entry in (earlier, later))
    was, now = earlier.row.period, later.row.period
    turned = was is not None and now is not None and was.year != now.year and later.at not in earlier.course.rows
    if not turned:
        return False
    slip = (
        later.finding.rule in _SLIPS and unit == other and earlier.finding.passage.quote == later.finding.passage.quote
    )
    return slip or (units_alike(unit, other) > 0 and _in_common(earlier, later) >= _TELLING)


def _in_common(earlier: _Seen, later: _Seen) -> int:
    """Characters that two findings quote, with those around them in which their cells agree: “惠购消费季 at a “."""
    (before, behind), (left, right) = (_around(entry) for entry in (earlier, later))
    return len(later.finding.passage.quote) + shared(before, left) + shared(behind, right)


def _around(entry: _Seen) -> tuple[str, str]:
    """What stands before a quote, backwards, and behind it."""
    passage = entry.finding.passage
    text = entry.row[passage.column] if passage.column else ""
    return text[: passage.start][::-1], text[passage.end :]


def _kind(row: Reading, finding: Finding) -> str:
    """What a finding is known by when it comes back: its quote; of a figure, which changes, what it is of."""
    passage = finding.passage
    if finding.rule in _SLIPS and not passage.quote.strip("0123456789.．"):
        return "."  # 13.2.6 and 39.4.1: a point too many
    if finding.rule in _SLIPS and passage.quote.isascii() and passage.quote.isalpha():
        return "a"
    if not passage.quote and (finding.removed or "").startswith("&"):
        return finding.removed or ""  # what the page was written in, wherever it is left over
    if passage.column is None or (passage.quote and finding.rule not in _RECOMPUTED and not _is_step(row, finding)):
        return essence(passage.quote)
    before = row[passage.column][: passage.start]
    return (finding.removed or "") + "".join(char for char in before if char.isalpha())[-_NAMED:]


def _findings(history: HistoryReading, at: int, row: Reading) -> list[Finding]:
    """What the period's audit objected to in one row: read off the text or computed in it, and more than a hint."""
    return [
        f
        for f in history.findings_of(at, row.item.line)
        if (f.certainty == "exact" or f.rule in _RECOMPUTED or f.rule in _SLIPS or _is_step(row, f))
        and (f.severity != "info" or f.rule in _ABOVE_ALL)
        and (f.passage.quote or (f.removed or "").startswith("&"))
        and f.passage.column is not Column.STATUS  # 达到序时进度 comes and goes with the state of the work
    ]


def _is_step(row: Reading, finding: Finding) -> bool:
    """Whether it is the way from one figure to the next that goes against its verb: 由41.5%提高到41.2%."""
    passage = finding.passage
    before = row[passage.column][: passage.start] if passage.column is _PROGRESS else ""
    return finding.rule == "direction-conflict" and _STEP.search(before) is not None


def _reopened(history: HistoryReading, title: str, both: tuple[_Seen, _Seen]) -> Remark:
    was, now = (seen.finding for seen in both)
    before, at = (history.periods[seen.at] for seen in both)
    aside = "（不是同一处）" if now.rule in _WHICHEVER and both[0].kind != both[1].kind else ""
    message = f"“{title}”在 {before} 出现，其后已消失，{at} 又在同一事项出现{aside}。"
    severity: Severity | None = "low" if now.severity == "low" else None
    key = f"{now.rule} {at}"
    return Remark(now.passage, message, related=(was.passage,), severity=severity, key=key, line=now.line)


def _titles() -> dict[str, str]:
    from toolkit.checks.catalogue import assemble  # the catalogue is whole only once its rooms have been read

    return {rule.id: rule.title for rule in assemble()}


RULES = (finding_reopened,)
