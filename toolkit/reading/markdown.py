"""The marks of Markdown within a line: what they wrap is kept, what they strike out goes, and both are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from toolkit.model import Repair
from toolkit.reading.grid import Row

STROKE = "\ufdd0"  # stands for an escaped stroke while the rows are cut; no text has this noncharacter
LONGEST_TITLE = 500  # characters
_OPEN, _CLOSE = "\ufdd1", "\ufdd2"  # around the place of something that holds no marks
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.I)
_TITLE = re.compile(r"#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_LITERAL = re.compile(r"\\([\\`*_{}\[\]()#+.!~>-])|(?<!`)`(?!`)([^`\n]+)`(?!`)")
_HELD = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
_STRUCK = re.compile(r"~~(?=[^\s~])([^\n]{0,500}?[^\s~])~~(?!~)|<(del|s|strike)\b[^<>]*>([^<>]*)</\2\s*>", re.I)
# A single star or stroke only where no digit or word stands outside it: 3*4*5 and a_b_c are text.
_WRAPS = (
    re.compile(r"(!?\[)([^\[\]\n]*)(\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:[ ]\"[^\"]*\")?\))"),
    re.compile(r"(\*\*)(?=[^\s*])([^\n]{0,500}?[^\s*])(\*\*)(?!\*)"),
    re.compile(r"(?<!\w)(__)(?=[^\s_])([^\n]{0,500}?[^\s_])(__)(?!\w)"),
    re.compile(r"(?<![\d*])(\*)(?=[^\s*])([^*\n]*[^\s*])(\*)(?![\d*])|(?<![\d*])(\*)([^\s*])(\*)(?![\d*])"),
    re.compile(r"(?<!\w)(_)(?=[^\s_])([^_\n]*[^\s_])(_)(?!\w)"),
)


def said(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Repair, ...]]:
    """The rows as a page would show them, with what was taken from each."""
    shown: list[Row] = []
    repairs: list[Repair] = []
    for row in rows:
        cells: list[str] = []
        for cell in row.cells:
            text, marks, struck = _shown(cell, title=len(row.cells) == 1)
            cells.append(text)
            repairs += _told(row.line, marks, struck)
        shown.append(row._replace(cells=tuple(cells)))
    return tuple(shown), tuple(repairs)


def _told(line: int, marks: Sequence[str], struck: Sequence[str]) -> Iterator[Repair]:
    if struck:
        yield Repair(line, None, "struck-out", " ".join(struck), "划去的文字，未读入")
    if marks:
        yield Repair(line, None, "markup", " ".join(marks), "Markdown 标记，文字保留")


def _shown(cell: str, *, title: bool) -> tuple[str, list[str], list[str]]:
    """The text of a cell, the marks taken from it, and the texts struck out."""
    marks: list[str] = []
    struck: list[str] = []
    held: list[str] = []

    def literal(match: re.Match[str]) -> str:
        held.append(match[1] or match[2])
        marks.append("\\" if match[1] else "``")
        return f"{_OPEN}{len(held) - 1}{_CLOSE}"

    def restored(text: str) -> str:
        return _HELD.sub(lambda match: held[int(match[1])], text).replace(STROKE, "|")

    def strike(match: re.Match[str]) -> str:
        struck.append(restored(match[1] or match[3] or ""))
        return ""

    text = _LITERAL.sub(literal, _BREAK.sub("\n", cell))
    if title and len(text) < LONGEST_TITLE and (heading := _TITLE.fullmatch(text)):
        marks.append("#")
        text = heading[1]
    text = _unwrapped(_STRUCK.sub(strike, text), marks, restored)
    return restored(text), marks, struck


def _unwrapped(text: str, marks: list[str], restored: Callable[[str], str]) -> str:
    """The text without the marks around its words; an address is told in full, for nothing else has it."""

    def inner(match: re.Match[str]) -> str:
        opening, kept, closing = (group for group in match.groups() if group is not None)
        marks.append(restored(opening + closing))
        return kept

    for wrap in _WRAPS:
        text = wrap.sub(inner, text)
    return text
