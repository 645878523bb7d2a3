"""What a cell says when it says nothing: placeholders, and reasons that there is no reason."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from toolkit.language.text import fold
from toolkit.language.words import Words

_BRACKETS = re.compile(r"[（）()\[\]【】〔〕“”\"'《》]")
# Where one piece of a reason ends; a full stop of ASCII only where it parts no digits.
_MARKS = re.compile(r"[，。；;,、：:！!？?…—\-\\|\n]|(?<!\d)\.|\.(?!\d)")
_NUMBER = re.compile(r"(?:[0-9]{1,2}[.、）)](?![0-9])|[①-⑳])")
_LENGTH = 60  # a piece that says nothing is short; longer ones are not tried against the grammar


def visible(cell: str) -> str:
    """The cell without what cannot be seen: white space, zero-width and control characters."""
    folded = fold(cell).text
    if folded.isprintable():
        return folded
    return "".join(c for c in folded if unicodedata.category(c) not in {"Cf", "Cc"})


@lru_cache(maxsize=512)  # several rules ask, and 完成 and 无 stand in row after row
def blank(cell: str, words: Words) -> bool:
    """Whether a cell holds nothing, or a placeholder and nothing else."""
    bare = visible(cell)
    if not any(c.isalnum() for c in bare):
        return bare not in words["status.done"] + words["status.not_done"]
    core = _BRACKETS.sub("", bare).strip("。.，,；;：:、…-—_").casefold()
    listed = bare in words["cells.placeholders"] or core in words["cells.placeholders"]
    return listed or bool(words.pattern("cells.placeholders_pattern").fullmatch(core))


def no_reason(cell: str, words: Words) -> bool:
    """Whether a reason says that there is none: every piece of it, at its marks and brackets, says so."""
    folded = visible(cell)
    if folded in words["cells.no_reason"]:
        return True
    # Line breaks part pieces too; folding the whole cell would glue them together.
    lines = [visible(line) for line in cell.splitlines()]
    pieces = [piece for line in lines for piece in _MARKS.split(_BRACKETS.sub("，", _NUMBER.sub("", line, count=1)))]
    return all(_says_nothing(piece.strip(".").casefold(), words) for piece in pieces)


def _says_nothing(piece: str, words: Words) -> bool:
    if not any(c.isalnum() for c in piece) or piece in words["cells.no_reason"]:
        return True
    return len(piece) <= _LENGTH and bool(words.pattern("cells.no_reason_pattern").fullmatch(piece))
