"""Characters and their places: folding with an offset map, sentences, clauses (numbered parts: numbering.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Width only, one code point for one: NFKC would turn ① into 1 and ㎡ into m2. Commas and brackets keep their width,
# because ， ends a clause where , may separate thousands.
_NARROW = {0xFF10 + i: 0x30 + i for i in range(10)}
_NARROW |= {0xFF21 + i: 0x41 + i for i in range(26)}
_NARROW |= {0xFF41 + i: 0x61 + i for i in range(26)}
_NARROW |= {ord(wide): ord(narrow) for wide, narrow in zip("％．／～＋－", "%./~+-", strict=True)}

_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[。！？!?\n]+")
_OPENING = {"《": "》", "“": "”", "〈": "〉", "「": "」"}
# An ASCII comma ends a clause unless it groups digits.
_CLAUSE_MARK = re.compile(r"[，。；：！？;!?\n]|(?<!\d),|,(?!\d)|[《“〈「]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: `text == source[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with widths narrowed and white space removed, and the way back to the printed offsets."""

    text: str
    offsets: tuple[int, ...] | None = None

    def origin(self, index: int) -> int:
        """Printed offset of folded character `index`."""
        return index if self.offsets is None else self.offsets[index]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Printed offsets of the folded slice [start:end); inner white space is included, outer is not."""
        if start == end:
            here = self.origin(start) if start < len(self.text) else (self.origin(start - 1) + 1 if start else 0)
            return here, here
        return self.origin(start), self.origin(end - 1) + 1


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Narrow digits, letters and number signs and drop all white space, keeping an offset map."""
    narrow = text.translate(_NARROW)
    if _SPACE.search(narrow) is None:
        return Folded(narrow)
    kept = [(i, c) for i, c in enumerate(narrow) if not c.isspace()]
    return Folded("".join(c for _, c in kept), tuple(i for i, _ in kept))


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The form in which two texts are the same apart from white space and width (for comparing and fingerprints)."""
    return _SPACE.sub("", text.translate(_NARROW)).translate(_NARROW_PUNCTUATION)


_NARROW_PUNCTUATION = {ord(wide): ord(narrow) for wide, narrow in zip("，；：！？（）", ",;:!?()", strict=True)}


def trimmed(text: str, start: int, end: int) -> Span:
    """The slice without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end])


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """Split at 。！？ and line breaks; the mark stays outside the span, empty sentences are left out."""
    bounds, start = [], 0
    for mark in _SENTENCE_END.finditer(text):
        bounds.append((start, mark.start()))
        start = mark.end()
    bounds.append((start, len(text)))
    spans = (trimmed(text, a, b) for a, b in bounds)
    return tuple(span for span in spans if span.text)


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[Span, ...]:
    """Split at ，；： and sentence ends, but not inside 《》 “” 〈〉 「」; marks stay outside, no clause is empty."""
    spans, start, at = [], 0, 0
    closes = _Next(text)
    while mark := _CLAUSE_MARK.search(text, at):
        opened = _OPENING.get(mark.group())
        if opened:
            # A bracket that never closes, or only beyond the sentence, encloses nothing.
            close = closes.after(opened, mark.end())
            at = close + 1 if close < closes.after("。", mark.end()) else mark.end()
            continue
        spans.append(trimmed(text, start, mark.start()))
        start = at = mark.end()
    spans.append(trimmed(text, start, len(text)))
    return tuple(span for span in spans if span.text)


class _Next:
    """Where a mark stands next (。 for any end of a sentence); each place is searched for once, however often asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, int] = {}

    def after(self, mark: str, at: int) -> int:
        """Offset of the next `mark` from `at` on, or one beyond the text."""
        if self._known.get(mark, -1) < at:
            pattern = _SENTENCE_END if mark == "。" else re.compile(re.escape(mark))
            found = pattern.search(self._text, at)
            self._known[mark] = found.start() if found else len(self._text) + (mark == "。")
        return self._known[mark]
