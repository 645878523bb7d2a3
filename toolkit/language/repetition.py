"""Clauses that stand more than once in one text, told apart from adverbials and from parallel structure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.language.text import Span, fold, normal
from toolkit.language.words import Words

# 截至2023年底, 2023年1月至9月, 全年: when, and nothing else.
_ADVERBIAL = re.compile(
    r"(?:截至|截止|到|至|自|从|在|今年|本|全)?[^，。；]{0,4}?(?:20\d\d年)?(?:[第]?[一二三四1-4]季度|[上下]半年|1?\d月)?"
    r"(?:\d{1,2}日)?(?:年?[底末初内度间]|目前|以来|前|后|期间|全年|当年)?"
)
# A clause that opens so depends on the one before it.
_DEPENDENT = re.compile(r"其中|分别|均|都|共计?|合计|累计(?=\d)|同比|环比|较上年|比上年|较去年|占|已|现|正|全部|目前")
_FIGURE = re.compile(r"[0-9.,%‰+\-~/]+")
# What tells parallel segments apart: a title, a quarter or month, a named place or body, a number.
_VARIABLE = re.compile(
    r"《[^《》]{0,60}》|“[^“”]{0,60}”|第?[一二三四]季度|[上下]半年|[春夏秋冬]季|(?:20\d\d年)?\d{1,2}月份?|20\d\d年"
    r"|(?<![一-龥])[一-龥]{1,8}?(?:区|县|市|镇|乡|街道|村|社区|局|委|公司|集团|企业|学校|小学|中学|幼儿园|医院|卫生院|路|街|桥|河|湖|水库|项目|工程)"
    r"|(?<=[对在为向于给由])[一-龥]{1,6}?(?:区|县|市|镇|乡|街道|村|社区|公司|学校|小学|中学|医院)"
    r"|[0-9][0-9.,]*%?"
)
_LIST_MARK = re.compile(
    r"^(?:[0-9]{1,2}[.、．)）]|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、)"
)
_NARROW_MARK = re.compile(r"[,;:!?()]")
_SEGMENT_END = re.compile(r"[；;。！!？?\n]")
_TOPIC = 3  # a clause this short that opens a segment only names what the segment is about: 工业，…；农业，…
LEAD_IN = 4  # characters that the first of two pasted clauses may open with
MIN_CONTENT = 4  # characters that say what a clause is about; fewer lean on the clause before
LONG_CONTENT = 10  # a predicate of this length is no turn of phrase that parallel clauses share by chance

_DIGIT = re.compile("[0-9]")
_COUNTED = re.compile("[0-9.]+[万亿]?[一-鿿]{1,3}")
_GLUED = re.compile("([一-鿿]{6,20}?)\\1")
GLUED = 13  # characters of a clause in which something may stand twice


@dataclass(frozen=True, slots=True)
class Repeat:
    """A stretch that stands at every one of `places` (start, end), two or more, in order."""

    places: tuple[tuple[int, int], ...]


def repeats(text: str, clauses: Sequence[Span], words: Words, min_chars: int) -> list[Repeat]:
    """Maximal runs of clauses that stand again in the same text; each repeated stretch is told once."""
    # Where no mark is narrow, the width of marks tells no clauses apart.
    if _NARROW_MARK.search(text):
        forms = [normal(clause.text) for clause in clauses]
    elif fold(text).text != text:
        forms = [fold(clause.text).text for clause in clauses]
    else:
        forms = [clause.text for clause in clauses]
    bare = [_LIST_MARK.sub("", form) for form in forms]
    if bare != forms:  # 1.深入开展整治，深入开展整治: the mark is none of the clause's words
        plain = set(forms)
        forms = [own if own in plain else form for own, form in zip(bare, forms, strict=True)]
    for at, (one, other) in enumerate(pairwise(forms)):
        lead_in = LEAD_IN * 2 if _DIGIT.search(other) else LEAD_IN
        if 0 < len(one) - len(other) <= lead_in and len(other) >= min_chars and one.endswith(other):
            forms[at] = other  # 全市派出4支驻点小分队，派出4支驻点小分队
    for at, (one, other) in enumerate(pairwise(forms)):
        if len(one) >= min_chars and other.startswith(one) and _COUNTED.fullmatch(other, len(one)):
            forms[at + 1] = one  # 组织企业参加境外展会，组织企业参加境外展会7场次
    glued = [found for clause in clauses if len(clause.text) >= GLUED for found in _doubled(clause)]
    if len(set(forms)) == len(forms):
        return glued
    where: dict[str, list[int]] = {}
    for index, form in enumerate(forms):
        where.setdefault(form, []).append(index)
    segments = _segments(text, clauses)
    found = glued
    covered: set[int] = set()
    for indexes in where.values():
        if len(indexes) < 2 or covered.issuperset(indexes[1:]):
            continue
        length = _run(clauses, indexes)
        runs = [range(i, i + length) for i in indexes]
        if _parallel(clauses, indexes, segments, length):
            covered.update(i for run in runs for i in run)
        elif _counts(clauses, runs[0], indexes, words, min_chars):
            covered.update(i for run in runs for i in run)
            found.append(Repeat(tuple((clauses[r[0]].start, clauses[r[-1]].end) for r in runs)))
    return found


def _doubled(clause: Span) -> Iterator[Repeat]:
    """What stands twice in a clause with nothing between: 完成现场检查完成现场检查56家."""
    met = _GLUED.search(clause.text)
    if met:
        start, half = clause.start + met.start(), len(met[1])
        yield Repeat(((start, start + half), (start + half, start + 2 * half)))


def _run(clauses: Sequence[Span], indexes: Sequence[int]) -> int:
    """How many clauses on from each of `indexes` all places stay the same, without running into each other."""
    gap = min(b - a for a, b in pairwise(indexes))
    length = 1
    while length < gap and indexes[-1] + length < len(clauses):
        if len({normal(clauses[i + length].text) for i in indexes}) > 1:
            break
        length += 1
    return length


def _counts(clauses: Sequence[Span], run: range, indexes: Sequence[int], words: Words, min_chars: int) -> bool:
    """Whether a repeated run is a fault: long enough, about something, and no mere echo of parallel structure."""
    folded = [fold(clauses[i].text).text for i in run]
    telling = [text for text in folded if not _ADVERBIAL.fullmatch(text) and text not in words["clauses.boilerplate"]]
    if not telling or sum(map(len, telling)) < min_chars:
        return False
    adjacent = any(b - a == len(run) for a, b in pairwise(indexes))
    if adjacent and (_content(telling[0], words) >= 2 or _DIGIT.search(telling[0])):
        return True  # 砌筑墙体85延米，砌筑墙体85延米
    need = LONG_CONTENT if _DEPENDENT.match(telling[0]) else MIN_CONTENT
    return max(_content(text, words) for text in telling) >= need


def _segments(text: str, clauses: Sequence[Span]) -> list[int]:
    """For each clause the index of the clause that opens its segment; segments end at ； and 。."""
    opening: list[int] = []
    for index, clause in enumerate(clauses):
        fresh = index == 0 or _SEGMENT_END.search(text, clauses[index - 1].end, clause.start)
        opening.append(index if fresh else opening[-1])
    return opening


def _parallel(clauses: Sequence[Span], indexes: Sequence[int], segments: Sequence[int], length: int) -> bool:
    """Whether the repeat closes segments that say the same of different things: 张店区，…；淄川区，….

    What leads up to it (the clause before it, or the one that opens its segment) must differ by nothing but a name,
    a number, a quarter or a title; runs that touch each other are led up to by themselves, so they never pass.
    """
    if indexes[0] == 0 or any(b - a == length for a, b in pairwise(indexes)):
        return False
    apart = len({segments[i] for i in indexes}) == len(indexes)
    if _alike([clauses[i - 1].text for i in indexes], apart=apart):
        return True
    heads = [segments[i] for i in indexes]
    offsets = {i - head for i, head in zip(indexes, heads, strict=True)}
    return apart and offsets != {0} and len(offsets) == 1 and _alike([clauses[h].text for h in heads], apart=True)


def _alike(leads: Sequence[str], *, apart: bool) -> bool:
    """Whether the leads are one sentence with different fillings; `apart` tells that each opens in its own segment."""
    texts = [fold(lead).text for lead in leads]
    if len(set(texts)) < len(texts):
        return False
    frames = [_VARIABLE.sub("□", text) for text in texts]
    if len(set(frames)) == 1:
        return True
    if not apart:
        return False
    if all(len(text) <= _TOPIC for text in texts):
        return True
    first = frames[0]
    return all(_shared(first, other) * 2 > max(len(first), len(other)) for other in frames[1:])


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their two ends."""
    shorter = min(len(one), len(other))
    prefix = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    rest = shorter - prefix
    suffix = next((i for i in range(rest) if one[-1 - i] != other[-1 - i]), rest)
    return prefix + suffix


def _content(text: str, words: Words) -> int:
    """Characters of a clause that are neither figures nor words which only say how far a thing is."""
    return len(words.pattern("clauses.generic").sub("", _FIGURE.sub("", text)).replace("、", ""))
