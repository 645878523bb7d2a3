"""Intervals of two printed numbers: they agree where rounding allows it, and conflict only where nothing does."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.agreement import Relation, converted, printed, published, relation, spoken
from toolkit.language.quantities import quantities

VALUES = st.decimals(min_value="0.01", max_value="99999", places=4, allow_nan=False)


def stated_against(text: str, value: str, unit: str) -> Relation | None:
    (number,) = [n for n in quantities(text) if n.kind == "number"]
    one, other = printed(number), published(Decimal(value), unit)
    told = converted(other, one) if one and other else None
    return relation(one, told, number.comparator) if one and told else None


@pytest.mark.parametrize(
    ("text", "value", "unit", "said"),
    [
        ("新增5.8万人", "5.82", "万人", "agrees"),
        ("新增58213人", "5.82", "万人", "agrees"),
        ("新增5.8万人", "58213", "名", "agrees"),
        ("完成1310亿元", "13101234", "万元", "agrees"),
        ("增长5.5%", "5.46", "%", "agrees"),
        ("增长5.5%", "5.4", "%", "conflicts"),
        ("增长5.50%", "5.46", "%", "conflicts"),
        ("新增5.8万人", "5.87", "万人", "open"),  # cut off, not rounded
        ("新增5.7万人", "5.87", "万人", "conflicts"),
        ("造林3万亩", "2000", "公顷", "agrees"),
        ("新增1680家", "1681", "家", "conflicts"),
        ("新增超过1600家", "1680", "家", "agrees"),
        ("新增超过1600家", "1580", "家", "conflicts"),
        ("新增超过1600家", "2600", "家", "open"),
        ("新增约1600家", "1680", "家", "agrees"),
        ("新增约1600家", "1980", "家", "open"),
        ("新增1680家", "1680", "户", None),
        ("提高1.2个百分点", "1.2", "%", None),
        ("新增5.8万人", "5.8", "万吨", None),
        ("新增5.8万人", "5.8", "不是单位", None),
        ("新增5.8万人", "5.8", "", None),
    ],
)
def test_relation(text: str, value: str, unit: str, said: Relation | None) -> None:
    assert stated_against(text, value, unit) == said


@given(VALUES, st.integers(0, 3), st.integers(0, 3))
def test_two_roundings_of_one_value_never_conflict(value: Decimal, one: int, other: int) -> None:
    said, published_as = (value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) for places in (one, other))
    assert stated_against(f"完成{said}亿元", str(published_as), "亿元") in ("agrees", "open")


@given(VALUES, st.integers(0, 3))
def test_a_value_cut_off_is_no_conflict(value: Decimal, places: int) -> None:
    cut = value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
    assert stated_against(f"完成{cut}亿元", str(value), "亿元") in ("agrees", "open")


@given(VALUES, VALUES)
def test_it_does_not_matter_which_side_prints_a_value(one: Decimal, other: Decimal) -> None:
    assert stated_against(f"完成{one}亿元", str(other), "亿元") == stated_against(f"完成{other}亿元", str(one), "亿元")


@given(VALUES)
def test_a_unit_changed_on_both_sides_changes_nothing(value: Decimal) -> None:
    assert stated_against(f"完成{value}亿元", str(value * 10000), "万元") == "agrees"


@given(VALUES, st.integers(1, 9))
def test_other_digits_at_the_same_place_conflict(value: Decimal, steps: int) -> None:
    other = value + Decimal("0.0001") * steps
    assert stated_against(f"完成{value}亿元", str(other), "亿元") == "conflicts"


def test_a_gap_is_told_in_the_usual_unit() -> None:
    from fractions import Fraction

    assert spoken(Fraction(22_4000_0000), "元") == "22.4亿元"
    assert spoken(Fraction(2500), "人") == "2500人"
    assert spoken(Fraction(73918), "个") == "7.3918万个"
