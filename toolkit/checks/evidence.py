"""Claims (认定): does 完成 rest on a forecast, on a void, on fewer answers than questions."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.carrying import hedged_carriers
from toolkit.language.claims import Mode
from toolkit.language.likeness import bigrams
from toolkit.language.text import Span, fold
from toolkit.model import Column

_MODE_TOLD = {
    Mode.PROSPECTIVE: "是预期，不是结果",
    Mode.ONGOING: "仍在进行，尚无结果",
    Mode.PENDING: "承认尚未做到",
    Mode.BASICALLY: "只是基本完成，文中承认仍有剩余",
}


@item_check(
    "done-on-forecast",
    family="claims",
    title="以预计代完成",
    certainty="derived",
    severity="high",
    verdict="unsupported",
    flips=True,
    objects=[
        "预计能够完成节能减排指标。",
        {
            "period_target": "市中心医院新院区竣工投用。",
            "progress": "新院区主体工程已封顶，内部装修正在加快推进，力争2024年上半年投用。",
        },
        {
            "period_target": "完成12条道路雨污分流改造。",
            "progress": "12条道路雨污分流改造基本完成，剩余个别路段扫尾工作正在推进。",
        },
        {"period_target": "通过国家园区认定。", "progress": "申报材料已报省厅审核，有望于明年一季度通过认定。"},
    ],
    silent=[
        "新增学位1.6万个；预计明年再增0.2万个。",
        {"period_target": "完成年度计划投资1260亿元。", "progress": "年度计划投资1265亿元，完成投资1310亿元。"},
        {"period_target": "推进地铁1号线建设。", "progress": "地铁1号线全面开工，预计2026年建成。"},
        {"status": "未完成", "period_target": "北延工程开工。", "progress": "暂未开工，预计2024年3月开工。"},
        {"period_target": "基本实现检查结果互认。", "progress": "34家医院全部接入，基本实现检查结果互认。"},
    ],
)
def done_on_forecast(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，而应当承载完成的那一句是预计、力争、正在、尚未，或基本完成而尚有剩余。
    为什么：预计不是结果；截止报告期末没有实现的，不应计为完成。
    取证：请提供报告期末的实际值或办结凭据（统计部门反馈、验收文件、印发文号），并写明日期。
    局限：已有实绩时关于以后的打算不算；目标本身要求“推进”“力争”的不算；承载句按字面重合判断，换了说法的可能漏判。
    """
    if not item.done:
        return
    target = Span(0, len(item[item.target]), item[item.target])
    for carrier in hedged_carriers(target.text, item.claims, item.words):
        clause = carrier.clause
        quoted = item.passage(Column.PROGRESS, clause.start, clause.end)
        asked = item.passage(item.target, carrier.part.start, carrier.part.end)
        message = f"承载完成的语句“{_short(clause.text)}”{_MODE_TOLD[clause.mode]}（“{clause.cue}”），状态却为完成。"
        yield Remark(quoted, message, related=(asked,))
        return


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


