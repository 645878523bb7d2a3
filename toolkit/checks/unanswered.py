"""Figures (数量) that the target demands and the progress does not give, or gives with the opposite sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.evidence import vacuous_done
from toolkit.checks.otherwise import COMMON, NOT_WORDS, all_told, folded, listed, none_told, passed, spare
from toolkit.checks.subject import Reading, Remark
from toolkit.language.binding import HEAD, LIKELY, same_unit, share_of_plan
from toolkit.language.measures import Measure, content, grams
from toolkit.language.text import fold
from toolkit.model import Column

_MOVES = re.compile("降幅|增幅|涨幅|同比|幅度")
_PLAIN = frozenset("今年本全市县区")
ALIKE = 2  # characters of what moved, that the target names, too
_PEOPLE = {"人", "名", "位", "人次"}
NAMED = 4  # characters of an indicator's name: where no rate of any kind is told, it is not told by another name
_ITSELF = re.compile(r"(?:任务|目标|指标|工作|事项)[^，。；]*")  # 两项任务提前完成: it counts what the year asked for
_NO_NAME = re.compile(r"绝对值|绝对数|总值|实绩|实际值?")
_SUM_OF = re.compile(r"[^，。；0-9]{0,14}，?(?:当年|年度|今年|年内)?计划(?:完成)?(?:总|年度)?投资[0-9]")
_DEEDS = re.compile(r"(?:新建|改建|扩建|改造|升级|建设|整治|提升|治理|修缮|更新|安装|配备|配置|发放|培训|培育)+$")


@item_check(
    "done-without-figure",
    family="figures",
    title="定量目标无数",
    certainty="derived",
    severity="high",
    verdict="unsupported",
    flips=True,
    objects=[
        {"period_target": "单位GDP能耗下降1%。", "progress": "预计能够完成节能减排指标。"},
        {"period_target": "建成口袋公园30处。", "progress": "一批口袋公园建成开放，群众满意度不断提升。"},
        {
            "period_target": "培训4万人次，其中高技能人才培训6000人次。",
            "progress": "培训4.3万人次，高技能人才培训深入推进。",
        },
        {"period_target": "灌溉水利用系数提高到0.66。", "progress": "安装计量设施316处，灌溉用水效率明显提升。"},
        {"period_target": "授予中小企业合同份额达到80%。", "progress": "为企业优惠的幅度提高到20%，采购环境优化。"},
        {"period_target": "居民医保参保率95%以上，新增床位800张。", "progress": "新增床位860张。"},
    ],
    silent=[
        {"period_target": "建成口袋公园30处。", "progress": "建成口袋公园33处。"},
        {"period_target": "送戏下乡达到1000场。", "progress": "深入村居演出1126场。"},
        {"period_target": "完成造林2万亩。", "progress": "完成造林1480公顷。"},
        {"period_target": "35蒸吨以下燃煤锅炉全部淘汰。", "progress": "燃煤锅炉全部淘汰。"},
        {"period_target": "项目开工率达到100%。", "progress": "项目已全部开工。"},
        {"period_target": "灌溉水利用系数提高到0.66。", "progress": "灌溉水利用系数0.661。"},
        {"period_target": "中小企业合同份额达到80%。", "progress": "授予中小企业的合同占82%。"},
    ],
)
def done_without_figure(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，目标写明数量，而进展中没有同一量纲、可以对应的实绩数字。
    为什么：定量目标没有数字，完成与否无从核对。
    取证：请提供该指标报告期末的数值、统计口径、截止日期与出具单位。
    局限：进展中另有同类计数、或以“全部”回应的，不判；属性数（110千伏变电站）、序位、括注不算目标数。
    """
    if not item.done or item.coverage.share is not None or _is_void(item):
        return  # 80%: how much of the plan is done is target-not-met's to judge
    for match in item.matches:
        rate = match.target.number.dimension == "ratio"
        if not match.target.number.unit and match.target.amount == int(match.target.amount):
            continue  # 参保人数：8755, of which 8760人 is told in a unit
        if rate and any(share_of_plan(a.actual) and a.actual.amount == match.target.amount for a in match.answers):
            continue
        if any(not rate or a.coverage >= LIKELY or _shared(match.target, a.actual) for a in match.answers):
            continue
        kindred = [other for other in match.kindred if not _elsewhere(item, match.target, other)]
        if any(_could_answer(match.target, other) for other in kindred):
            continue
        target = match.target
        if _is_scope(item, target) or _ITSELF.fullmatch(target.after) or _unspoken(item, target):
            continue  # no demand, or (subitem-unaddressed) nothing at all is said of it
        if _moved_alike(item, target) or any(
            answered(item, target) for answered in (all_told, none_told, listed, spare, folded, passed)
        ):
            continue
        told_of = bool(grams(target.label) & item.told) or (len(target.label) >= NAMED and not match.kindred)
        if not target.label or (len(item.matches) > 1 and not told_of and rate):
            continue  # it is not clear what is measured
        told = fold(item[item.target][target.clause.start : target.clause.end]).text
        message = f"目标“{told}”有数量要求（{target.number.quote}），进展中没有对应的实绩数字。"
        quoted = item.figure(item.target, target.number)
        related = (item.whole(Column.PROGRESS),) if item[Column.PROGRESS].strip() else ()
        yield Remark(quoted, message, ask=_wanted(item, target), related=related)


