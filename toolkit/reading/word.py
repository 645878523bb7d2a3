"""A Word document becomes a Grid: its tables with their merges, nested tables, and the paragraphs around them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from toolkit.reading.archive import xml
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.markup import clean
from toolkit.reading.spans import Cell, Pile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
# What holds runs or blocks and is no text itself; deleted and moved-away revisions are not among them.
_THROUGH = frozenset(
    _W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
)
_GONE = frozenset(_W + name for name in ("del", "moveFrom"))


def read(where: str, book: zipfile.ZipFile, limits: Limits) -> list[Grid]:
    """Readings of a document: its outermost tables, and where tables are nested its innermost ones."""
    root = xml(where, book, "word/document.xml")
    if root.tag.startswith(_STRICT):
        for element in root.iter(f"{_STRICT}*"):
            element.tag = element.tag.replace(_STRICT, _W)
    body = root.find(f"{_W}body")
    body = root if body is None else body
    grids = [_grid(where, body, limits, inner=False)]
    if body.find(f".//{_W}tbl//{_W}tbl") is not None:
        grids.append(_grid(where, body, limits, inner=True))
    return grids


def _grid(where: str, body: Any, limits: Limits, *, inner: bool) -> Grid:
    pile = Pile(where, limits, ragged=True)
    gone = sum(1 for tag in _GONE for _ in body.iter(tag))
    if gone:
        pile.repair(1, "revision", f"{gone} 处已删除或移走的修订", "未读入")
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            pile.prose(_paragraph(block))
        elif not inner or block.find(f".//{_W}tbl") is None:
            _lay(block, pile)
        else:
            for table in block.iter(f"{_W}tbl"):
                if table.find(f".//{_W}tbl") is None:
                    _lay(table, pile)
    return Grid(tuple(pile.rows), "docx", tuple(pile.repairs))


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, through content controls and insertions."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _THROUGH:
            yield from _blocks(child)


def _lay(table: Any, pile: Pile) -> None:
    cells: list[Cell] = []
    open_merges: dict[int, int] = {}  # column → index in `cells` of the vertical merge that is open there
    row = 0
    for line in _children(table, "tr"):
        if line.find(f"{_W}trPr/{_W}del") is not None:
            continue
        column = _number(line, "trPr/gridBefore")
        for element in _children(line, "tc"):
            across = max(_number(element, "tcPr/gridSpan", 1), 1)
            if across > pile.limits.span:
                raise pile.limits.refuse(f"{pile.where} 第 {row + 1} 行", "span", f"{across} 列", "列")
            merge = element.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if continues and column in open_merges:
                held = cells[open_merges[column]]
                cells[open_merges[column]] = Cell(held.row, held.column, held.text, row - held.row + 1, held.across)
            else:
                cells.append(Cell(row, column, _text(element), 1, across))
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(cells) - 1
            column += across
        row += 1
    pile.table(cells)


def _children(element: Any, name: str) -> Iterator[Any]:
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, name)


def _number(element: Any, path: str, default: int = 0) -> int:
    found = element.find("/".join(_W + name for name in path.split("/")))
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), 100_000) if value.isascii() and value.isdigit() else default


def _text(cell: Any) -> str:
    """The paragraphs of a cell, each on a line; a table inside it contributes its texts cell by cell."""
    lines: list[str] = []
    for block in _blocks(cell):
        if block.tag == f"{_W}p":
            lines.append(_paragraph(block))
        else:
            lines += [_text(inner) for line in _children(block, "tr") for inner in _children(line, "tc")]
    return "\n".join(line for line in (text.strip() for text in lines) if line)


def _paragraph(paragraph: Any) -> str:
    pieces: list[str] = []
    _runs(paragraph, pieces)
    return "".join(pieces)


def _runs(element: Any, pieces: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}r":
            pieces.append(_run(child))
        elif child.tag in _THROUGH:
            _runs(child, pieces)


def _run(run: Any) -> str:
    properties = run.find(f"{_W}rPr")
    if properties is not None and properties.find(f"{_W}vanish") is not None:
        return ""
    pieces = []
    for child in run:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag == f"{_W}tab":
            pieces.append(" ")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            pieces.append("-")
    raised = properties.find(f"{_W}vertAlign") if properties is not None else None
    text = "".join(pieces)
    tag = {"superscript": "sup", "subscript": "sub"}.get(raised.get(f"{_W}val", "") if raised is not None else "")
    return clean(f"<{tag}>{text}</{tag}>").text if tag and text.strip() else text
