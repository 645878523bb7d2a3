"""Rows that are no items: rules and blank rows, page feet, notes and totals, headings met again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.reading.grid import Row
from toolkit.reading.heading import Heading, enough, place
from toolkit.reading.layout import Layout
from toolkit.reading.unseen import folded, is_number

_RULE = re.compile(r"[\s\-—–_=*·.~─━|+:]*")
_PAGE = re.compile(r"第\d+页[,，/]?(?:共\d+页)?|共\d+页|—\d+—|-\d+-")
_BARE_PAGE = re.compile(r"\d{1,4}(?:/\d{1,4})?")
_NOTE = re.compile(
    r"(?:[附备]?注|注释|(?:填[报表])?说明|附件|(?:数据|信息)?来源|(?:责任)?编辑|联系(?:人|电话|方式)|填[报表](?:人|单位|时间|日期)"
    r"|制表人?|审核人?|打印时间|主办|承办|版权所有|发布(?:时间|日期))\d{0,2}[:：].*"
    r"|(?:[附备]?注|说明)\d{0,2}|[合总小共]计[:：]?|(?:打印|关闭|分享|返回|收藏).{0,6}|[上下]一[篇页条].*|版权所有.*|网站地图|.{0,6}ICP备.*"
)
# Cells of a heading end so; a cheap look before a row is weighed as a heading.
_HEADY = re.compile(
    r"(?:号|目\s*标|任\s*务|状\s*态|完\s*成|与否|进\s*展|情\s*况|说\s*明|原\s*因|分析|问题|领\s*导|单\s*位|部\s*门|主体|进度|内容|工作)\W*$"
)
_SHORT = 30  # characters of the longest heading worth the look
# How sure the named columns of a later heading have to be on average; between the end and the whole of a heading.
_SURE = 0.75


def junk(row: Row, layout: Layout) -> str:
    """The kind of junk a row is, or nothing."""
    if row.blank:
        return "blank-line" if len(row.cells) <= 1 else "blank-row"
    if all(_RULE.fullmatch(cell) for cell in row.cells):
        return "dash-row"
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) == 1 and len(filled[0]) < 40:
        text = folded(filled[0])
        if _PAGE.fullmatch(text) or (len(row.cells) == 1 < layout.width and _BARE_PAGE.fullmatch(text)):
            return "page-footer"
    return ""


def is_note(row: Row, layout: Layout) -> bool:
    """Whether a row announces itself as a note, a total or a button of the page."""
    at = next((index for index, cell in enumerate(row.cells) if cell.strip()), 0)
    first = folded(row.cells[at][:200]) if row.cells else ""
    if not _NOTE.fullmatch(first):
        return False
    return at == layout.number or not layout.text(row.cells, Column.PROGRESS)


def again(rows: Sequence[Row], at: int, layout: Layout, words: Words) -> Heading | None:
    """The heading that a row below the heading is, if it is one: the same again, or that of another table."""
    row = rows[at]
    if row.cells == layout.heading.row.cells:
        return replace(layout.heading, at=at, row=row)
    filled = [cell for cell in row.cells if cell.strip()]
    if sum(1 for cell in filled if len(cell) <= _SHORT and _HEADY.search(cell)) < 3:
        return None
    if any(is_number(cell) for cell in filled):
        return None
    found = place(at, row, words, rows[at + 1 : at + 60])
    named = len(found.columns)
    sure = named >= 3 and named * 2 >= len(filled) and found.score >= _SURE * named
    return found if sure and (enough(found) or Column.ITEM in found.columns) else None
