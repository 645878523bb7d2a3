"""The text of a paragraph of a Word document as it is seen: its number, its runs, its signs and equations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from toolkit.reading.runs import scripted
from toolkit.reading.symbols import equation, is_symbolic, sign
from toolkit.reading.wordxml import M, W, on, val

# What holds runs or blocks and is no text itself; deleted and moved-away revisions are not among them.
THROUGH = frozenset(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
)
_MATH = frozenset((f"{M}oMath", f"{M}oMathPara"))
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}
_BREAKS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
Tell = Callable[[str, str, str], None]


class Paragraphs:
    """Reads paragraphs; `tell` is given what was left out or could not be read: kind, text, what became of it."""

    def __init__(self, labels: Mapping[Any, str | None], tell: Tell) -> None:
        """`labels` holds the automatic number of each paragraph that has one, None where it is not known."""
        self.labels, self.tell = labels, tell

    def text(self, paragraph: Any) -> str:
        """A paragraph with its automatic number."""
        gone: dict[str, list[str]] = {"hidden": [], "struck-out": []}
        pieces: list[str] = []
        self._runs(paragraph, pieces, gone)
        for kind, texts in gone.items():
            if "".join(texts).strip():
                after = "隐藏文字，未读入" if kind == "hidden" else "未读入"
                self.tell(kind, "".join(texts), after)
        text = "".join(pieces)
        label = self.labels.get(paragraph, "")
        if label is None:
            self.tell("numbering", text, "此段的自动编号为未识别的样式，编号未读入")
            return text
        apart = " " if label and text.lstrip()[:1].isdigit() else ""  # 1. and 18 are not 1.18
        return label + apart + (text.lstrip() if label else text)

    def _runs(self, element: Any, pieces: list[str], gone: dict[str, list[str]]) -> None:
        for child in element:
            if child.tag == f"{W}r":
                kind = _gone(child.find(f"{W}rPr"))
                (gone[kind] if kind else pieces).append(self._run(child))
            elif child.tag in THROUGH:
                self._runs(child, pieces, gone)
            elif child.tag in _MATH:
                text, sure = equation(child)
                pieces.append(text)
                if not sure:
                    self.tell("unread-sign", text, "公式未能照显示读出")

    def _run(self, run: Any) -> str:
        properties = run.find(f"{W}rPr")
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        font = val(fonts, "ascii") or val(fonts, "hAnsi")
        pieces = []
        for child in run:
            if child.tag == f"{W}t":
                text = child.text or ""
                pieces.append("".join(self._letter(font, c) for c in text) if is_symbolic(font) else text)
            elif child.tag == f"{W}sym":
                pieces.append(self._sign(val(child, "font"), val(child, "char")))
            else:
                pieces.append(_BREAKS.get(child.tag, ""))
        raised = properties.find(f"{W}vertAlign") if properties is not None else None
        return scripted("".join(pieces), _SCRIPTS.get(val(raised), ""))

    def _letter(self, font: str, letter: str) -> str:
        """A character in a symbol font; one that no such font holds is drawn in another font."""
        code = ord(letter)
        return self._sign(font, f"{code:X}") if code <= 0xFF or 0xF000 <= code <= 0xF0FF else letter

    def _sign(self, font: str, code: str) -> str:
        try:
            said = sign(font, int(code, 16))
        except ValueError:
            said = None
        if said is None:
            self.tell("unread-sign", f"{font} {code}", "符号字体中的字符，未读入")
        return said or ""


def _gone(properties: Any) -> str:
    """Why a run is not to be read, if it is not."""
    if on(properties, "vanish", "webHidden"):
        return "hidden"
    return "struck-out" if on(properties, "strike", "dstrike") else ""
