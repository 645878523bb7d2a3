"""A saved page or fragment becomes a Grid: tables with their spans resolved, and the lines of text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from toolkit.errors import InputError
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.markup import clean
from toolkit.reading.spans import Cell, Pile

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "svg", "math", "object", "iframe", "select"})
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "hr", "center", "blockquote", "pre", "form", "address"}
_BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "aside",
    "figure",
}
_BLOCKS |= {"table", "tbody", "thead", "tfoot", "caption", "tr", "td", "th"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)

_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_FILE = re.compile(r"\.(?:png|jpe?g|gif|bmp|svg|webp)$", re.I)  # a picture's file name says nothing
_NO_FIELD = frozenset({"hidden", "submit", "button", "reset", "image", "file", "password"})
_AFTER = {"struck-out": "划去的文字，未读入", "picture-text": "图片的替代文字，已读入"}


def read(where: str, data: bytes, limits: Limits) -> list[Grid]:
    """Readings of a page in UTF-8: its innermost tables, and where tables are nested its outermost ones too."""
    text = _DECLARATION.sub("", data.decode("utf-8"))
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError.of(where, expected="可解析的网页", met=str(error)) from None
    if root is None:
        raise InputError.of(where, expected="含表格的网页", met="空网页")
    grids = [_grid(where, root, limits, inner=True)]
    if root.find(".//table//table") is not None:
        grids.append(_grid(where, root, limits, inner=False))
    return grids


def _grid(where: str, root: Any, limits: Limits, *, inner: bool) -> Grid:
    pile = Pile(where, limits, ragged=True)
    titles = [_text(title) for title in root.iterfind("./head/title")]
    for title in titles[:1]:
        pile.prose(title)
    line: list[str] = []
    for kind, held in _blocks(root, limits, where, inner=inner):
        if kind == "text":
            line.append(held)
            continue
        if kind == "struck":
            pile.repair(pile.line + 1, "struck-out", held, _AFTER["struck-out"])
            continue
        pile.prose(_squeezed("".join(line)))
        line.clear()
        if kind == "table":
            _lay(held, pile)
    pile.prose(_squeezed("".join(line)))
    return Grid(tuple(pile.rows), "html", tuple(pile.repairs))


def _blocks(root: Any, limits: Limits, where: str, *, inner: bool) -> Iterator[tuple[str, Any]]:
    """What a page shows from top to bottom: pieces of text, breaks between blocks, tables."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    depth = 0
    while stack:
        element, leaving = stack.pop()
        if leaving:
            depth -= 1
            if element.tag in _BLOCKS:
                yield "break", None
            yield "text", element.tail or ""
            continue
        if element.tag == "table" and not (inner and element.find(".//table") is not None):
            yield "table", element
            yield "text", element.tail or ""
            continue
        if not isinstance(element.tag, str) or element.tag in _SILENT or _hidden(element):
            yield "text", element.tail or ""
            continue
        if _struck(element):
            yield "struck", _squeezed(" ".join(element.itertext()))
            yield "text", element.tail or ""
            continue
        depth += 1
        if depth > limits.nesting * 5:
            raise limits.refuse(where, "nesting", "更深的嵌套", "层")
        if element.tag in _BLOCKS:
            yield "break", None
        yield "text", element.text or ""
        stack.append((element, True))
        stack += [(child, False) for child in reversed(element)]


def _hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _lay(table: Any, pile: Pile) -> None:
    """Give every cell its place: a row fills the columns that cells from above leave free."""
    cells: list[Cell] = []
    hanging: dict[int, int] = {}  # column → first row that is free again
    row = 0
    for line in _lines(table):
        if _hidden(line):
            pile.repair(pile.line + row + 1, "hidden", _squeezed(" ".join(line.itertext())), "隐藏行，未读入")
            continue
        if _struck(line):
            pile.repair(pile.line + row + 1, "struck-out", _squeezed(" ".join(line.itertext())), "整行划去，未读入")
            continue
        column = 0
        for element in line:
            if element.tag not in ("td", "th") or _hidden(element):
                continue
            while hanging.get(column, 0) > row:
                column += 1
            down, across = _span(element, "rowspan", pile), _span(element, "colspan", pile)
            told: list[tuple[str, str]] = []
            cells.append(Cell(row, column, _text(element, told), down, across))
            for kind, text in told:
                pile.repair(pile.line + row + 1, kind, text, _AFTER[kind])
            for taken in range(column, column + across):
                hanging[taken] = row + down
            column += across
            if column > pile.limits.columns + pile.limits.span:
                raise pile.limits.refuse(pile.where, "columns", "更多的列", "列")
        row += 1
        if row > pile.limits.rows:
            raise pile.limits.refuse(pile.where, "rows", "更多的行", "行")
    pile.table(cells)


def _lines(table: Any) -> Iterator[Any]:
    """Rows of this table, not of one inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (line for line in child if line.tag == "tr")


def _span(element: Any, name: str, pile: Pile) -> int:
    """Rows or columns claimed, as browsers read it; 0 or nonsense is 1, and a giant claim breaks a limit."""
    match = re.match(r"\s*(\d+)", element.get(name) or "")
    if not match:
        return 1
    digits = match[1].lstrip("0")
    if len(digits) > 6 or int(digits or 1) > pile.limits.span:
        raise pile.limits.refuse(f"{pile.where} 第 {pile.line + 1} 行起的表", "span", f"{name}={digits[:12]}", "行列")
    return int(digits or 1)


def _text(cell: Any, told: list[tuple[str, str]] | None = None) -> str:
    """What a cell shows, its blocks on lines of their own; what is struck out or read off a picture joins `told`."""
    told = [] if told is None else told
    pieces: list[str] = []
    stack: list[Any] = [cell]
    while stack:
        element = stack.pop()
        if isinstance(element, str):
            pieces.append(element)
            continue
        if element is not cell:
            stack.append(_SPACE.sub(" ", element.tail or ""))
        if not isinstance(element.tag, str) or element.tag in _SILENT or _hidden(element):
            continue
        if _struck(element):
            told.append(("struck-out", _squeezed(" ".join(element.itertext()))))
            continue
        if element.tag in ("sup", "sub"):
            inner = _SPACE.sub(" ", "".join(element.itertext()))
            pieces.append(clean(f"<{element.tag}>{inner}</{element.tag}>").text)
            continue
        if element.tag in ("img", "input"):
            pieces.append(_drawn(element, told))
            continue
        breaking = element is not cell and element.tag in _BLOCKS
        if breaking:
            pieces.append("\n")
            stack.append("\n")
        stack += list(reversed(element))
        pieces.append(_SPACE.sub(" ", element.text or ""))
    return _squeezed("".join(pieces), lines=True)


def _struck(element: Any) -> bool:
    return element.tag in ("del", "s", "strike") or _THROUGH.search(element.get("style") or "") is not None


def _drawn(element: Any, told: list[tuple[str, str]]) -> str:
    """What a picture says that it shows, what is typed into a field, and whether a box is ticked."""
    if element.tag == "img":
        said = _squeezed(element.get("alt") or "")
        if not said or _FILE.search(said):
            return ""
        told.append(("picture-text", said))
        return said
    kind = (element.get("type") or "text").strip().lower()
    if kind in ("checkbox", "radio"):
        return "☐" if element.get("checked") is None else "☑"
    return "" if kind in _NO_FIELD else element.get("value") or ""


def _squeezed(text: str, *, lines: bool = False) -> str:
    text = text.replace("\xa0", " ")
    if not lines:
        return _SPACE.sub(" ", text).strip()
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
