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
_DATE = r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})"
_PUBLISH = "(?:公布|发布|印发|公开|更新|成文|制表|填报|打印|来源)"
# In brackets, as a line of the page, or right beside a date: when the table was made, not what it is about.
_PUBLISHED = re.compile(
    rf"[（(][^（）()]{{0,60}}{_PUBLISH}[^（）()]{{0,60}}[）)]|(?:{_PUBLISH}(?:时间|日期)?|时间|日期)[:：].*"
    rf"|{_DATE}(?={_PUBLISH})"
)
_SINCE_JANUARY = re.compile(r"(?<!\d)0?1月?[-—–~～至到]{1,2}0?(1[0-2]|[1-9])月")
_ENDS = {str(month): f"M{month:02d}" for month in range(1, 13)} | {"3": "Q1", "6": "H1", "9": "Q3", "12": "Q4"}
_BRACKETS = re.compile(r"[（(][^（）()]{0,60}[）)]")
_TITLE_MONTH = re.compile(r"(?<!截至)(?<!截止)(?:19|20)\d\d年(1[0-2]|0?[1-9])月份?(?![\d底末初日号至到—–~-])")
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


def span(text: str) -> str:
    """What the name of a column says of the period: as `claim`, and months counted from January (1-9月 is `Q3`)."""
    said, months = claim(text), _SINCE_JANUARY.search(fold(text).text)
    return f"{said}{_ENDS[months[1]]}" if months and not re.search("[QHM]", said) else said


def title_claim(title: str) -> str:
    """What a title says of the period; the day on which it was published says nothing of it."""
    kept = "\n".join(_PUBLISHED.sub("", fold(line).text) for line in title.split("\n"))
    outside = claim(_BRACKETS.sub("", kept))
    said = outside if re.match(r"\d{4}", outside) else claim(kept)
    months = {f"{int(m[1]):02d}" for m in _TITLE_MONTH.finditer(kept)}
    return f"{said}M{months.pop()}" if re.fullmatch(r"\d{4}", said) and len(months) == 1 else said


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
