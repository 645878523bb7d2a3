"""How well a heading's text names each canonical column; an ambiguous one is settled by the cells below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.reading.unseen import folded as fold

# What stands before the noun of a heading and names only the time or the government.
_PERIOD_WORDS = re.compile(
    r"(?:19|20)\d\d年度?|第?[一二三四1234]季度|[上下]半年|本季度?|当季|1?\d月份?|[1-9]-1?\d月|截至.*?[底末]|（.*?）|\(.*?\)|[:：*]"
)
_PERIOD_TARGET = re.compile(r"第?[一二三四1234]季度|[上下]半年|1?\d月|本季|当季|第[一二三四1234]季")
_BARE_TARGETS = frozenset({"目标", "目标任务", "工作目标", "任务", "工作任务"})
EXACT, SUFFIX, INNER = 1.0, 0.8, 0.5
LONGEST = 40  # characters of a heading without its white space; a sentence is none
LEAST_NARRATIVE = 10  # characters: cells shorter than this on average tell nothing


def scores(text: str, leaf: str, words: Words, below: Callable[[], list[str]]) -> list[tuple[Column, float]]:
    """How well a heading names each column: whole, as its end, or inside it; `leaf` is its last row of several.

    `below` gives the cells under it, which are looked at only where the text alone does not tell.
    """
    if len(text) > 10 * LONGEST:
        return []
    whole = _folded(text, words)
    if not whole or len(whole) > LONGEST:
        return []
    bare = _PERIOD_WORDS.sub("", whole)
    if is_ambiguous(text, leaf, words):
        column = settled(below(), words)
        return [(column, SUFFIX)] if column else []
    if bare in words["headings.remark"]:
        return [(Column.STATUS, INNER)] if settled(below(), words) is Column.STATUS else []
    return _named(whole, _folded(leaf, words), words)


@lru_cache(maxsize=4096)
def _named(whole: str, last: str, words: Words) -> list[tuple[Column, float]]:
    """The scores by the text alone; the same short cells come again and again where a heading is searched."""
    bare = _PERIOD_WORDS.sub("", whole)
    if _PERIOD_TARGET.search(whole) and bare in _BARE_TARGETS:
        return [(Column.PERIOD_TARGET, EXACT)]
    best: dict[Column, float] = {}
    for printed, stripped in ((whole, bare), (last, _PERIOD_WORDS.sub("", last))):
        for column in Column:
            score = max((_match(printed, stripped, term) for term in words[f"headings.{column.value}"]), default=0.0)
            if score:
                best[column] = max(best.get(column, 0.0), score)
    return list(best.items())


def is_ambiguous(text: str, leaf: str, words: Words) -> bool:
    """Whether a heading may name the status as well as the narrative: 完成情况."""
    terms = words["headings.ambiguous"]
    if len(text) > 2 * LONGEST:
        return False
    return any(_PERIOD_WORDS.sub("", _folded(part, words)) in terms for part in {text, leaf})


def settled(cells: Sequence[str], words: Words) -> Column | None:
    """Short cells of status words make a status column, sentences a narrative; None where the cells do not tell."""
    filled = [c.strip().strip("。") for c in cells if c.strip() and not set(c.strip()) <= set("-—")]
    if not filled:
        return None
    known = sum(1 for c in filled if any(words.has(name, c) for name in words.names("status")))
    if known * 2 >= len(filled):
        return Column.STATUS
    long = sum(map(len, filled)) >= LEAST_NARRATIVE * len(filled)
    return Column.PROGRESS if long or known == 0 else None


def _match(folded: str, bare: str, term: str) -> float:
    if term in (folded, bare):
        return EXACT
    if len(term) < 3 or len(folded) > 16:
        return 0.0
    if folded.endswith(term) or bare.endswith(term):
        return SUFFIX + len(term) / 1000  # of two endings the longer names it better
    return INNER + len(term) / 1000 if term in folded else 0.0


def _folded(text: str, words: Words) -> str:
    """Folded, and in simplified characters: 序號 is 序号."""
    return fold(text).translate(_simplified(words["headings.traditional"]))


@lru_cache(maxsize=8)
def _simplified(pairs: tuple[str, ...]) -> Mapping[int, str]:
    return {ord(pair[0]): pair[1] for pair in pairs if len(pair) == 2}
