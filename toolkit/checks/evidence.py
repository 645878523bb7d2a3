"""Claims (认定): does 完成 rest on a forecast, on a void; does a reason name a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.blanks import blank, no_reason
from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.carrying import hedged_carriers
from toolkit.language.claims import Mode
from toolkit.language.likeness import bigrams
from toolkit.language.text import fold
from toolkit.model import Column

_LOOKED = re.compile(
    r"检查|排查|抽查|巡查|摸排|走访|暗访|核查|整治|督导|执法|清理|验收|完成|化解|抽检|约谈|监测|覆盖|加固|建成|安装|处置|整改完|办结|培训|公示|[0-9]"
)
_BESIDES = ("另有", "另外", "此外")
_MODE_TOLD = {
    Mode.PROSPECTIVE: "是预期，不是结果",
    Mode.ONGOING: "仍在进行，尚无结果",
    Mode.PENDING: "承认尚未做到",
    Mode.BASICALLY: "只是基本完成，文中承认仍有剩余",
}


# Words that point back at the target's own object: 无此类项目, 不涉及该事项.
_ANAPHORA = re.compile(r"此类|该类|该项|此项|相关|上述|符合条件")


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
        {"period_target": "安装智能水表1.2万只。", "progress": "管道改造、表箱安装等工作整体进度已达到55%。"},
        {"period_target": "启动体育馆扩建工程。", "progress": "体育馆扩建项目正在优化设计方案。"},
        {"period_target": "通过国家园区认定。", "progress": "申报材料已报省厅审核，有望于明年一季度通过认定。"},
    ],
    silent=[
        "新增学位1.6万个；预计明年再增0.2万个。",
        {"period_target": "完成年度计划投资1260亿元。", "progress": "年度计划投资1265亿元，完成投资1310亿元。"},
        {"period_target": "推进地铁1号线建设。", "progress": "地铁1号线全面开工，预计2026年建成。"},
        {"period_target": "项目年内开工，2025年建成。", "progress": "项目9月开工，正在主体施工，预计2025年建成。"},
        {"period_target": "管网改造30公里。", "progress": "管网改造31公里基本完成并已验收，剩余材料已清场。"},
        {"status": "未完成", "period_target": "北延工程开工。", "progress": "暂未开工，预计2024年3月开工。"},
        {"period_target": "安装智能水表1.2万只。", "progress": "安装智能水表1.3万只，二期工程进度达到55%。"},
        {"period_target": "启动体育馆扩建工程。", "progress": "体育馆扩建工程正在进行基坑开挖。"},
        {"period_target": "启动体育馆扩建前期工作。", "progress": "正在优化体育馆扩建设计方案。"},
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
    for carrier in hedged_carriers(item[item.target], item.claims, item.words):
        if _due_later(item, carrier.part.text) or carrier.clause.text.startswith(_BESIDES):
            continue  # 另有680套计划明年开工: more than was asked for
        clause = carrier.clause
        quoted = item.passage(Column.PROGRESS, clause.start, clause.end)
        asked = item.passage(item.target, carrier.part.start, carrier.part.end)
        message = f"承载完成的语句“{_short(clause.text)}”{_MODE_TOLD[clause.mode]}（“{clause.cue}”），状态却为完成。"
        yield Remark(quoted, message, related=(asked,))
        return
    yield from _half_way(item)


def _half_way(item: Reading) -> Iterator[Remark]:
    """进度已达55%: of things that are counted, the progress tells only how far the work on them has come."""
    far = item.coverage.half_way
    if far is not None and item.coverage.share is None:
        quoted = item.figure(Column.PROGRESS, far)
        message = f"进展只说进度为“{quoted.quote}”，没有写明已完成多少，状态却为完成。"
        yield Remark(quoted, message, related=(item.whole(item.target),))


def _due_later(item: Reading, part: str) -> bool:
    """Whether a part of the target is dated after the period: 2025年建成 is not due in 2023."""
    years = [int(year) for year in re.findall(r"20\d\d(?=\s*年)", part)]
    return item.period is not None and bool(years) and min(years) > item.period.year


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
        {"period_target": "加强食品监管。", "progress": "抽检食品1.2万批次，尚无重大食品安全问题。"},
        {"period_target": "保障工资支付。", "progress": "处理线索210件，暂无拖欠工资项目。"},
        {"period_target": "落实开办“零收费”。", "progress": "企业开办不涉及收费项目，免费刻章2.1万套。"},
    ],
)
def vacuous_done(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，而理由是没有对象可做（均无、未收到、不涉及）。
    为什么：没有发生的事无从完成；目标是否应当调整，须由下达部门决定。
    取证：请提供排查记录、说明对象确不存在的文件，以及下达部门同意销号或调整目标的意见。
    局限：目标本身要求“不发生”“杜绝”的不算；同一对象另有实绩数字的不算。
    """
    void = [clause for clause in item.claims if clause.mode is Mode.VOID] if item.done else []
    if not void or item.words.pattern("void.asked_pattern").search(fold(item[item.target]).text):
        return
    asked = bigrams(item[item.target]) | bigrams(item[Column.ANNUAL_TARGET])
    for clause in void:
        if _good_news(item, clause.text):
            continue
        about = bigrams(clause.text) & asked
        if (about or _ANAPHORA.search(clause.text)) and not _answered(item, about):
            quoted = item.passage(Column.PROGRESS, clause.start, clause.end)
            message = f"以“{_short(clause.text)}”作为完成的理由：没有对象，也就没有完成的事实。"
            yield Remark(quoted, message, related=(item.whole(item.target),))
            return


