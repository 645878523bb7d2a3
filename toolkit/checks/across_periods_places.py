"""Across periods (跨季): what each place brought to a running sum: （一）石塘县38.6公里, （青崎街道9个、白礁镇6个）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.checks.indicators import of_other_deeds
from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading
from toolkit.language.measures import Measure
from toolkit.language.naming import MOST
from toolkit.language.reach import has_happened, is_standing, reach
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
# A place right before its figure, behind a mark that opens or parts a list.
_PLACE = re.compile(
    r"(?:^|[、，；;：:（(）)①-⑳]|其中)(?P<name>[一-鿿]{1,6}?(?:县|区|市|镇|乡|街道|办事处))(?:完成|建成|开工|新建|改造)?$"
)
# Nothing but marks stands between a sum and its first part: 其中女性（东县800人） breaks down the women.
_OPENS = re.compile(r"[，；]?(?:其中)?(?:分别为)?[（(：:，]*(?:[（(]?[一1][)）.、]|①)?")
FARTHEST = 240  # characters behind a sum in which its parts stand


class Share(NamedTuple):
    """What a place brought to a sum."""

    place: str
    whole: Measure
    figure: Measure


def shares(history: HistoryReading, row: Reading, at: int) -> list[Share]:
    """The parts by place of every sum of the year so far that a progress tells, in order."""
    found: list[Share] = []
    told = row.measures(_PROGRESS)[:MOST]
    named = {figure.number: figure for figure in row.figures}
    for index, one in enumerate(told):
        whole = named.get(one.number, one)
        far = reach(whole, quarter=history.quarter(at))
        summed = has_happened(whole) and not is_standing(whole) and far in ("year", None)
        if not summed or _place(row, whole) or not _opens(row, whole, told[index + 1 : index + 2]):
            continue
        for part in told[index + 1 :]:
            near = part.number.start - whole.number.end < FARTHEST and part.sentence == whole.sentence
            if not near or part.number.unit != whole.number.unit or not (name := _place(row, part)):
                break
            found.append(Share(name, whole, part))
    return found


def fallen(history: HistoryReading, step: Step, known: dict[int, list[Share]]) -> Iterator[tuple[Measure, Measure]]:
    """The parts of one place in two periods of a year, of which the later may not be the smaller.

    `known` keeps the parts of a target's periods: each is asked for on the way from every period before.
    """
    for row, at in ((step.earlier, step.since), (step.later, step.at)):
        if at not in known:
            known[at] = shares(history, row, at)
    was, now = known[step.since], known[step.at]
    for one in was:
        same = [
            other for other in now if other.place == one.place and other.figure.number.unit == one.figure.number.unit
        ]
        alike = [o for o in same if _of_one_name(one.whole, o.whole) and not of_other_deeds(one.whole, o.whole)]
        if len(alike) == 1 and sum(other.place == one.place for other in was) == 1:
            yield one.figure, alike[0].figure


def _of_one_name(one: Measure, other: Measure) -> bool:
    names = sorted((one.label, other.label), key=len)
    return bool(names[0]) and (names[1].endswith(names[0]) or names[1].startswith(names[0]))


def _opens(row: Reading, whole: Measure, parts: Sequence[Measure]) -> bool:
    """Whether the figure right behind a sum is that of its first place."""
    name = _place(row, parts[0]) if parts else ""
    between = fold(row[_PROGRESS][whole.number.end : parts[0].number.start]).text if name else ""
    return name in between and _OPENS.fullmatch(between[: between.find(name)]) is not None


def _place(row: Reading, part: Measure) -> str:
    found = _PLACE.search(fold(row[_PROGRESS][max(0, part.number.start - 14) : part.number.start]).text)
    return found["name"] if found else ""
