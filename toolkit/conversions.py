"""Units that the printed words alone convert: areas, lengths, masses, powers, by their size in the base of a family."""

from __future__ import annotations

from fractions import Fraction

_FAMILIES = {
    "area": {"亩": Fraction(2000, 3), "公顷": Fraction(10**4), "平方公里": Fraction(10**6), "平方米": Fraction(1)},
    "length": {name: Fraction(1) for name in ("米", "m")} | {name: Fraction(1000) for name in ("公里", "千米", "km")},
    "mass": {"斤": Fraction(1, 2), "吨": Fraction(1000)} | {name: Fraction(1) for name in ("公斤", "千克", "kg")},
    "power": {name: Fraction(1) for name in ("千瓦", "kW", "KW")}
    | {name: Fraction(1000) for name in ("兆瓦", "MW")}
    | {name: Fraction(10**6) for name in ("吉瓦", "GW")},
}
_FAMILY = {name: family for family, units in _FAMILIES.items() for name in units}


def convertible(one: str, other: str) -> bool:
    """Whether two units, as printed or by their canonical names, are of one family."""
    return one in _FAMILY and _FAMILY[one] == _FAMILY.get(other)


def ratio(one: str, other: str) -> Fraction:
    """How many of the unit `other` one of the unit `one` holds; 1 unless both are of one family."""
    if not convertible(one, other):
        return Fraction(1)
    sizes = _FAMILIES[_FAMILY[one]]
    return sizes[one] / sizes[other]
