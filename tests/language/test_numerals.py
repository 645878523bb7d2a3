"""Numerals in both scripts are read back as they were written, with their resolution."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.numerals import arabic_at, han_at, han_value

DIGITS = "零一二三四五六七八九"


def section(number: int) -> str:
    """A number below 万 as official Chinese writes it."""
    text, zero = "", False
    for weight, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, weight)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + mark
            zero = False
        else:
            zero = True
    return text


def han(number: int) -> str:
    """A number below 万亿 as official Chinese writes it."""
    text = ""
    for weight, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, weight)
        if part:
            text += ("零" if text and part < 1000 else "") + section(part) + mark
    return text


@pytest.mark.parametrize("text", ["十四五", "三一", "二三", "万", "百", "一二三", "千方", "零零", "三百百"])
def test_malformed_chinese_numerals_are_none(text: str) -> None:
    assert han_value(text) is None


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert han_value(han(number)) == number


@given(
    st.integers(0, 10**9),
    st.integers(0, 4),
    st.sampled_from([("", 0), ("千", 3), ("万", 4), ("百万", 6), ("亿", 8), ("万亿", 12)]),
)
def test_arabic_numerals_keep_value_and_resolution(digits: int, places: int, scale: tuple[str, int]) -> None:
    number = Decimal(digits).scaleb(-places)
    found = arabic_at(f"{number:f}{scale[0]}", 0)
    assert found is not None
    assert found.value == number.scaleb(scale[1])
    assert found.value.as_tuple().exponent == scale[1] - places


@given(st.integers(1000, 10**12))
def test_thousands_separators(number: int) -> None:
    found = arabic_at(f"{number:,}家", 0)
    assert found is not None and found.value == number


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("30万千瓦", "千瓦"),
        ("110千伏", "千伏"),
        ("5千克", "千克"),
        ("5千家", "家"),
        ("12,8", ",8"),
        ("1.5.2", ".2"),
        ("3百分点", "百分点"),
    ],
)
def test_a_numeral_ends_where_its_unit_begins(text: str, rest: str) -> None:
    found = arabic_at(text, 0)
    assert found is not None and text[found.end :] == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [("三千瓦", "千瓦"), ("五百千克", "千克"), ("十余万人", "人"), ("二十几个", "个"), ("三点五倍", "倍")],
)
def test_a_chinese_numeral_ends_where_its_unit_begins(text: str, rest: str) -> None:
    found = han_at(text, 0)
    assert found is not None and text[found.end :] == rest


def test_an_identifier_is_no_number() -> None:
    assert arabic_at("9" * 30, 0) is None
