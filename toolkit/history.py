"""Several audits of one unit → History: the checks across periods, the ledger of targets, the life of each finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from toolkit.auditing import audit
from toolkit.checks.catalogue import Rule, assemble
from toolkit.checks.profile import Profile, load_profile
from toolkit.checks.series import Course, HistoryReading, wording
from toolkit.checks.subject import Reading
from toolkit.checks.table import ReportReading
from toolkit.errors import InputError
from toolkit.hearing import Said, findings_of, hear, order
from toolkit.language.binding import LIKELY, MOST_EVIDENCE, Match, settle
from toolkit.language.demands import asked
from toolkit.language.reach import reach
from toolkit.ledger import renewed
from toolkit.lives import Life, State, lives_of, states_of
from toolkit.model import Audit, Column, Failure, Finding, Item, Period, Quantity, Report, Verification
from toolkit.reading import read

WATCHED = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.STATUS, Column.PROGRESS, Column.RESPONSIBLE_UNIT)


@dataclass(frozen=True, slots=True)
class Pursuit:
    """A figure that a target demands, and the figure of the progress that answers it, if any does."""

    demand: Quantity
    actual: Quantity | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One target in one period: its row, what it demands and has reached, what changed since the period before."""

    period: Period
    item: Item
    pursuits: tuple[Pursuit, ...]
    changed: tuple[Column, ...]

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures bound to the target: demands and answers, each once."""
        every = (q for pursuit in self.pursuits for q in (pursuit.demand, pursuit.actual) if q is not None)
        return tuple({(q.passage.column, q.passage.start): q for q in every}.values())


@dataclass(frozen=True, slots=True)
class TargetCourse:
    """One target through the periods that list it, oldest first; named after its first row (`2023Q1-8`)."""

    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What several periods of one unit show together.

    `audits` are those of the periods, oldest first, each with the findings across periods that lie in it and with the
    state of every finding; `failures` are of the checks across periods, `rules` their ids.
    """

    audits: tuple[Audit, ...]
    targets: tuple[TargetCourse, ...]
    lives: tuple[Life, ...]
    failures: tuple[Failure, ...]
    rules: tuple[str, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods, oldest first."""
        return tuple(period_of(found.report) for found in self.audits)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, period by period."""
        return tuple(finding for found in self.audits for finding in found.findings)

    @property
    def across(self) -> tuple[Finding, ...]:
        """The findings that only the periods together show."""
        known = set(self.rules)
        return tuple(finding for finding in self.findings if finding.rule in known)


def compare_sources(
    sources: Sequence[Path | str],
    *,
    periods: Sequence[str] = (),
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> History:
    """Read and audit two or more periods of one unit and hold them against each other.

    `periods` names them in the order of `sources` where these do not tell. Raises InputError for fewer than two
    sources, a source without a period, and two sources of one period.
    """
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    if len(sources) < 2:
        raise InputError.of("compare", expected="两期或更多期的报告", met=f"{len(sources)} 份")
    if periods and len(periods) != len(sources):
        raise InputError.of(
            "compare --period", expected=f"与报告一一对应的 {len(sources)} 个报告期", met=f"{len(periods)} 个"
        )
    named = [Period.parse(text) if text else None for text in periods or [""] * len(sources)]
    reports = [read(s, period=p, words=chosen.words, limits=chosen.limits) for s, p in zip(sources, named, strict=True)]
    own = tuple(checks)
    return compare([audit(report, rules=own, profile=chosen) for report in in_order(reports)], chosen, own)


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Reports of one unit, oldest first; of periods that end together the longer last. Raises InputError."""
    for report in reports:
        if report.period is None:
            expected = "能看出报告期（标题、表头、文件名，如 2023Q4.txt；或 --period 依次指明）"
            raise InputError.of(report.source.name, expected=expected, met="没有写明")
    ordered = sorted(reports, key=lambda report: (period_of(report).end, -period_of(report).start.toordinal()))
    for one, other in pairwise(ordered):
        if one.period == other.period:
            both = f"{one.source.name} 和 {other.source.name} 都是 {one.period}"
            raise InputError.of("compare", expected="每期一份报告", met=both)
    known: dict[str, Report] = {}
    for report in ordered:
        twin = known.setdefault(report.source.sha256, report)
        if twin is not report:
            met = f"{twin.period} 与 {report.period} 是同一份文件"
            raise InputError.of("compare", expected="各期各自的报告", met=met)
    return ordered


def compare(audits: Sequence[Audit], profile: Profile | None = None, checks: Iterable[Rule] = ()) -> History:
    """Hold audits of one unit, each of a period of its own and oldest first, against each other."""
    profile = profile or Profile()
    chosen = [rule for rule in profile.choose(assemble(checks)) if rule.scope == "history"]
    readings = [ReportReading(found.report, profile.words) for found in audits]
    reading = HistoryReading(readings, [found.findings for found in audits])
    said = Said()
    for place, rule in enumerate(chosen):
        hear(said, rule, reading, profile, (place, 0))
    across = list(findings_of(said, profile))
    lives = lives_of(reading)
    states = states_of(reading, lives)
    return History(
        audits=tuple(_joined(found, at, across, said, states) for at, found in enumerate(audits)),
        targets=tuple(_course(reading, course, audits) for course in reading.courses),
        lives=tuple(lives),
        failures=tuple(failure for *_, failure in sorted(said.failures, key=lambda entry: entry[:2])),
        rules=tuple(rule.id for rule in chosen),
    )


def period_of(report: Report) -> Period:
    """The period of a report that in_order has let pass."""
    assert report.period is not None  # noqa: S101 - _in_order has refused the others
    return report.period


def _joined(
    found: Audit, at: int, across: Sequence[Finding], said: Said, states: dict[tuple[int, str], State]
) -> Audit:
    """A period's audit with what the periods together show of it, and the state of each of its findings."""
    period = str(found.report.period)
    own = [replace(f, state=states.get((at, f.fingerprint))) for f in found.findings]
    added = [replace(finding, state="new") for finding in across if finding.passage.period == period]
    shown: list[Verification] = [v for _, v in said.shown if v.passage.period == period]
    every = [verification for _, verification in said.shown]
    return replace(
        found,
        quantities=renewed(found.quantities, across, every),
        findings=tuple(sorted((*own, *added), key=order)),
        verifications=(*found.verifications, *shown),
    )


def _course(reading: HistoryReading, course: Course, audits: Sequence[Audit]) -> TargetCourse:
    entries = []
    for at, row in sorted(course.rows.items()):
        before = reading.before(course, at)
        changed = () if before is None else _changed(course.rows[before], row)
        entries.append(Entry(reading.periods[at], row.item, _pursuits(row, audits[at]), changed))
    return TargetCourse(course.id, tuple(entries))


def _changed(earlier: Reading, later: Reading) -> tuple[Column, ...]:
    """The columns whose words or figures differ; marks and widths are no change."""
    return tuple(column for column in WATCHED if wording(earlier[column]) != wording(later[column]))


def _pursuits(row: Reading, found: Audit) -> tuple[Pursuit, ...]:
    """What the year's and the period's target demand, as it stands in the period's ledger."""
    progress = row.measures(Column.PROGRESS)
    demands = {
        column: asked(row.measures(column), row[column]) for column in (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
    }
    if not any(demands.values()) or len(progress) > MOST_EVIDENCE:
        return ()
    own = {(q.passage.column, q.passage.start): q for q in found.quantities if q.passage.item == row.item.number}
    pursuits = []
    for column, wanted in demands.items():
        for match in settle(wanted, progress):
            demand = own.get((column, match.target.number.start))
            if demand is not None:
                pursuits.append(Pursuit(demand, own.get((Column.PROGRESS, _best(match, row)))))
    return tuple(pursuits)


def _best(match: Match, row: Reading) -> int:
    """Where the figure stands that answers a demand: one of the year so far before one of the quarter alone."""
    quarter = (row.period.end.month + 2) // 3 if row.period else 0
    likely = [a.actual for a in match.answers if a.coverage >= LIKELY]
    so_far = (m for m in likely if reach(m, quarter=quarter) != "quarter")
    best = next(so_far, likely[0] if likely else None)
    return best.number.start if best else -1
