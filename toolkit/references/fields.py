"""One cell of a reference table: a number as printed, a period, a day; refused in one line where it is none of them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

from toolkit.errors import InputError, one_line
from toolkit.language.text import fold
from toolkit.model import Period
from toolkit.period import last_day
from toolkit.reading.characters import folded_radicals
from toolkit.references.values import Span

# What a reader cannot see, or what reorders what she sees, is no part of a name.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_NUMBER = re.compile(r"([-+−]?(?:\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.\d{1,30})?)([^\d.,].{0,20})?")
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})日?|月)?(?:0?0:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?|度)?[底末]?")
_SINCE_JANUARY = re.compile(r"((?:19|20)\d\d)年?0?1月?(?:份)?[-—–~至到]{1,2}(1[0-2]|0?[1-9])月份?[底末]?")
_MONTH = re.compile(r"((?:19|20)\d\d)(?:年|[-/.])(1[0-2]|0?[1-9])(?:月份?[底末]?)?")
_QUARTER = re.compile(r"((?:19|20)\d\d)年?(?:第?([一二三四1-4])季度?|[Qq]([1-4]))[底末]?")
_FIRST_QUARTERS = re.compile(r"((?:19|20)\d\d)年?(?:前([二两三23])个?季度|[一1][-—–~至到]([二三四2-4])季度)")
_HALF = re.compile(r"((?:19|20)\d\d)年?([上下])半年[底末]?")
_DIGITS = {c: at for at, c in enumerate("一二三四", 1)} | {"两": 2}
_NOTHING = frozenset({"", "-", "--", "—", "——", "－", "/", "无", "至今", "现任", "…", "……", "..", "*", "暂无"})
_EXPECTED_PERIOD = "2023Q4、2023H1、2023、2023M07 或“2023年1—9月”等时期"


def cleaned(cell: str) -> str:
    """A cell without what cannot be seen, its white space folded; radicals as ideographs."""
    return " ".join(_HIDDEN.sub("", folded_radicals(cell)[0]).split())


def is_blank(cell: str) -> bool:
    """Whether a cell says that there is nothing."""
    return fold(cell).text in _NOTHING


def number(where: str, cell: str) -> tuple[Decimal, str]:
    """The value as printed and the unit printed behind it, if any; InputError for what is no plain number."""
    found = _NUMBER.fullmatch(fold(cell).text)
    if found is None:
        raise InputError.of(where, expected="普通数字（如 5.82、1,310 或 5.5%）", met=f"“{one_line(cell, 40)}”")
    return Decimal(found[1].replace(",", "").replace("−", "-")), found[2] or ""


def period(where: str, cell: str) -> Span:
    """The days that a period speaks of; a single day is the day as of which something is told."""
    text = fold(cell).text.removeprefix("截至").removeprefix("截止")
    span = _of_months(text) or _of_parts(text)
    if span is None:
        day = _days(text)
        span = day if day and day.start == day.end else None
    if span is None:
        raise InputError.of(where, expected=_EXPECTED_PERIOD, met=f"“{one_line(cell, 40)}”")
    return span


def _of_months(text: str) -> Span | None:
    if found := _SINCE_JANUARY.fullmatch(text):
        return Span(dt.date(int(found[1]), 1, 1), _month(int(found[1]), int(found[2])).end)
    if found := _MONTH.fullmatch(text):
        return _month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(text):
        return Span(dt.date(int(found[1]), 1, 1), dt.date(int(found[1]), 12, 31))
    return None


def _of_parts(text: str) -> Span | None:
    """Quarters, halves, and the grammar of contract.md."""
    if found := _FIRST_QUARTERS.fullmatch(text):
        last = 3 * _digit(found[2] or found[3])
        return Span(dt.date(int(found[1]), 1, 1), _month(int(found[1]), last).end)
    told = text.upper()
    if found := _QUARTER.fullmatch(text):
        told = f"{found[1]}Q{_digit(found[2] or found[3])}"
    elif found := _HALF.fullmatch(text):
        told = f"{found[1]}H{'上下'.index(found[2]) + 1}"
    try:
        its = Period.parse(told)
    except InputError:
        return None
    return Span(its.start, its.end)


def _digit(printed: str) -> int:
    return _DIGITS.get(printed) or int(printed)


def _month(year: int, month: int) -> Span:
    return Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def day(where: str, cell: str, *, last: bool) -> dt.date | None:
    """A day, or of a month or year its first or `last` day; None where the cell is blank."""
    if is_blank(cell):
        return None
    span = _days(fold(cell).text)
    if span is None:
        raise InputError.of(where, expected="日期（如 2024-02-28）", met=f"“{one_line(cell, 40)}”")
    return span.end if last else span.start


def _days(text: str) -> Span | None:
    if found := _YEAR.fullmatch(text):
        return Span(dt.date(int(found[1]), 1, 1), dt.date(int(found[1]), 12, 31))
    found = _COMPACT.fullmatch(text) or _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, its = found.groups()
    try:
        if its:
            one = dt.date(int(year), int(month), int(its))
            return Span(one, one)
        return _month(int(year), int(month))
    except ValueError:  # 2023-11-31, month 13
        return None


def year(where: str, cell: str) -> int:
    """A year; InputError for anything else."""
    found = _YEAR.fullmatch(fold(cell).text)
    if found is None:
        raise InputError.of(where, expected="年份（如 2023）", met=f"“{one_line(cell, 40)}”")
    return int(found[1])


def of_prefix(prefix: str) -> Span | None:
    """The days of a date as the ledger writes it (`2023`, `2023-12`, `2023Q3`, `2023-01..2023-09`)."""
    end = last_day(prefix)
    if end is None:
        return None
    first = prefix.partition("..")[0]
    head = re.fullmatch(r"(\d{4})(?:Q([1-4])|H([12])|-(\d\d)(?:-(\d\d))?)?", first)
    if head is None:
        return None
    its, quarter, half, month, date = (int(group) if group else 0 for group in head.groups())
    start = month or (3 * quarter - 2 if quarter else 0) or (6 * half - 5 if half else 0) or 1
    return Span(dt.date(its, start, date or 1), end)
