"""A reporting period and its grammar: 2023Q4, 2023H1, 2023, 2023M07."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from toolkit.errors import InputError

_PERIOD = re.compile(r"(?P<year>(?:19|20)\d\d)(?:(?P<kind>[QHM])(?P<number>\d{1,2}))?", re.ASCII)
_MONTHS = {"Q": 3, "H": 6, "M": 1, "Y": 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period: `2023Q4` (quarter), `2023H1` (half), `2023` (year), `2023M07` (month)."""

    year: int
    kind: Literal["Q", "H", "M", "Y"] = "Y"
    number: int = 1

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the period grammar of contract.md; raises InputError on anything else."""
        match = _PERIOD.fullmatch(text)
        if match:
            kind = match["kind"] or "Y"
            number = int(match["number"] or 1)
            if 1 <= number <= 12 // _MONTHS[kind] and (kind == "M") == (len(match["number"] or "") == 2):
                return cls(int(match["year"]), kind, number)  # type: ignore[arg-type]  # the pattern allows Q H M only
        raise InputError.of("报告期", expected="2023Q4、2023H1、2023 或 2023M07 的写法", met=f"“{text}”")

    def __str__(self) -> str:
        """Print it in the grammar it is read in."""
        if self.kind == "Y":
            return str(self.year)
        return (
            f"{self.year}{self.kind}{self.number:02d}" if self.kind == "M" else f"{self.year}{self.kind}{self.number}"
        )

    @property
    def start(self) -> dt.date:
        """First day of the period."""
        return dt.date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> dt.date:
        """Last day of the period."""
        month = self.number * _MONTHS[self.kind]
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])


_PREFIX = re.compile(r"(?:.*\.\.)?(\d{4})(?:Q([1-4])|H([12])|-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def last_day(prefix: str) -> dt.date | None:
    """Last day of an ISO prefix as the ledger writes dates (`2023`, `2023Q3`, `2023-10-31`, of `2021..2023` the last).

    None for what is no date of a known year.
    """
    match = _PREFIX.fullmatch(prefix)
    if match is None:
        return None
    year, quarter, half, month, day = (int(group) if group else 0 for group in match.groups())
    month = month or 3 * quarter or 6 * half or 12
    try:
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
