"""What an audit made of the reference tables, counted from what the checks said: nothing is judged here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.checks.catalogue import Rule
from toolkit.checks.remarks import Remark, Unmatched, Verified
from toolkit.corroborated import Corroborated, CorroboratedTable, ReferenceFile
from toolkit.errors import one_line
from toolkit.references.values import TABLES, Document, Entry, Planned, References, Statistic, Table

# The rule that holds the report against each table.
RULES: Mapping[Table, str] = {
    "statistics": "source-figure-conflict",
    "plan": "official-target-mismatch",
    "documents": "citation-unresolved",
    "directory": "roster-mismatch",
}


@dataclass(slots=True)
class Heard:
    """What the checks of sources said: the reference rows they used, and what agreed, conflicted, had no match."""

    met: set[str] = field(default_factory=set)
    matched: dict[str, int] = field(default_factory=dict)
    conflicts: dict[str, int] = field(default_factory=dict)
    unsourced: dict[str, list[str]] = field(default_factory=dict)

    def take(self, rule: Rule, entries: Iterable[Remark | Verified | Unmatched]) -> None:
        """Count what one rule said."""
        for entry in entries:
            if isinstance(entry, Unmatched):
                self.unsourced.setdefault(rule.id, []).append(_told(entry))
                continue
            self.met.update(entry.against)
            counts = self.conflicts if isinstance(entry, Remark) else self.matched
            counts[rule.id] = counts.get(rule.id, 0) + 1


def _told(entry: Unmatched) -> str:
    told = one_line(entry.passage.quote, 60)
    where = f"事项 {one_line(entry.passage.item, 20)}" if entry.passage.item else "全表"
    return f"{where}：{told}" + (f"（{entry.why}）" if entry.why else "")


def corroborated(references: References, heard: Heard) -> Corroborated:
    """The account of each table that has a file."""
    tables = [_table(references, table, heard) for table in TABLES if any(f.table == table for f in references.files)]
    return Corroborated(tuple(tables), references.ignored)


def _table(references: References, table: Table, heard: Heard) -> CorroboratedTable:
    files = [file for file in references.files if file.table == table]
    rows, rule = references.rows(table), RULES[table]
    return CorroboratedTable(
        table=table,
        files=tuple(ReferenceFile(f.name, f.sha256, f.rows, f.skipped, f.unread) for f in files),
        rows=len(rows),
        matched=heard.matched.get(rule, 0),
        conflicts=heard.conflicts.get(rule, 0),
        unmatched=tuple(_unmet(rows, heard.met)),
        unsourced=tuple(heard.unsourced.get(rule, ())),
    )


def _unmet(rows: Sequence[Statistic | Planned | Document | Entry], met: Collection[str]) -> Iterable[str]:
    for row in rows:
        if row.at not in met:
            yield f"{one_line(row.at, 80)}：{one_line(_name(row), 80)}"


def _name(row: Statistic | Planned | Document | Entry) -> str:
    match row:
        case Statistic():
            return f"{row.indicator}（{row.said}）"
        case Planned():
            return f"{row.year} 年第 {row.item or '?'} 项 {row.annual_target}"
        case Document():
            return f"《{row.title.strip('《》')}》{row.number}"
        case Entry():
            return row.name