def _good_news(item: Reading, clause: str) -> bool:
    """Whether what is absent is a harm; an application or a project is an object even where its name tells of harm."""
    folded = fold(clause).text
    harms = {found.group() for found in item.words.pattern("void.harm_pattern").finditer(folded)}
    if not harms or item.words.pattern("void.object_pattern").search(folded):
        return False
    named, deeds = f"(?:{'|'.join(map(re.escape, harms))})", "办理|受理|处理|整改|化解|调处|查处|核查|核实|处置"
    handled = re.compile(rf"(?:{deeds})[^，。；]{{0,16}}{named}|{named}[^，。；]{{0,6}}线索[^，。；]{{0,6}}(?:{deeds})")
    campaign = re.compile(rf"(?<!防范){named}[^，。；]{{0,8}}(?:专项)?(?:整治|治理|检查|清理)")
    target = fold(item[item.target]).text
    if campaign.search(target) and not any(_LOOKED.search(c.text) for c in item.claims if c.mode is Mode.REALISED):
        return False  # nobody looked: 辖区内均无乱收费问题 for 开展乱收费问题专项整治
    return not handled.search(target)  # 办理投诉: a complaint is what there was to handle


def _answered(item: Reading, about: frozenset[str]) -> bool:
    """Whether a realised clause reports a figure on the very object that elsewhere is said not to exist."""
    return any(
        clause.mode is Mode.REALISED
        and any(c.isdecimal() for c in clause.text)
        and (len(about & bigrams(clause.text)) * 2 > len(about) or not about)
        for clause in item.claims
    )


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
        {"status": "未完成", "reason": "资金不足", "progress": "主体在建。"},
        {"status": "未完成", "reason": "疫情", "progress": "主体在建。"},
        {"status": "未完成", "reason": "征地难", "progress": "主体在建。"},
        {"status": "未完成", "reason": "因雨停工", "progress": "主体在建。"},
        {"status": "未完成", "reason": "受疫情影响，进度滞后", "progress": "主体在建。"},
        {"status": "未完成", "reason": "详见附件", "progress": "主体在建。"},
    ],
)
def reason_empty_talk(item: Reading, *, min_content: int = 4) -> Iterator[Remark]:
    """判什么：未完成的事项，原因栏除套话外没有说出原因、责任、措施或新的期限。
    为什么：说不出原因的未完成无从督办。
    取证：请责任单位写明具体原因、责任主体、补救措施和完成时限。
    局限：线索，需人工核实；没有原因词（资金、疫情、征地等）且去掉套话后不足 min_content 字才报，词表可增补。
    """
    # 4 characters: what is left of a phrase once its stock words are gone, where no known cause is named.
    if item.done or item.status == "" or item.status == "on_schedule":
        return
    reason, folded = item[Column.REASON], fold(item[Column.REASON]).text
    if no_reason(reason, item.words) or blank(reason, item.words) or any(c.isdecimal() for c in folded):
        return
    if item.words.pattern("reasons.cause_pattern").search(folded):
        return
    left = "".join(c for c in item.words.pattern("reasons.stock").sub("", folded) if c.isalnum())
    if len(left) < min_content:
        yield Remark(item.whole(Column.REASON), "原因栏只有套话，没有写明原因、责任、措施或期限。线索，需人工核实。")


RULES = (done_on_forecast, vacuous_done, reason_empty_talk)
