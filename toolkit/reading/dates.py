"""A date or a time of a sheet as the sheet shows it, by its number format; one not understood is None."""

from __future__ import annotations

import datetime as dt
import re

from toolkit.reading.shown import GENERAL, foreign, parts

_LITERAL = r'"([^"]*)"|[\\!](.)|\[[^\]]*\]|_.|\*.'
_CODES = re.compile(
    rf"{_LITERAL}|(yyyy|yy|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|aaaa|aaa|hh|h|ss|s|e|AM/PM|A/P|上午/下午)|(.)", re.I | re.S
)
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def date(moment: dt.datetime | dt.date | dt.time, code: str) -> str | None:
    """A date under a format code; None where the code says something that is not understood here."""
    bare = re.sub(_LITERAL, "", code, flags=re.S)
    if not re.search(r"[ymdhsae]", bare, re.I):
        return None if bare.strip() not in GENERAL else iso(moment)
    code = parts(code)[0]
    if foreign(code):
        return None
    half = re.search(r"AM/PM|A/P|上午/下午", re.sub(_LITERAL, "", code, flags=re.S), re.I) is not None
    pieces: list[str] = []
    clock = False
    for match in _CODES.finditer(code):
        literal = match[1] if match[1] is not None else match[2]
        mark = (match[3] or "").lower()
        if literal is not None:
            pieces.append(literal)
        elif mark:
            clock = mark in ("h", "hh") or (clock and mark in ("m", "mm", "s", "ss"))
            after = code[match.end() :].lstrip(':"时分 ').lower()
            minutes = mark in ("m", "mm") and (clock or after.startswith("s"))
            pieces.append(_part(moment, mark, minutes=minutes, half=half))
        elif match[4]:
            if match[4].isascii() and (match[4].isalpha() or match[4] in "0#?@"):
                return None
            pieces.append(match[4])
        elif re.match(r"\[(?:DBNum|[hms]+\])", match[0], re.I):
            return None  # numerals in Chinese, elapsed time
    return "".join(pieces).strip()


def iso(moment: dt.datetime | dt.date | dt.time) -> str:
    """A date without a format."""
    return moment.isoformat(sep=" ") if isinstance(moment, dt.datetime) else moment.isoformat()


def _part(moment: dt.datetime | dt.date | dt.time, mark: str, *, minutes: bool, half: bool) -> str:
    hour = getattr(moment, "hour", 0)
    values = {
        "y": getattr(moment, "year", 1900),
        "e": getattr(moment, "year", 1900),
        "m": getattr(moment, "minute", 0) if minutes else getattr(moment, "month", 1),
        "d": getattr(moment, "day", 1),
        "h": (hour % 12 or 12) if half else hour,
        "s": getattr(moment, "second", 0),
    }
    if "/" in mark:
        return mark.upper().split("/")[hour >= 12]
    if mark in ("mmm", "mmmm", "mmmmm"):
        return _ENGLISH_MONTHS[values["m"] - 1][: {3: 3, 4: None, 5: 1}[len(mark)]]
    if mark in ("ddd", "dddd", "aaa", "aaaa"):
        day = moment.weekday() if isinstance(moment, dt.date) else 0
        english = _ENGLISH_DAYS[day][: 3 if mark == "ddd" else None]
        return english if mark[0] == "d" else "星期"[: 2 * (mark == "aaaa")] + "一二三四五六日"[day]
    value = values[mark[0]]
    if mark == "yy":
        return f"{value % 100:02d}"
    return f"{value:02d}" if len(mark) == 2 else str(value)
