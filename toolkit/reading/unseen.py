"""Cells as they are compared: folded, and without the characters that nobody sees; what is kept stays as printed."""

from __future__ import annotations

import re

from toolkit.language.text import fold

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
_NUMBER = re.compile(
    r"\s*(?:[0-9０-９]{1,6}(?:[.\-－．][0-9０-９]{1,3})*[.、．]?|[（(]?[一二三四五六七八九十]{1,3}[)）、]?)\s*"
)


def plain(text: str) -> str:
    """The text without zero-width characters, which web pages sprinkle over words."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def folded(text: str) -> str:
    """The text without white space and zero-width characters, digits narrowed."""
    return fold(plain(text)).text


def is_number(cell: str) -> bool:
    """Whether a cell holds nothing but the number of an item."""
    if len(cell) <= 6 and cell.isascii() and cell.isdigit():
        return True
    return len(cell) < 40 and _NUMBER.fullmatch(plain(cell)) is not None
