"""The nouns: what a report, a passage, a quantity, a proof and a finding are; frozen values with their invariants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from toolkit.consulted import Consulted
from toolkit.corroborated import Corroborated
from toolkit.lean import quick
from toolkit.period import Period as Period

Certainty = Literal["exact", "derived", "lead"]
Severity = Literal["high", "medium", "low", "info"]
Outcome = Literal["verified", "contradicted", "compared", "unchecked"]
Level = Literal["supported", "unquantified", "unaddressed", "hedged", "contradicted"]
Verdict = Literal["supported", "partial", "unsupported", "contradicted", "not-assessable"]
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "info")


class Column(StrEnum):
    """Canonical columns of a report; a source's own headings are mapped on to them."""

    ITEM = "item"
    ANNUAL_TARGET = "annual_target"
    PERIOD_TARGET = "period_target"
    STATUS = "status"
    PROGRESS = "progress"
    REASON = "reason"
    LEADER = "leader"
    RESPONSIBLE_UNIT = "responsible_unit"

    @property
    def title(self) -> str:  # type: ignore[override]  # str.title has no use on a column id
        """What auditors call the column."""
        return _TITLES[self]


_TITLES = {
    Column.ITEM: "序号", Column.ANNUAL_TARGET: "年度目标", Column.PERIOD_TARGET: "季度目标",
    Column.STATUS: "是否完成", Column.PROGRESS: "具体工作进展", Column.REASON: "未完成原因",
    Column.LEADER: "分管领导", Column.RESPONSIBLE_UNIT: "责任单位",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report came from: a name without its folder, and what was found in its bytes."""

    name: str
    sha256: str
    encoding: str
    format: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing reading mended: `before` became `after` at a 1-based line; `offset` points into the cleaned cell."""

    line: int
    column: Column | None
    kind: str
    before: str
    after: str
    item: str | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a report: its printed number, its cells as printed (markup removed), its 1-based source line.

    `intact` is false where its cells could not be placed with certainty: checks of content then abstain. `place` tells
    where it stands where the line alone does not: 工作表“一季度”第 3 行, 第 2 页.
    """

    number: str
    cells: Mapping[Column, str]
    line: int
    intact: bool = True
    place: str = ""

    def __getitem__(self, column: Column) -> str:
        """Text of a cell; empty where the report has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Report:
    """One published table: its items in source order and everything reading had to mend.

    `headings` maps each canonical column that was found to the heading as printed.
    `claims` are the periods stated by title, headings, file name and caller, as (where, period text) pairs.
    """

    period: Period | None
    source: Source
    items: tuple[Item, ...]
    repairs: tuple[Repair, ...] = ()
    title: str = ""
    headings: Mapping[Column, str] = field(default_factory=dict)
    claims: tuple[tuple[str, str], ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted span: `cells[column][start:end] == quote`, offsets in code points of the item's cell.

    A passage about the whole report has no item and no column, an empty quote and offsets 0.
    """

    period: str | None
    item: str | None
    column: Column | None
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        """Hold the length invariant; whether the quote stands in the cell is for whoever has the cell."""
        if self.end - self.start != len(self.quote):
            raise ValueError(f"passage of {self.end - self.start} code points quotes {len(self.quote)}")


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the text with its unit, bound and basis; see contract.md for how each field is cut and read.

    `value` is in `unit` with 万 and 亿 multiplied out and keeps its printed resolution in its exponent
    (5.50 is not 5.5; 1310亿 has exponent 8). `lo` and `hi` are the bounds that the words around it set; None is open.
    """

    passage: Passage
    value: Decimal | tuple[Decimal, Decimal] | str
    lo: Decimal | None
    hi: Decimal | None
    unit: str
    dimension: str
    comparator: str
    basis: Literal["increment", "cumulative", "level"] | None
    kind: Literal["number", "range", "date", "ordinal", "list-count"]
    outcome: Outcome = "unchecked"
    checked_by: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Operand:
    """One quoted number of a proof with the role it plays in it."""

    role: str
    passage: Passage
    value: str
    unit: str


@quick
@dataclass(frozen=True, slots=True)
class Proof:
    """A computation that replays from its quotes: the operands, what the text states, the interval they imply."""

    kind: str
    operands: tuple[Operand, ...]
    stated: Operand
    interval: tuple[str, str]
    holds: bool


@quick
@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a check objects: condition, criterion, consequence, and what would settle it."""

    rule: str
    certainty: Certainty
    severity: Severity
    passage: Passage
    line: int | None
    message: str
    ask: str
    fingerprint: str
    removed: str | None = None
    related: tuple[Passage, ...] = ()
    proof: Proof | None = None
    flips_verdict: bool = False
    state: Literal["new", "unchanged", "absent", "reopened"] | None = None
    review: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """One place where a check looked and found the text right."""

    rule: str
    passage: Passage
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A check that crashed on an item (or on the report, where `item` is None): recorded, never a lost run."""

    rule: str
    item: str | None
    error: str


@quick
@dataclass(frozen=True, slots=True)
class Part:
    """One thing a target asks for, how well the progress answers it, and the passages of the progress that do."""

    passage: Passage
    level: Level
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """What an item's evidence amounts to, with the rules the verdict rests on, in words why, and part by part."""

    item: Item
    verdict: Verdict
    certainty: Literal["derived", "lead"]
    rules: tuple[str, ...]
    why: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything one audit of one report found; the value that every presentation is made from."""

    report: Report
    findings: tuple[Finding, ...]
    verifications: tuple[Verification, ...]
    quantities: tuple[Quantity, ...]
    assessments: tuple[Assessment, ...]
    failures: tuple[Failure, ...]
    rules: tuple[str, ...]
    version: str
    opinion: Consulted | None = None
    corroborated: Corroborated | None = None
    previous: tuple[Source, ...] = ()
