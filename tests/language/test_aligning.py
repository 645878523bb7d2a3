"""Aligning: who answers comes before the number, another project is another target, and time grows with the tables."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from toolkit.language.aligning import Target, align
from toolkit.language.identities import conflicting, known, units_alike

Rows = list[tuple[str, str, str]]  # number, target, unit


def paired(earlier: Rows, later: Rows, *, numbers: bool = True) -> dict[str, str]:
    """Numbers of the later rows with those of the earlier ones that they go on with."""
    one, other = ([Target(*row) for row in rows] for rows in (earlier, later))
    return {other[b].number: one[a].number for b, a in align(one, other, numbers=numbers).items()}


def districts(*units: str, amounts: tuple[int, ...] = (50, 50, 50)) -> Rows:
    texts = (f"完成招商引资到位资金{amount}亿元。" for amount in amounts)
    return [(str(n), text, unit) for n, (text, unit) in enumerate(zip(texts, units, strict=False), 1)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        # One project that its own words or unit still tell apart.
        ([("1", "新建市民中心。", "市住建局")], [("9", "新建市民中心。", "市机关事务局")]),
        ([("1", "第二实验小学建成投用。", "")], [("3", "第2实验小学建成投用。", "")]),
        ([("1", "历下区新建学校3所。", "历下区")], [("2", "在历下区新建学校5所。", "历下区政府")]),
        ([("1", "改造历下区、市中区管网。", "市水务局")], [("1", "改造市中区、天桥区管网。", "市水务局")]),
        # What is no name may change: verbs, kinds, counts.
        ([("1", "新建小学3所，改造社区医院5家。", "甲局")], [("2", "改造小学3所，提升社区医院5家。", "甲局")]),
        # The one row of its kind under its old number and unit was rewritten.
        ([("1", "黄河大道改造工程主体完工。", "市住建局")], [("1", "泉城大道改造工程主体完工。", "市住建局")]),
        ([("1", "市第三人民医院建成投入使用。", "市卫健委")], [("1", "市第五人民医院建成投入使用。", "市卫健委")]),
    ],
)
def test_one_target_stays_one(earlier: Rows, later: Rows) -> None:
    assert paired(earlier, later) == {later[0][0]: earlier[0][0]}


def test_the_rows_of_districts_go_with_their_district_whatever_their_number() -> None:
    earlier = districts("历下区", "市中区", "槐荫区")
    assert paired(earlier, districts("市中区", "槐荫区", "历下区")) == {"1": "2", "2": "3", "3": "1"}
    assert paired(earlier, districts("市中区政府", "槐荫区政府", "历下区政府")) == {"1": "2", "2": "3", "3": "1"}


def test_figures_that_districts_exchange_are_no_reason_to_exchange_the_districts() -> None:
    earlier = districts("历下区", "市中区", "槐荫区", amounts=(120, 150, 90))
    assert paired(earlier, districts("历下区", "市中区", "槐荫区", amounts=(150, 120, 90))) == {
        "1": "1",
        "2": "2",
        "3": "3",
    }
    swapped = districts("市中区", "历下区", amounts=(120, 150))
    assert paired(earlier[:2], swapped) == {"1": "2", "2": "1"}


def test_a_district_that_goes_is_not_the_one_that_comes() -> None:
    later = districts("市中区", "槐荫区", "天桥区")
    assert paired(districts("历下区", "市中区", "槐荫区"), later) == {"1": "2", "2": "3"}


def test_units_that_are_all_called_otherwise_tell_nothing() -> None:
    later = districts("甲组", "乙组", "丙组")
    assert paired(districts("历下区", "市中区", "槐荫区"), later) == {"1": "1", "2": "2", "3": "3"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("历下区", "历下区政府", True),
        ("市发改委", "市发展和改革委员会", True),
        ("牵头单位：市教育局；市财政局", "市财政局、市教育局", True),
        ("历下区政府", "历城区政府", False),
        ("市水务局", "市教育局", False),
        ("", "市教育局", False),
    ],
)
def test_units_are_known_under_their_other_names(one: str, other: str, alike: bool) -> None:
    assert (units_alike(one, other) > 0) == alike


@pytest.mark.parametrize(
    ("earlier", "later", "wanted"),
    [
        (
            [("1", "第一实验小学建成投用。", "市教育局"), ("2", "第二实验小学建成投用。", "市教育局")],
            [("1", "第二实验小学主体封顶。", "市教育局"), ("2", "第三实验小学建成投用。", "市教育局")],
            {"1": "2"},
        ),
        (
            [("1", "历下区新建学校3所。", "市教育局"), ("2", "市中区新建学校3所。", "市教育局")],
            [("1", "历下区新建学校3所。", "市教育局"), ("2", "天桥区新建学校5所。", "市教育局")],
            {"1": "1"},
        ),
        ([("1", "黄河大道改造工程完工。", "市住建局")], [("4", "泉城大道改造工程完工。", "市交通局")], {}),
    ],
)
def test_another_project_is_another_target(earlier: Rows, later: Rows, wanted: dict[str, str]) -> None:
    assert paired(earlier, later) == wanted


KEPT: Rows = [("1", "新建学校12所。", "市教育局"), ("2", "改造农村公路300公里。", "市交通局")]
RIVER: Rows = [("3", "实施乌河综合治理，完成治理长度38公里。", "市水利局")]
HEALTH: Rows = [("3", "开展乌河健康评价，编制方案2部。", "市水利局")]


@pytest.mark.parametrize(
    ("earlier", "later", "wanted"),
    [
        (KEPT + RIVER, KEPT + HEALTH, "3"),
        (KEPT + RIVER, [*KEPT, ("4", *HEALTH[0][1:])], "3"),  # its unit's one row
        (KEPT + RIVER, [*KEPT, ("3", HEALTH[0][1], "市林业局")], None),
        (KEPT + RIVER + [("5", "新建水库2座。", "市水利局")], [*KEPT, ("4", *HEALTH[0][1:])], None),
        (RIVER, HEALTH, None),  # nothing else in common: two plans
    ],
)
def test_a_text_that_is_exchanged_whole_is_known_by_its_place(earlier: Rows, later: Rows, wanted: str | None) -> None:
    assert paired(earlier, later).get(later[-1][0]) == wanted


def test_the_places_of_another_year_tell_nothing() -> None:
    assert paired(KEPT + RIVER, KEPT + HEALTH, numbers=False) == {"1": "1", "2": "2"}


def test_rows_without_a_number_are_not_paired_by_their_place() -> None:
    earlier = [("", f"{d}新建小学3所，改造操场4个。", "市教育局") for d in ("历下区", "历城区", "槐荫区")]
    later = [("", f"{d}新建小学5所，改造操场6个。", "市教育局") for d in ("章丘区", "济阳区", "莱芜区")]
    assert paired(earlier, later) == {}


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("市中区新建学校。", "天桥区新建学校。", True),
        ("建成文化公园。", "建成体育公园。", False),
        ("新建医院3家。", "改造医院3家。", False),
        ("第一季度完成可研。", "第二季度开工。", False),
        ("轨道交通2号线通车。", "轨道交通4号线通车。", True),
        ("推进历下区、市中区改造。", "加快市中区改造。", False),
        ("新建农村公路30公里。", "新建城市道路30公里。", False),
        ("改造社区。", "改造园区。", False),
    ],
)
def test_names_tell_projects_apart_and_nothing_else_does(one: str, other: str, differ: bool) -> None:
    assert conflicting(known(one).names, known(other).names) == differ


def test_stages_of_one_row_are_one_target_where_the_year_asks_for_nothing() -> None:
    stages = ["完成可研批复。", "开工建设。", "主体结构封顶。"]
    rows = [[Target("1", "", "市卫健委", stage), Target("2", "新建学校12所。", "市教育局")] for stage in stages]
    assert align(rows[0], rows[1]) == align(rows[1], rows[2]) == {0: 0, 1: 1}
    assert align(rows[0], rows[1], numbers=False) == {1: 1}
    other = [Target("1", "", "市教育局", "开工建设。"), rows[1][1]]
    assert align(rows[0], other) == {1: 1}


def test_a_periods_target_is_not_held_against_a_years() -> None:
    earlier = [
        Target("1", "北跨大桥建成通车。", "市住建局", "完成桩基施工。"),
        Target("2", "新建学校12所。", "市教育局"),
    ]
    later = [Target("1", "", "市住建局", "主塔封顶。"), Target("2", "新建学校12所。", "市教育局")]
    assert align(earlier, later) == {0: 0, 1: 1}


def test_pairs_do_not_hang_on_the_order_of_sets() -> None:
    program = (
        "from toolkit.language.aligning import Target, align\n"
        "ten = '甲乙丙丁戊己庚辛壬癸'\n"
        "one = [Target(str(n), f'{a}镇完成老旧住宅改造，推进加装电梯，健全机制。') for n, a in enumerate(ten)]\n"
        "two = [Target(str(n), f'{a}镇完成老旧住宅改造，统筹推进加装电梯。') for n, a in enumerate('子丑寅卯', 60)]\n"
        "print(sorted(align(one, two).items()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(told) == 1


def test_many_equal_or_templated_rows_take_little_time() -> None:
    same = [Target(str(n), "按年度计划推进各项工作。", f"第{n % 7}局") for n in range(2000)]
    began = time.perf_counter()
    assert align(same, same) == {n: n for n in range(2000)}
    places = [chr(0x5000 + n) + chr(0x6000 + n) for n in range(800)]
    rows = [Target(str(n), f"{place}镇新建学校{n % 9 + 1}所。", "市教育局") for n, place in enumerate(places)]
    align(rows[:400], rows[400:])
    assert time.perf_counter() - began < 5
