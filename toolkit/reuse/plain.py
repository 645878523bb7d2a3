"""Shared passages of a few texts in plain Python: the same answer as bulk.py, without its start-up time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from toolkit.reuse.passages import Cut, Shared

Place = tuple[int, int]


def shared(texts: Sequence[str], cut: Cut, common: int | None) -> list[Shared]:
    """All maximal passages, as passages.shared promises them."""
    index = _index(texts, cut.gram)
    found: set[Shared] = set()
    for gram, places in index.items():
        if len(places) == 1 or _is_common(places, common):
            continue
        for one, other in combinations(places, 2):
            if one[0] == other[0] or _continues(texts, index, gram, one, other, common):
                continue
            i, a, j, b, length = _widened(texts, one, other)
            grams = (texts[i][at : at + cut.gram] for at in range(a, a + length - cut.gram + 1))
            own = sum(not _is_common(index[part], common) for part in grams) + cut.gram - 1
            if own >= cut.at_least:
                found.add(Shared(i, a, j, b, length, own))
    return sorted(found)


def _index(texts: Sequence[str], size: int) -> dict[str, list[Place]]:
    index: dict[str, list[Place]] = {}
    for number, text in enumerate(texts):
        for at in range(len(text) - size + 1):
            index.setdefault(text[at : at + size], []).append((number, at))
    return index


def _is_common(places: Sequence[Place], common: int | None) -> bool:
    return common is not None and len(places) > common


def _continues(
    texts: Sequence[str], index: dict[str, list[Place]], gram: str, one: Place, other: Place, common: int | None
) -> bool:
    """Whether the gram one character earlier stands on both sides too and leads to the same passage."""
    (i, a), (j, b) = one, other
    if not a or not b or texts[i][a - 1] != texts[j][b - 1]:
        return False
    return not _is_common(index[texts[i][a - 1] + gram[:-1]], common)


def _widened(texts: Sequence[str], one: Place, other: Place) -> tuple[int, int, int, int, int]:
    (i, a), (j, b) = one, other
    left = sum(1 for _ in _same(reversed(texts[i][:a]), reversed(texts[j][:b])))
    right = sum(1 for _ in _same(iter(texts[i][a:]), iter(texts[j][b:])))
    return i, a - left, j, b - left, left + right


def _same(one: Iterator[str], other: Iterator[str]) -> Iterator[None]:
    for here, there in zip(one, other, strict=False):
        if here != there:
            return
        yield None
