"""Rows become items: junk goes, broken rows are joined, cells are cleaned; every repair is listed with its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from toolkit.language.words import Words
from toolkit.model import Column, Item, Repair
from toolkit.reading.characters import suspect
from toolkit.reading.continuing import SECTION, continued
from toolkit.reading.draft import Draft, drafted
from toolkit.reading.grid import Row
from toolkit.reading.heading import Heading, enough, in_period
from toolkit.reading.joining import join
from toolkit.reading.junk import again, is_note, junk
from toolkit.reading.layout import Layout
from toolkit.reading.unseen import folded

MOST_NOTE = 3  # filled cells of a row at the table's end that is no item: 打印, 关闭, 分享


@dataclass(slots=True)
class Rows:
    """What the rows below a heading came to; `headings` are those that stand below the first."""

    items: list[Item] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def read_rows(rows: Sequence[Row], heading: Heading, words: Words) -> Rows:
    """Items and repairs of the rows below the heading."""
    reader = _Reader(rows, Layout.of(heading, words), words)
    at = 0
    while at < len(rows):
        at += reader.step(at)
    reader.close()
    reader.result.repairs.sort(key=lambda repair: repair.line)
    return reader.result


class _Reader:
    """One pass over the rows; an item stays open until the next begins, because lines may still belong to it."""

    def __init__(self, rows: Sequence[Row], layout: Layout, words: Words) -> None:
        self.rows, self.layout, self.words = rows, layout, words
        self.result = Rows()
        self.draft: Draft | None = None
        backwards = range(len(rows) - 1, -1, -1)
        self.last_numbered = next((at for at in backwards if layout.numbered(rows[at].cells)), -1)

    def step(self, at: int) -> int:
        """Read the row at `at`; how many rows that took."""
        row, layout = self.rows[at], self.layout
        if row.above and self._belongs_above(row):
            self._merge(row, at)
            return 1
        if len(row.cells) == layout.width and layout.sure and layout.numbered(row.cells):
            if self._stands_alone(at):
                self._take(row)
                return 1
            self._open(drafted(row.line, row.cells, layout, at, row.place))
            return 1
        kind = junk(row, layout)
        if kind:
            self._leave_out(kind, row)
            return 1
        heading = again(self.rows, at, layout, self.words)
        if heading is not None:
            self._turn(heading)
            return 1
        if is_note(row, layout):
            self._leave_out("note-row", row)
            return 1
        if self.draft and continued(self.draft, self.rows, at, layout, at < self.last_numbered):
            return 1
        joined = join(self.rows, at, layout) if layout.sure else None
        if joined is not None:
            draft = drafted(row.line, joined.cells, layout, at, row.place)
            draft.rows, draft.met, draft.last = joined.taken, len(row.cells), at + joined.taken - 1
            if not joined.sure:
                draft.doubt("接续的格归属不能确定")
            self._open(draft)
            return joined.taken
        if self._is_aside(row, at):
            self._leave_out("note-row", row)
        else:
            self._open(self._alone(row, at))
        return 1

    def _stands_alone(self, at: int) -> bool:
        """Whether the next row begins an item too, so that nothing can belong to this one but its own cells."""
        if at + 1 >= len(self.rows):
            return False
        below = self.rows[at + 1]
        whole = len(below.cells) == self.layout.width and not below.above and self.layout.numbered(below.cells)
        return whole and not suspect("\t".join(self.rows[at].cells))

    def _take(self, row: Row) -> None:
        """A whole row with nothing to mend is an item as it is: the way of nearly every row of a large table."""
        self.close()
        cells = {column: row.cells[index] for column, index in self.layout.heading.columns.items()}
        self.result.items.append(Item(cells[Column.ITEM].strip(), cells, row.line, True, row.place))

    def _belongs_above(self, row: Row) -> bool:
        """Whether a merged cell holds the item's number for this row too."""
        return self.draft is not None and self.layout.sure and self.layout.number in row.above

    def _merge(self, row: Row, at: int) -> None:
        """The row is more of the open item: what differs from above is written on."""
        assert self.draft is not None  # noqa: S101 - `_belongs_above` has looked
        self.draft.merged = self.draft.merged or "各行并入一项"
        for column, index in self.layout.heading.columns.items():
            cell = row.cells[index] if index < len(row.cells) else ""
            if index in row.above or not cell.strip():
                continue
            if column is Column.STATUS:
                if cell.strip() == self.draft.parts[column][-1].strip():
                    continue
                self.draft.merged, self.draft.intact = "同一事项有两种完成状态，原样保留", False
            self.draft.append(column, cell, at)

    def _open(self, draft: Draft) -> None:
        self.close()
        self.draft = draft

    def close(self) -> None:
        """The open item is done: nothing more can belong to it."""
        if self.draft is None:
            return
        item, repairs = self.draft.finished(len(self.result.items) + 1)
        self.result.items.append(item)
        self.result.repairs += repairs
        self.draft = None

    def _leave_out(self, kind: str, row: Row) -> None:
        self.result.repairs.append(Repair(row.line, None, kind, "\t".join(row.cells).strip("\n"), ""))

    def _turn(self, heading: Heading) -> None:
        """A heading below the heading: the same again is junk, another order holds for the rows behind it."""
        heading, unclear = in_period(heading, self.layout.heading.wanted)
        if heading.columns == self.layout.heading.columns and self.layout.sure and not unclear:
            self._leave_out("repeated-heading", heading.row)
        else:
            printed = "\t".join(heading.row.cells)
            sure = enough(heading) and not unclear
            after = "以下各行按此表头读取" if sure else "此表头认不全，以下各行原样保留"
            self.result.repairs.append(Repair(heading.row.line, None, "new-heading", printed, after))
            self.layout = Layout.of(heading, self.words) if sure else replace(self.layout, sure=False)
            self.close()
        self.result.headings.append(heading)

    def _is_aside(self, row: Row, at: int) -> bool:
        """A row without number that holds a single text, or a few at the table's end, is no item."""
        if self.layout.numbered(row.cells):
            return False
        filled = [index for index, cell in enumerate(row.cells) if cell.strip()]
        columns = self.layout.heading.columns
        if len(filled) == 1 and self.layout.width > 2:
            content = (Column.PROGRESS, Column.STATUS, Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
            if len(row.cells) == 1 or SECTION.fullmatch(folded(row.cells[filled[0]])):
                return True  # a caption between the items
            return filled[0] not in {columns.get(column) for column in content}
        if self.layout.number is None or self.layout.number not in filled or len(filled) > MOST_NOTE:
            return False
        after = at > self.last_numbered and (self.draft is None or self.draft.intact)
        held = any(self.layout.text(row.cells, c) for c in (Column.PROGRESS, Column.STATUS, Column.RESPONSIBLE_UNIT))
        return after and not held

    def _alone(self, row: Row, at: int) -> Draft:
        """A row that nothing completes: trusted only where no cell can have slid."""
        layout, met = self.layout, len(row.cells)
        draft = drafted(row.line, row.cells, layout, at, row.place)
        extra = any(cell.strip() for cell in row.cells[layout.width :])
        filled = [
            column for column, index in layout.heading.columns.items() if index < met and row.cells[index].strip()
        ]
        lone = len(filled) <= 1 and not layout.numbered(row.cells)  # a stray text in a target or status cell
        if layout.sure and met >= layout.needed and not extra and not lone:
            return draft
        draft.met = met
        sound = layout.sure and not extra and not lone and layout.ends_soundly(row.cells) and not self._orphaned(at + 1)
        draft.doubt("未能对齐，原样保留" if not sound else "")
        return draft

    def _orphaned(self, at: int) -> bool:
        """Whether the row at `at` is neither item nor aside: then it may be the rest of the row before it."""
        while at < len(self.rows) and self.rows[at].blank:
            at += 1
        if at == len(self.rows):
            return False
        row = self.rows[at]
        if junk(row, self.layout) or is_note(row, self.layout) or again(self.rows, at, self.layout, self.words):
            return False
        return not (self.layout.numbered(row.cells) and self.layout.has_status(row.cells))
