"""Across sources (跨源): targets that differ from the ones that were issued for the year."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from toolkit.checks.across_sources_plans import ANNUAL, Difference, Pair, differences, figure, pairs, stated, unchanged
from toolkit.checks.catalogue import source_check
from toolkit.checks.examples import held_against
from toolkit.checks.remarks import Remark, Unmatched, Verified
from toolkit.checks.sources import SourceReading
from toolkit.errors import one_line
from toolkit.language.agreement import converted, printed, relation, spoken
from toolkit.language.quantities import Number
from toolkit.language.stages import PROJECT, Stage, highest
from toolkit.language.text import fold
from toolkit.model import Column, Severity
from toolkit.references.values import Planned

_PROJECTS = "2023|8|突出抓好510个省市重大项目，完成年度投资1300亿元以上。|市发展改革委|市政府办公室"
_LADDER = ("started", "topped", "fitting", "built", "in_use", "full")


@source_check(
    "official-target-mismatch",
    family="across-sources",
    title="与下达目标不符",
    certainty="derived",
    severity="high",
    objects=[
        held_against("8 突出抓好510个省市重大项目，完成年度投资1260亿元以上。", "完成投资1310亿元。", plan=_PROJECTS),
        held_against(
            "地区生产总值增长5.5%左右。",
            "增长5.5%。",
            plan="2023|1|地区生产总值增长5.5%以上。|市发展改革委|政府工作报告",
        ),
        held_against(
            "3 加快推进市民中心建设，年底前开工。",
            "已开工。",
            plan="2023|3|加快推进市民中心建设，年底前竣工。|市住建局|政府工作报告",
        ),
    ],
    silent=[
        held_against("8 突出抓好510个省市重大项目，完成年度投资1300亿元以上。", "完成投资1310亿元。", plan=_PROJECTS),
        held_against("8 抓好５１０个省市重大项目,年度投资不低于1300亿元", "完成投资1310亿元。", plan=_PROJECTS),
        held_against("8 新增学位1.6万个。", "新增1.7万个。", plan=_PROJECTS),
        held_against(
            "8 突出抓好510个省市重大项目，完成年度投资1260亿元以上。",
            "完成投资1310亿元。",
            plan=_PROJECTS.replace("2023|", "2022|"),
        ),
        held_against("2 建设5G基站0.3万个。", "建成0.31万个。", plan="2023|2|建设5G基站3000个。|市通管办|市政府"),
    ],
)
def official_target_mismatch(report: SourceReading) -> Iterator[Remark | Verified | Unmatched]:
    """判什么：年度目标的数值、界限或形象进度，与您提供的当年下达目标中同一项不同。
    为什么：目标一改，完成与否的结论就变了；较低的一个可能是事后改的。
    取证：请提供下达目标的原文，以及调整目标的批准文件。
    局限：序号相同且文字相近，或文字几乎全同，才视为同一项；全角半角、标点、简写不算不同；只差“以上”等字样的，
    下达目标中另有、本表没有列出的数，只作提示；对不上项的列为未对上。
    """
    period = report.report.period
    rows = [row for row in report.references.plan if period is not None and row.year == period.year]
    if not rows:
        return
    items = report.intact
    known = stated(items)
    paired = {pair.item.item.line: pair for pair in pairs(items, rows, period, report.words)}
    for item in items:
        pair = paired.get(item.item.line)
        told = list(_judged(pair, known)) if pair else []
        yield from told
        if not told and fold(item[ANNUAL]).text:
            yield Unmatched(item.whole(ANNUAL), "文字不同，数字无从逐一对应" if pair else "")


def _judged(pair: Pair, known: Collection[tuple[object, str]]) -> Iterator[Remark | Verified]:
    item, at = pair.item, (pair.row.at,)
    if unchanged(pair):
        yield Verified(item.whole(ANNUAL), against=at)
        return
    found, sure = differences(pair)
    found = [d for d in found if not (d.here and _converted(d.here, d.there))]
    for difference in found:
        here = difference.here
        if here is None and figure(difference.there) in known:
            continue
        place = item.whole(ANNUAL) if here is None else item.figure(ANNUAL, here)
        severity: Severity | None = "info" if difference.mild else None
        key = "" if here else difference.there.quote
        yield Remark(place, _message(pair, difference), severity=severity, key=key, against=at)
    weaker = _weaker(pair)
    if weaker and not found:
        there, here_at = weaker
        message = f"年度目标写“{here_at.word}”，{_issued(pair.row)}为“{there.word}”，形象进度低于下达目标。"
        yield Remark(item.passage(ANNUAL, here_at.start, here_at.end), message, against=at)
    elif sure and not found:
        yield Verified(item.whole(ANNUAL), against=at)


def _converted(here: Number, there: Number) -> bool:
    """Whether two figures are one value in two units."""
    one, other = printed(here), printed(there)
    told = converted(other, one) if one and other else None
    return bool(told and one and here.unit != there.unit and relation(one, told) == "agrees")


def _weaker(pair: Pair) -> tuple[Stage, Stage] | None:
    """The milestone that was issued and the lower one that the item's targets ask for; nothing where it is not sure."""
    words = pair.item.words
    if not pair.numbered:
        return None
    there = highest(pair.row.annual_target, 0, PROJECT, words, _LADDER)
    here = highest(pair.item[ANNUAL], 0, PROJECT, words, _LADDER)
    later = highest(pair.item[Column.PERIOD_TARGET], 0, PROJECT, words, _LADDER)
    if there is None or here is None or here.rung >= there.rung or (later and later.rung >= there.rung):
        return None
    return there, here


def _issued(row: Planned) -> str:
    by = one_line(row.issued_by, 60)
    number = f"第 {one_line(row.item, 12)} 项" if row.item else ""
    return f"{by or '下达目标'}{number or f'{row.year} 年'}"


def _message(pair: Pair, difference: Difference) -> str:
    here, there = difference.here, difference.there
    issued = _issued(pair.row)
    if here is None:
        return f"{issued}还要求“{_clause(pair, there)}”，本表的目标没有列出。"
    if not difference.value:
        mine, theirs = (_bounded(reading[ANNUAL], n) for reading, n in ((pair.item, here), (pair.plan, there)))
        return f"年度目标写“{mine}”，{issued}为“{theirs}”，界限不同。"
    told = f"年度目标写“{here.quote}”，{issued}同一目标为“{there.quote}”"
    one, other = printed(here), printed(there)
    if here.unit != there.unit or one is None or other is None or here.kind == "ordinal":
        return f"{told}。"
    side = "低" if one.value < other.value else "高"
    gap = spoken(abs(one.value - other.value), "个百分点" if here.unit == "%" else here.unit)
    return f"{told}，比下达的{side} {gap}。"


def _clause(pair: Pair, number: Number) -> str:
    text = pair.row.annual_target
    spans = (s for s in pair.plan.clauses(ANNUAL) if s.start <= number.start < s.end)
    return one_line(next((s.text for s in spans), text), 60)


def _bounded(text: str, number: Number) -> str:
    """A figure with the few characters around it that set its bound."""
    return one_line(text[max(0, number.start - 4) : number.end + 2], 40)


RULES = (official_target_mismatch,)
