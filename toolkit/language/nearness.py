"""Which texts of two lists have so much in common that they may be one, found without holding each against each."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

# A feature of more targets than this finds none of them; it still counts once two are held against each other.
COMMON = 48
_SCALE = 1024  # weights are whole, so that their sums do not hang on the order of a set

Grams = Mapping[int, frozenset[str]]


class Side(NamedTuple):
    """Texts by their places: what each is known by, and what else finds it, without counting (its unit, its number)."""

    grams: Grams
    finders: Mapping[int, Sequence[str]]


def near(one: Side, other: Side) -> Iterator[tuple[int, int, float]]:
    """Every two texts with something rare in common: their places, and the share of features, by weight, of both."""
    weight = _weights(one.grams, other.grams)
    places = _places(one)
    common = frozenset(gram for gram in weight if len(places.get((-1, gram), ())) > COMMON)
    masses = [{at: sum(weight[gram] for gram in found) for at, found in side.grams.items()} for side in (one, other)]
    frequent = [{at: found & common for at, found in side.grams.items()} for side in (one, other)]
    shares: dict[tuple[frozenset[str], frozenset[str]], int] = {}
    for b in other.grams:
        for a, rare in _met(other, b, places, weight).items():
            both = (frequent[0][a], frequent[1][b])
            if both not in shares:
                shares[both] = sum(weight[gram] for gram in both[0] & both[1])
            if whole := masses[0][a] + masses[1][b]:
                yield a, b, 2 * (rare + shares[both]) / whole


def _weights(one: Grams, other: Grams) -> dict[str, int]:
    """How much a feature tells: the rarer it is, the more."""
    seen = Counter(gram for side in (one, other) for found in side.values() for gram in found)
    total = len(one) + len(other)
    return {gram: round(_SCALE * math.log(1 + total / count)) for gram, count in seen.items()}


def _places(side: Side) -> dict[tuple[int, str], list[int]]:
    """Where each feature (under -1) and each finder (under its place among them) stands."""
    places: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for at in side.grams:
        for key in _keys(side, at):
            places[key].append(at)
    return places


def _keys(side: Side, at: int) -> Iterator[tuple[int, str]]:
    yield from ((-1, gram) for gram in side.grams[at])
    yield from ((kind, finder) for kind, finder in enumerate(side.finders[at]) if finder)


def _met(
    other: Side, b: int, places: Mapping[tuple[int, str], Sequence[int]], weight: Mapping[str, int]
) -> Mapping[int, int]:
    """The texts that share a rare feature or a finder with one, and the weight of what is rare."""
    met: defaultdict[int, int] = defaultdict(int)
    for kind, gram in _keys(other, b):
        found = places.get((kind, gram), ())
        if len(found) <= COMMON:
            told = weight[gram] if kind < 0 else 0
            for a in found:
                met[a] += told
    return met
