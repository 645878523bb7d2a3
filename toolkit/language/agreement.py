"""Whether a figure of a text and a published one can be the same value: intervals as printed, in one unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from toolkit import proofs
from toolkit.language.quantities import Number, quantities
from toolkit.language.units import unit as legal_unit
from toolkit.proofs import NEAR, Interval

Relation = Literal["agrees", "conflicts", "open"]
LONGEST_UNIT = 20
_PEOPLE = frozenset("人名位")


class Printed(NamedTuple):
    """A number as printed, in its canonical unit: its value and the interval that its rounding leaves."""

    value: Fraction
    interval: Interval
    unit: str
    dimension: str

    def times(self, factor: Fraction) -> Printed:
        """The same in another unit, or with another sign."""
        ends = sorted((self.interval.lo * factor, self.interval.hi * factor))
        return self._replace(value=self.value * factor, interval=Interval(ends[0], ends[1]))


def published(value: Decimal, unit: str) -> Printed | None:
    """A figure of a table of statistics; None where its unit is none that a text could state it in."""
    if len(unit) > LONGEST_UNIT:
        return None
    quote = f"{abs(value):f}{unit}"
    read = quantities(quote)
    if len(read) != 1 or read[0].kind != "number" or read[0].end != len(quote) or read[0].dimension == "unknown":
        return None
    told = printed(read[0])
    return told.times(Fraction(-1)) if told and value < 0 else told


def printed(number: Number) -> Printed | None:
    """A figure of a text; None where its quote alone does not give the value that was read."""
    interval, value = proofs.spread(number.quote), proofs.value(number.quote)
    if interval is None or value is None or not isinstance(number.value, Decimal):
        return None
    if value.as_integer_ratio() != number.value.as_integer_ratio():
        return None
    return Printed(value, interval, number.unit, number.dimension)


def converted(told: Printed, into: Printed) -> Printed | None:
    """A figure in the unit of another; None where the table of units does not lead from one to the other."""
    if told.unit == into.unit or (told.unit in _PEOPLE and into.unit in _PEOPLE):
        return told
    one, other = legal_unit(told.unit), legal_unit(into.unit)
    if one is None or other is None or one.dimension != other.dimension or one.dimension == "count":
        return None
    if not one.scale or not other.scale:
        return None
    return told.times(Fraction(one.scale) / Fraction(other.scale))


def relation(stated: Printed, source: Printed, comparator: str = "=") -> Relation:
    """How a stated figure stands to a published one in the same unit; `comparator` is the bound that its words set.

    They agree where their intervals overlap: 5.5% and 5.4%, which touch at 5.45, are two figures. They conflict only
    where neither rounding nor cutting off of the finer one gives the coarser, and the words leave no room: 约, 近 and
    不足 never conflict, 超过 only with what lies below.
    """
    met = _overlap(stated.interval, source.interval)
    if comparator == "=":
        if met:
            return "agrees"
        return "open" if _cut_off(stated, source) or _cut_off(source, stated) else "conflicts"
    reach = abs(stated.value) * NEAR
    if comparator in (">", ">="):
        if source.interval.hi < stated.interval.lo:
            return "conflicts"
        return "agrees" if source.interval.lo <= stated.interval.hi + reach else "open"
    near = stated.value - reach <= source.interval.hi and source.interval.lo <= stated.value + reach
    below = comparator == "~" or source.interval.lo <= stated.interval.hi
    return "agrees" if near and below else "open"


def _overlap(one: Interval, other: Interval) -> bool:
    low, high = max(one.lo, other.lo), min(one.hi, other.hi)
    exact = one.lo == one.hi or other.lo == other.hi
    return low <= high if exact else low < high


def spoken(amount: Fraction, unit: str) -> str:
    """An amount as prose prints it, in 万 or 亿 where it is large; at most four decimals."""
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if abs(amount) >= scale:
            return f"{proofs.printed(amount / scale, 4)}{word}{unit}"
    return f"{proofs.printed(amount, 4)}{unit}"


def _cut_off(coarse: Printed, fine: Printed) -> bool:
    """Whether a figure is the other with its last digits cut off instead of rounded: 5.8万 for 5.87万."""
    step = coarse.interval.hi - coarse.interval.lo
    if step <= fine.interval.hi - fine.interval.lo or (coarse.value < 0) != (fine.value < 0):
        return False
    return abs(fine.value) // step * step == abs(coarse.value)
