"""Across periods (跨季): by how much a sum grew since the quarter before, and what is said of that quarter later."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.across_periods_beside import Told, grown, restated
from toolkit.checks.proving import prove_across
from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.measures import Measure
from toolkit.model import Column, Proof

_PROGRESS = Column.PROGRESS


def increases(history: HistoryReading, step: Step) -> Iterator[Remark | Verified]:
    """改造668户，较上半年增加256户: the figure beside it, less what it was then, is the increase."""
    for told in grown(history, step):
        increase, now, was = told
        message = (
            f"较上期增加“{increase.number.quote}”与两期之差不符：{history.periods[step.at]} "
            f"“{now.number.quote}”，{history.periods[step.since]} “{was.number.quote}”。"
        )
        yield from concluded(history, (step.later, step.at), increase, difference(step, told), message)


def restatements(history: HistoryReading, step: Step) -> Iterator[Remark | Verified]:
    """What a row says of the quarter before, against what was told then."""
    for again, was in restated(history, step):
        proof = prove_across(
            "sum", [("part", step.earlier, _PROGRESS, was.number)], (step.later, _PROGRESS, again.number)
        )
        message = (
            f"{history.periods[step.at]} 说上期为“{again.number.quote}”，"
            f"{history.periods[step.since]} 填报的却是“{was.number.quote}”。"
        )
        yield from concluded(history, (step.later, step.at), again, proof, message)


def difference(step: Step, told: Told) -> Proof | None:
    """The proof that what came about is the way from the sum then to the sum now; None where none can be computed."""
    added, now, was = told
    operands = [("minuend", step.later, _PROGRESS, now.number), ("subtrahend", step.earlier, _PROGRESS, was.number)]
    return prove_across("difference", operands, (step.later, _PROGRESS, added.number))


def concluded(
    history: HistoryReading, place: tuple[Reading, int], stated: Measure, proof: Proof | None, told: str
) -> Iterator[Remark | Verified]:
    """A verification where a proof holds, a remark where it does not; nothing where it cannot be computed."""
    if proof is None:
        return
    row, at = place
    passage = row.figure(_PROGRESS, stated.number)
    if proof.holds:
        yield Verified(passage, proof)
    else:
        related = tuple(operand.passage for operand in proof.operands)
        yield Remark(passage, told, related=related, proof=proof, key=str(history.periods[at]), line=row.item.line)
