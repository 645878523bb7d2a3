"""Which indicator a figure states in so many words: its name, whose it is, as of when; nothing where it is open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from toolkit.checks.across_items_pairs import COMMON_ROWS, Rows
from toolkit.checks.subject import Reading
from toolkit.language.measures import Measure
from toolkit.language.quantities import Number
from toolkit.language.text import fold
from toolkit.model import Column
from toolkit.proofs import spread

_MARKER = re.compile(r"^(?:[0-9]{1,2}[.、．]|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[①-⑳])")
_WHEN = re.compile(
    r"^(?:(?:截至|截止|到|至)?(?:20\d\d年度?)?(?:1?\d月)?(?:\d{1,2}日)?[底末]?|全年度?|年内|今年|本年度?|1[-—至~]12月份?)，?"
)
_OURS = re.compile(r"^[全我](?:市|区|县|州|盟|旗)")
_OPENING = re.compile(r"^(?:实现|确保|力争|争取|预计|使|将)")
_CLOSING = re.compile(r"(?:达到|完成|实现|控制在|稳定在|保持在|提高到|[达为是至到共约近超])$")
# What leaves open whose figure it is, or makes it a list, a part, a difference.
_OPEN = re.compile(
    r"[^一-鿿A-Za-z0-9.]|其中|分别|[比较](?!例)|高于|低于|多于|少于|[由从和与及等各每]|另|余|计划|拟|目标|任务|年均"
)
# Words that every field uses: alone they name no indicator.
_GENERIC = re.compile(
    r"新增|净增|累计|年度|固定资产|总投资|投资额?|项目|工程|资金|任务|企业|人数|面积|总数|总量|数量|规模|建设|新建|改造|改扩建|培训|"
    r"完成率|开工率|覆盖率|达标率|合格率|满意度|满意率|办结率|通过率|同比|环比|增长|下降|提高|增加|减少|增速|增幅|"
    r"全市|各类|重点|重大|市级|省级|国家级|收入|支出|产值|活动|群众|人员|总额|比例|比重|占比|率|实施|开展|建成|开工|组织|举办|发放|争取|"
    r"引进|签约|到位|培育|认定|推进|整治|治理|检查|次数|工作|共|已|的|了"
)
Side = tuple[int, Column, Measure]  # a row, and a figure of one of its cells
_MOST = 8 * COMMON_ROWS
_LONGEST = 60
# A comma of ASCII only where it parts no digits. All that a match begins with is one set, so that the search is quick.
_MARK = re.compile(r"[，。；：！？;!?\n,](?:(?<!,)|(?<!\d,)|(?!\d))")
SHORTEST = 4  # characters of a name that says enough


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with the indicator that its own clause names; `ours` where the clause says 全市 or the like."""

    row: int
    column: Column
    measure: Measure
    name: str
    ours: bool


def stated_twice(rows: Rows, column: Column) -> Iterator[tuple[Named, Named]]:
    """Every two rows that state one indicator once each, in one unit and the same way; a usual one is left out."""
    for candidates in _by_name(rows, column):
        stated: defaultdict[tuple[object, ...], list[Named]] = defaultdict(list)
        for entry in candidates:
            m = entry.measure
            if _says_it(rows.items[entry.row][column], entry):
                stated[m.change, m.flow, m.delta].append(entry)
        for bearers in stated.values():
            bearing = [entry.row for entry in bearers]
            if 1 < len(bearers) <= COMMON_ROWS and len(set(bearing)) == len(bearing):
                yield from combinations(bearers, 2)


def _by_name(rows: Rows, column: Column) -> Iterator[list[Named]]:
    """The figures of one name and unit; what far too many rows state is not looked into."""
    found: defaultdict[tuple[str, str], list[tuple[int, Number, bool]]] = defaultdict(list)
    for row, item in enumerate(rows.items):
        for number, before in _openings(item[column], item.numbers(column)):
            told = _name(before)
            if told is not None:
                found[told[0], number.unit].append((row, number, told[1]))
    for (name, _), places in found.items():
        if 1 < len(places) <= _MOST:
            known = ((row, _measure(rows.items[row], column, number), ours) for row, number, ours in places)
            yield [Named(row, column, measure, name, ours) for row, measure, ours in known if measure]


def _openings(text: str, numbers: Sequence[Number]) -> Iterator[tuple[Number, str]]:
    """The first number of each clause with the words before it; what it measures is worked out where it matters."""
    if not numbers:
        return
    marks = [mark.end() for mark in _MARK.finditer(text)]
    taken = -1
    for number in numbers:
        if number.kind == "date":
            continue
        clause = bisect_right(marks, number.start)
        if clause != taken and number.kind == "number":
            yield number, text[marks[clause - 1] if clause else 0 : number.start]
        taken = clause


def _measure(item: Reading, column: Column, number: Number) -> Measure | None:
    return next((m for m in item.measures(column) if m.number.start == number.start), None)


def _says_it(text: str, entry: Named) -> bool:
    """Whether a present, plain figure's clause opens with the name, and it is not open whose the figure is."""
    measure = entry.measure
    if measure.former or measure.partial or not measure.realised:
        return False
    opens = fold(measure.clause.text).text.startswith(measure.before)
    return opens and (entry.ours or not _lead(text, measure))


def _lead(text: str, measure: Measure) -> str:
    """What stands in the sentence before the clause of a figure: it may say whose the figure is."""
    return fold(text[_sentence_start(text, measure.number.start) : measure.clause.start]).text


@lru_cache(maxsize=8192)
def _name(before: str) -> tuple[str, bool] | None:
    """The indicator in the words before a figure, and whether they say whose it is; None where they leave it open."""
    if not SHORTEST <= len(before) <= _LONGEST:
        return None
    before = fold(before).text
    if _OPEN.search(before):
        return None
    text = _WHEN.sub("", _MARKER.sub("", before))
    ours = _OURS.match(text)
    text = _WHEN.sub("", text[ours.end() :] if ours else text)
    text = _OPENING.sub("", text)
    while closing := _CLOSING.search(text):
        text = text[: closing.start()]
    if len(text) < SHORTEST or len(_GENERIC.sub("", text)) < 2:
        return None
    return text, ours is not None


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。；！？\n") + 1


def same_scope(rows: Rows, one: Named, other: Named) -> bool:
    """Whether both say that they speak of the whole area, or one unit answers for both among several of the table."""
    if one.ours and other.ours:
        return True
    mine, yours = (rows.unit(n.row) for n in (one, other))
    return mine == yours and mine != "" and one.ours == other.ours and not rows.is_usual(mine)


def as_of(item: Reading, column: Column, at: int) -> str:
    """The date that the sentence of a figure gives before it; the period's own end, or no date, is the empty string."""
    start = _sentence_start(item[column], at)
    dates = [n for n in item.numbers(column) if n.kind == "date" and start <= n.start < at]
    value = str(dates[-1].value) if dates else ""
    if item.period is not None:
        end = item.period.end
        if value in (str(end.year), f"{end.year}-{end.month:02d}", end.isoformat(), str(item.period)):
            return ""
    return value


def same_time(rows: Rows, one: Named, other: Named) -> bool:
    """Whether two figures are told as of the same day."""
    days = {as_of(rows.items[n.row], n.column, n.measure.number.start) for n in (one, other)}
    return len(days) == 1


def apart(one: Measure, other: Measure) -> bool:
    """Whether two figures as printed cannot be the same value."""
    here, there = spread(one.number.quote), spread(other.number.quote)
    return here is not None and there is not None and (here.hi < there.lo or there.hi < here.lo)
