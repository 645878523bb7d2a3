"""Across periods (跨季): annual targets that are rewritten, or made easier, in the course of their year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.checks.across_periods_easing import CEILINGS, is_easier, narrowed, postponed
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.reasons import is_amended_in
from toolkit.checks.series import HistoryReading, Step, asked_text, plain, wording
from toolkit.checks.subject import Reading, Remark
from toolkit.conversions import convertible
from toolkit.language.demands import asked
from toolkit.language.differing import changes, differing
from toolkit.language.measures import Measure, grams
from toolkit.language.text import fold
from toolkit.model import Column, Passage, Severity

_ANNUAL = Column.ANNUAL_TARGET
_NUMBER = re.compile(r"[\d.]+[万亿]*")
_COUNTED = re.compile(r"[\d.]+[万亿]*.?")
_PART = re.compile(r"[；;。，]|,(?!\d)")
_OLD = "新建学校12所，新增学位1.2万个以上。"


def _two(old: str, new: str, told: str = "正在推进。", first: int = 1) -> tuple[tuple[str, str], ...]:
    """An example: one item's annual target in two quarters."""
    return quarters(row_of(1, old, "前期工作已完成。"), row_of(1, new, told), first=first)


@history_check(
    "target-rewritten",
    family="across-periods",
    title="年度目标被改写",
    certainty="exact",
    severity="high",
    objects=[
        _two("新增燃料电池汽车200辆。", "新增燃料电池汽车100辆。"),
        _two("第二实验学校建成并投入使用。", "第二实验学校主体工程封顶。"),
    ],
    silent=[
        _two(_OLD, "新建学校１２所, 新增学位 1.2 万个以上"),
        _two(_OLD, "新建学校15所，新增学位1.5万个以上。", first=4),
        _two(_OLD, "新建学校10所，新增学位1.2万个以上。", "经市政府常务会议批准，年度目标由12所调整为10所。"),
    ],
)
def target_rewritten(history: HistoryReading) -> Iterator[Remark]:
    """判什么：同一事项的年度目标，同一年内两期文字不同（列出改动的字句）。
    为什么：目标定了又改，后面的“完成”就不是对原来目标的完成。
    取证：请提供年度目标下达文件和调整批准文件，说明何时、由谁改动。
    局限：全半角、空格、标点、分项编号不同不算改写；跨年度不判；本期写明批准调整的不判，只列入目标台账。
    """
    for step in history.annual_steps():
        if _is_same(step) or is_amended_in(history, step):
            continue
        printed = step.earlier[_ANNUAL], step.later[_ANNUAL]
        told = "；".join(changes(plain(printed[0]), plain(printed[1]), printed))
        message = f"年度目标与 {history.periods[step.since]} 不同：{told}。"
        related = (step.earlier.whole(_ANNUAL),)
        line = step.later.item.line
        key = str(history.periods[step.at])
        mild: Severity | None = "low" if _only_raised(step) else None
        yield Remark(step.later.whole(_ANNUAL), message, related=related, key=key, line=line, severity=mild)


def _only_raised(step: Step) -> bool:
    """Whether all that changed are figures, and every one of them asks for more."""
    texts = [_NUMBER.sub("", plain(row[_ANNUAL])) for row in (step.earlier, step.later)]
    moved = [(before, after) for before, after in _twins(step) if before.amount != after.amount]
    return texts[0] == texts[1] and bool(moved) and not any(is_easier(before, after) for before, after in moved)


def _is_same(step: Step) -> bool:
    """Whether two targets say the same, in whatever order of their parts; an empty one says nothing."""
    one, other = (asked_text(row, _ANNUAL) for row in (step.earlier, step.later))
    if not plain(one) or not plain(other) or wording(one) == wording(other):
        return True
    if sorted(map(wording, _PART.split(fold(one).text))) == sorted(map(wording, _PART.split(fold(other).text))):
        return True
    turned = len(_NUMBER.findall(plain(one))) == 1  # 完成5000户改造任务, 完成改造任务5000户
    return turned and sorted(wording(one)) == sorted(wording(other)) and _words(one) == _words(other)


def _words(text: str) -> list[str]:
    """A target's figures with their units."""
    return [found.group() for found in _COUNTED.finditer(plain(text))]


