"""Delimited text comes back cell for cell, whatever its encoding, quoting and headings."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import HEAD, USUAL, row, table
from toolkit.model import Column, Period
from toolkit.reading import read, read_text

REAL = Path(__file__).parents[2] / "data" / "2023Q4.txt"


def test_the_real_report() -> None:
    report = read(REAL)
    assert [item.number for item in report.items] == [
        "1",
        "7",
        "8",
        "12",
        "22",
        "26",
        "27",
        "28",
        "29",
        "30",
        "31",
        "33",
        "41",
        "70",
    ]
    assert str(report.period) == "2023Q4"
    assert report.source.sha256 == hashlib.sha256(REAL.read_bytes()).hexdigest()
    assert (report.source.encoding, report.source.format) == ("utf-8", "tsv")
    assert report.items[8][Column.RESPONSIBLE_UNIT].startswith("市发展改革委 市科技局")
    assert not any("<p" in cell for item in report.items for cell in item.cells.values())
    assert report.items[10][Column.PROGRESS].count("\n") == 1
    kinds = [repair.kind for repair in report.repairs]
    assert (kinds.count("dash-row"), kinds.count("markup")) == (6, 9)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(tmp_path: Path, encoding: str, delimiter: str, newline: str) -> None:
    path = tmp_path / "2023Q4"
    path.write_bytes(table(row()).replace("\t", delimiter).replace("\n", newline).encode(encoding))
    report = read(path)
    assert {c.value: text for c, text in report.items[0].cells.items()} == USUAL


# Radicals are repaired and reported (test_characters), so they do not come back as printed.
_RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))
CELL = st.text(
    alphabet=st.characters(
        blacklist_categories=["Cs"], blacklist_characters="\0\r<>&\x1c\x1d\x1e\x85\u2028\u2029" + _RADICALS
    )
)


@given(progress=CELL, target=CELL)
def test_quoted_cells_come_back_as_printed(progress: str, target: str) -> None:
    report = read_text(table(row(progress=progress, annual_target=target)), name="2023Q4")
    assert report.items[0][Column.PROGRESS] == progress
    assert report.items[0][Column.ANNUAL_TARGET] == target


def test_a_stray_quote_swallows_nothing() -> None:
    report = read_text(table('1\t甲\t乙\t完成\t"丙\t无\t张\t局', "2\t甲\t乙\t完成\t丁\t无\t张\t局"))
    assert [item[Column.PROGRESS] for item in report.items] == ['"丙', "丁"]


@pytest.mark.parametrize(
    "heading",
    [
        "编号\t工作目标\t四季度目标\t完成状态\t进展情况\t未完成的原因\t责任领导\t牵头单位",
        "序 号\t年度目标任务\t第四季度 目标\t是否完成\t工作进展情况\t存在问题及原因\t分管市领导\t责任部门",
        "序号\t2023年度目标\t第 4 季度目标\t年度目标是否完成\t具体工作进展\t未完成原因\t市政府分管领导\t责任单位",
        "序号\t年度目标\t四季度目标\t完成情况\t完成情况说明\t原因分析\t分管领导\t责任单位",
    ],
)
def test_headings_with_synonyms_and_period_words(heading: str) -> None:
    report = read_text(heading + "\n" + row() + "\n")
    assert {c.value: text for c, text in report.items[0].cells.items()} == USUAL


def test_an_ambiguous_heading_is_settled_by_its_content() -> None:
    heading = "序号\t年度目标\t完成情况\t责任单位\n"
    report = read_text(heading + "1\t建设学校2所。\t建成学校2所，全部投入使用，新增学位600个。\t市教育局\n")
    assert report.headings[Column.PROGRESS] == "完成情况"
    assert Column.STATUS not in report.headings


def test_columns_that_answer_to_nothing_are_said() -> None:
    report = read_text(HEAD + "\t备注\n" + row() + "\t见附件\n")
    assert [(r.kind, r.before) for r in report.repairs] == [("column-ignored", "备注")]


def test_page_chrome_above_the_table_is_no_heading() -> None:
    report = read_text("首页 > 政务公开\n2023年四季度目标任务完成情况\n来源：市政府办\n" + table(row()))
    assert str(report.period) == "2023Q4"
    assert len(report.items) == 1


def test_a_row_cut_by_a_line_break_is_joined() -> None:
    report = read_text(HEAD + "\n1\t甲\t乙\t完成\t建成\n学校2所\t无\t张\t局\n2\t甲\t乙\t完成\t丙\t无\t张\t局\n")
    assert report.items[0][Column.PROGRESS] == "建成\n学校2所"
    assert [(r.kind, r.item) for r in report.repairs] == [("row-joined", "1")]
    assert [item.intact for item in report.items] == [True, True]


def test_a_row_whose_cells_slid_is_kept_and_not_judged() -> None:
    report = read_text(HEAD + "\n1\t甲\t完成\t丙\t无\t张\t局\n")
    assert not report.items[0].intact
    assert "".join(report.items[0].cells.values()) == "1甲完成丙无张局"


def test_a_row_with_a_tab_too_many_loses_nothing() -> None:
    report = read_text(HEAD + "\n1\t甲\t乙\t完成\t丙\t丁\t无\t张\t局\n")
    assert not report.items[0].intact
    assert report.items[0][Column.RESPONSIBLE_UNIT] == "张\t局"


def test_notes_below_the_table_are_no_items() -> None:
    report = read_text(table(row(), "注：数据由市统计局提供。", "共1页"))
    assert len(report.items) == 1
    assert [r.kind for r in report.repairs] == ["note-row", "page-footer"]


@pytest.mark.parametrize(
    ("cell", "text", "removed"),
    [
        ("<p>甲</p> <p>乙</p>", "甲\n乙", 4),
        ('<p style="text-align: center;">甲</p>', "甲", 2),
        ("甲<br/>乙", "甲\n乙", 1),
        ("甲&nbsp;乙&ldquo;丙&rdquo;", "甲 乙“丙”", 3),
        ("甲<script>alert(1)</script>乙", "甲乙", 1),
        ("甲<!-- 注 -->乙", "甲乙", 1),
        ("浓度<5%，>3%", "浓度<5%，>3%", 0),
        ("研发R&D;投入", "研发R&D;投入", 0),
        ("<某某>项目", "<某某>项目", 0),
        ("<注:甲>与<5:3>", "<注:甲>与<5:3>", 0),
        ("煤炭10<sup>4</sup>吨", "煤炭10⁴吨", 1),
        ('10<sup style="x"><b>-3</b></sup>', "10⁻³", 1),
        ("CO<SUB>2</SUB>", "CO₂", 1),
        ("10<sup>甲</sup>", "10^(甲)", 1),
        ("10<sup>4", "10^4", 1),
        ("<p title='a>b'>甲</p>", "甲", 2),
        ('<p title="a>b">甲</p>', "甲", 2),
        ('<p title=5">甲</p>', "甲", 2),
        ("<w:p><w:r>甲</w:r></w:p><o:p></o:p><st1:City w:st='on'>乙</st1:City>", "甲\n乙", 8),
        ('<?xml:namespace prefix = o ns = "urn:x" /><!--[if gte mso 9]><xml>x</xml><![endif]-->甲', "甲", 2),
        ("<![if !supportLists]>一、<![endif]>甲", "一、甲", 2),
    ],
)
def test_markup(cell: str, text: str, removed: int) -> None:
    report = read_text(table(row(progress=cell)))
    assert report.items[0][Column.PROGRESS] == text
    assert [r.kind for r in report.repairs] == ["markup"] * bool(removed)


HOSTILE = (
    "<p '" * 30_000,
    "<p \"x='>" * 20_000,
    "<p " + "'" * 100_000,
    "<sup>" * 30_000,
    "<sup>" * 30_000 + "</sup>",
    ("<sup>" * 38 + "</sup>") * 1_000,
    "<![if" * 30_000,
    "<a:" * 50_000,
)


def test_markup_is_read_in_linear_time() -> None:
    for hostile in ("<script" * 20_000, "<" * 100_000, "<!--" * 30_000, "&amp" * 30_000, "<style>" * 30_000, *HOSTILE):
        assert len(read_text(table(row(progress=hostile))).items) == 1


@pytest.mark.parametrize(
    ("title", "name", "period"),
    [
        ("2023 年四季度", "x", "2023Q4"),
        ("二〇二三年上半年", "x", "2023H1"),
        ("", "2024Q1", "2024Q1"),
        ("", "2023年四季度目标", "2023Q4"),
        ("", "x", None),
        ("2023年与2022年对照", "x", None),
        ("2023年四季度完成情况（2024年1月公布）", "x", "2023Q4"),
        ("2023年四季度完成情况\n发布时间：2024-01-05", "x", "2023Q4"),
        ("2023年四季度完成情况\n2024年1月5日发布", "x", "2023Q4"),
        ("2023年四季度完成情况\n来源：2024年市政府办", "x", "2023Q4"),
        ("重点工作完成情况（2023年四季度）", "x", "2023Q4"),
        ("关于公布2023年四季度完成情况的通知", "x", "2023Q4"),
        ("2023年11月完成情况", "x", "2023M11"),
        ("2023年12月底完成情况", "x", "2023"),
        ("2023年1-11月完成情况", "x", "2023"),
        ("2023年12月完成情况", "2023Q4", "2023Q4"),
    ],
)
def test_period(title: str, name: str, period: str | None) -> None:
    heading = HEAD.replace("第4季度目标", "季度目标")
    report = read_text(f"{title}\n{heading}\n{row()}\n", name=name)
    assert (str(report.period) if report.period else None) == period


def test_the_caller_overrules_the_title() -> None:
    report = read_text("2023年四季度\n" + table(row()), period=Period.parse("2023Q3"))
    assert str(report.period) == "2023Q3"
    assert report.claims[0] == ("参数", "2023Q3")
