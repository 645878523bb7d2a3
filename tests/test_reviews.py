"""Rulings written into a working paper stand in the next one, joined by fingerprint; a broken file loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from toolkit import reviews
from toolkit.auditing import audit_source
from toolkit.running import outputs

REAL = Path(__file__).parent.parent / "data" / "2023Q4.txt"


def rule_first(path: Path) -> str:
    """Write a ruling into the first row of the ledger, as an analyst would; returns the row's fingerprint."""
    book = openpyxl.load_workbook(path)
    sheet = book[reviews.LEDGER]
    heads = [cell.value for cell in sheet[1]]
    for head, value in {
        "复核结论": "确认",
        "复核说明": "已函询\n=1+1",
        "复核人": "张三",
        "复核日期": "2024-02-01",
    }.items():
        sheet.cell(row=2, column=heads.index(head) + 1, value=value)
    book.save(path)
    return str(sheet.cell(row=2, column=heads.index(reviews.FINGERPRINT) + 1).value)


def test_a_ruling_survives_the_next_run(tmp_path: Path) -> None:
    audit = audit_source(REAL)
    outputs.save(audit, tmp_path)
    fingerprint = rule_first(tmp_path / "workpaper.xlsx")
    written = outputs.save(audit, tmp_path)
    assert [path.name for path in written.set_aside] == ["workpaper.edited-1.xlsx"]
    rulings = reviews.from_workpaper(tmp_path / "workpaper.xlsx")
    assert rulings == {fingerprint: {"ruling": "confirmed", "note": "已函询\n=1+1", "by": "张三", "on": "2024-02-01"}}
    lines = (tmp_path / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    reviewed = [record for record in map(json.loads, lines) if record["review"]]
    assert [record["fingerprint"] for record in reviewed] == [fingerprint]


def test_without_rulings_nothing_is_joined(tmp_path: Path) -> None:
    audit = audit_source(REAL)
    outputs.save(audit, tmp_path)
    assert reviews.from_workpaper(tmp_path / "workpaper.xlsx") == {}
    assert reviews.join(audit, {}) is audit


def test_a_file_that_is_no_working_paper_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "workpaper.xlsx").write_bytes(b"PK\x03\x04 nothing of the kind")
    assert reviews.from_workpaper(tmp_path / "workpaper.xlsx") == {}
    outputs.save(audit_source(REAL), tmp_path)
    assert (tmp_path / "workpaper.edited-1.xlsx").read_bytes().startswith(b"PK\x03\x04 nothing")
