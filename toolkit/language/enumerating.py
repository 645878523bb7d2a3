"""Counts with the names that they count: 甲、乙、丙3个乡镇, 3家（甲、乙、丙）; and whether the list is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.language.listing import MAX_NAME
from toolkit.language.quantities import Number
from toolkit.language.text import Span, trimmed

_NAME_END = re.compile(r"[，。；：！？\n]")
_CLOSING = {"）": "（", ")": "(", "》": "《", "”": "“"}
_NOUN_BRACKET = re.compile(
    r"[一-鿿A-Za-z]{0,8}(?:[（(]|[：:])|[一-鿿A-Za-z]{0,16}[”’]?[，,：:]?(?:即|分别[为是])[：:]?"
)
_CLOSE = {True: re.compile(r"[）)]"), False: re.compile(r"[，。；\n]|$")}
_NOUN = re.compile(r"\s*[“]?[一-鿿]{2}")
_LAST_JOIN = re.compile(r"(?<=[一-鿿])(?:和|及|以及|与)(?=[一-鿿]{2})")
# What opens a clause that tells where or for whom, and what a piece holds that is no name but a field or a deed.
_SCOPE = re.compile(r"\s*(?:在|对|面向|围绕|联合|关于|针对|聚焦|依托|会同)")
_NO_NAME = re.compile(
    r"(?:领域|方面|方向|环节|行业|上|(?<![一二三四五六七八九十])中)$|等[一多]批|领域|方面|推出|制定|开展|推进|建成|征集|出台|实施|高效"
)
_ROUTE = re.compile(r"[A-Z]?[0-9]{1,4}(?:路|号线)")  # 即11路、26路、K3路
_FIELDS = re.compile(
    r"\s*(?:重点|主要|关键|试点)?(?:行业)?(?:领域|行业|方面|环节|区县|县区|县市区|乡镇|镇街|街道|社区|部门|单位|园区|景区|片区)"
)
_COUNTED_ALREADY = re.compile(r"[两二三四五六七八九十]+[个座所家条处][一-鿿]{1,8}的$")  # 甲、乙两个库点的4栋
_SENTENCE = re.compile(r"等(?=.)|[“”]|部门|地区|牵头|得到|解决|协调|宣传|服务|进[一-鿿]{1,3}|赴|招商")
SHORTEST, LONG_NAME = 3, 4
LONG_LIST = 6  # short names from which on a list in brackets is one of names, where it is off by one
EACH = 4  # characters before a count in which 各 deals it out
FARTHEST = 400  # characters before a count in which the names that it counts begin
_VERB = re.compile(
    r"(?:完成|推进|开展|加强|建立|完善|组织|新增|实现|落实|提升|确保|促进|强化|争取)|.*(?:达到|累计|其中|正在)"
)
_OWN_COUNT = re.compile(r"[0-9０-９](?:万|亿)?[一-鿿]{0,3}$")
_NOT_NAMES = re.compile(r"[0-9０-９]|[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A count and the names it counts; `open` where 等 leaves room for more."""

    count: Number
    names: tuple[Span, ...]
    open: bool


def enumerations(text: str, numbers: Sequence[Number]) -> Iterator[Enumeration]:
    """Counts beside the names that they count: 甲、乙、丙3个乡镇 · 甲、乙等7个项目 · 3家（甲、乙、丙）."""
    for number in numbers:
        if number.dimension != "count" or number.kind not in ("number", "list-count") or number.comparator != "=":
            continue
        behind = _bracketed_names(text, number)
        if behind is not None:
            yield behind
        else:
            ahead = _names_before(text, number)
            if ahead is not None:
                yield ahead


