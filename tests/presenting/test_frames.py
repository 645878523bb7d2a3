"""Frames for people, CSV that no spreadsheet runs, parquet with the fields of the contract."""

from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pytest

from tests.presenting import specimens
from toolkit.model import Column
from toolkit.presenting import frames, marks, records


def test_findings_have_chinese_headings_and_the_numbers_of_every_presentation() -> None:
    frame = frames.findings(specimens.plain())
    assert list(frame["编号"]) == [1, 2, 3, 4]
    assert list(frame["序号"]) == ["1", "全表", "1", "2"]
    assert frame.loc[0, "规则"] == "以预计代完成"
    assert frame.loc[0, "责任单位"] == "市教育局 市财政局、市统计局"
    assert frame.loc[1, "原文引用"] == "〔读取时去掉〕---- ----"


def test_a_frame_keeps_the_quote_as_printed() -> None:
    audit = specimens.plain()
    frame = frames.findings(audit)
    for (_, row), entry in zip(frame.iterrows(), marks.numbered(audit), strict=True):
        finding = entry.finding
        if finding.passage.quote:
            assert row["原文引用"] == finding.passage.quote


def test_an_item_shows_its_verdict_and_its_cells_once() -> None:
    frame = frames.items(specimens.plain())
    assert list(frame["结论"]) == ["拟：佐证不足", "拟：佐证不足"]
    assert list(frame.columns).count("序号") == 1
    assert list(frame["问题数"]) == [2, 1]


def test_every_number_says_whether_anything_checked_it() -> None:
    frame = frames.quantities(specimens.plain())
    assert list(frame.iloc[0][["原文", "数值", "单位", "核对"]]) == ["1.6万个", "16000", "个", "未核对"]


def test_by_rule_and_by_unit_count_by_severity() -> None:
    audit = specimens.plain()
    rules, units = frames.by_rule(audit), frames.by_unit(audit)
    assert rules[["高", "合计", "事项"]].to_dict("index")["done-on-forecast"] == {"高": 1, "合计": 1, "事项": "1"}
    assert rules["合计"].sum() == len(audit.findings)
    assert list(units.iloc[0][["责任单位", "高", "低", "提示", "合计"]]) == ["市教育局", 1, 1, 1, 3]
    assert units.index[0] == "A"


def test_leaders_are_counted_nowhere() -> None:
    audit = specimens.plain()
    for frame in (frames.by_rule(audit), frames.by_unit(audit), frames.findings(audit)):
        assert "张三" not in frame.to_string()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    row = specimens.item("1", progress=start, responsible_unit=start)
    audit = specimens.audit(row, findings=(specimens.finding(row, Column.PROGRESS, start, message=start),))
    record = next(csv.DictReader(io.StringIO(frames.findings_csv(audit), newline="")))
    for head in ("原文引用", "问题描述", "责任单位"):
        assert record[head].startswith("'"), record[head]


def test_hostile_text_makes_a_csv_of_one_record() -> None:
    text = frames.findings_csv(specimens.hostile())
    records_read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(records_read) == 1
    assert "\x00" not in text
    text.encode("utf-8-sig")
    assert all(not str(value).startswith(("=", "+", "-", "@")) for value in records_read[0].values())


def test_parquet_has_the_fields_of_the_contract_with_nested_json() -> None:
    audit = specimens.plain()
    frame = pd.read_parquet(io.BytesIO(frames.findings_parquet(audit)))
    expected = records.findings(audit)
    assert list(frame.columns) == list(expected[0])
    assert list(frame["rule"]) == [record["rule"] for record in expected]
    assert json.loads(str(frame.loc[1, "proof"])) == json.loads(json.dumps(expected[1]["proof"]))
    assert json.loads(str(frame.loc[1, "related"]))[0]["quote"] == "预计能够完成"
    assert frame["item"].isna().tolist() == [True, False, False, False]


def test_parquet_of_no_findings_keeps_its_columns() -> None:
    frame = pd.read_parquet(io.BytesIO(frames.findings_parquet(specimens.audit(specimens.item("1")))))
    assert len(frame) == 0
    assert "flips_verdict" in frame.columns


def test_csv_and_parquet_are_the_same_every_time() -> None:
    assert frames.findings_csv(specimens.plain()) == frames.findings_csv(specimens.plain())
    assert frames.findings_parquet(specimens.plain()) == frames.findings_parquet(specimens.plain())


def test_hostile_text_fits_every_frame() -> None:
    audit = specimens.hostile()
    for make in (frames.findings, frames.items, frames.quantities, frames.verifications, frames.repairs):
        assert len(make(audit)) == 1
    assert frames.repairs_by_kind(audit)["次数"].tolist() == [1]
