"""Which target of one table is which of another: by what their texts say first, by their printed numbers second."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolkit.language.likeness import bigrams
from toolkit.language.text import fold, normal


class Target(NamedTuple):
    """A target as it is told apart from others: its printed number, its text, who answers for it."""

    number: str
    text: str
    unit: str = ""


# The share of the bigrams, weighed by how rare they are, that two texts must have in common to be one target; what
# less is asked of two rows of one unit, and of two that bear one number.
LIKENESS = 0.5
UNIT_LESS = 0.15
NUMBER_LESS = 0.15
# What the same number and the same unit add where several targets are about as like.
NUMBER_BONUS = 0.1
UNIT_BONUS = 0.05
EQUAL = 2.0  # the same text, whatever else
# A bigram in more targets than this finds none of them; it still counts once two are held against each other.
COMMON = 48
_FIGURE = re.compile(r"\d+(?:\.\d+)?[万亿%]*[一-鿿A-Za-z]?")


def align(
    earlier: Sequence[Target], later: Sequence[Target], *, numbers: bool = True, bonus: Sequence[float] = ()
) -> dict[int, int]:
    """Pairs of places, later → earlier: each at most once, the likeliest first; what nothing resembles has no pair.

    `numbers` tells whether the printed numbers say anything: targets are numbered anew from year to year. `bonus` is
    added to each earlier target's likeness in choosing among several.
    """
    pairs = _equal(earlier, later, bonus) if earlier and later else {}
    taken = set(pairs.values())
    rest = [at for at in range(len(later)) if at not in pairs]
    free = [at for at in range(len(earlier)) if at not in taken]
    scored = _scored(earlier, later, free, rest, numbers)
    extra = bonus or [0.0] * len(earlier)
    for _, one, other in sorted((-(score + extra[one]), one, other) for (one, other), score in scored.items()):
        if other not in pairs and one not in taken:
            pairs[other] = one
            taken.add(one)
    return pairs


def _equal(earlier: Sequence[Target], later: Sequence[Target], bonus: Sequence[float]) -> dict[int, int]:
    """Targets of one text; where a text stands more than once, those of one number and unit go together."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, target in enumerate(earlier):
        if text := normal(target.text):
            places[text].append(at)
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for at, target in enumerate(later):
        wanted[normal(target.text)].append(at)
    pairs: dict[int, int] = {}
    for text, bearers in wanted.items():
        ranked = sorted(
            (-_side(earlier[one], later[other]) - (bonus[one] if bonus else 0), one, other)
            for other in bearers
            for one in places.get(text, ())
        )
        for _, one, other in ranked:
            if other not in pairs and one not in pairs.values():
                pairs[other] = one
    return pairs


def _side(one: Target, other: Target) -> float:
    same = NUMBER_BONUS if one.number == other.number else 0.0
    return same + (UNIT_BONUS if one.unit and one.unit == other.unit else 0.0)


def _scored(
    earlier: Sequence[Target], later: Sequence[Target], free: Sequence[int], rest: Sequence[int], numbers: bool
) -> Mapping[tuple[int, int], float]:
    """Every two targets that could be one, with how like they are."""
    grams = {("one", at): _features(earlier[at], numbers) for at in free}
    grams |= {("other", at): _features(later[at], numbers) for at in rest}
    seen = Counter(gram for found in grams.values() for gram in found)
    weight = {gram: math.log(1 + len(grams) / count) for gram, count in seen.items()}
    mass = {key: sum(weight[gram] for gram in found) for key, found in grams.items()}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in free:
        for gram in grams["one", at]:
            places[gram].append(at)
    scored: dict[tuple[int, int], float] = {}
    for other in rest:
        mine = grams["other", other]
        near = {one for gram in mine if len(places[gram]) <= COMMON for one in places[gram]}
        for one in near:
            shared = sum(weight[gram] for gram in mine & grams["one", one])
            likeness = 2 * shared / (mass["one", one] + mass["other", other])
            if likeness >= _needed(earlier[one], later[other], numbers):
                scored[one, other] = likeness + (_side(earlier[one], later[other]) if numbers else 0.0)
    return scored


def _needed(one: Target, other: Target, numbers: bool) -> float:
    need = LIKENESS
    if one.unit and one.unit == other.unit:
        need -= UNIT_LESS
    if numbers and one.number == other.number:
        need -= NUMBER_LESS
    return need


def _features(target: Target, figures: bool) -> frozenset[str]:
    """What a target is known by: its bigrams, and inside one year its figures, which change with the year."""
    found = bigrams(target.text)
    return found | frozenset(_FIGURE.findall(fold(target.text).text)) if figures else found
