"""Numbered parts of a cell: a list that breaks off (structure), and fewer answers than questions (claims)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import TEXT_COLUMNS, Reading, Remark
from toolkit.language.numbering import Marker, Part
from toolkit.model import Column


@item_check(
    "subitem-numbering-broken",
    family="structure",
    title="分项编号断裂",
    certainty="exact",
    severity="low",
    objects=[
        "1.建成学校2所。3.新增学位500个。",
        "1.建成学校2所。2.新增学位500个。2.培训教师90人。",
        "1.建成学校2所，2.新增学位500个，4.培训教师90人。",
        "1.建成学校2所。（二）新增学位500个。（三）培训教师90人。",
    ],
    silent=[
        "1.建成学校2所。2.新增学位500个。",
        "1.建成学校2所：（1）城东1所；（2）城西1所。2.新增学位500个：（1）小学300个；（2）初中200个。",
        "1.2023年度建成学校2所。2.2.5公里道路完工。",
        "1.全年浓度38微克，下降7.3%。2.35蒸吨以下锅炉全部淘汰。3.检查企业60家。",
        "完成①号楼、②号楼、④号楼建设。",
        "①号地块完成出让，③号地块完成清表。",
        "一、二期工程完工。三、四期开工。",
        "1.城东：一期完工。2.城西：二期完工；1、2号楼封顶。3.城南。",
        "一是新建2所；二是改造3所；三是培训102人。同时，一是修缮操场；二是更新课桌。",
        "1.新建2所。2.5G基站建成100个。3.5蒸吨锅炉淘汰。4.培训102人。",
    ],
)
def subitem_numbering_broken(item: Reading) -> Iterator[Remark]:
    """判什么：一格之内的分项编号跳号、重号，或半路换了写法（1. 之后接（二））。
    为什么：跳号常意味着一项被删去，目标有三项而进展只编到二，差的正是没做的。
    取证：请填报单位核对是否漏写或删去了分项。
    局限：下级编号在上级编号之下从一重新开始不算断裂；只有一个编号的不判。
    """
    for column in TEXT_COLUMNS:
        fault = _fault(item.markers(column))
        if fault:
            marker, message = fault
            quoted = item.passage(column, marker.start, marker.end)
            yield Remark(quoted, f"“{column.title}”内分项编号{message}。")


def _fault(found: tuple[Marker, ...]) -> tuple[Marker, str] | None:
    """The first marker that does not follow: per scheme the last number, forgotten when a higher level moves on."""
    if not found or found[0].number != 1:
        return None
    levels: list[Marker] = []
    for marker in found:
        schemes = [level.scheme for level in levels]
        if marker.scheme in schemes:
            depth = schemes.index(marker.scheme)
            last = levels[depth]
            # A list of two or more that begins again at one has ended; what follows is another list.
            anew = marker.number == 1 and last.number > 1
            if marker.number != last.number + 1 and not anew:
                return marker, _told(marker, last)
            del levels[depth:]
        elif marker.number != 1:
            return marker, f"写法由“{found[0].scheme}”换成“{marker.scheme}”，且不从一起"
        levels.append(marker)
    return None


def _told(marker: Marker, last: Marker) -> str:
    if marker.number <= last.number:
        return f"重复或倒退：{last.number} 之后为 {marker.number}"
    return f"跳号：{last.number} 之后为 {marker.number}"


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
        {
            "period_target": "1.新建2所。2.改造3所。3.培训100人。",
            "progress": "全部完成。一是新建2所，改造3所；二是培训102人。",
        },
        {
            "period_target": "1.新建2所。2.改造3所。3.培训100人。",
            "progress": "一、新建和改造：1.新建2所。2.改造3所。二、培训102人。",
        },
        {"period_target": "1.新建2所。2.建设基站。", "progress": "1.新建2所。2.5G基站建成100个。"},
        {"period_target": "1.新建2所。2.改造3所。3.培训100人。", "progress": "培训102人。1.新建2所。2.改造3所。"},
    ],
)
def subitem_shortfall(item: Reading) -> Iterator[Remark]:
    """判什么：目标与进展都编了号，而进展的分项少于目标的分项。
    为什么：少编的一项往往就是没有做的一项。
    取证：请责任单位逐项对照目标补充未回应的分项。
    局限：只比较最上一级编号的数目，不判断哪一项缺了；有一边没有编号，或两边编号写法不同，不判。
    """
    asked, answered = item.parts(item.target), item.parts(Column.PROGRESS)
    if not item.done or len(answered) < 1 or len(asked) <= len(answered) or not _comparable(item, asked, answered):
        return
    missing = asked[len(answered)]
    message = f"目标分 {len(asked)} 项，进展只编到第 {len(answered)} 项。"
    last = answered[-1]
    opening = next(clause for clause in item.clauses(Column.PROGRESS) if clause.end > last.start)
    quoted = item.passage(Column.PROGRESS, last.marker.start, max(opening.end, last.marker.end))
    yield Remark(quoted, message, related=(item.passage(item.target, missing.marker.start, missing.end),))


def _comparable(item: Reading, asked: Sequence[Part], answered: Sequence[Part]) -> bool:
    """Whether the numbers count the same thing: one scheme, in order, nothing answered outside."""
    if asked[0].marker.scheme != answered[0].marker.scheme:
        return False
    if any(part.marker.number != at for parts in (asked, answered) for at, part in enumerate(parts, 1)):
        return False
    progress = item[Column.PROGRESS]
    ahead = progress[: answered[0].marker.start]
    # “2.5G基站” may be item 2 or a number: where the list could go on, nothing is certain.
    onward = re.search(rf"[。；;，,\s]\s*{len(answered) + 1}\s*[.．、]", progress[answered[-1].start :])
    return onward is None and not any(c.isdecimal() for c in ahead)


RULES = (subitem_numbering_broken, subitem_shortfall)
