"""What an item's evidence amounts to: a list of its facts, never a score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from toolkit.checks.subject import Reading
from toolkit.language.demands import asked
from toolkit.levels import LEVEL_OF, parts
from toolkit.model import Assessment, Column, Finding, Level, Part, Verdict, Verification

_WEIGHT: tuple[Verdict, ...] = ("contradicted", "unsupported", "partial", "supported")
_SLID = "该行单元格错位，未作判断"
_NOT_DONE = "未称完成，不评判佐证"
_NO_TARGET = "没有可以逐项对照的目标，或要求过多，未逐项对照"
_MET = "目标的每一部分都有数字，且均经比对达到"
_ANSWERED = "目标中可以核对的部分都有可核对的回应"
_YEAR_OPEN = "季度目标的各部分均有回应，年度目标的数字未一一核对"
_FAULTS = "目标的各部分均有回应，但所引事实另有问题，见下"
# 突出抓好510个重大项目 says which are meant; the figure itself is not what is to be reached.
_MEANT = re.compile(r"(?:抓好|抓实|围绕|聚焦|突出|安排|涉及)$")
_TOLD: dict[Level, str] = {
    "unquantified": "只有叙述，没有可核对的数字或凭据",
    "unaddressed": "没有回应",
    "hedged": "只有预期或在办",
}


def assess(
    reading: Reading, findings: Sequence[Finding], verifications: Iterable[Verification], weights: Mapping[str, Verdict]
) -> Assessment:
    """The worst that the item's findings make of its evidence; `weights` is the verdict each rule's finding carries.

    Where parts of the target stand although others do not, what would be unsupported is partial. Without a finding the
    item is supported only where every part of its target is; which clause answers a part is a lead, unless figures were
    verified for every one of them.
    """
    item, proved = reading.item, list(verifications)
    if not reading.done and reading.status:
        return Assessment(item, "not-assessable", "derived", (), _NOT_DONE)
    found = tuple(parts(reading, findings, proved)) if reading.done and item.intact else ()
    deciding = [f for f in findings if f.rule in weights and f.severity not in ("low", "info")]
    if deciding:
        return _decided(reading, deciding, found, weights)
    if not item.intact:
        return Assessment(item, "not-assessable", "derived", (), _SLID)
    if not found:
        return Assessment(item, "not-assessable", "derived", (), _NO_TARGET)
    return _undisputed(reading, findings, proved, found)


def _decided(
    reading: Reading, deciding: Sequence[Finding], found: tuple[Part, ...], weights: Mapping[str, Verdict]
) -> Assessment:
    worst = min((weights[f.rule] for f in deciding), key=_WEIGHT.index)
    behind = [f for f in deciding if weights[f.rule] == worst]
    lead = all(f.certainty == "lead" for f in behind)
    about_parts = all(f.rule in LEVEL_OF for f in behind)
    if worst == "unsupported" and about_parts and any(part.level == "supported" for part in found):
        worst, lead = "partial", True  # which part is answered is itself a lead
    ids = tuple(sorted({f.rule for f in behind}))
    return Assessment(reading.item, worst, "lead" if lead else "derived", ids, behind[0].message, found)


def _undisputed(
    reading: Reading, findings: Sequence[Finding], proved: Sequence[Verification], found: tuple[Part, ...]
) -> Assessment:
    item = reading.item
    bounds = [v for v in proved if v.proof and v.proof.kind == "bound" and v.proof.holds]
    rules = tuple(sorted({v.rule for v in bounds}))
    soft = {ask.start for ask in reading.coverage.asks if ask.soft}
    firm = [
        part for part in found if part.passage.start not in soft
    ] or found  # a direction beside them decides nothing
    open_parts = Counter(part.level for part in firm if part.level != "supported")
    if open_parts:
        told = "；".join(f"{count} 部分{_TOLD[level]}" for level, count in open_parts.items() if level in _TOLD)
        why = f"目标的 {len(firm)} 部分中，{told}" if len(firm) > 1 else told.removeprefix("1 部分")
        return Assessment(item, "not-assessable", "derived", (), why, found)
    told_in = (Column.PROGRESS, reading.target)
    if any(f.severity in ("high", "medium") and f.passage.column in told_in for f in findings):
        return Assessment(item, "not-assessable", "derived", (), _FAULTS, found)
    if not _year_met(reading, bounds):
        return Assessment(item, "not-assessable", "derived", (), _YEAR_OPEN, found)
    if _all_figures(found, bounds):
        return Assessment(item, "supported", "derived", rules, _MET, found)
    return Assessment(item, "supported", "lead", rules, _ANSWERED, found)


def _all_figures(found: Sequence[Part], bounds: Sequence[Verification]) -> bool:
    """Whether a figure was verified in every part of the target."""
    spots = [(o.passage.column, o.passage.start) for v in bounds if v.proof for o in v.proof.operands]
    return all(
        any(column == part.passage.column and part.passage.start <= at < part.passage.end for column, at in spots)
        for part in found
    )


def _year_met(reading: Reading, bounds: Sequence[Verification]) -> bool:
    """Whether, where the year falls due with the period, its figures are those that were verified."""
    if reading.target is Column.ANNUAL_TARGET or reading.period is None or reading.period.end.month != 12:
        return True
    met = {(o.value, o.unit) for v in bounds if v.proof for o in v.proof.operands}
    year = asked(reading.measures(Column.ANNUAL_TARGET), reading[Column.ANNUAL_TARGET])
    due = [demand for demand in year if not _MEANT.search(demand.before)]
    return all((format(demand.amount, "f"), demand.number.unit) in met for demand in due)