def _bracketed_names(text: str, number: Number) -> Enumeration | None:
    """Names right behind the count (or behind the noun it counts): in brackets, behind 即, or behind a colon."""
    match = _NOUN_BRACKET.match(text, number.end)
    if match is None:
        return None
    close = _CLOSE[match.group()[-1] in "（("].search(text, match.end())
    if close is None:
        return None
    inside = text[match.end() : close.start()]
    if (
        _NOT_NAMES.search(_ROUTE.sub("路", inside))
        or "、" not in inside
        or inside.startswith(("含", "其中", "包括", "不含"))
    ):
        return None
    names = _split(text, match.end(), close.start())
    short = [name for name in names if len(name.text) < SHORTEST]
    few = len(short) * 3 >= len(names) * 2 and not _carries_noun(text[: number.start], names[-1].text)
    few = few and not (
        len(names) >= LONG_LIST - (number.kind == "list-count") and 0 < abs(len(names) - _amount(number)) <= 1
    )  # 十大工程（九个）
    if _NO_NAME.search(names[-1].text) or few or any(len(name.text) < 2 for name in short):
        return None  # （小学、初中）, （水、电、气）: kinds, not names
    if match.group()[-1] in "：:" and "即" not in match.group() and "分别" not in match.group():
        slip = abs(len(names) - _amount(number)) == 1
        if not slip or _SENTENCE.search(inside) or any(len(name.text) < LONG_NAME for name in names):
            return None  # a colon opens sentences, too: 派驻5个工作队：住建局、水利局等部门牵头
    opened = inside.rstrip().endswith("等")
    return Enumeration(number, tuple(names), opened) if _are_names(names) else None


def _carries_noun(before: str, last: str) -> bool:
    """Whether the last of short names carries what is counted: 示范家庭农场3家，分别为丰禾、绿野、大河家庭农场."""
    return len(last) > SHORTEST + 1 and before.endswith(last[-SHORTEST:])


def _amount(number: Number) -> int:
    return int(number.value) if isinstance(number.value, Decimal) else 0


def _names_before(text: str, number: Number) -> Enumeration | None:
    """Names joined by 、 right before the count, back to the mark that ends the clause before."""
    if not _NOUN.match(text, number.end) and "大" not in number.quote:
        return None  # 城东、城西新建学校3所: no noun is counted behind the figure
    if "各" in text[max(0, number.start - EACH) : number.start]:
        return None  # 甲、乙各建起一个
    start = max(0, number.start - FARTHEST)
    listed = text.rfind("、", start, number.start)
    if listed < 0 or _NAME_END.search(text, listed, number.start):
        return None
    for mark in _NAME_END.finditer(text, start, number.start):
        start = mark.end()
    end = number.start
    while end > start and text[end - 1].isspace():
        end -= 1
    opened = end > start and text[end - 1] == "等"
    if opened:
        end -= 1
    scope = _SCOPE.match(text, start, end)
    if scope and _FIELDS.match(text, number.end):
        start, scope = scope.end(), None  # 在矿山、危化品、建筑施工3个重点领域
    names = _split(text, start, end)
    if scope or _NO_NAME.search(names[-1].text) or _COUNTED_ALREADY.search(names[-1].text):
        return None  # 在教育、医疗领域推出3项措施: the pieces are where, not what
    if _OWN_COUNT.search(names[0].text):
        return None  # 新建幼儿园6所、改建4所
    if not _are_names(names) or _NOT_NAMES.search(text[names[1].start : end]):
        return None
    return Enumeration(number, tuple(names), opened)


def _are_names(names: Sequence[Span]) -> bool:
    """Two or more short pieces without a verb; the first may carry the verb of its clause."""
    return (
        len(names) > 1
        and all(0 < len(name.text) <= MAX_NAME for name in names)
        and not any(_VERB.match(name.text) for name in names[1:])
    )


def _split(text: str, start: int, end: int) -> list[Span]:
    """Pieces between 、 (and a last 和 or 及) outside brackets and titles."""
    names, depth, begin = [], 0, start
    for at, char in enumerate(text[start:end], start):
        depth += char in "（(《“"
        depth -= char in _CLOSING
        if char == "、" and depth <= 0:
            names.append(trimmed(text, begin, at))
            begin = at + 1
    last = trimmed(text, begin, end)
    joined = _LAST_JOIN.search(last.text)
    if names and joined:
        names.append(trimmed(text, last.start, last.start + joined.start()))
        last = trimmed(text, last.start + joined.end(), last.end)
    return [*names, last]
