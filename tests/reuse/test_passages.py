"""Shared passages: none missed, none invented, by brute force; plain Python and numpy give one answer."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.reuse import bulk, grams, passages, plain
from toolkit.reuse.passages import Cut, Shared, shared


def brute(texts: list[str], at_least: int, common: int | None) -> list[Shared]:
    """By the definition: every pair of places that begins a maximal run, and the grams in it counted by hand."""
    size = at_least // 2 + 1
    times = Counter(text[a : a + size] for text in texts for a in range(len(text) - size + 1))
    found = []
    for i, one in enumerate(texts):
        for j in range(i + 1, len(texts)):
            for a in range(len(one)):
                for b in range(len(texts[j])):
                    if one[a] != texts[j][b] or (a and b and one[a - 1] == texts[j][b - 1]):
                        continue
                    length = run(one[a:], texts[j][b:])
                    inside = (one[x : x + size] for x in range(a, a + length - size + 1))
                    own = sum(common is None or times[gram] <= common for gram in inside) + size - 1
                    if own >= at_least:
                        found.append(Shared(i, a, j, b, length, own))
    return sorted(found)


def run(one: str, other: str) -> int:
    length = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        length += 1
    return length


def by_numpy(texts: list[str], at_least: int, common: int | None) -> list[Shared]:
    return [Shared(*row) for row in bulk.columns(texts, Cut.of(at_least), common).tolist()]


# Two letters give long chance runs and many repeats; one beyond the basic plane, or a lone surrogate, another encoding.
LETTERS = st.sampled_from(["ab", "abc", "a\U00020000b", "年度目标。", "a\ud800\udc00"])


@st.composite
def corpora(draw: st.DrawFn) -> list[str]:
    alphabet = draw(LETTERS)
    texts = draw(st.lists(st.text(alphabet=alphabet, max_size=28), max_size=5))
    if len(texts) > 1 and draw(st.booleans()):  # planted: a slice of one text inside another
        start = draw(st.integers(0, max(len(texts[0]) - 1, 0)))
        texts[1] = texts[1][:3] + texts[0][start : start + 18] + texts[1][3:]
    return texts


@settings(max_examples=400, deadline=None)
@given(corpora(), st.integers(1, 12), st.none() | st.integers(1, 8))
def test_no_maximal_passage_is_missed_or_invented(texts: list[str], at_least: int, common: int | None) -> None:
    expected = brute(texts, at_least, common)
    assert plain.shared(texts, Cut.of(at_least), common) == expected
    assert by_numpy(texts, at_least, common) == expected


def test_both_ways_agree_on_a_larger_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many batches and blocks, boilerplate in every text, copies, and texts shorter than a gram."""
    rng = random.Random(11)  # noqa: S311  # a corpus, no secret
    frame = "截至报告期末，各项任务按序时进度推进。"
    letters = [chr(0x4E00 + n) for n in range(80)]
    texts = ["".join(rng.choices(letters, k=rng.randrange(0, 90))) + frame for _ in range(150)]
    texts += [text[rng.randrange(10) :] for text in texts[:40]] + ["", "短", frame]
    monkeypatch.setattr(grams, "BATCH", 500)
    monkeypatch.setattr(bulk, "PAIRS", 300)
    for common in (None, 6):
        assert by_numpy(texts, 11, common) == plain.shared(texts, Cut.of(11), common)


def test_the_size_of_the_corpus_decides_the_way_not_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["完成投资1310亿元，新开工248个。", "年底完成投资1310亿元，完成率103%。"]
    few = shared(texts, at_least=6)
    monkeypatch.setattr(passages, "SMALL", 0)
    assert shared(texts, at_least=6) == few == [Shared(0, 0, 1, 2, 11, 11)]


def test_equal_hashes_of_different_texts_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash only proposes: with one that is the same for all grams the answer stands."""
    constant = lambda codes, size: np.full(max(len(codes) - size + 1, 0), 7 << 40, np.uint64)  # noqa: E731
    monkeypatch.setattr(grams, "hashes", constant)
    texts = ["甲乙丙丁戊己庚", "子丑丙丁戊己寅", "卯辰巳午未申酉"]
    assert by_numpy(texts, 3, None) == brute(texts, 3, None) == [Shared(0, 2, 1, 2, 4, 4)]


def test_boilerplate_is_what_stands_in_many_places() -> None:
    frame = "全市上下深入贯彻落实各项决策部署"
    texts = [f"{frame}，第{n}项。" for n in "甲乙丙丁戊己庚辛"] + ["子丑寅卯辰巳午未申酉戌亥"] * 2
    assert [(p.one, p.other, p.own) for p in shared(texts, at_least=8, common=4)] == [(8, 9, 12)]
    assert len(shared(texts, at_least=8)) == 28 + 1


def test_what_is_left_of_a_passage_without_its_boilerplate_decides() -> None:
    frame = "全市上下深入贯彻落实各项决策部署"
    texts = [f"{frame}{letter}" for letter in "甲乙丙丁戊己"] + [f"{frame}建成{n}" for n in "一二"]
    assert shared(texts, at_least=8, common=4) == []  # 建成 with its edge is no passage of its own
    texts = [text.replace("建成", "建成投用学校两所") for text in texts]
    (passage,) = shared(texts, at_least=8, common=4)
    assert (passage.length, passage.own) == (24, 12)


def test_a_text_repeated_without_end_stays_cheap_with_a_limit() -> None:
    texts = ["—" * 30_000, "—" * 30_000, "完成投资1310亿元，年度任务全部完成"]
    assert shared(texts, at_least=12, common=50) == []


def test_nothing_and_nonsense() -> None:
    assert shared([], at_least=5) == shared(["", "甲"], at_least=1) == by_numpy([], 5, None) == []
    with pytest.raises(ValueError, match="at least one"):
        shared(["甲"], at_least=0)


@settings(max_examples=120, deadline=None)
@given(corpora(), st.integers(3, 9), st.sampled_from([None, 2]), st.integers(2, 5))
def test_the_parts_together_find_what_one_finds(
    texts: list[str], at_least: int, common: int | None, parts: int
) -> None:
    cut = Cut.of(at_least)
    laid, known = bulk.laid_out(texts, cut, common)
    apart = [bulk.found(laid, cut, known, part, parts) for part in range(parts)]
    assert bulk.told(laid, cut, known, apart).tolist() == bulk.columns(texts, cut, common).tolist()
