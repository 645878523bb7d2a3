"""Slips of the pen known by the text that is free of them: words written twice, or with a wrong character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.language.coverage import is_known

_TWICE = re.compile(r"(?P<word>[一-鿿]{1,4})(?P=word)")
_ROUND = 4  # characters around a word by which its place is known again
# Characters that tell one thing, time or place from another: no slip, whatever stood there before.
_TELLING = frozenset(
    "一二三四五六七八九十百千万亿两零〇半上下左右东南西北中前后内外新老旧大小高低甲乙丙丁已未正再将拟首末每各全本该此年月日季期号第"
)
_BARE = re.compile(r"(?P<label>[一-鿿]{2,8})(?P<number>[0-9]+(?:\.[0-9]+)?)(?=[，。；、）)]|$)")
# 服务服务业, 研究研究生: the second is another word; 推进进校园, 做好好人评选: so is one character.
_LONGER = frozenset("业生师员者站队所院费商家区性型化人")
_STANDS_TWICE = frozenset("的了进出上下到好大小新人天家个年月日时常种样处步层村区乡事说看等渐逐往频")
_NO_LABEL = re.compile(r"(?:升级|版本|系统|平台)[一-鿿]{0,2}$|[第号达附件图表数至年编字型款]$")


class Slip(NamedTuple):
    """Where a slip stands in the later text and in the earlier one, and what it should be."""

    start: int
    end: int
    earlier: int
    until: int
    meant: str


def doubled(earlier: str, between: str, later: str) -> Iterator[Slip]:
    """累计签约签约重点人群, which read 累计签约重点人群 in between, and was written twice before."""
    for found in _TWICE.finditer(later):
        word = found["word"]
        if word in _STANDS_TWICE or (len(word) > 1 and later[found.end() : found.end() + 1] in _LONGER):
            continue
        before, behind = later[max(0, found.start() - _ROUND) : found.start()], later[found.end() :][:_ROUND]
        for left, right in _rounds(before, behind):
            was = earlier.find(word * 2)
            if left + word + right in between and left + word * 2 + right not in between and was >= 0:
                yield Slip(found.start(), found.end(), was, was + 2 * len(word), word)
                break


def _rounds(before: str, behind: str) -> Iterator[tuple[str, str]]:
    """What stands around a word: four characters of either side together, one of them at least before it or behind."""
    for left in range(min(len(before), _ROUND), -1, -1):
        right = _ROUND - left
        if right <= len(behind):
            yield before[len(before) - left :], behind[:right]


def misspelt(earlier: str, between: str, later: str, target: str) -> Iterator[Slip]:
    """污水管纲, which read 污水管网 in between, and 污水管纲 before; the right word is usual, or told elsewhere."""
    for at in range(1, len(later) - 1):
        wrong = later[at]
        if not _is_han(wrong) or wrong in _TELLING:
            continue
        if is_known(later[at - 1] + wrong) or is_known(wrong + later[at + 1]):
            continue
        for left, right in _rounds(later[max(0, at - _ROUND) : at], later[at + 1 :][:_ROUND]):
            slip = left + wrong + right
            was = earlier.find(slip) if left and right and all(map(_is_han, left + right)) else -1
            meant = re.search(f"{left}([一-鿿]){right}", between) if was >= 0 and slip not in between else None
            if meant and _is_word(left, meant[1], right, target + between):
                yield Slip(at - 1, at + 1, was + len(left) - 1, was + len(left) + 1, left[-1] + meant[1])
                break


def _is_word(left: str, meant: str, right: str, known: str) -> bool:
    """Whether a character belongs where it stands, and the place is written so more than once."""
    usual = is_known(left[-1] + meant) or is_known(meant + right[0])
    often = known.count(left[-1] + meant) > 1 or known.count(meant + right[0]) > 1
    return meant not in _TELLING and (usual or often)


def unitless(earlier: str, between: str, later: str) -> Iterator[Slip]:
    """同比增长9.6。, which was 同比增长9.1% in between, and had no unit before."""
    for found in _BARE.finditer(later):
        label = found["label"][-4:]
        if len(label) < 3 or _NO_LABEL.search(label):
            continue
        was = re.search(rf"{label}[0-9]+(?:\.[0-9]+)?(?=[，。；、）)]|$)", earlier)
        meant = re.search(rf"{label}[0-9]+(?:\.[0-9]+)?(?P<unit>%|‰|[万亿]?[一-鿿A-Za-z]{{1,3}})", between)
        if was and meant and not re.search(rf"{label}[0-9]+(?:\.[0-9]+)?(?=[，。；、）)]|$)", between):
            yield Slip(found.start("number"), found.end(), was.start() + len(label), was.end(), meant["unit"])


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"
