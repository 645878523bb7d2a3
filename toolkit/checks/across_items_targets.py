"""Across items (跨行): one indicator to which two rows set different targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.across_items_indicators import Side, same_scope, same_time, stated_twice
from toolkit.checks.across_items_pairs import Pair, Rows, rows_of, weight
from toolkit.checks.catalogue import report_check
from toolkit.checks.examples import HEAD, line_of
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.language.binding import Match
from toolkit.language.measures import Measure, grams
from toolkit.model import Column

_TARGETS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
_PROJECTS = "2023年，全市实施市重大项目536个，总投资5930亿元，年度计划投资1265亿元，完成投资1310亿元，完成率103.6%。"


@report_check(
    "target-conflict",
    family="across-items",
    title="同一指标目标不一",
    certainty="derived",
    severity="high",
    objects=[
        HEAD
        + line_of(3, "全市城镇新增就业5万人以上。", "新增就业5.8万人。")
        + line_of(9, "全市城镇新增就业6万人以上。", "新增就业6.1万人。"),
        HEAD
        + line_of(8, "完成年度投资1260亿元以上。", _PROJECTS)
        + line_of(
            29, "市重大项目完成年度投资1000亿元以上。", "实施市重大项目536个，总投资5930亿元，完成投资1310亿元。"
        ),
    ],
    silent=[
        HEAD
        + line_of(3, "全市城镇新增就业5万人以上。", "新增就业5.8万人。")
        + line_of(9, "全市城镇新增就业不少于5万人。", "新增就业5.8万人。"),
        HEAD
        + line_of(3, "东县新建农村公路30公里。", "建成32公里。")
        + line_of(9, "西县新建农村公路40公里。", "建成41公里。"),
        HEAD + line_of(3, "完成投资5亿元。", "完成投资5.8亿元。") + line_of(9, "完成投资6亿元。", "完成投资6.6亿元。"),
    ],
)
def target_conflict(report: ReportReading) -> Iterator[Remark]:
    """判什么：两项对同一指标、同一期限定了不同的目标值，或同一个实绩被用来回应两个不同的目标值。
    为什么：按哪一个目标考核，结论可能不同；较低的一个可能是后来改的。
    取证：请提供该指标下达目标的原文，说明以哪一项为准。
    局限：指标名须逐字相同并都写明范围（全市等）或由同一单位负责；只比同一栏；由同一实绩回应的，还须两项进展大量相同。
    """
    rows = rows_of(report)
    seen: set[Pair] = set()
    for one, other in (*_named_targets(rows), *_answered_alike(rows)):
        pair = (one[0], other[0])
        if pair not in seen:
            seen.add(pair)
            yield from (_target(rows, mine, yours) for mine, yours in ((one, other), (other, one)))


def _named_targets(rows: Rows) -> Iterator[tuple[Side, Side]]:
    """One named indicator with two values in the same column of two rows."""
    for column in _TARGETS:
        for one, other in stated_twice(rows, column):
            here, there = one.measure, other.measure
            differ = here.number.value != there.number.value
            if differ and same_time(rows, one, other) and same_scope(rows, one, other):
                yield (one.row, column, here), (other.row, column, there)


def _answered_alike(rows: Rows) -> Iterator[tuple[Side, Side]]:
    """Two targets of one name but different values that one and the same figure answers, in rows of one evidence."""
    for (one, other), related in rows.related.items():
        if len(related.figures) < 3:
            continue
        evidence = rows.evidence((one, other), related)
        if len(evidence) < 3 or weight(evidence) < rows.chance():
            continue
        for here, key in _answered(rows.items[one]):
            for there, again in _answered(rows.items[other]):
                if key == again and key in evidence and _rival(here.target, there.target):
                    yield (one, rows.items[one].target, here.target), (other, rows.items[other].target, there.target)


def _answered(item: Reading) -> Iterator[tuple[Match, tuple[Decimal, str]]]:
    for match in item.matches:
        for answer in match.answers[:1]:
            yield match, (answer.actual.amount.normalize(), answer.actual.number.unit)


def _rival(one: Measure, other: Measure) -> bool:
    mine, yours = grams(one.label), grams(other.label)
    if not mine or not yours or not (mine <= yours or yours <= mine):
        return False
    return one.number.unit == other.number.unit and one.number.value != other.number.value


def _target(rows: Rows, mine: Side, yours: Side) -> Remark:
    (row, column, here), (other, place, there) = mine, yours
    item, twin = rows.items[row], rows.items[other]
    message = f"本项目标为“{here.number.quote}”，第 {twin.item.number} 项对同一指标的目标为“{there.number.quote}”。"
    related = twin.passage(place, there.clause.start, there.clause.end)
    return Remark(item.passage(column, here.clause.start, here.clause.end), message, related=(related,))


RULES = (target_conflict,)
