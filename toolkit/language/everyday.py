"""Numbers as everyday Chinese writes them and official prose does not: 两百五, 壹佰, 五分之一, 2^5, 40k, 半百, 两打."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from toolkit.language.patterns import Lazy

# One code point for one, so that offsets hold.
_FORMAL = frozenset("壹贰貳叁参肆伍陆陸柒捌玖拾佰仟")
_SIMPLE = str.maketrans(
    "壹贰貳叁参肆伍陆陸柒捌玖拾佰仟萬億兩俩倆負點個幾雙對圓",
    "一二二三三四五六六七八九十百千万亿两两两负点个几双对元",
)
DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_LATIN_SCALE = {"k": 10**3, "K": 10**3, "M": 10**6}
_UNIT_HEADS = {"千": "瓦克米伏卡帕赫比字安", "兆": "瓦帕赫比字"}
# 2222.2222.222 is three whole numbers, so decimals stand only where no further point follows.
_ARABIC = Lazy(r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++(?!\.[0-9]))?|(?<![0-9.])\.[0-9]++")
_OVERLONG = Lazy("[0-9][0-9,]*")
_WHOLE = Lazy("[0-9]+")
_POINT = Lazy("点([零〇一二三四五六七八九]+)")
_POWER = Lazy(r"\^([+-]{0,2}[0-9]{1,2})(?![0-9])")
_EXPONENT = Lazy(r"[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z])")
_SLASH = Lazy(r"(?: ([0-9]{1,18}))?/([0-9]{1,18})(?![0-9])")
_START = Lazy("[0-9.零〇一二三四五六七八九两十百千半]")
# 一切, 四川, 十足 … are words.
_WORD_AFTER = Lazy("[切看样般些起直川足]")
_AMOUNT_AFTER = Lazy("美元|美刀|折|%")
_ONE = frozenset("一二三四五六七八九两十零〇")
_SHARE = Lazy("[百千万]+分之")
# More digits are an identifier; fewer keep every power within a float.
_LONGEST = 40


class Plain(NamedTuple):
    """A number without its unit, in squeezed offsets."""

    start: int
    end: int
    value: Decimal


def simplify(text: str) -> str:
    """Financial and traditional numerals as ordinary ones, one code point for one."""
    return text.translate(_SIMPLE)


def numbers(text: str) -> Iterator[Plain]:
    """Every number of a squeezed everyday text but the one-digit heads of money and discounts (一美元, 二%)."""
    simple = simplify(text)
    for number in all_numbers(text, simple):
        if number.end - number.start > 1 or not _AMOUNT_AFTER.match(simple, number.end) or text[number.start].isascii():
            yield number


def all_numbers(text: str, simple: str) -> Iterator[Plain]:
    """Cardinals, decimals, fractions, powers, dozens; 百分之 is not part of one."""
    at = 0
    while found := _START.search(simple, at):
        at = found.start()
        ratio = _SHARE.match(simple, at)
        number = None if ratio else _number(simple, at)
        if number is None:
            skipped = ratio or _OVERLONG.match(simple, at)
            at = skipped.end() if skipped else at + 1
            continue
        at = number.end
        if not _is_word(text, simple, number):
            yield number


def _is_word(text: str, simple: str, number: Plain) -> bool:
    """Whether a one-character numeral is part of a word (一切, 大陆, 收拾) and no number."""
    printed = text[number.start : number.end]
    if len(printed) != 1 or printed not in _ONE | _FORMAL:
        return False
    if printed in _FORMAL:
        if simple.endswith("分之", 0, number.start):
            return False
        before = text[number.start - 1 : number.start] if number.start else ""
        return bool(before and before != "是" and before.isalpha()) or text[number.end : number.end + 1].isalpha()
    if _WORD_AFTER.match(simple, number.end):
        return True
    before = simple[number.start - 1 : number.start] if number.start else ""
    # 两两, 陽光九九: a doubled numeral is a word.
    return printed in "两九" and printed in (before, simple[number.end : number.end + 1])


def _number(text: str, at: int) -> Plain | None:
    """The number at `at` with its sign, fraction and power."""
    if text.startswith("半百", at):
        return Plain(at, at + 2, Decimal(50))
    if text[at] == "半" or (text[at] in "百千" and text[at + 1 : at + 2] not in DIGIT):
        return None
    whole = _cardinal(text, at)
    if whole is None:
        return None
    number = _fraction(text, whole) or _tail(text, whole)
    before = text[at - 1] if at else ""
    if before == "负" or (before == "-" and not (at > 1 and (text[at - 2].isalnum() or text[at - 2] in "-^"))):
        number = Plain(at - 1, number.end, -number.value)
    return number


def _tail(text: str, whole: Plain) -> Plain:
    """Powers, exponents, k and M, dozens."""
    at, value = whole.end, whole.value
    power = _POWER.match(text, at)
    if power and value and value.adjusted() < 3:
        return Plain(whole.start, power.end(), Decimal(repr(float(value) ** int(power[1].replace("--", "")))))
    exponential = _EXPONENT.match(text, at)
    if exponential:
        return Plain(whole.start, exponential.end(), value.scaleb(int(exponential[0][1:])))
    if text[at : at + 1] in _LATIN_SCALE and not (text[at + 1 : at + 2].isascii() and text[at + 1 : at + 2].isalnum()):
        return Plain(whole.start, at + 1, value * _LATIN_SCALE[text[at]])
    if text[at : at + 1] == "打":
        return Plain(whole.start, at + 1, value * 12)
    return whole


def _fraction(text: str, first: Plain) -> Plain | None:
    """五分之一, 3又一千分之23, 1 4/3, 16/5; None where `first` is no part of a fraction."""
    slash = _SLASH.match(text, first.end)
    if slash:
        above = Decimal(slash[1]) if slash[1] else first.value
        if int(slash[2]) == 0:
            return None
        value = above / int(slash[2]) + (first.value if slash[1] else 0)
        return Plain(first.start, slash.end(), value)
    added = Decimal(0)
    below: Plain | None = first
    if text.startswith("又", first.end):
        added, below = first.value, _cardinal(text, first.end + 1)
    if below is None or not below.value or not text.startswith("分之", below.end):
        return None
    sign = -1 if text.startswith("负", below.end + 2) else 1
    above_part = _cardinal(text, below.end + 2 + (sign < 0))
    if above_part is None:
        return None
    return Plain(first.start, above_part.end, added + sign * above_part.value / below.value)


@dataclass(slots=True)
class _Sum:
    """A cardinal as it grows: closed groups of 万 亿 兆, the section below, the digit that waits for its weight."""

    groups: list[tuple[Decimal, int]] = field(default_factory=list)
    section: Decimal = Decimal(0)
    current: Decimal | None = None
    last: int = 0
    lowest: int = 10**5
    zero: bool = False
    width: int = 0

    @property
    def open(self) -> bool:
        """Whether a digit may follow: none waits, or only a 零 does."""
        return self.current is None or (self.zero and not self.current)

    def digit(self, value: Decimal, width: int) -> None:
        """Let a digit or an Arabic literal of `width` characters wait for its weight."""
        self.zero = self.zero or (width == 1 and not value)
        self.current, self.width = value, width

    def small(self, weight: int) -> None:
        """Weigh what waits by 十, 百 or 千; nothing or a 零 waiting counts as one (十五, 零十)."""
        amount = Decimal(1) if self.open else self.current or Decimal(0)
        self.section += amount * weight
        self.lowest = self.last = weight
        self.current, self.zero = None, False

    def large(self, weight: int) -> bool:
        """Close a group with 万, 亿 or 兆, taking in the smaller groups before it (万亿); False where none can be."""
        total = self.section + (self.current or 0)
        while self.groups and (self.groups[-1][1] < weight or (not total and self.groups[-1][1] == weight)):
            total += self.groups.pop()[0]
        if not total or (self.groups and self.groups[-1][1] <= weight):
            return False
        self.groups.append((total * weight, weight))
        self.section, self.current, self.zero = Decimal(0), None, False
        self.last, self.lowest = weight, 10**5
        return True


def _cardinal(text: str, start: int) -> Plain | None:
    """Arabic, Chinese and mixed cardinals with decimals: 3万4000, 两千四百五, 5亿1万4千6百, 十余万, 一百零五."""
    total, at = _Sum(), start
    while at < len(text) and not _begins_unit(text, at, total):
        here = text[at]
        arabic = _arabic(text, at)
        if arabic and total.open and (total.last or at == start):
            total.digit(Decimal(arabic[0].replace(",", "")), arabic.end() - at)
            at = arabic.end() - 1
        elif here in DIGIT and total.open:
            total.digit(Decimal(DIGIT[here]), 1)
        elif (
            here in _SMALL and (total.current is not None or at == start or total.last) and _SMALL[here] < total.lowest
        ):
            total.small(_SMALL[here])
        elif here in "余多几" and (total.last or total.current is not None) and _few(text, at):
            total.zero, total.current = False, total.current or None
        elif at == start or here not in _LARGE or not total.large(_LARGE[here]):
            break
        at += 1
    return _finish(text, start, at, total) if at > start else None


def _arabic(text: str, at: int) -> re.Match[str] | None:
    """The Arabic literal at `at`; behind a point its own decimals would be a third part, so only the digits."""
    found = _ARABIC.match(text, at) if text[at].isascii() else None
    if found and at > 1 and text[at - 1] == "." and text[at - 2].isdecimal():
        found = _WHOLE.match(text, at)
    return found if found and found.end() - at <= _LONGEST else None


def _begins_unit(text: str, at: int, total: _Sum) -> bool:
    """Whether 千, 兆 or 两 here is the head of a unit: 12千米, 50兆字节, 三千两百两."""
    following = text[at + 1 : at + 2]
    if following and following in _UNIT_HEADS.get(text[at], ""):
        return True
    return bool(text[at] == "两" and total.last and following not in _SMALL and following not in _LARGE)


def _few(text: str, at: int) -> bool:
    return text[at + 1 : at + 2] in _SMALL or text[at + 1 : at + 2] in _LARGE


def _finish(text: str, start: int, end: int, total: _Sum) -> Plain | None:
    """Add what stands behind the last 十 百 千 万 (一百三 is 130, 一百零三 is 103) and the decimals."""
    value = sum((group for group, _ in total.groups), total.section)
    if total.current is not None:
        exact = total.zero or total.width > 1 or total.last <= 10
        value += total.current if exact else total.current * total.last / 10
    elif not total.last:
        return None
    point = _POINT.match(text, end)
    if point:
        value += Decimal("0." + "".join(str(DIGIT[c]) for c in point[1]))
    return Plain(start, point.end() if point else end, value)
