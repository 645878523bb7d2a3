"""Which table a row of headings belongs to, and which cell names which of its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.language.words import Words
from toolkit.reading.grid import Row
from toolkit.reading.unseen import folded
from toolkit.references.fields import cleaned
from toolkit.references.values import HEADINGS, OPTIONAL, REQUIRED, TABLES, Table

SEARCHED = 20  # rows in which the headings have to appear
LEAST = 2  # columns that have to be named where the file's name does not tell the table


@dataclass(frozen=True, slots=True)
class Heading:
    """A row of headings: its index, its table, the cell of each column that it names, and the headings left over."""

    at: int
    table: Table
    columns: Mapping[str, int]
    unread: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns without which the table says nothing."""
        return tuple(name for name in REQUIRED[self.table] if name not in self.columns)


def named(stem: str, words: Words) -> Table | None:
    """The table that a file is named after; None where its name tells none, or two."""
    bare = folded(stem).casefold()
    told = [table for table in TABLES if any(term in bare for term in words[f"references.files.{table}"])]
    return told[0] if len(told) == 1 else None


def find(rows: Sequence[Row], named_for: Table | None, words: Words) -> Heading | None:
    """The row that names the columns of one table best: whole tables first, then the file's own, then most columns."""
    best: tuple[tuple[bool, bool, int], Heading] | None = None
    for at, row in enumerate(rows[:SEARCHED]):
        for table in TABLES:
            heading = _placed(at, row, table, words)
            weight = (not heading.missing, table == named_for, len(heading.columns))
            enough = table == named_for or len(heading.columns) >= LEAST
            if enough and heading.columns and (best is None or weight > best[0]):
                best = (weight, heading)
    return best[1] if best else None


def _placed(at: int, row: Row, table: Table, words: Words) -> Heading:
    columns: dict[str, int] = {}
    texts = [folded(cleaned(cell)).casefold() for cell in row.cells]
    for name in (*HEADINGS[table], *OPTIONAL[table]):
        known = (name, *words[f"references.{table}.{name}"])
        spot = next((i for i, text in enumerate(texts) if text in known and i not in columns.values()), None)
        if spot is not None:
            columns[name] = spot
    unread = tuple(cleaned(c) for i, c in enumerate(row.cells) if c.strip() and i not in columns.values())
    return Heading(at, table, columns, unread)
