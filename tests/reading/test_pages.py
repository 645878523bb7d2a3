"""Pages: spans, nesting, paragraphs in cells, broken markup, chrome around the table, several tables."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.tables import HEAD, USUAL
from toolkit.errors import InputError
from toolkit.model import Column, Report
from toolkit.reading import read, read_text

TH = "".join(f"<th>{name}</th>" for name in HEAD.split("\t"))
TD = "<td>{}</td>" + "".join(f"<td>{text}</td>" for name, text in USUAL.items() if name != "item")


def page(*rows: str, head: str = TH, before: str = "", after: str = "") -> Report:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return read_text(f"<html><body>{before}<table><tr>{head}</tr>{body}</table>{after}</body></html>", name="2023Q4")


def numbers(report: Report) -> list[str]:
    return [item.number for item in report.items]


def kinds(report: Report) -> list[str]:
    return [repair.kind for repair in report.repairs]


def test_a_plain_page() -> None:
    report = page(TD.format(1), TD.format(2))
    assert numbers(report) == ["1", "2"]
    assert {c.value: text for c, text in report.items[0].cells.items()} == USUAL
    assert (report.source.format, kinds(report)) == ("html", [])
    assert [item.line for item in report.items] == [2, 3]


def test_a_cell_over_two_rows_holds_for_both() -> None:
    merged = TD.format(1).replace("<td>张三</td>", "<td rowspan=2>张三</td>")
    report = page(merged, TD.format(2).replace("<td>张三</td>", ""))
    assert [item[Column.LEADER] for item in report.items] == ["张三", "张三"]
    assert [item[Column.RESPONSIBLE_UNIT] for item in report.items] == ["市教育局", "市教育局"]
    assert "merged" in kinds(report)


def test_a_number_over_two_rows_is_one_item() -> None:
    first = TD.format(1).replace("<td>1</td>", "<td rowspan=2>1</td>").replace("建成学校2所。", "建成甲校。")
    second = TD.format(1).replace("<td>1</td>", "").replace("建成学校2所。", "建成乙校。")
    report = page(first, second, TD.format(2))
    assert numbers(report) == ["1", "2"]
    assert report.items[0][Column.PROGRESS] == "建成甲校。\n建成乙校。"
    assert report.items[0][Column.STATUS] == "完成"
    assert "rows-merged" in kinds(report) and "row-joined" not in kinds(report)


def test_two_statuses_of_one_number_are_not_judged() -> None:
    first = TD.format(1).replace("<td>1</td>", "<td rowspan=2>1</td>")
    report = page(first, TD.format(1).replace("<td>1</td>", "").replace("完成", "未完成"), TD.format(2))
    assert [(item.number, item.intact) for item in report.items] == [("1", False), ("2", True)]


def test_a_caption_across_the_table_is_no_item() -> None:
    report = page("<td colspan=8>一、民生保障</td>", TD.format(1), "<td colspan='8'>二、经济发展</td>", TD.format(2))
    assert numbers(report) == ["1", "2"]


def test_a_heading_of_two_rows() -> None:
    head = (
        "<th rowspan=2>序号</th><th rowspan=2>年度目标</th><th colspan=3>第四季度</th><th rowspan=2>未完成原因</th>"
        "<th colspan=2>责任</th></tr><tr><th>目标</th><th>是否完成</th><th>工作进展</th>"
        "<th>分管领导</th><th>责任单位</th>"
    )
    report = page(TD.format(1), head=head)
    assert {c.value: text for c, text in report.items[0].cells.items()} == USUAL
    assert str(report.period) == "2023Q4"
    assert ("表头", "Q4") in report.claims
    assert not [r for r in report.repairs if r.kind == "column-ignored"]


def test_a_heading_of_three_rows() -> None:
    head = (
        "<th rowspan=3>序号</th><th colspan=2>目标</th><th colspan=3>落实</th><th colspan=2 rowspan=2>责任</th></tr>"
        "<tr><th rowspan=2>年度目标</th><th rowspan=2>四季度目标</th><th colspan=2>进度</th>"
        "<th rowspan=2>未完成原因</th></tr>"
        "<tr><th>完成状态</th><th>进展情况</th><th>分管领导</th><th>责任单位</th>"
    )
    report = page(TD.format(1), head=head)
    assert {c.value: text for c, text in report.items[0].cells.items()} == USUAL


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<p>甲</p>\n  <p>乙</p>", "甲\n乙"),
        ("甲<br>乙", "甲\n乙"),
        ("<div><span>甲</span>乙</div>", "甲乙"),
        ("甲&nbsp;乙&mdash;丙&#8220;丁&#x201d;", "甲 乙—丙“丁”"),
        ("浓度&lt;5%，&amp;", "浓度<5%，&"),
        ("10<sup>4</sup>吨", "10⁴吨"),
        ("甲<script>alert(1)</script><style>p{}</style><!-- 注 -->乙", "甲乙"),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>丙", "甲\n乙\n丙"),
        ("甲\n      乙", "甲 乙"),
        ("<p hidden>旧文</p>甲", "甲"),
        ("<span style='display: none'>旧文</span>甲", "甲"),
    ],
)
def test_what_a_cell_shows(cell: str, text: str) -> None:
    report = page(TD.format(1).replace("建成学校2所。", cell), TD.format(2))
    assert report.items[0][Column.PROGRESS] == text
    assert "markup" not in kinds(report)


def test_a_table_inside_a_layout_table() -> None:
    inner = f"<table><tr>{TH}</tr><tr>{TD.format(1)}</tr></table>"
    text = f"<table><tr><td>导航</td><td><div>{inner}</div></td></tr><tr><td colspan=2>页脚</td></tr></table>"
    assert numbers(read_text(text, name="2023Q4")) == ["1"]


def test_unclosed_tags_and_no_html_element() -> None:
    rows = f"<tr>{TH}<tr>{TD.format(1).replace('</td>', '')}<tr>{TD.format(2)}"
    assert numbers(read_text(f"<table border=1>{rows}", name="2023Q4")) == ["1", "2"]


def test_other_tables_are_left_out_by_name() -> None:
    other = "<table><tr><td>首页</td><td>新闻</td><td>公开</td></tr></table>"
    report = page(TD.format(1), before=other, after="<p>注：略</p>" + other)
    assert numbers(report) == ["1"]
    assert kinds(report) == ["outside-table", "table-ignored"]


def test_tables_of_one_heading_are_one_report() -> None:
    more = f"<h2>二、经济</h2><table><tr>{TH}</tr><tr>{TD.format(2)}</tr></table><table><tr>{TD.format(3)}</tr></table>"
    report = page(TD.format(1), after=more)
    assert numbers(report) == ["1", "2", "3"]
    assert len({item.line for item in report.items}) == 3
    assert report.items[1].place == "第 2 张表第 2 行"


def test_the_titles_of_a_page_tell_the_period() -> None:
    text = (
        f"<h1>2023年第三季度目标完成情况</h1><table><tr>{TH.replace('第4季度', '')}</tr><tr>{TD.format(1)}</tr></table>"
    )
    assert str(read_text(text, name="x").period) == "2023Q3"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_encodings_of_pages(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "2023Q4.xls"  # as systems export it
    path.write_bytes(f"<html><meta charset=gb2312><table><tr>{TH}</tr><tr>{TD.format(1)}</tr></table>".encode(encoding))
    assert numbers(read(path)) == ["1"]


def test_a_page_in_one_file(tmp_path: Path) -> None:
    path = tmp_path / "2023Q4.mht"
    held = f"<table><tr>{TH}</tr><tr>{TD.format(1)}</tr></table>".encode()
    path.write_bytes(
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        b"Content-Type: text/html; charset=utf-8\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(held) + b"--b--\n"
    )
    assert numbers(read(path)) == ["1"]


@pytest.mark.parametrize("span", ["rowspan=99999999", "colspan=5000", "rowspan=1001"])
def test_giant_spans_are_refused(span: str) -> None:
    with pytest.raises(InputError, match="span"):
        page(TD.format(1).replace("<td>", f"<td {span}>", 1))


@pytest.mark.parametrize("span", ["rowspan=0", "colspan=x", "rowspan=-2", "colspan=''"])
def test_nonsense_spans_are_one(span: str) -> None:
    assert numbers(page(TD.format(1).replace("<td>", f"<td {span}>", 1))) == ["1"]


@pytest.mark.parametrize(
    "row", [["2", "新建公园3处。", "是", "新建公园3处。", "无", "李四", "市局"], ["2", *"甲乙丙丁戊己庚辛"]]
)
def test_a_row_that_slid_is_not_trusted(row: list[str]) -> None:
    """One cell too few or too many: nothing is said of what stands in the wrong column."""
    heads = ["序号", "年度目标", "第4季度目标", "是否完成", "具体工作进展", "未完成原因", "分管领导", "责任单位"]
    good = ["1", "建设学校2所。", "建设学校2所。", "完成", "建成学校2所。", "无", "张三", "市教育局"]
    rows = ("".join(f"<td>{cell}</td>" for cell in cells) for cells in (heads, good, row, ["3", *good[1:]]))
    page = f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows)}</table>"
    items = {item.number: item for item in read_text(page, name="2023Q4").items}
    assert items["1"].intact and items["3"].intact and not items["2"].intact
