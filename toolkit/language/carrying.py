"""Which hedged clause has to carry the completion that a target asks for; hedges about anything else are harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.language.claims import HEDGED, Clause, Mode
from toolkit.language.likeness import bigrams
from toolkit.language.numbering import parts
from toolkit.language.text import Span, clauses, fold
from toolkit.language.words import Words

# Share of a part's content that only hedged clauses speak of, above which they carry it.
CARRIED = 0.35
# Share of a hedged clause's own content that the target must know, for the clause to speak of nothing else.
ABOUT = 0.5
_FIGURE = re.compile(
    r"([0-9]+(?:\.[0-9]+)?)(万|亿)?(平方米|平方公里|公里|立方米|吨|亩|公顷|千瓦|人次|户次|[^0-9\s，。；、（）年月日])"
)
_SCALE = {"": 1.0, "万": 1e4, "亿": 1e8}
_MILESTONES = ("issued", "approved", "started", "built", "in_use", "landed")
_PROCEDURE = re.compile(r"[^，。；]*后")
_TITLE = re.compile(r"《[^《》]*》")
_REST = re.compile(r"其余|剩余|余下|尚有|还有")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A hedged clause of the evidence and the part of the target that it should have finished."""

    part: Span
    clause: Clause


class _Part:
    """One part of a target and what the evidence has to show for it."""

    def __init__(self, span: Span, evidence: Sequence[Clause], words: Words) -> None:
        self.span = span
        self.words = words
        self.folded = fold(span.text).text
        self.asked = bigrams(span.text)
        self.figures = _figures(self.folded)
        modes = {Mode.REALISED, Mode.ONGOING} if self.undertaking else {Mode.REALISED}
        self.finished = [fold(clause.text).text for clause in evidence if clause.mode in modes]

    @cached_property
    def undertaking(self) -> bool:
        """Whether the part asks only for a beginning or a going on, which work under way answers."""
        started = self.words.pattern("milestones.started_pattern")
        outcomes = self.words.pattern("targets.outcome_pattern").finditer(self.folded)
        return not self.figures and all(started.fullmatch(word.group()) for word in outcomes)

    @cached_property
    def told(self) -> frozenset[str]:
        """Content of everything that is finished."""
        return frozenset().union(*map(bigrams, self.finished))

    @cached_property
    def reached(self) -> bool:
        """Whether a finished clause reports, in the unit of the part's figure, at least as much."""
        met = [pair for text in self.finished for pair in _figures(text)]
        return any(unit == its and value >= asked for asked, unit in self.figures for value, its in met)

    def left_to(self, clause: Clause) -> bool:
        """Whether the completion of the part rests on this hedged clause."""
        folded = fold(clause.text).text
        if clause.mode is Mode.ONGOING and self.undertaking:
            return False
        if clause.mode is Mode.BASICALLY and "基本" in self.folded:
            return False
        if not self.finished:
            return True
        if _REST.match(folded) and not self.reached and (self.figures or "全部" in self.folded):
            return True
        if not self.reached and any(
            u == unit and v >= asked for asked, unit in self.figures for v, u in _figures(folded)
        ):
            return True  # the very figure that is asked for is only hoped for
        if self._owes(folded):
            return True
        if clause.mode is Mode.PROSPECTIVE and self.reached:
            return False
        return len((bigrams(clause.text) & self.asked) - self.told) >= CARRIED * max(len(self.asked), 1)

    def _owes(self, folded: str) -> bool:
        """Whether the clause promises a milestone that the part asks for and nothing finished has reached."""
        own = bigrams(_without_milestones(folded, self.words))
        if own and len(own & self.asked) < ABOUT * len(own):
            return False  # it speaks of something else
        for name in _MILESTONES:
            here = self.words.pattern(f"milestones.{name}_pattern")
            beyond = self.words.pattern(f"milestones.after.{name}_pattern")
            reached = any(here.search(text) or beyond.search(text) for text in map(_untitled, self.finished))
            if reached or not here.search(_untitled(self.folded)):
                continue
            if here.search(folded) or (name in {"built", "in_use"} and _on_the_way(folded, self.words)):
                return True
        return False


def _untitled(folded: str) -> str:
    """Without the insides of titles: 《…实施意见》 implements nothing."""
    return _TITLE.sub("《》", folded)


def _on_the_way(folded: str, words: Words) -> bool:
    return any(words.pattern(f"milestones.{name}_pattern").search(folded) for name in ("started", "built", "in_use"))


def _without_milestones(folded: str, words: Words) -> str:
    """A clause without its milestones and without the procedure that leads to them (待评审后, 提请审议后)."""
    folded = _PROCEDURE.sub("，", folded)
    for name in _MILESTONES:
        folded = words.pattern(f"milestones.{name}_pattern").sub("，", folded)
    return folded


def hedged_carriers(target: str, evidence: Sequence[Clause], words: Words) -> Iterator[Carrier]:
    """Every part of the target whose completion only a hedged clause speaks of.

    A part that asks for an undertaking (推进, 启动) is answered by work under way; one whose figure the evidence
    reports as reached is finished, whatever is said of a later time.
    """
    hedged = [clause for clause in evidence if clause.mode in HEDGED]
    if not hedged:
        return
    for span in target_parts(target):
        part = _Part(span, evidence, words)
        carrier = next((clause for clause in hedged if part.left_to(clause)), None)
        if carrier:
            yield Carrier(span, carrier)


def target_parts(target: str) -> tuple[Span, ...]:
    """The clauses of a target, those of each numbered part apart."""
    numbered = parts(target)
    if not numbered:
        return clauses(target)
    return tuple(
        Span(part.start + span.start, part.start + span.end, span.text)
        for part in numbered
        for span in clauses(part.text)
    )


def _figures(folded: str) -> list[tuple[float, str]]:
    """Figures with their units, 万 and 亿 multiplied out."""
    return [(float(number) * _SCALE[scale or ""], unit) for number, scale, unit in _FIGURE.findall(folded)]
