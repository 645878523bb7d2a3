"""Across periods (跨季): what was told to be all done, or approved, and later has a rest, or is under review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from toolkit.checks.across_periods_left import left
from toolkit.checks.series import Course, HistoryReading, Step
from toolkit.checks.subject import Reading, Remark
from toolkit.language.claims import Clause, Mode
from toolkit.language.courses import gone_back
from toolkit.language.coverage import mass, pieces
from toolkit.language.deeds import LONGEST, MOST, ROLLING, fallen
from toolkit.language.explaining import is_raised, is_restated
from toolkit.language.resumed import resumed
from toolkit.language.standing import Later, fallen_back, reached
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_DEEDS = "开工|建成|完工|竣工|投用|投产|封顶|交付|开放|启用|拆除|签约|完成|结束|办结|到位|清零"
_COUNTERS = "[个所座条栋家处户宗项套]"
# 3所学校全部开工, 学校3所全部开工: so many of a thing, all of them done.
_ALL_OF = re.compile(
    rf"(?:(?P<name>[一-鿿]{{2,12}}?)(?P<count>[0-9]+)(?P<unit>{_COUNTERS})|(?P<many>[0-9]+)(?P<of>{_COUNTERS})(?P<thing>[一-鿿]{{2,12}}?))"
    rf"(?:已经?|均|都)*全部(?:已经?)?(?P<deed>{_DEEDS})(?![0-9])"
)
THING = 2  # last characters of a thing that so many are of
_GENERAL = re.compile("(?:项目|工程|建设|改造|任务|工作)+$")
_MANY = re.compile("全部|均|悉数|全面|任务|[0-9](?:个|项|处|座|家|所|户|条)")
_PLACE = re.compile("[村镇乡县区]$|街道$|社区$")
FAR = 4  # periods back that a row is held against
OWN = 8.0  # weight of a name that is a thing's own
LEAST = 4  # last characters of a name by which it is known again


class Fall(NamedTuple):
    """What a thing was told to have reached, and what is told of it later."""

    name: str
    was: Clause
    now: Clause


def unfinished(history: HistoryReading, course: Course) -> Iterator[Remark]:
    """What a target's rows tell as done, and a later one, of its year or the next, as not: each thing once."""
    told: set[str] = set()
    for at, later in sorted(course.rows.items()):
        clauses: list[Clause] = []
        own = [(since, course.rows[since]) for since in history.shortly_before(course, at, FAR)]
        for since, earlier in (*own, *history.ended_before(course, at, FAR)):
            between = [course.rows[p] for p in sorted(course.rows) if since < p < at]
            if any(is_told(row) for row in (*between, later)):
                break
            step = Step(course, earlier, later, since, at)
            for fall in _falls(history, step):
                mentioned = any(fall.name in fold(row[_PROGRESS]).text for row in between)
                if fall.name not in told and fall.now not in clauses and not mentioned:
                    told.add(fall.name)
                    clauses.append(fall.now)
                    yield _told(history, step, fall)


def is_told(row: Reading) -> bool:
    """Whether a row corrects what was reported before, or tells that its quarter asked for more than the last."""
    told = (row[_PROGRESS], row[Column.REASON])
    return is_restated(told[0]) or any(map(is_raised, told))


def _falls(history: HistoryReading, step: Step) -> Iterator[Fall]:
    """All of 3, of which 2 are left; all of it, of which a rest is left; a paper approved that is up for approval.

    Behind the turn of the year only what bears a name of its own: each year has its 高标准农田, and its all of them.
    """
    again = (Fall(*found) for found in resumed(step.earlier.claims, step.later.claims))
    named = chain(_undone(step), _fallen_back(step), again, _gone_back(step))
    if history.same_year(step.since, step.at):
        rests = (Fall(*rest) for rest in left(step))
        yield from chain(_fewer(step), rests, named)
        return
    asked = fold(step.later[Column.ANNUAL_TARGET]).text
    yield from (fall for fall in named if _is_its_own(fall, asked))


def _is_its_own(fall: Fall, asked: str) -> bool:
    """Whether a name is of one thing, which the new year's target does not ask for anew; all of many are no one."""
    bare = _GENERAL.sub("", fall.name)
    many = _MANY.search(fold(fall.was.text).text) is not None and not _PLACE.search(bare)
    return bare not in asked and not many and mass(pieces(bare)) >= OWN


def _realised(row: Reading) -> Iterator[tuple[Clause, str]]:
    told = (clause for clause in row.claims[:MOST] if clause.mode is Mode.REALISED and len(clause.text) <= LONGEST)
    return ((clause, fold(clause.text).text) for clause in told)


def _fewer(step: Step) -> Iterator[Fall]:
    for was, text in _realised(step.earlier):
        for found in _ALL_OF.finditer(text):
            name, count = found["name"] or found["thing"], int(found["count"] or found["many"])
            if ROLLING.search(text):
                continue  # cases are dealt with as they come
            unit, deed = found["unit"] or found["of"], found["deed"]
            later = re.compile(
                rf"(?:{count}{unit})?(?P<name>[一-鿿]{{{LEAST},}}?)(?:{count}{unit}中)?(?:已经?|累计)?"
                rf"{deed}[^，。；0-9]{{0,4}}(?P<count>[0-9]+){unit}"
            )
            for now, told in _realised(step.later):
                fewer = later.match(told)
                if fewer and name.endswith(fewer["name"]) and int(fewer["count"]) < count:
                    yield Fall(name, was, now)
            rest = re.compile(rf"(?:尚|还|仍)有[0-9]+{unit}{re.escape(name[-THING:])}[^，。；]{{0,4}}未{deed}")
            left = (now for now in step.later.claims[:MOST] if rest.search(fold(now.text).text))
            yield from (Fall(name, was, now) for now in left)  # 32个小区全部开工, 尚有5个小区未开工


def _undone(step: Step) -> Iterator[Fall]:
    """Deeds told as done in the earlier row, and as under way or to come in the later."""
    for was, now in fallen(step.earlier.deeds, step.later.deeds):
        yield Fall(f"{was.thing or was.head}{was.name}", was.clause, now.clause)


def _fallen_back(step: Step) -> Iterator[Fall]:
    """What had come about of a named thing, and is still to come."""
    words, period = step.later.words, step.later.period
    cell = Later(step.later.claims, period.end.month if period else 12, _context(step))
    for was, now in fallen_back(reached(step.earlier.claims, words), cell, words):
        yield Fall(was.name, was.clause, now)


def _gone_back(step: Step) -> Iterator[Fall]:
    """What had come to the end of its course, and is on the way again."""
    found = gone_back(step.earlier.claims, step.later.claims, _context(step), step.later.words)
    return (Fall(*fall) for fall in found)


def _context(step: Step) -> str:
    """What was asked for, and what was told before."""
    asked = step.earlier[Column.ANNUAL_TARGET] + step.later[Column.ANNUAL_TARGET]
    return fold(asked + step.earlier[_PROGRESS]).text


def _told(history: HistoryReading, step: Step, fall: Fall) -> Remark:
    since, at = history.periods[step.since], history.periods[step.at]
    message = f"{since} 称“{fall.was.text}”，{at} 却说“{fall.now.text}”：“{fall.name}”退回去了。"
    related = (step.earlier.passage(_PROGRESS, fall.was.start, fall.was.end),)
    quoted = step.later.passage(_PROGRESS, fall.now.start, fall.now.end)
    return Remark(quoted, message, related=related, key=f"{fall.name} {at}", line=step.later.item.line)
