"""Signs that are drawn with a symbol font, and equations, as the characters that a reader sees."""

from __future__ import annotations

from typing import Any

from toolkit.reading.runs import scripted
from toolkit.reading.wordxml import M

_FONTS = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA1: "○", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"},
    "symbol": {0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xD6: "√"},
}
_FONTS["wingdings"] |= {0x20: " ", 0xA7: "▪", 0xD8: "➢", 0x9F: "•"}
_NOT_SHOWN = frozenset(M + name for name in ("rPr", "ctrlPr"))


def is_symbolic(font: str) -> bool:
    """Whether a font draws signs in the places of letters."""
    return font.lower() in _FONTS or font.lower().startswith(("wingdings", "webdings"))


def sign(font: str, code: int) -> str | None:
    """The character of a place in a font; None where it is not known."""
    if is_symbolic(font):
        return _FONTS.get(font.lower(), {}).get(code & 0xFF if code <= 0xFF or 0xF000 <= code <= 0xF0FF else -1)
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else None


def equation(element: Any) -> tuple[str, bool]:
    """An equation on one line (3468/4500), and whether that is all of it."""
    name = element.tag.removeprefix(M) if isinstance(element.tag, str) else ""
    if element.tag in _NOT_SHOWN or name.endswith("Pr"):
        return "", True
    if name == "t":
        return element.text or "", True
    pieces = [(child.tag, *equation(child)) for child in element]
    sure = all(known for _, _, known in pieces)
    said = {str(tag).removeprefix(M): text for tag, text, _ in pieces}
    if name == "f":
        return f"{_whole(said.get('num', ''))}/{_whole(said.get('den', ''))}", sure
    if name in ("sSup", "sSub"):
        script = name[1:].lower()
        return said.get("e", "") + scripted(said.get(script, ""), script), sure
    text = "".join(piece for _, piece, _ in pieces)
    if name == "d":
        text = f"({text})"
        sure = sure and element.find(f"{M}dPr/{M}begChr") is None
    known = name in ("oMath", "oMathPara", "r", "e", "num", "den", "sup", "sub", "d", "box")
    return text, known and sure


def _whole(text: str) -> str:
    """A side of a fraction, in brackets where it is a sum or a product."""
    return text if text.replace(".", "").isalnum() else f"({text})"
