"""Across periods (跨季): arithmetic that one quarter kept to, broken in the quarter before it and broken again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.proving import Elsewhere, prove_across
from toolkit.checks.series import HistoryReading
from toolkit.checks.subject import Reading, Remark
from toolkit.language.explaining import is_revised
from toolkit.language.measures import Measure
from toolkit.language.related import kept
from toolkit.language.relations import Name, Relation, named, operands, state
from toolkit.model import Column, Proof

_PROGRESS = Column.PROGRESS
_HELD_TOGETHER = "全共总合"  # 全市640处混接点: how many there are in all, which no quarter changes
_TOLD = {
    "ratio": "比率",
    "growth": "增幅",
    "average": "平均数",
    "sum": "分项合计",
    "balance": "增减数",
    "shares": "构成比",
}


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of the year with what its figures may be held against from elsewhere."""

    at: int
    row: Reading
    constants: Mapping[Name, Measure]
    sources: Mapping[Name, tuple[Reading, Column]]


def relapses(history: HistoryReading) -> Iterator[tuple[int, Remark]]:
    """Each with its place in the series: figures that do not follow from those beside them, did before, and did not."""
    for course in history.courses:
        rows = [(at, row) for at, row in sorted(course.rows.items()) if not is_revised(row[_PROGRESS])]
        if len(rows) > 2:
            yield from _relapsed(history, [_place(history, at, row, rows) for at, row in rows])


def _place(history: HistoryReading, at: int, row: Reading, rows: Sequence[tuple[int, Reading]]) -> _Place:
    """A row with the figures of its annual target, and those that another quarter gives for the whole."""
    constants: dict[Name, Measure] = {}
    sources: dict[Name, tuple[Reading, Column]] = {}
    for _, other in [(there, other) for there, other in rows if history.same_year(there, at)]:
        for name, m in named(other.measures(_PROGRESS)).items():
            if other is not row and m.before.lstrip("，、")[:1] in _HELD_TOGETHER and m.before:
                constants[name], sources[name] = m, (other, _PROGRESS)
    for name, m in named(row.measures(Column.ANNUAL_TARGET)).items():
        constants[name], sources[name] = m, (row, Column.ANNUAL_TARGET)
    return _Place(at, row, constants, sources)


def _relapsed(history: HistoryReading, places: Sequence[_Place]) -> Iterator[tuple[int, Remark]]:
    figures = [place.row.measures(_PROGRESS) for place in places]
    learnt = {
        r: None for place, own in zip(places[1:-1], figures[1:-1], strict=True) for r in kept(own, place.constants)
    }
    told: set[tuple[int, int]] = set()
    for relation in learnt:
        states = [state(relation, own, place.constants) for place, own in zip(places, figures, strict=True)]
        for later in range(2, len(places)):
            mended = next((i for i in range(later - 1, 0, -1) if states[i]), None)
            broken = next((i for i in range((mended or 0) - 1, -1, -1) if states[i] is False), None)
            if states[later] is False and mended is not None and broken is not None:
                remark = _remark(history, relation, [places[i] for i in (broken, mended, later)])
                if remark is not None and (later, remark.passage.start) not in told:
                    told.add((later, remark.passage.start))
                    yield places[later].at, remark


def _remark(history: HistoryReading, relation: Relation, places: Sequence[_Place]) -> Remark | None:
    broken, mended, later = places
    found, was = (operands(relation, p.row.measures(_PROGRESS), p.constants) for p in (later, broken))
    if found is None or was is None:
        return None
    stated, terms = found
    passage = later.row.figure(_PROGRESS, stated.number)
    proof = _proof(relation, later, stated, terms)
    quoted = "、".join(f"“{m.number.quote}”" for m in terms)
    periods = [str(history.periods[place.at]) for place in (broken, mended, later)]
    message = (
        f"{_TOLD[relation.kind]}“{stated.number.quote}”与 {quoted} 不符；同一算法在 {periods[1]} 相符，"
        f"在 {periods[0]} 也不符（“{was[0].number.quote}”）：改正之后又出现。"
    )
    related = (broken.row.figure(_PROGRESS, was[0].number),)
    return Remark(
        passage, message, related=related, proof=proof, key=f"{relation.kind} {periods[2]}", line=later.row.item.line
    )


def _proof(relation: Relation, place: _Place, stated: Measure, terms: Sequence[Measure]) -> Proof | None:
    """The proof that it does not follow, where the relation is of a kind that proofs are made of."""
    where = [place.sources.get(name, (place.row, _PROGRESS)) for name in relation.terms]
    own = named(place.row.measures(_PROGRESS))
    where = [(place.row, _PROGRESS) if name in own else at for name, at in zip(relation.terms, where, strict=True)]
    roles = {
        "ratio": ("numerator", "target" if where[-1][1] is Column.ANNUAL_TARGET else "denominator"),
        "growth": ("fallen-to" if relation.signs == (-1,) else "current", "base"),
        "sum": ("part",) * len(terms),
    }.get(relation.kind)
    if roles is None:
        return None  # an average, and what is left, have no proof of their own: the message names the figures
    given: list[Elsewhere] = [(role, row, c, m.number) for role, (row, c), m in zip(roles, where, terms, strict=True)]
    return prove_across(relation.kind, given, (place.row, _PROGRESS, stated.number))
