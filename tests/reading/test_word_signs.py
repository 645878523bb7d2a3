"""What Word writes or draws by itself: automatic numbers, symbol fonts, equations, hidden and struck-out text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.test_offices import HEADS, cells, document, kinds, table, workbook
from toolkit.auditing import audit
from toolkit.model import Column, Report
from toolkit.presenting.terminal import summary
from toolkit.reading import read
from toolkit.reading.counting import counted

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def listed(tmp_path: Path, levels: str, paragraphs: list[tuple[str, int, int]], override: str = "") -> Report:
    """Paragraphs (text, list, level) in the progress of an item, under a list of these levels."""
    made = docx.Document()
    numbering: Any = made.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    for number, extra in ((91, ""), (92, override)):
        held = f'<w:abstractNumId w:val="90"/>{extra}'
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{held}</w:num>'))
    cell = table(made, [HEADS, cells("1", progress="")]).cell(1, 4)
    for text, number, level in paragraphs:
        held = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        cell.add_paragraph(text)._p.insert(0, parse_xml(f"<w:pPr {nsdecls('w')}>{held}</w:pPr>"))
    stream = io.BytesIO()
    made.save(stream)
    path = tmp_path / "2023Q4.docx"
    path.write_bytes(stream.getvalue())
    return read(path)


def level(at: int, form: str, text: str, start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def test_a_column_of_automatic_numbers_is_the_numbers(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        drawn = table(made, [HEADS, *[cells("") for _ in range(3)]])
        for at in (1, 2, 3):
            drawn.cell(at, 0).paragraphs[0].style = made.styles["List Number"]

    assert [item.number for item in document(tmp_path, fill).items] == ["1", "2", "3"]


def test_automatic_numbers_stand_before_their_texts(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        cell = table(made, [HEADS, cells("1", progress="18个小区开工。")]).cell(1, 4)
        cell.paragraphs[0].style = made.styles["List Number"]
        cell.add_paragraph("完工11个。", style="List Number")

    assert document(tmp_path, fill).items[0][Column.PROGRESS] == "1. 18个小区开工。\n2.完工11个。"


def test_levels_starts_and_restarts(tmp_path: Path) -> None:
    levels = level(0, "chineseCounting", "%1、", 3) + level(1, "decimal", "%2.") + level(2, "upperLetter", "(%3)")
    rows = [("甲", 91, 0), ("乙", 91, 1), ("丙", 91, 1), ("丁", 91, 0), ("戊", 91, 1), ("己", 91, 2), ("庚", 92, 0)]
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    report = listed(tmp_path, levels, rows, override)
    assert report.items[0][Column.PROGRESS].split() == ["三、甲", "1.乙", "2.丙", "四、丁", "1.戊", "(A)己", "一、庚"]
    assert kinds(report) == []
    report = listed(tmp_path, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"), [*rows[:3], ("辛", 92, 0)])
    assert report.items[0][Column.PROGRESS].split() == ["1.甲", "1.1乙", "1.2丙", "2.辛"]


@pytest.mark.parametrize(("form", "told"), [("upperRoman", ["numbering"]), ("bullet", [])])
def test_a_number_in_an_unknown_form_is_listed(tmp_path: Path, form: str, told: list[str]) -> None:
    report = listed(tmp_path, level(0, form, "%1."), [("甲校建成", 91, 0)])
    assert report.items[0][Column.PROGRESS] == "甲校建成"
    assert kinds(report) == told


def test_hidden_and_struck_out_runs_are_left_out_and_listed(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        paragraph = table(made, [HEADS, cells("1")]).cell(1, 4).paragraphs[0]
        paragraph.add_run("旧数9.2").font.strike = True
        paragraph.add_run("旧数9.1").font.double_strike = True
        paragraph.add_run("内部").font.hidden = True
        paragraph.add_run("新数").font.strike = False

    report = document(tmp_path, fill)
    assert report.items[0][Column.PROGRESS] == "建成学校2所。新数"
    assert sorted((r.kind, r.line, r.before) for r in report.repairs) == [
        ("hidden", 2, "内部"),
        ("struck-out", 2, "旧数9.2旧数9.1"),
    ]


def test_signs_of_symbol_fonts_and_equations(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        paragraph = table(made, [HEADS, cells("1", progress="完成")]).cell(1, 4).paragraphs[0]._p
        for font, code in (
            ("Wingdings", "F0FC"),
            ("Wingdings", "F0FB"),
            ("Wingdings 2", "F050"),
            ("Wingdings", "F021"),
        ):
            sign = f'<w:sym w:font="{font}" w:char="{code}"/>'
            paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{sign}</w:r>"))
        fraction = "<m:f><m:num><m:r><m:t>3468</m:t></m:r></m:num><m:den><m:r><m:t>4500</m:t></m:r></m:den></m:f>"
        paragraph.append(parse_xml(f"<m:oMath {MATH}>{fraction}</m:oMath>"))

    report = document(tmp_path, fill)
    assert report.items[0][Column.PROGRESS] == "完成√×√3468/4500"
    assert [(r.kind, r.before) for r in report.repairs] == [("unread-sign", "Wingdings F021")]


def test_letters_in_a_symbol_font_are_signs(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        run = table(made, [HEADS, cells("1", progress="完成")]).cell(1, 4).paragraphs[0].add_run("ü")
        run.font.name = "Wingdings"

    assert document(tmp_path, fill).items[0][Column.PROGRESS] == "完成√"


def test_an_item_with_two_statuses_is_told_on_the_terminal(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for row in (HEADS, cells("1"), cells("1", status="未完成"), cells("2"), cells("2"), cells("3")):
            book.active.append(row)
        for area in ("A2:A3", "A4:A5"):
            book.active.merge_cells(area)

    lines = list(summary(audit(workbook(tmp_path, fill)), {}))
    assert [line.strip() for line in lines if "合并行并入一项 事项" in line] == [
        "合并行并入一项 事项 1：序号合并 2 行（同一事项有两种完成状态，原样保留）"
    ]


@given(st.integers(1, 9999))
def test_counts_in_chinese_numerals_are_all_different(number: int) -> None:
    said = counted(number)
    assert said
    digits = {sign: at for at, sign in enumerate("零一二三四五六七八九")}
    total, digit = 0, 0
    for sign in said:
        if sign in digits:
            digit = digits[sign]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    assert total + digit == number
