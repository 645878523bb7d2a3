"""Report → Audit: runs the rules, gives their remarks code, level and fingerprint, derives each item's verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit import __version__
from toolkit.checks.catalogue import Rule, assemble
from toolkit.checks.profile import Profile, load_profile
from toolkit.checks.subject import Reading, Remark, ReportReading
from toolkit.errors import one_line
from toolkit.language.text import normal
from toolkit.model import Assessment, Audit, Column, Failure, Finding, Item, Period, Report, Verdict, Verification
from toolkit.reading import read

_WEIGHT: tuple[Verdict, ...] = ("contradicted", "unsupported", "partial", "supported")
_ABSTAINED = "分项与数字的比对规则尚未覆盖该事项"
_SLID = "该行单元格错位，未作判断"


@dataclass(frozen=True, slots=True)
class _Noted:
    """A remark with the rule it came from and the row it speaks of."""

    rule: Rule
    remark: Remark
    item: Item | None

    @property
    def line(self) -> int | None:
        return self.item.line if self.item else self.remark.line


def audit(report: Report, *, rules: Iterable[Rule] = (), profile: Profile | None = None) -> Audit:
    """Audit one report with all rules of the catalogue and the caller's own `rules`.

    A check that crashes becomes a recorded Failure; the run goes on. Raises InputError for a profile that names
    rules or settings which do not exist.
    """
    profile = profile or Profile()
    chosen = profile.choose(assemble(rules))
    reading = ReportReading(report, profile.words)
    noted: list[_Noted] = []
    verifications: list[Verification] = []
    failures: list[Failure] = []
    for rule in chosen:
        for subject in _subjects(rule, reading):
            item = subject.item if isinstance(subject, Reading) else None
            try:
                yielded = list(rule(subject, **profile.settings.get(rule.id, {})))
            except Exception as error:
                failures.append(
                    Failure(rule.id, item.number if item else None, one_line(f"{type(error).__name__}: {error}"))
                )
                continue
            for entry in yielded:
                if isinstance(entry, Remark):
                    noted.append(_noted(rule, entry, item, reading))
                else:
                    verifications.append(Verification(rule.id, entry.passage, entry.proof))
    findings = tuple(sorted(_findings(noted, profile), key=_order))
    return Audit(
        report=report,
        findings=findings,
        verifications=tuple(verifications),
        quantities=(),
        assessments=tuple(_assess(item, findings, chosen) for item in report.items),
        failures=tuple(failures),
        rules=tuple(rule.id for rule in chosen),
        version=__version__,
    )


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
    report = read(source, period=asked, words=chosen.words)
    return audit(report, rules=checks, profile=chosen)


def _subjects(rule: Rule, reading: ReportReading) -> Iterator[Reading | ReportReading]:
    """What a rule looks at: the report, or each item whose cells stand in their places."""
    return iter(reading.intact) if rule.scope == "item" else iter((reading,))


def _noted(rule: Rule, remark: Remark, item: Item | None, reading: ReportReading) -> _Noted:
    if item is None and remark.passage.item is not None:
        item = _row_of(remark, reading)
    return _Noted(rule, remark, item)


def _content(item: Item) -> str:
    """A digest of a row's cells, the same wherever the row stands."""
    return _digest("\t".join(normal(item[column]) for column in Column))


def _row_of(remark: Remark, reading: ReportReading) -> Item | None:
    """The row a report check's remark quotes, by number and by the quote standing there."""
    passage = remark.passage
    rows = [r.item for r in reading.items if r.item.number == passage.item]
    if remark.line is not None:
        rows = [row for row in rows if row.line == remark.line] or rows
    column = passage.column
    fits = [row for row in rows if column and row[column][passage.start : passage.end] == passage.quote]
    return fits[-1] if fits else None


def _findings(noted: Sequence[_Noted], profile: Profile) -> Iterator[Finding]:
    """Findings with fingerprints: equal ones are told apart by their order among the rows' contents, not by lines."""
    count: Counter[str] = Counter()
    rows = {note.line: _content(note.item) for note in {note.line: note for note in noted}.values() if note.item}
    for note in sorted(noted, key=lambda n: (rows.get(n.line, ""), n.remark.passage.start)):
        remark, rule = note.remark, note.rule
        base = _identity(rule, remark)
        count[base] += 1
        yield Finding(
            rule=rule.id,
            certainty=rule.certainty,
            severity=profile.severity_of(rule, remark.severity),
            passage=remark.passage,
            line=note.line,
            message=remark.message,
            ask=remark.ask or rule.ask,
            fingerprint=_digest(f"{base}\x1f{count[base]}"),
            removed=remark.removed,
            related=remark.related,
            proof=remark.proof,
            flips_verdict=rule.flips if remark.flips is None else remark.flips,
        )


def _identity(rule: Rule, remark: Remark) -> str:
    """What stays the same of a finding from run to run: not the line, the offsets, the white space or the width."""
    passage = remark.passage
    quotes = (passage.quote, *(p.quote for p in remark.related), remark.removed or "")
    return "\x1f".join((rule.id, passage.item or "", passage.column or "", remark.key, *map(normal, quotes)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    passage = finding.passage
    return (finding.line or 0, passage.column or "", passage.start, finding.rule, finding.fingerprint)


def _assess(item: Item, findings: Sequence[Finding], rules: Sequence[Rule]) -> Assessment:
    """The worst that the item's findings make of its evidence; without one, nothing is claimed."""
    verdicts = {rule.id: rule.verdict for rule in rules if rule.verdict}
    own = [f for f in findings if f.line == item.line and f.passage.item == item.number and f.rule in verdicts]
    if not own:
        return Assessment(item, "not-assessable", "derived", (), _ABSTAINED if item.intact else _SLID)
    worst = min((verdicts[f.rule] for f in own), key=lambda v: _WEIGHT.index(v) if v in _WEIGHT else len(_WEIGHT))
    deciding = [f for f in own if verdicts[f.rule] == worst]
    lead = all(f.certainty == "lead" for f in deciding)
    ids = tuple(sorted({f.rule for f in deciding}))
    return Assessment(item, worst or "not-assessable", "lead" if lead else "derived", ids, deciding[0].message)
