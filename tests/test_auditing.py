"""Findings quote their passage, keep their fingerprints, survive crashing checks, depend on the text alone."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables import audit_rows, row, table
from toolkit.auditing import BLOCK, audit
from toolkit.checks.catalogue import item_check
from toolkit.checks.profile import Profile
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.errors import InputError
from toolkit.language.words import default_words
from toolkit.model import Audit, Column
from toolkit.presenting import records
from toolkit.reading import read, read_text

ROOT = Path(__file__).parent.parent
REAL = ROOT / "data" / "2023Q4.txt"
GOLDEN = ROOT / "tests" / "golden" / "2023Q4.findings.jsonl"

FAULTY = (
    row(item="1", period_target="调度“飞地”项目。", progress="全市均无“飞地”项目。"),
    row(item="2", progress="健全了风险监测预警机制，健全了风险监测预警机制。"),
    row(item="3", reason="征地滞后"),
    row(item="4", progress="截至目前，服务企业约500家左右（城东。"),
)


def test_the_real_report_is_judged_as_recorded() -> None:
    """The golden file was read by a person beside the report; `make docs` renews it after such a reading."""
    got = [json.dumps(f, ensure_ascii=False) for f in records.findings(audit(read(REAL)))]
    assert got == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_the_real_reports_known_defects_are_found() -> None:
    found = {(f.passage.item, f.rule) for f in audit(read(REAL)).findings}
    assert {
        (None, "junk-row"),
        ("7", "done-on-forecast"),
        ("28", "as-of-undated"),
        ("31", "vacuous-done"),
        ("31", "as-of-undated"),
        ("31", "subitem-shortfall"),
        ("33", "clause-repeated"),
    } <= found
    assert {item for item, rule in found if rule == "markup-residue"} == {"26", "28", "29", "30", "31"}


def assert_quotes_are_true(found: Audit) -> None:
    by_line = {item.line: item for item in found.report.items}
    for finding in found.findings:
        passage = finding.passage
        if passage.item is None or passage.column is None:
            assert (passage.start, passage.end, passage.quote) == (0, 0, "")
            continue
        assert finding.line is not None
        cell = by_line[finding.line][passage.column]
        assert cell[passage.start : passage.end] == passage.quote
        for other in finding.related:
            assert any(
                item.number == other.item
                and other.column is not None
                and item[other.column][other.start : other.end] == other.quote
                for item in found.report.items
            )


def test_quotes_are_true_on_the_real_report() -> None:
    assert_quotes_are_true(audit(read(REAL)))


PIECES = st.sampled_from(
    [
        "预计完成",
        "正在推进",
        "均无项目",
        "未收到申请",
        "截至目前",
        "约500家左右",
        "1.",
        "2.",
        "3.",
        "（一）",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "，",
        "。",
        "；",
        "<p>",
        "</p>",
        "&nbsp;",
        "2023年",
        "２０２３",
        "年",
        "建成学校2所",
        "建成学校2所，",
        "完成率100%",
        "剩余",
        "基本完成",
        "\n",
        "\u3000",
        "é",
        "😀",
        "=",
        "+",
        "-",
    ]
)
CELL = st.lists(
    st.one_of(PIECES, st.text(max_size=3, alphabet=st.characters(blacklist_categories=["Cs"]))), max_size=14
)


@settings(max_examples=150)
@given(CELL, CELL, CELL, st.sampled_from(["完成", "未完成", "完成 ", "", "√", "部分完成"]))
def test_quotes_are_true_on_any_text(progress: list[str], target: list[str], reason: list[str], status: str) -> None:
    cells = {"progress": "".join(progress), "period_target": "".join(target), "reason": "".join(reason)}
    found = audit_rows(row(status=status, **{k: v.replace("\r", "").replace("\0", "") for k, v in cells.items()}))
    assert found.failures == ()
    assert_quotes_are_true(found)
    prints = [f.fingerprint for f in found.findings]
    assert len(prints) == len(set(prints))


def fingerprints(found: Audit) -> set[tuple[str, str]]:
    return {(f.rule, f.fingerprint) for f in found.findings if f.rule != "row-id-broken"}


def test_two_runs_agree_to_the_byte() -> None:
    first, second = (json.dumps(records.findings(audit(read(REAL)))) for _ in range(2))
    assert first == second


def test_the_order_of_rows_changes_nothing_but_the_order() -> None:
    shuffled = list(FAULTY)
    shuffled.sort(key=lambda text: text[::-1])
    assert shuffled != list(FAULTY)
    assert fingerprints(audit_rows(*FAULTY)) == fingerprints(audit_rows(*shuffled))


def test_white_space_and_width_change_no_fingerprint() -> None:
    spaced = [cell.replace("500", "５００").replace("风险", " 风 险 ") for cell in FAULTY]
    usual, other = audit_rows(*FAULTY), audit_rows(*spaced)
    style = {"style-inconsistent"}
    assert {p for p in fingerprints(usual) if p[0] not in style} == {
        p for p in fingerprints(other) if p[0] not in style
    }


def test_rows_with_one_number_have_findings_of_their_own() -> None:
    twins = audit_rows(row(progress="截至目前，培训200人。"), row(progress="截至目前，培训200人。"))
    prints = [f.fingerprint for f in twins.findings]
    assert len(set(prints)) == len(prints) > 2


def test_a_crashing_check_is_recorded_and_loses_nothing() -> None:
    @item_check("crash", title="崩", certainty="exact", severity="low", objects=["x"], silent=["y"])
    def crash(item: Reading) -> Iterator[Remark]:
        yield Remark(item.whole(Column.PROGRESS), "先报一条。")
        raise ZeroDivisionError("除\n零")

    found = audit(read_text(table(*FAULTY)), rules=[crash])
    assert [(f.rule, f.item, f.error) for f in found.failures] == [
        ("crash", number, "ZeroDivisionError: 除 零") for number in "1234"
    ]
    assert fingerprints(found) == fingerprints(audit(read_text(table(*FAULTY))))


def test_an_item_whose_cells_slid_is_judged_only_on_its_shape() -> None:
    found = audit_rows("1\t甲\t完成\t预计完成\t无\t张\t局")
    assert {f.rule for f in found.findings if f.passage.item} == {"row-shape-mismatch"}
    assert [(a.verdict, a.why) for a in found.assessments] == [("not-assessable", "该行单元格错位，未作判断")]


def test_verdicts_rest_on_findings() -> None:
    extra = (row(item="5"), row(item="6", period_target="加强管理，建设学校2所。"), row(item="7", status="未完成"))
    found = {a.item.number: (a.verdict, a.rules) for a in audit_rows(*FAULTY, *extra).assessments}
    assert found["1"] == ("unsupported", ("vacuous-done",))
    assert found["5"] == ("supported", ("target-not-met",))
    assert found["6"] == ("supported", ("target-not-met",))  # 加强管理 beside it is a mere direction
    assert found["7"] == ("not-assessable", ())


def test_the_ruling_on_one_sentence_never_passes_to_another() -> None:
    both = audit_rows(row(progress="截至目前，建成36所。截至目前，投资8亿元。"))
    one = audit_rows(row(progress="截至2023年底，建成36所。截至目前，投资8亿元。"))
    prints = [f.fingerprint for f in both.findings if f.rule == "as-of-undated"]
    assert [f.fingerprint for f in one.findings if f.rule == "as-of-undated"] == prints[1:]


def test_rows_with_one_number_are_told_apart_however_far_they_stand() -> None:
    far = [row(item=str(number)) for number in range(2, BLOCK + 10)]
    twins = audit_rows(row(progress="截至目前，培训200人。"), *far, row(progress="截至目前，培训200人。"))
    prints = [f.fingerprint for f in twins.findings]
    assert len(set(prints)) == len(prints) > 2


def test_failures_come_rule_by_rule_whatever_the_block() -> None:
    @item_check("first", title="甲", certainty="exact", severity="low", objects=["x"], silent=["y"])
    def first(_item: Reading) -> Iterator[Remark]:
        raise ValueError("甲")

    @item_check("second", title="乙", certainty="exact", severity="low", objects=["x"], silent=["y"])
    def second(_item: Reading) -> Iterator[Remark]:
        raise ValueError("乙")

    rows = [row(item=str(number)) for number in range(1, BLOCK + 10)]
    found = audit(read_text(table(*rows)), rules=[first, second])
    numbers = [str(number) for number in range(1, BLOCK + 10)]
    assert [(f.rule, f.item) for f in found.failures] == [(rule, n) for rule in ("first", "second") for n in numbers]


def test_an_audit_leaves_no_cycles_to_the_collector_and_lets_it_run_again() -> None:
    report = read(REAL)
    audit(report)
    gc.collect()
    gc.disable()
    try:
        audit(report)
        assert gc.collect() == 0
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(InputError):
        audit(report, profile=Profile(only=("no-such-rule",)))
    assert gc.isenabled()


def test_a_row_that_was_let_go_of_is_worked_out_again() -> None:
    reading = ReportReading(read(REAL), default_words()).items[1]
    before = (reading.measures(Column.PROGRESS), reading.matches, reading.status)
    reading.forget()
    assert (reading.measures(Column.PROGRESS), reading.matches, reading.status) == before


def test_a_check_that_yields_something_else_is_recorded() -> None:
    @item_check("strange", title="怪", certainty="exact", severity="low", objects=["x"], silent=["y"])
    def strange(_item: Reading) -> Iterator[Remark]:
        yield "文字"  # type: ignore[misc]

    found = audit(read_text(table(*FAULTY)), rules=[strange])
    assert {f.error for f in found.failures} == {"TypeError: 应产出 Remark 或 Verified，实为 str"}


def test_without_a_period_what_depends_on_it_abstains() -> None:
    text = table(row(progress="截至目前，培训200人。")).replace("第4季度目标", "季度目标")
    unknown, known = audit(read_text(text)), audit(read_text(text, name="2023Q4"))
    assert unknown.report.period is None
    assert "as-of-undated" not in {f.rule for f in unknown.findings}
    assert "as-of-undated" in {f.rule for f in known.findings}


def test_findings_are_sorted_by_line_column_start_rule() -> None:
    order = [(f.line or 0, f.passage.column or "", f.passage.start, f.rule) for f in audit(read(REAL)).findings]
    assert order == sorted(order)


@pytest.mark.parametrize("size", [2_000])
def test_hostile_cells_are_audited(size: int) -> None:
    for piece in ("预计", "，", "1.", "（", "《", "无", "截至目前，", "甲乙丙丁戊己庚，", "<p>", "约5家左右"):
        assert audit_rows(row(progress=piece * size, period_target=piece * size)).failures == ()
