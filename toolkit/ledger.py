"""The ledger of numbers: every quantity of targets and progress once, with what the checks made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from toolkit.checks.subject import Reading
from toolkit.language.quantities import Number
from toolkit.model import Column, Finding, Outcome, Passage, Proof, Quantity, Verification

COLUMNS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS)
Place = tuple[int | None, Column | None, int, int]  # by the row's line: a number may be printed on two rows
Verified = tuple[int | None, Verification]
_RANK: dict[Outcome, int] = {"contradicted": 0, "verified": 1, "compared": 2, "unchecked": 3}


@dataclass(slots=True)
class _Entry:
    """What the checks said of one number."""

    outcome: Outcome = "unchecked"
    rules: set[str] = field(default_factory=set)

    def add(self, outcome: Outcome, rule: str) -> None:
        if _RANK[outcome] < _RANK[self.outcome]:
            self.outcome = outcome
        self.rules.add(rule)


_UNSAID = _Entry()


def ledger(
    readings: Iterable[Reading],
    findings: Iterable[Finding],
    verified: Iterable[Verified],
    settling: Collection[str] = (),
) -> tuple[Quantity, ...]:
    """All quantities in the order of the source; one that no check could take up is `unchecked`, and stays listed.

    A stated number is verified or contradicted by its proof; the numbers it was compared with, `compared`.
    A rule among `settling` holds a number against a source outside the report: its word settles it without a proof.
    """
    said: defaultdict[Place, _Entry] = defaultdict(_Entry)
    for line, verification in verified:
        _note(said, line, verification.rule, verification.passage, verification.proof)
        if verification.rule in settling:
            said[_place(line, verification.passage)].add("verified", verification.rule)
    for finding in findings:
        _note(said, finding.line, finding.rule, finding.passage, finding.proof)
        if finding.rule in settling:
            said[_place(finding.line, finding.passage)].add("contradicted", finding.rule)
    return tuple(
        _quantity(reading, column, number, said)
        for reading in readings
        for column in COLUMNS
        for number in reading.numbers(column)
    )


def renewed(
    quantities: Iterable[Quantity], findings: Iterable[Finding], verified: Iterable[Verification]
) -> tuple[Quantity, ...]:
    """A period's quantities with what the proofs of several periods said of them; the graver word stands."""
    said: defaultdict[tuple[str | None, str | None, Column | None, int, int], _Entry] = defaultdict(_Entry)
    every: list[Finding | Verification] = [*findings, *verified]
    for told in every:
        for passage, outcome in _outcomes(told.proof):
            said[_of_period(passage)].add(outcome, told.rule)
    return tuple(_with(quantity, said.get(_of_period(quantity.passage))) for quantity in quantities)


def _outcomes(proof: Proof | None) -> Iterator[tuple[Passage, Outcome]]:
    if proof is None:
        return
    yield proof.stated.passage, "verified" if proof.holds else "contradicted"
    settled = proof.holds and proof.kind not in ("bound", "part-of")
    for operand in proof.operands:
        yield operand.passage, "verified" if settled else "compared"


def _of_period(passage: Passage) -> tuple[str | None, str | None, Column | None, int, int]:
    return (passage.period, passage.item, passage.column, passage.start, passage.end)


def _with(quantity: Quantity, entry: _Entry | None) -> Quantity:
    if entry is None:
        return quantity
    outcome = min(quantity.outcome, entry.outcome, key=_RANK.__getitem__)
    return replace(quantity, outcome=outcome, checked_by=tuple(sorted({*quantity.checked_by, *entry.rules})))


def _note(said: defaultdict[Place, _Entry], line: int | None, rule: str, passage: Passage, proof: Proof | None) -> None:
    if proof is None:
        said[_place(line, passage)].add("unchecked", rule)
        return
    said[_place(line, proof.stated.passage)].add("verified" if proof.holds else "contradicted", rule)
    bound = proof.kind in ("bound", "part-of")
    for operand in proof.operands:
        if operand.passage.item != proof.stated.passage.item:
            continue  # a number of another row: what is said of it stands with that row's own finding
        said[_place(line, operand.passage)].add("verified" if proof.holds and not bound else "compared", rule)


def _place(line: int | None, passage: Passage) -> Place:
    return (line, passage.column, passage.start, passage.end)


def _quantity(reading: Reading, column: Column, number: Number, said: defaultdict[Place, _Entry]) -> Quantity:
    passage = reading.figure(column, number)
    entry = said.get(_place(reading.item.line, passage), _UNSAID)
    return Quantity(
        passage=passage,
        value=number.value,
        lo=number.lo,
        hi=number.hi,
        unit=number.unit,
        dimension=number.dimension,
        comparator=number.comparator,
        basis=number.basis,
        kind=number.kind,
        outcome=entry.outcome,
        checked_by=tuple(sorted(entry.rules)) if entry.rules else (),
    )


def reasons(quantities: Iterable[Quantity]) -> Iterator[tuple[Quantity, str]]:
    """Every unchecked quantity with why: a date, an ordinal, a range, a figure that nothing could be compared with."""
    for quantity in quantities:
        if quantity.outcome == "unchecked":
            yield quantity, _why(quantity)


def _why(quantity: Quantity) -> str:
    if quantity.kind == "date":
        return "时间，不作数值比对"
    if quantity.kind == "ordinal":
        return "序数，不作数值比对"
    if quantity.kind == "range":
        return "区间，逐单元要求，无从逐一对应"
    if quantity.dimension == "unknown":
        return "单位不明"
    if quantity.checked_by:
        return "另有发现，不以算式核对"
    if quantity.passage.column is Column.ANNUAL_TARGET:
        return "年度目标，仅作背景"
    if quantity.passage.column is Column.PERIOD_TARGET:
        return "进展中没有可确定对应的数"
    return "目标中没有对应的数，文中也无可复算的关系"
