"""What in a text can be checked: figures, dates, titles and deeds with a trace; and what only fills it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from toolkit.language.claims import Clause, Mode
from toolkit.language.coverage import covered, pieces
from toolkit.language.stages import DOCUMENT, PROJECT, highest
from toolkit.language.text import fold
from toolkit.language.words import Words

ECHO = 0.72  # share of the evidence's words that the target knows, praise left out
_TITLE = re.compile(r"《[^《》]{3,}》|〔(?:19|20)[0-9]{2}〕[0-9]+号")
# Somebody or some place by name.
_COUNTED = re.compile(r"(?<![0-9A-Za-z])[0-9]{2,}(?:\.[0-9]+)?$")  # 每亩300, 得分：96
_NAMED = re.compile(
    r"(?:^|[在对与由和、，])(?![各全我本该市])[一-鿿]{2,8}?"
    r"(?:公司|集团|医院|大学|学院|开发区|新区|[^社小园]区|[一-鿿]县|镇|街道|水库|大桥|隧道|产业园)"
)
_ONLY_WHEN = re.compile(
    r"(?:20[0-9]{2}年)?(?:第?[一二三四]季度|[上下]半年|前三季度|全年|年内|[0-9]{1,2}[—~至-][0-9]{1,2}月)(?:以来)?"
)
_TOLD = (Mode.REALISED, Mode.BASICALLY, Mode.ONGOING, Mode.PENDING)


def is_only_when(clause: Clause) -> bool:
    """Whether a clause only says of when its sentence speaks: 一季度，全市上下周密部署."""
    return _ONLY_WHEN.fullmatch(fold(clause.text).text) is not None


def anchored(clause: Clause, figured: Collection[int], target: str, words: Words) -> bool:
    """Whether a clause holds something to check: a figure or a date, a cited title, a name, a deed.

    `figured` are the offsets of the clauses with figures. A title or a deed that `target` (folded) names is none, nor
    is what is only hoped for.
    """
    if clause.mode not in _TOLD or is_only_when(clause):
        return False
    if clause.start in figured or _COUNTED.search(clause.text):
        return True
    folded = fold(clause.text).text
    if any(title not in target for title in _TITLE.findall(folded)):
        return True
    stages = (highest(clause.text, 0, ladder, words) for ladder in (DOCUMENT, PROJECT))
    names = (name.group().lstrip("在对与由和、，") for name in _NAMED.finditer(folded))
    praise = words.pattern("substance.slogan_pattern")
    reached = any(s and s.rung > 0 and s.word not in target and not praise.fullmatch(s.word) for s in stages)
    if reached or any(name not in target for name in names):
        return True
    return any(deed.group() not in target for deed in words.pattern("substance.deed_pattern").finditer(folded))


def echo(evidence: Sequence[Clause], target: str, words: Words) -> float:
    """Share, by weight, of the evidence's words that the target (folded) knows; praise counts for nothing."""
    praise = words.pattern("substance.praise_pattern")
    told = frozenset().union(*(pieces(praise.sub("，", fold(clause.text).text)) for clause in evidence))
    return covered(told, pieces(target)) if told else 1.0


def only_activity(evidence: Sequence[Clause], words: Words) -> bool:
    """Whether every clause tells of exertions and none of a result."""
    activity, outcome = words.pattern("substance.activity_pattern"), words.pattern("substance.outcome_pattern")
    texts = [fold(clause.text).text for clause in evidence]
    active = [bool(activity.search(text)) for text in texts]
    return sum(active) * 2 > len(texts) and not any(outcome.search(text) for text in texts)


def slogans(evidence: Sequence[Clause], figured: Collection[int], words: Words) -> list[Clause]:
    """The clauses made of stock phrases that hold nothing to check."""
    stock = words.pattern("substance.slogan_pattern")
    return [c for c in evidence if stock.search(fold(c.text).text) and not anchored(c, figured, "", words)]
