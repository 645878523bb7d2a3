"""A cell that is nothing but a figure: what it answers, and what it leaves alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.bare import lone_answer, lone_share
from toolkit.language.claims import read_clauses
from toolkit.language.measures import Measure, measures
from toolkit.language.quantities import quantities
from toolkit.language.words import default_words

WORDS = default_words()


def demand(target: str) -> Measure:
    return measures(target, read_clauses(target, WORDS), quantities(target), [])[0]


def told(target: str, cell: str) -> tuple[str, str, str] | None:
    found = lone_answer(cell, demand(target), read_clauses(cell, WORDS), quantities(cell))
    if found is None:
        return None
    answer, share = found
    return answer.number.quote, answer.number.unit, share.quote if share else ""


@pytest.mark.parametrize(
    ("target", "cell", "answer"),
    [
        ("新造林3200亩。", "3350", ("3350", "亩", "")),
        ("新造林3200亩。", "3350亩。", ("3350亩", "亩", "")),
        ("新建供水工程36处。", "完成情况：38；占全年计划：106%", ("38", "处", "106%")),
        ("新建供水工程36处。", "完成 38 处（105.6%）", ("38 处", "处", "105.6%")),
        ("税收占比提高2个百分点。", "提高2.35个百分点", ("2.35个百分点", "百分点", "")),
        ("毛入园率达到90%。", "92.4%", ("92.4%", "%", "")),
        ("造价2万元/件。", "1.9万元", ("1.9万元", "元/件", "")),
        ("出口增长9%。", "增长6.4%，低于目标2.6个百分点。", ("6.4%", "%", "")),
        ("满意度达到90%。", "≥95%", ("95%", "%", "")),
        ("新造林3200亩。", "80%", None),
        ("新造林3200亩。", "新造林3350亩", None),
        ("新造林3200亩。", "3350户", None),
        ("新造林3200亩。", "2023年12月", None),
        ("税收占比提高2个百分点。", "下降2.35个百分点", None),
        ("新造林3200亩。", "3350；2100", None),
        ("新造林3200亩。", "", None),
    ],
)
def test_a_cell_of_one_figure(target: str, cell: str, answer: tuple[str, str, str] | None) -> None:
    assert told(target, cell) == answer


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("80%", "80%"),
        ("完成 98.4%", "98.4%"),
        ("57%（两处滞后）", "57%"),
        ("80%的学校", ""),
        ("覆盖率80%", ""),
        ("80%，其余在建", ""),
    ],
)
def test_a_cell_of_one_share(cell: str, share: str) -> None:
    found = lone_share(cell, quantities(cell))
    assert (found.quote if found else "") == share


@given(st.text(alphabet="完成情况：；38处106%（）.,，。占万 \n", max_size=40))
def test_it_never_fails_and_quotes_what_is_printed(cell: str) -> None:
    found = lone_answer(cell, demand("新建供水工程36处。"), read_clauses(cell, WORDS), quantities(cell))
    if found:
        number = found[0].number
        assert cell[number.start : number.end] == number.quote
