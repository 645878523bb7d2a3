"""An item in the making: its cells as they come in, row by row, and the repairs that it took."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from toolkit.model import Column, Item, Repair
from toolkit.reading.characters import doubtful, folded_radicals, suspect
from toolkit.reading.layout import Layout
from toolkit.reading.markup import clean
from toolkit.reading.unseen import plain

# A text can still hold the marks of the page that it was taken from; `<s>` alone, never closed, is no such mark.
_STRUCK = re.compile(r"<(del|s|strike)(?:\s[^<>]*)?>(.{0,500}?)</\1\s*>", re.I | re.S)


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
    merged: str | None = field(default=None)
    place: str = ""

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
            cells[column] = self._cleaned(column, text, number, marks) if suspect(text) else text
        return Item(number, cells, self.line, self.intact, self.place), [*self._shapes(number), *marks]

    def _cleaned(self, column: Column, text: str, number: str, marks: list[Repair]) -> str:
        """A cell without markup and radicals; what was taken, and what looks wrong, joins `marks`."""
        if "<" in text or "&" in text:
            for struck in _STRUCK.finditer(text):
                marks.append(
                    Repair(self.line, column, "struck-out", clean(struck[2]).text, "划去的文字，未读入", number)
                )
            cleaned = clean(_STRUCK.sub("", text))
            if cleaned.removed:
                taken = " ".join(cleaned.removed)
                marks.append(Repair(self.line, column, "markup", taken, "", number, cleaned.offset))
            text = cleaned.text
        folded, radicals = folded_radicals(text)
        if radicals:
            after = folded_radicals(radicals)[0]
            marks.append(Repair(self.line, column, "radical", radicals, after, number, text.index(radicals[0])))
        marks += [Repair(self.line, column, kind, met, "", number, at) for kind, met, at in doubtful(folded)]
        return folded

    def _shapes(self, number: str) -> list[Repair]:
        if self.shape is not None:
            joined = f"（与其下 {self.rows - 1} 行并读）" if self.rows > 1 else ""
            return [Repair(self.line, None, "row-shape", f"{self.met} 格{joined}", self.shape, number)]
        if self.merged is not None:
            return [Repair(self.line, None, "rows-merged", f"序号合并 {self.rows} 行", self.merged, number)]
        if self.rows > 1:
            before = f"{self.rows} 行，首行 {self.met} 格"
            return [Repair(self.line, None, "row-joined", before, "", number)]
        return []

    def _number(self, raw: dict[Column, str], position: int) -> str:
        if Column.ITEM not in raw:
            return str(position)
        printed = raw[Column.ITEM].strip()
        if "<" in printed or "&" in printed:
            printed = clean(printed).text.strip()
        return plain(printed) or f"第{self.line}行"


def drafted(line: int, cells: Sequence[str], layout: Layout, at: int, place: str = "") -> Draft:
    """A draft of one row; what stands beyond the heading's width is kept in the last column."""
    met, columns = len(cells), layout.heading.columns
    parts = {column: [cells[index] if index < met else ""] for column, index in columns.items()}
    if met > layout.width and any(cell.strip() for cell in cells[layout.width :]):
        last = max(columns, key=lambda column: columns[column])
        parts[last] = ["\t".join(cells[columns[last] :]).rstrip("\t")]
    return Draft(line, parts, at, met, met >= layout.needed, place=place)
