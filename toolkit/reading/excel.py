"""A workbook becomes a Grid: visible sheets as tables, merges filled, values as shown, what is hidden reported."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from dataclasses import replace
from typing import Any

from toolkit.errors import InputError
from toolkit.reading.archive import unpacked
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.runs import Run
from toolkit.reading.sheetcells import Place
from toolkit.reading.spans import Cell, Pile

_SHEET = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml", re.I)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
# A formula that was saved without its value: what it would show is not in the file.
_UNCACHED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')
_MERGE = re.compile(rb'<mergeCell ref="([A-Za-z]{1,3})([0-9]{1,7}):([A-Za-z]{1,3})([0-9]{1,7})"')
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}
MOST_MERGES = 10_000
MOST_CELLS = 1_500_000  # of a workbook: openpyxl keeps some 500 bytes for each


def read(where: str, book: zipfile.ZipFile, limits: Limits) -> list[Grid]:
    """One Grid of all visible sheets; where no sheet shows anything, one of the hidden ones."""
    uncached = _weighed(where, book, limits)
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(
            io.BytesIO(_bytes(book)), data_only=True, keep_links=False, keep_vba=False, rich_text=True
        )
    sheets = workbook.worksheets
    seen = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    hidden = [sheet for sheet in sheets if sheet.sheet_state != "visible"]
    pile = Pile(where, limits)
    if uncached:
        pile.repair(1, "formula", "、".join(uncached[:20]), f"{len(uncached)} 个公式没有缓存值，按空处理")
    for sheet in hidden:
        pile.repair(1, "hidden", f"工作表“{sheet.title}”", "隐藏的工作表，未读入")
    for sheet in seen:
        _lay(sheet, pile, named=len(sheets) > 1)
    grids = [Grid(tuple(pile.rows), "xlsx", tuple(pile.repairs))]
    if hidden:
        aside = Pile(where, limits)
        for sheet in hidden:
            aside.repair(1, "hidden", f"工作表“{sheet.title}”", "隐藏的工作表，可见的表里没有报告，读入的是它")
            _lay(sheet, aside, named=True)
        grids.append(Grid(tuple(aside.rows), "xlsx", tuple(aside.repairs)))
    return grids


def _bytes(book: zipfile.ZipFile) -> bytes:
    assert book.fp is not None  # noqa: S101 - an archive just opened
    book.fp.seek(0)
    return book.fp.read()


def _weighed(where: str, book: zipfile.ZipFile, limits: Limits) -> list[str]:
    """Count the cells of all sheets and look for entities before a tree is built; gives formulas without a value."""
    cells = 0
    uncached: list[str] = []
    for name in book.namelist():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        held = unpacked(where, book, name)
        if _DECLARATION.search(held[:4096].replace(b"\0", b"")) or b"<!ENTITY" in held:
            raise InputError.of(f"{where} 的 {name}", expected="不带实体定义的 XML", met="DOCTYPE 或 ENTITY")
        if _SHEET.fullmatch(name):
            cells += held.count(b"<c ") + held.count(b"<c>") + held.count(b"<si>")
            _weigh_merges(where, held, limits)
            uncached += [match[1].decode() for match in _UNCACHED.finditer(held)]
            if held.count(b"<row") > limits.rows:
                raise limits.refuse(where, "rows", "更多的行", "行")
    if cells > min(limits.cells, MOST_CELLS):
        raise _bounded(limits).refuse(where, "cells", f"{cells} 格", "格")
    return uncached


def _bounded(limits: Limits) -> Limits:
    """The limits as they hold for a workbook."""
    return replace(limits, cells=min(limits.cells, MOST_CELLS))


def _weigh_merges(where: str, held: bytes, limits: Limits) -> None:
    """openpyxl makes a cell for every place that a merge claims."""
    area = 0
    for count, match in enumerate(_MERGE.finditer(held), 1):
        left, top, right, bottom = match.groups()
        area += (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
        if area > MOST_CELLS or count > MOST_MERGES:
            raise _bounded(limits).refuse(f"{where} 的合并单元格", "cells", f"{match[0].decode()} 等", "格")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _lay(sheet: Any, pile: Pile, *, named: bool) -> None:
    """Rows that hold something, by their own numbers; a merged cell claims what the sheet says."""
    spans = {}
    merged = sheet.merged_cells.ranges
    if len(merged) > pile.limits.cells:
        raise pile.limits.refuse(f"{pile.where} 工作表“{sheet.title}”", "cells", "更多的合并", "格")
    for area in merged:
        spans[(area.min_row, area.min_col)] = (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
    texts = {}
    struck = frozenset(at for at, font in enumerate(sheet.parent._fonts) if font.strike)
    for (row, column), cell in sheet._cells.items():
        text = _shown(cell, pile, struck)
        if text.strip():
            texts[(row, column)] = text
    rows = sorted({row for row, _ in texts} | _claimed(spans, texts, pile))
    at = {row: index for index, row in enumerate(rows)}
    cells = []
    for (row, column), text in sorted(texts.items()):
        down, across = spans.get((row, column), (1, 1))
        down = sum(1 for taken in range(row, row + min(down, pile.limits.span)) if taken in at)
        if column + across - 1 > pile.limits.columns and (column > pile.limits.columns or across > 20_000):
            raise pile.limits.refuse(f"{pile.where} 工作表“{sheet.title}”第 {row} 行", "columns", f"{column} 列", "列")
        cells.append(Cell(at[row], column - 1, text, down, min(across, pile.limits.columns - column + 1)))
    _report_hidden(sheet, rows, texts, pile)
    if cells:
        pile.table(cells, f"工作表“{sheet.title}”" if named else "", rows)


def _claimed(spans: dict[tuple[int, int], tuple[int, int]], texts: dict[tuple[int, int], str], pile: Pile) -> set[int]:
    """Rows that only a merged cell from above fills, within the rows that hold something."""
    last = max((row for row, _ in texts), default=0)
    rows: set[int] = set()
    for (row, column), (down, _) in spans.items():
        if (row, column) in texts:
            rows |= set(range(row, min(row + min(down, pile.limits.span), last + 1)))
    return rows


def _report_hidden(sheet: Any, rows: list[int], texts: dict[tuple[int, int], str], pile: Pile) -> None:
    for row in rows:
        dimension = sheet.row_dimensions.get(row) if hasattr(sheet.row_dimensions, "get") else None
        if dimension is not None and dimension.hidden:
            told = " ".join(text for (at, _), text in sorted(texts.items()) if at == row)
            pile.repair(pile.line + row, "hidden", told, f"第 {row} 行为隐藏行，照常读入")
    for letter, dimension in sheet.column_dimensions.items():
        if dimension.hidden and any(dimension.min <= column <= dimension.max for _, column in texts):
            pile.repair(pile.line + 1, "hidden", f"{letter} 列", "隐藏列，照常读入")


def _shown(cell: Any, pile: Pile, struck: frozenset[int]) -> str:
    """A cell's text as the sheet shows it; what is struck out or formatted in an unknown way is listed."""
    value, code = cell.value, cell.number_format
    if value is None:
        return ""
    gone = bool(struck) and cell._style.fontId in struck
    if isinstance(value, str) and not gone and code == "General":
        return value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    place = Place(pile, cell.row, cell.coordinate)
    if isinstance(value, str):
        return place.text([Run(value, gone)], code)
    if isinstance(value, list):
        return place.text([_run(piece, gone) for piece in value], code)
    text = _plain(value, code, place)
    if gone and text.strip():
        place.struck(text)
    return "" if gone else text


def _run(piece: Any, gone: bool) -> Run:
    """A stretch of rich text; one without a font of its own has that of the cell."""
    if isinstance(piece, str):
        return Run(piece, gone)
    return Run(piece.text or "", bool(piece.font.strike), _SCRIPTS.get(piece.font.vertAlign or "", ""))


def _plain(value: Any, code: str, place: Place) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return place.date(value, code)
    if isinstance(value, int | float):
        return place.number(value, code)
    return place.odd(value, code)
