"""Glyphs become lines and lines paragraphs, as a reader's eye puts them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from toolkit.reading.layout import is_office
from toolkit.reading.markup import clean

_MARK = re.compile(
    r"\d{1,2}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_OFFICE = re.compile(r"[省市区县各][^，。；：]{2,20}[局委办部厅院处会]")


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


def _apart(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - before.right
    latin = before.text.isascii() and glyph.text.isascii()
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


def paragraphs(lines: Sequence[Line], right: float) -> str:
    """Lines as running text; what a line's end means is told by its words, for programs wrap at odd places."""
    pieces: list[str] = []
    edge = max((line.glyphs[-1].right for line in lines), default=right)
    for at, line in enumerate(lines):
        text = line.text
        pieces.append(text)
        if at + 1 == len(lines):
            break
        following = lines[at + 1].text
        short = edge - line.glyphs[-1].right > 2.2 * line.glyphs[-1].size
        latin = text[-1:].isascii() and text[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
        pieces.append("\n" if short and _new_paragraph(text, following) else " " if latin else "")
    return "".join(pieces)


def _new_paragraph(text: str, following: str) -> bool:
    """A sentence that is over, a number that begins, or one office below another."""
    offices = _OFFICE.fullmatch(following) is not None and is_office(text)
    return text[-1:] in "。；：！？;:!?" or _MARK.match(following) is not None or offices
