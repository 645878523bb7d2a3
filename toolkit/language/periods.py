"""Dates and ordinals as official prose names them: 2023年10月底, 前三季度, 1—9月, 第三批, 二期."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from toolkit.language.patterns import Lazy

if TYPE_CHECKING:
    from toolkit.model import Period

_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_Q = "[一二三四1234]"
_EDGE = "[底末初]"
_QUARTER = rf"第?(?P<quarter>{_Q})季度(?:{_EDGE}|份)?"
_HALF = "(?P<half>[上下])半年"
_FIRST = "前(?P<first>[二两三23])个?季度"
_DAY = r"(?P<day>[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})[日号]"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:{_DAY}|份?(?:[上中下]旬|{_EDGE}|中)?)"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2})"
_SEP = "(?:[-–—―~～至到]+)"
_WITH_YEAR = Lazy(rf"{_YEAR}(?:学年度?|财年|年(?:{_HALF}|{_QUARTER}|{_FIRST}|{_MONTH}|度(?!假)|{_EDGE})?)")
_WITHOUT_YEAR = Lazy(f"{_MONTH}|{_QUARTER}")
_LEFT = Lazy(f"{_HALF}|{_FIRST}")
# Only the last end of a range carries 年, 月 or 日: 2021—2023年, 1—9月, 12月1日至7日.
_YEARS = Lazy(rf"(?P<a>(?:19|20)[0-9]{{2}})年?度?{_SEP}(?P<b>(?:19|20)[0-9]{{2}})(?P<unit>学年度?|年度?{_EDGE}?)")
_MONTHS = Lazy(rf"(?:{_YEAR}年)?(?P<a>1[0-2]|0?[1-9])月?份?{_SEP}(?P<b>1[0-2]|0?[1-9])月(?:份|{_EDGE})?(?![0-9])")
_HAN_QUARTERS = Lazy(f"(?:{_YEAR}年)?(?:第)?(?P<a>[一二三])(?:季度)?[、和至到—~-](?P<b>[二三四])季度{_EDGE}?")
_TO_DAY = Lazy(rf"{_SEP}{_DAY}")
_ISO = Lazy(r"(?P<year>(?:19|20)[0-9]{2})([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9.])")
# What joins the two ends of such a range, or the parts of such a date, and how far off the first one stands at most.
_JOIN = Lazy("[-–—―~～至到、和/.]")
_FARTHEST = 16
_RELATIVE = {"明年": 1, "次年": 1, "翌年": 1, "来年": 1, "去年": -1, "上年": -1, "前年": -2}


class Date(NamedTuple):
    """A date in a text: its span, its finest ISO prefix (`2023-10`, `2023Q3`, `2021..2023`), the unit printed last.

    A missing year is `-` (`--10-31`) where no period supplies it.
    """

    start: int
    end: int
    value: str
    unit: str


def _number(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    if len(printed) == 4:
        return int("".join(str(_HAN[c]) for c in printed))
    tens, ten, ones = printed.rpartition("十")
    return (10 * (_HAN[tens] if tens and tens in _HAN else 1) if ten else 0) + (
        _HAN.get(ones, 2 if ones == "两" else 0)
    )


def _year_before(text: str, at: int, period: Period | None) -> str:
    """The year that the text leaves out: the period's, moved by 明年 or 去年 right before the date."""
    return str(period.year + _RELATIVE.get(text[max(0, at - 2) : at], 0)) if period else "-"


def _prefix(found: re.Match[str], year: str) -> tuple[str, str]:
    """Value and unit of one point in time."""
    part = found.groupdict()
    if part.get("month"):
        month = f"{year}-{_number(part['month']):02d}"
        return (f"{month}-{_number(part['day']):02d}", "日") if part.get("day") else (month, "月")
    if part.get("quarter"):
        return f"{year}Q{_number(part['quarter'])}", "季度"
    if part.get("half"):
        return f"{year}H{1 if part['half'] == '上' else 2}", "半年"
    if part.get("first"):
        return f"{year}Q1..{year}Q{_number(part['first'])}", "季度"
    return year, "学年" if "学年" in found[0] else "年"


def _ends(found: re.Match[str], year: str, form: str, unit: str) -> Date:
    low, high = (form.format(year, _number(found[end])) for end in "ab")
    return Date(found.start(), found.end(), f"{low}..{high}", unit)


def date_at(text: str, at: int, period: Period | None) -> Date | None:
    """The date or range of dates that begins at `at`, or None; a missing year is taken from `period`."""
    if _JOIN.search(text, at, at + _FARTHEST) and (ranged := _joined(text, at, period)):
        return ranged
    point = _point(text, at)
    return _through(text, point, period) if point else None


def _joined(text: str, at: int, period: Period | None) -> Date | None:
    """A range of years, months or quarters that names its unit once, or a date in digits alone; else None."""
    years = _YEARS.match(text, at)
    if years:
        return _ends(years, "", "{1}", "学年" if years["unit"].startswith("学年") else "年")
    months = _MONTHS.match(text, at)
    if months:
        return _ends(months, months["year"] or _year_before(text, at, period), "{0}-{1:02d}", "月")
    quarters = _HAN_QUARTERS.match(text, at)
    if quarters:
        year = str(_number(quarters["year"])) if quarters["year"] else _year_before(text, at, period)
        return _ends(quarters, year, "{0}Q{1}", "季度")
    iso = _ISO.match(text, at)
    if iso:
        return Date(at, iso.end(), f"{iso['year']}-{int(iso['month']):02d}-{int(iso['day']):02d}", "日")
    return None


def _point(text: str, at: int) -> re.Match[str] | None:
    return _WITH_YEAR.match(text, at) or _WITHOUT_YEAR.match(text, at)


def _through(text: str, point: re.Match[str], period: Period | None) -> Date:
    """One point, or the range that it opens: 2022年10月—2023年3月, 12月1日至7日."""
    year = str(_number(point["year"])) if point.groupdict().get("year") else _year_before(text, point.start(), period)
    value, unit = _prefix(point, year)
    whole = Date(point.start(), point.end(), value, unit)
    separator = text[point.end() : point.end() + 1]
    if not separator or separator not in "-–—―~～至到":
        return whole
    day = _TO_DAY.match(text, point.end())
    if day and unit == "日":
        return Date(whole.start, day.end(), f"{value}..{value[:-2]}{_number(day['day']):02d}", unit)
    at = point.end() + 1 + (text[point.end() + 1 : point.end() + 2] in ("—", "-"))
    other = _point(text, at)
    dated = other is not None and bool(other.groupdict().get("year"))
    if other is None or (other[0].endswith("月") != point[0].endswith("月") and not dated):
        return whole
    later, unit = _prefix(other, str(_number(other["year"])) if dated else year)
    return Date(whole.start, other.end(), f"{value}..{later}", unit)


def left_date(text: str, at: int, period: Period | None) -> Date | None:
    """上半年 or 前三季度, met at its 上, 下 or 前."""
    found = _LEFT.match(text, at)
    if found is None:
        return None
    value, unit = _prefix(found, _year_before(text, at, period))
    return Date(at, found.end(), value, unit)
