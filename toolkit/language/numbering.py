"""Numbered parts of a cell: which markers (1. （一） ① 一是) truly number something, and the stretches they number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# A marker stands at the start of the cell or behind a mark that ends something; 1. behind a comma only goes on a list.
_STRICT = frozenset("。；;！？：:\n")
_LOOSE = _STRICT | frozenset("，,、")
_ANYWHERE = frozenset[str]()
_COMMA = frozenset("，,")
# Each scheme with the signs behind which its markers stand, the signs that it does not do without, and its pattern: a
# cell is searched only for the schemes whose signs it has.
_SIGN = re.compile(r"[.．、)）是第" + _CIRCLED + "]")
_DOT, _COMMA_LIST, _BRACKET = frozenset(".．、"), frozenset("、"), frozenset(")）")
# Each begins with one of a set of characters, so that a search is quick; a numeral glued to another before it is part
# of that (not behind two of them, where the second is the one met).
_DIGITS = r"(?P<n>[0-9０-９](?<![0-9０-９]{2})[0-9０-９]?)\s*"
_NUMERAL = rf"(?P<n>[{_HAN}](?<![{_HAN}]{{2}})"
_SCHEMES: tuple[tuple[str, frozenset[str], frozenset[str], re.Pattern[str]], ...] = (
    ("1.", _STRICT | _COMMA, _DOT, re.compile(_DIGITS + r"[.．、](?!\s*[0-9０-９]{1,3}[.．、])")),
    ("（1）", _LOOSE, _BRACKET, re.compile(r"[（(]\s*(?P<n>[0-9０-９]{1,2})\s*[)）]")),
    ("1）", _STRICT, _BRACKET, re.compile(_DIGITS + "[)）]")),
    ("（一）", _LOOSE, _BRACKET, re.compile(rf"[（(]\s*(?P<n>[{_HAN}]{{1,3}})\s*[)）]")),
    ("一、", _STRICT, _COMMA_LIST, re.compile(rf"{_NUMERAL}[{_HAN}]{{0,2}})、")),
    # ①号楼 and ①、② name things.
    (
        "①",
        _ANYWHERE,
        frozenset(_CIRCLED),
        re.compile(
            rf"(?P<n>[{_CIRCLED}])(?<![第图表见].)(?!\s*(?:[号#栋幢、和至~～{_CIRCLED}-]|地块|标段|期(?![间末望])))"
        ),
    ),
    ("一是", _LOOSE, frozenset("是"), re.compile(rf"{_NUMERAL}[{_HAN}]?)是")),
    ("第一", _LOOSE, frozenset("第"), re.compile(rf"第(?P<n>[{_HAN}]{{1,2}})[，,、]")),
)
_HAN_NUMBER = re.compile("[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_DIGIT = re.compile(r"\s*[0-9０-９]")
_HAN_DIGIT = re.compile(rf"\s*[{_HAN}]")
_COUNTED = re.compile(
    r"(?<=[。；;\n][2-9][.．])[0-9]{1,3}[个家所座户名处栋条台辆套间幢](?!百分点|月|小时|工作日|亿|单位|百|千|万)"
)
_YEAR = re.compile(r"\s*[0-9０-９]{4}\s*(?:年|[-—~～至])")


class Marker(NamedTuple):
    """One marker as printed: its scheme (named by its first member), its number, its place."""

    scheme: str
    number: int
    start: int
    end: int


class Part(NamedTuple):
    """A numbered stretch: from its marker to the next of the same level; `text == cell[start:end]`, marker excluded."""

    marker: Marker
    start: int
    end: int
    text: str


def han_number(text: str) -> int:
    """Value of 一 to 九十九 as written in markers; 0 for what is no such number (一一)."""
    if not _HAN_NUMBER.fullmatch(text):
        return 0
    tens, ten, ones = text.rpartition("十")
    value = _HAN.index(ones) + 1 if ones else 0
    return value + 10 * (_HAN.index(tens) + 1 if tens else 1) if ten else value


def _number(printed: str) -> int:
    if printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    return int(printed) if printed.isdecimal() else han_number(printed)


def _mark_before(text: str, at: int) -> str:
    """The sign that a marker at `at` stands behind, white space passed over: a line break counts, the start is one."""
    while at and text[at - 1].isspace():
        at -= 1
        if text[at] == "\n":
            return "\n"
    return text[at - 1] if at else "\n"


def _candidates(text: str) -> Iterator[tuple[Marker, bool]]:
    """Every place that looks like a marker; the flag tells that it may as well be part of a number or of an ordinal.

    So it may where a digit is glued behind it (2.35, 2.2023年 but not a year), or a numeral behind 一、 (一、二期).
    """
    met = frozenset(_SIGN.findall(text))
    for scheme, marks, signs, pattern in _SCHEMES:
        if met.isdisjoint(signs):
            continue
        for match in pattern.finditer(text):
            if marks and _mark_before(text, match.start()) not in marks:
                continue
            marker = Marker(scheme, _number(match["n"]), match.start(), match.end())
            glued = scheme == "1." and bool(_DIGIT.match(text, marker.end)) and not _YEAR.match(text, marker.end)
            yield marker, glued or (scheme == "一、" and bool(_HAN_DIGIT.match(text, marker.end)))


def _kept(found: list[tuple[Marker, bool]], counted: Collection[int]) -> list[Marker]:
    """The candidates of one scheme that are markers: a doubtful one only where it closes a gap between its neighbours.

    In `2.乙；1、2号楼。3.丙` the 1 does not go on from 2; in `1.甲。2.35蒸吨…。3.丙` the 2 leads from 1 to 3. `counted`
    are the places behind which so many things are counted that can have no tenths: 1.甲。2.6个县….
    """
    leads: list[bool] = []
    following = 0
    for marker, doubtful in reversed(found):
        leads.append(not doubtful or following == marker.number + 1)
        if leads[-1]:
            following = marker.number
    kept: list[Marker] = []
    for (marker, doubtful), fits in zip(found, reversed(leads), strict=True):
        last = kept[-1].number if kept else 0
        if (fits and (not doubtful or marker.number == last + 1)) or (
            marker.end in counted and marker.number == last + 1 > 1
        ):
            kept.append(marker)
    return kept


@lru_cache(maxsize=512)
def markers(text: str) -> tuple[Marker, ...]:
    """All markers of a cell in their order.

    `1.2023年度` is marker 1 before a year. `2.35蒸吨以下` is a marker only where 1 stands before it and 3 after it.
    A lone marker numbers nothing and is left out, unless it opens the cell as the first.
    """
    schemes: dict[str, list[tuple[Marker, bool]]] = {}
    for marker, doubtful in _candidates(text):
        if marker.number:
            schemes.setdefault(marker.scheme, []).append((marker, doubtful))
    counted = {found.start() for found in _COUNTED.finditer(text)}
    kept = [marker for found in schemes.values() for marker in _kept(found, counted)]
    many = Counter(m.scheme for m in kept)
    head = len(text) - len(text.lstrip())
    lasting = (m for m in kept if many[m.scheme] > 1 or (m.number == 1 and m.start <= head))
    return tuple(sorted(lasting, key=lambda marker: marker.start))


def parts(text: str) -> tuple[Part, ...]:
    """The top-level numbered parts of a cell, empty where the cell is not a list.

    The first marker's scheme is the top level; it has to begin with 1.
    """
    found = markers(text)
    if not found or found[0].number != 1:
        return ()
    top = [m for m in found if m.scheme == found[0].scheme]
    ends = [m.start for m in top[1:]] + [len(text)]
    return tuple(Part(m, m.end, end, text[m.end : end]) for m, end in zip(top, ends, strict=True))
