"""A count in Chinese numerals, letters or circles, as office programs write the numbers that they count themselves."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def counted(number: int, *, ten: str = "十") -> str | None:
    """A number below 10000 in Chinese numerals; `ten` is how 10 to 19 begin. None for others."""
    if not 0 <= number < 10_000:
        return None
    if number == 0:
        return "〇" if ten == "一十" else "零"
    pieces, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(pieces)
            continue
        pieces += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    pieces = pieces.replace("零", "〇") if ten == "一十" else pieces
    return ten + pieces[2:] if pieces.startswith("一十") else pieces


def lettered(number: int) -> str | None:
    """a to z, then aa, bb and so on, as a word processor counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 5 else None


def circled(number: int) -> str | None:
    """① to ⑳."""
    return chr(0x2460 + number - 1) if 0 < number <= 20 else None
