"""Replays a proof from its quotes alone: parses the quoted numbers again and computes what they imply.

It imports nothing of the toolkit but the sizes of units (conversions.py), so that whoever doubts a figure can read
these lines and no others.
Numbers are intervals: a count printed in full (248个) is exact, everything else is as wide as its printed rounding
(103.6% is 103.55..103.65, 1310亿元 is 1309.5亿..1310.5亿). A proof holds where what is stated meets what is implied.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from toolkit.conversions import ratio

_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_NUMBER = re.compile(
    r"(?P<digits>-?\d[\d,]*(?:\.(?P<decimals>\d+))?)(?P<scale>万亿|[百千]?亿|[十百千]?万|千(?![瓦米克伏帕焦])|百)?"
)
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SPELLED = "零〇一二两三四五六七八九十百千"
_HAN = re.compile(rf"[{_SPELLED}](?:[{_SPELLED}万亿]*[{_SPELLED}])?([万亿]*)(?![瓦米克伏帕焦])")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
# Units of things that are measured; whatever else stands behind a whole number counts things, exactly.
_MEASURED = re.compile(r"%|‰|元|吨|斤|克|亩|顷|米|里|度|瓦|时|升|焦|倍|成|人次|[A-Za-z㎡]")
# 左右 tolerates a near miss: a tenth of the target.
NEAR = Fraction(1, 10)
INFINITE = Fraction(10**30)
CONVERTING = frozenset({"sum", "difference", "bound"})  # kinds that take their operands in the unit of what is stated


class Interval(NamedTuple):
    """The values that a printed number may stand for."""

    lo: Fraction
    hi: Fraction


class Outcome(NamedTuple):
    """What the operands imply for the stated number, and whether the stated number meets it."""

    interval: Interval
    holds: bool


@lru_cache(maxsize=256)  # a proof asks several times for each of its quotes
def value(quote: str) -> Fraction | None:
    """The number a quote begins with, 万 and 亿 multiplied out; None where there is none."""
    _, match = _parsed(quote)
    if match is None:
        return None
    digits = int(match["digits"].replace(",", "").replace(".", ""))
    return Fraction(digits * _scale(match["scale"]), 10 ** len(match["decimals"] or ""))


@lru_cache(maxsize=256)
def spread(quote: str) -> Interval | None:
    """The interval of a quoted number as printed."""
    centre = value(quote)
    if centre is None:
        return None
    text, match = _parsed(quote)
    if match is None or not (match["decimals"] or match["scale"] or _MEASURED.search(text, match.end())):
        return Interval(centre, centre)
    half = Fraction(_scale(match["scale"]), 2 * 10 ** len(match["decimals"] or ""))
    return Interval(centre - half, centre + half)


def evaluate(kind: str, operands: Sequence[tuple[str, str]], stated: str) -> Outcome | None:
    """Replay: `operands` are (role, quote) pairs, `stated` is a quote; None where a quote holds no number.

    ratio: numerator / denominator (or target, which is exact) in % · sum: all parts · growth: (current - base) / base
    in %, for a fall (base - fallen-to) / base, or increase / (current - increase), decrease / (current + decrease) ·
    difference: minuend - subtrahend · part-of: at most the whole · count-list: as many as there are names, or (role
    example, for 等) no fewer · bound: at-least, at-most, about the target · integer-share: what some whole number of
    the count comes to in %. Sums, differences, bounds take sizes in the unit of what is stated.
    """
    if (told := spread(stated)) is None:
        return None
    if kind == "count-list":
        names, open_list = Fraction(len(operands)), any(role == "example" for role, _ in operands)
        return _outcome(Interval(names, INFINITE if open_list else names), told)
    into = stated if kind in CONVERTING else ""
    given = [(role, own) for role, quote in operands if (own := _spread_in(quote, into)) is not None]
    if len(given) < max(len(operands), 1):
        return None
    known = dict(given)
    if "target" in known:  # a target is set, not measured: 3万亩 is exactly that
        known["target"] = Interval(*[sum(known["target"], Fraction()) / 2] * 2)
    if kind == "integer-share":
        return _share(known["count"], told)
    if kind == "sum":
        return _outcome(Interval(*(sum(ends, Fraction()) for ends in zip(*(p for _, p in given), strict=True))), told)
    implied = _implied(kind, known)
    strict = kind == "part-of" or (kind == "bound" and factor(operands[0][1], stated) == 1)
    return None if implied is None else _outcome(implied, told, lenient=not strict)


def _spread_in(quote: str, into: str) -> Interval | None:
    """The interval of a quoted number in the unit of another quote, where words convert the one into the other."""
    own, size = spread(quote), factor(quote, into)
    return own if own is None or size == 1 else Interval(own.lo * size, own.hi * size)


def factor(quote: str, into: str) -> Fraction:
    """How many units of the quantity `into` one unit of the quantity `quote` holds; 1 unless words convert them."""
    own, other = (text[found.end() :] if found else "" for text, found in map(_parsed, (quote, into)))
    return ratio(own, other)


def replay(record: Mapping[str, Any]) -> str:
    """What is wrong with a proof as it stands in findings.jsonl or verifications.jsonl; empty where it replays."""
    if misshapen := _misshapen(record):
        return misshapen
    operands = [(o["role"], o["quote"]) for o in record["operands"]]
    for operand in (*record["operands"], record["stated"]):
        if operand["role"] not in _NAMES and value(operand["quote"]) != Fraction(operand["value"]):
            return f"“{operand['quote']}”读不出 {operand['value']}"
    if (outcome := evaluate(record["kind"], operands, record["stated"]["quote"])) is None:
        return "引文中没有可复算的数"
    lo, hi = map(printed, outcome.interval)
    if [lo, hi] != list(record["interval"]):
        return f"复算区间为 {lo}～{hi}，记录为 {record['interval']}"
    return "" if outcome.holds is record["holds"] else f"复算结果为{'成立' if outcome.holds else '不成立'}，与记录相反"


_NAMES = frozenset({"name", "example"})
_PLAIN = re.compile(r"-?[0-9]{1,60}(?:\.[0-9]{1,60})?")
# The roles each kind takes: in full for two-operand kinds, one of them repeated for lists.
_PAIRS: Mapping[str, tuple[frozenset[str], ...]] = {
    "ratio": (frozenset({"numerator", "denominator"}), frozenset({"numerator", "target"})),
    "growth": (
        frozenset({"current", "base"}),
        frozenset({"fallen-to", "base"}),
        frozenset({"current", "increase"}),
        frozenset({"current", "decrease"}),
    ),
    "difference": (frozenset({"minuend", "subtrahend"}),),
    "part-of": (frozenset({"whole"}),),
    "integer-share": (frozenset({"count"}),),
    "bound": tuple(frozenset({role}) for role in ("at-least", "at-most", "about-at-least", "about-at-most")),
}
_LISTS = {"sum": ("part",), "count-list": ("name", "example")}


def _misshapen(record: Mapping[str, Any]) -> str:
    """Why a record is no proof at all: a field missing or of another type, a kind or a role that does not exist."""
    operands, stated = record.get("operands"), record.get("stated")
    if not isinstance(operands, list) or not operands or type(record.get("holds")) is not bool:
        return "算式不完整"
    for operand in (*operands, stated):
        if not isinstance(operand, Mapping) or any(
            not isinstance(operand.get(k), str) or len(operand[k]) > 400 for k in ("role", "quote", "value", "unit")
        ):
            return "算式的一项不完整"
        if operand["role"] not in _NAMES and not _PLAIN.fullmatch(operand["value"]):
            return f"“{operand['quote'][:40]}”没有数值"
    kind, roles = record.get("kind"), [operand["role"] for operand in operands]
    places = [(o.get("period"), o.get("item"), o.get("column"), o.get("start")) for o in operands]
    if len({str(place) for place in places}) < len(places):
        return "同一处引用了两次"
    if isinstance(kind, str) and kind in _LISTS:
        return "" if len(set(roles)) == 1 and roles[0] in _LISTS[kind] else f"算式 {kind} 的角色不符"
    fits = isinstance(kind, str) and len(roles) == len(set(roles)) and frozenset(roles) in _PAIRS.get(kind, ())
    return "" if fits else f"没有这种算式：{str(kind)[:40]}"


def printed(number: Fraction, digits: int = 6) -> str:
    """A bound as a plain decimal; an open side as `inf`."""
    above, below = number.as_integer_ratio()
    if abs(above) >= INFINITE.numerator * below:
        return "inf" if above > 0 else "-inf"
    scaled = above * 10**digits if below == 1 else round(Fraction(above * 10**digits, below))
    text = f"{abs(scaled) // 10**digits}.{abs(scaled) % 10**digits:0{digits}d}".rstrip("0").rstrip(".")
    return f"-{text}" if scaled < 0 else text


def _implied(kind: str, known: dict[str, Interval]) -> Interval | None:
    """The interval that two operands, or a bound, leave to the stated number."""
    if kind == "ratio":
        return _quotient(known["numerator"], known.get("target") or known["denominator"], 0)
    if kind == "growth" and not known.keys().isdisjoint(("increase", "decrease")):
        now, step = known["current"], known.get("increase") or known["decrease"]
        rises = "increase" in known
        base = Interval(now.lo - step.hi, now.hi - step.lo) if rises else Interval(now.lo + step.lo, now.hi + step.hi)
        return _quotient(step, base, 0)
    if kind == "growth":
        rise = _quotient(known.get("fallen-to") or known["current"], known["base"], 1)
        # A fall is printed as a positive figure.
        return Interval(-rise.hi, -rise.lo) if rise and "fallen-to" in known else rise
    if kind == "difference":
        minuend, subtrahend = known["minuend"], known["subtrahend"]
        return Interval(minuend.lo - subtrahend.hi, minuend.hi - subtrahend.lo)
    if kind == "part-of":
        return Interval(Fraction(0), known["whole"].hi)
    role, target = next(iter(known.items()))
    centre = (target.lo + target.hi) / 2
    if role.startswith("about"):
        slack = abs(centre) * NEAR
        centre = centre - slack if role == "about-at-least" else centre + slack
    return Interval(-INFINITE, centre) if role.endswith("at-most") else Interval(centre, INFINITE)


def _quotient(top: Interval, bottom: Interval, less: int) -> Interval | None:
    """(top / bottom - less) in %; None where the denominator may be nothing."""
    if bottom.lo <= 0 or top.lo < 0:
        return None
    return Interval((top.lo / bottom.hi - less) * 100, (top.hi / bottom.lo - less) * 100)


def _outcome(implied: Interval, told: Interval, *, lenient: bool = True) -> Outcome:
    """Lenient: the intervals meet. Else the stated number as printed has to lie inside."""
    if lenient:
        return Outcome(implied, told.lo <= implied.hi and told.hi >= implied.lo)
    return Outcome(implied, implied.lo <= (told.lo + told.hi) / 2 <= implied.hi)


def _share(count: Interval, told: Interval) -> Outcome:
    """The nearest shares that whole numbers of `count` have around the stated one."""
    whole = count.lo
    lowest = -(-told.lo * whole // 100)
    nearest = round((told.lo + told.hi) / 2 * whole / 100)
    share = Fraction(nearest) / whole * 100 if whole else Fraction(0)
    return Outcome(Interval(share, share), whole > 0 and lowest * 100 <= told.hi * whole)


@lru_cache(maxsize=256)
def _parsed(quote: str) -> tuple[str, re.Match[str] | None]:
    """A quote without white space and width, spelled numbers in digits (七十八亿三千万: 783000万), and its number."""
    text = "".join(quote.split()).translate(_WIDE)
    if spelled := _HAN.match(text):
        text = f"{_han(spelled[0]) // _scale(spelled[1])}{spelled[1]}{text[spelled.end() :]}"
    return text, _NUMBER.match(text)


def _scale(printed: str | None) -> int:
    return math.prod(_SCALES.get(char, 10) for char in printed) if printed else 1


def _han(text: str) -> int:
    """Value of a spelled number: 七十八亿三千万."""
    for mark in "亿万千百十":
        head, found, tail = text.rpartition(mark)
        if found:
            return (_han(head) or 1) * _SCALES[mark] + _han(tail)
    return _DIGITS.get(text[-1:], 0)
