"""What became of each finding from period to period: new, still there, gone, back again, as in 整改销号."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.checks.series import HistoryReading, essence
from toolkit.model import Finding

State = Literal["new", "unchanged", "absent", "reopened"]
Key = tuple[str, str, str]  # rule, target, quote: a row may be renumbered, and stand on another line


@dataclass(frozen=True, slots=True)
class Life:
    """One finding through the periods: where it was found, as places in the series, and what became of it."""

    rule: str
    target: str
    quote: str
    seen: tuple[int, ...]
    finding: Finding


def lives_of(reading: HistoryReading) -> list[Life]:
    """Every finding of the periods' own audits, followed by rule, target and quote: rows are renumbered, not those."""
    known: dict[tuple[str, str, str], dict[int, Finding]] = {}
    for at, finding, key in _identified(reading):
        known.setdefault(key, {}).setdefault(at, finding)
    return [
        Life(rule, target, quote, tuple(sorted(places)), places[max(places)])
        for (rule, target, quote), places in known.items()
    ]


def _identified(reading: HistoryReading) -> Iterator[tuple[int, Finding, Key]]:
    for at, findings in enumerate(reading.found):
        of_line = {row.item.line: course.id for course in reading.courses if (row := course.rows.get(at))}
        for finding in findings:
            number = finding.passage.item
            target = "" if number is None else of_line.get(finding.line or 0, number)
            # Of what quotes nothing (a column missing, a table's numbering) the fingerprint tells one from another.
            said = essence(finding.passage.quote) if finding.passage.quote else finding.fingerprint
            yield at, finding, (finding.rule, target, said)


def states_of(reading: HistoryReading, lives: Iterable[Life]) -> dict[tuple[int, str], State]:
    """What each finding is against the periods around it; the first period has nothing to be held against.

    A finding that the next period no longer has, though it lists the target, is `absent`: settled, as far as the
    table tells. Where the next period does not list the target, nothing is known of it.
    """
    states: dict[tuple[int, str], State] = {}
    listed = {course.id: set(course.rows) for course in reading.courses}
    alike = {(life.rule, life.target, life.quote): life for life in lives}
    for at, finding, key in _identified(reading):
        known = at + 1 in listed.get(key[1], {at + 1})
        state = _state(alike[key].seen, at, len(reading.periods) if known else at + 1)
        if state:
            states[at, finding.fingerprint] = state
    return states


def _state(seen: Sequence[int], at: int, count: int) -> State | None:
    if at + 1 < count and at + 1 not in seen:
        return "absent"
    if at == 0:
        return None
    if at - 1 in seen:
        return "unchanged"
    return "reopened" if any(place < at for place in seen) else "new"
