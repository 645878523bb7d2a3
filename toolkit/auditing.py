"""Report → Audit: runs the rules, gives their remarks code, level and fingerprint; a crashing check loses nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from pathlib import Path

from toolkit import __version__
from toolkit.checks.catalogue import Rule, assemble
from toolkit.checks.profile import Profile, load_profile
from toolkit.checks.sources import reading_of
from toolkit.checks.subject import Reading
from toolkit.checks.table import ReportReading
from toolkit.collecting import collector_at_rest
from toolkit.corroboration import corroborated
from toolkit.errors import one_line
from toolkit.hearing import Said, Shown, findings_of, hear, order
from toolkit.ledger import ledger
from toolkit.model import Assessment, Audit, Failure, Finding, Period, Quantity, Report, Verdict
from toolkit.opinion_client import Consultants, consultants
from toolkit.opinions import consult
from toolkit.reading import read
from toolkit.references import References, given
from toolkit.verdicts import assess

# Rows that one rule judges before the next has its turn: few, so that their readings are soon let go of, yet enough for
# the processor not to take up another rule every few microseconds, which takes a fifth of the time.
BLOCK = 128


_UNJUDGED = "得出结论时出错，见运行出错的检查"


@dataclass(slots=True)
class _OfRow:
    """What concerns one row, by its own rules or by those of the table."""

    findings: list[Finding] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """Everything found so far, and of it what concerns each row, by line."""

    findings: list[Finding] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    failures: list[tuple[int, int, Failure]] = field(default_factory=list)
    of_rows: defaultdict[int | None, _OfRow] = field(default_factory=lambda: defaultdict(_OfRow))

    def add(self, said: Said, profile: Profile) -> None:
        """Take up what some rules said; remarks that may be alike have to come together, for their fingerprints."""
        for finding in findings_of(said, profile):
            self.findings.append(finding)
            self.of_rows[finding.line].findings.append(finding)
        for shown in said.shown:
            self.shown.append(shown)
            self.of_rows[shown[0]].shown.append(shown)
        self.failures += said.failures


@collector_at_rest()
def audit(
    report: Report,
    *,
    rules: Iterable[Rule] = (),
    profile: Profile | None = None,
    references: References | None = None,
) -> Audit:
    """Audit one report with all rules of the catalogue and the caller's own `rules`.

    Rules that hold it against sources run where there are `references`, and only there.

    A check that crashes, or yields what is neither a Remark nor Verified, becomes a recorded Failure; the run goes on.
    Raises InputError for a profile that names rules or settings which do not exist.
    """
    profile = profile or Profile()
    chosen = tuple(r for r in profile.choose(assemble(rules)) if r.scope != "source" or references is not None)
    settling = frozenset(rule.id for rule in chosen if rule.scope == "source")
    weights = {rule.id: rule.verdict for rule in chosen if rule.verdict}
    reading = reading_of(report, profile.words, references)
    found, of_table = _Found(), _heard_of_table(chosen, reading, profile)
    found.add(of_table, profile)
    quantities: list[tuple[Quantity, ...]] = [()] * len(reading.items)
    assessments: dict[int, Assessment] = {}
    for rows in reading.blocks(BLOCK):
        found.add(_heard_of_rows(rows, chosen, profile), profile)
        for at, row in rows:
            quantities[at], assessments[at], failed = _concluded(row, found.of_rows[row.item.line], weights, settling)
            found.failures += [(len(chosen), at, failure) for failure in failed]
            row.forget()  # what is worked out for a row takes many times the room of its text
    return Audit(
        report=report,
        findings=tuple(sorted(found.findings, key=order)),
        verifications=tuple(verification for _, verification in sorted(found.shown, key=_place)),
        quantities=tuple(chain.from_iterable(quantities)),
        assessments=tuple(assessments[at] for at in range(len(reading.items))),
        failures=tuple(failure for _, _, failure in sorted(found.failures, key=itemgetter(0, 1))),
        rules=tuple(rule.id for rule in chosen if rule.scope != "history"),
        version=__version__,
        corroborated=None if references is None else corroborated(references, of_table.sources),
    )


def _heard_of_table(chosen: Sequence[Rule], reading: ReportReading, profile: Profile) -> Said:
    said = Said()
    for place, rule in enumerate(chosen):
        if rule.scope in ("report", "source"):
            hear(said, rule, reading, profile, (place, 0))
    return said


def _heard_of_rows(rows: Sequence[tuple[int, Reading]], chosen: Sequence[Rule], profile: Profile) -> Said:
    """What the rules of items say of rows whose cells stand in their places."""
    said = Said()
    intact = [(at, row) for at, row in rows if row.item.intact]
    for place, rule in enumerate(chosen):
        for at, row in intact if rule.scope == "item" else ():
            hear(said, rule, row, profile, (place, at))
    return said


def audit_source(
    source: Path | str,
    *,
    period: str = "",
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
    references: Path | str | References | None = None,
) -> Audit:
    """Read and audit one source; the plain value that `check` and the notebooks share. Raises InputError.

    `references` are a folder of the user's own tables, or what was read from one; empty is none.
    Where the profile asks for a second opinion, its leads are added after the audit; nothing else of it changes.
    """
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    own = tuple(checks)
    others = consultants(chosen.opinion) if chosen.opinion else None
    asked = Period.parse(period) if period else None
    tables = given(references, words=chosen.words, limits=chosen.limits)
    report = read(source, period=asked, words=chosen.words, limits=chosen.limits)
    found = audit(report, rules=own, profile=chosen, references=tables)
    return _with_opinion(found, chosen, own, others) if others else found


def _with_opinion(found: Audit, profile: Profile, own: Iterable[Rule], others: Consultants) -> Audit:
    """The audit with the leads of a second opinion; verdicts, levels and findings stay those of the rules."""
    if profile.opinion is None:
        return found
    told = consult(found, profile.choose(assemble(own)), profile.opinion.model, others.judge, others.embedder)
    added = findings_of(Said(remarks=told.remarks), profile)
    return replace(
        found,
        findings=tuple(sorted((*found.findings, *added), key=order)),
        failures=(*found.failures, *told.failures),
        opinion=told.record(profile.opinion),
    )


def _place(shown: Shown) -> tuple[int, str, int, str]:
    line, verification = shown
    return (line or 0, verification.passage.column or "", verification.passage.start, verification.rule)


def _concluded(
    row: Reading, told: _OfRow, weights: Mapping[str, Verdict], settling: frozenset[str]
) -> tuple[tuple[Quantity, ...], Assessment, list[Failure]]:
    """A row's share of the ledger, and its verdict from its own findings and verifications; a crash loses neither."""
    quantities = ledger((row,), told.findings, told.shown, settling) if row.item.intact else ()
    findings = sorted((f for f in told.findings if f.passage.item is not None), key=order)
    try:
        return quantities, assess(row, findings, [v for _, v in sorted(told.shown, key=_place)], weights), []
    except Exception as error:
        failure = Failure("verdict", row.item.number, one_line(f"{type(error).__name__}: {error}"))
        return quantities, Assessment(row.item, "not-assessable", "derived", (), _UNJUDGED), [failure]
