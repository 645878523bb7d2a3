"""Where findings stand: to which item each belongs, and how a cell is cut to mark overlapping quotes in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.model import SEVERITIES, Assessment, Audit, Column, Finding, Item, Part, Severity


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
class Lettered:
    """A part of a target with the letter by which both its cells refer to it."""

    letter: str
    part: Part

    def spans(self, column: Column) -> list[tuple[int, int]]:
        """Where the part, or what answers it, stands in a column."""
        passages = (self.part.passage, *self.part.evidence)
        return [(p.start, p.end) for p in passages if p.column == column]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell covered by the same findings; `ends` are those whose quote is complete with it.

    `parts` are the letters of the parts that it belongs to, `closes` those whose span is complete with it.
    """

    text: str
    covers: tuple[Numbered, ...]
    ends: tuple[Numbered, ...]
    parts: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()

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


def lettered(assessment: Assessment) -> tuple[Lettered, ...]:
    """Letter the parts of an item's target in order: A, B, … Z, AA."""
    return tuple(Lettered(letters(n), part) for n, part in enumerate(assessment.parts))


def letters(number: int) -> str:
    """Write 0, 1, … 25, 26 as A, B, … Z, AA."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def pieces(text: str, findings: Sequence[Numbered], parts: Sequence[tuple[int, int, str]] = ()) -> tuple[Piece, ...]:
    """Cut `text` at every border of a quote, or of a part (start, end, letter); the pieces joined give `text` again.

    A finding with an empty span (something removed stood there) becomes an empty piece of its own.
    """
    spans = [(n.finding.passage.start, n.finding.passage.end, n) for n in findings]
    ends = [(start, end) for start, end, _ in (*spans, *parts)]
    borders = sorted({0, len(text), *(min(at, len(text)) for span in ends for at in span)})
    cut: list[Piece] = []
    for start, end in zip(borders, [*borders[1:], None], strict=True):
        empty = tuple(n for s, e, n in spans if s == e == start)
        if empty:
            cut.append(Piece("", empty, empty))
        if end is not None:
            covers = tuple(n for s, e, n in spans if s <= start and end <= e)
            inside = [(e, letter) for s, e, letter in parts if s <= start and end <= e]
            cut.append(
                Piece(
                    text[start:end],
                    covers,
                    tuple(n for n in covers if n.finding.passage.end == end),
                    tuple(letter for _, letter in inside),
                    tuple(letter for e, letter in inside if e == end),
                )
            )
    return tuple(cut)
