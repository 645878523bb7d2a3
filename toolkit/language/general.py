"""The general profile: everyday numbers with their unit, share or small change (一吨半, 七五折, 五元三毛)."""

from __future__ import annotations

from decimal import Decimal

from toolkit.language.everyday import DIGIT, Plain, all_numbers, simplify
from toolkit.language.patterns import Lazy
from toolkit.language.readings import Reading
from toolkit.language.units import Unit, rate_at

_URL = Lazy(r"https?://[!-~]+")
_SHARE_BEFORE = Lazy("(?<![0-9零一二三四五六七八九十两])([百千万]+)分之$")
_POWER = {"百": 2, "千": 3, "万": 4}
_FEW = ("余", "多", "几")
_TENTHS = Lazy("折|成([一二三四五六七八九半])?")
# Two digits before 折 are hundredths; 十折 is no discount.
_REBATE = Lazy(
    "(?<![0-9.点零一二三四五六七八九十百])([1-9]|[一二三四五六七八九]) ?([1-9]|[一二三四五六七八九])折"
    "|(半成|半折|(?<=打)对折|百分之百)"
)
_SHARES = {"半成": 5, "半折": 50, "对折": 50, "百分之百": 100}
_MINOR = Lazy("又?([0-9]{1,2}|[一二三四五六七八九])(?:美分|日本銭|分)")
_TENTH = Lazy("([0-9]|[一二三四五六七八九])[角毛](?:([0-9]|[一二三四五六七八九])分)?")
_EXTRA = {
    "两": Unit("两", "mass", Decimal("0.00005")),
    "块": Unit("元", "money", Decimal(1)),
    "奈拉": Unit("奈拉", "money", None),
    "个比特币": Unit("比特币", "money", None),
    "美刀": Unit("美元", "money", None),
}
_PREFIX = {"$": "美元", "￥": "元", "¥": "元"}


def readings(text: str) -> list[Reading]:
    """Every number of a squeezed everyday text as a reading: with its unit where one stands, bare where none does."""
    simple = simplify(text)
    taken = [match.span() for match in _URL.finditer(text)]
    out = []
    for found in _REBATE.finditer(simple):
        tens, ones, word = found.groups()
        value = Decimal(10 * _digit(tens) + _digit(ones)) if tens else Decimal(_SHARES[word])
        out.append(Reading(found.start(), found.end(), value, "%", "ratio"))
        taken.append(found.span())
    taken = [*sorted(taken), (len(text), len(text))]
    nearest, previous, free = 0, Plain(0, -1, Decimal(0)), 0
    for number in all_numbers(text, simple):
        # 二三十 is about twenty to thirty and no number.
        glued, previous = number.start == previous.end and simple[number.start] in DIGIT, number
        while taken[nearest][1] <= number.start and nearest + 1 < len(taken):
            nearest += 1
        if glued or number.end > taken[nearest][0] or number.start < free:
            continue
        reading = _percent(simple, number) or _measured(simple, number)
        out.append(reading or Reading(number.start, number.end, number.value, "", "number"))
        free = out[-1].end
    out.sort(key=lambda reading: reading.start)
    # 九月半成: the half belongs to whichever came first.
    kept: list[Reading] = []
    for reading in out:
        if not kept or kept[-1].end <= reading.start:
            kept.append(reading)
    return kept


def _digit(printed: str) -> int:
    return int(printed) if printed.isascii() else DIGIT[printed]


def _percent(text: str, number: Plain) -> Reading | None:
    """百分之五, 万分之三, 七成六, 八折; None where the number is no share."""
    start, end, value = number
    per = _SHARE_BEFORE.search(text, max(0, start - 8), start)
    if per:
        if text[end : end + 1] in DIGIT:
            return None
        power = sum(_POWER[c] for c in per[1])
        return Reading(per.start(), end, value.scaleb(2 - power), "%", "ratio")
    share = _TENTHS.match(text, end)
    if share and value <= 10 and not (share[0] == "折" and value == 10):
        rest = share[1] or ""
        more = Decimal(5 if rest == "半" else _digit(rest)) if rest else 0
        return Reading(start, share.end(), value * 10 + more, "%", "ratio")
    return None


def _measured(text: str, number: Plain) -> Reading | None:
    """The number with its unit, halves and small change (一吨半, 两美元又三美分); None where no unit stands."""
    start, end, value = number
    if text[end : end + 1] in _FEW:
        end += 1
    special = ((unit, end + len(name)) for name, unit in _EXTRA.items() if text.startswith(name, end))
    found = next(special, None) or rate_at(text, end)
    sign = text[start - 1 : start] if start else ""
    if found is None:
        return Reading(start - 1, number.end, value, _PREFIX[sign], "money") if sign in _PREFIX else None
    unit, end = found
    if text.startswith("半", end) and unit.dimension in ("mass", "length", "duration", "volume"):
        value, end = value + Decimal("0.5"), end + 1
    change = _MINOR.match(text, end) if unit.canonical != "元" else _TENTH.match(text, end)
    if change and unit.dimension == "money":
        hundredths = [_digit(c) for c in change.groups() if c]
        value += Decimal(hundredths[0] if unit.canonical != "元" else hundredths[0] * 10 + sum(hundredths[1:])) / 100
        end = change.end()
    if unit.canonical == "元" and text.endswith("人民币", 0, start):
        start -= 3
    return Reading(start, end, value, unit.canonical, unit.dimension)
