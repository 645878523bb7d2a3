"""Figures (数量) in a unit that measures something else: a length in 平方米, money in 平方米, power in 立方米."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit.checks.subject import Reading, Remark
from toolkit.language.text import fold
from toolkit.model import Column


def mismeasured(item: Reading, column: Column) -> Iterator[Remark]:
    """岸线长486平方米, 建筑面积18.6万平方公里: a length in a unit of area, a house as large as a county."""
    text = item[column]
    yield from _of_another_kind(item, column)
    for number in item.numbers(column):
        if number.unit == "人" and isinstance(number.value, Decimal) and number.value >= CROWD:
            if _PAID.search(fold(text[max(0, number.start - 14) : number.start]).text):
                yield Remark(item.figure(column, number), f"“{number.quote}”说的是金额，单位却是“{number.unit}”。")
            continue
        if (
            number.unit in _PER_AREA
            and "沉" not in text[max(0, number.start - 14) : number.start]
            and _DUST.search(fold(text[max(0, number.start - 14) : number.start]).text)
        ):
            told = f"“{number.quote}”的单位“{number.unit}”与所说的量不符：浓度按立方米计。"
            yield Remark(item.figure(column, number), told)
        if number.dimension not in ("area", "length") and number.unit != "毫克/立方米":
            continue
        before = fold(text[max(0, number.start - 14) : number.start]).text
        long = number.dimension == "area" and _LONG.search(before) is not None
        dense = number.unit == "毫克/立方米" and isinstance(number.value, Decimal) and number.value >= 1
        if dense and _DUST.search(before):
            yield Remark(
                item.figure(column, number), f"“{number.quote}”的单位“{number.unit}”与所说的量不符：应为微克/立方米。"
            )
        long = long or (number.dimension == "area" and _PIPED.search(before) is not None)
        long = long or (number.unit == "平方公里" and _LAID.search(before) is not None)
        broad = number.dimension == "length" and _BROAD.search(before) is not None
        built = number.unit == "平方公里" and isinstance(number.value, Decimal) and _BUILT.search(before) is not None
        huge = built and isinstance(number.value, Decimal) and number.value >= HUGE
        whole = _NO_NOUN.match(text, number.end) is not None  # 站点500米覆盖率
        counted = number.dimension == "length" and whole and _COUNTED.search(before) is not None
        if long or broad or huge or counted:
            told = "长度用了面积单位" if long else "面积用了长度单位" if broad else "建筑面积不会有这么大"
            told = "数的是个数，用了长度单位" if counted else told
            yield Remark(item.figure(column, number), f"“{number.quote}”的单位“{number.unit}”与所说的量不符：{told}。")


# What is named right before a figure, and the dimension that alone it has: 拨付补助资金210万平方米.
_KINDS = (
    (re.compile(r"(?:资金|贷款|经费|产值|税收|销售额)(?:累计|约|共|达到?|为)*$"), "money"),
    (re.compile(r"(?:发电量|用电量|售电量|供电量)(?:累计|约|共|达到?|为)*$"), "energy"),
    (re.compile(r"(?:供水量|蓄水量|供气量|用水量)(?:累计|约|共|达到?|为)*$"), "volume"),
)
_SIZES = frozenset(("area", "length", "volume"))


def _of_another_kind(item: Reading, column: Column) -> Iterator[Remark]:
    text = item[column]
    for number in item.numbers(column):
        if number.dimension not in _SIZES or _NO_NOUN.match(text, number.end) is None:
            continue
        before = fold(text[max(0, number.start - 14) : number.start]).text
        kind = next((kind for named, kind in _KINDS if named.search(before)), number.dimension)
        if kind != number.dimension and number.unit != "亩":  # 补助资金120万亩: subsidies are booked by the land
            told = f"“{number.quote}”的单位“{number.unit}”与所说的量不符：应以{_CALLED[kind]}计。"
            yield Remark(item.figure(column, number), told)


_CALLED = {"money": "金额", "energy": "电量（千瓦时）", "volume": "体积（立方米）"}
_LONG = re.compile(r"(?:总长|全长|长度|岸线长)(?:约|为|达|共)?$")
# A pipe or a road that is laid is measured by its length; surveyed, cleaned or planted by its area, too.
_LAID = re.compile(
    r"(?:新改?建|铺设|敷设|建成|修复|更新)[^，。；0-9]{0,6}(?:管网|管道|管线|[支干主]管|公路|渠道|光缆|绿道|步道)(?:累计|约|共)*$"
)
_DUST = re.compile(r"(?:PM2\.5|PM10|细颗粒物|可吸入颗粒物|臭氧)[^，。；沉降]{0,8}$")
_BROAD = re.compile(r"面积(?:约|为|达|共|累计|合计|总计|共计)*$")
# What is counted and has no length: 建成5G基站612公里.
_COUNTED = re.compile(
    r"(?:建成|新建|新增|开通)[^，。；0-9至接入]{0,6}(?:[45]G)?(?:基站|充电桩|学校|幼儿园|学位|床位|公厕|书房|驿站|诊所)(?:约|为|达|共|累计)*$"
)
_NO_NOUN = re.compile(r"\s*(?:$|[，。；、,;（(）)])")
_PER_AREA = frozenset(("微克/平方米", "毫克/平方米"))
# Pipes and cables have a length, and no area.
_PIPED = re.compile(
    r"(?:铺设|敷设|架设|埋设)(?![^，。；0-9]{0,8}(?:供暖|供热|地暖|采暖|滴灌|喷灌|节水|灌溉))"
    r"[^，。；0-9]{0,8}(?:管网|管道|管线|光缆|电缆)(?:累计|约|共)*$"
)
CROWD = 10**7  # persons: more than any city pays
_PAID = re.compile(r"(?:发放|拨付|兑现|投放)[^，。；0-9]{0,8}(?:贷款|资金|经费)(?:累计|约|共|达)*$")
HUGE = 5  # square kilometres: a new town has that much to build on, no house
_BUILT = re.compile(r"建筑(?:总)?面积(?:约|为|达|共)?$")
