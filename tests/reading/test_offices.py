"""Workbooks and documents: merges, hidden parts, several sheets, values as shown, revisions, nested tables."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.reading.makers import by_office
from tests.tables import HEAD, USUAL
from toolkit.errors import InputError
from toolkit.model import Column, Report
from toolkit.period import Period
from toolkit.reading import read
from toolkit.reading.dates import date
from toolkit.reading.office import converter
from toolkit.reading.shown import number
from toolkit.reading.shown import text as worded

HEADS = HEAD.split("\t")


def cells(item: str = "1", **given: Any) -> list[Any]:
    held: dict[str, Any] = {**USUAL, "item": item, **given}
    return [held[column.value] for column in Column]


def workbook(tmp_path: Path, fill: Callable[[Any], None], *, period: Period | None = None) -> Report:
    book = openpyxl.Workbook()
    fill(book)
    path = tmp_path / "2023Q4.xlsx"
    book.save(path)
    return read(path, period=period)


def document(tmp_path: Path, fill: Callable[[Any], None]) -> Report:
    made = docx.Document()
    fill(made)
    path = tmp_path / "2023Q4"
    held = io.BytesIO()
    made.save(held)
    path.write_bytes(held.getvalue())
    return read(path)


def kinds(report: Report) -> list[str]:
    return [repair.kind for repair in report.repairs]


def test_merged_cells_of_a_sheet(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["2023年第四季度目标完成情况"])
        sheet.append([])
        sheet.append(["序号", "年度目标", "第4季度", None, None, "未完成原因", "责任", None])
        sheet.append([None, None, "目标", "是否完成", "工作进展", None, "分管领导", "责任单位"])
        sheet.append(cells("1"))
        sheet.append(cells("2", leader=None))
        for area in ("A1:H1", "A3:A4", "B3:B4", "C3:E3", "F3:F4", "G3:H3", "G5:G6"):
            sheet.merge_cells(area)

    report = workbook(tmp_path, fill)
    assert [item.line for item in report.items] == [5, 6]
    assert {c.value: text for c, text in report.items[1].cells.items()} == {**USUAL, "item": "2"}
    assert str(report.period) == "2023Q4"


def test_hidden_rows_are_read_and_reported_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        for row in (HEADS, cells("1"), cells("2")):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        other = book.create_sheet("旧表")
        other.sheet_state = "hidden"
        other.append(HEADS)
        other.append(cells("9"))

    report = workbook(tmp_path, fill)
    assert [item.number for item in report.items] == ["1", "2"]
    assert [(r.kind, r.line) for r in report.repairs if "行" in r.after] == [("hidden", 3)]
    assert [r.before for r in report.repairs if "工作表" in r.before] == ["工作表“旧表”"]


def test_sheets_of_one_report_are_one(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.title = "封面"
        book.active.append(["2023年第四季度"])
        for name, at in (("教育", "1"), ("交通", "2")):
            sheet = book.create_sheet(name)
            sheet.append(HEADS)
            sheet.append(cells(at))

    report = workbook(tmp_path, fill)
    assert [(item.number, item.place) for item in report.items] == [
        ("1", "工作表“教育”第 2 行"),
        ("2", "工作表“交通”第 2 行"),
    ]
    assert len({item.line for item in report.items}) == 2


def test_sheets_of_several_quarters_are_asked_about(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for name, at in (("三季度", "3"), ("四季度", "4")):
            sheet = book.create_sheet(name)
            sheet.append([head.replace("第4季度", "季度") for head in HEADS])
            sheet.append(cells(at))

    with pytest.raises(InputError, match=r"--period.*Q3、Q4"):
        workbook(tmp_path, fill)
    report = workbook(tmp_path, fill, period=Period.parse("2023Q3"))
    assert [item.number for item in report.items] == ["3"]
    assert "table-ignored" in kinds(report)


def test_values_are_as_shown(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(HEADS)
        sheet.append(
            cells("1", progress=0.0555, annual_target=dt.date(2023, 12, 31), period_target=1234.5, reason=True)
        )
        sheet["E2"].number_format = "0.0%"
        sheet["B2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["C2"].number_format = '#,##0.00"万元"'

    report = workbook(tmp_path, fill)
    assert report.items[0][Column.PROGRESS] == "5.6%"
    assert report.items[0][Column.ANNUAL_TARGET] == "2023年12月31日"
    assert report.items[0][Column.PERIOD_TARGET] == "1,234.50万元"
    assert report.items[0][Column.REASON] == "TRUE"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (5.5, "General", "5.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e15, "General", "1000000000000000"),
        (1260, "0", "1260"),
        (5.5, "0.00", "5.50"),
        (5.5, "0.##", "5.5"),
        (5.0, "0.##", "5"),
        (1234567, "#,##0", "1,234,567"),
        (0.955, "0%", "96%"),
        (1.012, "0.0%", "101.2%"),
        (-3, "0;[Red]-0", "-3"),
        (-3, "0_);(0)", "(3)"),
        (12, '0"个"', "12个"),
        (0.125, "0.00", "0.13"),
        (125000, '0!.0,"万元"', "12.5万元"),
        (125000, '0"."0,"万元"', "12.5万元"),
        (125000, r"0\.0,万元", "12.5万元"),
        (125000, '0.00,"千元"', "125.00千元"),
        (152000000, '#,##0.00,,"百万元"', "152.00百万元"),
        (125000, '[>=10000]0!.0,"万";0', "12.5万"),
        (1250, '[>=10000]0!.0,"万";0', "1250"),
        (0, '0;-0;"—"', "—"),
        (3, ";;;", ""),
        (1260, "0000000", "0001260"),
        (0.5, ".00", "0.50"),
        (5, "[DBNum1]General", "五"),
        (2.5, 'General"亿元"', "2.5亿元"),
        (3, "[$¥-804]#,##0.00", "¥3.00"),
        (1e300, "0", "1" + "0" * 300),
        (0.5, "# ?/?", None),
        (3, "0.0E+00", None),
        (3, "yyyy", None),
        (3, "[$-1E000804]General", None),
        (3, "[$-1000409]General", "3"),
        (125000, '0"!".0,"万元"', None),
        (-20000, '[>=10000]0!.0,"万";0', None),
    ],
)
def test_numbers_under_their_formats(value: float, code: str, text: str | None) -> None:
    assert number(value, code) == text


@given(st.floats() | st.integers(), st.text('0#?.,;%"!\\\\[]>=1 @_*E/-万年yG', max_size=30))
def test_no_format_breaks_the_reading(value: float, code: str) -> None:
    said = number(value, code)
    assert said is None or isinstance(said, str)
    assert isinstance(worded("字", code), str)
    held = date(dt.datetime(2023, 12, 5), code)
    assert held is None or isinstance(held, str)


@given(st.integers(-(10**12), 10**12), st.integers(0, 3), st.integers(0, 3))
def test_scaled_numbers_are_the_number(value: int, commas: int, places: int) -> None:
    said = number(value, "#,##0." + "0" * places + "," * commas if places else "#,##0" + "," * commas)
    assert said is not None
    assert abs(Decimal(said.replace(",", "")) * 1000**commas - value) <= Decimal(1000**commas) / 10**places / 2


def test_texts_under_their_formats() -> None:
    assert worded("5", '@"个"') == worded("5", '0;0;0;@"个"') == "5个"
    assert worded("5", "0.0") == worded("5", '_ * "-"??_ ;_ @_ ') == "5"


def test_a_format_that_is_not_understood_is_listed(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(HEADS)
        book.active.append(cells("1", progress=0.5, reason=125000, leader=dt.timedelta(hours=30)))
        for name, code in (("E2", "# ?/?"), ("F2", ";;;"), ("G2", "[h]:mm")):
            book.active[name].number_format = code

    report = workbook(tmp_path, fill)
    assert (report.items[0][Column.PROGRESS], report.items[0][Column.REASON]) == ("0.5", "")
    told = [(r.kind, r.line, r.before) for r in report.repairs]
    assert told == [("number-format", 2, "# ?/?"), ("hidden", 2, "125000"), ("number-format", 2, "[h]:mm")]


def test_struck_out_text_of_a_sheet_is_left_out_and_listed(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(HEADS)
        book.active.append(cells("1", reason="原因"))
        pieces = ("建成", TextBlock(InlineFont(strike=True), "4800"), TextBlock(InlineFont(b=True), "5100"), "m")
        book.active["E2"] = CellRichText(*pieces, TextBlock(InlineFont(vertAlign="superscript"), "2"))
        book.active["F2"].font = Font(strike=True)

    report = workbook(tmp_path, fill)
    assert (report.items[0][Column.PROGRESS], report.items[0][Column.REASON]) == ("建成5100m²", "")
    assert [(r.line, r.before) for r in report.repairs if r.kind == "struck-out"] == [(2, "4800"), (2, "原因")]


@pytest.mark.skipif(converter() is None, reason="LibreOffice makes the old workbook")
def test_an_old_workbook_shows_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(HEADS)
    sheet.append(cells("1", leader=125000, reason=0.5))
    sheet["E2"] = CellRichText("建成", TextBlock(InlineFont(strike=True), "4800"), "5100")
    sheet["G2"].number_format, sheet["F2"].number_format = '0.00,"千元"', "# ?/?"
    held = io.BytesIO()
    book.save(held)
    path = tmp_path / "2023Q4.xls"
    path.write_bytes(by_office(held.getvalue(), "xlsx", "xls:MS Excel 97"))
    report = read(path)
    assert (report.items[0][Column.PROGRESS], report.items[0][Column.LEADER]) == ("建成5100", "125.00千元")
    assert sorted(kinds(report)) == ["number-format", "struck-out"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy-mm-dd", "2023-12-05"),
        ("yyyy/m/d", "2023/12/5"),
        ('yyyy"年"m"月"', "2023年12月"),
        ("[$-F800]yyyy\\-mm", "2023-12"),
        ("m/d/yy h:mm", "12/5/23 9:07"),
        ("yyyy-mm-dd hh:mm:ss", "2023-12-05 09:07:30"),
        ("mmm-yy", "Dec-23"),
        ("h:mm AM/PM", "9:07 AM"),
        ("yyyy年m月d日 aaaa", "2023年12月5日 星期二"),
        ('[DBNum1]yyyy"年"', None),
        ("ggge", None),
        ("[$-130000]yyyy-m-d", None),
        ("[$-1000409]yyyy-m-d", "2023-12-5"),
    ],
)
def test_dates_under_their_formats(code: str, text: str | None) -> None:
    assert date(dt.datetime(2023, 12, 5, 9, 7, 30), code) == text


def test_a_formula_without_a_value_is_reported(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(HEADS)
        book.active.append(cells("1", reason="=A2&B2"))

    report = workbook(tmp_path, fill)
    assert report.items[0][Column.REASON] == ""
    assert [(r.before, r.after) for r in report.repairs if r.kind == "formula"] == [
        ("F2", "1 个公式没有缓存值，按空处理")
    ]


def test_formatted_but_empty_far_cells_harm_nobody(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(HEADS)
        sheet.append(cells("1"))
        sheet["XFD1048576"].number_format = "0.00"

    assert len(workbook(tmp_path, fill).items) == 1


def test_a_value_in_a_far_cell_is_refused(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.active.append(HEADS)
        book.active.append(cells("1"))
        book.active["XFD1048576"] = 1

    with pytest.raises(InputError, match="columns"):
        workbook(tmp_path, fill)


def table(made: Any, rows: list[list[str]]) -> Any:
    drawn = made.add_table(rows=0, cols=len(HEADS))
    for row in rows:
        for place, text in zip(drawn.add_row().cells, row, strict=True):
            place.text = text
    return drawn


def test_merges_of_a_document(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        drawn = table(made, [HEADS, ["一、教育", *[""] * 7], cells("1"), cells("2", leader=""), cells("3")])
        drawn.cell(1, 0).merge(drawn.cell(1, 7))
        drawn.cell(2, 6).merge(drawn.cell(3, 6))
        drawn.cell(4, 1).text = ""
        drawn.cell(4, 1).merge(drawn.cell(4, 2))

    report = document(tmp_path, fill)
    assert [item.number for item in report.items] == ["1", "2", "3"]
    assert report.items[1][Column.LEADER] == "张三"
    assert report.items[2][Column.ANNUAL_TARGET] == report.items[2][Column.PERIOD_TARGET] == "建设学校2所。"
    assert "row-joined" not in kinds(report)


def test_deleted_revisions_do_not_count_and_inserted_ones_do(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        drawn = table(made, [HEADS, cells("1"), cells("2")])
        paragraph = drawn.cell(1, 4).paragraphs[0]._p
        deleted = f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>旧文</w:delText></w:r></w:del>'
        inserted = f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>新文</w:t></w:r></w:ins>'
        paragraph.append(parse_xml(deleted))
        paragraph.append(parse_xml(inserted))
        gone = drawn.rows[2]._tr.get_or_add_trPr()
        gone.append(parse_xml(f'<w:del {nsdecls("w")} w:id="3" w:author="x"/>'))

    report = document(tmp_path, fill)
    assert report.items[0][Column.PROGRESS] == "建成学校2所。新文"
    assert [item.number for item in report.items] == ["1"]
    assert "revision" in kinds(report)


def test_a_table_inside_a_cell_is_text_and_one_inside_a_layout_is_the_table(tmp_path: Path) -> None:
    def inside(made: Any) -> None:
        drawn = table(made, [HEADS, cells("1"), cells("2")])
        inner = drawn.cell(1, 4).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "甲校", "乙校"

    assert document(tmp_path, inside).items[0][Column.PROGRESS] == "建成学校2所。\n甲校\n乙校"

    def layout(made: Any) -> None:
        outer = made.add_table(1, 1)
        inner = outer.cell(0, 0).add_table(2, len(HEADS))
        for at, row in enumerate((HEADS, cells("1"))):
            for place, text in zip(inner.rows[at].cells, row, strict=True):
                place.text = text

    assert [item.number for item in document(tmp_path, layout).items] == ["1"]


def test_a_list_in_a_document(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        made.add_heading("2023年第四季度重点任务", 1)
        for at in (1, 2):
            made.add_paragraph(f"{at}.任务目标：建设学校{at}所。")
            made.add_paragraph(f"进展情况：建成学校{at}所。")
            made.add_paragraph("责任单位：市教育局")

    report = document(tmp_path, fill)
    assert [(i.number, i[Column.PROGRESS]) for i in report.items] == [("1", "建成学校1所。"), ("2", "建成学校2所。")]


def test_raised_and_hidden_runs(tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        drawn = table(made, [HEADS, cells("1")])
        paragraph = drawn.cell(1, 4).paragraphs[0]
        paragraph.add_run("煤炭10")
        paragraph.add_run("4").font.superscript = True
        paragraph.add_run("吨")
        paragraph.add_run("隐藏").font.hidden = True

    assert document(tmp_path, fill).items[0][Column.PROGRESS] == "建成学校2所。煤炭10⁴吨"
