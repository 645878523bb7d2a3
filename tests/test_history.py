"""Several periods together: the synthetic city's planted defects, what stays silent, what becomes of findings."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.auditing import audit
from toolkit.checks.examples import quarters, row_of
from toolkit.errors import InputError
from toolkit.history import History, compare, compare_sources
from toolkit.language.aligning import Target, align
from toolkit.model import Column, Finding, Period
from toolkit.reading import read_text

CITY = Path(__file__).parent.parent / "data" / "synthetic"
ACROSS = {
    "target-rewritten",
    "target-lowered",
    "item-dropped",
    "cumulative-decreased",
    "status-regressed",
    "evidence-stale",
    "quarter-sum-mismatch",
    "finding-reopened",
}


@pytest.fixture(scope="module")
def city() -> History:
    return compare_sources(sorted(CITY.glob("20*.txt")))


def planted() -> list[dict[str, str]]:
    with (CITY / "defects.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def stands_at(finding: Finding, row: dict[str, str]) -> bool:
    """Whether a finding is of a documented row: an item that is gone is quoted where it last stood."""
    place = (finding.passage.period, finding.passage.item)
    gone = finding.rule == "item-dropped" and not row["item"]
    return place == ((row["earlier_period"], row["earlier_item"]) if gone else (row["period"], row["item"]))


def texts(*progress: str, target: str = "新建学校12所。", first: int = 1) -> History:
    """One item in quarters that follow one another."""
    tables = quarters(*(row_of(1, target, text) for text in progress), first=first)
    return of_tables(*tables)


def of_tables(*tables: tuple[str, str]) -> History:
    return compare([audit(read_text(table, name=period, period=Period.parse(period))) for period, table in tables])


def rules(history: History) -> set[str]:
    return {finding.rule for finding in history.across}


def test_every_planted_defect_is_found(city: History) -> None:
    wanted = [row for row in planted() if row["rule"] in ACROSS]
    assert len(wanted) > 20
    missed = [row for row in wanted if not any(f.rule == row["rule"] and stands_at(f, row) for f in city.across)]
    assert missed == []


def test_what_is_no_defect_is_not_accused(city: History) -> None:
    wanted = [row for row in planted() if row["rule"] in ACROSS]
    extra = [f for f in city.across if f.severity != "info"]
    extra = [f for f in extra if not any(f.rule == row["rule"] and stands_at(f, row) for row in wanted)]
    assert [(f.rule, f.passage.period, f.passage.item, f.message) for f in extra] == []


def test_no_check_across_periods_fails(city: History) -> None:
    assert city.failures == ()
    assert set(city.rules) == ACROSS


def test_quotes_stand_where_they_say(city: History) -> None:
    cells = {
        (str(found.report.period), item.number, column): item[column]
        for found in city.audits
        for item in found.report.items
        for column in Column
    }
    for finding in city.across:
        for passage in (finding.passage, *finding.related):
            if passage.item is not None and passage.column is not None:
                text = cells[str(passage.period), passage.item, passage.column]
                assert text[passage.start : passage.end] == passage.quote


def test_fingerprints_are_used_once_a_period(city: History) -> None:
    for found in city.audits:
        prints = [finding.fingerprint for finding in found.findings]
        assert len(prints) == len(set(prints))


def test_a_target_keeps_its_name_under_new_numbers() -> None:
    one, two = row_of(1, "新建学校12所。", "开工8所。"), row_of(2, "改造农村公路300公里。", "改造120公里。")
    other = row_of(1, "改造农村公路300公里。", "改造180公里。") + row_of(2, "新建学校12所。", "开工10所。")
    history = of_tables(*quarters(one + two, other))
    assert [course.id for course in history.targets] == ["2023Q1-1", "2023Q1-2"]
    assert [[e.item.number for e in course.entries] for course in history.targets] == [["1", "2"], ["2", "1"]]
    assert history.across == ()


def test_two_rows_of_one_number_have_names_of_their_own() -> None:
    table = row_of(1, "新建学校12所。", "开工8所。") + row_of(1, "改造农村公路300公里。", "改造120公里。")
    names = [course.id for course in of_tables(*quarters(table, table)).targets]
    assert names == ["2023Q1-1", "2023Q1-1~2"]


def test_the_course_tells_what_changed_and_what_is_pursued() -> None:
    history = texts("累计开工学校8所。", "累计建成学校12所。")
    first, second = history.targets[0].entries
    assert first.changed == () and second.changed == (Column.PROGRESS,)
    assert [(p.demand.passage.quote, p.actual and p.actual.passage.quote) for p in second.pursuits] == [
        ("12所", "12所")
    ]


def test_states_follow_a_finding_through_the_periods() -> None:
    history = texts("储能规模6HWH。", "储能站规模6HWH，已并网。", "储能规模6GWh。", "储能规模6HWH，运行平稳。")
    states = [[f.state for f in found.findings if f.rule == "unit-symbol-unknown"] for found in history.audits]
    assert states == [[None], ["absent"], [], ["reopened"]]
    assert "finding-reopened" in rules(history)


def test_a_finding_that_stays_is_unchanged_and_not_reopened() -> None:
    history = texts("储能规模6HWH。", "储能站规模6HWH，已并网。", "储能规模6HWH，运行平稳。")
    states = [[f.state for f in found.findings if f.rule == "unit-symbol-unknown"] for found in history.audits]
    assert states == [[None], ["unchanged"], ["unchanged"]]
    assert "finding-reopened" not in rules(history)


def test_the_turn_of_the_year_begins_anew() -> None:
    history = texts("累计新建学校12所。", "累计新建学校2所。", first=4)
    assert history.across == ()


def test_sums_since_an_earlier_year_go_on_over_the_turn() -> None:
    fell = texts("自2020年以来累计新建学校62所。", "自2020年以来累计新建学校58所。", first=4)
    assert rules(fell) == {"cumulative-decreased"}
    rose = texts("自2020年以来累计新建学校62所。", "自2020年以来累计新建学校65所。", first=4)
    assert rose.across == ()


def test_a_note_outside_the_table_explains_an_item_that_is_gone() -> None:
    rows = [
        row_of(n, f"{name}。", "按计划推进。")
        for n, name in ((1, "新建学校12所"), (2, "改造公路300公里"), (3, "建设公园"))
    ]
    (p1, one), (p2, two) = quarters("".join(rows), "".join(rows[:2]))
    assert rules(of_tables((p1, one), (p2, two))) == {"item-dropped"}
    told = "注：原第3项“建设公园”已提前完成并销号，不再列报。\n"
    assert of_tables((p1, one), (p2, two + told)).across == ()


def test_an_excerpt_is_told_once_and_not_item_by_item() -> None:
    names = ("新建学校12所", "改造公路300公里", "建设公园", "培训技工", "治理河道", "扩建医院")
    rows = [row_of(n, f"{name}。", "按计划推进。") for n, name in enumerate(names, 1)]
    history = of_tables(*quarters("".join(rows), rows[0]))
    assert [(f.rule, f.severity, f.passage.item) for f in history.across] == [("item-dropped", "info", None)]


def test_sources_are_put_in_order_and_named(tmp_path: Path) -> None:
    for period, table in quarters(row_of(1, "新建学校12所。", "开工8所。"), row_of(1, "新建学校12所。", "开工9所。")):
        (tmp_path / f"{period}.txt").write_text(table, encoding="utf-8")
    history = compare_sources([tmp_path / "2023Q2.txt", tmp_path / "2023Q1.txt"])
    assert [str(period) for period in history.periods] == ["2023Q1", "2023Q2"]


@pytest.mark.parametrize(
    ("names", "periods", "told"),
    [
        (["2023Q1.txt"], [], "两期或更多期"),
        (["2023Q1.txt", "copy of 2023Q1.txt"], [], "每期一份"),
        (["2023Q1.txt", "无题.txt"], [], "能看出报告期"),
        (["2023Q1.txt", "2023Q2.txt"], ["2023Q1"], "一一对应"),
        (["2023Q1.txt", "2023Q2.txt"], ["2023Q1", "2023Q9"], "报告期"),
    ],
)
def test_what_cannot_be_compared_is_refused(tmp_path: Path, names: list[str], periods: list[str], told: str) -> None:
    for name in ("2023Q1.txt", "copy of 2023Q1.txt", "2023Q2.txt", "无题.txt"):
        table = quarters(row_of(1, "新建学校12所。", "开工8所。"))[0][1].replace("第1季度目标", "季度目标")
        (tmp_path / name).write_text(table, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        compare_sources([tmp_path / name for name in names], periods=periods)


WORDS = ("新建", "改造", "学校", "公路", "公园", "培训", "医院", "河道", "厂房", "社区", "农田", "港口", "管网", "书房")
targets = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=6).map("".join), min_size=1, max_size=12, unique=True
)


@settings(max_examples=150, deadline=None)
@given(targets, st.randoms(use_true_random=False))
def test_the_same_targets_align_in_any_order_and_under_any_number(names: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(range(len(names)), len(names))
    earlier = [Target(str(n), name) for n, name in enumerate(names)]
    later = [Target(str(n + 100), names[place]) for n, place in enumerate(shuffled)]
    assert align(earlier, later) == dict(enumerate(shuffled))


@settings(max_examples=150, deadline=None)
@given(targets, targets, st.booleans())
def test_no_target_is_used_twice(one: list[str], other: list[str], numbers: bool) -> None:
    earlier = [Target(str(n), name) for n, name in enumerate(one)]
    later = [Target(str(n), name) for n, name in enumerate(other)]
    pairs = align(earlier, later, numbers=numbers)
    assert len(set(pairs.values())) == len(pairs)
    assert all(0 <= a < len(later) and 0 <= b < len(earlier) for a, b in pairs.items())