@item_check(
    "vacuous-done",
    family="claims",
    title="无对象完成",
    certainty="derived",
    severity="high",
    verdict="unsupported",
    flips=True,
    objects=[
        {
            "period_target": "对各区县“飞地”项目进行调度考核。",
            "progress": "全市各区县均无“飞地”项目，也未收到资金结算需求。",
        },
        {
            "period_target": "为拟上市企业出具合规证明。",
            "progress": "本季度未收到企业出具合规证明的申请，无相关协调事项。",
        },
        {
            "period_target": "开展跨省危险废物转移联合执法检查。",
            "progress": "年内我市不涉及跨省危险废物转移事项，暂无联合执法检查任务。",
        },
    ],
    silent=[
        {
            "period_target": "不发生重特大环境事件。",
            "progress": "全年未发生环境事件，未收到群体性事件报告；开展应急演练6次。",
        },
        {"period_target": "完成办证难项目化解50个。", "progress": "化解办证难项目52个，市本级已无办证难项目。"},
        "建成学校2所，全年无安全事故。",
        "建成学校2所，未收到投诉。",
    ],
)
def vacuous_done(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，而理由是没有对象可做（均无、未收到、不涉及）。
    为什么：没有发生的事无从完成；目标是否应当调整，须由下达部门决定。
    取证：请提供排查记录、说明对象确不存在的文件，以及下达部门同意销号或调整目标的意见。
    局限：目标本身要求“不发生”“杜绝”的不算；同一对象另有实绩数字的不算。
    """
    if not item.done or item.words.pattern("void.asked_pattern").search(fold(item[item.target]).text):
        return
    asked = bigrams(item[item.target]) | bigrams(item[Column.ANNUAL_TARGET])
    for clause in item.claims:
        if clause.mode is not Mode.VOID or _good_news(item, clause.text):
            continue
        about = bigrams(clause.text) & asked
        if about and not _answered(item, about):
            quoted = item.passage(Column.PROGRESS, clause.start, clause.end)
            message = f"以“{_short(clause.text)}”作为完成的理由：没有对象，也就没有完成的事实。"
            yield Remark(quoted, message, related=(item.whole(item.target),))
            return


def _good_news(item: Reading, clause: str) -> bool:
    """Whether what is absent is a harm; an application or a project is an object even where its name tells of harm."""
    folded = fold(clause).text
    harm = item.words.pattern("void.harm_pattern").search(folded)
    return harm is not None and item.words.pattern("void.object_pattern").search(folded) is None


def _answered(item: Reading, about: frozenset[str]) -> bool:
    """Whether a realised clause reports a figure on the very object that elsewhere is said not to exist."""
    return any(
        clause.mode is Mode.REALISED
        and any(c.isdecimal() for c in clause.text)
        and len(about & bigrams(clause.text)) * 2 > len(about)
        for clause in item.claims
    )


@item_check(
    "subitem-shortfall",
    family="claims",
    title="分项回应数不足",
    certainty="exact",
    severity="medium",
    verdict="partial",
    objects=[
        {
            "period_target": "1.改造管网60公里。2.新增供热150万平方米。3.建立应急队伍。",
            "progress": "1.改造管网64.5公里。2.新增供热168万平方米。",
        },
    ],
    silent=[
        {
            "period_target": "1.改造管网。2.新增供热。",
            "progress": "1.改造管网64公里。2.新增供热168万平方米。3.组建队伍。",
        },
        {"period_target": "1.改造管网。2.新增供热。", "progress": "改造管网64公里，新增供热168万平方米。"},
        {"period_target": "改造管网，新增供热。", "progress": "1.改造管网64公里。2.新增供热168万平方米。"},
    ],
)
def subitem_shortfall(item: Reading) -> Iterator[Remark]:
    """判什么：目标与进展都编了号，而进展的分项少于目标的分项。
    为什么：少编的一项往往就是没有做的一项。
    取证：请责任单位逐项对照目标补充未回应的分项。
    局限：只比较最上一级编号的数目，不判断哪一项缺了；两边只要有一边没有编号就不判。
    """
    asked, answered = item.parts(item.target), item.parts(Column.PROGRESS)
    if not item.done or len(answered) < 1 or len(asked) <= len(answered):
        return
    missing = asked[len(answered)]
    message = f"目标分 {len(asked)} 项，进展只编到第 {len(answered)} 项。"
    last = answered[-1]
    opening = next(clause for clause in item.clauses(Column.PROGRESS) if clause.end > last.start)
    quoted = item.passage(Column.PROGRESS, last.marker.start, max(opening.end, last.marker.end))
    yield Remark(quoted, message, related=(item.passage(item.target, missing.marker.start, missing.end),))


@item_check(
    "reason-empty-talk",
    family="claims",
    title="未完成原因空泛",
    certainty="lead",
    severity="medium",
    objects=[
        {"status": "未完成", "reason": "受客观因素影响，正在积极推进。", "progress": "主体在建。"},
        {"status": "未完成", "reason": "进度较慢，下一步将加大力度，加快推进。", "progress": "主体在建。"},
    ],
    silent=[
        {"status": "未完成", "reason": "受秋季持续降雨影响，3个标段工期顺延。", "progress": "主体在建。"},
        {"status": "未完成", "reason": "铁路节点方案需重新审批，预计2024年3月开工。", "progress": "暂未开工。"},
        {"status": "完成", "reason": "无", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "无", "progress": "主体在建。"},
    ],
)
def reason_empty_talk(item: Reading, *, min_content: int = 4) -> Iterator[Remark]:
    """判什么：未完成的事项，原因栏除套话外没有说出原因、责任、措施或新的期限。
    为什么：说不出原因的未完成无从督办。
    取证：请责任单位写明具体原因、责任主体、补救措施和完成时限。
    局限：线索，需人工核实；按词表去掉套话后所余不足 min_content 字即报，词表可在配置中增补。
    """
    # 4 characters: the shortest causes met (征地拆迁, 资金不足) have four once stock phrases are gone.
    if item.done or item.status == "" or item.status == "on_schedule":
        return
    folded = fold(item[Column.REASON]).text
    none = folded in item.words["cells.no_reason"] or folded in item.words["cells.placeholders"]
    if none or any(c.isdecimal() for c in folded) or item.words.pattern("cells.no_reason_pattern").fullmatch(folded):
        return
    left = "".join(c for c in item.words.pattern("reasons.stock").sub("", folded) if c.isalnum())
    if len(left) < min_content:
        yield Remark(item.whole(Column.REASON), "原因栏只有套话，没有写明原因、责任、措施或期限。线索，需人工核实。")


RULES = (done_on_forecast, vacuous_done, subitem_shortfall, reason_empty_talk)
