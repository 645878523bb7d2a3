"""Figures in a unit that is none of theirs, known by the quarter that has them right: 绿道5.2吨, 9200亿元."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from toolkit.conversions import convertible, ratio
from toolkit.language.measures import Measure
from toolkit.language.relations import named

_MEASURED = frozenset(("length", "area", "mass", "volume", "power", "energy", "temperature"))
_SLIPS = tuple(10**power for power in (3, 4, 6, 8))  # 万 for 亿, 米 for 公里, and two of them
_MANY = 100  # of 亿元 where 万元 is meant; 1.2亿元 and 1.85万元 is a slip of the other
MOST_GROWN = 5  # times that a sum grows in a quarter


class Outsized(NamedTuple):
    """The later figure, the earlier one that was wrong like it, and the one between them that was right."""

    later: Measure
    earlier: Measure
    right: Measure


def in_other_units(
    earlier: Sequence[Measure], between: Sequence[Measure], later: Sequence[Measure], asked: Sequence[Measure]
) -> Iterator[Outsized]:
    """Figures of one label whose unit is of a kind that only the quarter between them, and the target, have not.

    They have to go on in their numbers as one course does: 5.2吨, 12.6公里, 19.8吨.
    """
    was, right, now = (_by_label(cell) for cell in (earlier, between, later))
    wanted = {m.number.unit for m in asked}
    for label in was.keys() & right.keys() & now.keys():
        one, mid, other = was[label], right[label], now[label]
        strange = one.number.unit == other.number.unit != mid.number.unit
        if strange and _is_of_another_kind(one, mid, wanted) and _go_on(one, mid, other):
            yield Outsized(other, one, mid)


def _is_of_another_kind(wrong: Measure, right: Measure, wanted: Set[str]) -> bool:
    """Whether a unit cannot stand where the other does: that of a mass for a length, a percentage for a temperature."""
    kinds = wrong.number.dimension, right.number.dimension
    if kinds == ("ratio", "temperature"):
        return True
    if wrong.number.unit in wanted:
        return False
    if kinds[0] == kinds[1]:  # 1200立方公里, 41吨/立方米; but 人 and 人次 are counted by themselves
        return kinds[0] != "count" and not convertible(wrong.number.unit, right.number.unit)
    if "/" in kinds[0] and kinds[0].partition("/")[0] == kinds[1].partition("/")[0]:
        return "/" in kinds[1]  # 22毫克/公里, 24毫克/升
    return kinds[0].partition("/")[0] in _MEASURED and right.number.unit in wanted


def out_of_size(earlier: Sequence[Measure], between: Sequence[Measure], later: Sequence[Measure]) -> Iterator[Outsized]:
    """Figures of one label that are ten thousand times what they were in between: 9200亿元, 1.85亿元, 27300亿元."""
    was, right, now = (_by_label(cell) for cell in (earlier, between, later))
    for label in was.keys() & right.keys() & now.keys():
        one, mid, other = was[label], right[label], now[label]
        alike = one.number.unit == other.number.unit and _alike(one, mid)
        if not alike or min(one.amount, mid.amount, other.amount) <= 0 or min(map(_printed, (one, other))) < _MANY:
            continue
        size = ratio(one.number.unit, mid.number.unit)
        first, second, third = (Fraction(m.amount) for m in (one, mid, other))
        for slip in _SLIPS:
            if first * size / slip <= second <= third * size / slip <= MOST_GROWN * second:
                yield Outsized(other, one, mid)
                break


def _alike(one: Measure, other: Measure) -> bool:
    return one.number.unit == other.number.unit or convertible(one.number.unit, other.number.unit)


def _by_label(figures: Sequence[Measure]) -> Mapping[str, Measure]:
    return {label: m for (label, _), m in named(figures).items()}


def _go_on(one: Measure, mid: Measure, other: Measure) -> bool:
    """Whether the printed numbers of three quarters go on as those of one course do: up, or about where they were."""
    first, second, third = (_printed(m) for m in (one, mid, other))
    rising = first <= second <= third <= 10 * first
    level = max(first, second, third) <= Decimal("1.5") * min(first, second, third)
    return min(first, second, third) > 0 and (rising or level)


def _printed(measure: Measure) -> Decimal:
    digits = "".join(char for char in measure.number.quote if char.isdigit() or char == ".")
    return Decimal(digits or 0) if digits.count(".") < 2 else Decimal()
