"""Figures (数量) that cannot be what they say: a unit that is none, a rate above the whole, a count in halves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from toolkit.checks.catalogue import item_check
from toolkit.checks.proving import prove
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.quantities import Number
from toolkit.language.text import fold
from toolkit.language.units import nearest_unit
from toolkit.model import Column

PROGRESS = Column.PROGRESS
_SUBSET_RATE = re.compile(
    r"(?:开工|覆盖|合格|达标|入学|参保|普及|办结|满意|通过|就诊|准点|网办|整改|完工|竣工)率[为达到]*$"
)


@item_check(
    "subset-rate-over-100",
    family="figures",
    title="集合比率超百",
    certainty="derived",
    severity="info",
    objects=["新开工项目248个，开工率101.2%。"],
    silent=["完成投资1310亿元，投资完成率103.6%。", "新开工项目45个，开工率100%。"],
)
def subset_rate_over_100(item: Reading) -> Iterator[Remark]:
    """判什么：开工率、覆盖率、合格率等部分对整体的比率超过 100%。
    为什么：分子不是分母的一部分，口径需要说明。
    取证：请说明分子是否包含计划外的部分，并提供名单。
    局限：完成率可以超过 100%，不判。
    """
    for measure in item.measures(Column.PROGRESS):
        number = measure.number
        if number.unit == "%" and measure.amount > 100 and _SUBSET_RATE.search(measure.before):
            passage = item.figure(Column.PROGRESS, number)
            yield Remark(passage, f"“{number.quote}”超过 100%，分子不是分母的一部分，口径需说明。")


@item_check(
    "unit-symbol-unknown",
    family="wording",
    title="计量单位符号错误",
    certainty="exact",
    severity="medium",
    objects=[
        "固态锂电池二期（6HWH）投产。",
        "完成投资12.6亿远。",
        "新增绿地8.5万平方来。",
        "储能装置二期（4GWH）投产。",
        "7号泊位岸线长486平方米。",
        "累计建成5G基站612公里。",
    ],
    silent=[
        "储能6GWh，装机8.7万千瓦。",
        "泊位岸线长486米，人均绿地面积增长3平方米。",
        "储能规模100MW/200MWh，分布式光伏装机3200KW。",
        "完成投资12.6亿元，新增绿地8.5万平方米。",
        "推进5G、B2B平台建设，举办TOP100论坛。",
    ],
)
def unit_symbol_unknown(item: Reading) -> Iterator[Remark]:
    """判什么：数字之后占着单位位置的符号不在计量单位表内，能量、功率单位的大小写有误，长度用了面积单位，单位重写（亩立方），附最接近的法定单位。
    为什么：单位写错，数值就没有意义；也是未经校对的明证。
    取证：请填报单位更正单位，并核对数值。
    局限：只凭单位表（language/units.tsv）；新的计数单位可在表中添加。
    """
    for column in (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS):
        for number in item.numbers(column):
            if number.dimension == "unknown":
                near = nearest_unit(number.unit)
                hint = f"，是否应为“{near}”" if near else ""
                quoted = item.figure(column, number)
                yield Remark(quoted, f"“{number.quote}”的单位“{number.unit}”不是计量单位{hint}。")
            elif number.unit == "园" and number.quote[-2:-1] in "万亿":
                yield Remark(item.figure(column, number), f"“{number.quote}”的单位“园”不是计量单位，是否应为“元”。")
            elif number.dimension in _CASED and (printed := _miscased(number)):
                told = f"“{number.quote}”的单位“{printed}”大小写有误，应为“{number.unit}”。"
                yield Remark(item.figure(column, number), told, severity="low")
        yield from _mismeasured(item, column)


def _mismeasured(item: Reading, column: Column) -> Iterator[Remark]:
    """岸线长486平方米, 建筑面积18.6万平方公里: a length in a unit of area, a house as large as a county."""
    text = item[column]
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
# Units whose letters mean other things in the other case (M mega, m milli; h hour, H henry). K for k is usual.
_CASED = frozenset({"energy", "power"})
_SYMBOL = re.compile(r"[A-Za-z]+$")


def _miscased(number: Number) -> str:
    """The symbol of a number as printed, where it is that of its unit but for the case of a letter."""
    found = _SYMBOL.search(fold(number.quote).text)
    printed = found.group() if found else ""
    usual = printed.replace("K", "k", 1) if printed.startswith("K") else printed
    return printed if usual != number.unit and usual.lower() == number.unit.lower() else ""


_SHARE_OF_COUNT = re.compile(r"[一-鿿]{0,14}?(?:开工|完工|竣工|投产|投用|建成|签约|落地)率(?:达到|达|为)?$")


@item_check(
    "integer-impossible",
    family="figures",
    title="整数不可能",
    certainty="derived",
    severity="medium",
    objects=["45个项目开工率95.0%。", "新建城市书房12.5处。", "引进卫生人才126.4名。"],
    silent=[
        "45个项目开工率95.6%。",
        "500项重点技改项目开工率达到100%。",
        "45个项目平均进度95.0%。",
        "45个项目投资完成率95.0%。",
        "新建床位1.5万张，新增每千名老年人床位38.5个，新增企业1.2万家。",
        "两项新增占比分别提高1.3个、2.5个百分点，新建车位每户12.5个。",
        "新建标准车位折合18.5个，改造后平均每处服务12.5户。",
    ],
)
def integer_impossible(item: Reading) -> Iterator[Remark | Verified]:
    """判什么：以某个整数为总体的比率，没有任何整数分子能得出；或按个点数的事物写成了小数（建成12.5处）。
    为什么：45 个项目中开工 42 个是 93.3%，43 个是 95.6%，得不出 95.0%。
    取证：请提供分子的个数及名单。
    局限：只看“若干个某某开工率百分之几”一种紧接的写法；不大于 100% 的才判；总体可能另有口径，故为推算。
    """
    found = item.measures(PROGRESS)
    yield from _split_things(item)
    for count, rate in pairwise(found):
        if count.number.dimension != "count" or rate.number.unit != "%" or count.clause.start != rate.clause.start:
            continue
        if not _SHARE_OF_COUNT.fullmatch(rate.before) or "投资" in rate.before:
            continue
        if count.number.comparator != "=" or rate.number.comparator != "=" or count.number.unit in _ROUNDS:
            continue
        proof = prove(item, "integer-share", [("count", PROGRESS, count.number)], (PROGRESS, rate.number))
        if proof is None or rate.amount > 100:
            continue
        if proof.holds:
            yield Verified(item.figure(PROGRESS, rate.number), proof)
        else:
            nearest = Decimal(proof.interval[0])
            message = (
                f"“{count.number.quote}”中无论多少个，都得不出“{rate.number.quote}”（最接近的是 {nearest:.2f}%）。"
            )
            yield Remark(
                item.figure(PROGRESS, rate.number),
                message,
                related=(item.figure(PROGRESS, count.number),),
                proof=proof,
            )


_ROUNDS = frozenset(("批", "轮", "次", "批次", "县", "区"))
_SPLIT = re.compile(r"\d+\.\d+\s*[家名人户所处座个项]")
# 1.3个、2.5个百分点, 1.5个亿, 2.5个小时, 3.5人次: another unit than it seems.
_LONGER = re.compile(r"\s*[、和与及/亿万百千工小月点次]")
# Things that are not made by halves, told of as made; an average, a density or a converted count may have decimals.
_WHOLE_THINGS = frozenset("家名人户所处座个项")
_MADE = re.compile(r"新|建成|引进|培育|认定|招聘|改造")
_MEAN = re.compile(r"每|均|千人|万人|百户|密度|指数|强度|规模|折合|折算|标准|当量|相当|比例|比重|占|倍|率|大小")


def _split_things(item: Reading) -> Iterator[Remark]:
    text = item[PROGRESS]
    clause, mean = None, False
    for measure in item.measures(PROGRESS):
        number = measure.number
        if number.unit not in _WHOLE_THINGS or number.kind != "number" or number.comparator != "=":
            continue
        if not _SPLIT.fullmatch(number.quote) or _LONGER.match(text, number.end) or measure.amount % 1 == 0:
            continue
        if measure.clause is not clause:
            clause, mean = measure.clause, _MEAN.search(measure.clause.text) is not None
        if _MADE.search(measure.before) and not mean and not measure.intensive:
            yield Remark(item.figure(PROGRESS, number), f"“{number.quote}”按个点数，不会有小数。")


RULES = (subset_rate_over_100, unit_symbol_unknown, integer_impossible)
