"""Headings under other names, statuses in other places: settled by content, or refused with the candidates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables import HEAD, USUAL, row
from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading import read, read_text

SYNONYMS = {
    Column.ITEM: "序号/编号",
    Column.ANNUAL_TARGET: "年度目标/工作目标/目标任务/重点任务/重点工作任务",
    Column.PERIOD_TARGET: "第4季度目标/四季度目标/本季度目标",
    Column.STATUS: "是否完成/完成情况/完成状态/目标完成情况",
    Column.PROGRESS: "具体工作进展/进展情况/落实进展情况/工作进展/完成情况说明",
    Column.REASON: "未完成原因/存在问题及原因/偏差原因",
    Column.LEADER: "分管领导/责任领导/分管市领导",
    Column.RESPONSIBLE_UNIT: "责任单位/牵头单位/责任部门/牵头及配合单位",
}
CASES = [(column, name) for column, names in SYNONYMS.items() for name in names.split("/")]


@pytest.mark.parametrize(("column", "name"), CASES)
def test_synonyms(column: Column, name: str) -> None:
    cells = HEAD.split("\t")
    cells[list(Column).index(column)] = name
    report = read_text("\t".join(cells) + "\n" + row() + "\n", name="2023Q4")
    assert {c.value: text for c, text in report.items[0].cells.items()} == USUAL
    assert report.headings[column] == name


def test_an_ambiguous_column_that_tells_nothing_is_refused() -> None:
    rows = ("1\t甲\t完成\t市教育局", "2\t乙\t建成三条\t市教育局", "3\t丙\t已签约\t市教育局")
    text = "\n".join(("序号\t年度目标\t完成情况\t责任单位", *rows))
    with pytest.raises(InputError, match=r"“完成情况”列可作是否完成或具体工作进展"):
        read_text(text)


def test_an_ambiguous_column_beside_both_is_left_out() -> None:
    head = HEAD + "\t年度完成情况"
    report = read_text(head + "\n" + row() + "\t建成\n" + row(item="2") + "\t完成\n" + row(item="3") + "\t暂无\n")
    assert report.items[0][Column.STATUS] == "完成"
    assert [r.kind for r in report.repairs] == ["column-ignored"]


def test_a_status_in_the_remarks() -> None:
    report = read_text("序号\t年度目标\t工作进展\t备注\n1\t甲\t建成学校2所\t已完成\n2\t乙\t完成80%\t达到序时进度\n")
    assert [item[Column.STATUS] for item in report.items] == ["已完成", "达到序时进度"]


def test_remarks_that_are_no_status_are_left_out() -> None:
    report = read_text("序号\t年度目标\t工作进展\t备注\n1\t甲\t建成学校2所\t见附件\n2\t乙\t完成80%\t\n")
    assert Column.STATUS not in report.headings
    assert [(r.kind, r.before) for r in report.repairs] == [("column-ignored", "备注")]


def test_a_status_as_the_first_sentence_of_the_progress() -> None:
    report = read_text("序号\t年度目标\t工作进展\n1\t甲\t已完成。建成学校2所。\n2\t乙\t滞后：完成80%。\n")
    assert [item[Column.STATUS] for item in report.items] == ["已完成", "滞后"]
    assert report.items[0][Column.PROGRESS] == "已完成。建成学校2所。"
    assert [r.kind for r in report.repairs] == ["status-from-progress"] * 2


def test_a_narrative_without_statuses_has_none() -> None:
    report = read_text("序号\t年度目标\t工作进展\n1\t甲\t建成学校2所。\n2\t乙\t已完成。道路通车。\n3\t丙\t开工。\n")
    assert all(Column.STATUS not in item.cells for item in report.items)


def test_a_numeric_self_evaluation() -> None:
    head = "序号\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施"
    report = read_text(f"{head}\n1\t培训人次\t≥500人次\t520人次\t10\t10\t无\n2\t合格率\t≥95%\t93%\t10\t8\t生源不足\n")
    assert report.items[1][Column.ANNUAL_TARGET] == "≥95%"
    assert report.items[1][Column.PROGRESS] == "93%"
    assert report.items[1][Column.REASON] == "生源不足"
    assert [r.before for r in report.repairs if r.kind == "column-ignored"] == ["三级指标", "分值", "得分"]


def test_a_target_with_its_share() -> None:
    report = read_text("序号\t工作目标\t已完成数\t占年任务之比\t责任单位\n1\t新建50公里\t45公里\t90%\t市交通局\n")
    assert (report.items[0][Column.ANNUAL_TARGET], report.items[0][Column.PROGRESS]) == ("新建50公里", "45公里")
    assert Column.STATUS not in report.headings


def test_a_numbered_narrative() -> None:
    text = (
        "2023年第四季度重点工作\n1.教育工程\n任务目标：建设学校2所。\n进展情况：建成学校2所。\n新增学位900个。\n责任单位：市教育局\n"
        "2.任务目标：新建道路3条。进展情况：建成2条。责任单位：市交通局\n"
    )
    report = read_text(text)
    assert str(report.period) == "2023Q4"
    assert [
        (i.number, i[Column.ANNUAL_TARGET], i[Column.PROGRESS], i[Column.RESPONSIBLE_UNIT]) for i in report.items
    ] == [
        ("1", "建设学校2所。", "建成学校2所。\n新增学位900个。", "市教育局"),
        ("2", "新建道路3条。", "建成2条。", "市交通局"),
    ]


def test_one_cell_per_line() -> None:
    lines = [*HEAD.split("\t"), *USUAL.values(), *({**USUAL, "item": "2"}).values()]
    report = read_text("2023年目标\n" + "\n".join(lines) + "\n", name="2023Q4")
    assert [item.number for item in report.items] == ["1", "2"]
    assert {c.value: text for c, text in report.items[1].cells.items()} == {**USUAL, "item": "2"}


def test_one_cell_per_line_with_a_cell_missing_is_not_trusted() -> None:
    short = [value for name, value in USUAL.items() if name != "reason"]
    lines = [*HEAD.split("\t"), *USUAL.values(), *short, *({**USUAL, "item": "3"}).values()]
    report = read_text("\n".join(lines) + "\n", name="2023Q4")
    assert next(item.intact for item in report.items if item.number == "1")
    assert all(item[Column.STATUS] == "完成" for item in report.items if item.intact)


def test_traditional_characters_in_big5(tmp_path: Path) -> None:
    head = "序號\t年度目標\t第四季度目標\t是否完成\t具體工作進展\t未完成原因\t分管領導\t責任單位"
    path = tmp_path / "2023Q4"
    line = "1\t建設學校二所。\t建設學校二所。\t完成\t建成學校二所。\t無\t張三\t市教育局"
    path.write_bytes(f"{head}\n{line}\n".encode("big5"))
    report = read(path)
    assert report.source.encoding == "big5"
    assert tuple(report.items[0].cells.values()) == tuple(line.split("\t"))
