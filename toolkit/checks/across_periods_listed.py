"""Across periods (跨季): quarters and halves that one cell lists beside their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.checks.subject import Reading
from toolkit.language.measures import Measure, content
from toolkit.language.naming import MOST as LOOKED_AT
from toolkit.language.naming import VERB
from toolkit.language.reach import reach
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_EACH_QUARTER = re.compile(r"[一1][至到—~]四季度|四个季度|各季度|分季度")
_QUARTERS = re.compile(r"(?<![一二三四至到、])一(?:季度)?[、和]二(?:(?:季度)?[、和]三)?(?:(?:季度)?[、和]四)?季度")
_NUMERAL = re.compile(r"[一二三四]")
_IN_TURN = re.compile(r"分别|依次|分季度(?:看)?[为是]")
# Which quarters the words right before a figure name.
_SPANS = (
    (re.compile(r"上半年[^，。；、]{0,12}$|1[—~至到-]{1,2}6月[^，。；、]{0,12}$"), (1, 2)),
    (re.compile(r"下半年[^，。；、]{0,12}$|7[—~至到-]{1,2}12月[^，。；、]{0,12}$"), (3, 4)),
    (re.compile(r"前三季度[^，。；、]{0,12}$|1[—~至到-]{1,2}9月[^，。；、]{0,12}$"), (1, 2, 3)),
    (re.compile(r"(?:全年|年内)[^，。；、]{0,12}$"), (1, 2, 3, 4)),
    (re.compile(r"(?<![前至到—])第?(?P<n>[一二三四])季度[^，。；、]{0,12}$"), ()),
)
_TIMES = re.compile(
    r"其中|[一1][至到—~-]四季度|四个季度|各季度|[上下]半年|前三季度|第?[一二三四]季度|"
    r"[0-9]{1,2}[—~至到-]{1,2}[0-9]{1,2}月"
)
_LEFT_OVER = re.compile(r"其余|其他|剩余|余下")
_SUM = re.compile(r"(?:全年|合计|共计|总计|累计|共)[^，。；0-9]{0,10}$")
_SUMMED = re.compile(r"全年|合计|共计|总计|累计|共|完成|实现")
_FARTHER = re.compile(r"其中|净|余额|结转|连同|以来|20[0-9]{2}年")
MOST = 4  # figures that a list of quarters holds


def listed(row: Reading) -> Iterator[tuple[Measure, Sequence[Measure]]]:
    """Every sum with the quarters or halves beside it that make it up: 全年124个，其中上半年56个、下半年64个."""
    told = row.measures(_PROGRESS)[:LOOKED_AT]
    yield from _dealt(row, told)
    yield from _closing(row, told)
    for at, whole in enumerate(told[:-2]):
        parts: list[Measure] = []
        spans: list[int] = []
        for part in told[at + 1 : at + 1 + MOST]:
            span = _span(row, part)
            if not span or part.number.unit != whole.number.unit or part.sentence != whole.sentence:
                break
            parts.append(part)
            spans += span
        if len(parts) > 1 and _is_closed(row, whole, parts, tuple(spans)):
            yield whole, parts


def _is_closed(row: Reading, whole: Measure, parts: Sequence[Measure], spans: tuple[int, ...]) -> bool:
    """Whether the parts, each of the whole's own thing, are all of it: none of another name, and nothing left over."""
    if whole.intensive or whole.change is not None or spans != tuple(range(1, len(spans) + 1)):
        return False
    if _span(row, whole) != spans and not (not _span(row, whole) and parts[0].before.startswith("，其中")):
        return False
    if any(content(_TIMES.sub("", part.before)) not in f"{whole.label}{whole.before}" for part in parts):
        return False
    last = parts[-1]
    behind = [m for m in row.measures(_PROGRESS) if m.clause.stretch == last.clause.stretch]
    behind = [m for m in behind if m.number.start > last.number.start]
    rest = row[_PROGRESS][parts[-1].number.end :].partition("。")[0]
    return not any(m.number.unit == whole.number.unit for m in behind) and not _LEFT_OVER.search(rest)


