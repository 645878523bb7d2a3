"""How well each part of a target is answered: the gravest fact that was found of it, never a score."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from toolkit.checks.subject import Reading
from toolkit.language.answering import BOUND, SHOWN, Answer
from toolkit.language.asks import Ask
from toolkit.language.claims import HEDGED, Clause, Mode
from toolkit.language.coverage import covered, pieces
from toolkit.language.members import Member
from toolkit.language.substance import anchored
from toolkit.language.text import fold, normal
from toolkit.language.things import subject
from toolkit.model import Column, Finding, Level, Part, Passage, Verification

# What a finding makes of the part that it quotes or is compared with.
LEVEL_OF: dict[str, Level] = {
    "done-on-forecast": "hedged",
    "vacuous-done": "unaddressed",
    "target-unaddressed": "unaddressed",
    "subitem-unaddressed": "unaddressed",
    "named-item-missing": "unaddressed",
    "activity-not-outcome": "unquantified",
    "evidence-outdated": "unquantified",
    "done-without-figure": "unquantified",
    "done-without-anchor": "unquantified",
    "target-echoed": "unquantified",
    "scope-narrowed": "unquantified",
    "increment-vs-cumulative": "unquantified",
    "dimension-mismatch": "unquantified",
    "target-not-met": "contradicted",
    "direction-conflict": "contradicted",
    "draft-as-done": "contradicted",
    "stage-shortfall": "contradicted",
}
# Share of a part's words that the clause of an absence has to know to be about it.
ABSENT = 0.2
NAMED = 0.6  # and of a name, for it to be told
_GRAVITY: tuple[Level, ...] = ("contradicted", "hedged", "unaddressed", "unquantified", "supported")


def parts(reading: Reading, findings: Sequence[Finding], verifications: Sequence[Verification]) -> Iterator[Part]:
    """Every part of the judged target in order, with its level and the clauses that answer it."""
    met = {
        operand.passage.start
        for v in verifications
        if v.proof and v.proof.kind == "bound" and v.proof.holds
        for operand in v.proof.operands
        if operand.passage.column == reading.target
    }
    for answer in reading.coverage.answers:
        found = reading.coverage.rolls.get(answer.ask)
        for member in found.members if found and not found.loose else (None,):
            span = (member or answer.ask).start, (member or answer.ask).end
            clauses = (_naming(reading, member) if member else ()) or answer.clauses
            graver = [f for f in findings if f.rule in LEVEL_OF and _concerns(f, reading, span)]
            level = min((LEVEL_OF[f.rule] for f in graver), key=_GRAVITY.index, default=None)
            level = level or _level(reading, answer, clauses, met)
            evidence = _shown(reading, clauses, graver) if level != "unaddressed" else ()
            yield Part(reading.passage(reading.target, *span), level, evidence)


def _shown(reading: Reading, clauses: Sequence[Clause], findings: Sequence[Finding]) -> tuple[Passage, ...]:
    """The clauses that answer a part, each wording once; where none does, what the findings quote of the progress."""
    once = {normal(clause.text): clause for clause in reversed(clauses)}
    kept = sorted(once.values(), key=lambda clause: clause.start)
    if kept:
        return tuple(reading.passage(Column.PROGRESS, clause.start, clause.end) for clause in kept)
    return tuple(f.passage for f in findings if f.passage.column == Column.PROGRESS)[:1]


def _naming(reading: Reading, member: Member) -> tuple[Clause, ...]:
    """The clauses that speak of a listed name."""
    claims = (c for c in reading.claims if c.mode is not Mode.VOID)
    return tuple(islice((c for c in claims if covered(member.own, pieces(c.text)) >= BOUND), SHOWN))


def _concerns(finding: Finding, reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a finding quotes a part of the target, or is compared with it; one that names none concerns them all."""
    start, end = span
    spans = [p for p in (finding.passage, *finding.related) if p.column == reading.target and p.end > p.start]
    if finding.rule == "vacuous-done" and len(reading.coverage.asks) > 1:
        return covered(pieces(reading[reading.target][start:end]), pieces(finding.passage.quote)) >= ABSENT
    return not spans or any(p.start < end and start < p.end for p in spans)


def _level(reading: Reading, answer: Answer, clauses: Sequence[Clause], met: Collection[int]) -> Level:
    """The level of a part that no finding speaks of."""
    ask = answer.ask
    demanded = [m.target.number.start for m in reading.matches if ask.start <= m.target.number.start < ask.end]
    if demanded:
        return "supported" if all(start in met for start in demanded) else "unquantified"
    if not answer.told and not ask.soft:
        return "unaddressed"
    if _uncompared(reading, ask) or _named_otherwise(reading, ask):
        return "unquantified"
    firm = [c for c in clauses if c.mode is Mode.REALISED]
    if any(anchored(c, reading.coverage.figured, "", reading.words) for c in firm) and _come_about(reading, ask, firm):
        return "supported"
    return "hedged" if clauses and all(clause.mode in HEDGED for clause in clauses) else "unquantified"


def _uncompared(reading: Reading, ask: Ask) -> bool:
    """Whether a part holds a figure that no check compares (240天, 20小时)."""
    inside = [n for n in reading.numbers(reading.target) if ask.start <= n.start < ask.end]
    return any(number.dimension in ("duration", "age") for number in inside)


def _named_otherwise(reading: Reading, ask: Ask) -> bool:
    """Whether the named thing that a part opens with is not told by its name, so that another may be meant."""
    name = pieces(subject(ask))
    return bool(name) and covered(name, frozenset().union(*[pieces(clause.text) for clause in reading.claims])) < NAMED


def _come_about(reading: Reading, ask: Ask, clauses: Sequence[Clause]) -> bool:
    """Whether what a part wants to be awarded or recognised (创建国家级度假区) is told to have come about."""
    if not reading.words.pattern("substance.award_pattern").search(ask.folded):
        return True
    awarded = reading.words.pattern("substance.awarded_pattern")
    return any(awarded.search(fold(clause.text).text) for clause in clauses)
