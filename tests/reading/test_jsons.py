"""JSON of several lists of records: parts of one table are read one after the other, others are refused by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from toolkit.errors import InputError
from toolkit.model import Column, Report
from toolkit.reading import read_text


def record(number: int, **other: str) -> dict[str, str]:
    named = {
        "序号": str(number),
        "年度目标": f"建成{number}个。",
        "是否完成": "完成",
        "具体工作进展": f"已建成{number}个。",
    }
    return {**named, "责任单位": "县住建局", **other}


def report_of(document: Any) -> Report:
    return read_text(json.dumps(document, ensure_ascii=False))


def numbers(document: Any) -> list[str]:
    return [item.number for item in report_of(document).items]


ONE, TWO = [record(1), record(2)], [record(3), record(4), record(5)]


@pytest.mark.parametrize(
    "document",
    [
        {"一、财政": ONE, "二、生态": TWO},
        {"data": {"list1": ONE, "list2": TWO}},
        [{"部门": "一组", "任务": ONE}, {"部门": "二组", "任务": TWO}],
        [{"部门": str(n), "任务": [record(n)]} for n in range(1, 6)],
    ],
)
def test_lists_with_the_same_keys_are_one_table(document: Any) -> None:
    report = report_of(document)
    assert [item.number for item in report.items] == ["1", "2", "3", "4", "5"]
    assert all(item[Column.PROGRESS] == f"已建成{item.number}个。" for item in report.items)
    assert [r.kind for r in report.repairs] == ["lists-joined"]
    assert all(item.place for item in report.items)


def test_no_group_is_left_behind_however_many_there_are() -> None:
    assert len(numbers([{"部门": str(n), "任务": [record(n)]} for n in range(1, 301)])) == 300


def test_a_list_that_lacks_a_key_is_still_a_part() -> None:
    short = [{key: text for key, text in entry.items() if key != "责任单位"} for entry in TWO]
    report = report_of({"一": ONE, "二": short})
    assert [item[Column.RESPONSIBLE_UNIT] for item in report.items] == ["县住建局", "县住建局", "", "", ""]


def test_pages_of_records_are_one_list() -> None:
    assert numbers([ONE, TWO]) == ["1", "2", "3", "4", "5"]


def test_columns_beside_the_rows_are_their_heading() -> None:
    document = {"columns": list(ONE[0]), "index": [0, 1], "data": [list(entry.values()) for entry in ONE]}
    assert numbers(document) == ["1", "2"]


@pytest.mark.parametrize(
    "document",
    [
        {"一、财政": [record(1, 得分="9")], "二、生态": [record(2, 备注="无")]},
        {"财政": ONE, "生态": [{"编号": "3", "年度目标": "建成", "进展情况": "已建成3个项目。"}]},
        {"一季度": ONE, "二季度": ONE},
        {"财政": ONE, "其他": {"生态": TWO}},
    ],
)
def test_lists_that_are_no_parts_of_one_table_are_refused_by_name(document: Any) -> None:
    names = list(document)
    with pytest.raises(InputError, match=f"“{names[0]}”（.*“{names[1]}”"):
        report_of(document)
