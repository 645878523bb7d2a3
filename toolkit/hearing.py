"""Puts rules to what they judge: each yields remarks, which become findings with code, level and fingerprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.checks.catalogue import Rule, Subject
from toolkit.checks.profile import Profile
from toolkit.checks.remarks import Unmatched
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.corroboration import Heard
from toolkit.errors import one_line
from toolkit.fingerprints import fingerprints
from toolkit.model import Failure, Finding, Item, Verification

Shown = tuple[int | None, Verification]  # with the line of the row it stands in


@dataclass(slots=True)
class Said:
    """What checks yielded, each with the row it speaks of; failures with the places of their rule and their row."""

    remarks: list[tuple[Rule, Remark, Item | None]] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    failures: list[tuple[int, int, Failure]] = field(default_factory=list)
    sources: Heard = field(default_factory=Heard)


def hear(said: Said, rule: Rule, subject: Subject, profile: Profile, place: tuple[int, int]) -> None:
    """Let one rule judge `subject` and take up what it yields; what crashes, or is no remark, becomes a Failure."""
    item = subject.item if isinstance(subject, Reading) else None
    try:
        yielded = list(rule.check(subject, **profile.settings.get(rule.id, {})))
        if not yielded:
            return
        strange = next((entry for entry in yielded if not isinstance(entry, Remark | Verified | Unmatched)), None)
        if strange is not None:
            raise TypeError(f"应产出 Remark 或 Verified，实为 {type(strange).__name__}")
        said.sources.take(rule, yielded if rule.scope == "source" else ())
        placed = [(entry, _row_of(entry, subject)) for entry in yielded if not isinstance(entry, Unmatched)]
    except Exception as error:
        told = one_line(f"{type(error).__name__}: {error}")
        said.failures.append((*place, Failure(rule.id, item.number if item else None, told)))
        return
    for entry, row in placed:
        if isinstance(entry, Remark):
            said.remarks.append((rule, entry, row))
        else:
            said.shown.append((row.line if row else None, Verification(rule.id, entry.passage, entry.proof)))


def _row_of(entry: Remark | Verified, subject: Subject) -> Item | None:
    """The row that a check speaks of: that of a table's, or of a series', by number and by the quote standing there."""
    if isinstance(subject, Reading):
        return subject.item
    passage = entry.passage
    if passage.item is None:
        return None
    rows = subject.rows_at(passage)
    line = entry.line if isinstance(entry, Remark) else None
    rows = [row for row in rows if row.line == line] or rows
    column = passage.column
    return next((r for r in reversed(rows) if column and r[column][passage.start : passage.end] == passage.quote), None)


def findings_of(said: Said, profile: Profile) -> Iterator[Finding]:
    """The remarks as findings: with the rule's code and levels, as the profile has them, and a fingerprint."""
    for (rule, remark, item), fingerprint in zip(said.remarks, fingerprints(said.remarks), strict=True):
        yield Finding(
            rule=rule.id,
            certainty=remark.certainty or rule.certainty,
            severity=profile.severity_of(rule, remark.severity),
            passage=remark.passage,
            line=item.line if item else remark.line,
            message=remark.message,
            ask=remark.ask or rule.ask,
            fingerprint=fingerprint,
            removed=remark.removed,
            related=remark.related,
            proof=remark.proof,
            flips_verdict=rule.flips if remark.flips is None else remark.flips,
        )


def order(finding: Finding) -> tuple[int, str, int, str, str]:
    """What findings of one report are sorted by: line, column, start, rule."""
    passage = finding.passage
    return (finding.line or 0, passage.column or "", passage.start, finding.rule, finding.fingerprint)
