"""A report with the readings of its items: what the checks that compare rows are given."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.subject import Reading
from toolkit.language.words import Words
from toolkit.lean import once
from toolkit.model import Item, Passage, Report


class ReportReading:
    """A report with the readings of its items, for checks that compare them."""

    def __init__(self, report: Report, words: Words) -> None:
        """Read every item of `report` with the vocabulary `words`."""
        self.report = report
        self.words = words
        self.items = tuple(Reading(item, report.period, words) for item in report.items)

    @once
    def intact(self) -> tuple[Reading, ...]:
        """The items whose cells stand in their places."""
        return tuple(reading for reading in self.items if reading.item.intact)

    def whole(self) -> Passage:
        """The passage of a remark about the report as such."""
        return Passage(str(self.report.period) if self.report.period else None, None, None, 0, 0, "")

    @once
    def _rows(self) -> dict[str, list[Reading]]:
        rows: dict[str, list[Reading]] = {}
        for reading in self.items:
            rows.setdefault(reading.item.number, []).append(reading)
        return rows

    def blocks(self, size: int) -> Iterator[list[tuple[int, Reading]]]:
        """All rows with their places, some `size` at a time; rows that bear the same number are never parted."""
        places = {id(reading): at for at, reading in enumerate(self.items)}
        block: list[tuple[int, Reading]] = []
        for rows in self._rows.values():
            block += [(places[id(reading)], reading) for reading in rows]
            if len(block) >= size:
                yield block
                block = []
        yield block

    def numbered(self, item: str) -> list[Item]:
        """The rows that bear a number, in order: two where it is printed twice."""
        return [reading.item for reading in self._rows.get(item, ())]

    def rows_at(self, passage: Passage) -> list[Item]:
        """The rows that a passage may stand in: those that bear its number."""
        return self.numbered(passage.item or "")

    def place(self, item: str | None, line: int) -> Reading | None:
        """The reading of the row numbered `item` that begins on `line`."""
        return next((r for r in self._rows.get(item or "", ()) if r.item.line == line), None)
