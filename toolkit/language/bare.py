"""A progress cell that is nothing but a figure (完成情况：4385；占全年计划：110%): it answers the one demand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from toolkit.language.binding import same_unit
from toolkit.language.claims import Clause
from toolkit.language.measures import Measure
from toolkit.language.movement import change
from toolkit.language.quantities import Number
from toolkit.language.text import fold

LONGEST = 60  # characters of a cell: a longer one tells more than a figure
_WHEN = r"(?:目前|实际|当前|累计|年度|全年|本年|本?季度?|期末|年末|截至目前|已|共|总)*"
_HEAD = (
    rf"{_WHEN}(?:工作|任务|目标|指标)?(?:完成|进展|进度|达到|统计|实现)?"
    r"(?:情况|结果|数量?|数值|[量值])?(?:为|是)?[：:]?"
)
_WAY = r"(?:同比|比上年|较上年)?(?:增长|提[高升]|增加|上升|下降|降低|减少)?了?"
_FIGURE = r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
_UNIT = r"(?:[万亿%‰]|个?百分点|[^0-9，。；：（）()%‰\s]{1,4})?"
_SHARE = r"[0-9]+(?:\.[0-9]+)?%"
_VALUE = re.compile(
    rf"{_HEAD}(?P<way>{_WAY})(?P<figure>{_FIGURE}(?P<unit>{_UNIT}))(?:[（(](?:完成率?|占[^，。；0-9]{{0,6}})?[：:]?(?P<share>{_SHARE})[)）])?"
)
_OF_PLAN = re.compile(
    rf"(?:占|为|达到?|完成)?(?:了|全年|年度|年初|本年|总)*(?:计划|目标|任务|工作)*(?:的)?(?:完成)?(?:比例|比重|百分比|进度|率|情况)?[为达]?[：:]?(?P<share>{_SHARE})"
)
_ENDS = re.compile(r"[；;，,。\n]+")
_SCALES = {"万": 4, "亿": 8}


def lone_answer(
    text: str, demand: Measure, clauses: Sequence[Clause], numbers: Sequence[Number]
) -> tuple[Measure, Number | None] | None:
    """The figure that such a cell consists of, as an answer to the one `demand`, and its share of the plan, if told.

    The figure takes the demand's name, and its unit where it is printed without one. None where the cell says more,
    or where its unit or its way (下降 for 增长) is another.
    """
    folded = fold(text)
    if len(folded.text) > LONGEST or not clauses:
        return None
    value: re.Match[str] | None = None
    share: tuple[int, int] | None = None
    at = 0
    for end in [*(mark.span() for mark in _ENDS.finditer(folded.text)), (len(folded.text),) * 2]:
        piece, begin, at = folded.text[at : end[0]], at, end[1]
        if not piece:
            continue
        told = _VALUE.fullmatch(piece) if value is None else None
        rate = _OF_PLAN.fullmatch(piece) if told is None and share is None else None
        if told is None and rate is None:
            return None
        if told:
            value, start = told, begin
        found = told or rate
        if found and found["share"]:
            share = folded.span(begin + found.start("share"), begin + found.end("share"))
    if value is None or not _same_way(value["way"], demand):
        return None
    first, last = folded.span(start + value.start("figure"), start + value.end("figure"))
    number = _number(text, (first, last), value["unit"], demand, numbers)
    if number is None:
        return None
    clause = next((c for c in clauses if c.start <= first < c.end), clauses[0])
    rate_number = next((n for n in numbers if share and n.start == share[0]), None)
    return _as_answer(number, clause, demand), rate_number


def _same_way(told: str, demand: Measure) -> bool:
    way = change(told)
    return way is None or way == (demand.change or demand.delta)


def _number(text: str, span: tuple[int, int], unit: str, demand: Measure, numbers: Sequence[Number]) -> Number | None:
    """The figure with its own unit, which has to be the demand's, or else with the demand's."""
    first, last = span
    if unit and unit not in _SCALES:
        own = next((n for n in numbers if n.start == first), None)
        alike = own is not None and isinstance(own.value, Decimal) and same_unit(demand, demand._replace(number=own))
        return own if alike else None
    value = Decimal(fold(text[first:last]).text.rstrip("万亿").replace(",", "")).scaleb(_SCALES.get(unit, 0))
    if not unit and value * 10 < demand.amount:
        # 1.3 for 1.2万人 leaves out the 万 as well: it answers, but its quote alone proves nothing.
        value = value.scaleb(next((p for sign, p in _SCALES.items() if sign in demand.number.quote), 0))
    asked = demand.number
    return Number(first, last, text[first:last], value, value, value, asked.unit, asked.dimension, "=", None, "number")


def _as_answer(number: Number, clause: Clause, demand: Measure) -> Measure:
    return demand._replace(
        number=number, clause=clause, part=0, sentence=0, before="", after="", lead="", told=demand.label,
        realised=True, former=False, partial=False,
    )  # fmt: skip
