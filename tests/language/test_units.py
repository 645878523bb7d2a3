"""The unit table is consistent with itself, and a wrong token finds the unit it meant."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language import units
from toolkit.language.units import nearest_unit, rate_at, unit, unit_at

ROWS = [
    line.split("\t")
    for line in Path(units.__file__).with_name("units.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
UNITS = [row for row in ROWS if row[2] != "none"]
WORDS = [name for row in ROWS if row[2] == "none" for name in (row[0], *row[4].split())]


def test_every_row_has_five_fields_and_a_positive_scale() -> None:
    assert all(len(row) == 5 for row in ROWS)
    assert all(row[3] == "-" or Decimal(row[3]) > 0 for row in UNITS)


def test_no_spelling_stands_for_two_units() -> None:
    owner: dict[str, str] = {}
    for symbol, canonical, _, _, aliases in UNITS:
        for name in {symbol, canonical, *aliases.split()}:
            assert owner.setdefault(name, canonical) == canonical, name


def test_a_canonical_name_has_one_dimension_and_one_scale() -> None:
    facts: dict[str, tuple[str, str]] = {}
    for _, canonical, dimension, scale, _ in UNITS:
        assert facts.setdefault(canonical, (dimension, scale)) == (dimension, scale), canonical


def test_every_spelling_is_found_and_no_word_is() -> None:
    for symbol, canonical, _, _, aliases in UNITS:
        for name in (canonical, symbol, *aliases.split()):
            found = unit(name)
            assert found is not None and found.canonical == canonical, name
    assert [word for word in WORDS if unit(word) or unit_at(word, 0)] == []


def test_case_is_forgiven_from_two_letters_on() -> None:
    assert [found and found.canonical for found in map(unit, ("GWH", "kwh", "KM", "MPA"))] == [
        "GWh",
        "kWh",
        "公里",
        "兆帕",
    ]
    assert [unit(token) for token in ("G", "M", "T", "A")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "name", "dimension"),
    [
        ("元/平方米", "元/平方米", "money/area"),
        ("μg/m³", "微克/立方米", "mass/volume"),
        ("吨标准煤/万元", "吨标准煤/万元", "energy/money"),
        ("元/千瓦时", "元/千瓦时", "money/energy"),
        ("立方米每秒", "立方米/秒", "volume/duration"),
        ("个批次科技型企业", "批次", "count"),
        ("张床位", "张", "count"),
    ],
)
def test_rates_and_compound_units(text: str, name: str, dimension: str) -> None:
    found = rate_at(text, 0)
    assert found is not None and (found[0].canonical, found[0].dimension) == (name, dimension)


@pytest.mark.parametrize(
    ("token", "meant"),
    [
        ("HWH", "GWh"),
        ("远", "元"),
        ("平方来", "平方米"),
        ("千万", "千瓦"),
        ("公倾", "公顷"),
        ("微克/立方来", "微克/立方米"),
        ("家", "家"),
    ],
)
def test_a_wrong_token_finds_the_unit_it_meant(token: str, meant: str) -> None:
    assert nearest_unit(token) == meant


def test_a_word_that_resembles_no_unit_gets_none() -> None:
    assert [nearest_unit(token) for token in ("热线", "企业家", "AI", "")] == [None] * 4


@given(st.text(max_size=12))
def test_any_token_is_answered(token: str) -> None:
    found = unit_at(token, 0)
    assert found is None or 0 < found[1] <= len(token)
    assert nearest_unit(token) is None or isinstance(nearest_unit(token), str)
