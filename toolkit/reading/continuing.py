"""Lines that go on with the item before them: merged cells written on, offices on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.model import Column
from toolkit.reading.draft import Draft
from toolkit.reading.grid import Row
from toolkit.reading.layout import Layout, is_office
from toolkit.reading.unseen import folded

_NARRATIVE = frozenset({Column.PROGRESS, Column.REASON, Column.LEADER, Column.RESPONSIBLE_UNIT})
SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.].*")
_DATE = re.compile(r"(?:19|20|二).{2,3}年.{1,3}月.{1,3}日")
_OPEN_END = re.compile(r"[、，,；;（(]\s*$")


def continued(draft: Draft, rows: Sequence[Row], at: int, layout: Layout, more: bool) -> bool:
    """Append the row at `at` to the open item where it belongs to it; `more` tells that items follow."""
    row = rows[at]
    if len(row.cells) == 1:
        return draft.last == at - 1 and _lone(draft, rows, at, layout, more)
    filled = {index: cell for index, cell in enumerate(row.cells) if cell.strip()}
    by_index = {index: column for column, index in layout.heading.columns.items()}
    columns = {by_index.get(index) for index in filled}
    if not layout.sure or layout.number is None or not columns or not columns <= _NARRATIVE:
        return False
    for index, cell in filled.items():
        draft.append(by_index[index], cell, at)
    return True


def _lone(draft: Draft, rows: Sequence[Row], at: int, layout: Layout, more: bool) -> bool:
    """A line without any delimiter right below an item: the rest of its last cell, or nothing of it."""
    text = rows[at].cells[0]
    if SECTION.fullmatch(folded(text)):
        return False
    columns = layout.heading.columns
    present = {c: i for c, i in columns.items() if draft.complete or i < draft.met}
    last = max(present, key=lambda column: present[column]) if present else None
    if last is None or last is Column.ITEM:
        return False
    if not draft.complete:  # what is missing of the row hangs on this line: kept, and not trusted
        draft.append(last, text, at)
        draft.doubt("未能对齐，原样保留")
        return True
    if columns[last] != layout.needed - 1 or last not in (Column.RESPONSIBLE_UNIT, Column.LEADER):
        return False
    if not _OPEN_END.search(draft.parts[last][-1]) and not _is_rest(text, rows, at, layout, more):
        return False
    draft.append(last, text, at)
    return True


def _is_rest(text: str, rows: Sequence[Row], at: int, layout: Layout, more: bool) -> bool:
    """Offices, but neither the signature below the table nor the caption of the group that follows."""
    if not is_office(text):
        return False
    following = next((row for row in rows[at + 1 : at + 6] if not row.blank), None)
    if following is None:
        return "人民政府" not in text
    if not more and ("人民政府" in text or _DATE.fullmatch(folded("".join(following.cells))[:40])):
        return False
    return folded(text) != layout.text(following.cells, Column.RESPONSIBLE_UNIT)
