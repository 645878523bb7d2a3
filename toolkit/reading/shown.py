"""A number or a text of a sheet as the sheet shows it, by its number format; one not understood is None."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from toolkit.reading.counting import counted

_PARTS = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]|(;)|.', re.S)
_MARK = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]|_.|\*.'
    r"|(?P<general>General|G/通用格式|@)|(?P<digit>[0#?])|(?P<sign>[.,%])|(?P<bare>.)",
    re.I | re.S,
)
_COLOUR = re.compile(
    r"(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|[黑蓝青绿红白黄]色?|洋红|颜色 ?\d+)", re.I
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
GENERAL = frozenset(("", "General", "@", "G/通用格式"))
_LOCALE = re.compile(r"\[\$[^\]-]*-([0-9a-f]{5,8})(?:,[^\]]*)?\]", re.I)
MOST_PLACES = 30
MOST_CODE = 1_000  # characters; no program writes more than 255


class _Mark(NamedTuple):
    """A piece of a format: a `literal`, a `digit` place, `.`, `,`, `%`, `general` or a `[bracket]`."""

    kind: str
    text: str


def number(value: float | int, code: str) -> str | None:
    """A number under a format code such as `0.00%` or `0!.0,"万元"`; None where the format is not understood."""
    if code in GENERAL:
        return plain(value)
    if len(code) > MOST_CODE:
        return None
    with localcontext() as exactly:
        exactly.prec = 800  # a sheet's numbers reach 308 places either way
        exact = _exact(value)
        section = _section(exact, code) if exact.is_finite() else None
        if section is None:
            return None
        marks = _marks(section[0])
        shown = _filled(abs(exact), marks) if marks is not None else None
        return None if shown is None else (section[1] + shown.lstrip() if section[1] else shown).strip()


def plain(value: float | int) -> str:
    """A number without a format: its shortest form."""
    text = f"{_exact(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def text(value: str, code: str) -> str:
    """A text under a format code such as `@"万元"`; most formats leave texts alone."""
    held = parts(code)
    if (
        code in GENERAL
        or len(code) > MOST_CODE
        or (len(held) < 4 and "@" not in (mark.text for mark in _marks(held[-1]) or ()))
    ):
        return value
    marks = _marks(held[min(len(held), 4) - 1])
    if marks is None or any(mark.kind not in ("literal", "general") for mark in marks):
        return value
    return "".join(value if mark.text == "@" and mark.kind == "general" else mark.text for mark in marks)


def _exact(value: float | int) -> Decimal:
    """What a person typed: the shortest decimal that is this float, at most 15 digits as a sheet keeps them."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


@lru_cache(maxsize=1024)
def parts(code: str) -> tuple[str, ...]:
    """The sections of a code: a semicolon in a literal parts nothing."""
    cuts = [match.start() for match in _PARTS.finditer(code) if match[1]]
    return tuple(code[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(code)], strict=True))


@lru_cache(maxsize=1024)
def _marks(section: str) -> tuple[_Mark, ...] | None:
    """The pieces of a section; None where one of them has a meaning that is not known here."""
    marks: list[_Mark] = []
    if foreign(section):
        return None
    for match in _MARK.finditer(section):
        kind, held = match.lastgroup, match[match.lastgroup] if match.lastgroup else ""
        if kind in ("quoted", "escaped", "currency"):
            marks.append(_Mark("literal", held))
        elif kind == "bracket":
            if not _COLOUR.fullmatch(held) and not _CONDITION.fullmatch(held):
                marks.append(_Mark("[bracket]", held.lower()))
        elif kind == "bare":
            if held in '"/;' or (held.isascii() and held.isalpha()):
                return None  # a fraction, an exponent, a part of a date
            marks.append(_Mark("literal", held))
        elif kind:
            marks.append(_Mark(held if kind == "sign" else kind, held))
    return tuple(marks)


def foreign(code: str) -> bool:
    """Whether a locale asks for other numerals or another calendar: [$-130000] shows the lunar date."""
    return any(int(match[1], 16) >> 16 not in (0, 0x100) for match in _LOCALE.finditer(code))


def _section(value: Decimal, code: str) -> tuple[str, str] | None:
    """The part of the code that is for this number, and the sign that is put before it."""
    held = list(parts(code))
    if len(held) > 4:
        return None
    if len(held) == 4 or (len(held) > 1 and "@" in held[-1]):
        held.pop()  # the last is for texts
    asked = [_condition(part) for part in held]
    minus = "-" if value < 0 else ""
    if any(asked):
        if value < 0:
            return None  # who writes the sign depends on the program
        for part, condition in zip(held[:2], asked, strict=False):
            if condition and _holds(value, *condition):
                return part, ""
        return (held[-1], "") if len(held) > 1 and not asked[-1] else None
    if len(held) == 2 and not held[1]:
        return None if value < 0 else (held[0], "")
    if value < 0 and len(held) > 1:
        return held[1], ""
    return held[2 if value == 0 and len(held) > 2 else 0], minus


