"""What a check is given (a Reading of one item) and what it may say (a Remark)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from toolkit.checks.covering import Coverage
from toolkit.checks.remarks import Remark as Remark
from toolkit.checks.remarks import Verified as Verified
from toolkit.language.bare import lone_answer, named
from toolkit.language.binding import MOST_EVIDENCE, Answer, Match, comparable, settle
from toolkit.language.changes import Change, changes
from toolkit.language.claims import Clause, read_clauses, stated
from toolkit.language.deeds import Deed, deeds
from toolkit.language.demands import asked
from toolkit.language.enumerating import Enumeration, enumerations
from toolkit.language.measures import Measure, content, grams, measures
from toolkit.language.naming import figures
from toolkit.language.numbering import Marker, Part, markers, parts
from toolkit.language.quantities import Number, quantities
from toolkit.language.text import Span, clauses, fold
from toolkit.language.words import Words
from toolkit.lean import once
from toolkit.model import Column, Item, Passage, Period

TEXT_COLUMNS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS, Column.REASON)


@lru_cache(maxsize=256)
def _status(printed: str, words: Words) -> str:
    """The class of a status as printed; the rows of a report share a few."""
    bare = fold(printed).text.strip("。.，,；;")
    classes = (name for name in words.names("status") if name != "status.vocabulary" and words.has(name, bare))
    return next(classes, "").removeprefix("status.")


class Reading:
    """One item with everything that several checks need of it, worked out once and only when asked for."""

    def __init__(self, item: Item, period: Period | None, words: Words) -> None:
        """Read `item` of a report for `period` with the vocabulary `words`."""
        self.item = item
        self.period = period
        self.words = words
        self._cells = item.cells
        self._clauses: dict[Column, tuple[Span, ...]] = {}
        self._parts: dict[Column, tuple[Part, ...]] = {}
        self._numbers: dict[Column, tuple[Number, ...]] = {}
        self._measures: dict[Column, tuple[Measure, ...]] = {}
        self._lists: dict[Column, tuple[Enumeration, ...]] = {}
        self._quoted: dict[tuple[Column, int], Passage] = {}

    def forget(self) -> None:
        """Let go of everything that was worked out; who asks again has it worked out again."""
        item, period, words = self.item, self.period, self.words
        vars(self).clear()
        Reading.__init__(self, item, period, words)

    def __getitem__(self, column: Column) -> str:
        """Text of a cell as printed."""
        return self._cells.get(column, "")

    @once
    def target(self) -> Column:
        """The column that is judged: the period's target, or the annual one where the period has none."""
        period_target = fold(self[Column.PERIOD_TARGET]).text
        return Column.ANNUAL_TARGET if period_target in self.words["cells.placeholders"] else Column.PERIOD_TARGET

    @once
    def status(self) -> str:
        """Class of the claimed status: `done` `mostly_done` `on_schedule` `behind` `not_done` `dropped`, or nothing."""
        return _status(self[Column.STATUS], self.words)

    @property
    def done(self) -> bool:
        """Whether the item claims to be done."""
        return self.status == "done"

    @once
    def claims(self) -> tuple[Clause, ...]:
        """Clauses of the progress with their modes."""
        return read_clauses(self[Column.PROGRESS], self.words)

    def clauses(self, column: Column) -> tuple[Span, ...]:
        """Clauses of a cell."""
        if column not in self._clauses:
            self._clauses[column] = clauses(self[column])
        return self._clauses[column]

    def parts(self, column: Column) -> tuple[Part, ...]:
        """Numbered parts of a cell, top level; empty where it is no list."""
        if column not in self._parts:
            self._parts[column] = parts(self[column])
        return self._parts[column]

    def markers(self, column: Column) -> tuple[Marker, ...]:
        """All numbering markers of a cell."""
        return markers(self[column])

    def numbers(self, column: Column) -> tuple[Number, ...]:
        """Every quantity of a cell, in order."""
        if column not in self._numbers:
            self._numbers[column] = quantities(self[column], self.period)
        return self._numbers[column]

    def measures(self, column: Column) -> tuple[Measure, ...]:
        """The quantities of a cell that measure something, each with what it measures."""
        if column not in self._measures:
            self._measures[column] = self._measured(column) if self.numbers(column) else ()
        return self._measures[column]

    def _measured(self, column: Column) -> tuple[Measure, ...]:
        clauses: Sequence[Clause] = ()
        if column is Column.PROGRESS:
            clauses = self.claims
        else:  # a target's clauses claim nothing: their modes are not read
            at = [number.start for number in self.numbers(column)]
            figured = (s for s in self.clauses(column) if bisect_left(at, s.start) < bisect_left(at, s.end))
            clauses = [stated(span) for span in figured]
        starts = [part.start for part in self.parts(column)]
        return tuple(measures(self[column], clauses, self.numbers(column), starts))

    def enumerations(self, column: Column) -> tuple[Enumeration, ...]:
        """The counts of a cell that stand beside the names that they count."""
        if column not in self._lists:
            listed = "、" in self[column]
            self._lists[column] = tuple(enumerations(self[column], self.numbers(column))) if listed else ()
        return self._lists[column]

    @once
    def matches(self) -> tuple[Match, ...]:
        """The figures that the target demands, each with the figures of the progress that may answer it.

        None where the progress holds more figures than can be held against them: what is not looked at may answer.
        """
        if len(self.measures(Column.PROGRESS)) > MOST_EVIDENCE:
            return ()
        if self.lone and comparable(self._demands[0], self.lone[0]):
            return (Match(self._demands[0], (Answer(self.lone[0], 1.0),), (self.lone[0],)),)
        found = settle(self._demands, self.measures(Column.PROGRESS))
        return tuple(m for m in found if m.answers or m.target.number.dimension != "duration")  # 当天办结 names no time

    @once
    def _demands(self) -> list[Measure]:
        year = () if self.target is Column.ANNUAL_TARGET else self.measures(Column.ANNUAL_TARGET)
        return [named(demand, year) for demand in asked(self.measures(self.target), self[self.target])]

    @once
    def lone(self) -> tuple[Measure, Number | None] | None:
        """The figure that alone makes up the progress, as the answer to the one demand, and its share of the plan."""
        cell, numbers = self[Column.PROGRESS], self.numbers(Column.PROGRESS)
        return lone_answer(cell, self._demands[0], self.claims, numbers) if len(self._demands) == 1 else None

    @once
    def figures(self) -> tuple[Measure, ...]:
        """The finished amounts that the progress tells of its own period, each with its whole name."""
        asked = [self.measures(column) for column in (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)]
        return figures(self[Column.PROGRESS], self.measures(Column.PROGRESS), asked)

    @once
    def deeds(self) -> tuple[Deed, ...]:
        """What the progress says was done to things, or is still to be done to them."""
        return tuple(deeds(self.claims, self.words))

    @once
    def changes(self) -> tuple[Change, ...]:
        """Every change that the progress tells of: from a value, to a value, by how much."""
        return tuple(changes(self.measures(Column.PROGRESS)))

    @once
    def coverage(self) -> Coverage:
        """What the progress makes of each part of the target."""
        return Coverage(self)

    @once
    def told(self) -> frozenset[str]:
        """Character bigrams of the progress."""
        return grams(content(fold(self[Column.PROGRESS]).text))

    @once
    def due(self) -> bool:
        """Whether the judged target falls due with this period: a year's target is not due in its first quarter."""
        whole_year = self.target is Column.ANNUAL_TARGET or any(w in self[self.target] for w in ("全年", "年度"))
        if not whole_year:
            return True
        return self.period is not None and self.period.end.month == 12

    @property
    def until(self) -> str:
        """As of when evidence is asked for, as a request puts it: 截至2023年12月31日的."""
        end = self.period.end if self.period else None
        return f"截至{end.year}年{end.month}月{end.day}日的" if end else "截至报告期末的"

    def passage(self, column: Column, start: int, end: int) -> Passage:
        """The quoted slice of a cell."""
        return Passage(self._period, self.item.number, column, start, end, self._cells.get(column, "")[start:end])

    @once
    def _period(self) -> str | None:
        return str(self.period) if self.period else None

    def figure(self, column: Column, number: Number) -> Passage:
        """A number of a cell as a passage: one, whoever quotes it."""
        known = self._quoted.get((column, number.start))
        if known is None or known.end != number.end:
            known = self._quoted[column, number.start] = self.passage(column, number.start, number.end)
        return known

    def whole(self, column: Column) -> Passage:
        """A cell as a passage, without the white space around it."""
        text = self[column]
        start = len(text) - len(text.lstrip())
        return self.passage(column, start, max(start, len(text.rstrip())))
