"""Wholes with their parts, and counts with the names they count: what a text lists, and whether the list is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.binding import same_unit
from toolkit.language.measures import Measure
from toolkit.language.quantities import Number
from toolkit.language.text import Span, trimmed

_OPENS = re.compile(r"其中|包括|分别为|含|，由(?!于)")
_MARK = re.compile(r"[（(]\s*(?:其中|含|包括)?[，：:]?\s*$|[，；]\s*(?:其中|包括|分别为)[，：:]?\s*$")
# 由甲和乙两部分构成 closes a list that 由 opened; 三类合计 closes the one before it.
_MADE_OF = re.compile(r"(?P<many>[两二三四五六七八九])?(?:个?部分|方面|大?块)?(?:共同)?(?:构成|组成)")
_TOTAL = re.compile(
    r"[，,；]\s*(?:(?P<many>[两二三四五六七八九])(?:类|种|项|个|地|者|部分|方面|家)[一-鿿]{0,5}?|(?P<every>各[一-鿿]{1,5}?))?"
    r"(?:共计|合计|总计|共)(?:完成|实现|新增)?(?:达到|达|为)?"
)
_HAN = {"两": 2} | {char: i for i, char in enumerate("二三四五六七八九", 2)}
_ALIAS = re.compile(r"^（[^（）]{1,3}）")  # 套（间）
_NAME_END = re.compile(r"[，。；：！？\n]")
_CLOSING = {"）": "（", ")": "(", "》": "《", "”": "“"}
# Classifications that leave nothing out, with how many members make one: stages of projects, sectors, town and country.
_PARTITIONS = (
    (re.compile(r"新开工|新建|续建|准备|前期|储备|预备|结转|收尾"), 3),
    (re.compile(r"第?[一二三]产"), 3),
    (re.compile(r"城镇|农村|乡村"), 2),
)
_STOP = re.compile(r"[。；]")
_NEW_WHOLE = re.compile(r"。|；|）|\)|累计|全年|全市|总|同比|其中")
_NOUN_BRACKET = re.compile(r"[一-鿿A-Za-z]{0,8}(?:[（(]|[”’]?[，,：:]?(?:即|分别是)[：:]?)")
_CLOSE = {True: re.compile(r"[）)]"), False: re.compile(r"[，。；\n]|$")}
_NOUN = re.compile(r"\s*[一-鿿]{2}")
_LAST_JOIN = re.compile(r"(?<=[一-鿿])(?:和|及|以及|与)(?=[一-鿿]{2})")
# What opens a clause that tells where or for whom, and what a piece holds that is no name but a field or a deed.
_SCOPE = re.compile(r"\s*(?:在|对|面向|围绕|联合|关于|针对|聚焦|依托|会同)")
_NO_NAME = re.compile(
    r"(?:领域|方面|方向|环节|行业|上|中)$|等[一多]批|领域|方面|推出|制定|开展|推进|建成|征集|出台|实施|高效"
)
SHORTEST = 3
MOST_PARTS = 40
FARTHEST, MAX_NAME = (
    400,
    24,
)  # characters before a count in which its names begin; of a name (a longer piece is a clause)
_VERB = re.compile(
    r"(?:完成|推进|开展|加强|建立|完善|组织|新增|实现|落实|提升|确保|促进|强化|争取)|.*(?:达到|累计|其中|正在)"
)
_NOT_NAMES = re.compile(r"[0-9０-９]|[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and its parts in the same unit.

    `closed` where the list stands alone in brackets, without 其中 or 等; `partition` where its parts are the members of
    a classification that leaves nothing out (新开工、续建、准备项目).
    """

    whole: Measure
    parts: tuple[Measure, ...]
    closed: bool
    partition: bool


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A count and the names it counts; `open` where 等 leaves room for more."""

    count: Number
    names: tuple[Span, ...]
    open: bool


def breakdowns(text: str, found: Sequence[Measure]) -> Iterator[Breakdown]:
    """Every whole that 其中 or a bracket breaks down; parts run on as long as the unit and the sentence do."""
    for index, whole in enumerate(found[:-1]):
        parts: list[Measure] = []
        opened = _opens(text[whole.number.end : found[index + 1].number.start])
        if not opened or whole.intensive or whole.former or whole.number.comparator != "=":
            continue
        for part in found[index + 1 : index + 1 + MOST_PARTS]:
            if part.sentence != whole.sentence or part.part != whole.part:
                break
            between = text[(parts[-1] if parts else whole).number.end : part.number.start]
            if not same_unit(whole, part) or part.intensive or (parts and not _continues(between)):
                break
            parts.append(part)
        made = "，由" in text[whole.number.end : parts[0].number.start] if parts else False
        if parts and made is bool(made and _is_made_of(text, parts)):
            yield Breakdown(whole, tuple(parts), _closed(text, whole, parts), _is_partition(parts))


def totals(text: str, found: Sequence[Measure]) -> Iterator[Breakdown]:
    """Every total that closes the list right before it: 甲、乙、丙分别完成1、2、3家，三地共完成6家.

    Closed only where the total counts the members (三地), 分别 dealt them out, or 合计 follows a list without 其中.
    """
    for index, total in enumerate(found):
        last = index - 1
        if last > 0 and found[last].number.unit != total.number.unit:
            last -= 1  # 三种 of 三种方式合计 is itself a figure
        if last < 1 or total.intensive or not same_unit(found[last], total):
            continue
        between = _ALIAS.sub("", text[found[last].number.end : total.number.start])
        said = _TOTAL.fullmatch(between) if len(between) <= MAX_NAME else None
        if said is None:
            continue
        parts, dealt = _listed(text, found, last)
        summed = dealt or (between.lstrip("，, ；").startswith(("合计", "总计")) and not said["every"])
        many = _HAN.get(said["many"] or "", len(parts) if summed else 0)
        if len(parts) > 1 and len(parts) == many:
            yield Breakdown(total, tuple(parts), closed=True, partition=False)


def _listed(text: str, found: Sequence[Measure], last: int) -> tuple[list[Measure], bool]:
    """The list that ends with a figure, back to what opens it, and whether 分别 does."""
    parts = [found[last]]
    for index in range(last, max(0, last - MOST_PARTS), -1):
        one = found[index - 1]
        between = text[one.number.end : found[index].number.start]
        if "分别" in between or "其中" in between or not same_unit(one, found[index]):
            break
        if one.sentence != found[index].sentence or one.intensive or not _continues(between):
            break
        parts.insert(0, one)
    start = parts[0].number.start
    return parts, "分别" in text[max(parts[0].clause.start, start - MAX_NAME) : start]


def _opens(between: str) -> bool:
    """Whether the words between a whole and the next figure open its breakdown: ，其中X or （X."""
    head = between.lstrip("（( ")
    bracket = len(head) < len(between) and between[:1] in "（("
    mark = _OPENS.search(between)
    if bracket:
        return "）" not in between and ")" not in between
    return mark is not None and len(between) - mark.end() <= MAX_NAME and not _STOP.search(between)


def _continues(between: str) -> bool:
    """Whether the list of parts runs on: 、X or ，X, no new sentence, no closing bracket, no new whole."""
    between = _ALIAS.sub("", between)
    if _NEW_WHOLE.search(between):
        return False
    return len(between) <= MAX_NAME and between.lstrip()[:1] in {"、", "，", ",", "和"}


def _is_partition(parts: Sequence[Measure]) -> bool:
    """Whether every part is another member of one classification, and there are enough of them to be all."""
    for members, enough in _PARTITIONS:
        met = [match.group() for part in parts if (match := members.search(part.before + part.after[:6]))]
        if len(set(met)) == len(met) == len(parts) >= enough:
            return True
    return False


def _is_made_of(text: str, parts: Sequence[Measure]) -> bool:
    said = _MADE_OF.match(text, parts[-1].number.end)
    return said is not None and len(parts) == _HAN.get(said["many"] or "", len(parts)) > 1


def _closed(text: str, whole: Measure, parts: Sequence[Measure]) -> bool:
    if _is_made_of(text, parts):
        return True
    tail = text[parts[-1].number.end : parts[-1].number.end + 12]
    head = text[whole.number.end : parts[0].number.start]
    return head[:1] in "（(" and "其中" not in head and "含" not in head and tail[:1] in "）)" and len(parts) > 1


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
    """Names in brackets right behind the count (or behind the noun it counts)."""
    match = _NOUN_BRACKET.match(text, number.end)
    if match is None:
        return None
    close = _CLOSE[match.group()[-1] in "（("].search(text, match.end())
    if close is None:
        return None
    inside = text[match.end() : close.start()]
    if _NOT_NAMES.search(inside) or "、" not in inside or inside.startswith(("含", "其中", "包括", "不含")):
        return None
    names = _split(text, match.end(), close.start())
    short = [name for name in names if len(name.text) < SHORTEST]
    if _NO_NAME.search(names[-1].text) or len(short) * 3 >= len(names) * 2 or any(len(name.text) < 2 for name in short):
        return None  # （小学、初中）, （水、电、气）: kinds, not names
    opened = inside.rstrip().endswith("等")
    return Enumeration(number, tuple(names), opened) if _are_names(names) else None


def _names_before(text: str, number: Number) -> Enumeration | None:
    """Names joined by 、 right before the count, back to the mark that ends the clause before."""
    if not _NOUN.match(text, number.end) and "大" not in number.quote:
        return None  # 城东、城西新建学校3所: no noun is counted behind the figure
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
    names = _split(text, start, end)
    if _SCOPE.match(text[start:end]) or _NO_NAME.search(names[-1].text):
        return None  # 在教育、医疗领域推出3项措施: the pieces are where, not what
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
