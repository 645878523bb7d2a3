"""The text as a reader of numbers sees it: narrow, without idle white space, every place traceable to the print."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from toolkit.language.patterns import Lazy

# Digits, letters and number signs only: ， and （ keep their width, because ， ends a clause where , groups digits.
_WIDE = Lazy("[０-９Ａ-Ｚａ-ｚ％．／～＋－＞＜＝＄]")
# Between wide digits the wide comma is the one that groups them.
_GROUPING = Lazy("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_TO_NARROW = 0xFEE0
_GAP = Lazy(r"[^\S\n][^\S\n]*")
_DIGITS = frozenset("0123456789")
# 120, 300 is a list where 120,300 is one number.
_JOINING = _DIGITS | {","}


class Places(NamedTuple):
    """A squeezed text and the way back to the printed one.

    Unlike `text.fold` it keeps line breaks, and one space between digits (120 300 and 120, 300 are two numbers).
    `starts` are the squeezed offsets at which a kept stretch begins, `shifts` what to add from there on.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def origin(self, index: int) -> int:
        """Printed offset (code points) of the squeezed character `index`."""
        return index + self.shifts[bisect_right(self.starts, index) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Printed offsets of the non-empty squeezed slice [start:end), inner white space included, outer not."""
        if len(self.starts) == 1:
            return start, end
        return self.origin(start), self.origin(end - 1) + 1


def _narrow(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - _TO_NARROW)


def squeeze(text: str) -> Places:
    """Narrow digits, letters and number signs one for one and drop the white space that separates nothing."""
    narrow = _WIDE.sub(_narrow, _GROUPING.sub(",", text)) if _WIDE.search(text) else text
    if _GAP.search(narrow) is None:
        return Places(narrow)
    pieces, starts, shifts = [], [0], [0]
    taken = length = 0
    for gap in _GAP.finditer(narrow):
        start, end = gap.span()
        if start and end < len(narrow) and narrow[start - 1] in _JOINING and narrow[end] in _DIGITS:
            end -= 1
            if start == end:
                continue
        pieces.append(narrow[taken:start])
        length += start - taken
        taken = end
        starts.append(length)
        shifts.append(taken - length)
    if not pieces:
        return Places(narrow)
    pieces.append(narrow[taken:])
    return Places("".join(pieces), tuple(starts), tuple(shifts))
