"""Arithmetic that a cell keeps among its own figures: a rate of two, an average, a sum, what is left at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Literal, NamedTuple

from toolkit import proofs
from toolkit.language.measures import Measure

Kind = Literal["ratio", "growth", "average", "sum", "balance"]
Name = tuple[str, str]

# What comes and goes in front of a figure without making it another: when it was reached, and that it is a sum.
_PASSING = re.compile(
    r"截[至止](?:目前|[0-9年月日]*(?:月|季度|年)?[底末]?)|(?:前?[一二三四]个?|第?[一二三四]|本|当)季度|[上下]半年|全年|年内|今年|本年"
    r"|[0-9]{1,2}(?:[—–-][0-9]{1,2})?月(?:底|末|份)?|累计|合计|共计?|总共|已|达到|达|为|约|仅|实现|完成了|了"
)
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
_END = re.compile(r"(?:期末|年末|月末|季末|末|现有|实有|结余|剩余|在册|存量|保有|余额|尚有|还有|仍有)[一-鿿]{0,4}$")
_KNOWN = 4  # characters before a figure that it is known by
_NEAR = Fraction(2, 5)  # of what is computed: a figure further off is of something else
_POINTS = 15  # per cent by which a stated growth may be off
_BACK = 4  # figures before a rate or an average that it may be computed from
_MOST_TERMS = 4
_DIGITS = 2  # printed digits by which an identity is hardly met by chance


class Relation(NamedTuple):
    """What one figure is computed from: `signs` go with `terms`, names in the cell; `target` where the last is asked.

    `constant` is a figure of the target or of another quarter that does not change: its own cell need not repeat it.
    """

    kind: Kind
    stated: Name
    terms: tuple[Name, ...]
    signs: tuple[int, ...] = ()


def named(figures: Sequence[Measure]) -> dict[Name, Measure]:
    """The figures of a cell by what they are of; those that share a name are left out."""
    names = [_name(m) for m in figures]
    count = Counter(names)
    return {name: m for name, m in zip(names, figures, strict=True) if count[name] == 1 and m.number.kind == "number"}


def kept(figures: Sequence[Measure], constants: Mapping[Name, Measure]) -> Iterator[Relation]:
    """The relations that hold among the figures of one cell and the constants beside it."""
    known = named(figures)
    for relation in {*_quotients(known, constants), *_sums(known, figures)}:
        if state(relation, figures, constants):
            yield relation


def state(relation: Relation, figures: Sequence[Measure], constants: Mapping[Name, Measure]) -> bool | None:
    """Whether a relation holds in a cell; None where it does not list the same figures, or they are far from it."""
    found = operands(relation, figures, constants)
    if found is None:
        return None
    stated, terms = found
    told, spreads = proofs.spread(stated.number.quote), [proofs.spread(m.number.quote) for m in terms]
    if told is None or any(spread is None for spread in spreads):
        return None
    computed = _computed(relation, [s for s in spreads if s is not None])
    if computed is None:
        return None
    if told.lo <= computed.hi and told.hi >= computed.lo:
        return True
    centre = (computed.lo + computed.hi) / 2
    off = abs((told.lo + told.hi) / 2 - centre)
    near = _POINTS if relation.kind == "growth" else _NEAR * abs(centre)  # of whose two figures the words are sure
    return False if off <= near else None


def operands(
    relation: Relation, figures: Sequence[Measure], constants: Mapping[Name, Measure]
) -> tuple[Measure, list[Measure]] | None:
    """The stated figure and its terms in a cell; None where one is missing, or others stand among them."""
    known = named(figures)
    stated = known.get(relation.stated)
    terms = [known.get(name) or constants.get(name) for name in relation.terms]
    told = [m for m in terms if m is not None]
    if stated is None or len(told) < len(terms):
        return None
    if relation.kind in ("sum", "balance") and _run(figures, stated) != {relation.stated, *relation.terms}:
        return None  # 另有迁入120户: one more that counts
    return stated, told


def _name(measure: Measure) -> Name:
    bare = _PASSING.sub("", measure.before).lstrip("，、；：（( ")[-_KNOWN:]
    return (bare if len(bare) > 1 else f"{bare}|{measure.after[:2]}"), measure.number.unit


def _computed(relation: Relation, terms: Sequence[proofs.Interval]) -> proofs.Interval | None:
    """The interval that the terms leave to the stated figure."""
    if relation.kind in ("sum", "balance"):
        ends = [(t.lo, t.hi) if sign > 0 else (-t.hi, -t.lo) for t, sign in zip(terms, relation.signs, strict=True)]
        return proofs.Interval(sum((lo for lo, _ in ends), Fraction()), sum((hi for _, hi in ends), Fraction()))
    top, bottom = terms
    if bottom.lo <= 0 or top.lo < 0:
        return None
    lo, hi = top.lo / bottom.hi, top.hi / bottom.lo
    if relation.kind == "average":
        return proofs.Interval(lo, hi)
    if relation.kind == "ratio":
        return proofs.Interval(lo * 100, hi * 100)
    sign = relation.signs[0]
    one, other = (lo - 1) * 100 * sign, (hi - 1) * 100 * sign
    return proofs.Interval(min(one, other), max(one, other))


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
    for run in _runs(figures):
        if not 3 <= len(run) <= _MOST_TERMS + 1 or any(id(m) not in names for m in run):
            continue
        first, last = run[0], run[-1]
        told = [names[id(m)] for m in run]
        if sum(char.isdigit() for char in first.number.quote) >= _DIGITS and _END.search(last.before):
            for signs in product((1, -1), repeat=len(run) - 2):
                yield Relation("balance", told[-1], tuple(told[:-1]), (1, *signs))
        elif run[1].before.startswith("其中"):
            yield Relation("sum", told[0], tuple(told[1:]), (1,) * (len(run) - 1))


def _runs(figures: Sequence[Measure]) -> Iterator[list[Measure]]:
    """The figures of one unit up to a semicolon, in order; what is left at the end closes them."""
    runs: dict[tuple[int, int, str], list[Measure]] = {}
    for m in figures:
        if m.number.unit != "%" and not m.intensive:
            run = runs.setdefault((m.sentence, m.lead.count("；") + m.lead.count(";"), m.number.unit), [])
            if len(run) < 2 or not _END.search(run[-1].before):
                run.append(m)
    yield from runs.values()


def _run(figures: Sequence[Measure], stated: Measure) -> set[Name]:
    return next(({_name(m) for m in run} for run in _runs(figures) if stated in run), set())
