"""Marks around words, in pages and in Markdown: the words stay, what is struck out goes, and every mark is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model import Column, Report
from toolkit.reading import read_text

NAMES = ("序号", "年度目标", "是否完成", "具体工作进展", "责任单位")


def markdown(progress: str, title: str = "# 某县2024年**三季度**完成情况表 #") -> Report:
    rows = (("1", "建成3个。", "完成", progress, "县住建局"), ("2", "建成5个。", "完成", "已建成5个。", "县教育局"))
    lines = [title, "", *("| " + " | ".join(row) + " |" for row in (NAMES, ("---",) * 5, *rows))]
    return read_text("\n".join(lines) + "\n")


def page(progress: str, status: str = "完成", *, row: str = "") -> Report:
    rows = (("1", "建成3个。", status, progress, "县住建局"), ("2", "建成5个。", "完成", "已建成5个。", "县教育局"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in (NAMES, *rows))
    return read_text(f"<html><p>某县2024年三季度<s>初稿</s>完成情况表</p><table>{cells}{row}</table></html>")


def told(report: Report, kind: str) -> list[str]:
    return [repair.before for repair in report.repairs if repair.kind == kind]


@pytest.mark.parametrize(
    ("printed", "shown", "mark"),
    [
        ("收入**9.58亿元**。", "收入9.58亿元。", "****"),
        ("收入*9.58*亿元。", "收入9.58亿元。", "**"),
        ("收入 __9.58__ 亿元。", "收入 9.58 亿元。", "____"),
        ("危桥`K3+200`、K7。", "危桥K3+200、K7。", "``"),
        (
            "批复（[云政字〔2024〕41号](http://x.gov.cn/a_b.html)）。",
            "批复（云政字〔2024〕41号）。",
            "[](http://x.gov.cn/a_b.html)",
        ),
        (r"施工至8\*层。", "施工至8*层。", "\\"),
        (r"`**`与\*\*不是标记。", "**与**不是标记。", "`` \\ \\"),
    ],
)
def test_marks_of_markdown_go_and_their_words_stay(printed: str, shown: str, mark: str) -> None:
    report = markdown(printed)
    assert report.items[0][Column.PROGRESS] == shown
    assert mark in told(report, "markup")


@pytest.mark.parametrize("printed", ["已建成~~2.5~~2.7万亩。", "已建成<del>2.5</del>2.7万亩。"])
def test_struck_text_of_markdown_goes_and_is_told(printed: str) -> None:
    report = markdown(printed)
    assert report.items[0][Column.PROGRESS] == "已建成2.7万亩。"
    assert told(report, "struck-out") == ["2.5"]


@pytest.mark.parametrize(
    "text",
    ["规格3*4*5米。", "a_b_c共3个。", "3~5个，6~8个。", "2 ** 3 和 4 ** 5。", "[附件]（略）。", "5*8米，宽5*6米。"],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    report = markdown(text, title="某县2024年三季度完成情况表")
    assert report.items[0][Column.PROGRESS] == text
    assert not told(report, "markup") and not told(report, "struck-out")


@given(st.text(alphabet="3*_~`[]()\\亿 a", min_size=1, max_size=14))
def test_no_word_or_digit_is_lost_without_being_told(text: str) -> None:
    report = markdown(f"已{text}。", title="某县2024年三季度完成情况表")
    kept = report.items[0][Column.PROGRESS]
    taken = "".join((*told(report, "struck-out"), *told(report, "markup")))
    for mark in "3亿a":
        assert kept.count(mark) + taken.count(mark) == text.count(mark)


def test_the_title_loses_its_marks() -> None:
    assert markdown("已建成3个。").title == "某县2024年三季度完成情况表"


@pytest.mark.parametrize(
    "struck",
    ["<del>9.11</del>", "<s>9.11</s>", "<strike>9.11</strike>", '<b style="text-decoration: line-through">9.11</b>'],
)
def test_struck_text_of_a_page_goes_and_is_told(struck: str) -> None:
    report = page(f"收入{struck}<ins>9.58</ins>亿元。")
    assert report.items[0][Column.PROGRESS] == "收入9.58亿元。"
    assert told(report, "struck-out") == ["初稿", "9.11"]
    assert report.title == "某县2024年三季度完成情况表"


def test_a_struck_row_is_no_item() -> None:
    row = '<tr style="text-decoration:line-through">' + "<td>3</td>" * 5 + "</tr>"
    report = page("已建成3个。", row=row)
    assert [item.number for item in report.items] == ["1", "2"]
    assert told(report, "struck-out")[1:] == ["3 3 3 3 3"]


def test_pictures_and_fields_are_read() -> None:
    report = page(
        '已建成<input value="2.7">万亩<img alt="a.png"><input type=hidden value=9>。', '<img src=x alt="基本完成">'
    )
    assert report.items[0][Column.STATUS] == "基本完成"
    assert report.items[0][Column.PROGRESS] == "已建成2.7万亩。"
    assert told(report, "picture-text") == ["基本完成"]


def test_boxes_show_whether_they_are_ticked() -> None:
    assert page("<input type=checkbox checked>是<input type=checkbox>否").items[0][Column.PROGRESS] == "☑是☐否"


def test_struck_text_in_a_pasted_cell_goes_too() -> None:
    rows = ("\t".join(NAMES), "1\t建成3个。\t完成\t已建成<del>2</del>3个。\t县住建局")
    report = read_text("\n".join(rows) + "\n")
    assert report.items[0][Column.PROGRESS] == "已建成3个。"
    assert [(r.before, r.column, r.item) for r in report.repairs if r.kind == "struck-out"] == [
        ("2", Column.PROGRESS, "1")
    ]
