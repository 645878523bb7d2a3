"""Tables pasted with one cell a line: marks inside a cell part nothing, and a line too few never slides the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading import read_text

NAMES = ("序号", "年度目标", "第3季度目标", "是否完成", "具体工作进展", "未完成原因", "责任单位")


def pasted(*items: tuple[str, ...], names: tuple[str, ...] = NAMES) -> str:
    return "\n".join(("某县2024年三季度完成情况表", "", *names, *(line for item in items for line in item))) + "\n"


def item(number: int, *, progress: str = "已建成3个，累计投资2亿元。", reason: str = "无") -> tuple[str, ...]:
    return (str(number), f"建成{number + 10}个项目。", "建成3个。", "完成", progress, reason, "县住建局")


@pytest.mark.parametrize("mark", [",", ";", "|", '"', "，"])
def test_no_mark_parts_a_cell_that_stands_on_its_own_line(mark: str) -> None:
    told = f"发放贷款1{mark}250万元{mark}扶持217人。"
    report = read_text(pasted(item(1), item(2, progress=told), item(3)))
    assert [entry[Column.PROGRESS] for entry in report.items][1] == told
    assert all(entry.intact for entry in report.items) and not any(r.kind == "row-shape" for r in report.repairs)


@given(st.lists(st.sampled_from(("1", "250", "万元", ",", ";", "|", "、", "，", "投资")), min_size=3, max_size=9))
def test_any_marks_come_back_as_printed(pieces: list[str]) -> None:
    told = "已" + "".join(pieces) + "。"
    report = read_text(pasted(item(1), item(2, progress=told), item(3)))
    assert report.items[1][Column.PROGRESS] == told


def test_an_empty_line_is_the_empty_cell_where_only_it_fills_the_row() -> None:
    report = read_text(pasted(item(1), item(2, reason=""), item(3)))
    assert [entry.number for entry in report.items] == ["1", "2", "3"]
    second = report.items[1]
    assert (second[Column.REASON], second[Column.RESPONSIBLE_UNIT]) == ("", "县住建局")
    assert [(r.kind, r.item) for r in report.repairs if r.kind == "row-shape"] == [("row-shape", "2")]


def test_the_next_serial_begins_a_row_though_the_one_before_lacks_a_cell() -> None:
    short = tuple(cell for cell in item(2) if cell != "无")
    report = read_text(pasted(item(1), short, item(3), item(4)))
    assert [(entry.number, entry.intact) for entry in report.items] == [
        ("1", True),
        ("2", False),
        ("3", True),
        ("4", True),
    ]
    assert report.items[2][Column.RESPONSIBLE_UNIT] == "县住建局"


def test_a_number_among_the_cells_is_no_serial_while_the_row_is_whole() -> None:
    report = read_text(pasted(item(1, reason="2"), item(2, reason="3"), item(3, reason="4")))
    assert [entry[Column.REASON] for entry in report.items] == ["2", "3", "4"]


@pytest.mark.parametrize(("at", "unknown"), [(7, "完成比例"), (1, "绩效指标")])
def test_an_unknown_heading_is_named_and_refused(at: int, unknown: str) -> None:
    names = (*NAMES[:at], unknown, *NAMES[at:])
    items = [(*item(n)[:at], "九成", *item(n)[at:]) for n in (1, 2, 3)]
    with pytest.raises(InputError, match=f"认不出的 “{unknown}”"):
        read_text(pasted(*items, names=names))
