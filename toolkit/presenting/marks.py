"""Where findings stand: to which item each belongs, and how a cell is cut to mark overlapping quotes in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.model import SEVERITIES, Assessment, Audit, Column, Finding, Item, Severity


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with the number by which page, workbook and notebook refer to it."""

    number: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what was decided about it and what was found in it, in the order of the audit."""

    assessment: Assessment
    findings: tuple[Numbered, ...]

    @property
    def item(self) -> Item:
        """The row of the report."""
        return self.assessment.item


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell covered by the same findings; `ends` are those whose quote is complete with it."""

    text: str
    covers: tuple[Numbered, ...]
    ends: tuple[Numbered, ...]

    @property
    def severity(self) -> Severity | None:
        """The gravest severity among the findings that cover the piece."""
        return gravest(n.finding.severity for n in self.covers)


def numbered(audit: Audit) -> tuple[Numbered, ...]:
    """Number the findings of an audit from 1, the gravest first, else in its order."""
    ranked = sorted(audit.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return tuple(Numbered(n, finding) for n, finding in enumerate(ranked, start=1))


def gravest(severities: Iterable[Severity]) -> Severity | None:
    """Pick the highest of some severities; None where there is none."""
    return min(severities, key=SEVERITIES.index, default=None)


def rows(audit: Audit) -> tuple[Row, ...]:
    """Give every item its findings; two rows may share a printed number, so the source line decides."""
    homes = _homes(audit)
    found: dict[int, list[Numbered]] = {}
    for entry in numbered(audit):
        home = _home(entry.finding, homes)
        if home is not None:
            found.setdefault(home, []).append(entry)
    return tuple(Row(a, tuple(found.get(i, ()))) for i, a in enumerate(audit.assessments))


def about_whole(audit: Audit) -> tuple[Numbered, ...]:
    """List the findings that belong to no single item: about headings, removed rows, the report as a whole."""
    homes = _homes(audit)
    return tuple(entry for entry in numbered(audit) if _home(entry.finding, homes) is None)


def _homes(audit: Audit) -> Mapping[tuple[str, int | None], int]:
    """Index the items by number and line, and by number alone for whatever carries no line."""
    homes: dict[tuple[str, int | None], int] = {}
    for index, assessment in enumerate(audit.assessments):
        homes[(assessment.item.number, assessment.item.line)] = index
        homes.setdefault((assessment.item.number, None), index)
    return homes


def _home(finding: Finding, homes: Mapping[tuple[str, int | None], int]) -> int | None:
    number = finding.passage.item
    if number is None:
        return None
    return homes.get((number, finding.line), homes.get((number, None)))


def in_cell(findings: Sequence[Numbered], column: Column) -> tuple[Numbered, ...]:
    """Keep the findings whose quote stands in `column`."""
    return tuple(n for n in findings if n.finding.passage.column == column)


def pieces(text: str, findings: Sequence[Numbered]) -> tuple[Piece, ...]:
    """Cut `text` at every border of a quote; the pieces joined give `text` again.

    A finding with an empty span (something removed stood there) becomes an empty piece of its own.
    """
    spans = [(n.finding.passage.start, n.finding.passage.end, n) for n in findings]
    borders = sorted({0, len(text), *(min(at, len(text)) for start, end, _ in spans for at in (start, end))})
    cut: list[Piece] = []
    for start, end in zip(borders, [*borders[1:], None], strict=True):
        empty = tuple(n for s, e, n in spans if s == e == start)
        if empty:
            cut.append(Piece("", empty, empty))
        if end is not None:
            covers = tuple(n for s, e, n in spans if s <= start and end <= e)
            cut.append(Piece(text[start:end], covers, tuple(n for n in covers if n.finding.passage.end == end)))
    return tuple(cut)
