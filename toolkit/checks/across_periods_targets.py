"""Across periods (跨季): annual targets that are rewritten, or made easier, in the course of their year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.reasons import is_amended_in
from toolkit.checks.series import HistoryReading, Step, plain, wording
from toolkit.checks.subject import Reading, Remark
from toolkit.language.binding import asked
from toolkit.language.differing import changes, differing
from toolkit.language.measures import Measure, grams
from toolkit.language.quantities import Number
from toolkit.language.text import fold
from toolkit.model import Column, Passage, Severity
from toolkit.period import last_day

_ANNUAL = Column.ANNUAL_TARGET
_NUMBER = re.compile(r"[\d.]+[万亿]*")
_COUNTED = re.compile(r"[\d.]+[万亿]*.?")
_PART = re.compile(r"[；;。，]|,(?!\d)")
_FALLING = re.compile(r"(?:降|压减|压降|减少|控制|下降|降低|缩短|压缩|精简)[一-鿿]{0,6}?(?:[到至为在])?[约近]?$")
_LESS_IS_BETTER = re.compile(
    r"投诉|失业|赤字|死亡|事故|浓度|PM|细颗粒物|臭氧|能耗|排放|逾期|不良|负债|债务|成本|用时|时限|时间|耗时|隐患|发案|流失|"
    r"贫困|辍学|超标|缺口|差错|费用|化学需氧量|氨氮|漏损|空置|库存|积案|去化|覆盖时延|强度"
)
_GRADES = ("县级", "市级", "省级", "国家级")
_GRADE = re.compile("|".join(_GRADES))
_ALL = re.compile(r"全覆盖|全部|所有|100%|应.尽.|逐[村户一]|清零")
_SOME = re.compile(r"[0-9.]+%|部分|重点|试点|主要|基本|大部|多数|半数")
_WEAK = re.compile(r"不增加|不上升|不反弹|持平|有所|逐步|力争|保持稳定|稳中有")
_CEILINGS = frozenset({"<=", "<", "<~"})
_FLOORS = frozenset({">=", ">", "="})
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
        told = "；".join(changes(plain(step.earlier[_ANNUAL]), plain(step.later[_ANNUAL])))
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
    return texts[0] == texts[1] and bool(moved) and not any(_easier(before, after) for before, after in moved)


def _is_same(step: Step) -> bool:
    """Whether two targets say the same, in whatever order of their parts; an empty one says nothing."""
    one, other = (row[_ANNUAL] for row in (step.earlier, step.later))
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
    降幅改小、整项删去、时限推迟）。
    为什么：按调低的目标认定完成，等于没有完成原定目标。
    取证：请提供调整目标的批准文件，并按原目标说明完成情况。
    局限：指标须单位相同、名称相近且一一对应；写明批准调整的不判；跨年度不判。
    """
    for step in history.annual_steps():
        if _is_same(step) or is_amended_in(history, step):
            continue
        twins = list(_twins(step))
        for before, after in twins:
            if _easier(before, after):
                yield _lowered(history, step, before, after)
        yield from (_left_out(history, step, before) for before in _deleted(step, twins, history.new(step.at)))
        yield from _postponed(history, step)
        if not any(_easier(before, after) for before, after in twins):
            yield from _narrowed(history, step)


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
    limits = [m for m in told if m.number.dimension == "duration" and m.number.comparator in _CEILINGS]
    ranges = [m for m in told if m.number.kind == "range" and m.number.dimension in ("count", "money", "ratio")]
    return [*asked(told, row[_ANNUAL]), *limits, *ranges]


def _likeness(one: Measure, other: Measure) -> float:
    """How much of the longer of two names the figures have in common; nothing where they cannot be one demand."""
    if one.number.unit != other.number.unit or one.change != other.change:
        return 0.0
    mine, yours = grams(one.label), grams(other.label)
    if not mine or not yours:
        return 0.5 if mine == yours else 0.0
    shared = len(mine & yours)
    return shared / max(len(mine), len(yours)) if 2 * shared >= min(len(mine), len(yours)) else 0.0


