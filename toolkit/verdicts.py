"""What an item's evidence amounts to: a list of its facts, never a score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.checks.subject import Reading
from toolkit.language.binding import asked
from toolkit.language.carrying import target_parts
from toolkit.language.likeness import content
from toolkit.model import Assessment, Column, Finding, Verdict, Verification

_WEIGHT: tuple[Verdict, ...] = ("contradicted", "unsupported", "partial", "supported")
_ABSTAINED = "目标各部分是否逐一得到回应，现有规则尚不能判断"
_SLID = "该行单元格错位，未作判断"
_NOT_DONE = "未称完成，不评判佐证"
_MET = "目标的每一部分都有数字，且均经比对达到"


def assess(
    reading: Reading, findings: Sequence[Finding], verifications: Iterable[Verification], weights: Mapping[str, Verdict]
) -> Assessment:
    """The worst that the item's findings make of its evidence; `weights` is the verdict each rule's finding carries.

    Without such a finding the item is supported only where every part of its target asks for a figure and every one of
    these figures was verified; else nothing is claimed.
    """
    item = reading.item
    if not reading.done and reading.status:
        return Assessment(item, "not-assessable", "derived", (), _NOT_DONE)
    deciding = [f for f in findings if f.rule in weights and f.severity not in ("low", "info")]
    if deciding:
        worst = min((weights[f.rule] for f in deciding), key=_WEIGHT.index)
        behind = [f for f in deciding if weights[f.rule] == worst]
        lead = all(f.certainty == "lead" for f in behind)
        ids = tuple(sorted({f.rule for f in behind}))
        return Assessment(item, worst, "lead" if lead else "derived", ids, behind[0].message)
    if not item.intact:
        return Assessment(item, "not-assessable", "derived", (), _SLID)
    bounds = [v for v in verifications if v.proof and v.proof.kind == "bound" and v.proof.holds]
    open_faults = any(f.severity in ("high", "medium") for f in findings)
    if reading.done and bounds and not open_faults and _year_met(reading, bounds) and _every_part_met(reading, bounds):
        return Assessment(item, "supported", "derived", tuple(sorted({v.rule for v in bounds})), _MET)
    return Assessment(item, "not-assessable", "derived", (), _ABSTAINED)


def _year_met(reading: Reading, bounds: Sequence[Verification]) -> bool:
    """Whether, where the year falls due with the period, its figures are those that were verified."""
    if reading.target is Column.ANNUAL_TARGET or reading.period is None or reading.period.end.month != 12:
        return True
    met = {(o.value, o.unit) for v in bounds if v.proof for o in v.proof.operands}
    year = asked(reading.measures(Column.ANNUAL_TARGET), reading[Column.ANNUAL_TARGET])
    return all((format(demand.amount, "f"), demand.number.unit) in met for demand in year)


def _every_part_met(reading: Reading, bounds: Sequence[Verification]) -> bool:
    """Whether each part of the target that says anything holds a figure that a bound was verified against."""
    places = {
        o.passage.start for v in bounds if v.proof for o in v.proof.operands if o.passage.column == reading.target
    }
    demanded = {match.target.number.start for match in reading.matches}
    parts = [part for part in target_parts(reading[reading.target]) if "".join(content(part.text))]
    return demanded <= places and all(any(part.start <= at < part.end for at in places) for part in parts)
