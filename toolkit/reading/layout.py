"""What the cells of a row ought to look like under a heading, so that a slid row is told from a sound one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.reading.heading import Heading
from toolkit.reading.unseen import folded, is_number, plain

# What names of offices end in; only the shape counts here, the list need not be complete.
_OFFICE = re.compile(
    r"[^：:。！？\d]{0,30}(?:局|委|办|部|厅|院|处|中心|政府|公司|集团|会|站|队|街道|镇|乡|区|县|室|署|联|银行|海关|单位)"
    r"(?:[（(][^（）()]{1,20}[)）])?等?"
)
_LIST_MARK = re.compile(r"[、，,；;\s]+")
_CAUSE = re.compile(r"因|由于|受|影响|滞后|不足|未|待|问题|困难|审批|手续|征地|资金|疫情|调整|原因")
_TELLING = re.compile(r"[。；，,;0-9]")
MOST_LEADER = 20  # characters: a few names
LEAST_REASON = 8  # characters: below this a text without a word of cause may be a name
LEAST_PROGRESS = 6


def is_office(cell: str) -> bool:
    """Whether a cell is a list of offices."""
    names = [name for name in _LIST_MARK.split(plain(cell).strip()) if name]
    return bool(names) and len(names) <= 40 and all(len(n) <= 60 and _OFFICE.fullmatch(n) for n in names)


@dataclass(frozen=True, slots=True)
class Layout:
    """A heading with what is known of its columns; `sure` is false below a heading that could not be understood."""

    heading: Heading
    width: int
    needed: int
    number: int | None
    statuses: frozenset[str]
    no_reason: frozenset[str]
    no_reason_pattern: re.Pattern[str]
    sure: bool = True

    @classmethod
    def of(cls, heading: Heading, words: Words) -> Layout:
        """The layout that a heading promises; nameless cells at its end are not needed."""
        cells = heading.row.cells
        needed = max(index + 1 for index, cell in enumerate(cells) if cell.strip())
        statuses = frozenset(folded(term) for name in words.names("status") for term in words[name])
        no_reason = frozenset(folded(term) for term in words["cells.no_reason"])
        number = heading.columns.get(Column.ITEM)
        pattern = words.pattern("cells.no_reason_pattern")
        return cls(heading, len(cells), needed, number, statuses, no_reason, pattern)

    def numbered(self, cells: Sequence[str]) -> bool:
        """Whether the number of an item stands where it belongs."""
        return self.number is not None and self.number < len(cells) and is_number(cells[self.number])

    def text(self, cells: Sequence[str], column: Column) -> str:
        """Folded text of a column's cell, empty where the row has none."""
        at = self.heading.columns.get(column)
        return folded(cells[at]) if at is not None and at < len(cells) else ""

    def has_status(self, cells: Sequence[str]) -> bool:
        """Whether a word of the status vocabulary stands where the status belongs."""
        return self.text(cells, Column.STATUS).strip("。") in self.statuses - {""}

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether status, reason and leader look like what their columns say; false where nothing can be told."""
        columns = self.heading.columns
        if Column.STATUS in columns and not self.has_status(cells):
            return False
        if Column.REASON in columns and not self._is_reason(self.text(cells, Column.REASON)):
            return False
        leader = self.text(cells, Column.LEADER)
        if len(leader) > MOST_LEADER or is_office(leader):
            return False
        return Column.STATUS in columns or Column.REASON in columns

    def _is_reason(self, text: str) -> bool:
        if text in self.no_reason or self.no_reason_pattern.fullmatch(text):
            return True
        return not is_office(text) and (len(text) >= LEAST_REASON or _CAUSE.search(text) is not None)

    def ends_soundly(self, cells: Sequence[str]) -> bool:
        """Whether a short row lacks nothing but its last cells: it ends with its progress or its reason.

        A row that ends anywhere else may have lost a cell in the middle, and then every later cell has slid.
        """
        columns = self.heading.columns
        last = max((index for index, cell in enumerate(cells) if cell.strip()), default=-1)
        body = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.STATUS, Column.PROGRESS)
        if Column.STATUS not in columns or any(columns.get(column, -1) > last for column in body):
            return False
        progress = self.text(cells, Column.PROGRESS)
        if is_office(progress) or not (len(progress) >= LEAST_PROGRESS or _TELLING.search(progress)):
            return False
        whole = last >= max(columns.values()) and is_office(self.text(cells, Column.RESPONSIBLE_UNIT))
        return (whole or last in (columns[Column.PROGRESS], columns.get(Column.REASON))) and self.fits(cells)
