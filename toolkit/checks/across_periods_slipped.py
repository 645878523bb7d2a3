"""Across periods (跨季): slips that only the quarter free of them shows: a word twice, a unit, a size, a character."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.series import Course, HistoryReading
from toolkit.checks.subject import Reading, Remark
from toolkit.language.outsized import in_other_units, out_of_size
from toolkit.language.slipping import doubled, misspelt, unitless
from toolkit.model import Column, Passage

_PROGRESS = Column.PROGRESS
Place = tuple[int, Reading]
FAR = 4  # periods between a slip and its return


def slips(history: HistoryReading) -> Iterator[tuple[int, Remark]]:
    """Each with its place in the series: what was mended in one quarter and stands in the next as it stood before."""
    for course in history.courses:
        for places in _threes(history, course):
            if places[0][1][_PROGRESS] != places[2][1][_PROGRESS]:
                yield from (
                    (places[2][0], remark) for remark in (*_of_text(history, places), *_of_size(history, places))
                )


def _threes(history: HistoryReading, course: Course) -> Iterator[tuple[Place, Place, Place]]:
    """A row with the one before it and each that came before that, within four periods."""
    for at, row in course.rows.items():
        between, *before = history.shortly_before(course, at, FAR) or [at]
        yield from (((place, course.rows[place]), (between, course.rows[between]), (at, row)) for place in before)


def _of_text(history: HistoryReading, places: tuple[Place, Place, Place]) -> Iterator[Remark]:
    one, mid, other = (row[_PROGRESS] for _, row in places)
    target = places[2][1][Column.ANNUAL_TARGET]
    kinds = (
        ("重写", doubled(one, mid, other)),
        ("错字", misspelt(one, mid, other, target)),
        ("漏写单位", unitless(one, mid, other)),
    )
    for kind, found in kinds:
        for slip in found:
            quoted = other[slip.start : slip.end]
            was = places[0][1].passage(_PROGRESS, slip.earlier, slip.until)
            now = places[2][1].passage(_PROGRESS, slip.start, slip.end)
            told = (
                f"“{quoted}”系{kind}（应为“{slip.meant}”）" if kind != "漏写单位" else f"“{quoted}”{kind}“{slip.meant}”"
            )
            yield _remark(history, places, (was, now), told)


def _of_size(history: HistoryReading, places: tuple[Place, Place, Place]) -> Iterator[Remark]:
    one, mid, other = (row.measures(_PROGRESS) for _, row in places)
    asked = places[2][1].measures(Column.ANNUAL_TARGET)
    for kind, found in (("单位", in_other_units(one, mid, other, asked)), ("数量级", out_of_size(one, mid, other))):
        for entry in found:
            was = places[0][1].figure(_PROGRESS, entry.earlier.number)
            now = places[2][1].figure(_PROGRESS, entry.later.number)
            told = f"“{entry.later.number.quote}”{kind}有误（同一指标其间填为“{entry.right.number.quote}”）"
            yield _remark(history, places, (was, now), told)


def _remark(
    history: HistoryReading, places: tuple[Place, Place, Place], quoted: tuple[Passage, Passage], told: str
) -> Remark:
    before, between, at = (str(history.periods[place]) for place, _ in places)
    message = f"{told}：{before} 已有（“{quoted[0].quote}”），{between} 已改正，{at} 又出现。"
    return Remark(quoted[1], message, related=(quoted[0],), key=at, line=places[2][1].item.line)
