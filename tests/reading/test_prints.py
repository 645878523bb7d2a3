"""PDFs as Word, browsers and offices print them: rows cut by a page's end, merges over pages, odd rulings."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading import makers
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
