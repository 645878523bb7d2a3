"""Figures (数量) that the target demands and the progress does not give, or gives with the opposite sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from toolkit.checks.catalogue import item_check
from toolkit.checks.covering import ALL
from toolkit.checks.subject import Reading, Remark
from toolkit.language.binding import HEAD, LIKELY, same_unit, share_of_plan
from toolkit.language.claims import Mode
from toolkit.language.measures import Measure, content, grams
from toolkit.language.stages import PROJECT, highest
from toolkit.language.text import fold
from toolkit.model import Column

# Words that any two sentences of such reports may share: no sign that they speak of one thing.
_COMMON = frozenset(
    ("企业", "项目", "工作", "建设", "服务", "管理", "城市", "城乡", "农村", "社会", "重点", "资金", "经济")
)
_PEOPLE = {"人", "名", "位", "人次"}
_NOT_WORDS = re.compile(r"[^一-鿿A-Za-z]")
_NAMES = re.compile(r"、|(?<=[一-鿿])和(?=[一-鿿])")
_LANDED = re.compile(
    r"完成|推行|实施|落户|注册|落地|获批|挂牌|公布|出台|印发|发布|颁布|上市|通过|认定|命名|建成|投用|开工|投产|举办|召开|引进|签约"
)
NAMED = 4  # characters of an indicator's name: where no rate of any kind is told, it is not told by another name
_ITSELF = re.compile(r"(?:任务|目标|指标|工作|事项)[^，。；]*")  # 两项任务提前完成: it counts what the year asked for
_ON_THE_WAY = ("started", "structure", "topped")  # milestones with a measure of their own: 施工至地上三层
_SUM_OF = re.compile(r"[^，。；0-9]{0,14}，?(?:当年|年度|今年|年内)?计划(?:完成)?(?:总|年度)?投资[0-9]")
MOST_NAMED = 12  # more things than this nobody counts by naming them
_DEEDS = re.compile(r"(?:新建|改建|扩建|改造|升级|建设|整治|提升|治理|修缮|更新|安装|配备|配置|发放|培训|培育)+$")
_WHOLE = re.compile(r"全部|全量|均已|均|所有|全覆盖|全面覆盖|悉数|应.尽.|清零|实现.{0,6}覆盖")


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
    if not item.done or item.coverage.share is not None:
        return  # 80%: how much of the plan is done is target-not-met's to judge
    for match in item.matches:
        rate = match.target.number.dimension == "ratio"
        if rate and any(share_of_plan(a.actual) and a.actual.amount == match.target.amount for a in match.answers):
            continue
        if any(not rate or a.coverage >= LIKELY or _shared(match.target, a.actual) for a in match.answers):
            continue
        kindred = [other for other in match.kindred if not _elsewhere(item, match.target, other)]
        if any(_could_answer(match.target, other) for other in kindred) or _answered_whole(item, match.target):
            continue
        target = match.target
        if _is_passed(item, target) or _is_scope(item, target):
            continue
        if _ITSELF.fullmatch(target.after) or _listed(item, target) or _unspoken(item, target) or _folded(item, target):
            continue  # counted by name, or (subitem-unaddressed) nothing at all is said of it
        told_of = bool(grams(target.label) & item.told) or (len(target.label) >= NAMED and not match.kindred)
        if not target.label or (len(item.matches) > 1 and not told_of and rate):
            continue  # it is not clear what is measured
        told = fold(item[item.target][target.clause.start : target.clause.end]).text
        message = f"目标“{told}”有数量要求（{target.number.quote}），进展中没有对应的实绩数字。"
        quoted = item.figure(item.target, target.number)
        related = (item.whole(Column.PROGRESS),) if item[Column.PROGRESS].strip() else ()
        yield Remark(quoted, message, ask=_wanted(item, target), related=related)


def _is_scope(item: Reading, target: Measure) -> bool:
    """Whether a count only says of how many things a sum is planned: 111个省重点项目计划投资637.8亿元."""
    behind = fold(item[item.target][target.number.end :]).text
    return target.number.dimension == "count" and _SUM_OF.match(behind) is not None


def _is_passed(item: Reading, target: Measure) -> bool:
    """Whether a milestone is told that lies above the one whose measure is asked for: 主体封顶 for 施工至地上三层."""
    at = target.number.start
    text = next((a.text for a in item.coverage.asks if a.start <= at < a.end), "")
    asked = highest(text, 0, PROJECT, item.words, _ON_THE_WAY) if len(item.coverage.asks) == 1 else None
    told = (highest(c.text, 0, PROJECT, item.words) for c in item.claims if asked and c.mode is Mode.REALISED)
    return asked is not None and any(stage is not None and stage.rung > asked.rung for stage in told)


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


def _wanted(item: Reading, target: Measure) -> str:
    """What would settle it: which indicator in which unit, as of when, from whom."""
    label = _NOT_WORDS.sub("", target.label) or "该指标"
    unit = f"（单位：{target.number.unit}）" if target.number.unit else ""
    return f"请提供“{label}”{item.until}数值{unit}、统计口径与出具单位。"


def _listed(item: Reading, target: Measure) -> bool:
    """Whether a clause names as many things as are asked for (清溪河、白沙河、罗江河 for 3条), or the one that is."""
    if target.number.dimension != "count" or not target.amount <= MOST_NAMED:
        return False
    if not item.coverage.demands(target) and sum(c.mode is Mode.REALISED for c in item.claims) >= target.amount:
        return True  # 推进3个项目: each is told of by itself
    wanted = grams(target.label)
    for clause in item.claims:
        dealt = clause.text.partition("分别")[0]
        names = len(_NAMES.split(dealt)) if clause.mode is Mode.REALISED else 0
        one = target.amount == 1 and bool(_LANDED.search(clause.text))
        if names == target.amount > 1 or (one and wanted & grams(_NOT_WORDS.sub("", clause.text))):
            return True
    return False


def _folded(item: Reading, target: Measure) -> bool:
    """Whether a multiple (翻一番) may be answered by the figures between which the thing moved."""
    told = item.measures(Column.PROGRESS) if target.number.unit == "倍" else ()
    return any(grams(target.label) & (grams(m.label) | grams(m.context)) for m in told)


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
        counted = "" if other.number.unit else content(other.after)  # 近1400万农业转移人口落户
        told = f"{other.label} {other.context} {counted}"
        # What it is counted in may have another counter and another name, but not another head: 学位 are no 幼儿园.
        return bool(grams(target.label) & grams(told)) and bool(set(_DEEDS.sub("", target.label)[-HEAD:]) & set(told))
    return True


def _may_be_called(label: str, other: Measure) -> bool:
    """Whether a rate has no name, or one that may be short for another: 98.2%; CPI; 定检率 for 定期检验率."""
    own = _NOT_WORDS.sub("", other.label)
    places = iter(label)
    return own.isascii() or (own[-1] == label[-1:] and all(char in places for char in own))


def _shared(target: Measure, other: Measure) -> bool:
    """Whether a rate, or the sentence so far, names something of what the target measures."""
    wanted = grams(target.label)
    return bool((wanted & (grams(other.label) | grams(other.context))) - _COMMON)


def _answered_whole(item: Reading, target: Measure) -> bool:
    """Whether the evidence says of the thing itself that all of it is done."""
    wanted = grams(target.label)
    if not wanted:
        return False
    if target.amount == ALL and target.number.unit == "%" and _all_of_them(item, wanted):
        return True
    for clause in item.claims:
        if _WHOLE.search(clause.text):
            met = wanted & grams(_NOT_WORDS.sub("", clause.text))
            if len(met) * 2 >= len(wanted) or (target.amount == 100 and met - _COMMON):
                return True  # 通达率100%: 快递进村全覆盖
    return False


def _all_of_them(item: Reading, wanted: frozenset[str]) -> bool:
    """Whether as many are told to be dealt with as there were: 排查出隐患87项，已销号87项 is a rate of 100%."""
    for there, dealt in pairwise(item.measures(Column.PROGRESS)):
        same = there.number.dimension == "count" and there.amount == dealt.amount and same_unit(there, dealt)
        if same and there.sentence == dealt.sentence and dealt.realised and wanted & grams(there.label + dealt.context):
            return True
    return False


RULES = (done_without_figure,)
