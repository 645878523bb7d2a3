"""Markers that number something, and the look-alikes that do not."""

from __future__ import annotations

import itertools
import time

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
        "完成①号楼、②号楼、④号楼建设。",
        "①号地块完成出让，③号地块完成清表。",
        "①、③标段开工。",
        "一、二期工程完工。三、四期开工。",
        "1、2号楼封顶。3、4号楼开工。",
        "分别为12、8、5所，8、9号楼封顶。",
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
        ("1.甲\n \u3000 2.乙", [1, 2]),
        ("1.建设，2.管理，4.考核。", [1, 2, 4]),
        ("1.城东：一期完工。2.城西：二期完工；1、2号楼封顶。3.城南。", [1, 2, 3]),
        ("1、城东。2、城西：1、2号楼封顶。3、城南。", [1, 2, 3]),
        ("1.城东完成1期，2、3期开工。2.城西。3.城南。", [1, 2, 3]),
        ("1.甲。2.5G基站100个。3.5蒸吨锅炉淘汰。4.丙。", [1, 2, 3, 4]),
        ("一、三年行动启动。二、三年计划印发。三、其他。", [1, 2, 3]),
        ("一是甲；二是乙。同时，一是丙；二是丁。", [1, 2, 1, 2]),
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


@pytest.mark.parametrize("text", ["一一", "十十", "一一十", "一十一十"])
def test_what_is_no_number_numbers_nothing(text: str) -> None:
    assert han_number(text) == 0
    assert markers(f"{text}、签约12个；一二、建成2座。") == ()


@pytest.mark.parametrize("unit", ["\n", " ", "1 ", "\n1", "（ ", "①", "，1.甲\n", "一、", "1.2"])
def test_long_cells_are_read_in_time(unit: str) -> None:
    """8,000 newlines once took 25 seconds; what is linear takes a few hundredths of one."""
    begun = time.perf_counter()
    markers(unit * 20_000)
    assert time.perf_counter() - begun < 2


@given(st.text(alphabet="1234567890.．、（）()一二三十是第，。；\n ①②年x"))
def test_markers_are_in_order_and_quote_themselves(text: str) -> None:
    found = markers(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.start <= b.start for a, b in itertools.pairwise(found))
    assert all(text[p.start : p.end] == p.text for p in parts(text))
