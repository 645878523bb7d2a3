"""Reads what begins with a Chinese numeral: counts, fractions, tenths, doublings, ordinals, dates, bare 百 千 万 亿."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from toolkit.language.names import han_name, list_count
from toolkit.language.numerals import HAN_DIGITS, Numeral, arabic_at, han_at, power_of
from toolkit.language.patterns import Lazy
from toolkit.language.periods import date_at, left_date
from toolkit.language.readings import Reading, phase, unit_behind
from toolkit.language.units import arabic_only

if TYPE_CHECKING:
    from toolkit.model import Period

_RUN = Lazy("[零〇一二两三四五六七八九十百千万亿半]+")
_D = "[一二两三四五六七八九]"
_FRACTION = Lazy("([一二两三四五六七八九十百千万亿]+)分之")
_PER = {"百": 2, "千": 3, "万": 4}
_PERCENT_SIGN = {2: "%", 3: "‰"}
_DOUBLING = Lazy(f"翻(?:了)?(?:近|约|超)?({_D})?(?:倍)?番")
_HALF = Lazy("一半(?!是|的时|路|天|年)")
_BARE = Lazy("([十百千]?[万亿]+|[百千])([余多]?)")
_BARE_MONEY = Lazy("[百千]?[万亿]+(?=元(?!宇|旦|宵|素))")
_ROUGHLY = ("近", "超", "过", "上", "逾", "约", "破", "不足", "达", "成", "每")
_PAIR = Lazy(f"({_D})({_D})([十百千]?[万亿]?)(?=[^零一二两三四五六七八九十百千万亿])")
_BOTH = Lazy(f"({_D})(?:至|到|[-–—―~～])({_D}+十?)")
_LISTED = Lazy(
    "([一二三四五六七八九十])、(?:([一二三四五六七八九十])、)?([一二三四五六七八九十])(期|批次?|轮)(?![间末货限内])"
)
_ORDINAL = Lazy(
    r"([0-9]{1,4}|[一二三四五六七八九十百]{1,5})(?:个)?(批次|批(?![准评复改])|期(?![间末货])|轮|年度|年(?!级)|阶段|位(?!置)|名(?!录|单)|学期|标段|梯队)"
)
_AND_HALF = Lazy("半(?=[的，。；、以左内）]|时间|$)")
# 居全省第3，: a rank without its 位.
_RANK = Lazy("[居列名排前][^，。；]{0,3}第$|[省市国]第$")
_ENDING = ("", "，", "。", "；", "、", "）", ")")
_PLACES = Decimal("0.0001")


def read(text: str, at: int, period: Period | None, out: list[Reading]) -> int:
    """Read at the Chinese numeral at `at`, append what it is to `out`, return the offset to go on from."""
    here = text[at]
    if here == "翻":
        return _doubling(text, at, out)
    if here == "半":
        return _half_year(text, at, period, out)
    run = _RUN.match(text, at)
    end = run.end() if run else at + 1
    following = text[end : end + 1]
    before = text[at - 1 : at] if at else ""
    if before == "第":
        return _ordinal(text, at, end, period, out)
    if following in ("季", "月", "年", "、", "至", "到", "个") or before == "前":
        date = left_date(text, at - 1, period) if before == "前" else date_at(text, at, period)
        if date and not han_name(text, at):
            out.append(Reading(date.start, date.end, date.value, date.unit, "date", "date"))
            return date.end
    if following == "分" and (fraction := _fraction(text, at, out)):
        return fraction
    if here in "百千万亿" or (
        here == "十" and text[at + 1 : at + 2] in ("万", "亿") and before in ("近", "超", "过", "上")
    ):
        return _bare(text, at, end, out)
    name = han_name(text, at)
    if name or before in ("几", "数"):
        return name or end
    return _special(text, at, out) or _count(text, at, end, out)


def _doubling(text: str, at: int, out: list[Reading]) -> int:
    """翻一番 is twice, 翻两番 four times; 翻番 is 翻一番."""
    found = _DOUBLING.match(text, at)
    if found is None:
        return at + 1
    times = Decimal(2) ** HAN_DIGITS[found[1] or "一"]
    out.append(Reading(at, found.end(), times, "倍", "ratio"))
    return found.end()


def _half_year(text: str, at: int, period: Period | None, out: list[Reading]) -> int:
    date = left_date(text, at - 1, period) if at else None
    if date is None:
        return at + 1
    out.append(Reading(date.start, date.end, date.value, date.unit, "date", "date"))
    return date.end


def ordinal_at(text: str, at: int, period: Period | None, out: list[Reading]) -> int:
    """Read behind a 第: 第4季度 is a date, 第三批 an ordinal, 第五届 a name; returns the offset to go on from."""
    run = _RUN.match(text, at) or re.compile("[0-9]*").match(text, at)
    return _ordinal(text, at, run.end() if run else at, period, out)


def _ordinal(text: str, at: int, end: int, period: Period | None, out: list[Reading]) -> int:
    date = date_at(text, at, period) if text[end : end + 1] in ("季", "至", "、", "和") else None
    if date:
        out.append(Reading(at - 1, date.end, date.value, date.unit, "date", "date"))
        return date.end
    found = _ORDINAL.match(text, at)
    rank = found is None and text[end : end + 1] in _ENDING and bool(_RANK.search(text[max(0, at - 4) : at]))
    if found is None and not rank:
        # 第五届, 第二次会议, 第一书记: the unit behind it must not be read as a count either.
        return end
    numeral = arabic_at(text, at) if text[at].isascii() else han_at(text, at)
    if numeral is None:
        return end
    stop, unit = (found.end(), found[2]) if found else (numeral.end, "")
    out.append(Reading(at - 1, stop, numeral.value, unit, "ordinal", "ordinal"))
    return stop


def _fraction(text: str, at: int, out: list[Reading]) -> int:
    """百分之五, 千分之三, 三分之二; 0 where it is none."""
    found = _FRACTION.match(text, at)
    if found is None:
        return 0
    above = (
        arabic_at(text, found.end()) if text[found.end() : found.end() + 1].isdecimal() else han_at(text, found.end())
    )
    if above is None:
        hundred = text.startswith("百", found.end()) and found[1] == "百"
        above = Numeral(found.end() + 1, Decimal(100), False, 0, False) if hundred else None
    if above is None:
        return found.end()
    power = _PER.get(found[1])
    if power in _PERCENT_SIGN:
        out.append(Reading(at, above.end, above.value, _PERCENT_SIGN[power], "ratio", rough=above.rough))
        return above.end
    below = Decimal(10) ** power if power else (han_at(text, at) or above).value
    if below:
        exact = above.value / below
        out.append(Reading(at, above.end, exact if power else exact.quantize(_PLACES), "", "ratio"))
    return above.end


def _bare(text: str, at: int, end: int, out: list[Reading]) -> int:
    """万元 in 万元GDP, 近百家, 上万人, 百余项; a bare 百 千 万 anywhere else (百姓, 千方百计) is no number."""
    money = _BARE_MONEY.match(text, at)
    before = text[max(0, at - 2) : at]
    if money and before[-1:] not in ("数", "几", "余", "多"):
        out.append(Reading(at, money.end() + 1, Decimal(1).scaleb(power_of(money[0])), "元", "money"))
        return money.end() + 1
    found = _BARE.match(text, at)
    if found is None or not (found[2] or before.endswith(_ROUGHLY[:7])):
        return end
    unit = unit_behind(text, found.end())
    if unit is None or arabic_only(text[found.end() : unit[1]]) or text[max(0, at - 3) : at] == "成百上":
        return end
    value = Decimal(1).scaleb(power_of(found[1]))
    over = bool(found[2]) or before[-1:] in ("上", "过", "破")
    out.append(Reading(at, unit[1], value, unit[0].canonical, unit[0].dimension, rough=over, scale=4))
    return unit[1]


def _special(text: str, at: int, out: list[Reading]) -> int:
    """一半, 两三个, 三至五年, 一、二期; 0 where it is none of these."""
    half = _HALF.match(text, at)
    if half:
        out.append(Reading(at, half.end(), Decimal(50), "%", "ratio"))
        return half.end()
    listed = _LISTED.match(text, at)
    if listed:
        for group in (1, 2, 3):
            if listed[group]:
                stop = listed.end() if group == 3 else listed.end(group)
                value = Decimal(10 if listed[group] == "十" else HAN_DIGITS[listed[group]])
                out.append(Reading(listed.start(group), stop, value, listed[4], "ordinal", "ordinal"))
        return listed.end()
    for pattern in (_PAIR, _BOTH):
        found = pattern.match(text, at)
        if found and (end := _approximate(text, at, found, pattern is _PAIR, out)):
            return end
    return 0


def _approximate(text: str, at: int, found: re.Match[str], adjacent: bool, out: list[Reading]) -> int:
    """两三个 and 三至五年 are ranges; 二三产 and 三五成群 are none."""
    low, high = HAN_DIGITS[found[1]], han_at(found[2], 0)
    unit = unit_behind(text, found.end())
    if unit is None or high is None or arabic_only(text[found.end() : unit[1]]) or unit[0].canonical == "期":
        return 0
    power = power_of(found[3]) if adjacent else 0
    near = high.value == low + 1 or (low, int(high.value)) == (3, 5) or (not adjacent and high.value > low)
    if not near:
        return 0
    both = (Decimal(low).scaleb(power + unit[2]), high.value.scaleb(power + unit[2]))
    out.append(Reading(at, unit[1], both, unit[0].canonical, unit[0].dimension, "range"))
    return unit[1]


def _count(text: str, at: int, run_end: int, out: list[Reading]) -> int:
    """三个, 九个批次, 两地, 四成, 十大行动: a Chinese numeral is a quantity only before a unit."""
    numeral = han_at(text, at)
    if numeral is None:
        return run_end
    end = numeral.end
    if text[end : end + 1] == "大":
        listed = list_count(text, end)
        if listed:
            out.append(Reading(at, listed[1], numeral.value, listed[0], "count", "list-count"))
        return listed[1] if listed else end
    found = unit_behind(text, end)
    if found is None:
        return max(end, run_end)
    unit, stop, power = found
    value = numeral.value
    alone = value < 10 and numeral.scale == 0
    # 二级, 二类, 二元: counts say 两. 三元 is a material or a district, 三元 of money would be 3元.
    no_count = text[at:end] == "二" and unit.dimension == "count" and unit.canonical not in ("期", "批", "轮")
    if (
        no_count
        or (arabic_only(text[end:stop]) and (alone or unit.canonical == "路"))  # 经十路
        or (unit.canonical == "元" and alone)
        or unit.dimension == "score"
    ):
        return stop
    half = _AND_HALF.match(text, stop) if unit.dimension == "duration" else None
    reading = Reading(at, stop, value.scaleb(power) if power else value, unit.canonical, unit.dimension)
    reading.rough, reading.scale = numeral.rough, numeral.scale
    if half:
        reading.end, reading.value = half.end(), value + Decimal("0.5")
    if unit.canonical == "期" and phase(text, at, stop - 1, spelled=True):
        reading.kind, reading.dimension = "ordinal", "ordinal"
    out.append(reading)
    return reading.end
