"""Limits: what an audit did not check, said plainly, so that silence is never taken for a clean bill."""

from __future__ import annotations

from collections import Counter

from toolkit.model import Audit
from toolkit.presenting import corroboration, titles, words


def limits(audit: Audit, rules: titles.Rules | None = None) -> tuple[str, ...]:
    """Say, one sentence each, what was not checked, could not be, or rests on a suggestion."""
    said = (
        "只核对公开表格自身的文字：未查阅原始凭证、现场和台账，未列出问题不等于已经证实。",
        _unread(audit),
        _period(audit),
        _crashed(audit),
        _silent_rules(audit, titles.known(rules)),
        _numbers(audit),
        _suggestions(audit),
        _opinion(audit),
        _sources(audit),
        "不判断原因和责任：原因一栏留待核查人员填写；不对领导个人作任何排序。",
    )
    return tuple(sentence for sentence in said if sentence)


def _unread(audit: Audit) -> str:
    broken = [a.item.number for a in audit.assessments if not a.item.intact]
    ignored = sum(repair.kind == "column-ignored" for repair in audit.report.repairs)
    said = [
        f"序号 {'、'.join(broken)} 的单元格未能对齐，内容类规则对其不作判断" if broken else "",
        f"{ignored} 个栏目未能识别，未参与核对" if ignored else "",
    ]
    return words.visible(_sentence(said))


def _period(audit: Audit) -> str:
    return "" if audit.report.period else "报告期未知：依赖期次的规则对本表不作判断。"


def _crashed(audit: Audit) -> str:
    if not audit.failures:
        return ""
    return f"{len(audit.failures)} 项检查运行出错，相应事项未经该规则核对（见“运行出错的检查”）。"


def _silent_rules(audit: Audit, rules: titles.Rules) -> str:
    sourceless = audit.corroborated is None  # told in a sentence of its own
    left_out = [r for r in rules if r not in audit.rules and not (sourceless and rules[r].scope == "source")]
    names = "、".join(titles.title_of(rule, rules) for rule in left_out)
    return f"目录中有 {len(left_out)} 条规则本次未运行：{names}。" if left_out else ""


def _numbers(audit: Audit) -> str:
    if not audit.quantities:
        return "未逐一登记和复算表中的数字：数量是否达标、比率与合计是否相符，均不在本次结论之内。"
    outcomes = Counter(quantity.outcome for quantity in audit.quantities)
    unchecked = outcomes["unchecked"]
    return f"表中登记数字 {len(audit.quantities)} 个，其中 {unchecked} 个没有规则能够核对，逐个列于数字台账。"


def _suggestions(audit: Audit) -> str:
    leads = sum(finding.certainty == "lead" for finding in audit.findings)
    tentative = sum(assessment.certainty == "lead" for assessment in audit.assessments)
    said = [
        f"{leads} 处问题只是线索，需人工核实" if leads else "",
        f"{tentative} 个事项的结论是建议，以“拟”标明" if tentative else "",
    ]
    return _sentence(said)


def _opinion(audit: Audit) -> str:
    asked = audit.opinion
    if asked is None:
        return ""
    return words.visible(
        f"另请模型 {asked.model} 对 {asked.asked} 处给出第二意见：增列线索 {asked.added} 条，引文对不上原文而作废 "
        f"{asked.discarded} 条；它不改变任何发现和结论，没有异议也不等于已经证实。"
    )


def _sources(audit: Audit) -> str:
    compared = f"已与较早各期对照：{'、'.join(source.name for source in audit.previous)}。" if audit.previous else ""
    others = "" if audit.previous else "其他期次、"
    if audit.corroborated is None:
        alone = "" if audit.previous else "只比较同一份表内的事项："
        return words.visible(f"{compared}{alone}未与{others}统计公报、下达目标或单位名录核对。")
    return words.visible(compared + corroboration.sentence(audit.corroborated, compared=bool(audit.previous)))


def _sentence(parts: list[str]) -> str:
    kept = "；".join(part for part in parts if part)
    return f"{kept}。" if kept else ""
