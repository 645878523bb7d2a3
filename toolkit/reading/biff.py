"""An old binary workbook (xls, et) becomes a Grid like that of a new one."""

from __future__ import annotations

import io
from typing import Any

from toolkit.errors import InputError
from toolkit.reading.compound import workbook
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.runs import Run
from toolkit.reading.sheetcells import Place
from toolkit.reading.spans import Cell, Pile

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_SCRIPTS = {1: "sup", 2: "sub"}


def read(where: str, data: bytes, limits: Limits) -> list[Grid]:
    """One Grid of all visible sheets, and one of the hidden ones in case the report is there."""
    import xlrd

    records = workbook(where, data)
    try:
        book = xlrd.open_workbook(file_contents=records, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        met = "加密的工作簿（请先解除密码）" if "ncrypt" in str(error) else f"无法读取的工作簿（{error}）"
        raise InputError.of(where, expected="完好的 xls", met=met) from None
    sheets = book.sheets()
    seen = [sheet for sheet in sheets if sheet.visibility == 0]
    hidden = [sheet for sheet in sheets if sheet.visibility != 0]
    pile = Pile(where, limits)
    for sheet in hidden:
        pile.repair(1, "hidden", f"工作表“{sheet.name}”", "隐藏的工作表，未读入")
    for sheet in seen:
        _lay(book, sheet, pile, named=len(sheets) > 1)
    grids = [Grid(tuple(pile.rows), "xls", tuple(pile.repairs))]
    if hidden:
        aside = Pile(where, limits)
        for sheet in hidden:
            aside.repair(1, "hidden", f"工作表“{sheet.name}”", "隐藏的工作表，可见的表里没有报告，读入的是它")
            _lay(book, sheet, aside, named=True)
        grids.append(Grid(tuple(aside.rows), "xls", tuple(aside.repairs)))
    return grids


def _lay(book: Any, sheet: Any, pile: Pile, *, named: bool) -> None:
    if sheet.nrows * max(sheet.ncols, 1) > pile.limits.cells:
        raise pile.limits.refuse(pile.where, "cells", f"{sheet.nrows} 行 × {sheet.ncols} 列", "格")
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    texts = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _shown(book, sheet, row, column, pile)
            if text.strip():
                texts[(row, column)] = text
    last = max((row for row, _ in texts), default=0)
    claimed = {
        taken
        for (row, column), (down, _) in spans.items()
        if (row, column) in texts
        for taken in range(row, row + down)
    }
    rows = sorted({row for row, _ in texts} | {row for row in claimed if row <= last})
    at = {row: index for index, row in enumerate(rows)}
    cells = []
    for (row, column), text in sorted(texts.items()):
        down, across = spans.get((row, column), (1, 1))
        cells.append(Cell(at[row], column, text, sum(1 for taken in range(row, row + down) if taken in at), across))
    for row in rows:
        info = sheet.rowinfo_map.get(row)
        if info is not None and info.hidden:
            told = " ".join(text for (its, _), text in sorted(texts.items()) if its == row)
            pile.repair(pile.line + row + 1, "hidden", told, f"第 {row + 1} 行为隐藏行，照常读入")
    if cells:
        pile.table(cells, f"工作表“{sheet.name}”" if named else "", [row + 1 for row in rows])


def _shown(book: Any, sheet: Any, row: int, column: int, pile: Pile) -> str:
    import xlrd

    cell = sheet.cell(row, column)
    if cell.ctype not in (_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR):
        return ""
    style = book.xf_list[cell.xf_index]
    code = book.format_map[style.format_key].format_str
    place = Place(pile, row + 1, f"{xlrd.colname(column)}{row + 1}")
    if cell.ctype == _TEXT:
        return place.text(_runs(book, sheet, row, column, style.font_index), code)
    text = _plain(book, cell, code, place)
    if book.font_list[style.font_index].struck_out and text.strip():
        place.struck(text)
        return ""
    return text


def _runs(book: Any, sheet: Any, row: int, column: int, font: int) -> list[Run]:
    """The stretches of a text, each from where its font begins."""
    units = str(sheet.cell(row, column).value).encode("utf-16-le", "surrogatepass")
    starts = [(0, font), *(sheet.rich_text_runlist_map.get((row, column)) or ())]
    ends = [start for start, _ in starts[1:]] + [len(units) // 2]  # counted in UTF-16 units: 𠮷 is two
    fonts = [book.font_list[index] for _, index in starts]
    return [
        Run(
            units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass"),
            bool(font.struck_out),
            _SCRIPTS.get(font.escapement, "") if at else "",
        )
        for at, ((start, _), end, font) in enumerate(zip(starts, ends, fonts, strict=True))
    ]


def _plain(book: Any, cell: Any, code: str, place: Place) -> str:
    import xlrd

    if cell.ctype == _NUMBER:
        return place.number(cell.value, code)
    if cell.ctype == _DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (xlrd.XLDateError, OverflowError, ValueError):
            return place.number(cell.value, code)
        return place.date(moment.time() if 0 <= cell.value < 1 else moment, code)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
