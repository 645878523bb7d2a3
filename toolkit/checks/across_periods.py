"""Across periods (跨季): items that vanish or appear, and findings that come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.checks.blanks import blank
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.series import Course, HistoryReading, essence
from toolkit.checks.subject import Reading, Remark
from toolkit.language.reach import is_added, is_amended, is_dropped
from toolkit.language.text import fold
from toolkit.model import Column, Finding, Passage, Severity

_TEXTS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS, Column.REASON)
_TELLING_WHICH = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS, Column.RESPONSIBLE_UNIT)
_TELLING = 6  # characters of a quote by which a finding is known again under another target of its unit
_LISTED = re.compile(r"第\d+(?:项?[、和及与至-]\d+)*")
_DIGITS = re.compile(r"\d+")
_PLAIN = re.compile(r"第([^第项]{1,12})项")
_NAMED_WITHIN = 13  # characters after its number by which an item is called one: 第12个民生实事项目
_SENTENCE = re.compile(r"[。；;！\n]")
_SCHOOL = row_of(1, "新建学校12所。", "开工建设学校8所。")
_ROAD = row_of(2, "改造农村公路300公里。", "改造农村公路120公里。")
_PARK = row_of(3, "新建口袋公园20个。", "新建口袋公园9个。")
_CLINIC = row_of(4, "改建卫生院5家。", "改建卫生院2家。")


@history_check(
    "item-dropped",
    family="across-periods",
    title="事项消失或新增",
    certainty="exact",
    severity="high",
    objects=[
        quarters(_SCHOOL + _ROAD + _PARK, _SCHOOL + _PARK),
        quarters(_SCHOOL + _ROAD + _PARK, _SCHOOL + _ROAD + _PARK + _CLINIC),
    ],
    silent=[
        quarters(_SCHOOL + _ROAD + _PARK, _SCHOOL + _PARK, first=4),
        quarters(_SCHOOL + _ROAD + _PARK, _ROAD.replace("2\t", "1\t", 1) + _SCHOOL.replace("1\t", "2\t", 1) + _PARK),
        quarters(
            _SCHOOL + _PARK + _ROAD.replace("120公里。", "312公里，已提前完成并销号，不再列报。"),
            _SCHOOL + _PARK,
        ),
    ],
)  # fmt: skip
def item_dropped(history: HistoryReading, *, most: float = 0.5) -> Iterator[Remark]:
    """判什么：同一年内，上期列有的事项本期不见了，或本期多出一项，表中都没有说明。
    为什么：没有完成的事项悄悄拿掉，完成率就好看了；中途增加的事项往往是已经做成的。
    取证：请说明该事项去向（并入、取消、移交或已销号）或增列的依据，并附批准文件。
    局限：跨年度不判；事项按目标文字对应，序号只作参考；一期中超过 most 的事项对不上时，只就全表提示一次（可能是节选）。
    """
    for at in range(1, len(history.reports)):
        if not history.same_year(at - 1, at):
            continue
        gone = [c for c in history.courses if at - 1 in c.rows and at not in c.rows]
        new = [c for c in history.courses if c.first == at]
        back = [c for c in history.courses if at in c.rows and at - 1 not in c.rows and c.first < at]
        told, announced = (_accounted(history, at) if gone else set()), (_heralded(history, at) if new else set())
        gone = [c for c in gone if not _told(c.rows[at - 1], told)]
        new = [c for c in new if not _announced(c.rows[at], announced)]
        listed = max(len(history.reports[at - 1].intact), 1)
        if max(len(gone), len(new) + len(back)) > max(most * listed, 1):
            yield _wholesale(history, at, len(gone), len(new) + len(back))
            continue
        yield from (_gone(history, course, at) for course in gone)
        yield from (_new(history, course, at) for course in new)


def _told(row: Reading, accounted: set[str]) -> bool:
    """Whether the row says that it goes, or the later table that it went or was taken in: 原第12项并入本项."""
    return any(is_dropped(row[column]) for column in _TEXTS) or _number(row) in accounted


def _announced(row: Reading, heralded: set[str]) -> bool:
    """Whether the new row says on whose word it was added, or a note of its table does."""
    return any(is_added(row[column]) or is_amended(row[column]) for column in _TEXTS) or _number(row) in heralded


def _number(row: Reading) -> str:
    return fold(row.item.number).text


def _accounted(history: HistoryReading, at: int) -> set[str]:
    """The numbers of the items that a table or its notes say went, or were taken in."""
    texts = [row[column] for row in history.reports[at].intact for column in _TEXTS if "项" in row[column]]
    sentences = _naming((*history.notes(at), *texts))
    return {number for sentence in sentences if is_dropped(sentence) or is_added(sentence) for number in _in(sentence)}


def _heralded(history: HistoryReading, at: int) -> set[str]:
    """The numbers of the items that the notes of a table say were added."""
    return {number for sentence in _naming(history.notes(at)) if is_added(sentence) for number in _in(sentence)}


def _naming(texts: Iterable[str]) -> Iterator[str]:
    """The sentences that name items: 第12项, 第3、12项."""
    for text in texts:
        yield from (sentence for sentence in _SENTENCE.split(fold(text).text) if "第" in sentence and "项" in sentence)


def _in(sentence: str) -> Iterator[str]:
    """The numbers of the items that a sentence names: 第3、12项, 第12个民生项目, 第三项."""
    for found in _LISTED.finditer(sentence):
        for number in _DIGITS.finditer(sentence, *found.span()):
            if "项" in sentence[number.end() : number.end() + _NAMED_WITHIN]:
                yield number[0]
    yield from (found[1] for found in _PLAIN.finditer(sentence))


def _wholesale(history: HistoryReading, at: int, gone: int, new: int) -> Remark:
    earlier, later = history.periods[at - 1], history.periods[at]
    message = f"{earlier} 的事项有 {gone} 项在 {later} 中找不到，另有 {new} 项是新的：两份表的范围可能不同，请先确认。"
    return Remark(history.about(at), message, severity="info", key=str(later))


def _gone(history: HistoryReading, course: Course, at: int) -> Remark:
    row = course.rows[at - 1]
    told = f"（上期状态“{row[Column.STATUS].strip()}”）" if row[Column.STATUS].strip() else ""
    message = f"{history.periods[at - 1]} 列有本项{told}，{history.periods[at]} 不再列出，也没有说明。"
    return Remark(_target(row), message, related=(history.about(at),), key=f"gone {history.periods[at]}")


def _new(history: HistoryReading, course: Course, at: int) -> Remark:
    message = f"{history.periods[at - 1]} 没有本项，{history.periods[at]} 起列出，没有说明依据。"
    return Remark(_target(course.rows[at]), message, related=(history.about(at - 1),), key=f"new {history.periods[at]}")


def _target(row: Reading) -> Passage:
    """What tells an item best: its target, or what else it holds where that is wanting."""
    return row.whole(next((column for column in _TELLING_WHICH if not blank(row[column], row.words)), Column.ITEM))


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
    局限：只看证据级别为确定且高于提示的问题；引文改了的（数字不计）视为新的问题；目标跨年改写的，按责任单位对应。
    """
    titles = _titles()
    seen: dict[tuple[str, str], list[_Seen]] = {}
    for course in history.courses:
        for at, row in course.rows.items():
            for finding in _findings(history, at, row):
                key = (finding.rule, essence(finding.passage.quote))
                seen.setdefault(key, []).append(_Seen(at, course, row, finding))
    for (rule, _), places in seen.items():
        for later in sorted(places, key=lambda entry: (entry.at, entry.row.item.line)):
            earlier = _closed(later, places)
            if earlier is not None:
                both, when = (earlier.finding, later.finding), (earlier.at, later.at)
                yield _reopened(history, titles.get(rule, rule), both, when)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a finding was met."""

    at: int
    course: Course
    row: Reading
    finding: Finding


def _closed(later: _Seen, places: list[_Seen]) -> _Seen | None:
    """The last time before that a finding was met with its target, or its unit, gone in between; None where it stayed.

    A target that is rewritten at the turn of the year is known by who answers for it, where the quote says enough.
    """
    own = [entry for entry in places if entry.at < later.at and _one(entry, later)]
    if not own:
        return None
    last = max(own, key=lambda entry: entry.at)
    between = range(last.at + 1, later.at)
    listed = [at for at in between if at in later.course.rows or at in last.course.rows]
    return last if listed else None


def _one(earlier: _Seen, later: _Seen) -> bool:
    if earlier.course is later.course:
        return True
    unit = fold(later.row[Column.RESPONSIBLE_UNIT]).text
    return len(later.finding.passage.quote) >= _TELLING and unit == fold(earlier.row[Column.RESPONSIBLE_UNIT]).text


def _findings(history: HistoryReading, at: int, row: Reading) -> list[Finding]:
    """What the period's audit objected to in one row, by the text alone and as more than a hint."""
    return [
        f
        for f in history.findings_of(at, row.item.line)
        if f.certainty == "exact" and f.severity != "info" and f.passage.quote
    ]


def _reopened(history: HistoryReading, title: str, both: tuple[Finding, Finding], places: tuple[int, int]) -> Remark:
    earlier, later = both
    before, at = (history.periods[place] for place in places)
    message = f"“{title}”在 {before} 出现，其后已消失，{at} 又在同一事项出现。"
    severity: Severity | None = "low" if later.severity == "low" else None
    return Remark(later.passage, message, related=(earlier.passage,), severity=severity, key=f"{later.rule} {at}")


def _titles() -> dict[str, str]:
    from toolkit.checks.catalogue import assemble  # the catalogue is whole only once its rooms have been read

    return {rule.id: rule.title for rule in assemble()}


RULES = (item_dropped, finding_reopened)
