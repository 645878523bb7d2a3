"""What a history check is given: several periods of one unit, and each target's row in every one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

from toolkit.checks.blanks import blank
from toolkit.checks.subject import Reading
from toolkit.checks.table import ReportReading
from toolkit.language.aligning import Target, align
from toolkit.language.identities import units_told
from toolkit.language.quantities import quantities
from toolkit.language.text import fold, normal
from toolkit.model import Column, Finding, Item, Passage, Period

_FIGURE = re.compile(r"[0-9.,]+")
# What changes nothing in a target: marks, and the numbers of its parts.
_MARKS = re.compile(r"[^\w%‰+<>≥≤=~\-/.㎡℃]|(?<!\d)\.|\.(?!\d)|_")
_LIST_MARK = re.compile(
    r"(?:^|(?<=[。；;\n]))\s*(?:\d{1,2}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳]|"
    r"[一二三四五六七八九十]{1,2}[是、.])"
)
_LEAD_IN = re.compile(r"^(?:20\d\d年度?(?:目标)?|全年目标|年度目标)[:：，]?")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_ASIDE = re.compile(r"更正|说明|调整|批准|拆分|原目标|修订|增列|增补|并入|单列|列入|移交|划转|研究|同意|原第")
_LONGEST_UNIT = 200
RECENT = 0.2  # added in choosing to a target that stood in the last table, less to those that were gone by then


@dataclass(slots=True)
class Course:
    """One target over time: its row in each period that lists it, by the period's place in the series."""

    id: str
    rows: dict[int, Reading] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The first period that lists it."""
        return min(self.rows)

    @property
    def last(self) -> int:
        """The last period that lists it."""
        return max(self.rows)


@dataclass(frozen=True, slots=True)
class Step:
    """A target in one period and in the last before it that lists it."""

    course: Course
    earlier: Reading
    later: Reading
    since: int
    at: int


class HistoryReading:
    """The periods of one unit, oldest first, with the targets that go through them.

    `found` holds what each period's own audit objected to, in the order of the periods.
    """

    def __init__(self, reports: Sequence[ReportReading], found: Sequence[Sequence[Finding]] = ()) -> None:
        """Take the periods in their order; every report has to have one."""
        self.reports = tuple(reports)
        self.found = tuple(tuple(findings) for findings in found) or ((),) * len(self.reports)
        self.periods = tuple(_period(report) for report in reports)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """Every target, in the order of its first row."""
        courses: list[Course] = []
        targets: list[Target] = []  # as each course last told it
        names: set[str] = set()
        for at, report in enumerate(self.reports):
            met = [target_of(row) for row in report.intact]
            known = self._known(courses, targets, at, met)
            for place, row in enumerate(report.intact):
                if place in known:
                    courses[known[place]].rows[at] = row
                    text = met[place].text or targets[known[place]].text
                    targets[known[place]] = met[place]._replace(text=text)
                else:
                    courses.append(Course(_name(f"{self.periods[at]}-{row.item.number}", names), {at: row}))
                    targets.append(met[place])
        return tuple(courses)

    def _known(
        self, courses: Sequence[Course], targets: Sequence[Target], at: int, met: Sequence[Target]
    ) -> dict[int, int]:
        """Place of a row → place of the target that it goes on with."""
        same_year = at > 0 and self.periods[at].year == self.periods[at - 1].year
        bonus = [RECENT if course.last == at - 1 else -RECENT * (at - 1 - course.last) for course in courses]
        return align(targets, met, numbers=same_year, bonus=bonus)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every target's way from one period to the next that lists it, in order."""
        return tuple(
            Step(course, course.rows[since], row, since, at)
            for course in self.courses
            for at, row in sorted(course.rows.items())
            if (since := self.before(course, at)) is not None
        )

    def before(self, course: Course, at: int) -> int | None:
        """The last period that lists a target and ended before `at` began: no year is held against its quarters."""
        begun = self.periods[at].start
        return max((place for place in course.rows if self.periods[place].end < begun), default=None)

    def shortly_before(self, course: Course, at: int, far: int) -> list[int]:
        """The periods that list a target and ended before `at` began, no more than `far` back, the last first."""
        begun = self.periods[at].start
        return sorted((p for p in course.rows if at - far <= p < at and self.periods[p].end < begun), reverse=True)

    def ended_before(self, course: Course, at: int, far: int) -> list[tuple[int, Reading]]:
        """The last rows of the targets of a unit that ended with the year before, where a target of its began after."""
        row = course.rows[at]
        unit = units_told(row[Column.RESPONSIBLE_UNIT])
        if not unit or self.periods[course.first].year < self.periods[at].year:
            return []
        ended = ((c.last, c.rows[c.last]) for c in self.courses if at - far <= c.last < course.first)
        ended = ((last, told) for last, told in ended if not self.same_year(last, at))
        return [(last, told) for last, told in ended if units_told(told[Column.RESPONSIBLE_UNIT]) == unit]

    def new(self, at: int) -> list[Reading]:
        """The rows of a period that no earlier one has."""
        return [course.rows[at] for course in self.courses if course.first == at]

    def annual_steps(self) -> Iterator[Step]:
        """Inside one year, from each row that tells its annual target to the next that does."""
        for course in self.courses:
            told = [(at, row) for at, row in sorted(course.rows.items()) if asked_text(row, Column.ANNUAL_TARGET)]
            for (since, earlier), (at, later) in pairwise(told):
                if self.same_year(since, at) and self.periods[since].end < self.periods[at].start:
                    yield Step(course, earlier, later, since, at)

    def within_year(self) -> Iterator[Step]:
        """The steps that stay inside one year."""
        return (step for step in self.steps if self.same_year(step.since, step.at))

    def same_year(self, one: int, other: int) -> bool:
        """Whether two periods belong to one year."""
        return self.periods[one].year == self.periods[other].year

    def year_before(self, at: int) -> int | None:
        """The period of the same name a year ago; None where the series has none."""
        period = self.periods[at]
        ago = Period(period.year - 1, period.kind, period.number)
        return self.periods.index(ago) if ago in self.periods else None

    def quarter(self, at: int) -> int:
        """The quarter that a period ends with, 1 to 4."""
        return (self.periods[at].end.month + 2) // 3

    @cached_property
    def _by_line(self) -> tuple[dict[int | None, list[Finding]], ...]:
        told: list[dict[int | None, list[Finding]]] = []
        for findings in self.found:
            lines: dict[int | None, list[Finding]] = {}
            for finding in findings:
                if finding.passage.item is not None:
                    lines.setdefault(finding.line, []).append(finding)
            told.append(lines)
        return tuple(told)

    def findings_of(self, at: int, line: int) -> list[Finding]:
        """What the audit of a period objected to in the row that begins on `line`."""
        return self._by_line[at].get(line, [])

    def rows_at(self, passage: Passage) -> list[Item]:
        """The rows that a passage may stand in: those of its period that bear its number."""
        at = next((at for at, period in enumerate(self.periods) if str(period) == passage.period), None)
        return [] if at is None else self.reports[at].numbered(passage.item or "")

    def notes(self, at: int) -> tuple[str, ...]:
        """What stands around a period's table: its title, and the notes that reading left out of it."""
        report = self.reports[at].report
        return (report.title, *(repair.before for repair in report.repairs if repair.kind == "note-row"))

    def about(self, at: int) -> Passage:
        """The passage of a remark about a whole period."""
        return self.reports[at].whole()


