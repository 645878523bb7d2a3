"""Which part of a target the evidence speaks of: names, figures and acts first, then the share of its rare words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.language.asks import Ask
from toolkit.language.claims import Clause, Mode
from toolkit.language.coverage import covered, mass, pieces
from toolkit.language.likeness import content
from toolkit.language.words import Words

# Share of an ask's words, its theme discounted, below which nothing speaks of it (clean rows: from .16 up). A figure
# that is wanting makes an ask beside others sooner missed; a lone one is done-without-figure's to judge.
UNTOLD, UNTOLD_FIGURE, UNTOLD_LONE_FIGURE = 0.12, 0.2, 0.06
# Share above which an act is taken as answered in words that no list knows.
PARAPHRASED = 0.4
# Share of an ask's words that a clause has to know to be shown as its answer, and a segment to be taken up by it.
BOUND = 0.25
# Weight of an ask's own words below which their absence says nothing (做到清零).
ENOUGH = 30.0
# An ask of this weight of words, of which hardly any is told, was not answered in other words either.
LONG, UNSHARED = 70.0, 0.09
# The head of an ask (…消防设施改造): its last characters; of an ask this heavy one that is nowhere told is missed. What
# an act is done to has to be heavier, for an act can be told in few words.
HEAD, HEADED, WEIGHTY, NOTHING = 6, 85.0, 100.0, 0.03
# 将甲纳入考核, 对乙开展评估: what stands in the frame is the theme, and speaking of it answers nothing.
_HEAD_OF_TITLE = re.compile(r"([一-鿿]{2})》")
_FRAMED = re.compile(r"(?:全面)?[将把对]")
SHOWN = 4  # clauses shown beside an ask


@dataclass(frozen=True, slots=True)
class Answer:
    """How the evidence stands to one ask: the clauses that speak of it, the share of its words told, what is missing.

    `missing` are the acts asked for of which no word is told; `best` is the clause that comes nearest; `told` whether
    the evidence speaks of the ask at all, doubt counting as yes.
    """

    ask: Ask
    share: float
    clauses: tuple[Clause, ...]
    best: Clause | None
    missing: tuple[str, ...]
    told: bool


class Evidence:
    """The progress of an item as clauses and their words, worked out once."""

    def __init__(self, clauses: Sequence[Clause], words: Words) -> None:
        """Keep the clauses that claim something; of what is said not to exist nothing is answered."""
        self.clauses = tuple(clause for clause in clauses if clause.mode is not Mode.VOID)
        self.words = words
        self._pieces = [pieces(clause.text) for clause in self.clauses]

    @cached_property
    def told(self) -> frozenset[str]:
        """Words of all clauses."""
        return frozenset().union(*self._pieces)

    @cached_property
    def stretches(self) -> list[tuple[int, frozenset[str]]]:
        """Stretches between 。 and ；: the offset of each one's first clause, and its words."""
        found: dict[int, tuple[int, frozenset[str]]] = {}
        for clause, own in zip(self.clauses, self._pieces, strict=True):
            start, words = found.get(clause.stretch, (clause.start, frozenset()))
            found[clause.stretch] = (start, words | own)
        return list(found.values())

    def tells(self, act: str) -> bool:
        """Whether any clause uses a word that answers an act."""
        pattern = self.words.pattern(f"actions.answers.{act}")
        return any(pattern.search(clause.text) for clause in self.clauses)


