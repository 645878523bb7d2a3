"""Several columns of one kind for different periods: that of the report is read, or the candidates are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model import Column, Period
from toolkit.reading import read, read_text
from toolkit.reading.period import span


def table(*progress: str, title: str = "", again: tuple[str, ...] = ()) -> str:
    """Each item tells its progress once for each column, naming that column."""
    lines = [title] if title else []
    lines.append("\t".join(("序号", "年度目标", *progress, "是否完成", "责任单位")))
    for number in (1, 2):
        told = (f"{name}：已建成{number}0个项目，完成投资2亿元。" for name in progress)
        lines.append("\t".join((str(number), "建成50个项目。", *told, "完成", "县住建局")))
    if again:
        lines.append("\t".join(("序号", "年度目标", *again, "是否完成", "责任单位")))
        told = (f"{name}：已建成30个项目，完成投资2亿元。" for name in again)
        lines.append("\t".join(("3", "建成50个项目。", *told, "完成", "县住建局")))
    return "\n".join(lines) + "\n"


HALVES = ("上半年完成情况", "三季度完成情况")


@pytest.mark.parametrize(
    "names", [HALVES, HALVES[::-1], ("1-6月进展情况", "1—9月进展情况"), ("Q2进展情况", "Q3进展情况")]
)
@pytest.mark.parametrize("by", ["title", "file", "option"])
def test_the_column_of_the_report_s_period_is_read(tmp_path: Path, names: tuple[str, ...], by: str) -> None:
    path = tmp_path / ("2024年三季度.tsv" if by == "file" else "甲.tsv")
    path.write_text(table(*names, title="某县2024年三季度完成情况表" if by == "title" else ""), encoding="utf-8")
    report = read(path, period=Period.parse("2024Q3") if by == "option" else None)
    mine = next(name for name in names if span(name) == "Q3")
    assert all(item[Column.PROGRESS].startswith(mine) for item in report.items)
    other = next(name for name in names if name != mine)
    assert [r.before for r in report.repairs if r.kind == "column-ignored"] == [other]


@pytest.mark.parametrize("title", ["", "某县2024年重点工作完成情况表", "某县2024年四季度完成情况表"])
def test_candidates_are_named_where_nothing_tells_them_apart(title: str) -> None:
    with pytest.raises(InputError, match=r"--period.*“上半年完成情况”、“三季度完成情况”都可作具体工作进展"):
        read_text(table(*HALVES, title=title))


def test_a_half_stands_for_its_last_quarter() -> None:
    report = read_text(table("一季度完成情况", "上半年完成情况", title="某县2024年二季度完成情况表"))
    assert report.items[0][Column.PROGRESS].startswith("上半年")


def test_a_heading_in_another_order_keeps_to_the_period() -> None:
    report = read_text(table(*HALVES, title="某县2024年三季度完成情况表", again=HALVES[::-1]))
    assert [item[Column.PROGRESS][:3] for item in report.items] == ["三季度"] * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1-9月完成情况", "Q3"),
        ("1—6月", "H1"),
        ("2024年1-12月", "2024Q4"),
        ("1至10月", "M10"),
        ("11-12月", ""),
        ("完成", ""),
    ],
)
def test_months_counted_from_january(text: str, said: str) -> None:
    assert span(text) == said