def target_of(row: Reading) -> Target:
    """A row as aligning tells targets apart: without placeholders, and with no number where none is printed."""
    number = fold(row.item.number).text if normal(row[Column.ITEM]) else ""
    unit = "" if blank(row[Column.RESPONSIBLE_UNIT], row.words) else units_told(row[Column.RESPONSIBLE_UNIT])
    return Target(
        number, asked_text(row, Column.ANNUAL_TARGET), unit[:_LONGEST_UNIT], asked_text(row, Column.PERIOD_TARGET)
    )


def asked_text(row: Reading, column: Column) -> str:
    """A target without what is said beside it of how it came about."""
    text = "" if blank(row[column], row.words) else row[column]
    return _BRACKET.sub(lambda aside: "" if _ASIDE.search(aside[0]) else aside[0], text) or text


def essence(quote: str) -> str:
    """What a quote says without its figures, which change with every quarter: 18.6公理 is 28.4公理 again."""
    bare = _FIGURE.sub("", normal(quote))
    return bare if len(bare) >= 2 and (bare.isalpha() or not bare.isascii()) else normal(quote)


def plain(text: str) -> str:
    """A target by its words and figures as printed, without marks and numbering."""
    return _MARKS.sub("", _LIST_MARK.sub("", fold(text).text))


def wording(text: str) -> str:
    """A target by what it says: its figures by value and unit (1.2万个 is 12000个), signs as words."""
    shown = normalize("NFKC", _LEAD_IN.sub("", fold(text).text)).replace("≥", "不低于").replace("≤", "不高于")
    pieces, at = [], 0
    for number in quantities(shown):
        if number.kind == "date":
            continue
        ends = number.value if isinstance(number.value, tuple) else (number.value,)
        value = "～".join(format(e.normalize(), "f") if isinstance(e, Decimal) else e for e in ends)
        pieces += [shown[at : number.start], f" {value}{number.unit} "]
        at = number.end
    return plain("".join((*pieces, shown[at:])))


def _period(report: ReportReading) -> Period:
    if report.report.period is None:
        raise ValueError("a series needs the period of every report")
    return report.report.period


def _name(wanted: str, taken: set[str]) -> str:
    """A name that no other target bears: two rows may bear one number."""
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}~{count}"
    taken.add(name)
    return name
