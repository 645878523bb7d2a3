"""How much of what is asked for an answer speaks of: rare words weigh more than common ones, shared themes less."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from operator import add

from toolkit.language.likeness import runs, unfigured

# Of a thousand texts: what frequencies.tsv does not list stands in two at most.
RARE = 1.0
USUAL = 5  # texts in a thousand
# A theme that the annual target or a sibling part shares tells little of what this part asks for.
SHARED = 0.25


@cache
def _shares() -> Mapping[str, int]:
    text = resources.files("toolkit.language").joinpath("frequencies.tsv").read_text(encoding="utf-8")
    return {gram: int(share) for gram, _, share in (line.partition("\t") for line in text.splitlines())}


@cache
def weight(gram: str) -> float:
    """Inverse document frequency of a character or a pair: ln(1000 / texts in a thousand that hold it)."""
    return math.log(1000 / max(_shares().get(gram, 0), RARE)) * (0.5 if len(gram) == 1 else 1.0)


def is_usual(gram: str) -> bool:
    """Whether a pair of characters stands in more than a few of a thousand texts: a word, or part of one."""
    return _shares().get(gram, 0) >= USUAL


def is_known(gram: str) -> bool:
    """Whether a pair of characters stands in a few of a thousand texts at all."""
    return gram in _shares()


@lru_cache(maxsize=8192)
def pieces(text: str) -> frozenset[str]:
    """Characters and pairs of neighbours of the content of `text`; figures are judged apart."""
    return _pieces(unfigured(text))


@lru_cache(maxsize=8192)
def _pieces(cleared: str) -> frozenset[str]:
    """One set for all clauses that differ in their figures only, as those of parallel lists and of two quarters do."""
    found: set[str] = set()
    for run in runs(cleared):
        found.update(run, map(add, run, run[1:]))
    return frozenset(found)


def covered(asked: frozenset[str], told: frozenset[str], theme: frozenset[str] = frozenset()) -> float:
    """Share, by weight, of the pieces asked for that are told (0..1); of nothing asked, all is told.

    Pieces of the `theme` weigh less.
    """
    met = asked & told
    if not met:
        return 0.0 if asked else 1.0
    shared = asked & theme if theme else theme
    if not shared:
        total = mass(asked)
        return mass(met) / total if total else 1.0
    total = mass(asked) - (1 - SHARED) * mass(shared)
    return (mass(met) - (1 - SHARED) * mass(met & shared)) / total if total else 1.0


@lru_cache(maxsize=16384)
def mass(asked: frozenset[str]) -> float:
    """Weight of some pieces together: how much there is to recognise something by."""
    return math.fsum(map(weight, asked))  # exact, whatever the order of a set