def _condition(part: str) -> tuple[str, Decimal] | None:
    for match in _MARK.finditer(part):
        asked = _CONDITION.fullmatch(match["bracket"] or "")
        if asked:
            return asked[1], Decimal(asked[2])
    return None


def _holds(value: Decimal, sign: str, bound: Decimal) -> bool:
    return (value < bound and "<" in sign) or (value > bound and ">" in sign) or (value == bound and "=" in sign)


def _filled(value: Decimal, marks: tuple[_Mark, ...]) -> str | None:
    """A section with the digits of a number in their places."""
    brackets = [mark.text for mark in marks if mark.kind == "[bracket]"]
    kinds = [mark.kind for mark in marks]
    if "general" in kinds:
        if {"digit", ",", ".", "%"} & set(kinds) or kinds.count("general") > 1:
            return None
        said: str | None = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
        if brackets:
            said = counted(int(value), ten="一十") if brackets == ["dbnum1"] and value == int(value) else None
        return (
            None
            if said is None
            else "".join(said if m.kind == "general" else m.text for m in marks if m.kind[0] != "[")
        )
    if brackets:
        return None
    if "digit" not in kinds:
        return None if {",", "."} & set(kinds) else "".join(mark.text for mark in marks)
    return _placed(value, marks, kinds)


def _placed(value: Decimal, marks: tuple[_Mark, ...], kinds: list[str]) -> str | None:
    point = kinds.index(".") if "." in kinds else len(kinds)
    commas = _commas(kinds, point)
    if kinds.count(".") > 1 or commas is None or _torn(marks):
        return None
    grouped, thousands = commas
    after = [mark.text for mark in marks[point:] if mark.kind == "digit"]
    if len(after) > MOST_PLACES:
        return None
    scaled = value.scaleb(2 * kinds.count("%") - 3 * thousands).quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    whole, _, rest = f"{scaled:f}".partition(".")
    places = [at for at, kind in enumerate(kinds[:point]) if kind == "digit"]
    kept = max(len(rest.rstrip("0")), max((at + 1 for at, held in enumerate(after) if held == "0"), default=0))
    digits = iter(rest[:kept])
    tail = ["." * (kept > 0)]
    tail += [next(digits, "") if m.kind == "digit" else m.text * (m.kind != ",") for m in marks[point + 1 :]]
    if kept and places:  # `.50` is 0.50 to whoever reads it without the sheet
        marks = (*marks[: places[-1]], _Mark("digit", "0"), *marks[places[-1] + 1 :])
    return _whole(whole.lstrip("0") or "0" * (not places), marks[:point], grouped=grouped) + "".join(tail)


def _torn(marks: tuple[_Mark, ...]) -> bool:
    """Whether an escape was taken for a literal: LibreOffice saves 0!.0 as 0"!".0, which shows another number."""
    return any(a.text == "!" and b.kind in (".", "digit") for a, b in pairwise(marks))


def _commas(kinds: list[str], point: int) -> tuple[bool, int] | None:
    """Whether digits are grouped, and by how many thousands the number is divided; None where a comma is neither."""
    grouped, thousands = False, 0
    for at, kind in enumerate(kinds):
        if kind != ",":
            continue
        before, behind = kinds[:at], kinds[at:point] if at < point else kinds[at:]
        if "digit" in before and "digit" in behind and at < point:
            grouped = True
        elif "digit" not in behind and before and before[-1] in ("digit", ","):
            thousands += 1
        else:
            return None
    return grouped, thousands


def _whole(digits: str, marks: tuple[_Mark, ...], *, grouped: bool) -> str:
    """Digits before the point, from the right; the leftmost place takes all that are left."""
    places = [at for at, mark in enumerate(marks) if mark.kind == "digit"]
    if not places:
        return "".join(mark.text for mark in marks) + digits
    pieces: list[str] = []
    count = 0
    for at in range(len(marks) - 1, -1, -1):
        mark = marks[at]
        if mark.kind != "digit":
            pieces.append(mark.text * (mark.kind != ","))
            continue
        taken = digits if at == places[0] else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or ("0" if mark.text == "0" else "")):
            pieces.append("," * (grouped and count > 0 and count % 3 == 0))
            pieces.append(digit)
            count += 1
    return "".join(reversed(pieces))
