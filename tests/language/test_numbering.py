"""Markers that number something, and the look-alikes that do not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.numbering import han_number, markers, parts


@pytest.mark.parametrize(
    "text",
    [
        "全年浓度1.5微克。2.5亿元投资到位。",
        "分别为12、8、5所。",
        "1、2、3号楼封顶。",
        "完成投资1.2亿元，同比增长3.5%。",
        "PM2.5浓度38。",
        "",
        "这是一是二的问题。",
    ],
)
def test_look_alikes_number_nothing(text: str) -> None:
    assert markers(text) == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.2023年度投资1310亿元。2.深入实施。", [1, 2]),
        ("1. 甲。2．乙。3、丙。", [1, 2, 3]),
        ("１．甲。２．乙。", [1, 2]),
        ("（一）甲；（二）乙", [1, 2]),
        ("一、甲。二、乙。十二、丙。", [1, 2, 12]),
        ("①甲②乙③丙", [1, 2, 3]),
        ("一是甲；二是乙；三是丙。", [1, 2, 3]),
        ("1.甲降7.3%。2.35蒸吨以下锅炉淘汰。3.丙。", [1, 2, 3]),
        ("1.甲\n2.乙", [1, 2]),
    ],
)
def test_markers(text: str, numbers: list[int]) -> None:
    assert [m.number for m in markers(text)] == numbers


def test_parts_run_to_the_next_of_their_level() -> None:
    text = "1.甲：（1）子；（2）丑。2.乙。"
    found = parts(text)
    assert [p.text for p in found] == ["甲：（1）子；（2）丑。", "乙。"]
    assert all(text[p.start : p.end] == p.text for p in found)


def test_han_numbers() -> None:
    assert [han_number(t) for t in ("一", "十", "十二", "二十", "九十九")] == [1, 10, 12, 20, 99]


@given(st.text(alphabet="1234567890.．、（）()一二三十是第，。；\n ①②年x"))
def test_markers_are_in_order_and_quote_themselves(text: str) -> None:
    found = markers(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))
    assert all(text[p.start : p.end] == p.text for p in parts(text))
