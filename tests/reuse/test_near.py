"""Near duplicates: the distance is the edit distance, and texts of boilerplate alone are not compared."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.reuse.near import ANCHOR, Near, near
from toolkit.reuse.passages import shared

LONG = "东县组织部门联动，完善工作机制，压实工作责任，健全服务体系，各项任务全部落实。"


def distance(one: str, other: str) -> int:
    """Levenshtein's, by the book."""
    row = list(range(len(other) + 1))
    for i, here in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, there in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (here != there))
    return row[-1]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="ab", min_size=10, max_size=40), max_size=5), st.sampled_from([0.0, 0.2, 0.5, 1.0]))
def test_pairs_and_distances_are_those_of_the_book(texts: list[str], most: float) -> None:
    expected = [
        Near(i, j, distance(texts[i], texts[j]))
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if shared([texts[i], texts[j]], at_least=ANCHOR)
        and distance(texts[i], texts[j]) <= most * max(len(texts[i]), len(texts[j]))
    ]
    assert near(texts, most=most, common=None) == expected


def test_a_name_exchanged_and_a_sentence_added() -> None:
    texts = [LONG, LONG.replace("东县", "西县"), LONG + "下一步继续推进。", "毫不相干的另一段进展，建成学校2所。"]
    assert near(texts, most=0.3) == [Near(0, 1, 1), Near(0, 2, 8), Near(1, 2, 9)]


def test_lengths_alone_can_exclude() -> None:
    assert near([LONG, LONG * 3], most=0.3) == []


def test_boilerplate_alone_makes_no_pair() -> None:
    texts = [LONG] * 30
    assert near(texts, common=20) == []
    assert len(near(texts, common=None)) == 30 * 29 // 2
