"""Scales on which a promise stands higher or lower: grades, classes, how much of a line, how far a door is open."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.language.words import Words

_ROMAN = {ord(sign): letters for sign, letters in zip("ⅠⅡⅢⅣⅤ", ("I", "II", "III", "IV", "V"), strict=True)}


def is_lower(one: str, other: str, whole: str, words: Words) -> bool:
    """Whether a part of a target stands lower than it did; its height is told nowhere in the `whole` any more.

    Both texts have to tell as many rungs of a scale: where one says more than the other, it is another promise.
    """
    one, other, whole = (text.translate(_ROMAN) for text in (one, other, whole))
    for name in words.names("scales"):
        if words.pattern(name).search(one):
            was, now = (_ranks(text, words[name]) for text in (one, other))
            if len(was) == len(now) and sorted(was) != sorted(now):
                below = all(new <= old for old, new in zip(was, now, strict=True))
                if below and max(was) not in _ranks(whole, words[name]):
                    return True
    return False


def _ranks(text: str, rungs: tuple[str, ...]) -> list[int]:
    """The rungs that a text tells of, in its order, counted from the lowest."""
    found = [(told.start(), at) for at, rung in enumerate(rungs) for told in _pattern(rung).finditer(text)]
    return [at for _, at in sorted(found)]


@lru_cache(maxsize=512)
def _pattern(rung: str) -> re.Pattern[str]:
    return re.compile(rung)
