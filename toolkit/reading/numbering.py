"""The numbers that a word processor puts before paragraphs by itself, counted again from the document's lists."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.reading.counting import circled, counted, lettered
from toolkit.reading.wordxml import W, on, part, val, whole

_PLACE = re.compile(r"%([1-9])")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_BASES = 20  # styles that a style may rest on
_SILENT = frozenset(("none", "bullet"))


def _below(most: int) -> Callable[[int], str | None]:
    return lambda number: counted(number) if number < most else None


def _upper(number: int) -> str | None:
    letters = lettered(number)
    return letters.upper() if letters else None


_FORMS: dict[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "chineseCounting": _below(100),
    "chineseCountingThousand": counted,
    "japaneseCounting": _below(100),
    "taiwaneseCounting": _below(100),
    "taiwaneseCountingThousand": counted,
    "ideographDigital": _below(10),
    "lowerLetter": lettered,
    "upperLetter": _upper,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted: `restart` is the level (from 1) behind which it begins anew, 0 for never."""

    start: int
    form: str
    text: str
    restart: int
    plain: bool


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it: whose counters it shares, its levels, and where it begins anew itself."""

    owner: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class _Counters:
    lists: dict[str, _List]
    styles: dict[str, tuple[str, int]]  # paragraph style → its list and level
    usual: str = ""
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Any) -> str | None:
        """What stands before a paragraph, nothing for most; None where it is in a form not known here."""
        properties = paragraph.find(f"{W}pPr")
        style = val(properties.find(f"{W}pStyle")) if properties is not None else ""
        number, depth = self.styles.get(style or self.usual, ("", 0))
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None:
            number, depth = val(own.find(f"{W}numId")) or number, whole(own.find(f"{W}ilvl"), depth)
        held = self.lists.get(number)
        if held is None or depth not in held.levels or _unseen(paragraph):
            return ""
        counts = self._count(number, held, depth)
        level = held.levels[depth]
        if level.form in _SILENT:
            return ""
        said: dict[str, str] = {}
        for place in set(_PLACE.findall(level.text)):
            at = held.levels.get(int(place) - 1, level)
            form = _FORMS.get("decimal" if level.plain else at.form)
            shown = form(counts.get(int(place) - 1, at.start)) if form else None
            if shown is None:
                return None
            said[place] = shown
        return _PLACE.sub(lambda match: said[match[1]], level.text)

    def _count(self, number: str, held: _List, depth: int) -> dict[int, int]:
        counts = self.counts.setdefault(held.owner, {})
        if depth in held.restarts and (number, depth) not in self.begun:
            counts[depth] = held.restarts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else held.levels[depth].start
        self.begun.add((number, depth))
        for deeper in [at for at in counts if at > depth]:
            if deeper not in held.levels or depth < held.levels[deeper].restart:
                del counts[deeper]
        return counts


def labels(where: str, book: zipfile.ZipFile, body: Any) -> dict[Any, str | None]:
    """The automatic number of every paragraph that has one; None where its form is not known here."""
    names = set(book.namelist())
    if "word/numbering.xml" not in names:
        return {}
    styles = part(where, book, "word/styles.xml") if "word/styles.xml" in names else None
    counters = _counters(part(where, book, "word/numbering.xml"), styles)
    found = {paragraph: counters.label(paragraph) for paragraph in body.iter(f"{W}p")}
    return {paragraph: label for paragraph, label in found.items() if label != ""}


def _unseen(paragraph: Any) -> bool:
    """Deleted, or in the second form of a drawing: such paragraphs are not counted."""
    if (
        paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        or next(paragraph.iterancestors(_FALLBACK), None) is not None
    ):
        return True
    return any(row.find(f"{W}trPr/{W}del") is not None for row in paragraph.iterancestors(f"{W}tr"))


def _counters(numbering: Any, styles: Any) -> _Counters:
    kept = {} if styles is None else {val(s, "styleId"): s for s in styles.iterfind(f"{W}style")}
    shapes = {val(shape, "abstractNumId"): shape for shape in numbering.iterfind(f"{W}abstractNum")}
    owners = {val(n, "numId"): val(n.find(f"{W}abstractNumId")) for n in numbering.iterfind(f"{W}num")}
    lists: dict[str, _List] = {}
    linked: dict[tuple[str, str], int] = {}  # list and style → the level that the style stands for
    for made in numbering.iterfind(f"{W}num"):
        number = val(made, "numId")
        owner = owners[number]
        link = val(shapes[owner].find(f"{W}numStyleLink")) if owner in shapes else ""
        if link in kept:
            owner = owners.get(val(kept[link].find(f"{W}pPr/{W}numPr/{W}numId")), owner)
        drawn = list(shapes[owner].iterfind(f"{W}lvl")) if owner in shapes else []
        changed = list(made.iterfind(f"{W}lvlOverride"))
        drawn += [level for change in changed for level in change.iterfind(f"{W}lvl")]
        levels = {_depth(level): _level(level) for level in drawn}
        linked.update({(number, val(level.find(f"{W}pStyle"))): _depth(level) for level in drawn})
        starts = {_depth(change): whole(change.find(f"{W}startOverride"), -1) for change in changed}
        lists[number] = _List(owner, levels, {depth: start for depth, start in starts.items() if start >= 0})
    of_styles = {name: found for name in kept if (found := _of_style(name, kept, linked))}
    usual = next((name for name, s in kept.items() if val(s, "default") == "1" and val(s, "type") == "paragraph"), "")
    return _Counters(lists, of_styles, usual)


def _depth(element: Any) -> int:
    held = val(element, "ilvl")
    return int(held) if held in set("012345678") else 0


def _level(level: Any) -> _Level:
    depth = _depth(level)
    return _Level(
        whole(level.find(f"{W}start"), 0),
        val(level.find(f"{W}numFmt")) or "decimal",
        val(level.find(f"{W}lvlText")),
        whole(level.find(f"{W}lvlRestart"), depth),
        on(level, "isLgl"),
    )


def _of_style(name: str, kept: Mapping[str, Any], linked: Mapping[tuple[str, str], int]) -> tuple[str, int] | None:
    """The list that a style puts its paragraphs in, its own or that of a style it rests on."""
    at = name
    for _ in range(MOST_BASES):
        if at not in kept:
            return None
        own = kept[at].find(f"{W}pPr/{W}numPr")
        if own is not None and own.find(f"{W}numId") is not None:
            number = val(own.find(f"{W}numId"))
            return number, whole(own.find(f"{W}ilvl"), linked.get((number, name), linked.get((number, at), 0)))
        at = val(kept[at].find(f"{W}basedOn"))
    return None
