"""Figures without a name: a cell that is nothing but a figure or a share (3350；105%), a demand that names nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from toolkit.language.binding import same_unit
from toolkit.language.claims import Clause, Mode
from toolkit.language.measures import Measure, grams
from toolkit.language.movement import change as way_of
from toolkit.language.quantities import Number
from toolkit.language.text import fold

LONGEST = 60  # characters of a cell: a longer one tells more than a figure
# 四季度 is left out: what a quarter brought is not what the year came to.
_TIME = (
    r"(?:(?:截至|截止|至|到)?(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)(?:份|底|末|[0-9]{1,2}日)?|(?:截至)?(?:20[0-9]{2})?年底|"
    r"20[0-9]{2}年|上半年|前三季度|[0-9]{1,2}[-—~至][0-9]{1,2}月份?)"
)
_WHEN = (
    rf"(?:{_TIME}|目前|实际|当前|累计|年度|全年|本年|当年|年内|今年|本?季度?|期末|年末|截至目前|至今|"
    r"预计|现|已|共|总|平均|合计)*"
)
_HEAD = (
    rf"{_WHEN}(?:(?:实际|全年|年度)*(?:完成|实际|实现)(?:情况|值|数)(?:[（(][^（）()]{{0,8}}[）)])?)?{_WHEN}(?:工作|任务|目标|指标|计划|投资|资金)*(?:完成|进展|进度|达到?|统计|实现|建成|新建|新增|改造|培训|实施|发放|引进|安装|整治)?(?:投资|资金)?"
    r"(?:情况|结果|数量?|数值|[量值])?(?:为|是)?[：:=]?"
)
_WAY = r"(?:同比|比上年|较上年)?(?:增长|提[高升]|增加|上升|下降|降低|减少)?了?"
_MORE, _LESS, _NEAR = r"≥|>=?|≧|超过?|突破|不低于|不少于", r"≤|<=?|≦|不超过|不高于|不足|低于", r"约|近"
_FIGURE = r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
_UNIT = r"(?:[万亿%‰]|个?百分点|[^0-9，。；：（）()%‰\s]{1,4}?)?"
_SHARE = r"[0-9]+(?:\.[0-9]+)?%"
_VALUE = re.compile(
    rf"{_HEAD}(?P<way>{_WAY})(?P<sign>{_MORE}|{_LESS}|{_NEAR})?(?P<figure>{_FIGURE}(?P<unit>{_UNIT}))"
    r"(?P<rough>以上|以下|左右|以内)?"
    rf"(?:[（(](?:完成率?|占[^，。；0-9]{{0,6}})?[：:]?(?P<share>{_SHARE})[)）]|[（(][^（()）]{{0,16}}[)）])?"
)
_OF_PLAN = re.compile(
    r"(?:目前|累计|总体|整体|形象|已|共)*(?:占|为|达到?|完成)?(?:了|全年|年度|年初|本年|年|总)*(?:计划|目标|任务|工作)*[的之]?(?:完成)?"
    rf"(?:比例|比重|百分比|进度|率|比|情况)?[为达]?[：:]?(?P<share>{_SHARE})|"
    rf"{_WHEN}(?:完成)?(?:工作|任务|目标)*(?:进度|完成率|完成比例)[（(]%[)）][：:]?(?:100|[0-9]{{1,2}}(?:\.[0-9]+)?)|"
    rf"(?:{_WHEN}|均|全部|如期|按期)*(?:完成|达成|达标|实现)(?:(?:年度|既定|预期|各项|全部)*(?:目标|任务|指标|工作))?|进度至{_SHARE}"
)
# What may follow without naming anything else: 低于目标0.9个百分点, 超额完成任务, 另有8个正在改造, 四季度末降至5.4%.
_ASIDE = re.compile(
    rf"(?:另有|还有|其余|剩余|余下|其中|尚有)[^，。；]{{1,24}}|(?:{_TIME}|[一二三四]季度)(?:份|末)?(?:降|升|增|提高)?[至到为]{_FIGURE}{_UNIT}|"
    r"(?:低于|高于|落后|超过?|超额|提前|圆满|比)[^，。；]{0,8}(?:目标|任务|计划)[^，。；]{0,12}|"
    r"(?:同比|环比|较|比)[^，。；]{1,20}"
)
_ONLY_SHARE = re.compile(
    rf"(?:目前|累计|已|总体|整体|形象)*(?:完成|进度|完成率|完成比例)?[为达]?[：:]?(?P<share>{_SHARE})(?:[（(][^（）()]*[)）]?)?[。；]?"
)
_WHEN_ONLY = re.compile(_WHEN)
_ENDS = re.compile(r"[；;，,。\n]+")
_VALUE_SET = re.compile(r"[：:=]\s*([^：:=，。；]{1,8})$")
_HEADS = {"人", "人次", "名", "位"}
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
    heading = fold(demand.lead).text  # 受资助人数：735, where the target is headed so, too
    skip = len(heading) if heading[-1:] in ("：", ":") and folded.text.startswith(heading) else 0
    read = _read(folded.text[skip:])
    if read is None or not _same_way(read[0]["way"], demand):
        return None
    value, start, share_at = read[0], read[1] + skip, None if read[2] is None else read[2] + skip
    first, last = folded.span(start + value.start("figure"), start + value.end("figure"))
    number = _number(text, (first, last), value["unit"], demand, numbers)
    if number is None:
        return None
    sign = _comparator(value["sign"] or "", value["rough"] or "")
    clause = next((c for c in clauses if c.start <= first < c.end), clauses[0])
    share = next((n for n in numbers if share_at is not None and n.start == folded.origin(share_at)), None)
    return _as_answer(number._replace(comparator=sign), clause, demand), share


def is_bare(text: str) -> bool:
    """Whether a cell is nothing but a figure, whatever it may be of."""
    folded = fold(text).text
    if len(folded) > LONGEST:
        return False
    told = [piece for piece in _ENDS.split(folded) if piece]
    return _read(folded) is not None or (bool(told) and all(_OF_PLAN.fullmatch(p) or _VALUE.fullmatch(p) for p in told))


def restated(text: str, target: str) -> bool:
    """Whether a cell is the value that its target gives behind a name: 是 for 相关手续是否完备：是, 6 for 渔船数：6."""
    value = _VALUE_SET.search(fold(target).text.rstrip("。；;"))
    return value is not None and value[1] == fold(text).text.rstrip("。；;")


def lone_share(text: str, numbers: Sequence[Number]) -> Number | None:
    """The share of the plan that makes up a cell alone, perhaps with a remark in brackets: 80%（一处滞后）."""
    folded = fold(text)
    told = _ONLY_SHARE.fullmatch(folded.text) if len(folded.text) <= LONGEST else None
    return next((n for n in numbers if told and n.start == folded.origin(told.start("share"))), None)


def named(demand: Measure, year: Sequence[Measure]) -> Measure:
    """A demand that names nothing (不高于42微克/立方米) takes its name from the annual target's equal figure."""
    if grams(demand.label):
        return demand
    number = demand.number
    same = [m for m in year if (m.number.unit, m.number.value) == (number.unit, number.value) and m.label]
    if len(same) != 1:
        return demand
    known = same[0]
    change, flow = demand.change or known.change, demand.flow or known.flow
    return demand._replace(label=known.label, lead=known.lead, told=known.told, change=change, flow=flow)


