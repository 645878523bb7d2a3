"""An item in the making: its cells as they come in, row by row, and the repairs that it took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.model import Column, Item, Repair
from toolkit.reading.layout import Layout
from toolkit.reading.markup import clean
from toolkit.reading.unseen import plain


@dataclass(slots=True)
class Draft:
    """Parts of each cell, the rows that they came from (`last` is the index of the latest), and doubts about them."""

    line: int
    parts: dict[Column, list[str]]
    last: int
    met: int
    complete: bool
    rows: int = 1
    intact: bool = True
    shape: str | None = field(default=None)

    def doubt(self, why: str) -> None:
        """The row's width is not the heading's; with a reason given, its cells are not trusted either."""
        self.shape = why or "缺格按空处理"
        self.intact = self.intact and not why

    def append(self, column: Column, text: str, at: int) -> None:
        """More text for a cell, from the row at index `at`."""
        held = self.parts.setdefault(column, [])
        if held == [""]:
            held.clear()
        held.append(text)
        if self.last != at:
            self.rows += 1
        self.last = at

    def finished(self, position: int) -> tuple[Item, list[Repair]]:
        """The item with its cells cleaned, and what was mended in it."""
        cells: dict[Column, str] = {}
        marks: list[Repair] = []
        raw = {column: parts[0] if len(parts) == 1 else "\n".join(parts) for column, parts in self.parts.items()}
        number = self._number(raw, position)
        for column, text in raw.items():
            if "<" not in text and "&" not in text:
                cells[column] = text
                continue
            cleaned = clean(text)
            cells[column] = cleaned.text
            if cleaned.removed:
                taken = " ".join(cleaned.removed)
                marks.append(Repair(self.line, column, "markup", taken, "", number, cleaned.offset))
        shapes = []
        if self.shape is not None:
            joined = f"（与其下 {self.rows - 1} 行并读）" if self.rows > 1 else ""
            shapes.append(Repair(self.line, None, "row-shape", f"{self.met} 格{joined}", self.shape, number))
        elif self.rows > 1:
            before = f"{self.rows} 行，首行 {self.met} 格"
            shapes.append(Repair(self.line, None, "row-joined", before, "", number))
        return Item(number, cells, self.line, self.intact), [*shapes, *marks]

    def _number(self, raw: dict[Column, str], position: int) -> str:
        if Column.ITEM not in raw:
            return str(position)
        printed = raw[Column.ITEM].strip()
        if "<" in printed or "&" in printed:
            printed = clean(printed).text.strip()
        return plain(printed) or f"第{self.line}行"


def drafted(line: int, cells: Sequence[str], layout: Layout, at: int) -> Draft:
    """A draft of one row; what stands beyond the heading's width is kept in the last column."""
    met, columns = len(cells), layout.heading.columns
    parts = {column: [cells[index] if index < met else ""] for column, index in columns.items()}
    if met > layout.width and any(cell.strip() for cell in cells[layout.width :]):
        last = max(columns, key=lambda column: columns[column])
        parts[last] = ["\t".join(cells[columns[last] :]).rstrip("\t")]
    return Draft(line, parts, at, met, met >= layout.needed)
