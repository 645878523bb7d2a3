"""Makes proofs: quoted numbers in, a Proof that `proofs.py` has already replayed out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit import proofs
from toolkit.checks.subject import Reading
from toolkit.conversions import convertible
from toolkit.language.quantities import Number
from toolkit.model import Column, Operand, Passage, Proof

Role = tuple[str, Column, Number]
Place = tuple[Reading, Column, Number]
Elsewhere = tuple[str, Reading, Column, Number]


def prove(item: Reading, kind: str, operands: Sequence[Role], stated: tuple[Column, Number]) -> Proof | None:
    """The proof of a relation, or None where a quote alone does not give the number that was read from it."""
    return prove_across(kind, [(role, item, c, n) for role, c, n in operands], (item, *stated))


def prove_across(kind: str, operands: Sequence[Elsewhere], stated: Place) -> Proof | None:
    """As prove, of numbers that stand in several rows: of one table, or of several periods."""
    item, column, number = stated
    if not all(_replays(n) for _, _, _, n in operands) or not _replays(number):
        return None
    if any(_negative(row[c], n) for row, c, n in (stated, *((row, c, n) for _, row, c, n in operands))):
        return None  # a loss is printed: what the sign belongs to is for a person to read
    others = [n for _, _, _, n in operands if n.unit != number.unit and convertible(number.unit, n.unit)]
    if others and (kind not in proofs.CONVERTING or any(proofs.factor(n.quote, number.quote) == 1 for n in others)):
        return None  # a size in another unit counts only where the quotes alone give the conversion
    outcome = proofs.evaluate(kind, [(role, n.quote) for role, _, _, n in operands], number.quote)
    if outcome is None:
        return None
    return Proof(
        kind=kind,
        operands=tuple(_operand(row, role, c, n) for role, row, c, n in operands),
        stated=_operand(item, "stated", column, number),
        interval=(proofs.printed(outcome.interval.lo), proofs.printed(outcome.interval.hi)),
        holds=outcome.holds,
    )


def prove_list(item: Reading, names: Sequence[Passage], open_list: bool, stated: tuple[Column, Number]) -> Proof | None:
    """The proof that a count agrees with the names listed; `open_list` where 等 leaves room for more."""
    column, number = stated
    role = "example" if open_list else "name"
    outcome = proofs.evaluate("count-list", [(role, name.quote) for name in names], number.quote)
    if outcome is None or not _replays(number):
        return None
    return Proof(
        kind="count-list",
        operands=tuple(Operand(role, name, "", "") for name in names),
        stated=_operand(item, "stated", column, number),
        interval=(proofs.printed(outcome.interval.lo), proofs.printed(outcome.interval.hi)),
        holds=outcome.holds,
    )


def _negative(cell: str, number: Number) -> bool:
    """Whether a minus stands before the number that joins it to no other (利润-3.2亿元)."""
    before = cell[max(0, number.start - 2) : number.start].rstrip()
    return before[-1:] in ("-", "－", "−", "负") and not before[-2:-1].isdecimal()


def _replays(number: Number) -> bool:
    """Whether the quote alone gives the value that the reading of the whole text gave."""
    if not isinstance(number.value, Decimal):
        return False
    value = proofs.value(number.quote)
    return value is not None and value.as_integer_ratio() == number.value.as_integer_ratio()


def _operand(item: Reading, role: str, column: Column, number: Number) -> Operand:
    value = format(number.value, "f") if isinstance(number.value, Decimal) else ""
    return Operand(role, item.figure(column, number), value, number.unit)
