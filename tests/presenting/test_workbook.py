"""The working paper opens, links, offers the rulings, and holds nothing but text."""

from __future__ import annotations

import dataclasses
import io

import openpyxl
import pytest

from tests.presenting import specimens
from toolkit.model import Audit, Column
from toolkit.presenting import workbook


def _open(audit: Audit, **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.workpaper(audit)), **options)


def test_it_has_its_sheets_with_frozen_filtered_headings() -> None:
    book = _open(specimens.plain())
    assert book.sheetnames == ["问题台账", "事项原文", "目标各部分", "读取修复", "说明"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref


def test_the_ledger_has_its_columns_and_one_row_a_finding() -> None:
    sheet = _open(specimens.plain())["问题台账"]
    assert [cell.value for cell in sheet[1]] == [
        "编号", "序号", "规则", "性质（证据级别）", "严重程度", "栏目", "原文引用", "问题描述", "取证要求", "责任单位",
        "复核结论", "复核说明", "复核人", "复核日期", "指纹",
    ]  # fmt: skip
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [1, 2, 3, 4]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["1", "全表", "1", "2"]


def test_the_ruling_is_chosen_from_a_list() -> None:
    sheet = _open(specimens.plain())["问题台账"]
    (validation,) = sheet.data_validations.dataValidation
    assert validation.type == "list"
    assert validation.formula1 == '"确认,排除,待定"'
    assert str(validation.sqref) == "K2:K5"


def test_each_finding_links_to_its_item() -> None:
    book = _open(specimens.plain())
    links = [row[1].hyperlink for row in book["问题台账"].iter_rows(min_row=2)]
    assert [link.location if link else None for link in links] == [
        "'事项原文'!A2", None, "'事项原文'!A2", "'事项原文'!A3",
    ]  # fmt: skip
    assert book["事项原文"]["A3"].value == "2"


def test_quotes_are_coloured_in_their_cells_and_the_text_stays() -> None:
    cell = _open(specimens.plain(), rich_text=True)["事项原文"]["G2"].value
    assert str(cell) == "预计能够完成新增学位目标〔1〕，目前〔3〕进展顺利。"
    assert [part.text for part in cell if hasattr(part, "font")]


def test_an_earlier_review_is_carried_over() -> None:
    row = specimens.item("1")
    review = {"ruling": "dismissed", "note": "已附通报", "by": "李", "on": "2024-02-01"}
    found = specimens.finding(row, Column.PROGRESS, "预计", review=review)
    sheet = _open(specimens.audit(row, findings=(found,)))["问题台账"]
    assert [cell.value for cell in sheet[2]][10:14] == ["排除", "已附通报", "李", "2024-02-01"]


def test_hostile_text_is_text_and_no_formula_or_link_runs() -> None:
    for sheet in _open(specimens.hostile()).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.hyperlink is None or cell.hyperlink.location.startswith("'事项原文'!")


def test_hostile_text_shows_what_it_hides() -> None:
    sheet = _open(specimens.hostile())["问题台账"]
    assert "⟨U+0000⟩" in sheet["H2"].value
    assert sheet["H2"].value.startswith("=cmd|")


@pytest.mark.parametrize("marked", [True, False])
def test_a_cell_longer_than_excel_holds_is_cut_and_says_so(marked: bool) -> None:
    row = specimens.item("1", progress="预计" + "长" * 40_000)
    found = (specimens.finding(row, Column.PROGRESS, "预计"),) if marked else ()
    text = _open(specimens.audit(row, findings=found))["事项原文"]["G2"].value
    assert len(text) == 32_767
    assert text.endswith("全文见 items.jsonl〕")


def test_no_findings_make_an_empty_ledger_that_opens() -> None:
    assert _open(specimens.audit(specimens.item("1")))["问题台账"].max_row == 1


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert workbook.workpaper(specimens.plain()) == workbook.workpaper(specimens.plain())


def test_another_finding_gives_other_bytes() -> None:
    audit = specimens.plain()
    assert workbook.workpaper(dataclasses.replace(audit, findings=())) != workbook.workpaper(audit)
