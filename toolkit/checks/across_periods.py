"""Across periods (跨季): items that vanish or appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.checks.blanks import blank
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.reasons import TEXTS
from toolkit.checks.series import Course, HistoryReading
from toolkit.checks.subject import Reading, Remark
from toolkit.language.explaining import drops_the_done, is_added, is_amended, is_dropped
from toolkit.language.text import fold
from toolkit.model import Column, Passage

_TELLING_WHICH = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS, Column.RESPONSIBLE_UNIT)
_LISTED = re.compile(r"第\d+(?:项?[、和及与至-]\d+)*")
_BY_NUMBER = re.compile(r"序号\d+(?:[、和及与至-]\d+)*")
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
        here = [c for c in history.courses if at in c.rows and at - 1 not in c.rows]
        new = [c for c in here if _is_new(history, c, at)]
        back = [c for c in here if c not in new]
        told, announced = (_accounted(history, at) if gone else set()), (_heralded(history, at) if new else set())
        gone = [c for c in gone if not _told(c.rows[at - 1], told)]
        new = [c for c in new if not _announced(c.rows[at], announced)]
        listed = max(len(history.reports[at - 1].intact), 1)
        if max(len(gone), len(new) + len(back)) > max(most * listed, 1):
            yield _wholesale(history, at, len(gone), len(new) + len(back))
            continue
        yield from (_gone(history, course, at) for course in gone)
        yield from (_new(history, course, at) for course in new)


def _is_new(history: HistoryReading, course: Course, at: int) -> bool:
    """Whether a target was not listed before in the year; what only comes in that season comes every year."""
    before = [p for p in course.rows if p < at]
    season = bool(before) and all(history.quarter(p) >= history.quarter(at) for p in before)
    return not season and not any(history.same_year(p, at) for p in before)


def _told(row: Reading, accounted: set[str]) -> bool:
    """Whether the row says that it goes, or the later table that it went or was taken in: 原第12项并入本项."""
    return any(is_dropped(row[column]) for column in TEXTS) or _number(row) in accounted


def _announced(row: Reading, heralded: set[str]) -> bool:
    """Whether the new row says on whose word it was added, or a note of its table does."""
    return any(is_added(row[column]) or is_amended(row[column]) for column in TEXTS) or _number(row) in heralded


def _number(row: Reading) -> str:
    return fold(row.item.number).text


def _accounted(history: HistoryReading, at: int) -> set[str]:
    """The numbers of the items that a table or its notes say went, or were taken in."""
    texts = [
        row[column]
        for row in history.reports[at].intact
        for column in TEXTS
        if "项" in row[column] or "序号" in row[column]
    ]
    sentences = _naming((*history.notes(at), *texts))
    told = {number for sentence in sentences if is_dropped(sentence) or is_added(sentence) for number in _in(sentence)}
    if any(drops_the_done(note) for note in history.notes(at)):
        told |= {_number(row) for row in history.reports[at - 1].intact if row.done}
    return told


def _heralded(history: HistoryReading, at: int) -> set[str]:
    """The numbers of the items that the notes of a table say were added."""
    return {number for sentence in _naming(history.notes(at)) if is_added(sentence) for number in _in(sentence)}


def _naming(texts: Iterable[str]) -> Iterator[str]:
    """The sentences that name items: 第12项, 第3、12项, 序号12."""
    for text in texts:
        for sentence in _SENTENCE.split(fold(text).text):
            if "序号" in sentence or ("第" in sentence and "项" in sentence):
                yield sentence


def _in(sentence: str) -> Iterator[str]:
    """The numbers of the items that a sentence names: 第3、12项, 第12个民生项目, 第三项, 序号12."""
    for found in _LISTED.finditer(sentence):
        for number in _DIGITS.finditer(sentence, *found.span()):
            if "项" in sentence[number.end() : number.end() + _NAMED_WITHIN]:
                yield number[0]
    yield from (found[1] for found in _PLAIN.finditer(sentence))
    for found in _BY_NUMBER.finditer(sentence):
        yield from (number[0] for number in _DIGITS.finditer(found[0]))


def _wholesale(history: HistoryReading, at: int, gone: int, new: int) -> Remark:
    earlier, later = history.periods[at - 1], history.periods[at]
    message = f"{earlier} 的事项有 {gone} 项在 {later} 中找不到，另有 {new} 项是新的：两份表的范围可能不同，请先确认。"
    return Remark(history.about(at), message, severity="info", key=str(later))


def _gone(history: HistoryReading, course: Course, at: int) -> Remark:
    row = course.rows[at - 1]
    told = f"（上期状态“{row[Column.STATUS].strip()}”）" if row[Column.STATUS].strip() else ""
    message = f"{history.periods[at - 1]} 列有本项{told}，{history.periods[at]} 不再列出，也没有说明。"
    return Remark(
        _target(row), message, related=(history.about(at),), key=f"gone {history.periods[at]}", line=row.item.line
    )


def _new(history: HistoryReading, course: Course, at: int) -> Remark:
    message = f"{history.periods[at - 1]} 没有本项，{history.periods[at]} 起列出，没有说明依据。"
    row, key = course.rows[at], f"new {history.periods[at]}"
    return Remark(_target(row), message, related=(history.about(at - 1),), key=key, line=row.item.line)


def _target(row: Reading) -> Passage:
    """What tells an item best: its target, or what else it holds where that is wanting."""
    return row.whole(next((column for column in _TELLING_WHICH if not blank(row[column], row.words)), Column.ITEM))


RULES = (item_dropped,)