def answers(
    asks: Sequence[Ask], evidence: Evidence, context: Sequence[Ask], figured: Mapping[int, Collection[int]]
) -> list[Answer]:
    """The answer to each ask; words that `context` (the annual target's asks) or a sibling shares tell little of it.

    `figured` gives, by an ask's offset, the offsets of the clauses whose figures answer its figures; empty where it
    demands figures and none is answered.
    """
    own = [pieces(ask.text) for ask in asks]
    year = [pieces(ask.text) for ask in context]
    around = frozenset[str]().union(*year)
    found = []
    for index, ask in enumerate(asks):
        siblings = own[:index] + own[index + 1 :]
        share = covered(own[index], evidence.told, around.union(*siblings))
        missing = tuple(act for act in ask.acts if not evidence.tells(act))
        told = _is_told(ask, share, missing, figured.get(ask.start), evidence, alone=not siblings)
        if told and not figured.get(ask.start) and _theme_only(ask, share, evidence):
            told = False
            found.append(_answer(ask, own[index], share, missing, told, evidence, ()))
            continue
        doubtful = not missing and (share >= UNSHARED or mass(own[index]) < LONG)
        if not told and doubtful:
            told = _may_be_meant(own[index], siblings, year, evidence, figured)
        found.append(_answer(ask, own[index], share, missing, told, evidence, figured.get(ask.start, ())))
    return found


def _answer(
    ask: Ask,
    own: frozenset[str],
    share: float,
    missing: tuple[str, ...],
    told: bool,
    evidence: Evidence,
    figured: Collection[int],
) -> Answer:
    clauses = evidence.clauses
    shares = [covered(own, pieces(clause.text)) for clause in clauses]
    ranked = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    counted = [i for i in ranked if clauses[i].start in figured]
    kept = (counted or [i for i in ranked if shares[i] >= BOUND])[:SHOWN]
    best = clauses[ranked[0]] if ranked and shares[ranked[0]] > 0 else None
    return Answer(ask, share, tuple(clauses[i] for i in sorted(kept)), best, missing, told)


def _is_told(
    ask: Ask,
    share: float,
    missing: tuple[str, ...],
    figured: Collection[int] | None,
    evidence: Evidence,
    *,
    alone: bool,
) -> bool:
    if figured:
        return True
    if ask.acts:
        framed = _FRAMED.match(ask.folded) is not None
        return len(missing) < len(ask.acts) or (share >= PARAPHRASED and not framed)
    if mass(pieces(ask.text)) < ENOUGH:
        return True
    title = _HEAD_OF_TITLE.search(ask.folded)
    if title and any(title[1] in clause.text for clause in evidence.clauses):
        return True  # 方案 for 《…实施方案》
    if figured is None:
        return share >= UNTOLD
    return share >= (UNTOLD_LONE_FIGURE if alone else UNTOLD_FIGURE)


def _theme_only(ask: Ask, share: float, evidence: Evidence) -> bool:
    """Whether only the theme is told of: nothing of what an act is done to, or nothing of the head of a long ask."""
    thing = _bare(ask, evidence.words)
    if ask.acts:
        return mass(pieces(thing)) >= WEIGHTY and covered(pieces(thing), evidence.told) < NOTHING
    if ask.soft or share >= BOUND or mass(pieces(ask.text)) < HEADED or any(c.isdecimal() for c in ask.folded):
        return False
    return covered(pieces(thing[-HEAD:]), evidence.told) < NOTHING


def _bare(ask: Ask, words: Words) -> str:
    """The content of an ask without its acts."""
    thing = "".join(content(ask.text))
    for act in ask.acts:
        thing = words.pattern(f"actions.{act}").sub("", thing)
    return thing


def _may_be_meant(
    own: frozenset[str],
    siblings: Sequence[frozenset[str]],
    year: Sequence[frozenset[str]],
    evidence: Evidence,
    figured: Mapping[int, Collection[int]],
) -> bool:
    """Whether a stretch of the evidence is taken up by nothing else asked, so that it may answer in other words."""
    if not siblings:
        return False
    others = [*siblings, *(ask for ask in year if covered(ask, own) < PARAPHRASED)]
    taken = {start for starts in figured.values() for start in starts}
    stretches = evidence.stretches
    ends = [start for start, _ in stretches[1:]] + [1 << 40]
    for (start, words), end in zip(stretches, ends, strict=bool(stretches)):
        if any(start <= place < end for place in taken):
            continue
        if not any(covered(other, words) >= BOUND for other in others):
            return True
    return False
