"""Numbered parts of a cell: which markers (1. （一） ① 一是) truly number something, and the stretches they number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# A marker stands at the start of the cell or after a mark that ends something.
_STRICT = r"(?:^|(?<=[。；;！？：:\n]))[\s\u3000]*"
_LOOSE = r"(?:^|(?<=[。；;，,！？：:、\n]))[\s\u3000]*"
_SCHEMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("1.", re.compile(_STRICT + r"(?P<mark>(?P<n>[0-9０-９]{1,2})\s*[.．、](?!\s*[0-9０-９]{1,3}[.．、]))")),
    ("（1）", re.compile(_LOOSE + r"(?P<mark>[（(]\s*(?P<n>[0-9０-９]{1,2})\s*[)）])")),
    ("1）", re.compile(_STRICT + r"(?P<mark>(?P<n>[0-9０-９]{1,2})\s*[)）])")),
    ("（一）", re.compile(_LOOSE + rf"(?P<mark>[（(]\s*(?P<n>[{_HAN}]{{1,3}})\s*[)）])")),
    ("一、", re.compile(_STRICT + rf"(?P<mark>(?P<n>[{_HAN}]{{1,3}})、)")),
    ("①", re.compile(rf"(?P<mark>(?P<n>[{_CIRCLED}]))")),
    ("一是", re.compile(_LOOSE + rf"(?P<mark>(?P<n>[{_HAN}]{{1,2}})是)")),
    ("第一", re.compile(_LOOSE + rf"(?P<mark>第(?P<n>[{_HAN}]{{1,2}})[，,、])")),
)
_DIGIT = re.compile(r"\s*[0-9０-９]")
_YEAR = re.compile(r"\s*[0-9０-９]{4}\s*(?:年|[-—~～至])")


@dataclass(frozen=True, slots=True)
class Marker:
    """One marker as printed: its scheme (named by its first member), its number, its place."""

    scheme: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered stretch: from its marker to the next of the same level; `text == cell[start:end]`, marker excluded."""

    marker: Marker
    start: int
    end: int
    text: str


def han_number(text: str) -> int:
    """Value of 一 to 九十九 as written in markers."""
    tens, ten, ones = text.rpartition("十")
    value = _HAN.index(ones) + 1 if ones else 0
    return value + 10 * (_HAN.index(tens) + 1 if tens else 1) if ten else value


def _number(printed: str) -> int:
    if printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    return int(printed) if printed.isdecimal() else han_number(printed)


def _candidates(text: str) -> Iterator[tuple[Marker, bool]]:
    """Every place that looks like a marker; the flag tells that a digit is glued behind it (2.35 or 2.2023年)."""
    for scheme, pattern in _SCHEMES:
        for match in pattern.finditer(text):
            marker = Marker(scheme, _number(match["n"]), match.start("mark"), match.end("mark"))
            glued = scheme == "1." and bool(_DIGIT.match(text, marker.end)) and not _YEAR.match(text, marker.end)
            yield marker, glued


def markers(text: str) -> tuple[Marker, ...]:
    """All markers of a cell in their order.

    `1.2023年度` is marker 1 before a year. `2.35蒸吨以下` is a marker only where 1 stands before it and 3 after it.
    A lone marker numbers nothing and is left out, unless it opens the cell as the first.
    """
    found = sorted(_candidates(text), key=lambda pair: pair[0].start)
    firm = {(m.scheme, m.number) for m, glued in found if not glued}
    kept = []
    for marker, glued in found:
        before, behind = (marker.scheme, marker.number - 1), (marker.scheme, marker.number + 1)
        if not glued or (behind in firm and (marker.number == 1 or before in firm)):
            kept.append(marker)
    many = Counter(m.scheme for m in kept)
    head = len(text) - len(text.lstrip())
    return tuple(m for m in kept if m.number and (many[m.scheme] > 1 or (m.number == 1 and m.start <= head)))


def parts(text: str) -> tuple[Part, ...]:
    """The top-level numbered parts of a cell, empty where the cell is not a list.

    The first marker's scheme is the top level; it has to begin with 1.
    """
    found = markers(text)
    if not found or found[0].number != 1:
        return ()
    top = [m for m in found if m.scheme == found[0].scheme]
    ends = [m.start for m in top[1:]] + [len(text)]
    return tuple(Part(m, m.end, end, text[m.end : end]) for m, end in zip(top, ends, strict=True))
