"""Figures (数量) that cannot be what they say: a unit that is none, a rate above the whole, a count in halves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from toolkit.checks.catalogue import item_check
from toolkit.checks.mismeasured import mismeasured
from toolkit.checks.proving import prove
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.garbled import units_twice
from toolkit.language.quantities import Number
from toolkit.language.text import fold
from toolkit.language.units import nearest_unit
from toolkit.model import Column

PROGRESS = Column.PROGRESS
_SUBSET_RATE = re.compile(
    r"(?:开工|覆盖|合格|达标|入学|参保|普及|办结|满意|通过|就诊|准点|网办|整改|完工|竣工"
    r"|空置|入住|成活|接种|签约|好评|回访|抽检|覆盖|在校|巩固|利用|收集|处理|回收|知晓|执行|按时|及时|到位|就业|出租)率[为达到]*$"
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
        "发放贷款3.86亿亿元。",
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
        for twice in units_twice(item[column]):
            yield Remark(item.passage(column, *twice.span()), f"“{twice[0]}”的单位重写。")
        yield from mismeasured(item, column)


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