def _easier(before: Measure, after: Measure) -> bool:
    """Whether the later bound is met by values that the earlier was not."""
    old, new = before.amount, after.amount
    if _grade(after) < _grade(before):
        return True
    if before.number.kind == "number" and after.number.kind == "range":
        return not _is_ceiling(before) and new < old
    if before.number.kind != "number" or after.number.kind != "number":
        return before.number.kind == after.number.kind == "list-count" and new < old
    if _is_ceiling(before) and _is_ceiling(after):
        return new > old
    if old != new:
        return _is_ceiling(before) == _is_ceiling(after) and new < old
    return before.number.comparator in _FLOORS and after.number.comparator in ("~", "<~", "<=", "<")


def _grade(measure: Measure) -> int:
    """How high the honour stands that a demand counts (省级示范村), from 1; 0 where it tells none."""
    return max((_GRADES.index(found) + 1 for found in _GRADE.findall(measure.before + measure.after[:6])), default=0)


def _is_ceiling(measure: Measure) -> bool:
    """Whether less is better: 控制在42以内, 降至3.5, 失业率4.5%; a fall of 3 % is a floor, for more is better."""
    if measure.number.comparator in _CEILINGS:
        return True
    if measure.change is None and _LESS_IS_BETTER.search(measure.before + measure.label):
        return measure.number.comparator not in (">=", ">")
    return measure.change is None and measure.delta is None and _FALLING.search(measure.before) is not None


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


def _postponed(history: HistoryReading, step: Step) -> Iterator[Remark]:
    """A day by which the target was to be reached, put off."""
    old, new = (_deadlines(row) for row in (step.earlier, step.later))
    later = [(was, now) for (was, due), (now, put_off) in zip(old, new, strict=False) if due < put_off]
    if later and (len(old) == len(new) == 1 or _undated(step.earlier) == _undated(step.later)):
        was, now = later[0]
        quoted = step.earlier.figure(_ANNUAL, was)
        message = f"完成时限由 {history.periods[step.since]} 的“{was.quote}”推迟到“{now.quote}”，没有说明批准依据。"
        key = str(history.periods[step.at])
        yield Remark(step.later.figure(_ANNUAL, now), message, related=(quoted,), key=key, line=step.later.item.line)


def _undated(row: Reading) -> str:
    return _NUMBER.sub("", plain(row[_ANNUAL]))


def _narrowed(history: HistoryReading, step: Step) -> Iterator[Remark]:
    """All of it, which became a part of it; a figure, which became a word: 全覆盖 → 覆盖80%, 下降10% → 不增加."""
    one, other = (plain(row[_ANNUAL]) for row in (step.earlier, step.later))
    less = _ALL.search(one) and not _ALL.search(other)
    added = set(_SOME.findall(other)) - set(_SOME.findall(one))
    for old, new in differing(one, other) or ():
        fewer = less and (added if _SOME.search(new) else _ALL.search(old) and not new)
        if fewer or (_NUMBER.search(old) and _WEAK.search(new) and not _NUMBER.search(new)):
            was, now = step.earlier.whole(_ANNUAL), step.later.whole(_ANNUAL)
            changed = f"“{old}”改为“{new}”" if new else f"删去“{old}”"
            message = f"{history.periods[step.since]} 的目标{changed}，要求放宽，没有说明批准依据。"
            yield Remark(now, message, related=(was,), key=f"{history.periods[step.at]} {old}", line=step.later.item.line)
            return


def _deadlines(row: Reading) -> list[tuple[Number, date]]:
    """The dates of a target with their last days."""
    dates = [n for n in row.numbers(_ANNUAL) if n.kind == "date" and isinstance(n.value, str)]
    return [(n, day) for n in dates if (day := last_day(str(n.value)))]


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
