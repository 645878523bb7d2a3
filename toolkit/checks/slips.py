"""Figures (数量) that answer in another dimension, or by a power of ten too little or too much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.conversions import convertible
from toolkit.language.binding import MOST_EVIDENCE, SURE, Match, same_unit
from toolkit.language.measures import Measure, grams
from toolkit.model import Column

# Persons and visits, households and calls: the same people may be counted more than once.
_HEADS_AND_VISITS = (frozenset({"人", "名", "位"}), frozenset({"人次"})), (frozenset({"户"}), frozenset({"户次"}))
FEW = 100  # a target of a few things may well be exceeded many times over
NAMES_IT = 0.8  # share of the target's label that the figure's own words must hold


@item_check(
    "dimension-mismatch",
    family="figures",
    title="量纲不符",
    certainty="derived",
    severity="medium",
    objects=[
        {"period_target": "养老服务设施覆盖率达到90%。", "progress": "养老服务设施覆盖1200个小区。"},
        {"period_target": "职业技能培训4万人次。", "progress": "开展职业技能培训3.2万人。"},
    ],
    silent=[
        {"period_target": "养老服务设施覆盖率达到90%。", "progress": "养老服务设施覆盖1200个小区，覆盖率92%。"},
        {"period_target": "职业技能培训4万人次。", "progress": "开展职业技能培训4.2万人次，惠及3.1万人。"},
        {"period_target": "新增企业30家。", "progress": "新增企业32个。"},
        {"period_target": "项目开工率达到100%。", "progress": "46个项目全部开工。"},
    ],
)
def dimension_mismatch(item: Reading) -> Iterator[Remark]:
    """判什么：目标要的是比率，进展只给出个数；目标按人次（户次），进展按人（户），或相反；且没有同量纲的数。
    为什么：量纲不同的两个数不能比较，完成与否看不出来。
    取证：请按目标的量纲提供数值，并说明分子、分母或计数口径。
    局限：指标名须基本相同；家、个、处等计数词通用，不算量纲不同；说明“全部”的不判。
    """
    if not item.done:
        return
    for match in item.matches:
        if any(answer.coverage > 0 for answer in match.answers):
            continue
        other = _other_dimension(item, match)
        if other is not None and not _asked_so(item, other):
            told = f"目标以“{match.target.number.quote}”计，进展却以“{other.number.quote}”计，量纲不同，无从比较。"
            asked = item.passage(item.target, match.target.clause.start, match.target.clause.end)
            yield Remark(item.figure(Column.PROGRESS, other.number), told, related=(asked,))


def _other_dimension(item: Reading, match: Match) -> Measure | None:
    """The figure on the very thing that the target measures, counted in another dimension."""
    wanted = grams(match.target.label)
    if not wanted or match.target.change is not None:
        return None
    rates = [m for m in item.measures(Column.PROGRESS)[:MOST_EVIDENCE] if m.number.unit == "%" and m.change is None]
    if match.target.number.unit == "%" and any(wanted & grams(m.context) for m in rates):
        return None  # a rate is there: whether it is the one asked for is another question
    for measure in item.measures(Column.PROGRESS)[:MOST_EVIDENCE]:
        named = len(wanted & grams(measure.label)) >= NAMES_IT * len(wanted)
        if not named or not measure.realised or not _differs(match.target, measure):
            continue
        if not any(word in measure.clause.text for word in ("全部", "均", "所有")):
            return measure
    return None


def _asked_so(item: Reading, other: Measure) -> bool:
    """Whether the annual target itself counts as the evidence does."""
    return any(same_unit(demand, other) for demand in item.measures(Column.ANNUAL_TARGET))


def _differs(target: Measure, other: Measure) -> bool:
    one, two = target.number, other.number
    if one.unit == "%" and two.dimension == "count":
        return True
    return any((one.unit in a and two.unit in b) or (one.unit in b and two.unit in a) for a, b in _HEADS_AND_VISITS)


@item_check(
    "magnitude-slip",
    family="figures",
    title="数量级疑误",
    certainty="lead",
    severity="medium",
    objects=[
        {"period_target": "完成投资1260亿元。", "progress": "完成投资131.0亿元。"},
        {"period_target": "新增绿地30万平方米。", "progress": "新增绿地3.2万平方米。"},
        {"period_target": "新登记企业2万家。", "progress": "新登记企业212万家。"},
    ],
    silent=[
        {"period_target": "完成投资1260亿元。", "progress": "完成投资1310亿元。"},
        {"period_target": "完成投资1260亿元。", "progress": "完成投资860亿元。"},
        {"period_target": "培训200人。", "progress": "培训2100人。"},
        {"period_target": "500家药店开通门诊统筹。", "progress": "16850家药店开通门诊统筹。"},
        {
            "status": "未完成",
            "period_target": "完成投资1260亿元。",
            "progress": "完成投资131.0亿元。",
            "reason": "缓建",
        },
    ],
)
def magnitude_slip(item: Reading, *, near: float = 0.15, most: int = 4, most_over: int = 30) -> Iterator[Remark]:
    """判什么：实绩恰为目标的十分之一、百分之一……或百倍、千倍……左右（误差不超过 near），疑为万、亿写错或小数点错位。
    为什么：数量级错一位，结论就完全相反。
    取证：请核对原始数据的单位与小数点。
    局限：线索，需人工核实；偏小的一侧最多看 most 个数量级；偏大的一侧只看 most_over 倍以上，因超额数倍并不罕见。
    """
    # 15 %: an achieved target lies within that of 100 % in nine of ten rows.
    if not item.done:
        return
    for match in item.matches:
        best = match.answers[0] if match.answers else None
        if best is None or best.coverage < SURE or not match.target.amount or match.target.number.dimension == "ratio":
            continue
        if best.actual.number.unit != match.target.number.unit and convertible(
            best.actual.number.unit, match.target.number.unit
        ):
            continue  # 8.6兆瓦 for 8000千瓦: who converts has looked at the size
        share = best.actual.amount / match.target.amount
        off = _off(share, Decimal(str(near)), most)
        if share >= most_over and match.target.amount >= FEW:
            off = _over(share, Decimal(str(near)), most)
        if off:
            met, wanted = best.actual.number, match.target.number
            told = f"“{met.quote}”为目标“{wanted.quote}”的{off}，疑数量级有误。线索，需人工核实。"
            asked = item.passage(item.target, match.target.clause.start, match.target.clause.end)
            yield Remark(item.figure(Column.PROGRESS, met), told, related=(asked,))


def _off(share: Decimal, near: Decimal, most: int) -> str:
    """By which power of ten a share falls short, in words; empty where by none."""
    powers = (10**power for power in range(1, most + 1))
    return next((f"约 {power} 分之一" for power in powers if abs(share * power - 1) <= near), "")


def _over(share: Decimal, near: Decimal, most: int) -> str:
    """By which power of ten a share is too great; far beyond a target may be true, right at its hundredfold hardly."""
    powers = (10**power for power in range(1, most + 1))
    return next((f"约 {power} 倍" for power in powers if abs(share / power - 1) <= near), "")


RULES = (dimension_mismatch, magnitude_slip)
