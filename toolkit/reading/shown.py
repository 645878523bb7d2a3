"""A number or a date of a sheet as the sheet shows it, by its number format; what the format does not tell is plain."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.'
_CODES = re.compile(rf"{_LITERAL}|(yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|e|AM/PM|上午/下午)|(.)", re.I)
_NUMBER = re.compile(r"[#0?,]+(?:\.([0#?]*))?|\.([0#?]+)")


def number(value: float | int, code: str) -> str:
    """A number under a format code such as `0.00%` or `#,##0"个"`; General is its shortest form."""
    section = _section(value, code)
    exact = _exact(value)
    pattern = _NUMBER.search(_plain(section))
    if code in ("", "General", "@") or pattern is None or "e+" in section.lower() or "?/" in section:
        return _general(exact)
    percent = _plain(section).count("%")
    places = len((pattern[1] or pattern[2] or "").replace("?", "#"))
    fixed = (pattern[1] or pattern[2] or "").rstrip("#?").__len__()
    scaled = exact.scaleb(2 * percent)
    scaled = scaled.scaleb(-3 * (len(pattern[0].split(".")[0]) - len(pattern[0].split(".")[0].rstrip(","))))
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(rounded):{',' if ',' in pattern[0].split('.')[0].rstrip(',') else ''}f}"
    if places > fixed and "." in text:
        whole, _, rest = text.partition(".")
        rest = rest[:fixed] + rest[fixed:].rstrip("0")
        text = f"{whole}.{rest}" if rest else whole
    sign = "-" if rounded < 0 and ";" not in code else ""
    return sign + _around(section, text)


def _exact(value: float | int) -> Decimal:
    """What a person typed: the shortest decimal that is this float, at most 15 digits as a sheet keeps them."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _general(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(value: float | int, code: str) -> str:
    """The part of the code that is for this sign."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if value < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 else parts[0]


def _plain(section: str) -> str:
    """The code without literals, colours and fillers."""
    return re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", section)


def _around(section: str, text: str) -> str:
    """The number with the literals that stand before and after it."""
    pieces: list[str] = []
    done = False
    for match in re.finditer(r'"([^"]*)"|\\(.)|(\[[^\]]*\]|_.|\*.)|([#0?,.]+)|(.)', section):
        if match[4]:
            pieces += [] if done else [text]
            done = True
        elif not match[3]:
            pieces.append(match[1] or match[2] or match[5] or "")
    return "".join(pieces).strip()


def is_date(code: str) -> bool:
    """Whether a format code shows a date or a time."""
    return re.search(r"[ymdhse]", re.sub(r"general", "", _plain(code), flags=re.I), re.I) is not None and not re.search(
        r"[#0?]", _plain(code).replace(".0", "")
    )


def date(moment: dt.datetime | dt.date | dt.time, code: str) -> str:
    """A date under a format code; one without a code of its own is written 2023/12/31 as Chinese sheets do."""
    if not re.search(r"[ymdhs]", _plain(code), re.I):
        return moment.isoformat(sep=" ") if isinstance(moment, dt.datetime) else moment.isoformat()
    code = code.split(";")[0]
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
            pieces.append(_part(moment, mark, minutes=minutes))
        elif match[4]:
            pieces.append(match[4])
    return "".join(pieces).strip()


def _part(moment: dt.datetime | dt.date | dt.time, mark: str, *, minutes: bool) -> str:
    values = {
        "y": getattr(moment, "year", 1900),
        "e": getattr(moment, "year", 1900),
        "m": getattr(moment, "minute", 0) if minutes else getattr(moment, "month", 1),
        "d": getattr(moment, "day", 1),
        "h": getattr(moment, "hour", 0),
        "s": getattr(moment, "second", 0),
    }
    if mark not in ("y", "yy", "yyyy", "e", "m", "mm", "d", "dd", "h", "hh", "s", "ss"):
        return ""
    value = values[mark[0]]
    if mark == "yy":
        return f"{value % 100:02d}"
    return f"{value:02d}" if len(mark) == 2 else str(value)
