"""What each figure measures: names dealt out by 分别, earlier values, amounts of change, parts of the year."""

from __future__ import annotations

import time

import pytest

from toolkit.language.claims import read_clauses
from toolkit.language.measures import Measure, measures
from toolkit.language.quantities import quantities
from toolkit.language.words import default_words


def read(text: str) -> list[Measure]:
    return measures(text, read_clauses(text, default_words()), quantities(text), [])


def test_names_and_movement_are_dealt_to_every_member_of_a_list() -> None:
    found = read("批发业、零售业销售额分别为31亿元、8亿元，同比增长10.3%、7.8%。")
    assert [(m.label, m.change) for m in found] == [
        ("批发业", None),
        ("零售业销售额", None),
        ("批发业", "up"),
        ("零售业销售额", "up"),
    ]


def test_a_list_with_its_own_thing_keeps_it_beside_the_names() -> None:
    found = read("东县、西县分别治理河道12公里、8公里。")
    assert [m.label for m in found] == ["东县 治理河道", "西县 治理河道"]


@pytest.mark.parametrize(
    ("text", "former"),
    [
        ("企业由1384家增加到1562家。", [True, False]),
        ("企业由2022年底的1384家增加到2023年底的1562家。", [True, False]),
        ("浓度为12微克/立方米，比上年的14微克/立方米下降14.3%。", [False, True, False]),
        ("回收率37.6%，上年为34.8%。", [False, True]),
        ("由税收收入189亿元和非税收入83亿元构成。", [False, False]),
        ("由市财政投入3亿元。", [False]),
        ("比上年增加7家。", [False]),
    ],
)
def test_an_earlier_value_is_told_from_the_present_one(text: str, former: list[bool]) -> None:
    assert [m.former for m in read(text)] == former


@pytest.mark.parametrize(
    ("text", "delta"),
    [
        ("压减54万吨。", "down"),
        ("比上年增加7.2万标箱。", "up"),
        ("净增17家。", "up"),
        ("减少到54万吨。", None),
        ("增长7%。", None),
    ],
)
def test_by_how_much_is_told_from_where_it_stands(text: str, delta: str | None) -> None:
    assert read(text)[0].delta == delta


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("四季度完工公路112公里。", [True]),
        ("四季度，完工公路112公里，全年累计318公里。", [True, False]),
        ("前三季度完工公路112公里。", [False]),
        ("截至四季度末完工公路112公里。", [False]),
        ("完成四季度任务的106%。", [False]),
    ],
)
def test_a_quarter_is_told_from_the_year(text: str, partial: list[bool]) -> None:
    assert [m.partial for m in read(text)] == partial


@pytest.mark.parametrize("unit", ["由1家", "四季度", "比上年", "分别1家、", "、1家", "和", "上年为1%", "压减"])
def test_reading_is_linear_on_hostile_cells(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 6
