"""Figures (数量) that move against the target, or against the very words that tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.binding import SURE
from toolkit.language.measures import grams
from toolkit.model import Column

_CHANGE = {"up": "增长", "down": "下降"}
_OPPOSITE = {"增长": "下降", "下降": "增长"}
_RANKED = re.compile(r"排名|位次|名次|排位")


@item_check(
    "direction-conflict",
    family="figures",
    title="方向矛盾",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    flips=True,
    objects=[
        {"period_target": "单位GDP能耗下降1%。", "progress": "单位GDP能耗同比上升0.3%。"},
        "限额以上企业由年初的648家增加到623家。",
        "不良贷款率由1.12%下降到1.26%。",
        "浓度为12微克/立方米，比上年的10微克/立方米下降20.0%。",
    ],
    silent=[
        {"period_target": "单位GDP能耗下降1%。", "progress": "单位GDP能耗下降1.2%，用电量增长3%。"},
        {"period_target": "PM2.5浓度下降3%。", "progress": "PM2.5浓度下降5%，优良天数增加6%。"},
        "全省排名由12位上升到9位，办理效率由5个工作日提高到1个工作日。",
        "户籍人口由98万人调整到96万人，企业由1.2万家增加到13500家。",
    ],
)
def direction_conflict(item: Reading) -> Iterator[Remark]:
    """判什么：目标要求下降（增长），进展中同一指标却是增长（下降）；或文中写明由甲升（降）至乙，数字却是反向。
    为什么：方向相反，数字再大也不是完成。
    取证：请提供该指标本期与上年同期的数值，说明口径是否调整。
    局限：只比较写明升降的比率，且指标名须对得上。
    """
    yield from _reversed(item)
    if not item.done:
        return
    for match in item.matches:
        target = match.target
        wanted = grams(target.label)
        if target.change is None or target.number.dimension != "ratio" or not wanted or match.answers:
            continue
        for other in match.kindred:
            same = len(wanted & grams(other.label)) >= SURE * len(wanted)
            signed = other.amount < 0  # 变动为-3.1% is a fall
            if other.change and other.change != target.change and same and other.realised and not signed:
                wanted_told, met_told = _CHANGE[target.change], _CHANGE[other.change]
                message = f"目标要求{wanted_told}“{target.number.quote}”，进展却是{met_told}“{other.number.quote}”。"
                clause = item.passage(item.target, target.clause.start, target.clause.end)
                yield Remark(item.figure(Column.PROGRESS, other.number), message, related=(clause,))
                break


def _reversed(item: Reading) -> Iterator[Remark]:
    """由648家增加到623家: the words go one way and the figures the other."""
    for change in item.changes:
        base, current = change.base, change.current
        if base is None or not change.reversed or _RANKED.search(base.before + current.before):
            continue
        if current.number.unit == "位" or current.number.dimension == "duration":
            continue  # a rank or a time that goes down is often told as a rise
        exact = (base.number, current.number)
        if any(n.comparator != "=" or not isinstance(n.value, Decimal) for n in exact):
            continue
        told = _CHANGE[change.told or "up"]
        message = f"文中写的是{told}，由“{base.number.quote}”到“{current.number.quote}”却是{_OPPOSITE[told]}。"
        quoted = item.figure(Column.PROGRESS, current.number)
        related = (item.figure(Column.PROGRESS, base.number),)
        yield Remark(quoted, message, related=related, flips=False)


RULES = (direction_conflict,)
