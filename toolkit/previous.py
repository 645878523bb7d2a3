"""One period's audit with what earlier periods of the unit show of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.auditing import audit
from toolkit.checks.catalogue import Rule
from toolkit.checks.profile import Profile, load_profile
from toolkit.errors import InputError
from toolkit.hearing import order
from toolkit.history import History, compare, in_order, period_of
from toolkit.model import Audit, Finding
from toolkit.reading import read

SHORT = 40  # characters of a target that a message quotes


def against(
    found: Audit,
    previous: Sequence[Path | str],
    *,
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> Audit:
    """The audit with what it shows together with the periods before it: findings across periods, states, rules run.

    Raises InputError where a previous source has no period, or none before that of `found`.
    """
    if not previous:
        return found
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    own = tuple(checks)
    given = [read(s, words=chosen.words, limits=chosen.limits) for s in previous]
    reports = in_order([report for report in given if report.source.sha256 != found.report.source.sha256])
    if not reports:
        return found  # a folder that holds the report alone
    if found.report.period is None or period_of(reports[-1]).end >= found.report.period.end:
        met = f"{reports[-1].source.name} 为 {reports[-1].period}"
        raise InputError.of("--previous", expected=f"{found.report.period or '（报告期不明）'} 之前的报告", met=met)
    history = compare([*(audit(report, rules=own, profile=chosen) for report in reports), found], chosen, own)
    failures = (*found.failures, *history.failures)
    findings = tuple(sorted((*history.audits[-1].findings, *_gone_by(history)), key=order))
    return replace(
        history.audits[-1],
        findings=findings,
        rules=(*found.rules, *history.rules),
        failures=failures,
        previous=tuple(report.source for report in reports),
    )


def _gone_by(history: History) -> Iterator[Finding]:
    """What lies in the period before but is about the last as a whole: an item that it no longer lists."""
    last = str(history.periods[-1])
    for finding in history.across:
        about = next((p for p in finding.related if p.period == last and p.item is None), None)
        if about is not None and finding.passage.period != last:
            named = f"第 {finding.passage.item} 项“{_short(finding.passage.quote)}”"
            message = finding.message.replace("本项", named, 1)
            yield replace(finding, passage=about, line=None, related=(finding.passage,), message=message)


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
