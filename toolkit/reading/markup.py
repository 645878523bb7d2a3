"""Markup left in a cell: the text is recovered, what was taken away is told with its place."""

from __future__ import annotations

import bisect
import html
import re
from dataclasses import dataclass

# Only names of HTML count as tags (and those of Word with their colon): <5% and <某某> are text.
_NAMES = (
    r"[a-z][a-z0-9]{0,9}:[a-z][\w-]{0,40}|"
    "p|br|div|span|font|b|i|u|strong|em|a|img|table|tbody|thead|tr|td|th|ul|ol|li|h[1-6]|center|sup|sub|hr|"
    "style|script|xml|section|pre|label|input|button|form|iframe|object|embed|link|meta|html|body|head|svg|col|colgroup"
)
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
# A quoted value may hold `>`; none reaches beyond the next `<`, which keeps hostile input linear.
_REST = r"""(?:(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>|[^<>]*+>)"""
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{_NAMES})(?=[\s/>]){_REST}|<!--|<!\[(?:if|endif)[^<>]*+>|<!doctype\b[^<>]*+>|<\?[a-z][^<>]*+>"
    rf"|{_ENTITY}",
    re.I,
)
_RAISED = dict(zip("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))
_SCRIPTS = {"sup": ("^", _RAISED), "sub": ("_", _LOWERED)}
_MOST_SCRIPT = 200  # characters of markup and text; what is longer is no exponent
_BREAKING = frozenset({"w:p", "p", "br", "div", "tr", "li", "ul", "ol", "table", "hr", "center", "section"})
_BREAKING |= {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Recovered text, what was removed (in order), and where in the text the first of it stood."""

    text: str
    removed: tuple[str, ...]
    offset: int


def clean(cell: str) -> Cleaned:
    """Take HTML out of a cell: block tags become line breaks, entities their characters, script and style vanish."""
    if "<" not in cell and "&" not in cell:
        return Cleaned(cell, (), 0)
    pieces: list[str] = []
    removed: list[str] = []
    first, at, closers = 0, 0, _closers(cell)
    while match := _TAG.search(cell, at):
        shown = _shown(match)
        if shown is None:  # an entity that is none
            pieces.append(cell[at : match.end()])
            at = match.end()
            continue
        pieces.append(cell[at : match.start()])
        if not removed:
            first = sum(map(len, pieces))
        end = _end(match, closers)
        if (match["name"] or "").lower() in _SCRIPTS and not match["close"]:
            shown, end = _script(cell, match, closers)
        removed.append(cell[match.start() : end])
        pieces.append(shown)
        at = end
    if not removed:
        return Cleaned(cell, (), 0)
    pieces.append(cell[at:])
    return _tidy("".join(pieces), tuple(removed), first)


def _shown(match: re.Match[str]) -> str | None:
    token = match.group()
    if token.startswith("&"):
        text = html.unescape(token)
        return None if text == token else text.replace("\xa0", " ").replace("\0", "")
    return "\n" if (match["name"] or "").lower() in _BREAKING else ""


_CLOSERS = (("!--", "-->"), *((n, rf"</{n}\s*>") for n in ("script", "style", "xml", "sup", "sub")))


def _closers(cell: str) -> dict[str, list[int]]:
    """Where comments, scripts and styles end, so that an open one is not searched for again and again."""
    return {name: [match.end() for match in re.finditer(pattern, cell, re.I)] for name, pattern in _CLOSERS}


def _script(cell: str, match: re.Match[str], closers: dict[str, list[int]]) -> tuple[str, int]:
    """An exponent or index as characters of its own, because 10<sup>4</sup> is not 104; and where it ends."""
    name = match["name"].lower()
    mark, signs = _SCRIPTS[name]
    at = bisect.bisect_right(closers[name], match.end())
    end = closers[name][at] if at < len(closers[name]) else 0
    if not end or end - match.end() > _MOST_SCRIPT:
        return (mark if cell[match.end() : match.end() + 1].isalnum() else ""), match.end()
    text = " ".join(clean(cell[match.end() : cell.rindex("<", match.end(), end)]).text.split())
    if all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text), end
    return f"{mark}({text})", end


def _end(match: re.Match[str], closers: dict[str, list[int]]) -> int:
    """Where the removed stretch ends: script, style and comments go with their content."""
    name = "!--" if match.group() == "<!--" else (match["name"] or "").lower()
    if name not in closers or name in _SCRIPTS or match["close"]:
        return match.end()
    at = bisect.bisect_right(closers[name], match.end())
    return closers[name][at] if at < len(closers[name]) else match.end()


def _tidy(text: str, removed: tuple[str, ...], first: int) -> Cleaned:
    """Block tags in a row leave one line break, none at the ends; keep the first offset inside the text."""
    body = _lines(text)
    return Cleaned(body, removed, min(len(_lines(text[:first])), len(body)))


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
