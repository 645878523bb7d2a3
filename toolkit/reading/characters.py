"""Characters that are not what they look like: radicals are folded to the ideographs meant, the rest is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

_RADICAL = re.compile("[\u2e80-\u2fdf]")
# What may hide or garble text and is left as printed: the kind of its report, and its characters.
_DOUBTFUL = (
    ("mojibake", re.compile("\ufffd|锟斤拷|烫烫烫|[ÃÂ][\u0080-\u00bf]|[äåæçèé][\u0080-\u00bf]{1,2}|ï¼|â€")),
    ("bidi", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    ("zero-width", re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")),
    ("private-use", re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")),
    ("control", re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")),
)
# One look for all of these, for radicals and for markup: most texts have none.
_SUSPECT = re.compile(
    "[<&\u2e80-\u2fdf\ufffd锟烫ÃÂäåæçèéïâ\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff\ue000-\uf8ff"
    "\U000f0000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)


def suspect(text: str) -> bool:
    """Whether a text may hold markup, radicals or doubtful characters; false where it holds none for sure."""
    return _SUSPECT.search(text) is not None


def folded_radicals(text: str) -> tuple[str, str]:
    """The text with radicals as ideographs, and the radicals that were met, each once."""
    if text.isascii() or not (met := _RADICAL.findall(text)):
        return text, ""
    return text.translate(_table()), "".join(dict.fromkeys(met))


def doubtful(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, the characters as code points, and the offset of the first of each kind of doubt."""
    for kind, pattern in _DOUBTFUL:
        found = list(pattern.finditer(text))
        if found:
            shown = " ".join(dict.fromkeys(f"U+{ord(match[0][0]):04X}" for match in found[:50]))
            yield kind, shown, found[0].start()


@lru_cache(maxsize=1)
def _table() -> Mapping[int, str]:
    lines = resources.files("toolkit.reading").joinpath("radicals.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {ord(radical): ideograph for radical, ideograph in pairs}
