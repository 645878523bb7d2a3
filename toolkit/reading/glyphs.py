"""Glyphs become lines and lines paragraphs, as a reader's eye puts them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from toolkit.reading.layout import is_office
from toolkit.reading.markup import clean

_MARK = re.compile(
    r"\d{1,2}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_RUNNING = re.compile(rf"[。；：;:](?:{_MARK.pattern})")
_BODY = "局委办部厅院处会"
_OFFICE = re.compile(rf"[省市区县各][^，。；：]{{2,20}}[{_BODY}]|[\u4e00-\u9fff]{{2,6}}(?:街道|镇|乡)")
_BEFORE_ANOTHER = re.compile(rf"(?!国家).*(?:[{_BODY}乡镇]|街道|中心|公司|集团)")  # 国家税务总局 goes on with a place
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")

GAP = 0.6  # of a font's size, wider than any blank within a text


class Glyph(NamedTuple):
    """One character, its sides, its base line and the size of its font in points, y growing upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside it."""
        return (self.left + self.right) / 2, self.base + 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs that stand beside each other, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """Its characters; raised and lowered ones as such, words of Latin letters apart."""
        size = median(glyph.size for glyph in self.glyphs)
        floor = median(glyph.base for glyph in self.glyphs)
        pieces: list[str] = []
        before: Glyph | None = None
        for glyph in self.glyphs:
            if before and _apart(before, glyph) and not (glyph.text.isspace() or before.text.isspace()):
                pieces.append(" ")
            pieces.append(_raised(glyph, size, floor))
            before = glyph
        return "".join(pieces).strip()

    @property
    def gaps(self) -> int:
        """How often its text breaks off and goes on further right, as the cells of a row do."""
        shown = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        return sum(1 for one, other in pairwise(shown) if other.left - one.right > GAP * one.size)


def _apart(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - before.right
    latin = before.text.isascii() and glyph.text.isascii()
    if before.text in _BODY and _IDEOGRAPH.fullmatch(glyph.text) and gap > 0.2 * glyph.size:
        return True  # a blank that the program skipped over between two offices
    return gap > (0.25 if latin else 1.5) * glyph.size


def _raised(glyph: Glyph, size: float, floor: float) -> str:
    """10 with a small high 4 is 10⁴ and not 104."""
    if glyph.size > 0.8 * size or not (glyph.text.isdigit() or glyph.text in "+-−–"):
        return glyph.text
    lift = glyph.base - floor
    tag = "sup" if lift > 0.2 * size else "sub" if lift < -0.08 * size else ""
    return clean(f"<{tag}>{glyph.text}</{tag}>").text if tag else glyph.text


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from the top down: glyphs whose base lines lie within half a glyph's height of each other."""
    held: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        if held and _beside(held[-1], glyph):
            held[-1].append(glyph)
        else:
            held.append([glyph])
    lines = [Line(tuple(sorted(group, key=lambda glyph: glyph.left))) for group in held]
    return [line for line in lines if line.text]


def _beside(line: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a glyph stands on a line that began higher up, be it with raised characters."""
    largest = max(line[0].size, line[-1].size, glyph.size)
    return line[0].base - glyph.base <= 0.5 * largest and line[-1].base - glyph.base <= 0.4 * largest


def paragraphs(lines: Sequence[Line], right: float, left: float | None = None) -> str:
    """Lines as running text; what a line's end means is told by its words, for programs wrap at odd places.

    `left` and `right` are the sides of the cell in points; without `left` nothing is known of its margin.
    """
    pieces: list[str] = []
    edge = max((line.glyphs[-1].right for line in lines), default=right)
    margin = min((line.glyphs[0].left for line in lines), default=0.0) - (0.0 if left is None else left)
    begun = ""  # what stands since the last paragraph began
    for at, line in enumerate(lines):
        text = line.text
        pieces.append(text)
        begun += text
        if at + 1 == len(lines):
            break
        ends = line.glyphs[-1].right
        short = edge - ends > 2.2 * line.glyphs[-1].size
        roomy = short or (left is not None and right - ends - margin > 1.1 * _advance(lines[at + 1].glyphs[0]))
        rest = "".join(following.text for following in lines[at + 1 :])
        if _numbered(begun, rest) or (short and _new_paragraph(begun, rest)) or _offices(begun, rest, roomy):
            pieces.append("\n")
            begun = ""
        else:
            pieces.append(" " if _blank(line, rest) else "")
            begun += pieces[-1]
    return "".join(pieces)


def _advance(glyph: Glyph) -> float:
    """The width of one character; recognised text comes as glyphs of many."""
    return (glyph.right - glyph.left) / max(len(glyph.text), 1)


def _blank(line: Line, rest: str) -> bool:
    """Whether the source has a blank where the line was wrapped: one that was drawn, or one between Latin words."""
    text = line.text
    if line.glyphs[-1].text.isspace():
        return not (text[-1:].isdigit() and rest[:1].isdigit())
    return text[-1:].isascii() and text[-1:].isalpha() and rest[:1].isascii() and rest[:1].isalpha()


def _numbered(begun: str, rest: str) -> bool:
    """A numbered part after a sentence is a paragraph, however full the line above it, but not in a list that runs."""
    return begun[-1:] in "。；：;:" and _MARK.match(rest) is not None and not _RUNNING.search(begun)


def _new_paragraph(begun: str, rest: str) -> bool:
    """A sentence that is over, or a number that begins."""
    return begun[-1:] in "。；：！？;:!?" or _MARK.match(rest) is not None


def _offices(begun: str, rest: str, roomy: bool) -> bool:
    """One office below another: two whole names, the line not full; where it is, names that cannot be one."""
    name = rest.split("\n")[0]
    if not is_office(begun) or not _BEFORE_ANOTHER.fullmatch(begun):
        return False
    return _OFFICE.fullmatch(name) is not None or (roomy and len(name) > 2 and is_office(name))
