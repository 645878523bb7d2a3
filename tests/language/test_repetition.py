"""Repeated clauses are told once, whole; parallel segments and turns of phrase are no repeats."""

from __future__ import annotations

import pytest

from toolkit.language import repetition
from toolkit.language.repetition import repeats
from toolkit.language.text import clauses
from toolkit.language.words import default_words


def found(text: str, min_chars: int = 7) -> list[list[str]]:
    told = repeats(text, clauses(text), default_words(), min_chars)
    return [[text[start:end] for start, end in repeat.places] for repeat in told]


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("全年完成投资21.4亿元，打造完整社区试点26个，投资完成率107%，打造完整社区试点26个", "打造完整社区试点26个"),
        ("完成投资5亿元，打造完整社区试点26个，完成投资率107%，打造完整社区试点26个", "打造完整社区试点26个"),
        ("推进项目，健全了风险监测预警机制，健全了风险监测预警机制，处置线索58条。", "健全了风险监测预警机制"),
        ("强化组织领导，健全了风险监测机制。加强宣传引导，健全了风险监测机制。", "健全了风险监测机制"),
        ("健全了风险监测机制。张店区，健全了风险监测机制。", "健全了风险监测机制"),
    ],
)
def test_repeats_are_found(text: str, repeated: str) -> None:
    assert found(text) == [[repeated, repeated]]


@pytest.mark.parametrize(
    "text",
    [
        "一季度，建成公办幼儿园2所，新增学位600个；二季度，建成公办幼儿园3所，新增学位600个。",
        "一季度，建成幼儿园2所，做好安全管理工作，新增学位600个，二季度，建成幼儿园3所，做好安全管理工作，新增学位600个。",
        "对张店区，逐户开展入户走访；对淄川区，逐户开展入户走访。",
        "博山区，改造农村公路36公里，完成年度计划；沂源县，改造农村公路36公里，完成年度计划。",
        "出台《方案》，明确责任单位和完成时限；出台《细则》，明确责任单位和完成时限。",
        "工业，组织开展大走访活动；农业，组织开展大走访活动。",
        "城东小学：校舍安全排查整改全覆盖；城西中学：校舍安全排查整改全覆盖。",
        "张店区由镇办牵头，逐户开展入户走访；淄川区由村居牵头，逐户开展入户走访。",
        "春季检查2次，发现问题全部闭环整改；秋季检查3次，发现问题全部闭环整改。",
        "一月，组织开展大走访活动；二月，组织开展大走访活动；三月，组织开展大走访活动。",
    ],
)
def test_parallel_segments_are_no_repeats(text: str) -> None:
    assert found(text) == []


def test_a_run_is_told_once_and_whole() -> None:
    assert found("改造老旧管网，惠及居民千户。改造老旧管网，惠及居民千户。") == [["改造老旧管网，惠及居民千户"] * 2]


@pytest.mark.parametrize(("min_chars", "told"), [(9, 1), (10, 0)])
def test_min_chars_straddled(min_chars: int, told: int) -> None:
    assert len(found("组织校园食堂抽查行，加强领导，组织校园食堂抽查行。", min_chars)) == told


def _apart(clause: str) -> str:
    return f"强化组织领导，{clause}。加强宣传引导工作，{clause}。"


@pytest.mark.parametrize(("content", "told"), [(repetition.MIN_CONTENT - 1, 0), (repetition.MIN_CONTENT, 1)])
def test_content_of_a_clause_straddled(content: int, told: int) -> None:
    """甲 stands for a character that says something, 全面完成 and 建设任务 for none."""
    assert repetition.MIN_CONTENT == 4
    assert len(found(_apart("甲" * content + "全面完成建设任务"))) == told


@pytest.mark.parametrize(("content", "told"), [(repetition.LONG_CONTENT - 1, 0), (repetition.LONG_CONTENT, 1)])
def test_content_of_a_leaning_clause_straddled(content: int, told: int) -> None:
    assert repetition.LONG_CONTENT == 10
    assert len(found(_apart("已" + "甲" * content))) == told


@pytest.mark.parametrize(("content", "told"), [(1, 0), (2, 1)])
def test_content_of_touching_clauses_straddled(content: int, told: int) -> None:
    clause = "甲" * content + "全面完成建设任务"
    assert len(found(f"强化组织领导，{clause}，{clause}。")) == told


@pytest.mark.parametrize(("topics", "told"), [(("甲乙丙", "丁戊己"), 0), (("甲乙丙丁", "戊己庚辛"), 1)])
def test_topic_straddled(topics: tuple[str, str], told: int) -> None:
    one, other = topics
    assert len(found(f"{one}，组织开展大走访活动；{other}，组织开展大走访活动。")) == told