@history_check(
    "target-lowered",
    family="across-periods",
    title="目标值下调",
    certainty="derived",
    severity="high",
    objects=[
        _two("完成投资1260亿元以上。", "完成投资1000亿元以上。"),
        _two("规上工业增加值增长5.5%以上。", "规上工业增加值增长5.5%左右。"),
        _two("PM2.5浓度控制在40微克/立方米以内。", "PM2.5浓度控制在42微克/立方米以内。"),
        _two("单位GDP能耗下降3%。", "单位GDP能耗下降2.5%。"),
        _two("新建充电桩1200个，更新公交车150辆。", "新建充电桩1200个。"),
        _two("环湖路10月底前建成通车。", "环湖路12月底前建成通车。"),
    ],
    silent=[
        _two("完成投资1260亿元以上。", "完成投资1300亿元以上。"),
        _two("完成投资1260亿元以上。", "完成投资1000亿元以上。", first=4),
        _two("PM2.5浓度控制在42微克/立方米以内。", "PM2.5浓度控制在40微克/立方米以内。"),
        _two("完成投资0.5亿元。", "完成投资5000万元。"),
    ],
)
def target_lowered(history: HistoryReading) -> Iterator[Remark]:
    """判什么：同一年内，年度目标中同一指标的目标值向容易的方向改动（下限调低、上限放宽、“以上”改“左右”、
    降幅改小、整项删去、时限推迟、建成改申报、附加条件、清单减员、范围与层级缩小）。
    为什么：按调低的目标认定完成，等于没有完成原定目标。
    取证：请提供调整目标的批准文件，并按原目标说明完成情况。
    局限：指标须单位相同、名称相近且一一对应；写明批准调整的不判；跨年度不判。
    """
    for step in history.annual_steps():
        if _is_same(step) or is_amended_in(history, step):
            continue
        twins = list(_twins(step))
        for before, after in twins:
            if is_easier(before, after):
                yield _lowered(history, step, before, after)
        yield from (_left_out(history, step, before) for before in _deleted(step, twins, history.new(step.at)))
        put_off = list(postponed(history, step))
        yield from put_off
        if not put_off and not any(is_easier(before, after) for before, after in twins):
            yield from narrowed(history, step)


def _twins(step: Step) -> Iterator[tuple[Measure, Measure]]:
    """The demands of two targets that are one: of one unit and of the likeliest name, each once."""
    old, new = (_demands(row) for row in (step.earlier, step.later))
    alike = [(-_likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new) if _likeness(a, b)]
    taken: set[tuple[str, int]] = set()
    for _, i, j in sorted(alike):
        if not taken & {("old", i), ("new", j)}:
            taken |= {("old", i), ("new", j)}
            yield old[i], new[j]


def _demands(row: Reading) -> list[Measure]:
    """What a target demands in figures, and the longest that it lets something take: 0.5个工作日以内."""
    told = row.measures(_ANNUAL)
    limits = [m for m in told if m.number.dimension == "duration" and m.number.comparator in CEILINGS]
    ranges = [m for m in told if m.number.kind == "range" and m.number.dimension in ("count", "money", "ratio")]
    return [*asked(told, row[_ANNUAL]), *limits, *ranges]


def _likeness(one: Measure, other: Measure) -> float:
    """How much of the longer of two names the figures have in common; nothing where they cannot be one demand."""
    units = one.number.unit, other.number.unit
    if (units[0] != units[1] and not convertible(*units)) or one.change != other.change:
        return 0.0
    mine, yours = grams(one.label), grams(other.label)
    if not mine or not yours:
        return 0.5 if mine == yours else 0.0
    shared = len(mine & yours)
    return shared / max(len(mine), len(yours)) if 2 * shared >= min(len(mine), len(yours)) else 0.0


def _deleted(step: Step, twins: list[tuple[Measure, Measure]], new: Sequence[Reading]) -> list[Measure]:
    """The demands of the earlier target that the later one, and the rows that are new, simply leave out."""
    before, after = (plain(row[_ANNUAL]) for row in (step.earlier, step.later))
    found = differing(before, after)
    if not found or any(added for _, added in found):
        return []
    moved = "".join(plain(row[_ANNUAL]) for row in new)
    kept = {before.number.start for before, _ in twins}
    gone = [m for m in asked(step.earlier.measures(_ANNUAL), step.earlier[_ANNUAL]) if m.number.start not in kept]
    return [m for m in gone if fold(m.number.quote).text not in after + moved]


def _left_out(history: HistoryReading, step: Step, before: Measure) -> Remark:
    was, now = _bounded(step.earlier, before), step.later.whole(_ANNUAL)
    message = f"{history.periods[step.since]} 的目标“{was.quote}”已从年度目标中删去，没有说明批准依据。"
    return Remark(
        now, message, related=(was,), key=f"{history.periods[step.at]} {before.number.quote}", line=step.later.item.line
    )


def _lowered(history: HistoryReading, step: Step, before: Measure, after: Measure) -> Remark:
    was, now = (_bounded(row, m) for row, m in ((step.earlier, before), (step.later, after)))
    more = ""
    if isinstance(before.number.value, Decimal) and before.amount and before.amount != after.amount:
        more = f"，放宽 {abs(after.amount - before.amount) / before.amount * 100:.1f}%"
    message = f"目标值由 {history.periods[step.since]} 的“{was.quote}”改为“{now.quote}”{more}，没有说明批准依据。"
    return Remark(now, message, related=(was,), key=str(history.periods[step.at]), line=step.later.item.line)


def _bounded(row: Reading, measure: Measure) -> Passage:
    """The clause that sets the bound."""
    return row.passage(_ANNUAL, measure.clause.start, measure.clause.end)


RULES = (target_rewritten, target_lowered)
