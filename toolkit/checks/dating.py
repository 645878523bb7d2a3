"""Claims (认定) and their dates: is it said as of when a figure holds, and is that within the period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.quantities import Number
from toolkit.language.text import fold, sentences
from toolkit.model import Column
from toolkit.period import last_day

_DATE = re.compile(r"\d月(?:底|末|份)?|\d{1,2}日|\d年?[底末]|[一二三四]季度末|上半年|年底|年末")
_AS_OF = re.compile(r"截至|截止|到|至$")
_EDGE = re.compile(r"[底末]$|前[一二三]季度|[上下]半年")
# Words for the period at hand: what stands beside them is not out of date.
_CURRENT = re.compile(r"全年|年内|今年|本年|当年|年度|本季|当季|四季度|截至目前|目前|(?<![0-9])年[末底]")
_BASE_BEFORE = re.compile(r"[较比与同自从由于]$|依据|根据|按照|基于|在$")
_BASE_AFTER = re.compile(r"\s*(?:相比|同期|以来|起(?!步)|印发|出台|年初|的|基础上|至|到|[—–-]|[仅只]?为)")
REACH = 60  # characters behind 目前 in which its figure has to come
_ATTRIBUTIVE = {"最", "为"}  # 截至目前最大的数据库 says nothing of a date


@item_check(
    "as-of-undated",
    family="claims",
    title="截止时点不明",
    certainty="exact",
    severity="low",
    objects=["截至目前，累计培训200人。", "目前，全市累计建成充电桩1200个。"],
    silent=[
        "截至2023年12月31日，累计培训200人。",
        "截至目前（2023年12月底），累计培训200人。",
        "目前正在办理手续。",
        "建立截至目前最大的数据库。",
        "当前，全市已进入“十四五”规划第3年。",
        "目前，全市已印发《第3号通知》。",
    ],
)
def as_of_undated(item: Reading) -> Iterator[Remark]:
    """判什么：累计数只说“截至目前”“目前”，不写日期。
    为什么：填报日往往晚于期末，期后的成绩会被算进本期。
    取证：请写明统计截止日期，并提供截至报告期末的数值。
    局限：报告期不明时不判；同一句中写有日期的不算。
    """
    if item.period is None:
        return
    undated, opening = item.words.pattern("asof.undated"), item.words.pattern("asof.loose")
    clauses = iter(item.clauses(Column.PROGRESS))
    clause = next(clauses, None)
    for sentence in sentences(item[Column.PROGRESS]):
        for match in undated.finditer(sentence.text):
            if sentence.text[match.end() : match.end() + 1] not in _ATTRIBUTIVE and not _dated(sentence.text):
                yield _remark(item, sentence.start + match.start(), match.group())
        while clause and clause.start < sentence.end:
            match_now = opening.match(clause.text)
            if (
                match_now
                and not _dated(sentence.text)
                and _accumulates(item, clause.start + match_now.end(), sentence.end)
            ):
                yield _remark(item, clause.start, match_now.group())
            clause = next(clauses, None)


def _remark(item: Reading, start: int, words: str) -> Remark:
    passage = item.passage(Column.PROGRESS, start, start + len(words))
    return Remark(passage, f"“{words}”没有写明日期，累计情况的截止时点不明。")


def _accumulates(item: Reading, start: int, end: int) -> bool:
    """Whether, after 目前 at the head of a clause, a figure that accumulates follows soon in the same sentence."""
    rest = item[Column.PROGRESS][start : min(end, start + REACH)]
    return rest[:1] not in _ATTRIBUTIVE and item.words.pattern("asof.claim_pattern").search(rest) is not None


def _dated(sentence: str) -> bool:
    folded = fold(sentence).text
    return _DATE.search(folded) is not None


@item_check(
    "evidence-outdated",
    family="claims",
    title="佐证时点早于报告期",
    certainty="derived",
    severity="medium",
    verdict="unsupported",
    flips=True,
    objects=[
        "截至2023年6月底，开工率82%。",
        "2022年，全市新改建农村公路345公里。",
    ],
    silent=[
        "学校6月开工，9月1日启用，新增学位500个。",
        "截至2023年6月底完成48%，截至12月底完成103%。",
        "新增学位500个，较2022年增长3%。",
    ],
)
def evidence_outdated(item: Reading) -> Iterator[Remark]:
    """判什么：进展所有的时点都在报告期之前：数字截至上年或上一季度，此后没有新的。
    为什么：报告期以前的数据说明不了报告期末是否完成。
    取证：请提供截至报告期末的数值与出具单位。
    局限：报告期不明时不判；同年较早的事件（9月1日启用）不算过时；另有未写时点的数字时不判；比较的基期（较2022年）不算。
    """
    if item.period is None or not item.done:
        return
    stale = None
    for told, stretch in _stretches(item):
        points = [point for point in stretch if point.kind == "date" and not _is_base(item, point)]
        if not any(number.kind != "date" for number in stretch) and not points:
            continue
        if not points or _CURRENT.search(told) or not all(_is_past(item, point) for point in points):
            return
        stale = stale or points[0]
    if stale is None or stale.quote[:4] in item[item.target]:
        return
    message = f"进展的时点“{stale.quote}”早于报告期（{item.period}），没有报告期内的数据。"
    yield Remark(item.figure(Column.PROGRESS, stale), message)


def _stretches(item: Reading) -> Iterator[tuple[str, list[Number]]]:
    """Each sentence with its numbers; one without any says nothing of time."""
    numbers = item.numbers(Column.PROGRESS)
    for sentence in sentences(item[Column.PROGRESS]):
        inside = [n for n in numbers if sentence.start <= n.start < sentence.end]
        if inside:
            yield sentence.text, inside


def _is_base(item: Reading, point: Number) -> bool:
    """Whether a date only says what is compared with, or since when: 较2022年, 自2021年起, 2020年以来."""
    text = item[Column.PROGRESS]
    return bool(_BASE_BEFORE.search(text[: point.start][-4:]) or _BASE_AFTER.match(text, point.end))


def _is_past(item: Reading, point: Number) -> bool:
    """Whether a date ends before the period begins, and is more than an event of the same year."""
    end = last_day(str(point.value))
    if item.period is None or end is None or end >= item.period.start:
        return False
    if end.year < item.period.year:
        return True
    text = item[Column.PROGRESS]
    return bool(_AS_OF.search(text[: point.start][-6:]) or _EDGE.search(point.quote) or ".." in str(point.value))


RULES = (as_of_undated, evidence_outdated)