def _is_void(item: Reading) -> bool:
    """Whether the one thing asked for is said to have had no object: vacuous-done's to judge."""
    return len(item.matches) == 1 and next(vacuous_done(item), None) is not None


def _is_scope(item: Reading, target: Measure) -> bool:
    """Whether a count only says of how many things a sum is planned: 111个省重点项目计划投资637.8亿元."""
    behind = fold(item[item.target][target.number.end :]).text
    return target.number.dimension == "count" and _SUM_OF.match(behind) is not None


def _elsewhere(item: Reading, target: Measure, other: Measure) -> bool:
    """Whether a count stands in a clause that answers another ask, while this one has clauses of its own."""
    at, spot = target.number.start, other.clause.start
    mine = next((a for a in item.coverage.answers if a.ask.start <= at < a.ask.end), None)
    if (
        mine is None
        or not mine.clauses
        or target.number.dimension != "count"
        or any(c.start == spot for c in mine.clauses)
    ):
        return False
    return any(c.start == spot for a in item.coverage.answers if a is not mine for c in a.clauses)


def _moved_alike(item: Reading, target: Measure) -> bool:
    """Whether the one rate that moved as asked goes on with what may be the thing by another name.

    电诈立案412起，上年同期486起，降幅15.2% for 电信网络诈骗发案数下降10%: it names nothing itself.
    """
    asked = [m.target for m in item.matches if m.target.number.dimension == "ratio"]
    told = [m for m in item.measures(Column.PROGRESS) if m.realised and m.number.dimension == "ratio"]
    alike = [m for m in told if m.change == target.change and not _MOVES.sub("", content(m.before))]
    if target.change is None or len(asked) != 1 or len(alike) != 1:
        return False
    before = [m for m in item.measures(Column.PROGRESS) if m.sentence == alike[0].sentence]
    before = [m for m in before if m.number.end <= alike[0].number.start][-2:]
    if not before or any(m.number.dimension != "count" for m in before):
        return False  # 电诈资金返还412万元，上年同期486万元，降幅15.2%
    own = fold(item[item.target][target.clause.start : target.number.start]).text
    return len({char for char in alike[0].label if char in own} - _PLAIN) >= ALIKE


def _wanted(item: Reading, target: Measure) -> str:
    """What would settle it: which indicator in which unit, as of when, from whom."""
    label = NOT_WORDS.sub("", target.label) or "该指标"
    unit = f"（单位：{target.number.unit}）" if target.number.unit else ""
    return f"请提供“{label}”{item.until}数值{unit}、统计口径与出具单位。"


def _unspoken(item: Reading, target: Measure) -> bool:
    """Whether nothing is said of the whole piece of work that the figure counts, beside other asks."""
    if target.number.dimension == "ratio":
        return False
    at = target.number.start
    return len(item.coverage.answers) > 1 and any(
        a.ask.start <= at < a.ask.end and not a.told for a in item.coverage.answers
    )


def _could_answer(target: Measure, other: Measure) -> bool:
    """Whether a figure of the same kind may be meant, so that the check abstains."""
    if not other.realised and same_unit(target, other):
        return True  # a figure that is hoped for is done-on-forecast's to judge
    if target.number.dimension == "ratio" and other.number.dimension == "ratio":
        opposed = target.change is not None and other.change is not None  # direction-conflict's to judge
        one_way = target.change == other.change or opposed or other.change is None
        return one_way and (_shared(target, other) or _may_be_called(target.label, other))
    if {target.number.unit, other.number.unit} <= _PEOPLE:
        # 人 for 人次 is dimension-mismatch's to judge, of people who may be the ones; 7名选手 are not those trained.
        return not other.label or bool(grams(target.label) & grams(other.label + other.after[:6]))
    if target.number.dimension == "count" and not same_unit(target, other):
        if other.amount == target.amount > 1 and grams(target.label) & grams(f"{other.label} {other.after}"):
            return True  # 6个县综合应急救援大队 for 队伍6支
        counted = content(other.after)  # 近1400万农业转移人口落户; 十三家中心开出一站式门诊
        told = f"{other.label} {other.context} {counted}"
        # What it is counted in may have another counter and another name, but not another head: 学位 are no 幼儿园.
        return bool(grams(target.label) & grams(told)) and bool(set(_DEEDS.sub("", target.label)[-HEAD:]) & set(told))
    return True


def _may_be_called(label: str, other: Measure) -> bool:
    """Whether a rate has no name, or one that may be short for another: 98.2%; CPI; 定检率 for 定期检验率."""
    own = _NO_NAME.sub("", NOT_WORDS.sub("", other.label))  # 绝对值1664亿元，增速10.4%
    places = iter(label)
    return own.isascii() or (own[-1] == label[-1:] and all(char in places for char in own))


def _shared(target: Measure, other: Measure) -> bool:
    """Whether a rate, or the sentence so far, names something of what the target measures."""
    wanted = grams(target.label)
    return bool((wanted & (grams(other.label) | grams(other.context))) - COMMON)


RULES = (done_without_figure,)
