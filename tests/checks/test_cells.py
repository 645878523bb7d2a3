"""Statuses, empty cells, reasons and numbered items: what is a fault, what only looks like one."""

from __future__ import annotations

import pytest

from tests.tables import audit_rows, row
from toolkit.checks.blanks import no_reason
from toolkit.language.words import default_words
from toolkit.model import Finding


def on(rule: str, **cells: str) -> list[Finding]:
    return [f for f in audit_rows(row(**cells)).findings if f.rule == rule]


@pytest.mark.parametrize(
    "reason",
    [
        *(
            "",
            "（无）",
            "(无)",
            "无（已完成）",
            "已完成，无未完成原因",
            "四季度目标已完成。",
            "2023年度目标已完成",
            "无；无",
        ),
        *(
            "本项目标已完成",
            "该项工作已完成",
            "暂无未完成原因",
            "完成率100%",
            "未涉及",
            "无该情况",
            "0",
            "None",
            "\\",
            "—",
        ),
        *(
            "截至12月底，已全部完成。",
            "完成情况：已完成",
            "已于2023年12月完成",
            "按序时进度完成",
            "已完成目标的110%",
            "0项",
        ),
        *("1.无", "N/A", "我局不涉及", "无需说明", "见进展情况", "项目已竣工"),
    ],
)
def test_reasons_that_there_is_none(reason: str) -> None:
    assert no_reason(reason, default_words())
    assert on("status-reason-conflict", reason=reason) == []


@pytest.mark.parametrize(
    "reason",
    [
        *(
            "资金不足",
            "完成了一部分",
            "未完成征地",
            "目标已完成80%",
            "完成率95%",
            "无法按期完成",
            "已完成一半",
            "没有资金",
        ),
        *("无施工条件", "已完成，但资金尚未拨付", "不涉及土地但缺资金", "任务重"),
    ],
)
def test_reasons_that_tell_something_contradict_done(reason: str) -> None:
    (finding,) = on("status-reason-conflict", reason=reason)
    assert finding.flips_verdict


def test_done_with_a_reason_or_without_progress_is_unsupported() -> None:
    for cells in ({"reason": "征地滞后"}, {"progress": "待补充"}):
        (assessment,) = audit_rows(row(**cells)).assessments
        assert assessment.verdict == "unsupported"


@pytest.mark.parametrize(
    ("reason", "rule"),
    [
        ("", "required-cell-empty"),
        ("待补充", "required-cell-empty"),
        ("详见附件", "required-cell-empty"),
        ("无", "status-reason-conflict"),
        ("已完成", "status-reason-conflict"),
        ("——", "status-reason-conflict"),
    ],
)
def test_a_missing_reason_is_told_by_one_rule(reason: str, rule: str) -> None:
    found = audit_rows(row(status="未完成", reason=reason, progress="主体在建。")).findings
    told = {f.rule for f in found if f.passage.column == "reason"}
    assert told == {rule}


@pytest.mark.parametrize(
    "cell",
    ["", "详见附件", "见附表2", "……", "（空）", "XXX", "××", "暂无进展", "未填报。", "\u200b\ufeff", "NULL", "同上"],
)
def test_cells_that_say_nothing(cell: str) -> None:
    assert [f.passage.column for f in on("required-cell-empty", progress=cell)] == ["progress"]


@pytest.mark.parametrize("cell", ["完成。", "建成学校2所，详见附件。", "2", "已印发。"])
def test_cells_that_say_something(cell: str) -> None:
    assert on("required-cell-empty", progress=cell) == []


@pytest.mark.parametrize("status", [" 完成 ", "完 成", "完成\u3000"])
def test_blanks_around_a_status_are_named_as_such(status: str) -> None:
    (finding,) = on("status-vocabulary", status=status)
    assert "多出空格" in finding.message and "宜写作" not in finding.message
    assert finding.severity == "info"


@pytest.mark.parametrize("status", ["已完成（100%）", "全部完成任务"])
def test_statuses_that_claim_done(status: str) -> None:
    assert on("status-reason-conflict", status=status, reason="征地滞后")
    assert "宜写作“完成”" in on("status-vocabulary", status=status)[0].message


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        ("1.建设，2.管理，4.考核。", ["跳号：2 之后为 4"]),
        ("1.甲。2.乙。2.丙。", ["重复或倒退：2 之后为 2"]),
        ("1.甲。1.乙。", ["重复或倒退：1 之后为 1"]),
        ("一是甲；二是乙；三是丙。同时，一是丁；二是戊。", []),
        ("一是甲；二是乙。同时，一是丁；三是戊。", ["跳号：1 之后为 3"]),
    ],
)
def test_broken_numbering(progress: str, told: list[str]) -> None:
    assert [f.message.split("编号")[1].rstrip("。") for f in on("subitem-numbering-broken", progress=progress)] == told


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("受多方面因素影响，进度滞后", 1),
        ("甲乙丙，进度滞后", 1),
        ("甲乙丙丁，进度滞后", 0),
        ("因雨停工", 0),
        ("征地难", 0),
    ],
)
def test_reasons_of_stock_phrases(reason: str, told: int) -> None:
    assert len(on("reason-empty-talk", status="未完成", reason=reason, progress="主体在建。")) == told
