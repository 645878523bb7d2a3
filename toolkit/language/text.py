"""Characters and their places: folding with an offset map, sentences, clauses (numbered parts: numbering.py)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# Width only, one code point for one: NFKC would turn ① into 1 and ㎡ into m2. Commas and brackets keep their width,
# because ， ends a clause where , may separate thousands.
_NARROW = {0xFF10 + i: 0x30 + i for i in range(10)}
_NARROW |= {0xFF21 + i: 0x41 + i for i in range(26)}
_NARROW |= {0xFF41 + i: 0x61 + i for i in range(26)}
_NARROW |= {ord(wide): ord(narrow) for wide, narrow in zip("％．／～＋－", "%./~+-", strict=True)}

# A search runs through a text at full speed only where every match begins with one of a set of characters.
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．／～＋－]")
_SPACE = re.compile(r"\s")  # what str.isspace calls so, and str.split
_WIDE_MARK = re.compile(r"[，；：！？（）]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_OPENING = {"《": "》", "“": "”", "〈": "〉", "「": "」"}
_CLAUSE_MARK = re.compile(r"[，。；：！？;!?\n,《“〈「]")


class Span(NamedTuple):
    """A stretch of a text: `text == source[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str


class Folded(NamedTuple):
    """A text with widths narrowed and white space removed; `printed` is the one it came from."""

    text: str
    printed: str

    def origin(self, index: int) -> int:
        """Printed offset of folded character `index`."""
        if len(self.text) != len(self.printed):
            for space in _SPACE.finditer(self.printed):
                if space.start() > index:
                    break
                index += 1
        return index

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Printed offsets of the folded slice [start:end); inner white space is included, outer is not."""
        if start == end:
            here = self.origin(start) if start < len(self.text) else (self.origin(start - 1) + 1 if start else 0)
            return here, here
        return self.origin(start), self.origin(end - 1) + 1


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Narrow digits, letters and number signs and drop all white space, keeping the way back to the printed text."""
    if _WIDE.search(text):
        return Folded("".join(text.translate(_NARROW).split()), text)
    return Folded("".join(text.split()), text)


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The form in which two texts are the same apart from white space and width (for comparing and fingerprints)."""
    folded = fold(text).text
    if _WIDE_MARK.search(folded) is None:
        return folded
    for wide, narrow in zip("，；：！？（）", ",;:!?()", strict=True):
        folded = folded.replace(wide, narrow)
    return folded


def trimmed(text: str, start: int, end: int) -> Span:
    """The slice without the white space around it."""
    whole = text[start:end]
    bare = whole.strip()
    if len(bare) < len(whole):
        start = start + len(whole) - len(whole.lstrip()) if bare else end
    return Span(start, start + len(bare), bare)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """Split at 。！？ and line breaks; the mark stays outside the span, empty sentences are left out."""
    spans, start = [], 0
    for mark in _SENTENCE_END.finditer(text):
        spans.append(trimmed(text, start, mark.start()))
        start = mark.end()
    spans.append(trimmed(text, start, len(text)))
    return tuple([span for span in spans if span.text])


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[Span, ...]:
    """Split at ，；： and sentence ends, but not inside 《》 “” 〈〉 「」; marks stay outside, no clause is empty."""
    spans, start, at = [], 0, 0
    closes = _Next(text)
    while mark := _CLAUSE_MARK.search(text, at):
        met, here, at = mark[0], mark.start(), mark.end()
        if met in _OPENING:
            # A bracket that never closes, or only beyond the sentence, encloses nothing.
            close = closes.after(_OPENING[met], at)
            at = close + 1 if close < closes.after("。", at) else at
        elif met != "," or not (text[max(0, here - 1) : here].isdecimal() and text[at : at + 1].isdecimal()):
            # An ASCII comma ends a clause unless it groups digits.
            spans.append(trimmed(text, start, here))
            start = at
    spans.append(trimmed(text, start, len(text)))
    return tuple([span for span in spans if span.text])


def opened_before(text: str, at: int) -> int:
    """Where the bracket opens that is still open at an offset; -1 where none is."""
    opened, closed = (max(text.rfind(mark, 0, at) for mark in marks) for marks in ("（(", "）)"))
    return opened if opened > closed else -1


class _Next:
    """Where a mark stands next (。 for any end of a sentence); each place is searched for once, however often asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, int] = {}

    def after(self, mark: str, at: int) -> int:
        """Offset of the next `mark` from `at` on, or one beyond the text."""
        if self._known.get(mark, -1) < at:
            if mark == "。":
                end = _SENTENCE_END.search(self._text, at)
                self._known[mark] = end.start() if end else len(self._text) + 1
            else:
                found = self._text.find(mark, at)
                self._known[mark] = len(self._text) if found < 0 else found
        return self._known[mark]
