"""The figures by which a progress is known again: by value and unit, however they are printed."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from toolkit.checks.subject import Reading
from toolkit.language.quantities import Number
from toolkit.language.units import unit as unit_of
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_TARGETS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
# What a thing is like, told every time: 总投资3.56亿元，全长12.5公里, 12个区县.
_TRAIT = re.compile(r"总投资|概算|全长|总长|占地|总?建筑面积|总?用地|总面积|规划|设计|辖|覆盖|涉及|设有|惠及$")
_SIZES = frozenset(("length", "area", "mass", "power", "energy"))
_PEOPLE = frozenset("人名位")
_OCCASIONS = frozenset(("场", "次", "场次", "趟", "轮"))
Figure = tuple[str, str]  # its value and its unit
_STANDING = frozenset({"duration", "age", "date", "ordinal", "unknown"})


def figures_of(row: Reading) -> frozenset[Figure]:
    """The figures that a progress tells."""
    told = (
        n
        for n in row.numbers(_PROGRESS)
        if n.dimension not in _STANDING and n.quote != "100%" and n.kind != "list-count"
    )
    return frozenset(map(_plainly, told))


def listed(row: Reading) -> frozenset[Figure]:
    """How many things a progress lists by name: 如厕、洗浴、起居和监护四类."""
    return frozenset(_plainly(n) for n in row.numbers(_PROGRESS) if n.kind == "list-count")


def _plainly(number: Number) -> Figure:
    """A figure by its value and unit: 1.86亿元 is 18600万元, three of 位 are three of 人."""
    value, unit = number.value, "人" if number.unit in _PEOPLE else "次" if number.unit in _OCCASIONS else number.unit
    if not isinstance(value, Decimal):
        return str(value), unit
    found = unit_of(unit)
    if found is None or not found.scale or found.dimension not in _SIZES:
        return str(Fraction(value)), unit
    return str(Fraction(value) * Fraction(found.scale)), found.dimension  # 9.6公里 is 9600米


def asked(row: Reading) -> frozenset[Figure]:
    """The figures of an item's targets."""
    asked = (n for column in _TARGETS for n in row.numbers(column))
    return frozenset(map(_plainly, asked))


def traits(row: Reading) -> frozenset[Figure]:
    """The figures that only say what a thing is like."""
    return frozenset(_plainly(m.number) for m in row.measures(_PROGRESS) if _TRAIT.search(m.before))