def _dealt(row: Reading, told: Sequence[Measure]) -> Iterator[tuple[Measure, Sequence[Measure]]]:
    """一至四季度分别完成4、9、11、6个，全年32个; 一、二、三季度分别新增12家、15家、9家，合计38家."""
    for first in told:
        before = fold(first.lead).text[-20:] + fold(row[_PROGRESS][first.clause.start : first.number.start]).text
        some = _QUARTERS.search(before)
        if not ((some or _EACH_QUARTER.search(before)) and _IN_TURN.search(first.before)):
            continue
        many = len(_NUMERAL.findall(some[0])) if some else 4
        unit, place = first.number.unit, (first.part, first.sentence)
        behind = (m for m in told if m.clause is first.clause and m.number.start >= first.number.start)
        each = [m for m in behind if m.number.unit == unit][:many]
        near = [m for m in told if (m.part, m.sentence) == place and m.number.unit == unit and m not in each]
        wholes = [m for m in near if m.number.start < first.number.start][-1:] if many == 4 else []
        next_told = [m for m in told if each and m.number.start > each[-1].number.start][:1]
        wholes = wholes or [
            m for m in next_told if m in near and (_sums_up(m, each[0]) or _of_one_name(row, m, each[0]))
        ]
        spans = tuple(range(1, many + 1))
        if len(each) == many and len(wholes) == 1 and _span(row, wholes[0]) in ((), spans):
            yield wholes[0], each


def _closing(row: Reading, told: Sequence[Measure]) -> Iterator[tuple[Measure, Sequence[Measure]]]:
    """上半年完工21个、三季度14个、四季度9个，全年共完工46个: the quarters before their sum."""
    for at, whole in enumerate(told):
        if at < 2 or whole.intensive or whole.change is not None or not _SUM.search(whole.before):
            continue
        parts: list[Measure] = []
        spans: list[int] = []
        for part in reversed(told[max(0, at - MOST) : at]):
            span = _span(row, part)
            alike = part.number.unit == whole.number.unit and part.sentence == whole.sentence
            if not span or not alike or part.intensive or part.change is not None:
                break
            parts.insert(0, part)
            spans = [*span, *spans]
        own = _span(row, whole)
        if len(parts) > 1 and tuple(spans) == tuple(range(1, len(spans) + 1)) and own in ((), tuple(spans)):
            named = {content(_TIMES.sub("", part.before)) for part in parts[1:]}
            alike = all(not name or name in f"{whole.label}{whole.before}" for name in named)
            if alike and _sums_up(whole, parts[0]):
                yield whole, parts


def _sums_up(whole: Measure, part: Measure) -> bool:
    """Whether a sum names nothing but what its parts are of, and counts no farther back than they do."""
    own = content(_SUMMED.sub("", _TIMES.sub("", whole.before)))
    if (
        not whole.realised
        or not _SUM.search(whole.before)
        or _FARTHER.search(whole.before)
        or reach(whole) in ("years", "month")
    ):
        return False
    bare = content(_SUMMED.sub("", _IN_TURN.sub("", _TIMES.sub("", part.before))))
    nameless = not bare or VERB.fullmatch(bare) is not None
    return nameless or own in part.label or own in part.before


def _of_one_name(row: Reading, whole: Measure, part: Measure) -> bool:
    """Whether a sum and a quarter bear one whole name, that of the target: 完成投资, 全年完成固定资产投资."""
    names = {m.number: m.label for m in row.figures}
    name = names.get(whole.number)
    return bool(name) and name == names.get(part.number) and _SUM.search(whole.before) is not None


def _span(row: Reading, measure: Measure) -> tuple[int, ...]:
    words = fold(row[_PROGRESS][measure.clause.start : measure.number.start]).text
    for pattern, quarters in _SPANS:
        found = pattern.search(words)
        if found:
            return quarters or ("一二三四".index(found["n"]) + 1,)
    return ()
