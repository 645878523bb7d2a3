"""Wholes with their parts: what a text breaks down or adds up, and whether the list is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.binding import same_unit
from toolkit.language.measures import Measure

_OPENS = re.compile(r"按[^，。；0-9]{2,8}(?:分|划分|看)，|分[一-鿿]{1,4}看，|其中|包括|分别为|含|，由(?!于)")
# 由甲和乙两部分构成 closes a list that 由 opened; 三类合计 closes the one before it.
_MADE_OF = re.compile(r"(?P<many>[两二三四五六七八九])?(?:个?部分|方面|大?块)?(?:共同)?(?:构成|组成)")
_TOTAL = re.compile(
    r"[，,；]\s*(?:(?P<many>[两二三四五六七八九])(?:类|种|项|个|地|者|部分|方面|家)[一-鿿]{0,5}?|(?P<every>各[一-鿿]{1,5}?))?"
    r"(?:共计|合计|总计|共)(?:完成|实现|新增)?(?:达到|达|为)?"
)
_BARE_SUM = re.compile("[，,]共计?")
_ITEMS = re.compile(r"[，。；]\s*其中\s*[：:]\s*")
_NEXT_ITEM = re.compile(r"[^0-9，。；]{1,30}[；;]\s*")
_HAN = {"两": 2} | {char: i for i, char in enumerate("二三四五六七八九", 2)}
_ALIAS = re.compile(r"^（[^（）]{1,3}）")  # 套（间）
# Classifications that leave nothing out, with how many members make one: stages of projects, sectors, town and country.
_PARTITIONS = (
    (re.compile(r"新开工|新建|续建|准备|前期|储备|预备|结转|收尾"), 3),
    (re.compile(r"第?[一二三]产"), 3),
    (re.compile(r"城镇|农村|乡村"), 2),
)
_COMPARED = re.compile("[，、]*[较比](?:上年|去年|同期|年初|上季)")
_TYPE = re.compile("(?:级|型|车型|机型|规格|口径|户型|以[上下])[一-鿿]{0,4}[0-9]")
_STOP = re.compile(r"[。；]")
_NEW_WHOLE = re.compile(r"。|；|）|\)|累计|全年|全市|总|同比|其中")
_SUMMED = re.compile(
    r"(?:共有?|总数|总量|总任务|任务总?数?|总计|应[一-鿿]{1,4}|计划[一-鿿]{0,4}|安排|涉及|排查|受理|交办|收到)[一-鿿]{0,6}$"
)
_LEFT = re.compile(
    r"(?:剩余|其余|余下|尚余|(?:尚|还)?未(?P<deed>[一-鿿]{2,4})|正在?(?P<doing>[一-鿿]{2,4}))(?:的|有|为)?$"
)
MOST_PARTS = 40
MAX_NAME = 24  # characters of a name: a longer piece is a clause


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
            if _is_attribute(text, part, whole):
                continue
            between = text[(parts[-1] if parts else whole).number.end : part.number.start]
            if _COMPARED.match(part.before):
                break  # 较上年多87列
            state = bool(parts) and part.before.lstrip("，").startswith("已")  # 其中亿元以上7个，已履约53个
            if not same_unit(whole, part) or part.intensive or state or (parts and not _continues(between)):
                break
            parts.append(part)
        made = "，由" in text[whole.number.end : parts[0].number.start] if parts else False
        if parts and made is bool(made and _is_made_of(text, parts)):
            between = text[whole.number.end : parts[0].number.start]
            open_ended = text[parts[-1].number.end : parts[-1].number.end + 1] in ("等", "（", "(") if parts else False
            dealt = len(parts) > 1 and between.lstrip("，, ").startswith("分别") and not open_ended
            yield Breakdown(
                whole, tuple(parts), _closed(text, whole, parts) or dealt, dealt or _is_partition(whole, parts)
            )


def _is_attribute(text: str, measure: Measure, whole: Measure) -> bool:
    """Whether a figure says which of the parts is meant: 12米车型15辆."""
    size = measure.number.dimension in ("length", "area", "power", "mass", "voltage") and not same_unit(measure, whole)
    return size and _TYPE.match(text, measure.number.end) is not None


def itemised(text: str, found: Sequence[Measure]) -> Iterator[Breakdown]:
    """Every whole whose parts each open a stretch of their own: 到位90万元。其中：30万元用于甲；60万元用于乙."""
    for index, whole in enumerate(found[:-2]):
        if whole.number.comparator != "=" or whole.intensive or whole.former:
            continue
        if not _ITEMS.fullmatch(text, whole.number.end, found[index + 1].number.start):
            continue
        parts = [found[index + 1]]
        for part in found[index + 2 : index + 1 + MOST_PARTS]:
            if not same_unit(whole, part) or not _NEXT_ITEM.fullmatch(text, parts[-1].number.end, part.number.start):
                break
            parts.append(part)
        if len(parts) > 1 and all(same_unit(whole, part) and not part.intensive for part in parts):
            yield Breakdown(whole, tuple(parts), closed=False, partition=False)


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
        summed = summed or (_BARE_SUM.fullmatch(between) is not None and _is_all(found, parts, total))
        many = _HAN.get(said["many"] or "", len(parts) if summed else 0)
        if len(parts) > 1 and len(parts) == many:
            yield Breakdown(total, tuple(parts), closed=True, partition=False)


def _is_all(found: Sequence[Measure], parts: Sequence[Measure], total: Measure) -> bool:
    """Whether nothing else in the sentence is counted in the unit of a list: 县乡道68公里、村道91公里，共159公里."""
    same = [m for m in found if m.sentence == total.sentence and m.part == total.part and same_unit(m, total)]
    return len(same) == len(parts) + 1 and not any(m.former or m.intensive for m in same)


def remainders(text: str, found: Sequence[Measure]) -> Iterator[Breakdown]:
    """Every whole of which a part is told and what is left of it: 共100个，已开工80个，未开工20个; closed by nature.

    Two parts and no more: of three states one may hold another (已开工30个，已完工2个).
    """
    for index, (whole, done, left) in enumerate(zip(found, found[1:], found[2:], strict=False)):
        said = _SUMMED.search(whole.before) or whole.after.startswith("中")
        if not said or whole.intensive or whole.former or whole.number.comparator != "=":
            continue
        if not (_is_state(text, whole, whole, done) and _is_state(text, whole, done, left)):
            continue
        if any(same_unit(whole, more) and more.sentence == whole.sentence for more in found[index + 3 : index + 4]):
            continue
        rest = _LEFT.match(_between(text, done, left).lstrip("，,、 ").removeprefix("中").lstrip("，, "))
        if rest and _of_one_deed(rest["deed"] or rest["doing"], _between(text, whole, done)):
            over = done.amount + left.amount > whole.amount  # what is under way need not be all that is left
            if over or not rest["doing"]:
                yield Breakdown(whole, (done, left), closed=True, partition=False)


def _between(text: str, one: Measure, other: Measure) -> str:
    return text[one.number.end : other.number.start]


def _is_state(text: str, whole: Measure, before: Measure, part: Measure) -> bool:
    """Whether a figure tells how far members of the whole are, right behind the figure `before` it."""
    if not same_unit(whole, part) or part.intensive or (part.part, part.sentence) != (whole.part, whole.sentence):
        return False
    between = _between(text, before, part)
    return len(between) <= MAX_NAME and not _NEW_WHOLE.search(between)


def _of_one_deed(deed: str | None, first: str) -> bool:
    """Whether what is not done is what the first part is told to be: 已开工…，未开工…; 剩余 is of anything done."""
    return deed[:2] in first if deed else "已" in first or "完成" in first


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


def _is_partition(whole: Measure, parts: Sequence[Measure]) -> bool:
    """Whether every part is another member of one classification, and there are enough of them to be all.

    Households use electricity beside the three sectors.
    """
    if "用电" in whole.before:
        return False
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
