"""Across periods (跨季): a quarter's figure and two sums that are the only figures of their unit, however named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.checks.across_periods_beside import MANY, Told, is_kind, names
from toolkit.checks.indicators import cut_short, deeds_of, factor, of_other_deeds, scope
from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading
from toolkit.language.measures import Measure, content
from toolkit.language.naming import MOST
from toolkit.language.reach import DOING, has_happened, is_standing, named_quarter, reach
from toolkit.model import Column

_NET = re.compile("注销|退出|去重|净增")
_ANEW = re.compile(r"又|再|新(?=开工|进场|完成|建|增|改|调整|投|签)")
_NEW = re.compile("^(?:又|再|新)+|新?增$")
_GENERAL = frozenset(("累计", "新增", "完成", "实施", "建设", "投入"))
MISSED = Decimal("0.15")  # of the sum, by which a slip misses it at most: what misses it by more is of something else


def sole(history: HistoryReading, step: Step) -> Iterator[Told]:
    """What the quarter added, the sum now and the sum then, where each cell counts nothing else in their unit.

    二季度敷设管道14300米，上半年累计完成污水管网21.6公里, after 一季度完成污水管网9.8公里.
    """
    if _NET.search(step.later[Column.PROGRESS]):
        return
    quarter = history.quarter(step.at)
    new, old = (_plain(row) for row in (step.later, step.earlier))
    for now in new:
        if reach(now, quarter=quarter) != "year" or cut_short(history, step.at, now):
            continue
        beside = [m for m in new if m is not now and _may_be_one(m, now)]
        added = beside[0] if len(beside) == 1 and _came_about(beside[0], quarter) else None
        was = added and _sum_then(history, step, [m for m in old if _may_be_one(m, now)], deeds_of(now))
        if added is None or was is None or not (_whose(added) == _whose(now) == _whose(was)):
            continue
        exact = all(m.number.comparator == "=" for m in (added, now, was))  # 约20亿元 and 超50亿元 add up to anything
        if exact and _goes_with(added, now, was) and not is_kind(added, now, was) and _misses(was, added, now):
            yield added, now, was


def _plain(row: Reading) -> list[Measure]:
    told = row.measures(Column.PROGRESS)[:MOST]
    plain = [m for m in told if m.number.kind in ("number", "list-count") and not m.share]
    return [m for m in plain if m.realised and not is_standing(m)]


def _may_be_one(one: Measure, other: Measure) -> bool:
    """Whether two figures are of one unit, and of that which is counted in it: of most things (个, 家) as named."""
    if factor(one, other) is None or of_other_deeds(one, other):
        return False
    return one.number.unit not in MANY or not names(one) or not names(other) or bool(names(one) & names(other))


def _came_about(added: Measure, quarter: int) -> bool:
    if named_quarter(added) not in (0, quarter):
        return False
    far = reach(added, quarter=quarter)
    return far == "quarter" or (_ANEW.search(added.before) is not None and far is None)


def _sum_then(history: HistoryReading, step: Step, before: Sequence[Measure], deeds: frozenset[str]) -> Measure | None:
    """The sum of the quarter before: the only figure there is (of the same deeds), or the only one beside its own."""
    quarter = history.quarter(step.since)
    before = [m for m in before if deeds_of(m) == deeds] or before
    sums = [m for m in before if reach(m, quarter=quarter) not in ("month", "quarter")]
    if len(sums) != 1 or len(before) > 2:
        return None
    was = sums[0]
    told = reach(was, quarter=quarter) == "year" or has_happened(was)
    return was if told and not cut_short(history, step.since, was) else None


def _goes_with(added: Measure, now: Measure, was: Measure) -> bool:
    """Whether the quarter's figure names what the sum does, or its head begins alike (管道, 管网); bare: its deed does.

    托位 are no 床位, and 新收储200亩 is no part of 累计出让480亩.
    """
    own, told = names(added), "".join(m.before for m in (now, was))
    mine, theirs = (frozenset(DOING.findall(m.before)) - _GENERAL for m in (added, now))
    if mine and theirs and mine.isdisjoint(theirs):
        return False  # 新建桥梁20座，累计改造48座
    if added.before[-2:] in told and not added.after:
        return True  # 新并网46兆瓦，累计并网15.1万千瓦
    if own:
        return bool(own & (names(now) | names(was))) or added.label[-2:-1] == now.label[-2:-1]
    deed = _NEW.sub("", content(added.before))
    return not deed or deed[-2:] in told


def _whose(measure: Measure) -> tuple[frozenset[str], frozenset[str]]:
    """Whose figure it is, and of which deed: of things begun (开工) and things finished (竣工) no sum is made."""
    return scope(measure), deeds_of(measure)


def _misses(was: Measure, added: Measure, now: Measure) -> bool:
    was_, added_, now_ = (m.amount * (factor(m, now) or 1) for m in (was, added, now))
    return 0 < max(was_, added_) <= now_ and abs(was_ + added_ - now_) <= MISSED * now_
