"""Across periods (跨季): by how much a sum grew since the quarter before, and what is said of that quarter later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.across_periods_beside import Told, grown, restated
from toolkit.checks.indicators import reaching, the_only
from toolkit.checks.proving import prove_across
from toolkit.checks.series import Course, HistoryReading, Step
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.measures import Measure
from toolkit.model import Column, Proof

_PROGRESS = Column.PROGRESS
_SECOND = re.compile("下半年")
HALF = 2  # the quarter with which the first half ends


def increases(history: HistoryReading, step: Step) -> Iterator[Remark | Verified]:
    """改造668户，较上半年增加256户: the figure beside it, less what it was then, is the increase."""
    for told in grown(history, step):
        increase, now, was = told
        message = (
            f"较上期增加“{increase.number.quote}”与两期之差不符：{history.periods[step.at]} "
            f"“{now.number.quote}”，{history.periods[step.since]} “{was.number.quote}”。"
        )
        yield from concluded(history, (step.later, step.at), increase, difference(step, told), message)


def halves(history: HistoryReading, course: Course) -> Iterator[Remark | Verified]:
    """下半年新改建97.9公里，全年186.2公里: the second half is what the year came to, less the sum of the first."""
    for at, row in sorted(course.rows.items()):
        mid = next((p for p in course.rows if history.same_year(p, at) and history.quarter(p) == HALF), None)
        if mid is None or history.quarter(at) != 2 * HALF:
            continue
        step = Step(course, course.rows[mid], row, mid, at)
        sums, before = reaching(row, 2 * HALF, "year"), reaching(step.earlier, HALF, "year")
        for half in (m for m in row.figures if _SECOND.search(m.before) and m.number.comparator == "="):
            beside = [m for m in sums if m is not half and m.number.unit == half.number.unit]
            whole = the_only(half, beside) or next((m for m in beside if m.sentence == half.sentence), None)
            was = the_only(whole, before) or the_only(half, before) if whole else None
            if whole and was:
                told = (half, whole, was)
                message = (
                    f"下半年数“{half.number.quote}”与全年、上半年之差不符：{history.periods[at]} "
                    f"全年“{whole.number.quote}”，{history.periods[mid]} 累计“{was.number.quote}”。"
                )
                yield from concluded(history, (row, at), half, difference(step, told), message)


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
