"""Arithmetic that a cell keeps among its own figures: a rate of two, an average, a sum, what is left at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from toolkit import proofs
from toolkit.language.measures import Measure

Kind = Literal["ratio", "growth", "average", "sum", "balance", "shares"]
Name = tuple[str, str]

# What comes and goes in front of a figure without making it another: when it was reached, and that it is a sum.
_PASSING = re.compile(
    r"截[至止](?:目前|[0-9年月日]*(?:月|季度|年)?[底末]?)|(?:前?[一二三四]个?|第?[一二三四]|本|当)季度|[上下]半年|全年|年内|今年|本年"
    r"|[0-9]{1,2}(?:[—–-][0-9]{1,2})?月(?:底|末|份)?|累计|合计|共计?|总共|已|达到|达|为|约|仅|实现|完成了|了"
)
END = re.compile(r"(?:期末|年末|月末|季末|末|现有|实有|结余|剩余|在册|存量|保有|余额|尚有|还有|仍有)[一-鿿]{0,4}$")
_JOINED = frozenset(("", "和", "及", "与"))
_KNOWN = 4  # characters before a figure that it is known by
_NEAR = Fraction(2, 5)  # of what is computed: a figure further off is of something else
_POINTS = 15  # per cent by which a stated growth may be off


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
    names = names_of(figures)
    count = Counter(names)
    return {name: m for name, m in zip(names, figures, strict=True) if count[name] == 1 and m.number.kind == "number"}


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
    near = _POINTS if relation.kind == "growth" else abs(centre) * (1 if relation.signs == (1, -1) else _NEAR)
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
    closed = {relation.stated, *relation.terms}
    if (
        relation.kind in ("sum", "balance")
        and stated.number.unit == told[0].number.unit
        and _run(figures, stated) != closed
    ):
        return None  # 另有迁入120户: one more that counts
    if relation.kind == "shares" and any(m.share and m.sentence == stated.sentence for m in _behind(figures, stated)):
        return None  # 其余园区占9.0%
    return stated, told


def _behind(figures: Sequence[Measure], last: Measure) -> list[Measure]:
    return [m for m in figures if m.number.start > last.number.start]


def names_of(figures: Sequence[Measure]) -> list[Name]:
    """What each figure is of; a member of a list is known by its place: 占比分别为8.2%、43.5%、48.3%."""
    names: list[Name] = []
    for m in figures:
        bare = _PASSING.sub("", m.before).lstrip("，、；：（( ")[-_KNOWN:]
        if bare in _JOINED and m.before.strip() and names:
            names.append((f"{names[-1][0]}+", m.number.unit))
        else:
            names.append((bare if len(bare) > 1 else f"{bare}|{m.after[:2]}", m.number.unit))
    return names


def _computed(relation: Relation, terms: Sequence[proofs.Interval]) -> proofs.Interval | None:
    """The interval that the terms leave to the stated figure."""
    if relation.kind == "shares":  # what the others leave of a hundred
        return proofs.Interval(
            100 - sum((t.hi for t in terms), Fraction()), 100 - sum((t.lo for t in terms), Fraction())
        )
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


def runs(figures: Sequence[Measure]) -> Iterator[list[Measure]]:
    """The figures of one unit up to a semicolon, in order; what is left at the end closes them."""
    runs: dict[tuple[int, int, str], list[Measure]] = {}
    for m in figures:
        if m.number.unit != "%" and not m.intensive:
            run = runs.setdefault((m.sentence, m.lead.count("；") + m.lead.count(";"), m.number.unit), [])
            if len(run) < 2 or not END.search(run[-1].before):
                run.append(m)
    yield from runs.values()


def _run(figures: Sequence[Measure], stated: Measure) -> set[Name]:
    known = {id(m): name for m, name in zip(figures, names_of(figures), strict=True)}
    return next(({known[id(m)] for m in run} for run in runs(figures) if stated in run), set())
