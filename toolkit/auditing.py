"""Report → Audit: runs the rules, gives their remarks code, level and fingerprint; a crashing check loses nothing."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from pathlib import Path

from toolkit import __version__
from toolkit.checks.catalogue import Rule, assemble
from toolkit.checks.profile import Profile, load_profile
from toolkit.checks.subject import Reading, Remark, ReportReading, Verified
from toolkit.errors import one_line
from toolkit.fingerprints import fingerprints
from toolkit.ledger import ledger
from toolkit.model import Assessment, Audit, Failure, Finding, Item, Period, Quantity, Report, Verdict, Verification
from toolkit.opinion_client import Consultants, consultants
from toolkit.opinions import consult
from toolkit.reading import read
from toolkit.verdicts import assess

# Rows that one rule judges before the next has its turn: few, so that their readings are soon let go of, yet enough for
# the processor not to take up another rule every few microseconds, which takes a fifth of the time.
BLOCK = 128
_Shown = tuple[int | None, Verification]  # with the line of the row it stands in


@dataclass(slots=True)
class _Said:
    """What checks yielded, each with the row it speaks of; failures with the places of their rule and their row."""

    remarks: list[tuple[Rule, Remark, Item | None]] = field(default_factory=list)
    shown: list[_Shown] = field(default_factory=list)
    failures: list[tuple[int, int, Failure]] = field(default_factory=list)


_NONE: Mapping[str, object] = {}  # the settings of a rule of which the profile says nothing
_UNJUDGED = "得出结论时出错，见运行出错的检查"


@dataclass(slots=True)
class _OfRow:
    """What concerns one row, by its own rules or by those of the table."""

    findings: list[Finding] = field(default_factory=list)
    shown: list[_Shown] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """Everything found so far, and of it what concerns each row, by line."""

    findings: list[Finding] = field(default_factory=list)
    shown: list[_Shown] = field(default_factory=list)
    failures: list[tuple[int, int, Failure]] = field(default_factory=list)
    of_rows: defaultdict[int | None, _OfRow] = field(default_factory=lambda: defaultdict(_OfRow))

    def add(self, said: _Said, profile: Profile) -> None:
        """Take up what some rules said; remarks that may be alike have to come together, for their fingerprints."""
        for finding in _findings(said, profile):
            self.findings.append(finding)
            self.of_rows[finding.line].findings.append(finding)
        for shown in said.shown:
            self.shown.append(shown)
            self.of_rows[shown[0]].shown.append(shown)
        self.failures += said.failures


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from walking through all that was found, over and over: there are none in it."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running and not gc.get_freeze_count():
            gc.freeze()  # thawed at once all of it counts as old: else the next object made has it walked through
            gc.unfreeze()
        if running:
            gc.enable()


@_collector_at_rest()
def audit(report: Report, *, rules: Iterable[Rule] = (), profile: Profile | None = None) -> Audit:
    """Audit one report with all rules of the catalogue and the caller's own `rules`.

    A check that crashes, or yields what is neither a Remark nor Verified, becomes a recorded Failure; the run goes on.
    Raises InputError for a profile that names rules or settings which do not exist.
    """
    profile = profile or Profile()
    chosen = profile.choose(assemble(rules))
    weights = {rule.id: rule.verdict for rule in chosen if rule.verdict}
    reading = ReportReading(report, profile.words)
    found = _Found()
    found.add(_heard_of_table(chosen, reading, profile), profile)
    quantities: list[tuple[Quantity, ...]] = [()] * len(reading.items)
    assessments: dict[int, Assessment] = {}
    for rows in reading.blocks(BLOCK):
        found.add(_heard_of_rows(rows, chosen, profile), profile)
        for at, row in rows:
            quantities[at], assessments[at], failed = _concluded(row, found.of_rows[row.item.line], weights)
            found.failures += [(len(chosen), at, failure) for failure in failed]
            row.forget()  # what is worked out for a row takes many times the room of its text
    return Audit(
        report=report,
        findings=tuple(sorted(found.findings, key=_order)),
        verifications=tuple(verification for _, verification in sorted(found.shown, key=_place)),
        quantities=tuple(chain.from_iterable(quantities)),
        assessments=tuple(assessments[at] for at in range(len(reading.items))),
        failures=tuple(failure for _, _, failure in sorted(found.failures, key=itemgetter(0, 1))),
        rules=tuple(rule.id for rule in chosen),
        version=__version__,
    )


def _heard_of_table(chosen: Sequence[Rule], reading: ReportReading, profile: Profile) -> _Said:
    said = _Said()
    for place, rule in enumerate(chosen):
        if rule.scope == "report":
            _hear(said, rule, reading, profile, (place, 0))
    return said


def _heard_of_rows(rows: Sequence[tuple[int, Reading]], chosen: Sequence[Rule], profile: Profile) -> _Said:
    """What the rules of items say of rows whose cells stand in their places."""
    said = _Said()
    intact = [(at, row) for at, row in rows if row.item.intact]
    for place, rule in enumerate(chosen):
        for at, row in intact if rule.scope == "item" else ():
            _hear(said, rule, row, profile, (place, at))
    return said


def _hear(said: _Said, rule: Rule, subject: Reading | ReportReading, profile: Profile, place: tuple[int, int]) -> None:
    try:
        yielded = [*rule.check(subject, **profile.settings.get(rule.id, _NONE))]
        if not yielded:
            return
        strange = next((entry for entry in yielded if not isinstance(entry, Remark | Verified)), None)
        if strange is not None:
            raise TypeError(f"应产出 Remark 或 Verified，实为 {type(strange).__name__}")
        placed = [(entry, _row_of(entry, subject)) for entry in yielded]
    except Exception as error:
        told = one_line(f"{type(error).__name__}: {error}")
        number = subject.item.number if isinstance(subject, Reading) else None
        said.failures.append((*place, Failure(rule.id, number, told)))
        return
    for entry, row in placed:
        if isinstance(entry, Remark):
            said.remarks.append((rule, entry, row))
        else:
            said.shown.append((row.line if row else None, Verification(rule.id, entry.passage, entry.proof)))


def audit_source(
    source: Path | str,
    *,
    period: str = "",
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> Audit:
    """Read and audit one source; the plain value that `check` and the notebooks share. Raises InputError.

    Where the profile asks for a second opinion, its leads are added after the audit; nothing else of it changes.
    """
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    own = tuple(checks)
    others = consultants(chosen.opinion) if chosen.opinion else None
    asked = Period.parse(period) if period else None
    report = read(source, period=asked, words=chosen.words, limits=chosen.limits)
    found = audit(report, rules=own, profile=chosen)
    return _with_opinion(found, chosen, own, others) if others else found


def _with_opinion(found: Audit, profile: Profile, own: Iterable[Rule], others: Consultants) -> Audit:
    """The audit with the leads of a second opinion; verdicts, levels and findings stay those of the rules."""
    if profile.opinion is None:
        return found
    told = consult(found, profile.choose(assemble(own)), profile.opinion.model, others.judge, others.embedder)
    added = _findings(_Said(remarks=told.remarks), profile)
    return replace(
        found,
        findings=tuple(sorted((*found.findings, *added), key=_order)),
        failures=(*found.failures, *told.failures),
        opinion=told.record(profile.opinion),
    )


def _row_of(entry: Remark | Verified, subject: Reading | ReportReading) -> Item | None:
    """The row that a check speaks of: a report check's by number and by the quote standing there."""
    if isinstance(subject, Reading):
        return subject.item
    passage = entry.passage
    if passage.item is None:
        return None
    rows = subject.numbered(passage.item)
    line = entry.line if isinstance(entry, Remark) else None
    rows = [row for row in rows if row.line == line] or rows
    column = passage.column
    return next((r for r in reversed(rows) if column and r[column][passage.start : passage.end] == passage.quote), None)


def _findings(said: _Said, profile: Profile) -> Iterator[Finding]:
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


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    passage = finding.passage
    return (finding.line or 0, passage.column or "", passage.start, finding.rule, finding.fingerprint)


def _place(shown: _Shown) -> tuple[int, str, int, str]:
    line, verification = shown
    return (line or 0, verification.passage.column or "", verification.passage.start, verification.rule)


def _concluded(
    row: Reading, told: _OfRow, weights: Mapping[str, Verdict]
) -> tuple[tuple[Quantity, ...], Assessment, list[Failure]]:
    """A row's share of the ledger, and its verdict from its own findings and verifications; a crash loses neither."""
    quantities = ledger((row,), told.findings, told.shown) if row.item.intact else ()
    findings = sorted((f for f in told.findings if f.passage.item is not None), key=_order)
    try:
        return quantities, assess(row, findings, [v for _, v in sorted(told.shown, key=_place)], weights), []
    except Exception as error:
        failure = Failure("verdict", row.item.number, one_line(f"{type(error).__name__}: {error}"))
        return quantities, Assessment(row.item, "not-assessable", "derived", (), _UNJUDGED), [failure]
