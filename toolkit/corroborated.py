"""What became of the user's reference tables: which rows were met, what agreed, what conflicted, what had no match."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReferenceFile:
    """A file of references by its name without a folder; `skipped` are rows left out, `unread` headings not known."""

    name: str
    sha256: str
    rows: int
    skipped: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorroboratedTable:
    """One reference table after an audit.

    `matched` counts the passages of the report that agree with it, `conflicts` the findings that it gave rise to;
    `unmatched` are its rows that nothing in the report was held against, `unsourced` the passages of the report that it
    has nothing for, each in words.
    """

    table: str
    files: tuple[ReferenceFile, ...]
    rows: int
    matched: int
    conflicts: int
    unmatched: tuple[str, ...] = ()
    unsourced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroborated:
    """All reference tables after an audit, and the files of the folder that are none."""

    tables: tuple[CorroboratedTable, ...]
    ignored: tuple[str, ...] = ()
