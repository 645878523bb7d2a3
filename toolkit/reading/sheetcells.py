"""What a workbook's cell shows, for both kinds of workbook: by its number format, and without what is struck out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.reading import dates, shown
from toolkit.reading.runs import Run, joined
from toolkit.reading.spans import Pile


@dataclass(frozen=True, slots=True)
class Place:
    """A cell by its 1-based row and its name (`D5`); what cannot be shown is listed with the pile's repairs."""

    pile: Pile
    row: int
    name: str

    def number(self, value: float | int, code: str) -> str:
        """A number under its format; plain, and listed, where the format is not understood."""
        said = shown.number(value, code)
        if said is None:
            return self._plain(shown.plain(value), code)
        if not said and value:
            self._hidden(shown.plain(value), code)
        return said

    def date(self, moment: dt.datetime | dt.date | dt.time, code: str) -> str:
        """A date under its format; in figures, and listed, where the format is not understood."""
        said = dates.date(moment, code)
        return self._plain(dates.iso(moment), code) if said is None else said

    def odd(self, value: object, code: str) -> str:
        """A value that no format is known for, such as elapsed time."""
        return self._plain(str(value), code)

    def text(self, runs: Iterable[Run], code: str) -> str:
        """A text without what is struck out, which is listed."""
        stands, struck = joined(runs)
        stands = stands.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
        if struck.strip():
            self.struck(struck)
        said = shown.text(stands, code)
        if not said and stands.strip():
            self._hidden(stands, code)
        return said

    def struck(self, text: str) -> None:
        """List a text that a line is drawn through."""
        self.pile.repair(self.pile.line + self.row, "struck-out", text, f"{self.name} 格，未读入")

    def _plain(self, said: str, code: str) -> str:
        self.pile.repair(self.pile.line + self.row, "number-format", code, f"{self.name} 格按数值 {said} 读入")
        return said

    def _hidden(self, said: str, code: str) -> None:
        self.pile.repair(
            self.pile.line + self.row, "hidden", said, f"{self.name} 格的数字格式 {code} 不显示此值，未读入"
        )
