"""What a finding is known by from run to run: no line, offset, white space or width, nor the order of rows."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from toolkit.checks.catalogue import Rule
from toolkit.checks.subject import Remark
from toolkit.language.text import Span, normal, sentences
from toolkit.model import Column, Item

AROUND = 200  # characters on either side; the longest sentence of the real report has under 300


def fingerprints(noted: Iterable[tuple[Rule, Remark, Item | None]]) -> list[str]:
    """One fingerprint for each remark, in the order given.

    The quote is taken with its sentence, so that the ruling on 截至目前 in one sentence never passes to another. Only
    remarks that are alike even so are counted, in the order of their rows' contents and of their places.
    """
    noted = list(noted)
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(noted):
        alike[_identity(*entry)].append(at)
    found = [""] * len(noted)
    contents: dict[int, str] = {}
    for base, places in alike.items():
        if len(places) > 1:
            contents |= {
                item.line: content(item) for at in places if (item := noted[at][2]) and item.line not in contents
            }
            places.sort(key=lambda at: (contents.get(_line(noted[at][2]), ""), noted[at][1].passage.start))
        for count, at in enumerate(places, 1):
            found[at] = digest(f"{base}\x1f{count}")
    return found


def _line(item: Item | None) -> int:
    return item.line if item else 0


def _identity(rule: Rule, remark: Remark, item: Item | None) -> str:
    passage = remark.passage
    told = (rule.id, passage.column or "", remark.key, normal(passage.quote), normal(remark.removed or ""))
    if rule.scope == "report" and remark.key:
        return "\x1f".join(told)  # it is about the table: which of its rows comes first says nothing
    around = _sentence(item[passage.column], passage.start, passage.end) if item and passage.column else ""
    return "\x1f".join((*told, passage.item or "", normal(around)))


def _sentence(cell: str, start: int, end: int) -> str:
    """The sentences of a cell that a passage touches; of one without an end, so much as stands around it."""
    spans, ends = _sentences(cell)
    text, at = "", bisect_left(ends, start)
    while at < len(spans) and spans[at].start <= end:
        text += cell[max(spans[at].start, start - AROUND) : min(spans[at].end, end + AROUND)]
        at += 1
    return text


@lru_cache(maxsize=256)
def _sentences(cell: str) -> tuple[tuple[Span, ...], list[int]]:
    spans = sentences(cell)
    return spans, [span.end for span in spans]


def content(item: Item) -> str:
    """A digest of a row's cells, the same wherever the row stands."""
    return digest("\t".join(normal(item[column]) for column in Column))


def digest(text: str) -> str:
    """Sixteen hexadecimal digits of SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
