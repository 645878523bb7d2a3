"""The nouns of corroboration: one row of each reference table, the files they came from, and all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Table = Literal["statistics", "plan", "documents", "directory"]
TABLES: tuple[Table, ...] = ("statistics", "plan", "documents", "directory")
TITLES: Mapping[Table, str] = {"statistics": "统计", "plan": "下达目标", "documents": "文件索引", "directory": "名录"}
# Headings in the order of contract.md; a file may leave out those that are not required.
HEADINGS: Mapping[Table, tuple[str, ...]] = {
    "statistics": ("indicator", "period", "value", "unit", "source_title", "date"),
    "plan": ("year", "item", "annual_target", "responsible_unit", "issued_by"),
    "documents": ("title", "number", "issuer", "date"),
    "directory": ("kind", "name", "alias", "post", "valid_from", "valid_to"),
}
REQUIRED: Mapping[Table, tuple[str, ...]] = {
    "statistics": ("indicator", "period", "value"),
    "plan": ("year", "annual_target"),
    "documents": ("title",),
    "directory": ("kind", "name"),
}
# Understood where a table has it: whose figure it is, where not the whole area's.
OPTIONAL: Mapping[Table, tuple[str, ...]] = {"statistics": ("scope",), "plan": (), "documents": (), "directory": ()}


class Span(NamedTuple):
    """The days that a statistic speaks of, first and last."""

    start: dt.date
    end: dt.date

    @property
    def from_new_year(self) -> bool:
        """Whether it runs from the first of January, as yearly and cumulative figures do."""
        return (self.start.month, self.start.day) == (1, 1)


@dataclass(frozen=True, slots=True)
class Statistic:
    """One published figure; `value` in `unit` keeps its printed precision, `said` is the period as printed."""

    indicator: str
    period: Span
    said: str
    value: Decimal
    unit: str
    source_title: str
    date: dt.date | None
    at: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One target as it was issued for a year."""

    year: int
    item: str
    annual_target: str
    responsible_unit: str
    issued_by: str
    at: str


@dataclass(frozen=True, slots=True)
class Document:
    """One entry of an index of documents."""

    title: str
    number: str
    issuer: str
    date: dt.date | None
    at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit or leader with the names it also goes by and the days between which it is valid."""

    kind: Literal["unit", "leader"]
    name: str
    alias: tuple[str, ...]
    post: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    at: str

    def valid_on(self, day: dt.date) -> bool:
        """Whether the entry is valid on a day; an open side never ends."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that was read: its name without a folder, its table, and how many rows it gave.

    `skipped` are the rows left out, each with its reason; `unread` the headings that name no column of the table.
    """

    name: str
    table: Table
    sha256: str
    rows: int
    skipped: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """Every table of a folder; one that is not there, or has no rows, is empty. `ignored` are files of no table."""

    statistics: tuple[Statistic, ...] = ()
    plan: tuple[Planned, ...] = ()
    documents: tuple[Document, ...] = ()
    directory: tuple[Entry, ...] = ()
    files: tuple[TableFile, ...] = ()
    ignored: tuple[str, ...] = ()

    def rows(
        self, table: Table
    ) -> tuple[Statistic, ...] | tuple[Planned, ...] | tuple[Document, ...] | tuple[Entry, ...]:
        """The rows of one table by its name."""
        rows: tuple[Statistic, ...] | tuple[Planned, ...] | tuple[Document, ...] | tuple[Entry, ...]
        rows = getattr(self, table)
        return rows
