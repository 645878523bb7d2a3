"""Near duplicates: which texts differ from one another by few edits, and by how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.reuse.passages import Shared, shared

# Two texts of 180 characters, each fifth of which was edited, still share a passage of 11 nineteen times in twenty.
ANCHOR = 11
COMMON = 20
# Beyond so many edits for each character, what two texts have in common is told by their passages.
MOST = 0.35


class Near(NamedTuple):
    """Two texts, `one` < `other`, and how many characters have to be put in, taken out or exchanged between them."""

    one: int
    other: int
    distance: int


def near(texts: Sequence[str], *, most: float = MOST, common: int | None = COMMON) -> list[Near]:
    """All pairs of texts that share a passage of ANCHOR characters and differ by at most `most` of the longer one.

    Equal texts have distance 0. `common` as in passages.shared: two texts of boilerplate alone are not compared.
    """
    return among(texts, shared(texts, at_least=ANCHOR, common=common), most=most)


def among(texts: Sequence[str], passages: Iterable[Shared], *, most: float = MOST) -> list[Near]:
    """The near pairs among those texts that `passages` join, in order."""
    joined = sorted({(passage.one, passage.other) for passage in passages})
    pairs = [(one, other) for one, other in joined if _may_be_near(len(texts[one]), len(texts[other]), most)]
    if not pairs:
        return []
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    distances = cpdist(
        [texts[one] for one, _ in pairs],
        [texts[other] for _, other in pairs],
        scorer=Levenshtein.distance,
        workers=-1,
    ).tolist()
    return [
        Near(one, other, int(distance))
        for (one, other), distance in zip(pairs, distances, strict=True)
        if distance <= most * max(len(texts[one]), len(texts[other]))
    ]


def _may_be_near(one: int, other: int, most: float) -> bool:
    """Whether the lengths alone do not make more edits necessary."""
    return abs(one - other) <= most * max(one, other)
