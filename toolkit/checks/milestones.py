"""Milestones (认定): is a document or a project as far as the target asks; is it so for the whole that was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.answering import Answer
from toolkit.language.stages import DOCUMENT, PROJECT
from toolkit.language.text import fold
from toolkit.model import Column


@item_check(
    "draft-as-done",
    family="claims",
    title="以起草代出台",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    flips=True,
    objects=[
        {"period_target": "出台《物业管理办法》。", "progress": "《物业管理办法》已完成初稿，并征求了部门意见。"},
    ],
    silent=[
        {"period_target": "出台《物业管理办法》。", "progress": "起草《物业管理办法》，11月经审议通过并印发。"},
    ],
)
def draft_as_done(item: Reading) -> Iterator[Remark]:
    """判什么：目标要求文件出台（印发、颁布），进展只到起草、征求意见或送审。
    为什么：文件未经印发没有效力；起草 < 征求意见 < 审议 < 印发/出台 < 实施。
    取证：请提供正式印发的文件、文号与日期。
    局限：只比较文中写明的步骤；正在办理、预计印发的由“以预计代完成”判。
    """
    yield from _short_of(item, DOCUMENT)


@item_check(
    "stage-shortfall",
    family="claims",
    title="形象进度不足",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    flips=True,
    objects=[
        {"period_target": "病房楼竣工投用。", "progress": "病房楼主体结构已封顶。"},
    ],
    silent=[
        {"period_target": "病房楼竣工。", "progress": "病房楼6月封顶，11月通过竣工验收并投入使用。"},
        {"period_target": "管网改造完成总工程量的60%以上。", "progress": "管网改造项目完成总工程量的68%。"},
        {"period_target": "完成养老院建设项目前期手续。", "progress": "养老院项目完成桩基施工。"},
    ],
)
def stage_shortfall(item: Reading) -> Iterator[Remark]:
    """判什么：目标要求项目到某一步（开工、封顶、竣工、投用），进展写明的最高一步低于它。
    为什么：立项 < 开工 < 主体施工 < 封顶 < 装修 < 竣工 < 投用/投产 < 达产，低一步就是没有到。
    取证：请提供到达该步的凭据：施工许可、竣工验收备案、投产或启用的证明与日期。
    局限：只比较写明的步骤，且要认得出说的是同一项目；目标的数量已有对应实绩的不判。
    """
    yield from _short_of(item, PROJECT)


MOST = 40  # characters of a part that a sentence repeats
_PROOF = {
    DOCUMENT: "正式印发的文件、文号与日期",
    PROJECT: "到达该步的文件（开工报告或施工许可、验收备案、投产或启用证明）与日期",
}


def _short_of(item: Reading, ladder: str) -> Iterator[Remark]:
    for found in item.coverage.shortfalls if item.done else ():
        if found.asked.ladder != ladder:
            continue
        asked, reached = found.asked, found.reached
        quoted = item.passage(Column.PROGRESS, found.clause.start, found.clause.end)
        start, end = found.span
        thing = item[item.target][start:end] if end - start <= MOST else item[item.target][start : start + MOST] + "…"
        message = f"目标要求“{thing}”，进展写明的最高一步是“{reached.word}”，未到“{asked.word}”。"
        wanted = f"请提供{item.until}“{thing}”的凭据：{_PROOF[ladder]}。"
        yield Remark(quoted, message, ask=wanted, related=(item.passage(item.target, start, end),))


@item_check(
    "scope-narrowed",
    family="claims",
    title="口径缩窄",
    certainty="lead",
    severity="medium",
    verdict="partial",
    objects=[
        {"period_target": "全市所有行政村推行积分制管理。", "progress": "在白渡县25个试点村推行积分制管理。"},
    ],
    silent=[
        {
            "period_target": "全市推广家庭养老床位。",
            "progress": "在3个街道试点基础上，家庭养老床位推广到全市15个区县。",
        },
        {
            "period_target": "全市供养标准提高到2200元，南山区、北湖区散居标准提高到1400元。",
            "progress": "南山区、北湖区供养标准提高到2200元，散居标准提高到1400元。",
        },
    ],
)
def scope_narrowed(item: Reading) -> Iterator[Remark]:
    """判什么：目标要求全市、全面、所有，进展只说试点、部分、重点区域。
    为什么：一部分做到了，不等于全部做到。
    取证：请提供全部范围的完成情况：应做多少、已做多少、其余何时完成。
    局限：范围按词表辨认，只作线索；进展另有“全市”“全部”一类表述的不判；目标本身就是试点的不判。
    """
    if not item.done:
        return
    everything, something, whole = (item.words.pattern(f"scope.{n}_pattern") for n in ("all", "part", "whole"))
    wide = [answer for answer in item.coverage.owed if everything.search(answer.ask.folded)]
    wide = [answer for answer in wide if not something.search(answer.ask.folded)]
    if not wide:
        return
    claims = [fold(clause.text).text for clause in item.claims]
    if any(whole.search(told) and not something.search(told) for told in claims) or _WHOLE_FIELD.search(
        "，".join(claims)
    ):
        return
    for answer in wide:
        yield from _narrowed(item, answer)


# 全市94个镇街, 推广到全市: the whole is told, whatever stands beside it.
_WHOLE_FIELD = re.compile(
    r"全[市县区域](?:[0-9一二三四五六七八九十百]+[个家所处]|各|所有|共|均|范围|铺开|推开|覆盖)|推广[到至]全|市县乡村|[三四五]级"
)


def _narrowed(item: Reading, answer: Answer) -> Iterator[Remark]:
    pattern = item.words.pattern("scope.part_pattern")
    target = fold(item[item.target]).text
    for clause in answer.clauses:
        part = pattern.search(fold(clause.text).text)
        if part is None and clause.start in item.coverage.figured:
            return  # a figure of the whole comes first
        if part and part.group() in target:
            return  # the target itself goes place by place
        if part:
            quoted = item.passage(Column.PROGRESS, clause.start, clause.end)
            message = f"目标要求的是“{answer.ask.text}”，进展只说“{part.group()}”范围。"
            related = (item.passage(item.target, answer.ask.start, answer.ask.end),)
            yield Remark(quoted, message, related=related)
            return


RULES = (draft_as_done, stage_shortfall, scope_narrowed)
