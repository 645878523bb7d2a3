"""What two stretches of text have in common: character bigrams of their content, figures and filler left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from toolkit.language.text import fold

# Figures, dates, latin units and marks carry no topic; titles and quotes keep their inside. Here and below all that can
# open a match is one set of characters, or characters each by itself: only then does a search pass over the rest fast.
_MARK = r"0-9.,%‰~〔〕\[\]（）()《》“”\"'、，。；：！？\-—/+"
_NOISE = re.compile(
    rf"[{_MARK}\d第一二三四上下年月](?:(?<=[{_MARK}])[{_MARK}]*|(?<=\d)\d年度?|(?<=第)[一二三四]季度|(?<=[一二三四])季度"
    r"|(?<=[上下])半年|(?<=[年月])底)"
)
_FILLER = re.compile(
    r"全力冲刺|攻坚克难|进一步|积极|切实|认真|扎实|不断|持续|着力|大力|全力|深入|有序|稳步|加快|全面|"
    r"全市|全区|全县|我市|我区|我县|全年|年度|年内|本年|累计|以上|以下|左右|不低于|不少于|力争|确保|达到|"
    r"预计|计划|有望|争取|即将|明年|今年|下一步|近期|尽快|早日|正在|目前|已经|尚未|暂未|陆续|分别|底前|全部|正式|"
    r"的|了|和|与|及|等|为|对|将|在|于|把|并"
)


def content(text: str) -> list[str]:
    """Content runs of `text`: folded, without figures, marks and filler; bigrams are never taken across a gap."""
    return runs(unfigured(text))


def unfigured(text: str) -> str:
    """`text` folded, with a gap for every figure and mark: the same for clauses that differ in nothing else."""
    return _NOISE.sub(" ", fold(text).text)


def runs(cleared: str) -> list[str]:
    """Content runs of a text that is already `unfigured`."""
    return _FILLER.sub(" ", cleared).split()


@lru_cache(maxsize=8192)
def bigrams(text: str) -> frozenset[str]:
    """Character bigrams of the content of `text`."""
    return frozenset(run[i : i + 2] for run in content(text) for i in range(len(run) - 1))


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many characters or tokens in common two texts begin."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
