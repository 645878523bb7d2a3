"""Report → Audit: runs the rules, gives their remarks code, level and fingerprint; a crashing check loses nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit import __version__
from toolkit.checks.catalogue import Rule, assemble
from toolkit.checks.profile import Profile, load_profile
from toolkit.checks.subject import Reading, Remark, ReportReading, Verified
from toolkit.errors import one_line
from toolkit.fingerprints import fingerprints
from toolkit.ledger import ledger
from toolkit.model import Assessment, Audit, Failure, Finding, Item, Period, Report, Verification
from toolkit.reading import read
from toolkit.verdicts import assess


@dataclass(slots=True)
class _Said:
    """What the checks yielded, each with the row it speaks of."""

    remarks: list[tuple[Rule, Remark, Item | None]] = field(default_factory=list)
    verified: list[tuple[Rule, Verified, Item | None]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def audit(report: Report, *, rules: Iterable[Rule] = (), profile: Profile | None = None) -> Audit:
    """Audit one report with all rules of the catalogue and the caller's own `rules`.

    A check that crashes, or yields what is neither a Remark nor Verified, becomes a recorded Failure; the run goes on.
    Raises InputError for a profile that names rules or settings which do not exist.
    """
    profile = profile or Profile()
    chosen = profile.choose(assemble(rules))
    reading = ReportReading(report, profile.words)
    said = _run(chosen, reading, profile)
    findings = tuple(sorted(_findings(said, profile), key=_order))
    verified = sorted(said.verified, key=_place)
    verifications = tuple(Verification(rule.id, v.passage, v.proof) for rule, v, _ in verified)
    lines = [item.line if item else None for _, _, item in verified]
    return Audit(
        report=report,
        findings=findings,
        verifications=verifications,
        quantities=ledger(reading.intact, findings, zip(lines, verifications, strict=True)),
        assessments=_assessments(reading, findings, verified, chosen),
        failures=tuple(said.failures),
        rules=tuple(rule.id for rule in chosen),
        version=__version__,
    )


def _run(chosen: Sequence[Rule], reading: ReportReading, profile: Profile) -> _Said:
    said = _Said()
    for rule in chosen:
        for subject in _subjects(rule, reading):
            item = subject.item if isinstance(subject, Reading) else None
            try:
                yielded = list(rule(subject, **profile.settings.get(rule.id, {})))
                strange = next((entry for entry in yielded if not isinstance(entry, Remark | Verified)), None)
                if strange is not None:
                    raise TypeError(f"应产出 Remark 或 Verified，实为 {type(strange).__name__}")
                placed = [(entry, item or _row_of(entry, reading)) for entry in yielded]
            except Exception as error:
                told = one_line(f"{type(error).__name__}: {error}")
                said.failures.append(Failure(rule.id, item.number if item else None, told))
                continue
            said.remarks += [(rule, entry, row) for entry, row in placed if isinstance(entry, Remark)]
            said.verified += [(rule, entry, row) for entry, row in placed if isinstance(entry, Verified)]
    return said


def audit_source(
    source: Path | str,
    *,
    period: str = "",
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> Audit:
    """Read and audit one source; the plain value that `check` and the notebooks share. Raises InputError."""
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    asked = Period.parse(period) if period else None
    report = read(source, period=asked, words=chosen.words, limits=chosen.limits)
    return audit(report, rules=checks, profile=chosen)


def _subjects(rule: Rule, reading: ReportReading) -> Iterator[Reading | ReportReading]:
    """What a rule looks at: the report, or each item whose cells stand in their places."""
    return iter(reading.intact) if rule.scope == "item" else iter((reading,))


def _row_of(entry: Remark | Verified, reading: ReportReading) -> Item | None:
    """The row that a report check quotes, by number and by the quote standing there."""
    passage = entry.passage
    if passage.item is None:
        return None
    rows = reading.numbered(passage.item)
    line = entry.line if isinstance(entry, Remark) else None
    rows = [row for row in rows if row.line == line] or rows
    column = passage.column
    return next((r for r in reversed(rows) if column and r[column][passage.start : passage.end] == passage.quote), None)


def _findings(said: _Said, profile: Profile) -> Iterator[Finding]:
    for (rule, remark, item), fingerprint in zip(said.remarks, fingerprints(said.remarks), strict=True):
        yield Finding(
            rule=rule.id,
            certainty=rule.certainty,
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


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    passage = finding.passage
    return (finding.line or 0, passage.column or "", passage.start, finding.rule, finding.fingerprint)


def _place(entry: tuple[Rule, Verified, Item | None]) -> tuple[int, str, int, str]:
    rule, verified, item = entry
    return (item.line if item else 0, verified.passage.column or "", verified.passage.start, rule.id)


def _assessments(
    reading: ReportReading,
    findings: Sequence[Finding],
    verified: Sequence[tuple[Rule, Verified, Item | None]],
    rules: Sequence[Rule],
) -> tuple[Assessment, ...]:
    """Every item's verdict from its own findings and verifications."""
    weights = {rule.id: rule.verdict for rule in rules if rule.verdict}
    objected: defaultdict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.passage.item is not None:
            objected[finding.line].append(finding)
    proved: defaultdict[int, list[Verification]] = defaultdict(list)
    for rule, entry, item in verified:
        if item:
            proved[item.line].append(Verification(rule.id, entry.passage, entry.proof))
    return tuple(assess(r, objected[r.item.line], proved[r.item.line], weights) for r in reading.items)
