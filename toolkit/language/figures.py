"""Reads what begins with Arabic digits: numbers, ranges, rates, compound times, dates, list markers, unknown units."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from toolkit.language.garbled import NUMBER
from toolkit.language.names import arabic_name, latin_name, list_count
from toolkit.language.numerals import Numeral, arabic_at
from toolkit.language.patterns import Lazy
from toolkit.language.periods import date_at
from toolkit.language.readings import Reading, compound_time, phase, share_scale, unit_behind
from toolkit.language.units import TWO_SLIPS, Unit, nearest_unit

if TYPE_CHECKING:
    from toolkit.model import Period

DIGITS = Lazy("[0-9]+")
_OVERLONG = Lazy("[0-9][0-9,.]*")
_DATE_NEXT = frozenset("年月季学财-–—―~～至到/.")
_RANGE = Lazy("[-–—―~～至到]{1,2}")
_RANGE_FIRST = frozenset("-–—―~～至到")
_FROM = Lazy("[由从][^，。；]{0,12}$")
_LIST_NEXT = frozenset("、和及与或")
_POINTS = frozenset(".．")
_MARKS = frozenset(".．、)）")
_BEFORE_MARK = frozenset("。；;！？：:\n")
_PUNCTUATION = frozenset("，。；：！？、,;:!?（）()》”\n")
_BOUND_NEXT = frozenset("以左上之")
_BEFORE_MINUS = frozenset("为长降比幅速是、（(")
_PURE_AFTER = frozenset("达到为至约近超过破于逾比数是≥≤><：:降升增")
_LATIN_TOKEN = Lazy("(?:[A-Za-z]{3,8}|W[MKG]|VK)(?![A-Za-z0-9])")
_WATTS = Lazy("(?=.*W)(?=.*[MG])[MGWH]{3,5}")  # no such unit, but meant for power or energy: MHWW
_KILO = Lazy("千[砜瓶互亙丸凡朱刻兑](?![一-鿿])")  # for 千瓦, 千米, 千克
_HAN_TOKEN = Lazy("[一-龥]{1,6}")
# What may follow a bare 3.5万 and is no unit misspelt.
_PARTICLES = frozenset("的了和与及或到至为是在以左上下起来多余等地中内外前后之由经并其各均已按同比较元")
# What is counted by its own name in farming: 550万粒, 5万棒.
_COUNTED_SO = frozenset("粒颗枝针丸棒筒芽穴棚窝垛捆茬格核")
_PER = Lazy("/10?[万千]人?")
_PROPORTION = Lazy("(?:[:：∶][0-9.]+)+")
# 1/3 of something; a larger denominator is a pair of counts or a date.
_PART = Lazy("/([2-9]|10)(?=[以左多的，。；、）]|$)")
_COUNTED = Lazy("[个家所座户名处栋条台辆套间幢](?!百分点|月|小时|工作日|亿|单位|百|千|万)")
# How far off the neighbours of a list marker are looked for, in characters.
_NEXT_MARK = 2000


def read(text: str, at: int, period: Period | None, out: list[Reading]) -> int:
    """Read at the digit `at`, append what it is to `out`, return the offset to go on from."""
    digits = DIGITS.match(text, at)
    end = digits.end() if digits else at + 1
    following = text[end : end + 1]
    if end - at <= 2 and following in _MARKS and following and _is_marker(text, at, end):
        return end + 1
    name = arabic_name(text, at, end)
    if name:
        return name
    if following in _POINTS and (garbled := NUMBER.match(text, at)):
        return garbled.end()
    if following in _DATE_NEXT:
        date = date_at(text, at, period)
        if date and not (at and text[at - 1].isascii() and text[at - 1].isalpha()):
            out.append(Reading(at, date.end, date.value, date.unit, "date", "date"))
            return date.end
    numeral = arabic_at(text, at)
    if numeral is None:
        overlong = _OVERLONG.match(text, at)
        return overlong.end() if overlong else end
    return _quantity(text, at, numeral, out)


def _is_marker(text: str, at: int, end: int) -> bool:
    """Whether the one or two digits and the mark behind them number a part: `1.新增`, `1.2023年度`, `2.35蒸吨以下`."""
    if at and text[at - 1] not in _BEFORE_MARK:
        return text[at - 1] in "（(" and text[end] in "）)"
    if text[end] in ")）":
        return True
    glued = DIGITS.match(text, end + 1)
    if glued is None:
        return True
    if len(glued[0]) == 4 and text[glued.end() : glued.end() + 1] in tuple("年-—~～至"):
        return True
    if text[end] == "、":
        return False
    # Glued to other digits it is a marker only in a row of markers: its successor, and 1. before a later one.
    number = int(text[at:end])
    later = re.compile(rf"[。；;！？\n]{number + 1}[.．、](?![0-9])")
    earlier = re.compile(rf"(?:^|[。；;！？：:\n]){number - 1}[.．、]")
    follows = number == 1 or bool(earlier.search(text[max(0, at - _NEXT_MARK) : at]))
    if follows and number > 1 and text[at - 1] in "。；;\n" and _COUNTED.match(text, glued.end()):
        return True  # 1.…。2.6个县的急救站: nothing is counted in tenths
    return follows and bool(later.search(text, end, end + _NEXT_MARK))


def _quantity(text: str, at: int, numeral: Numeral, out: list[Reading]) -> int:
    end = numeral.end
    if text[end : end + 1] in _RANGE_FIRST and text[end : end + 1] and (ranged := _range(text, at, numeral, None, end)):
        out.append(ranged)
        return ranged.end
    found = unit_behind(text, end)
    glued = at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()
    if glued and (found is None or found[0].dimension == "duration" or latin_name(text, at)):
        return end
    if found is None:
        return _without_unit(text, at, numeral, out)
    unit, stop, power = found
    if text[stop : stop + 1] in _RANGE_FIRST and text[stop : stop + 1]:
        ranged = _range(text, at, numeral, unit, stop)
        if ranged:
            out.append(ranged)
            return ranged.end
    reading = Reading(at, stop, numeral.value.scaleb(power) if power else numeral.value, unit.canonical, unit.dimension)
    reading.rough, reading.scale = numeral.rough, numeral.scale
    if unit.canonical == "期" and phase(text, at, stop - 1, spelled=False):
        reading.kind, reading.dimension = "ordinal", "ordinal"
    elif unit.dimension in ("duration", "score") and text[stop : stop + 1].isdecimal():
        reading = compound_time(text, reading, unit.canonical, stop) or reading
    reading.start = _sign(text, reading)
    out.append(reading)
    return reading.end


def _sign(text: str, reading: Reading) -> int:
    """Take a minus sign in where it can be nothing else: 增速为-3.2%; elsewhere a stroke joins or lists."""
    freezing = reading.dimension == "temperature" and reading.start > 1 and text.startswith("零下", reading.start - 2)
    if freezing and isinstance(reading.value, Decimal):
        reading.value = -reading.value
        return reading.start - 2
    before = text[reading.start - 1 : reading.start]
    signed = before == "负" or (before in ("-", "−") and text[reading.start - 2 : reading.start - 1] in _BEFORE_MINUS)
    if (
        signed
        and isinstance(reading.value, Decimal)
        and reading.dimension in ("ratio", "temperature", "percentage-point")
    ):
        reading.value = -reading.value
        return reading.start - 1
    return reading.start


def _range(text: str, at: int, low: Numeral, unit: Unit | None, end: int) -> Reading | None:
    """The range that `low` opens: 30—50户, 3%—5%, 5000—1万元; None where the stroke joins something else."""
    separator = _RANGE.match(text, end)
    if separator is None:
        return None
    high = arabic_at(text, separator.end()) if text[separator.end() : separator.end() + 1].isdecimal() else None
    if high is None or high.rough or (separator[0][0] in "到至" and _FROM.search(text[max(0, at - 16) : at])):
        return None
    found = unit_behind(text, high.end)
    if found is None and (unit or separator[0][0] in "-到" or not (low.plain and high.plain)):
        return None
    if found and unit and found[0].canonical != unit.canonical:
        return None
    power = found[2] if found else 0
    lowest = low.value if low.scale or unit else share_scale(low.value, high.value, high.scale)
    if lowest >= high.value:
        return None
    if found is None and not _may_be_pure(text, at, high):
        return None
    name, dimension, stop = (found[0].canonical, found[0].dimension, found[1]) if found else ("", "number", high.end)
    both = (lowest.scaleb(power), high.value.scaleb(power))
    return Reading(at, stop, both, name, dimension, "range", scale=high.scale)


def _without_unit(text: str, at: int, numeral: Numeral, out: list[Reading]) -> int:
    """A number in whose unit place no unit stands: a list member, a rate per 100 000, a slip, a pure number, a name."""
    end = numeral.end
    following = text[end : end + 1]
    if following == "/" and (per := _PER.match(text, end)):
        out.append(Reading(at, per.end(), numeral.value, per[0], "ratio"))
        return per.end()
    if following == "/" and (part := _PART.match(text, end)) and numeral.plain and 0 < numeral.value < int(part[1]):
        out.append(Reading(at, part.end(), (numeral.value / int(part[1])).quantize(Decimal("0.0001")), "", "ratio"))
        return part.end()
    if following == "大" and (listed := list_count(text, end)):
        out.append(Reading(at, listed[1], numeral.value, listed[0], "count", "list-count"))
        return listed[1]
    if following in _LIST_NEXT and following and text[end + 1 : end + 2].isdecimal():
        pure = _may_be_pure(text, at, numeral)
        out.append(Reading(at, end, numeral.value, None, "number", rough=numeral.rough, scale=numeral.scale, pure=pure))
        return end
    if following in ":：∶" and following and (parts := _PROPORTION.match(text, end)):
        return parts.end()
    wrong = _unknown(text, at, numeral)
    if wrong:
        # 35.2千万 was read as a numeral with 千万; in 35.2万千万 the wrong unit stands behind it.
        inside = wrong == "千万" and numeral.scale == 7
        end -= len(wrong) if inside else 0
        value = numeral.value.scaleb(-7) if inside else numeral.value
        out.append(Reading(at, end + len(wrong), value, wrong, "unknown", rough=numeral.rough))
        return end + len(wrong)
    if _may_be_pure(text, at, numeral):
        out.append(Reading(at, end, numeral.value, "", "number", rough=numeral.rough, scale=numeral.scale))
    return end


def _unknown(text: str, at: int, numeral: Numeral) -> str | None:
    """The token in unit place that is no unit (6HWH, 12.6亿远, 8.7万平方来, 35.2千万), or None."""
    end = numeral.end
    if text.startswith("千万", end):
        return "千万"
    latin = _LATIN_TOKEN.match(text, end)
    if latin:
        return latin[0] if nearest_unit(latin[0]) or _WATTS.fullmatch(latin[0]) else None
    if kilo := _KILO.match(text, end):
        return kilo[0]
    if numeral.scale == 7 and numeral.value >= 10**8 and text.endswith("千万", 0, end):
        return "千万"
    han = _HAN_TOKEN.match(text, end)
    if han is None:
        return None
    token = han[0]
    for length in range(len(token), 1, -1):
        if (length > 2 or token[:2] in TWO_SLIPS) and nearest_unit(token[:length]):
            return token[:length]
    closed = text[end + 1 : end + 2] in _PUNCTUATION or end + 1 == len(text)
    counted = numeral.scale or not numeral.plain
    if text[end + 1 : end + 2] == "/" and nearest_unit(token[0]):
        return token[0]  # 3万顿/日
    if closed and (nearest_unit(token[0]) or (counted and token[0] not in _PARTICLES | _COUNTED_SO)):
        return token[0]
    return None


def _may_be_pure(text: str, at: int, numeral: Numeral) -> bool:
    """Whether a number without a unit is a figure (综合指数4.52) and not a code, a version or part of a name."""
    following = text[numeral.end : numeral.end + 1]
    if (following.isascii() and following.isalnum()) or following in ("版", "代", "号", "+", "%"):
        return False
    closed = following in _PUNCTUATION or following in _BOUND_NEXT or not following
    before = text[at - 1 : at]
    if before.isascii() and before.isalnum():
        return False
    if numeral.plain:
        return closed and numeral.end - at < 7 and before in _PURE_AFTER and bool(before)
    if text[numeral.end - 2 : numeral.end] == ".0" and numeral.end - at == 3 and before not in _PURE_AFTER:
        return False
    return closed or numeral.scale >= 4 or (not numeral.plain and (numeral.value % 1 != 0))
