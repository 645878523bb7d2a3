"""Across sources (跨源): units and leaders that the directory does not have, or no longer has."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.catalogue import source_check
from toolkit.checks.examples import held_against
from toolkit.checks.remarks import Remark, Unmatched, Verified
from toolkit.checks.sources import SourceReading
from toolkit.checks.subject import Reading
from toolkit.errors import one_line
from toolkit.language.rosters import home_of, is_person, names, person_key, unit_class, unit_key
from toolkit.language.text import Span, fold
from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.references.values import Entry

LONGEST = 80  # characters of names run together
_UNITS = "unit|市教育局||||\nunit|市投资促进局|市投促局|||2023-06-30\nunit|市商务局||||"
_LEADERS = "leader|张三||副市长|2022-01-01|"


@dataclass(frozen=True, slots=True)
class _Roster:
    """The entries of one kind by each name they go by, and the classes of bodies that the directory has."""

    entries: Mapping[str, Sequence[Entry]]
    classes: frozenset[str]
    home: str
    gaps: Mapping[str, Collection[str]]


@source_check(
    "roster-mismatch",
    family="across-sources",
    title="单位或领导不在名录",
    certainty="exact",
    severity="low",
    objects=[
        held_against("建设学校。", "建成2所。", "市招商局", directory=_UNITS),
        held_against("招商引资。", "引进项目3个。", "市投资促进局、市商务局", directory=_UNITS),
        held_against("建设学校。", "建成2所。", directory=_LEADERS.replace("张三", "李四")),
        held_against("建设学校。", "建成2所。", "市教育局市商务局", directory=_UNITS),
    ],
    silent=[
        held_against("建设学校。", "建成2所。", directory=f"{_UNITS}\n{_LEADERS}"),
        held_against(
            "建设学校。",
            "建成2所。",
            "牵头单位：市教育局；配合单位：市商务局、各区县政府",
            directory=_UNITS,
        ),
        held_against(
            "抓好项目。",
            "完成投资3亿元。",
            "市发展改革委 市统计局提供数据",
            directory="unit|淄博市发展和改革委员会|市发改委|||",
        ),
        held_against("建设学校。", "建成2所。", "高青县政府", directory=_UNITS),
        held_against("建设学校。", "建成2所。", "市招商局", directory=_LEADERS),
        held_against("建设学校。", leader="副市长 张 三", directory=_LEADERS),
    ],
)
def roster_mismatch(report: SourceReading) -> Iterator[Remark | Verified | Unmatched]:
    """判什么：责任单位或分管领导不在您提供的名录中，或在报告期末已经停用、尚未启用；或两个单位名称连写。
    为什么：找不到承担责任的单位或人，问责和取证就无从谈起。
    取证：请核对机构改革文件或领导分工通知，更正名称；名录过时的请更新名录。
    局限：名录中有单位才核对单位，有领导才核对领导；名录没有收录的一类机构（区县、省级、企业）不判；各区县、成员单位等合称不判；简称、别名按名录及常用简称认定为同一单位。
    """
    directory = report.references.directory
    home = home_of(entry.name for entry in directory if entry.kind == "unit")
    if not home:
        home = home_of(name.text for item in report.intact for name in names(item[Column.RESPONSIBLE_UNIT]))
    roster = {kind: _roster(directory, kind, home, report.words) for kind in ("unit", "leader")}
    for item in report.intact:
        for kind, column in (("unit", Column.RESPONSIBLE_UNIT), ("leader", Column.LEADER)):
            if roster[kind].entries and not _is_placeholder(item, column):
                for name in names(item[column]):
                    yield from _judged(item, column, name, roster[kind])


def _roster(directory: Sequence[Entry], kind: str, home: str, words: Words) -> _Roster:
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    classes: set[str] = set()
    for entry in directory:
        if entry.kind == kind:
            for name in (entry.name, *entry.alias):
                key = _key(kind, name, home, words)
                for form in {key, key.lstrip("市区县")} - {""}:  # 教育局 in a table of the city is 市教育局
                    entries[form].append(entry)
                classes.add(unit_class(key, words))
    gaps: defaultdict[str, set[str]] = defaultdict(set)
    for key, known in entries.items():
        for gap in _gaps(key):
            gaps[gap].add(known[0].name)
    return _Roster(entries, frozenset(classes), home, gaps)


def _key(kind: str, name: str, home: str, words: Words) -> str:
    return unit_key(name, words, home) if kind == "unit" else person_key(name)


def _is_placeholder(item: Reading, column: Column) -> bool:
    return fold(item[column]).text in item.words["cells.placeholders"]


def _judged(item: Reading, column: Column, name: Span, roster: _Roster) -> Iterator[Remark | Verified | Unmatched]:
    kind = "unit" if column is Column.RESPONSIBLE_UNIT else "leader"
    place = item.passage(column, name.start, name.end)
    key = _key(kind, name.text, roster.home, item.words)
    if not key:
        return  # a post without a name
    known = roster.entries.get(key, ())
    if known:
        day = item.period.end if item.period else None
        valid = [entry for entry in known if day is None or entry.valid_on(day)]
        at = tuple(entry.at for entry in valid or known)
        yield Verified(place, against=at) if valid else Remark(place, _outdated(name.text, known, day), against=at)
    elif joined := _joined(key, roster.entries, 3 if kind == "unit" else 2):
        told = "、".join(f"“{one_line(entry.name, 30)}”" for entry in joined)
        yield Remark(place, f"{told}连写，中间没有分隔。", against=tuple(entry.at for entry in joined))
    elif _is_one(kind, name.text, key, roster, item.words):
        title = "责任单位" if kind == "unit" else "分管领导"
        yield Remark(place, f"{title}“{one_line(name.text, 40)}”不在名录中{_near(key, roster.gaps)}。")
    else:
        yield Unmatched(place)


def _is_one(kind: str, name: str, key: str, roster: _Roster, words: Words) -> bool:
    """Whether this is a name, of a kind that the directory has."""
    if kind == "leader":
        return is_person(key)
    its = unit_class(name, words) and unit_class(key, words)  # a group is known by its name as printed
    return bool(its) and its in roster.classes


def _outdated(name: str, known: Sequence[Entry], day: dt.date | None) -> str:
    told = one_line(name, 40)
    latest = max(known, key=lambda entry: entry.valid_to or dt.date.max)
    if latest.valid_to and day and latest.valid_to < day:
        return f"“{told}”据名录已于 {latest.valid_to} 停用或离任，报告期末为 {day}。"
    return f"“{told}”据名录自 {latest.valid_from} 起才启用或任职，报告期末为 {day}。"


def _joined(key: str, entries: Mapping[str, Sequence[Entry]], least: int) -> list[Entry]:
    """The units of a directory whose names a text runs together; none where it is not wholly made of them."""
    for cut in range(least, len(key) - least + 1 if len(key) <= LONGEST else 0):
        head, tail = key[:cut], key[cut:]
        if head in entries:
            if tail in entries:
                return [entries[head][0], entries[tail][0]]
            if rest := _joined(tail, entries, least):
                return [entries[head][0], *rest]
    return []


def _near(key: str, gaps: Mapping[str, Collection[str]]) -> str:
    """The one name of a directory that differs in a character, as a question."""
    near = {name for gap in _gaps(key) for name in gaps.get(gap, ())}
    return f"，是否为“{one_line(near.pop(), 30)}”" if len(near) == 1 else ""


def _gaps(key: str) -> Iterator[str]:
    """A name under each of its gaps: two of one length meet where they differ in one character."""
    yield from (f"{key[:at]}\0{key[at + 1 :]}" for at in range(len(key) if len(key) <= LONGEST else 0))


RULES = (roster_mismatch,)
