"""Every quantity of official Chinese prose: value, unit and place, the bound and basis set by the words around it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from toolkit.language import figures, spelled
from toolkit.language import general as everyday
from toolkit.language.bounds import Bases, Basis, after, before
from toolkit.language.patterns import Lazy
from toolkit.language.places import Places, squeeze
from toolkit.language.readings import Kind, Reading, Value, share_scale
from toolkit.language.units import nearest_unit

if TYPE_CHECKING:
    from toolkit.model import Period

_TRIGGER = Lazy("[0-9零〇一二两三四五六七八九十百千万亿半翻《“]")
_QUOTED = {"《": ("》", 80), "“": ("”", 24)}
_SENTENCE = Lazy("[，。；：]")
_JOINED = frozenset(("、", "和", "及", "与", "或", "，"))
_RESPECTIVELY = 24


class Number(NamedTuple):
    """One quantity of a text: `text[start:end] == quote`, offsets in code points of the text as printed.

    `value` is in `unit` with 万 and 亿 multiplied out, its exponent the printed resolution (1310亿 is 1310E+8); a pair
    for a range, an ISO prefix (`2023-10`, `2023Q3`, `2021..2025`) for a date. `lo` and `hi` are the bounds that the
    words set, None is open; for `~` both are the value, and how far 左右 reaches is for the caller; a date has none.
    """

    start: int
    end: int
    quote: str
    value: Value
    lo: Decimal | None
    hi: Decimal | None
    unit: str
    dimension: str
    comparator: str
    basis: Basis | None
    kind: Kind


def quantities(text: str, period: Period | None = None, *, general: bool = False) -> tuple[Number, ...]:
    """All quantities of `text` in their order, none overlapping; dates without a year take it from `period`.

    Spans, units and values follow contract.md. `general` reads everyday Chinese instead (两百五, 七五折, 2^5, bare
    numbers), which would cost precision on official prose; it knows no dates and no bounds.
    Never raises on any text; time is linear in its length.
    """
    places = squeeze(text)
    bases = Bases(places.text)
    if general:
        return tuple(_number(text, places, reading, "=", bases) for reading in everyday.readings(places.text))
    readings = _settle_lists(places.text, _scan(places.text, period))
    if not readings:
        return ()
    signs = _shared(places.text, readings, [_bound(places.text, reading) for reading in readings])
    return tuple([_number(text, places, reading, sign, bases) for reading, sign in zip(readings, signs, strict=True)])


def _scan(text: str, period: Period | None) -> list[Reading]:
    """Every reading of a squeezed text; inside 《》 and “” only dates count, the rest belongs to a name."""
    out: list[Reading] = []
    at = name_end = 0
    search, digits = _TRIGGER.search, "0123456789"
    while found := search(text, at):
        at = found.start()
        here = text[at]
        if here in _QUOTED:
            name_end = max(name_end, _quoted_to(text, at, here))
            at += 1
            continue
        known = len(out)
        start = at
        if here in digits:
            ordinal = at > 0 and text[at - 1] == "第"
            at = (spelled.ordinal_at if ordinal else figures.read)(text, at, period, out)
        else:
            at = spelled.read(text, at, period, out)
        if start < name_end and len(out) > known and out[-1].kind != "date":
            del out[known:]
    return out


def _quoted_to(text: str, at: int, mark: str) -> int:
    """Where the title or nickname that opens at `at` ends; 0 where the marks enclose a statement."""
    closing, reach = _QUOTED[mark]
    end = text.find(closing, at, at + reach)
    if end < 0 or (mark == "“" and _SENTENCE.search(text, at, end)):
        return 0
    return end


def _settle_lists(text: str, readings: list[Reading]) -> list[Reading]:
    """Give the bare members of 12、8、5所 the unit and the scale of the last; drop those that no unit reaches."""
    kept: list[Reading] = []
    owed: list[Reading] = []
    for reading in readings:
        if owed and not (reading.start == owed[-1].end + 1 and text[owed[-1].end] in _JOINED):
            kept += [_pure(member) for member in owed if member.pure]
            owed = []
        if reading.unit is None:
            owed.append(reading)
            continue
        if owed and reading.kind in ("number", "range"):
            low = reading.value if isinstance(reading.value, Decimal) else None
            for member in owed:
                if low is not None and not member.scale and isinstance(member.value, Decimal):
                    member.value = share_scale(member.value, low, reading.scale)
                member.unit, member.dimension = reading.unit, reading.dimension
            kept += owed
            owed = []
        kept.append(reading)
    return kept + [_pure(member) for member in owed if member.pure]


def _pure(reading: Reading) -> Reading:
    reading.unit = ""
    return reading


def _bound(text: str, reading: Reading) -> str:
    """The comparator of one reading; a 多 behind a time (5年多) joins its span."""
    if reading.kind in ("date", "ordinal"):
        return "="
    behind, reading.end = after(text, reading.end, reading.dimension)
    if reading.kind == "range":
        return "range"
    if behind in (">=", "<="):
        return behind
    ahead = before(text, reading.start, reading.dimension)
    return behind or ahead or (">" if reading.rough else "=")


def _shared(text: str, readings: list[Reading], signs: list[str]) -> list[str]:
    """Let a bound printed once hold for all members that 分别 distributes: 分别达到75%、80%以上."""
    for index in range(len(readings) - 1):
        one, other = readings[index], readings[index + 1]
        if signs[index] == signs[index + 1] or "=" not in (signs[index], signs[index + 1]):
            continue
        if not _follows(text, one, other):
            continue
        ahead = text.rfind("分别", max(0, one.start - _RESPECTIVELY), one.start) >= 0
        bare = text[one.end - 1].isdecimal()
        if not (ahead or bare):
            continue
        first = index
        while first and signs[first - 1] == "=" and _follows(text, readings[first - 1], readings[first]):
            first -= 1
        if signs[index] == "=":
            signs[first : index + 1] = [signs[index + 1]] * (index + 1 - first)
        else:
            signs[index + 1] = signs[index]
    return signs


def _follows(text: str, one: Reading, other: Reading) -> bool:
    """Whether two numbers of one unit stand in one list with nothing but a mark between them."""
    same = one.unit == other.unit and one.kind == other.kind == "number"
    return same and text[one.end : other.start] in _JOINED


def _number(text: str, places: Places, reading: Reading, sign: str, bases: Bases) -> Number:
    start, end = places.span(reading.start, reading.end)
    value, unit, kind = reading.value, reading.unit or "", reading.kind
    lo = hi = None
    said: Basis | None = None
    if isinstance(value, tuple):
        lo, hi = value
    elif isinstance(value, Decimal):
        lo = None if sign in ("<", "<=", "<~") else value
        hi = None if sign in (">", ">=") else value
    if kind not in ("date", "ordinal"):
        said = bases.at(reading.start) if reading.dimension != "age" else None
        if kind == "number" and reading.dimension == "count" and places.text[reading.start - 1 : reading.start] == "等":
            kind = "list-count"
    return Number(start, end, text[start:end], value, lo, hi, unit, reading.dimension, sign, said, kind)


__all__ = ["Number", "nearest_unit", "quantities"]
