"""Levels by part and the verdict that follows: the gravest fact of each part, never a sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tables import audit_rows, row
from toolkit.model import Assessment, Column


def assessed(**cells: str) -> Assessment:
    cells = {"annual_target": cells.get("period_target", "建设学校2所。"), **cells}
    (assessment,) = audit_rows(row(**cells)).assessments
    return assessment


def levels(assessment: Assessment) -> list[str]:
    return [part.level for part in assessment.parts]


def test_every_level() -> None:
    found = assessed(
        period_target="新增床位500张；病房楼投用；培训教师100人；出台管理办法；建立居家老人探访关爱制度。",
        progress="新增床位520张；病房楼正在装修；培训教师80人；出台管理办法并公示。",
    )
    assert levels(found) == ["supported", "hedged", "contradicted", "supported", "unaddressed"]
    assert (found.verdict, found.certainty) == ("contradicted", "derived")


def test_an_answered_part_makes_unsupported_partial() -> None:
    target = "建成学校2所；义务教育巩固率达到98%。"
    both = assessed(period_target=target, progress="建成学校2所，巩固率稳步提高。")
    none = assessed(period_target="义务教育巩固率达到98%。", progress="巩固率稳步提高，12月召开推进会。")
    assert levels(both) == ["supported", "unquantified"] and both.verdict == "partial"
    assert both.certainty == "lead"  # which clause answers which part is a lead
    assert none.verdict == "unsupported"


def test_names_are_parts_of_their_own() -> None:
    found = assessed(
        period_target="滨河码头、鲁中陆港、临空物流园年内全部完工。",
        progress="滨河码头、鲁中陆港建成投用，全市物流枢纽功能明显增强。",
    )
    assert [part.passage.quote for part in found.parts] == ["滨河码头", "鲁中陆港", "临空物流园"]
    assert levels(found) == ["supported", "supported", "unaddressed"] and found.verdict == "partial"


def test_figures_alone_make_a_verdict_derived() -> None:
    assert assessed(progress="建设学校2所。").certainty == "derived"
    told = assessed(period_target="印发养老服务规划。", progress="养老服务规划10月印发。")
    assert (told.verdict, told.certainty) == ("supported", "lead")


def test_narrative_is_not_assessable_and_says_so() -> None:
    found = assessed(period_target="建设学校2所；建立家校共育机制。", progress="建设学校2所，家校共育机制更加健全。")
    assert found.verdict == "not-assessable" and "只有叙述" in found.why


def test_what_is_not_claimed_has_no_parts() -> None:
    assert assessed(status="未完成", reason="征地滞后").parts == ()


@given(st.text(alphabet="建成学校2所；印发方案，培训10人。、和三个项目投产预计无", max_size=60))
def test_parts_quote_their_cells(progress: str) -> None:
    found = assessed(period_target="建成学校2所；印发方案；培训教师10人。", progress=progress or "无")
    for part in found.parts:
        for passage in (part.passage, *part.evidence):
            assert passage.column in (Column.PERIOD_TARGET, Column.PROGRESS)
            assert found.item[passage.column][passage.start : passage.end] == passage.quote
        assert part.level != "unaddressed" or part.evidence == ()
