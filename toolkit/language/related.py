"""Which relations a cell may keep, by the words of its figures, and which it does keep."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from toolkit.language.measures import Measure
from toolkit.language.relations import END, Name, Relation, named, runs, state

_RATE = re.compile(r"(?P<of>[一-鿿]{1,8}?)(?:率|比重|比例|占比|进度)$")
_OF_TASK = re.compile(r"(?:完成|占|达到?)?(?:年度|全年|年初|总)?(?:目标)?(?:任务|计划|目标)(?:数|量)?的$")
_DONE = frozenset(
    ("完成", "任务完成", "目标完成", "计划完成", "任务", "目标", "投资完成", "总体", "年度完成", "完成年度任务")
)
_APIECE = re.compile(r"(?:[人户亩村校场班家]均|每[户人亩村所家班场个]|平均)(?![增减降节多少])[一-鿿]{0,6}$")
_EACH = {"人": "人", "户": "户", "亩": "亩", "村": "村", "校": "所", "所": "所", "场": "场", "班": "班", "家": "家"}
_RISE = re.compile(r"(?:增长|增幅|上升|提升|下降|减少|降幅|增加)[了为达约]*$")
_FALL = re.compile(r"(?:下降|减少|降幅)[了为达约]*$")
_FORMER = re.compile(r"(?:去年|上年|同期)[一-鿿]{0,6}$")
_IN_ALL = re.compile("(?:共|合计|总计|共计|一共)$")
_ENDS_LIST = re.compile("$|[。；，]")
_COMPARED = re.compile("[较比](?:去年|上年|年初|20[0-9]{2}年)[一-鿿]{0,4}$")
_GREW = re.compile("^(?:净增|增加|增长|多|提高|减少)[了]?$")
_BACK = 4  # figures before a rate or an average that it may be computed from
_MOST_TERMS = 4
_DIGITS = 2  # printed digits by which an identity is hardly met by chance
_LISTED = re.compile("^[、和及]|[、和及]$")


def kept(figures: Sequence[Measure], constants: Mapping[Name, Measure]) -> Iterator[Relation]:
    """The relations that hold among the figures of one cell and the constants beside it."""
    known = named(figures)
    told = (*_quotients(known, constants), *_sums(known, figures), *_totals(known, figures))
    for relation in dict.fromkeys(told):
        if state(relation, figures, constants):
            yield relation


def _quotients(known: Mapping[Name, Measure], constants: Mapping[Name, Measure]) -> Iterator[Relation]:
    """Rates, averages and growth, each of a figure before it and another of its unit that its words point at."""
    listed = list(known.items())
    for at, (name, rate) in enumerate(listed):
        before = listed[max(0, at - _BACK) : at]
        if sum(char.isdigit() for char in rate.number.quote) < _DIGITS:
            continue
        if _APIECE.search(rate.before):
            yield from _averages(name, rate, before)
        elif rate.number.unit == "%" and _RISE.search(rate.before):
            yield from _growths(name, rate, [*before, *listed[at + 1 : at + 2]])
        elif rate.number.unit == "%" and rate.change is None:
            yield from _ratios(name, rate, before, [*listed, *constants.items()])


def _ratios(
    name: Name, rate: Measure, before: Sequence[tuple[Name, Measure]], wholes: Sequence[tuple[Name, Measure]]
) -> Iterator[Relation]:
    called = _RATE.search(rate.before)
    of = called["of"] if called else ""
    plain = of in _DONE or _OF_TASK.search(rate.before) is not None
    for part, top in before:
        kin = plain or (len(of) > 1 and of[-2:] in top.before + top.after)
        for whole, bottom in wholes:
            if kin and whole != part and whole[1] == part[1] != "%" and top.amount <= 2 * bottom.amount:
                yield Relation("ratio", name, (part, whole))


def _averages(name: Name, mean: Measure, before: Sequence[tuple[Name, Measure]]) -> Iterator[Relation]:
    each = next((unit for word, unit in _EACH.items() if word in mean.before[-8:]), "")
    for total, top in before:
        for count, bottom in before:
            fits = top.number.unit == mean.number.unit and not top.intensive and bottom.number.dimension != "money"
            if fits and total != count and (not each or count[1].startswith(each) or each == "人"):
                yield Relation("average", name, (total, count))


def _growths(name: Name, rate: Measure, near: Sequence[tuple[Name, Measure]]) -> Iterator[Relation]:
    sign = -1 if _FALL.search(rate.before) else 1
    bases = [entry for entry in near if _FORMER.search(entry[1].before)]
    for now, top in near:
        for base, bottom in bases:
            if now != base and now[1] == base[1] and top.sentence == bottom.sentence and not top.former:
                yield Relation("growth", name, (now, base), (sign,))


def _sums(known: Mapping[Name, Measure], figures: Sequence[Measure]) -> Iterator[Relation]:
    """A whole before its parts, and what is left behind what there was, what came and what went."""
    names = {id(m): name for name, m in known.items()}
    for run in runs(figures):
        if not 3 <= len(run) <= _MOST_TERMS + 1 or any(id(m) not in names for m in run):
            continue
        first, last = run[0], run[-1]
        told = [names[id(m)] for m in run]
        if sum(char.isdigit() for char in first.number.quote) >= _DIGITS and END.search(last.before):
            for signs in product((1, -1), repeat=len(run) - 2):
                yield Relation("balance", told[-1], tuple(told[:-1]), (1, *signs))
        elif run[1].before.startswith("其中"):
            yield Relation("sum", told[0], tuple(told[1:]), (1,) * (len(run) - 1))


def _totals(known: Mapping[Name, Measure], figures: Sequence[Measure]) -> Iterator[Relation]:
    """A total behind its list (3个公园、2个广场共6处), shares that make up all of it, and by how much a figure grew."""
    names = {id(m): name for name, m in known.items()}
    for at, m in enumerate(figures):
        listed = _listed(figures[:at], m)
        told = [names[id(one)] for one in (*listed, m) if id(one) in names]
        if len(told) < len(listed) + 1 or len(listed) < 2:
            continue
        if _IN_ALL.search(m.before) and not m.share and len({one.number.unit for one in (*listed, m)}) > 1:
            yield Relation("sum", told[-1], tuple(told[:-1]), (1,) * len(listed))
        elif m.share and all(one.share for one in listed) and "分别" in listed[0].before and _ENDS_LIST.match(m.after):
            yield Relation("shares", told[-1], tuple(told[:-1]))
    for was, then, by in zip(figures, figures[1:], figures[2:], strict=False):
        same = len({m.number.unit for m in (was, then, by)}) == 1 and was.sentence == by.sentence
        if (
            same
            and _COMPARED.search(then.before)
            and _GREW.search(by.before)
            and {id(was), id(then), id(by)} <= names.keys()
        ):
            yield Relation("balance", names[id(by)], (names[id(was)], names[id(then)]), (1, -1))


def _listed(before: Sequence[Measure], last: Measure) -> list[Measure]:
    """The figures that stand in one list right before another, from the first."""
    found: list[Measure] = []
    for m in reversed(before):
        if m.clause.start != last.clause.start:
            break
        found.insert(0, m)
        if not _LISTED.search(m.before):
            break
    return found
