"""Numerals, Arabic, Chinese and mixed (3.2万, 1亿2000万, 三千五百, 十余万), with the resolution they are printed in."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from toolkit.language.patterns import Lazy

HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
# 千 before these is the head of a unit: 110千伏, 30万千瓦, 五百千克.
_KILO = "(?![瓦克米伏卡帕赫字安焦])"
_SCALE = f"(?:[十百千](?:万亿|万|亿)|千{_KILO}|[十百](?!分)|万亿|万万|万|亿)"
_SEGMENT = Lazy(rf"([0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)(\.[0-9]+)?([余多几]?)({_SCALE}?)([余多]?)")
_DIGITS = Lazy("[0-9]+")
# What goes on behind digits; anything else (and the end of the text) leaves them a plain number.
_GOES_ON = frozenset(",. 余多几十百千万亿")
_THIN_GROUPS = Lazy(r"[0-9]{1,3}(?: [0-9]{3}){1,5}(?![0-9, ])")
_HAN_RUN = Lazy("[零〇一二两三四五六七八九十百千万亿]+")
_HAN_DECIMALS = Lazy("点([零〇一二三四五六七八九]+)")
_APPROXIMATE = Lazy(rf"([余多几])({_SCALE}?)")
_D = "[一二两三四五六七八九]"
_SECTION = Lazy(rf"(?:({_D})千)?(零?{_D}百)?(零?{_D}?十)?(零?{_D})?")
_TAIL_IN_UNIT = {"千": frozenset("瓦克米伏卡帕赫字安比"), "百": frozenset("分"), "兆": frozenset("瓦帕赫")}
# An identifier, not a number; Decimal's context would round it besides.
LONGEST = 24


class Numeral(NamedTuple):
    """A numeral in a text: its end, its value with printed resolution, and how it was written.

    `rough` is true with 余, 多 or 几: the value is a floor. `scale` is the power of ten that a trailing 万, 亿 … gave,
    0 where none stood. `plain` is an Arabic integer of digits alone.
    """

    end: int
    value: Decimal
    rough: bool
    scale: int
    plain: bool


@lru_cache(maxsize=64)
def power_of(scale: str) -> int:
    """The power of ten that a run of 十 百 千 万 亿 multiplies by: 千万 7, 万亿 12."""
    return sum(_POWER[c] for c in scale)


def arabic_at(text: str, at: int) -> Numeral | None:
    """The numeral that begins with the Arabic digit at `at`; None where it is too long to be a number."""
    digits = _DIGITS.match(text, at)
    if digits is None:
        return None
    end = digits.end()
    if text[end : end + 1] not in _GOES_ON:
        return Numeral(end, Decimal(digits[0]), False, 0, True) if end - at <= LONGEST else None
    first = _SEGMENT.match(text, at)
    if first is None:
        return None
    whole, fraction, few, scale, more = first.groups()
    end = first.end()
    if len(whole) + len(fraction or "") > LONGEST:
        return None
    if not fraction and not scale and text[end : end + 1] == " " and (groups := _THIN_GROUPS.match(text, at)):
        return Numeral(groups.end(), Decimal(groups[0].replace(" ", "")), False, 0, False)
    value = Decimal((whole.replace(",", "") if "," in whole else whole) + (fraction or ""))
    if not scale:
        return Numeral(end, value, bool(few or more), 0, not (fraction or few or more or "," in whole))
    power = power_of(scale)
    value = value.scaleb(power)
    # 1亿2000万, 3万4000: each further segment stays below the one before it.
    while not (few or more) and text[end : end + 1] in _DIGIT and (segment := _SEGMENT.match(text, end)):
        whole, fraction, few, scale, more = segment.groups()
        part = Decimal(whole.replace(",", "") + (fraction or "")) if len(whole) <= LONGEST else None
        if part is None or fraction or part.scaleb(power_of(scale)) >= Decimal(1).scaleb(power):
            return Numeral(end, value, False, power, False)
        power = power_of(scale)
        value, end = value + part.scaleb(power), segment.end()
        if not power:
            break
    return Numeral(end, value, bool(few or more), power, False)


_DIGIT = frozenset("0123456789")


def han_value(run: str) -> Decimal | None:
    """Value of a well-formed Chinese numeral (三千五百, 十二万), None for anything else (十四五, 二三, 万).

    万 and 亿 at the end are resolution (三万 has exponent 4); 十 百 千 are digits: 二十 is exact.
    """
    core = run.rstrip("万亿")
    if not core:
        return None
    power = power_of(run[len(core) :])
    head, found, tail = run.rpartition("亿")
    upper = _han_int(head) if found else 0
    lower = _han_int(tail) if tail else 0
    if upper is None or lower is None:
        return None
    return Decimal((upper * 10**8 + lower) // 10**power).scaleb(power)


def _han_int(run: str) -> int | None:
    head, found, tail = run.rpartition("万")
    upper = _section(head) if found else 0
    lower = _section(tail) if tail else 0
    return None if upper is None or lower is None else upper * 10**4 + lower


def _section(run: str) -> int | None:
    """Value below 万: 三千零五, 十二; None where it is not one."""
    match = _SECTION.fullmatch(run)
    if match is None or not run:
        return None
    thousands, hundreds, tens, ones = match.groups()
    value = HAN_DIGITS[thousands] * 1000 if thousands else 0
    if hundreds:
        value += HAN_DIGITS[hundreds[-2]] * 100
    if tens:
        value += HAN_DIGITS.get(tens[-2:-1] or "一", 1) * 10 if tens[-2:-1] != "零" else 10
    return value + (HAN_DIGITS[ones[-1]] if ones else 0)


def han_at(text: str, at: int) -> Numeral | None:
    """The Chinese numeral at `at`; a last 千 or 百 that begins a unit (三千瓦) is left to the unit."""
    run_match = _HAN_RUN.match(text, at)
    if run_match is None or run_match.end() - at > LONGEST:
        return None
    end = run_match.end()
    tail = _TAIL_IN_UNIT.get(text[end - 1])
    if tail and text[end : end + 1] in tail:
        end -= 1
    run = text[at:end]
    value = han_value(run)
    if value is None:
        return None
    core = len(run.rstrip("万亿"))
    decimals = _HAN_DECIMALS.match(text, end) if core == len(run) else None
    if decimals:
        fraction = "".join(str(HAN_DIGITS[c]) for c in decimals[1])
        return Numeral(decimals.end(), Decimal(f"{int(value)}.{fraction}"), False, 0, False)
    rough = _APPROXIMATE.match(text, end)
    if rough and (rough[1] != "几" or run.endswith("十")):
        power = power_of(rough[2])
        return Numeral(rough.end(), value.scaleb(power), True, power + power_of(run[core:]), False)
    return Numeral(end, value, False, power_of(run[core:]), False)
