"""PDFs as Word, browsers and offices print them: rows cut by a page's end, merges over pages, odd rulings."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading import makers
from toolkit.errors import InputError
from toolkit.model import Column, Report
from toolkit.reading import read
from toolkit.reading.glyphs import Glyph, lines_of, paragraphs
from toolkit.reading.ruled import Ruling, tables

HEAD = "<thead><tr>" + "".join(f"<th>{name}</th>" for name in makers.real()[0]) + "</tr></thead>"
TWO = (
    "<thead><tr><th rowspan=2>序号</th><th rowspan=2>年度目标</th><th colspan=3>第四季度</th>"
    "<th rowspan=2>未完成原因</th><th colspan=2>责任</th></tr>"
    "<tr><th>目标</th><th>是否完成</th><th>工作进展</th><th>分管领导</th>"
    "<th>责任单位</th></tr></thead>"
)


def lines(*, merged: bool = False, captions: bool = False) -> str:
    made = []
    for at, row in enumerate(makers.real()[1:]):
        cells = ["<td>" + "".join(f"<p>{html.escape(line)}</p>" for line in cell.split("\n")) + "</td>" for cell in row]
        if merged:
            cells[6] = f"<td rowspan={len(makers.real()) - 1}>{row[6]}</td>" if at == 0 else ""
        if captions and at in (0, 5):
            made.append(f"<tr><td colspan=8>{'一二'[at > 0]}、经济发展</td></tr>")
        made.append("<tr>" + "".join(cells) + "</tr>")
    return "".join(made)


def page(body: str, css: str = "") -> bytes:
    style = "table{border-collapse:collapse}td,th{border:1px solid;font-size:9pt}p{margin:0}@page{size:A4 landscape}"
    return (
        f"<!DOCTYPE html><meta charset=utf-8><style>{style}{css}</style><h1>{makers.TITLE}</h1><table>{body}</table>"
        "<p>注：数据由市统计局提供</p>"
    ).encode()


PRINTS: dict[str, Callable[[], bytes]] = {
    "repeated-heading": lambda: page(HEAD + lines()),
    "heading-of-two-rows": lambda: page(TWO + lines()),
    "merged-over-pages": lambda: page(HEAD + lines(merged=True)),
    "captions": lambda: page(HEAD + lines(captions=True)),
    "large": lambda: page(HEAD + lines(), "td,th{font-size:16pt}"),
    "small": lambda: page(HEAD + lines(), "td,th{font-size:6pt}"),
    "no-sides": lambda: page(HEAD + lines(), "td:first-child,th:first-child{border-left:0}"),
    "double-rulings": lambda: page(HEAD + lines(), "td,th{border:3px double}"),
    "spaced-cells": lambda: page(HEAD + lines(), "table{border-collapse:separate;border:1px solid}"),
    "dashed": lambda: page(HEAD + lines(), "td,th{border:1px dashed}"),
    "shaded": lambda: page(HEAD + lines(), "tr:nth-child(even) td{background:#eee}p{background:#ffd}"),
    "justified": lambda: page(HEAD + lines(), "td{text-align:justify;text-indent:2em;vertical-align:middle}"),
}


def same_as_the_original(report: Report) -> None:
    assert [item.number for item in report.items] == [item.number for item in makers.original().items]
    assert makers.cells(report) == makers.cells(makers.original())
    assert not {"row-shape", "row-joined", "blank-row", "repeated-heading"} & {r.kind for r in report.repairs}


@pytest.mark.skipif(not makers.CHROMIUM, reason="Chromium is not installed")
@pytest.mark.parametrize("name", PRINTS)
def test_prints_of_a_browser(tmp_path: Path, name: str) -> None:
    path = tmp_path / "source"
    path.write_bytes(makers.by_chromium(PRINTS[name]()))
    same_as_the_original(read(path))


@pytest.mark.skipif(not makers.CHROMIUM, reason="Chromium is not installed")
def test_two_hundred_rows_over_many_pages(tmp_path: Path) -> None:
    head, *rows = makers.real()
    table = (head, *((str(at + 1), *rows[at % len(rows)][1:]) for at in range(200)))
    path = tmp_path / "source"
    path.write_bytes(makers.by_chromium(makers.as_html(table)))
    got = [tuple(makers.bare(item[column]) for column in Column) for item in read(path).items]
    assert got == [tuple(map(makers.bare, row)) for row in table[1:]]


def glyphs(text: str, x: float, base: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, x + at * size, x + (at + 1) * size, base, size) for at, c in enumerate(text)]


def test_raised_digits_are_no_digits() -> None:
    read_as = lines_of([*glyphs("煤10", 0, 100), *glyphs("4", 30, 104, 6), *glyphs("吨", 36, 100)])
    assert [line.text for line in read_as] == ["煤10⁴吨"]


def test_low_marks_stay_on_their_line() -> None:
    assert [line.text for line in lines_of([*glyphs("甲，乙", 0, 100), *glyphs("丙。", 0, 88)])] == ["甲，乙", "丙。"]


def test_wrapped_lines_are_joined_and_sentences_that_end_are_not() -> None:
    wrapped = lines_of([*glyphs("建成学校二", 0, 100), *glyphs("所。", 0, 88), *glyphs("新增学位。", 0, 76)])
    assert paragraphs(wrapped, 50) == "建成学校二所。\n新增学位。"


def cell(*texts: str, right: float) -> str:
    """Lines in a cell that begins at 0 and ends at `right`, with a margin of 2 points."""
    made = lines_of([glyph for at, text in enumerate(texts) for glyph in glyphs(text, 2, 100 - 12 * at)])
    return paragraphs(made, right, 0)


@pytest.mark.parametrize(
    ("texts", "right", "read_as"),
    [
        (("县财政局", "县税务局"), 44, "县财政局\n县税务局"),  # the lines are full, but no office is called that
        (("县住建局", "城关街道"), 44, "县住建局\n城关街道"),
        (("县住建", "局", "城关街", "道"), 34, "县住建局\n城关街道"),
        (("县住建局", "质监中心"), 60, "县住建局\n质监中心"),  # there was room for the next letter
        (("县住建局", "质监中心"), 44, "县住建局质监中心"),
        (("国家税务总局", "云岭县税务局"), 64, "国家税务总局云岭县税务局"),
        (("市住房和城乡", "建设局"), 64, "市住房和城乡建设局"),
        (("云岭县", "人民政府"), 44, "云岭县人民政府"),
        (("已完工十一个。", "3.剩余七个。"), 74, "已完工十一个。\n3.剩余七个。"),
        (("增长二点。", "3.5个百分点"), 54, "增长二点。3.5个百分点"),
        (("1.甲；2.乙；", "3.丙；4.丁。"), 74, "1.甲；2.乙；3.丙；4.丁。"),  # numbers that run on
        (("县财政局 ", "和县税务局"), 54, "县财政局 和县税务局"),  # the blank was drawn
        (("建成二", "所"), 34, "建成二所"),
    ],
)
def test_line_ends_in_a_cell(texts: tuple[str, ...], right: float, read_as: str) -> None:
    assert cell(*texts, right=right) == read_as


def test_a_blank_between_offices_that_is_only_a_gap() -> None:
    (line,) = lines_of([*glyphs("县财政局", 0, 100), *glyphs("县税务局", 43, 100)])
    assert line.text == "县财政局 县税务局"


@pytest.mark.skipif(not makers.CHROMIUM, reason="Chromium is not installed")
def test_a_minus_at_a_line_end_keeps_its_sign(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{at}</td><td>增长{'甲' * at}。</td><td style='text-align:right'>工业增长-<br>{at}.3%</td></tr>"
        for at in range(1, 4)
    )
    path = tmp_path / "2023Q4.pdf"
    path.write_bytes(makers.by_chromium(page(f"<tr><th>序号</th><th>年度目标</th><th>工作进展</th></tr>{rows}")))
    report = read(path)
    assert [item[Column.PROGRESS] for item in report.items] == [f"工业增长-{at}.3%" for at in range(1, 4)]


def test_rulings_make_cells_and_missing_ones_merge_them() -> None:
    across = [Ruling(y, 0, 100) for y in (100, 60)] + [Ruling(80, 50, 100)]
    upright = [Ruling(x, 60, 100) for x in (0, 50, 100)]
    (table,), outside = tables(across, upright, [*glyphs("甲", 10, 75), *glyphs("外", 10, 20)])
    assert [(r.row, r.column, r.down, r.across, r.text) for r in table.regions] == [
        (0, 0, 2, 1, "甲"),
        (0, 1, 1, 1, ""),
        (1, 1, 1, 1, ""),
    ]
    assert [glyph.text for glyph in outside] == ["外"]


OPEN = "table{border-collapse:collapse;font-size:9pt}td,th{padding:3px 9px;border:0;border-bottom:1px solid}"


@pytest.mark.skipif(not makers.CHROMIUM, reason="Chromium is not installed")
@pytest.mark.parametrize("css", [OPEN, OPEN.replace("1px solid", "0")])
def test_a_table_without_upright_rules_is_refused_by_its_reason(tmp_path: Path, css: str) -> None:
    path = tmp_path / "2023Q4.pdf"
    path.write_bytes(makers.by_chromium(page(HEAD + lines(), css)))
    with pytest.raises(InputError, match=r"没有竖线的表.*导出为 Excel 或 Word"):
        read(path)
