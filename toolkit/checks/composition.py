"""Figures (数量) and what they are made of: parts and wholes, lists and their counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain

from toolkit.checks.catalogue import item_check
from toolkit.checks.proving import prove
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.listing import Breakdown, breakdowns, itemised, remainders, totals
from toolkit.language.measures import Measure
from toolkit.language.text import fold
from toolkit.model import Column, Proof

PROGRESS = Column.PROGRESS
REACH = 12  # figures between a whole and its part, at the most


@item_check(
    "sum-mismatch",
    family="figures",
    title="分项合计不符",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    objects=[
        "全年新增停车泊位6200个，其中公共停车场3100个、路内泊位1800个、单位共享泊位1500个。",
        "全市实施项目536个（其中，计划新开工项目245个，续建项目220个，准备项目75个）。",
        "新增上市公司3家（科创板1家、北交所1家）。",
        "东县、西县、南区分别治理河道31公里、28公里、19公里，三个区县共完成83公里。",
        "门票收入12.6亿元、餐饮收入8.3亿元，两项合计21.9亿元。",
        "到位资金85万元。其中：36万元用于设计；32万元用于监理；22万元用于检测。",
        "共有续建项目100个，已开工80个，未开工25个。",
        "到位资金26.8亿元，由财政资金18.9亿元和社会资本8.4亿元两部分构成。",
    ],
    silent=[
        "全市实施项目536个（其中，计划新开工项目245个，续建项目220个，准备项目71个）。",
        "到位资金90万元。其中：36万元用于设计；32万元用于监理；22万元用于检测。",
        "培训500人次，其中女性300人次、党员280人次。",
        "新增企业96家，其中市属12家、区属30家。",
        "筹集住房3260套（间），其中新建1900套、改建860套、盘活500套。",
        "筹集住房3848套（间），其中新建1920套（间）、改建1076套（间），各类合计3848套（间）。",
        "东县、西县、南区分别治理河道31公里、28公里、19公里，三个区县共完成78公里。",
        "东县、西县分别治理河道31公里、28公里，四个区县共完成66公里。",
        "新增泊位300个，其中路内120个、路外90个，合计惠及居民320个小区。",
        "到位资金27.3亿元，由财政资金18.9亿元和社会资本8.4亿元两部分构成。",
        "企业由31家增加到38家，由市属28家、区属9家牵头。",
        "共有续建项目100个，已开工80个，未开工20个。",
        "共有续建项目100个，已开工80个，未办证25个。",
        "科技、文化企业分别新增20家、30家，全市共有55家。",
    ],
)
def sum_mismatch(item: Reading, *, near: float = 0.15) -> Iterator[Remark | Verified]:
    """判什么：列明的分项之和与总数不符：分项之和大于总数，或封闭列举（括号内、两部分构成、三类合计）的分项之和不等于总数。
    为什么：总数与分项必有一个有误，或有重复计算。
    取证：请提供总数与各分项的明细。
    局限：“其中”未必列全，合计小于总数的不判；相差超过 near 的多半是交叉分类（女性、党员），也不判。
    """
    # 15 %: slips of digits in real tables stay below it, overlapping categories do not.
    found = item.measures(PROGRESS)
    text = item[PROGRESS]
    for breakdown in chain(*(kind(text, found) for kind in (breakdowns, itemised, totals, remainders))):
        if len(breakdown.parts) < 2:
            continue
        parts = [("part", PROGRESS, part.number) for part in breakdown.parts]
        proof = prove(item, "sum", parts, (PROGRESS, breakdown.whole.number))
        whole, total = breakdown.whole.amount, sum((part.amount for part in breakdown.parts), Decimal())
        if proof is None or not whole:
            continue
        if proof.holds:
            yield Verified(item.figure(PROGRESS, breakdown.whole.number), proof)
        elif breakdown.partition or _few(breakdown) or _near_miss(breakdown, total, whole, Decimal(str(near))):
            yield _sum_remark(item, breakdown, proof, total)


def _near_miss(breakdown: Breakdown, total: Decimal, whole: Decimal, near: Decimal) -> bool:
    """More than the whole, or less in a closed list, by no more than a slip of digits."""
    return (total > whole or breakdown.closed) and abs(total - whole) <= near * whole


def _few(breakdown: Breakdown) -> bool:
    """A short closed list of small counts (3家（甲板1家、乙所1家）) is off by one, however large the share."""
    return breakdown.closed and abs(sum(part.amount for part in breakdown.parts) - breakdown.whole.amount) == 1


def _sum_remark(item: Reading, breakdown: Breakdown, proof: Proof, total: Decimal) -> Remark:
    whole = breakdown.whole.number
    shown = "＋".join(part.number.quote for part in breakdown.parts)
    message = f"{shown}合计 {format(total.normalize(), 'f')}{whole.unit}，与总数“{whole.quote}”不符。"
    related = tuple(item.figure(PROGRESS, part.number) for part in breakdown.parts)
    return Remark(item.figure(PROGRESS, breakdown.whole.number), message, related=related, proof=proof)


@item_check(
    "part-exceeds-whole",
    family="figures",
    title="部分大于整体",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    objects=[
        "77个项目完成投资423亿元，其中79个已完工。",
        "保障能耗指标223万吨（含煤耗299万吨）。",
        "总投资86亿元的12个项目累计完成投资93亿元。",
    ],
    silent=[
        "77个项目完成投资423亿元，其中23个已完工。",
        "新增企业9家，总数达到43家。",
        "年度计划投资86亿元，完成投资93亿元。",
        "其中东街道建成1个，西街道建成2个，南街道建成1个，其中3个已投用。",
    ],
)
def part_exceeds_whole(item: Reading) -> Iterator[Remark | Verified]:
    """判什么：其中、含、已的部分大于它的整体；累计完成投资大于总投资。
    为什么：部分不可能大于整体，至少有一个数或口径有误。
    取证：请提供总体与部分各自的名单或明细。
    局限：只看同一句、同一单位、由“其中”“含”或“总投资—完成投资”连起来的两个数。
    """
    for whole, part in _subsets(item):
        proof = prove(item, "part-of", [("whole", PROGRESS, whole.number)], (PROGRESS, part.number))
        if proof is None:
            continue
        if proof.holds:
            yield Verified(item.figure(PROGRESS, part.number), proof)
        else:
            message = f"部分“{part.number.quote}”大于整体“{whole.number.quote}”。"
            yield Remark(
                item.figure(PROGRESS, part.number), message, related=(item.figure(PROGRESS, whole.number),), proof=proof
            )


_DONE = re.compile(r"完成投资[约近超达]*$")
_ALL = re.compile(r"总投资[约近超达为]*$")
_NET = re.compile(r"净|增收|新增额|顺差|结余")
_SUBSET = re.compile(r"[，、（(]*(?:其中|含|内含)")
_SIGNS = ("其中", "含", "总投资")  # what no part of a whole does without


def _is_whole(measure: Measure) -> bool:
    """Whether a figure can have parts: a plain amount of now, no average, no bound (300万吨以上)."""
    plain = measure.number.kind == "number" and measure.number.comparator in ("=", ">", "<~", "~")
    return plain and not (measure.intensive or measure.former)


def _whole_of(part: Measure, same: list[Measure]) -> Measure | None:
    """The figure before a part; beside another 其中 the one before that, and none where 其中 opens the sentence."""
    if _SUBSET.match(same[0].before) and "其中" in same[0].before:
        return None  # 其中甲1个，乙1个，其中3个已建成
    while "其中" in part.before and _SUBSET.match(same[-1].before) and "其中" in same[-1].before:
        same = same[:-1]
    return same[-1]


def _subsets(item: Reading) -> Iterator[tuple[Measure, Measure]]:
    """(whole, part) pairs of one sentence."""
    folded = fold(item[PROGRESS]).text
    if not any(sign in folded for sign in _SIGNS):
        return
    found = item.measures(PROGRESS)
    for index, part in enumerate(found):
        near = found[max(0, index - REACH) : index]
        before = [m for m in near if m.sentence == part.sentence and m.part == part.part]
        alike = [m for m in before if m.number.unit == part.number.unit]
        same = [m for m in alike if _is_whole(m)]
        if part.number.kind != "number" or not same or same[-1] is not alike[-1] or part.intensive:
            continue  # 设126个班，增加学位3780个，其中城区2340个: a rise has parts, too
        if _NET.search(same[-1].before) or "全市" in part.before:
            continue  # 净利润 has parts greater than itself; 全市 opens another count
        nearest = before[-1].number
        if (
            nearest.dimension == "count"
            and nearest.unit != same[-1].number.unit
            and part.before.lstrip("，、（(")[:1] == "含"
        ):
            continue  # 在6个区县新建充电站28座，含快充桩412个
        if _SUBSET.match(part.before):
            whole = _whole_of(part, same)
            if whole is not None:
                yield whole, part
        elif _DONE.search(part.before):
            totals = [m for m in same if _ALL.search(m.before)]
            if totals:
                yield totals[-1], part


RULES = (sum_mismatch, part_exceeds_whole)
