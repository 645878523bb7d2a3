"""Across periods (跨季): which figure of one period goes on as which of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.checks.indicators import NEAR, same_indicator
from toolkit.checks.series import HistoryReading, Step
from toolkit.language.measures import Measure
from toolkit.language.naming import VERB
from toolkit.language.reach import reach
from toolkit.language.text import fold

_HEAD = re.compile(r"[一-鿿]{2}[：，]$")
_SO_FAR = re.compile(r"^(?:[，、（(]|累计|已经?|共|全[市县区]|目前)+")


def pairs(history: HistoryReading, step: Step) -> Iterator[tuple[Measure, Measure]]:
    """Figures of one indicator in two periods, each with a single match; those of a month or a quarter apart."""
    places = ((step.earlier, step.since), (step.later, step.at))
    old, new = (
        [m for m in row.figures if reach(m, quarter=history.quarter(at)) not in ("month", "quarter")]
        for row, at in places
    )
    for before in old:
        after = _only(history, (before, step.since), new, step.at)
        if after is not None and _only(history, (after, step.at), old, step.since) is before:
            yield before, after
        elif after is None and (alike := _of_one_deed(before, old, new)) is not None:
            yield before, alike


def _of_one_deed(before: Measure, old: Sequence[Measure], new: Sequence[Measure]) -> Measure | None:
    """The figure that alone tells of the same deed in the same unit, where neither names more: 累计完工83台, 79台."""
    deed = _bare_deed(before)
    if not deed:
        return None
    mine, yours = (
        [m for m in told if (_bare_deed(m), m.number.unit) == (deed, before.number.unit)] for told in (old, new)
    )
    near = len(mine) == len(yours) == 1 and yours[0].amount >= NEAR * before.amount and not _headed(mine[0], yours[0])
    return yours[0] if near else None


def _headed(*sums: Measure) -> bool:
    """Whether what stands before a sum says what it is of: 农村公路：累计完工83公里, 国省干线：累计完工79公里."""
    return any(m.part or _HEAD.search(fold(m.lead).text) for m in sums)


def bare(measure: Measure) -> str:
    """What leads to a figure, without what says that it is a sum."""
    return _SO_FAR.sub("", measure.before)


def _bare_deed(measure: Measure) -> str:
    """The deed by which alone a sum is told: 完工 of 累计完工83台."""
    own = bare(measure)
    return own if VERB.fullmatch(own) and not measure.after else ""


def _only(history: HistoryReading, one: tuple[Measure, int], others: Sequence[Measure], at: int) -> Measure | None:
    """The single figure of a period that is of one indicator with another, or the single one that counts as far back.

    24所学校全部开工，累计竣工11所: two figures bear one name.
    """
    measure, own = one
    found = [other for other in others if same_indicator(measure, other)]
    if len(found) > 1:
        alike = [other for other in found if bare(other) == bare(measure)]  # 受理消费投诉4120件，办结4050件
        found = alike if len(alike) == 1 else found
    if len(found) > 1:
        far = reach(measure, quarter=history.quarter(own))
        found = [other for other in found if reach(other, quarter=history.quarter(at)) == far]
    return found[0] if len(found) == 1 else None
