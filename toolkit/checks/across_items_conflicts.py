"""Across items (跨行): one fact that two rows state with different values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit import proofs
from toolkit.checks.across_items_indicators import Named, Side, apart, as_of, same_scope, same_time, stated_twice
from toolkit.checks.across_items_pairs import Pair, Related, Rows, rows_of
from toolkit.checks.catalogue import report_check
from toolkit.checks.examples import HEAD, line_of
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.language.measures import Measure, grams
from toolkit.language.text import fold
from toolkit.model import Column, Operand, Proof

_PROGRESS = Column.PROGRESS
_TARGETS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
# Two versions of one fact lie near each other; figures further apart speak of different things.
FARTHEST = Decimal(2)
OWN = 0.6  # of an indicator's name in a target: the target is about it


_PROJECTS = "2023年，全市实施市重大项目536个，总投资5930亿元，年度计划投资1265亿元，完成投资1310亿元，完成率103.6%。"


@report_check(
    "fact-conflict",
    family="across-items",
    title="同一事实数值矛盾",
    certainty="derived",
    severity="high",
    objects=[
        HEAD
        + line_of(3, "城镇新增就业5万人。", "全市城镇新增就业5.8万人。")
        + line_of(9, "加强就业服务。", "全市城镇新增就业5.6万人，服务平台上线运行。"),
        HEAD
        + line_of(8, "抓好重大项目建设。", _PROJECTS)
        + line_of(29, "振兴老工业区。", "全市实施市重大项目536个，总投资5930亿元，完成投资1301亿元。"),
    ],
    silent=[
        HEAD
        + line_of(3, "城镇新增就业5万人。", "全市城镇新增就业5.82万人。")
        + line_of(9, "加强就业服务。", "全市城镇新增就业5.8万人，服务平台上线运行。"),
        HEAD
        + line_of(3, "城镇新增就业5万人。", "截至11月底，全市城镇新增就业5.3万人。")
        + line_of(9, "加强就业服务。", "2023年，全市城镇新增就业5.8万人。"),
        HEAD
        + line_of(3, "东县重点项目建设。", "完成投资5.8亿元，投资完成率103%。")
        + line_of(9, "西县重点项目建设。", "完成投资5.6亿元，投资完成率101%。"),
    ],
)
def fact_conflict(report: ReportReading) -> Iterator[Remark]:
    """判什么：两项进展写同一指标、同一范围、同一时点、同一口径，数值却不同。
    为什么：至少一处有误，据以认定完成的数字不可靠。
    取证：请提供该指标的统计数据及口径说明，并更正有误的一项。
    局限：指标名须逐字相同并写明范围（全市等）或由同一单位负责，或两项另有两个以上数字相同；约数、不同时点、舍入可以解释的不判；各答各的目标的不判。
    """
    rows = rows_of(report)
    seen: set[tuple[tuple[int, int], ...]] = set()
    for one, other in (*_named_facts(rows), *_copied_facts(rows)):
        places = tuple(sorted((row, measure.number.start) for row, _, measure in (one, other)))
        if places not in seen:
            seen.add(places)
            yield from (_fact(rows, mine, yours) for mine, yours in ((one, other), (other, one)))


def _named_facts(rows: Rows) -> Iterator[tuple[Side, Side]]:
    """Figures of one named indicator that two rows state differently."""
    for one, other in stated_twice(rows, _PROGRESS):
        here, there = one.measure, other.measure
        if here.number.comparator != "=" or there.number.comparator != "=" or not apart(here, there):
            continue
        alike = same_scope(rows, one, other) and same_time(rows, one, other)
        if alike and not _own_affairs(rows, one, other):
            yield (one.row, _PROGRESS, here), (other.row, _PROGRESS, there)


def _own_affairs(rows: Rows, one: Named, other: Named) -> bool:
    """Whether both rows' targets are about the indicator: each answers its own, and two things may bear one name."""
    wanted = grams(one.name)
    for row in (one.row, other.row):
        told = grams(" ".join(fold(rows.items[row][column]).text for column in _TARGETS))
        if len(wanted & told) < OWN * len(wanted):
            return False
    return True


def _copied_facts(rows: Rows) -> Iterator[tuple[Side, Side]]:
    """Rows that share more figures than chance explains, and differ in one of the same name beside them."""
    for pair, related in rows.related.items():
        if len(related.figures) >= 2 and related.weight >= rows.chance():
            for here, there in _differing(rows, pair, related):
                yield (pair[0], _PROGRESS, here), (pair[1], _PROGRESS, there)


def _differing(rows: Rows, pair: Pair, related: Related) -> Iterator[tuple[Measure, Measure]]:
    mine, yours = (rows.items[row] for row in pair)
    left = _unshared(mine, related, 0)
    right = _unshared(yours, related, 1)
    for here in left:
        twins = [there for there in right if _same_thing(here, there)]
        if len(twins) == 1 and sum(_same_thing(other, twins[0]) for other in left) == 1:
            there = twins[0]
            times = (as_of(item, _PROGRESS, m.number.start) for item, m in ((mine, here), (yours, there)))
            if len(set(times)) == 1 and apart(here, there):
                yield here, there


def _unshared(item: Reading, related: Related, side: int) -> list[Measure]:
    """Plain facts beside the shared figures of a row, in the same sentences, that the other row does not state."""
    shared = {both[side].start for both in related.figures.values()}
    measures = item.measures(_PROGRESS)
    sentences = {(m.part, m.sentence) for m in measures if m.number.start in shared}
    return [
        m
        for m in measures
        if m.number.start not in shared
        and (m.part, m.sentence) in sentences
        and m.realised
        and not (m.former or m.partial)
        and m.number.kind == "number"
        and m.number.comparator == "="
        and isinstance(m.number.value, Decimal)
    ]


def _same_thing(one: Measure, other: Measure) -> bool:
    """Whether two figures bear one name and could be two versions of one value."""
    if one.number.unit != other.number.unit or (one.change, one.flow, one.delta) != (
        other.change,
        other.flow,
        other.delta,
    ):
        return False
    low, high = sorted((one.amount, other.amount))
    return bool(grams(one.label)) and grams(one.label) == grams(other.label) and 0 < high <= low * FARTHEST


def _fact(rows: Rows, mine: Side, yours: Side) -> Remark:
    (row, column, here), (other, place, there) = mine, yours
    item, twin = rows.items[row], rows.items[other]
    message = f"本项写“{here.number.quote}”，第 {twin.item.number} 项写同一指标为“{there.number.quote}”。"
    related = twin.passage(place, there.clause.start, there.clause.end)
    return Remark(item.figure(column, here.number), message, related=(related,), proof=_proof(item, here, twin, there))


def _proof(item: Reading, here: Measure, twin: Reading, there: Measure) -> Proof | None:
    """That the other row's figure, taken as the bound, is not kept."""
    role = "at-most" if here.amount > there.amount else "at-least"
    outcome = proofs.evaluate("bound", [(role, there.number.quote)], here.number.quote)
    if outcome is None or outcome.holds:
        return None
    values = [proofs.value(m.number.quote) for m in (here, there)]
    if values != [m.amount for m in (here, there)]:
        return None  # the quote alone does not give the number that was read
    operand, stated = (
        Operand(name, row.figure(_PROGRESS, m.number), format(m.amount, "f"), m.number.unit)
        for name, row, m in ((role, twin, there), ("stated", item, here))
    )
    interval = (proofs.printed(outcome.interval.lo), proofs.printed(outcome.interval.hi))
    return Proof("bound", (operand,), stated, interval, False)


RULES = (fact_conflict,)
