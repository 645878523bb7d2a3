"""Which period a report speaks of, by its title, its headings, its file name and its caller."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.language.text import fold
from toolkit.model import Period

_YEAR = re.compile(r"((?:19|20)\d\d)(?:年|(?=[QHM]\d))")
_HAN_YEAR = re.compile(r"二[〇零○]([〇零○一二三四五六七八九])([〇零○一二三四五六七八九])年")
_QUARTER = re.compile(r"第?([一二三四1-4])季度|(?<![0-9A-Za-z])[Qq]([1-4])(?!\d)|(?<=\d\d\d\d)[Qq]([1-4])(?!\d)")
_HALF = re.compile(r"([上下])半年|(?<=\d\d\d\d)[Hh]([12])(?!\d)")
_MONTH = re.compile(r"(?<=\d\d\d\d)M(\d\d)(?!\d)")
_HAN = {"〇": 0, "零": 0, "○": 0} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}


def claim(text: str) -> str:
    """What `text` says of the period: `2023Q4`, `2023`, `Q4`, or nothing; two different years say nothing."""
    folded = fold(text).text
    years = {m[1] for m in _YEAR.finditer(folded)}
    years |= {f"20{_HAN[m[1]]}{_HAN[m[2]]}" for m in _HAN_YEAR.finditer(folded)}
    quarters = {next(g for g in m.groups() if g) for m in _QUARTER.finditer(folded)}
    parts = {f"Q{'一二三四'.index(q) + 1 if q in '一二三四' else q}" for q in quarters}
    if not parts:
        parts = {f"H{'上下'.index(m[1]) + 1 if m[1] else m[2]}" for m in _HALF.finditer(folded)}
        parts |= {f"M{m[1]}" for m in _MONTH.finditer(folded)}
    if len(years) > 1 or len(parts) > 1:
        return ""
    return "".join((*years, *parts))


def agree(one: str, other: str) -> bool:
    """Whether two claims can both be true: what one leaves open the other may say."""
    (year, part), (other_year, other_part) = _halves(one), _halves(other)
    return (not year or not other_year or year == other_year) and (not part or not other_part or part == other_part)


def settle(claims: Iterable[str]) -> Period | None:
    """The period that the claims, in the order of their weight, amount to; None where no year is known."""
    year = part = ""
    for text in claims:
        its_year, its_part = _halves(text)
        year = year or its_year
        part = part or its_part
    if not year:
        return None
    return Period.parse(year + part)


def _halves(claim_text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{4})?([QHM]\d+)?", claim_text)
    return (match[1] or "", match[2] or "") if match else ("", "")