def _read(text: str) -> tuple[re.Match[str], int, int | None] | None:
    """The piece of a folded cell that is the figure, where it begins, and where the share stands."""
    value: tuple[re.Match[str], int] | None = None
    share: int | None = None
    at = 0
    for begin, end in [*(mark.span() for mark in _ENDS.finditer(text)), (len(text), len(text))]:
        piece, start, at = text[at:begin], at, end
        told = None if value else _VALUE.fullmatch(piece)
        rate = None if told or share is not None else _OF_PLAN.fullmatch(piece)
        if told:
            value = told, start
        elif piece and not (rate or _WHEN_ONLY.fullmatch(piece) or (value and _ASIDE.fullmatch(piece))):
            return None
        found = told or rate
        if found and found.groupdict().get("share"):
            share = start + found.start("share")
    return (*value, share) if value else None


def _same_way(told: str, demand: Measure) -> bool:
    way = way_of(told)
    return way is None or way == (demand.change or demand.delta)


def _comparator(sign: str, rough: str) -> str:
    """The bound that the cell sets on its figure: ≥95%, 95%以上."""
    if rough == "以上" or re.fullmatch(_MORE, sign):
        return ">="
    if rough in ("以下", "以内") or re.fullmatch(_LESS, sign):
        return "<="
    return "~" if rough or sign else "="


def _number(text: str, span: tuple[int, int], unit: str, demand: Measure, numbers: Sequence[Number]) -> Number | None:
    """The figure with its own unit, which has to be the demand's, or else with the demand's."""
    first, last = span
    asked = demand.number
    if unit and unit not in _SCALES:
        own = next((n for n in numbers if n.start == first), None)
        if own is None or not isinstance(own.value, Decimal):
            return None
        if own.unit and asked.unit.partition("/")[0] == own.unit:
            return own._replace(unit=asked.unit)  # 2万元 for 2万元/件
        if {own.unit, asked.unit} <= _HEADS:
            return own._replace(unit=asked.unit)  # 完成2579人 of 8000人次
        return own if same_unit(demand, demand._replace(number=own)) else None
    value = Decimal(fold(text[first:last]).text.rstrip("万亿").replace(",", "")).scaleb(_SCALES.get(unit, 0))
    if not unit and value * 10 < demand.amount:
        # 1.3 for 1.2万人 leaves out the 万 as well: it answers, but its quote alone proves nothing.
        value = value.scaleb(next((p for sign, p in _SCALES.items() if sign in asked.quote), 0))
    return Number(first, last, text[first:last], value, value, value, asked.unit, asked.dimension, "=", None, "number")


def _as_answer(number: Number, clause: Clause, demand: Measure) -> Measure:
    return demand._replace(
        number=number, clause=clause, part=0, sentence=0, before="", after="", lead="", told=demand.label,
        realised=clause.mode is Mode.REALISED, former=False, partial=False,
    )  # fmt: skip
