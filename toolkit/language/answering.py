"""Which part of a target the evidence speaks of: names, figures and acts first, then the share of its rare words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from toolkit.language.asks import Ask
from toolkit.language.attaining import passed, unmade
from toolkit.language.claims import Clause, Mode
from toolkit.language.coverage import covered, mass, pieces
from toolkit.language.likeness import content
from toolkit.language.shortening import spoken
from toolkit.language.words import Words
from toolkit.lean import once, quick

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
NAMED = 4  # characters of an ask's head that tell of it where they stand again
TAKEN = 0.7  # share of another ask's words from which on a clause is that one's answer
THEMED = 0.4  # share of an ask's words from which on more than its theme is told
HEAD, HEADED, WEIGHTY, NOTHING = 6, 85.0, 100.0, 0.03
_HEAD_OF_TITLE = re.compile(r"([一-鿿]{2})》")
# 将甲纳入考核, 对乙开展评估: what stands in the frame is the theme, and speaking of it answers nothing.
_FRAMED = re.compile(r"(?:全面)?[将把对]")
MOST_CLAUSES = 400  # the fullest real cells hold 60; every ask is held against every clause
ADVERBIAL = 15.0  # weight below which a clause (截至目前, 其中) tells nothing by itself
SHOWN = 4  # clauses shown beside an ask


@quick
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
        self.clauses = tuple(clause for clause in clauses[:MOST_CLAUSES] if clause.mode is not Mode.VOID)
        self.words = words
        self.cut = len(clauses) > MOST_CLAUSES  # what is not looked at may answer
        self._pieces = [spoken(clause.text) for clause in self.clauses]

    @once
    def told(self) -> frozenset[str]:
        """Words of all clauses."""
        return frozenset().union(*self._pieces)

    @once
    def stretches(self) -> list[tuple[int, frozenset[str]]]:
        """Stretches between 。 and ；: the offset of each one's first clause, and its words."""
        found: dict[int, tuple[int, frozenset[str]]] = {}
        for clause, own in zip(self.clauses, self._pieces, strict=True):
            start, words = found.get(clause.stretch, (clause.start, frozenset()))
            found[clause.stretch] = (start, words | own)
        return list(found.values())

    def speaking_of(
        self, own: frozenset[str], figured: Collection[int], asked: Sequence[frozenset[str]]
    ) -> tuple[tuple[Clause, ...], Clause | None]:
        """The clauses that answer an ask's figures, or else know its words, in order; and the nearest of all.

        A clause that goes on with the one before it and knows no ask's words (`asked`) belongs to that one.
        """
        shares = [covered(own, told) for told in self._pieces]
        ranked = sorted(range(len(shares)), key=shares.__getitem__, reverse=True)  # of equals the first stays first
        counted = [i for i in ranked if self.clauses[i].start in figured]
        kept = counted or [i for i in ranked if shares[i] >= BOUND]
        kept = (kept if counted else [*kept, *self._going_on(kept, asked)])[:SHOWN]
        best = self.clauses[ranked[0]] if ranked and shares[ranked[0]] > 0 else None
        if not kept and best and shares[ranked[0]] >= UNTOLD:
            kept = ranked[:1]
        return tuple(self.clauses[i] for i in sorted(kept)), best

    def _going_on(self, kept: Sequence[int], asked: Sequence[frozenset[str]]) -> list[int]:
        """The clause right behind each of some, in the same stretch, where it speaks of nothing that is asked."""
        found = []
        for i in kept:
            after = i + 1
            if after >= len(self.clauses) or after in kept or self.clauses[after].stretch != self.clauses[i].stretch:
                continue
            mere = mass(self._pieces[after]) < ADVERBIAL
            if not mere and not any(covered(ask, self._pieces[after]) >= BOUND for ask in asked):
                found.append(after)
        return found

    def tells_a_sibling(self, index: int, own: Sequence[frozenset[str]], thing: str) -> bool:
        """Whether all that speaks of one ask answers another, and nothing tells of its head: 乡镇卫生院 is a theme."""
        about = [told for told in self._pieces if covered(own[index], told) >= UNTOLD]
        others = [other for at, other in enumerate(own) if at != index]
        taken = all(
            covered(own[index], told) < THEMED + 0.1 and any(covered(o, told) >= TAKEN for o in others)
            for told in about
        )
        return taken and bool(about) and covered(pieces(thing[-NAMED:]), self.told) < NOTHING

    def tells(self, act: str) -> bool:
        """Whether any clause uses a word that answers an act."""
        pattern = self.words.pattern(f"answers.{act}")
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
    once: set[str] = set()
    theme = frozenset().union(*year)
    for part in own:
        theme |= once & part
        once |= part
    found = []
    for index, ask in enumerate(asks):
        figures = figured.get(ask.start)
        share = covered(own[index], evidence.told, theme)
        missing = tuple(act for act in ask.acts if not evidence.tells(act))
        told = _is_told(ask, share, missing, figures, evidence, alone=len(asks) == 1)
        if told:
            told = bool(figures) or evidence.cut or not _theme_only(ask, share, evidence)
            told = told or (len(asks) == 1 and passed(ask, evidence.clauses, evidence.words))
            told = told and not (
                ask.group and figures is None and evidence.tells_a_sibling(index, own, _bare(ask, evidence.words))
            )
        elif not missing and (share >= UNSHARED or mass(own[index]) < LONG):
            siblings = own[:index] + own[index + 1 :]
            told = _may_be_meant(own[index], siblings, year, evidence, figured)
        clauses, best = evidence.speaking_of(own[index], figures or (), own)
        found.append(Answer(ask, share, clauses, best, missing, told))
    return found


def _is_told(
    ask: Ask,
    share: float,
    missing: tuple[str, ...],
    figured: Collection[int] | None,
    evidence: Evidence,
    *,
    alone: bool,
) -> bool:
    if figured or evidence.cut or (alone and passed(ask, evidence.clauses, evidence.words)):
        return True
    if ask.acts:
        framed = _FRAMED.match(ask.folded) is not None
        return len(missing) < len(ask.acts) or (share >= PARAPHRASED and not framed)
    if mass(pieces(ask.text)) < ENOUGH:
        return True
    title = _HEAD_OF_TITLE.search(ask.folded)
    if title and any(title[1] in clause.text for clause in evidence.clauses):
        return True  # 方案 for 《…实施方案》
    if len(ask.folded) > 2 * NAMED and any(ask.folded[-NAMED:] in clause.text for clause in evidence.clauses):
        return True  # …举行结对仪式: 已完成结对仪式
    if figured is None:
        return share >= UNTOLD
    return share >= (UNTOLD_LONE_FIGURE if alone else UNTOLD_FIGURE)


def _theme_only(ask: Ask, share: float, evidence: Evidence) -> bool:
    """Whether only the theme is told of: nothing of what an act is done to, or nothing of the head of a long ask."""
    thing = _bare(ask, evidence.words)
    if ask.acts:
        return mass(pieces(thing)) >= WEIGHTY and covered(pieces(thing), evidence.told) < NOTHING
    if not ask.soft and share < THEMED and unmade(ask, evidence.clauses):
        return True
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
