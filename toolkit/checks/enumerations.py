"""Figures (数量) beside the names that they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.catalogue import item_check
from toolkit.checks.proving import prove_list
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.model import Column, Passage

_INNER_JOIN = re.compile(r"[一-鿿](?:和|与|及)[一-鿿]")
_PLACE = re.compile(r"[区县市镇乡村]$|街道$")
_PLACE_OF = re.compile(r"(?:[区县市镇乡村]|街道).{2,12}共$")
JUDGED = (Column.PERIOD_TARGET, Column.PROGRESS)


@item_check(
    "enumeration-mismatch",
    family="figures",
    title="列举数与总数不符",
    certainty="derived",
    severity="medium",
    objects=[
        "新增绿色工厂4家（华旭新材、东岭化工、金岳陶瓷）。",
        "南岭、鲁桥、东坪、石门3个乡镇入选。",
        "甲谷、乙谷、丙谷、丁谷、戊谷、己谷等5个项目建成投产。",
    ],
    silent=[
        "新增绿色工厂3家（华旭新材、东岭化工、金岳陶瓷）。",
        "肽和生物、康博生物、欧迈医疗等7个项目建成投产。",
        "完善制度、机制，推出5个方面措施。",
        "在城东、城西新建学校3所。",
        "成立教育、卫生、文化和旅游4个专班。",
    ],
)
def enumeration_mismatch(item: Reading, *, most_off: int = 2) -> Iterator[Remark | Verified]:
    """判什么：列举的名称与写明的个数不符；有“等”字时名称多于个数才算。
    为什么：少列的可能并未完成，多列的可能重复。
    取证：请提供完整名单。
    局限：以顿号切分名称，带“和”“与”的名称两种切法有一种相符即不报；相差超过 most_off 的多半不是列举，不判。
    """
    # 2: farther apart, the pieces before a count are seldom the things it counts.
    for column in JUDGED:
        for found in item.enumerations(column):
            names = [item.passage(column, name.start, name.end) for name in found.names]
            proof = prove_list(item, names, found.open, (column, found.count))
            if proof is None:
                continue
            quoted = item.figure(column, found.count)
            if proof.holds:
                yield Verified(quoted, proof)
                continue
            fewest, most = _readings(item, column, names)
            stated = Decimal(str(found.count.value))
            if stated > most and _by_place(names):
                continue  # 甲区、乙区、丙区中转站共5座: one place may have two
            wrong = stated < fewest if found.open else not fewest <= stated <= most
            if wrong and (found.open or abs(len(names) - stated) <= most_off):
                told = "、".join(name.quote for name in names)
                message = f"写明“{found.count.quote}”，列举的有 {len(names)} 个：{told[:80]}。"
                yield Remark(quoted, message, related=tuple(names), proof=proof)


def _by_place(names: list[Passage]) -> bool:
    """Whether the list is of places, of which the last carries what is counted there."""
    *places, last = (name.quote for name in names)
    return all(_PLACE.search(place) for place in places) and bool(_PLACE_OF.search(last))


def _readings(item: Reading, column: Column, names: list[Passage]) -> tuple[int, int]:
    """The fewest and the most things the names may be: 文化和旅游 can be one name or two."""
    between = item[column][names[-2].end : names[-1].start].strip()
    inner = sum(bool(_INNER_JOIN.search(name.quote)) for name in names)
    return len(names) - (between in {"和", "与", "及", "以及"}), len(names) + inner


RULES = (enumeration_mismatch,)
