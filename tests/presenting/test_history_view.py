"""What a notebook shows of several periods: the same counts everywhere, a chart for any series, no hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit
from toolkit.auditing import audit
from toolkit.checks.examples import quarters, row_of
from toolkit.history import compare
from toolkit.model import Period
from toolkit.presenting import history_terminal
from toolkit.presenting.history_view import HistoryView
from toolkit.reading import read_text

CITY = Path(__file__).parents[2] / "data" / "synthetic"


@pytest.fixture(scope="module")
def city() -> HistoryView:
    return toolkit.compare([CITY])


def view(*rows: str, first: int = 1) -> HistoryView:
    tables = quarters(*rows, first=first)
    return HistoryView(compare([audit(read_text(t, name=p, period=Period.parse(p))) for p, t in tables]))


def test_a_folder_stands_for_its_reports(city: HistoryView) -> None:
    assert list(city.periods["报告期"]) == ["2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4"]


def test_counts_agree(city: HistoryView) -> None:
    across = len(city.history.across)
    assert len(city.across) == across == int(city.periods["跨季问题"].sum())
    assert f"跨季问题 {across} 处" in str(city)
    assert len(city.findings) == len(city.history.findings)
    own = int(city.periods[["高", "中", "低", "提示"]].to_numpy().sum())
    assert own + across == len(city.findings)
    assert len(city.ledger) == len(city.history.targets)


def test_the_ledger_marks_changed_targets_and_absent_items(city: HistoryView) -> None:
    row = city.ledger.set_index("目标编号").loc["2022Q4-32"]
    assert row["2023Q2"].startswith("第33项") and row["2023Q3"] == "—"
    lowered = city.ledger.set_index("目标编号").loc["2022Q4-9"]
    assert lowered["2023Q3"].startswith("※第13项")
    assert not lowered["2023Q1"].startswith("※"), "a new year's target is no change"


def test_lives_tell_where_a_finding_stood_and_stands(city: HistoryView) -> None:
    lives = city.lives
    back = lives[lives["最近一期"] == "再次出现"]
    assert list(back["2023Q2"]) == ["●"] and list(back["2023Q3"]) == [""] and list(back["2023Q4"]) == ["●"]


def test_the_chart_draws_every_path_and_says_so(city: HistoryView) -> None:
    chart = city.small_multiples()
    assert len(chart.figure.axes) % 4 == 0 and "5 期" in chart.alt
    assert list(chart.numbers.columns) == list(city.paths.columns) and len(chart.numbers) == len(city.paths)
    assert chart.svg() == city.small_multiples().svg()


def test_two_quarters_suffice_and_nothing_quantified_is_no_fault() -> None:
    bare = view(row_of(1, "推进依法行政。", "开展检查。"), row_of(1, "推进依法行政。", "完善制度。"))
    assert bare.small_multiples().png() and bare.paths.empty and bare.across.empty
    assert bare.side_by_side().text == "未发现跨季问题。"
    assert (
        view(row_of(1, "新建学校12所。", "建成学校2所。"), row_of(1, "新建学校12所。", "建成学校5所。"))
        .small_multiples()
        .png()
    )


def test_eight_quarters_work() -> None:
    rows = [row_of(1, "新建学校12所。", f"累计建成学校{n}所。") for n in (2, 5, 8, 12, 3, 6, 9, 12)]
    eight = view(*rows)
    assert eight.across.empty and len(eight.periods) == 8 and eight.small_multiples().png()


def test_hostile_text_is_shown_and_not_run() -> None:
    bad = "新建<script>alert(1)</script>学校12所。"
    shown = view(row_of(1, bad, "建成8所。"), row_of(1, bad.replace("12", "10"), "建成9所。\u202e")).side_by_side()
    assert "&lt;script&gt;" in shown.html or "<script" not in shown.html
    assert "\u202e" not in shown.html + shown.text


def test_limits_are_told(city: HistoryView) -> None:
    said = city.limits().text
    assert "只在一期出现" in said and "批准调整" in said


def test_the_terminal_tells_the_same_findings(city: HistoryView) -> None:
    lines = list(history_terminal.summary(city.history, {}))
    assert sum(line.startswith("[") for line in lines) == len(city.history.across)
