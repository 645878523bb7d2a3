"""Rewrites regex fragments so that each begins with a literal: an alternation of such skips idle text at full speed."""

from __future__ import annotations

import re

# What multiplies a fragment beyond use, or cannot be written twice.
MOST = 40
_ONCE = re.compile(r"\((?!\?)|\(\?P|\\\d|\(\?[a-zA-Z]")
_CLASS = re.compile(r"\[([^\]\\^-]+)\]")
_SPECIAL = frozenset("\\.^$*+?{}[]()|")
_REPEATS = frozenset("*+{")


def spread(fragment: str) -> list[str]:
    """Fragments that together match what `fragment` does, in its order of preference; itself where nothing is gained.

    (?:a|b)x becomes ax, bx; a?x becomes ax, x; [ab]x becomes ax, bx; (?<!n)ax becomes a(?<!na)x; ^ax becomes a(?<=^a)x.
    The engine looks for an alternation by a set of first characters only where every branch begins with one.
    """
    if _ONCE.search(fragment):
        return [fragment]
    made: list[str] = []
    for branch in _alternatives(fragment):
        found = _spread(branch)
        made += found if found is not None and len(found) <= MOST else [branch]
    return made


def _spread(fragment: str) -> list[str] | None:
    """The rewritten fragments, or None where one would not begin with a literal."""
    if not fragment:
        return None
    if fragment[0] == "^":
        return _behind("(?<=^{})", fragment[1:])
    for opening, look in (("(?<!", "(?<!(?:{}){})"), ("(?<=", "(?<=(?:{}){})")):
        if fragment.startswith(opening):
            end = _closing(fragment, 0)
            inside = fragment[len(opening) : end]
            return _behind(look.replace("{}", inside.replace("{", "{{").replace("}", "}}"), 1), fragment[end + 1 :])
    heads, rest = _heads(fragment)
    if heads is None:
        return None
    if rest[:1] in _REPEATS or (rest[1:2] in ("?", "+") and rest[:1] == "?"):
        return None
    options = [*heads, ""] if rest[:1] == "?" else heads
    rest = rest.removeprefix("?")
    made: list[str] = []
    for head in options:
        more = [head + rest] if _literal(head) else _spread(head + rest)
        if more is None:
            return None
        made += more
    return made


def _literal(text: str) -> bool:
    """Whether a fragment begins with a character that stands for itself, once."""
    return bool(text) and text[0] not in _SPECIAL and text[1:2] not in ("?", "*", "+", "{")


def _heads(fragment: str) -> tuple[list[str] | None, str]:
    """What a fragment may begin with, and what follows that."""
    if fragment.startswith("(?:"):
        end = _closing(fragment, 0)
        return _alternatives(fragment[3:end]), fragment[end + 1 :]
    listed = _CLASS.match(fragment)
    if listed:
        return list(listed[1]), fragment[listed.end() :]
    if fragment[0] in _SPECIAL:
        return None, ""
    return [fragment[0]], fragment[1:]


def _behind(look: str, rest: str) -> list[str] | None:
    """A look behind the fragment, taken after its first character instead of before it."""
    spreads = _spread(rest)
    return spreads and [piece[0] + look.format(piece[0]) + piece[1:] for piece in spreads]


def _closing(fragment: str, start: int) -> int:
    """Offset of the bracket that closes the group opened at `start`."""
    depth, inside = 0, False
    at = start
    while at < len(fragment):
        char = fragment[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        else:
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return at
        at += 1
    raise re.error("missing ), unterminated subpattern", fragment, start)


def _alternatives(text: str) -> list[str]:
    """The branches of a group's inside."""
    branches, begin, at, depth, inside = [], 0, 0, 0, False
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif inside:
            inside = char != "]"
        elif char == "[":
            inside = True
        elif char == "|" and depth == 0:
            branches.append(text[begin:at])
            begin = at + 1
        else:
            depth += (char == "(") - (char == ")")
        at += 1
    return [*branches, text[begin:]]
