"""Which hedged clause has to carry the completion that a target asks for; hedges about anything else are harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.claims import HEDGED, Clause, Mode
from toolkit.language.likeness import bigrams
from toolkit.language.numbering import parts
from toolkit.language.text import Span, clauses, fold
from toolkit.language.words import Words

# Share of a part's content that only hedged clauses speak of, above which they carry it.
CARRIED = 0.35
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万|亿)?(平方米|平方公里|公里|立方米|吨|亩|公顷|千瓦|人次|户次|[^0-9\s，。；、（）年月日])")
_SCALE = {"": 1.0, "万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class Carrier:
    """A hedged clause of the evidence and the part of the target that it should have finished."""

    part: Span
    clause: Clause


def hedged_carriers(target: str, evidence: Sequence[Clause], words: Words) -> Iterator[Carrier]:
    """Every part of the target whose completion only a hedged clause speaks of.

    A part that asks for an undertaking (推进, 力争) is answered by work under way; one whose figure the evidence
    reports as reached is finished, whatever is said of a later time.
    """
    hedged = [clause for clause in evidence if clause.mode in HEDGED]
    if not hedged:
        return
    realised = [clause for clause in evidence if clause.mode is Mode.REALISED]
    told = frozenset().union(*(bigrams(clause.text) for clause in realised))
    for part in target_parts(target):
        carrier = _carrier(part, hedged, realised, told, words)
        if carrier:
            yield carrier


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


def _carrier(
    part: Span, hedged: Sequence[Clause], realised: Sequence[Clause], told: frozenset[str], words: Words
) -> Carrier | None:
    folded = fold(part.text).text
    outcome = words.pattern("targets.outcome_pattern")
    asked = bigrams(part.text)
    for clause in hedged:
        if clause.mode is not Mode.PROSPECTIVE and not (outcome.search(folded) or _FIGURE.search(folded)):
            continue  # an undertaking is answered by being under way
        if clause.mode is Mode.BASICALLY and "基本" in folded:
            continue
        if clause.mode is Mode.PROSPECTIVE and _reached(folded, realised):
            continue
        only = (bigrams(clause.text) & asked) - told
        wanted = {m.group() for m in outcome.finditer(folded)}
        ends = any(word in clause.text and not any(word in r.text for r in realised) for word in wanted)
        if not asked or not (ends or len(only) >= CARRIED * len(asked)):
            # Nothing realised at all: whatever the evidence hopes for is all there is.
            if realised:
                continue
        return Carrier(part, clause)
    return None


def _reached(part: str, realised: Sequence[Clause]) -> bool:
    """Whether a realised clause reports, in the unit of the part's figure, at least as much."""
    wanted = [(float(n) * _SCALE[k or ""], unit) for n, k, unit in _FIGURE.findall(part)]
    met = [(float(n) * _SCALE[k or ""], u) for c in realised for n, k, u in _FIGURE.findall(fold(c.text).text)]
    return any(unit == its and value >= asked for asked, unit in wanted for value, its in met)
