"""In which words two texts differ, as an auditor tells it; numbers are never cut."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from toolkit.language.likeness import shared

_TOKEN = re.compile(
    r"\d+(?:\.\d+)?(?:万亿|[十百千]?[万亿])?(?:[%‰]|个?百分点|[一-鿿A-Za-z]{1,3}/[一-鿿A-Za-z]{1,3}|[一-鿿A-Za-z])?"
    r"|[A-Za-z]+|.",
    re.DOTALL,
)
_COMPARED = 500_000  # tokens of one text times those of the other, up to which every change is told
_SPLINTER = re.compile(r"[一-鿿]")  # a single character tells nothing
_CLAUSE = re.compile(r"[，。；;\n]|,(?!\d)")
_SHOWN = 3  # changes told in a message
_KEPT = 0.4  # share of the longer text: where less of it stands, single words tell nothing
_QUOTED = 60  # characters of a text that was exchanged whole


def changes(before: str, after: str, printed: tuple[str, str]) -> list[str]:
    """The words that differ, as an auditor tells them: of two bare texts, or by clauses of what is `printed`.

    Numbers are never cut; where what differs would be quoted by single characters, the clauses are.
    """
    found = differing(before, after)
    if found is None:
        return ["改动篇幅较大，不逐一列出"]
    kept = len(before) - sum(len(old) for old, _ in found)
    if kept < _KEPT * max(len(before), len(after)):
        return [f"整句换写，原为“{_short(printed[0].strip())}”"]
    if any(_SPLINTER.fullmatch(piece) for pair in found for piece in pair):
        return [by_clause(*printed)]
    told = [f"“{old}”改为“{new}”" if old and new else f"删去“{old}”" if old else f"加入“{new}”" for old, new in found]
    return told[:_SHOWN] + (["等"] if len(told) > _SHOWN else [])


def by_clause(before: str, after: str) -> str:
    """The clauses by which two printed texts differ, the old ones and the new."""
    one, other = ([c for piece in _CLAUSE.split(text) if (c := piece.strip())] for text in (before, after))
    same = {"".join(c.split()) for c in one} & {"".join(c.split()) for c in other}
    old, new = ("，".join(c for c in clauses if "".join(c.split()) not in same) for clauses in (one, other))
    if old and new:
        return f"“{_short(old)}”改为“{_short(new)}”"
    return f"删去“{_short(old)}”" if old else f"加入“{_short(new)}”" if new else f"原为“{_short(before)}”"


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


@lru_cache(maxsize=512)  # both rules ask
def differing(before: str, after: str) -> tuple[tuple[str, str], ...] | None:
    """The stretches, old and new, by which two targets differ; None where they are too long to be told."""
    one, other = (_TOKEN.findall(text) for text in (before, after))
    if len(one) * len(other) > _COMPARED:
        start = shared(one, other)
        end = shared(one[start:][::-1], other[start:][::-1])
        one, other = one[start : len(one) - end], other[start : len(other) - end]
        if len(one) * len(other) > _COMPARED:
            return None
    codes = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return tuple(("".join(one[i:j]), "".join(other[k:m])) for kind, i, j, k, m in codes if kind != "equal")
