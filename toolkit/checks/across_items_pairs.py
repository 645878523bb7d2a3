"""Which rows of a table tell of the same things: the figures and the passages that two progress cells share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from weakref import WeakKeyDictionary

from toolkit.checks.subject import Reading
from toolkit.checks.table import ReportReading
from toolkit.language.likeness import bigrams
from toolkit.language.quantities import Number
from toolkit.language.text import Folded, fold
from toolkit.model import Column
from toolkit.reuse.passages import Shared, shared

Key = tuple[Decimal, str]  # a value in its canonical unit
Figures = dict[Key, tuple[Number, Number]]  # as the earlier row has it, and as the later
Pair = tuple[int, int]  # two rows by their place among the intact ones, the earlier first

# A figure, or a stretch of text, in more rows than this is common to the table and tells nothing of any two of them.
COMMON_ROWS = 8
COMMON_PLACES = 16
SHORTEST = 24  # characters of a shared passage that are looked for at all
# Two targets whose words agree so far (of their character bigrams) are one standing target.
ALIKE = 0.7
_NO_EVIDENCE = frozenset({"duration", "age", "date", "ordinal", "unknown", "temperature", "voltage"})
# What a place is like, told by way of introduction: 全市总面积5965平方公里，常住人口470万人.
_STANDING = re.compile(
    r"(?:现有|现辖|[下共]辖|辖区|总面积|行政区域面积|常住人口|户籍人口|总人口|全长|海拔|建于|始建)[^，。；]{0,8}$"
)


@dataclass(slots=True)
class Related:
    """What two rows share; `figures` by their key, the earlier row's first; passages in folded offsets."""

    figures: Figures = field(default_factory=dict)
    passages: list[Shared] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much the shared figures tell together."""
        return weight(self.figures)


class Rows:
    """The intact rows of a report with what any two of them share; worked out once for all rules."""

    def __init__(self, items: Sequence[Reading]) -> None:
        """Take the rows in the order of the source."""
        self.items = items

    @cached_property
    def progress(self) -> list[Folded]:
        """The progress cells without white space, narrow, with the way back to the print."""
        return [fold(item[Column.PROGRESS]) for item in self.items]

    @cached_property
    def figures(self) -> list[dict[Key, Number]]:
        """The telling figures of each progress cell."""
        return [_told(item) for item in self.items]

    @cached_property
    def alone(self) -> dict[str, list[int]]:
        """Each progress text of some length with the rows that bear it, in order."""
        rows: dict[str, list[int]] = {}
        for row, text in enumerate(self.progress):
            if len(text.text) >= SHORTEST:
                rows.setdefault(text.text, []).append(row)
        return rows

    @cached_property
    def related(self) -> Mapping[Pair, Related]:
        """Every two rows that share a figure or a passage, in order; the first two of equal rows stand for all."""
        found: defaultdict[Pair, Related] = defaultdict(Related)
        for pair, key in self._equal_figures():
            found[pair].figures[key] = (self.figures[pair[0]][key], self.figures[pair[1]][key])
        for passage in self._passages():
            found[passage.one, passage.other].passages.append(passage)
        return dict(sorted(found.items()))

    def _equal_figures(self) -> Iterator[tuple[Pair, Key]]:
        rows: defaultdict[Key, list[int]] = defaultdict(list)
        for row, figures in enumerate(self.figures):
            for key in figures:
                rows[key].append(row)
        for key, bearers in rows.items():
            if 1 < len(bearers) <= COMMON_ROWS:
                for pair in combinations(bearers, 2):
                    yield pair, key

    def _passages(self) -> Iterator[Shared]:
        texts = list(self.alone)
        for passage in shared(texts, at_least=SHORTEST, common=COMMON_PLACES):
            yield from self._placed(texts, passage)
        for text, rows in self.alone.items():
            if 1 < len(rows) <= COMMON_ROWS:
                for one, other in combinations(rows, 2):
                    yield Shared(one, 0, other, 0, len(text), len(text))

    def _placed(self, texts: Sequence[str], passage: Shared) -> Iterator[Shared]:
        for one in self.alone[texts[passage.one]][:2]:
            for other in self.alone[texts[passage.other]][:2]:
                if one < other:
                    yield passage._replace(one=one, other=other)
                else:
                    yield Shared(other, passage.begin, one, passage.start, passage.length, passage.own)

    def chance(self) -> float:
        """The weight that figures shared by chance hardly reach anywhere in a table of this size.

        Of n(n-1)/2 pairs of rows one in 10^weight shares figures of that weight for nothing.
        """
        return 2 + 2 * math.log10(max(len(self.items), 2))

    def alike(self, one: int, other: int) -> bool:
        """Whether two rows answer one standing target: that they tell the same is then no surprise."""
        columns = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
        for column in columns:
            here, there = fold(self.items[one][column]).text, fold(self.items[other][column]).text
            if here and here == there and len(here) >= 6:
                return True
            mine, yours = bigrams(here), bigrams(there)
            if mine and yours and len(mine & yours) >= ALIKE * len(mine | yours):
                return True
        return False

    def echoed(self, row: int, key: Key) -> bool:
        """Whether a row's own target states the figure: then it restates the plan."""
        item = self.items[row]
        numbers = (*item.numbers(Column.ANNUAL_TARGET), *item.numbers(Column.PERIOD_TARGET))
        return any((n.value, n.unit) == key for n in numbers)

    def evidence(self, pair: Pair, related: Related) -> Figures:
        """The shared figures that are no plan which both rows restate, and do not introduce the place."""
        one, other = pair
        return {
            key: both
            for key, both in related.figures.items()
            if not (self.echoed(one, key) and self.echoed(other, key)) and not self._is_standing(one, both[0])
        }

    def _is_standing(self, row: int, number: Number) -> bool:
        text, at = self.items[row][Column.PROGRESS], number.start
        return _STANDING.search(text[max(0, at - 16) : at]) is not None

    def unit(self, row: int) -> str:
        """The responsible unit of a row, without white space."""
        return fold(self.items[row][Column.RESPONSIBLE_UNIT]).text

    def is_usual(self, unit: str) -> bool:
        """Whether a unit answers for so much of the table that it tells nothing of a row."""
        return self._units[unit] * 3 > len(self.items)

    @cached_property
    def _units(self) -> Counter[str]:
        return Counter(map(self.unit, range(len(self.items))))


_KNOWN: WeakKeyDictionary[ReportReading, Rows] = WeakKeyDictionary()


def rows_of(report: ReportReading) -> Rows:
    """The rows of a report; the same value for every rule that asks."""
    if report not in _KNOWN:
        _KNOWN[report] = Rows(report.intact)
    return _KNOWN[report]


def _told(item: Reading) -> dict[Key, Number]:
    found: dict[Key, Number] = {}
    for number in item.numbers(Column.PROGRESS):
        value = number.value
        if isinstance(value, Decimal) and number.unit and number.dimension not in _NO_EVIDENCE:
            plain = value.normalize()
            if _digits(plain) > 1:
                found.setdefault((plain, number.unit), number)
    return found


def weight(keys: Iterable[Key]) -> int:
    """How much figures tell together: the digits that each has beyond the first."""
    return sum(_digits(value) - 1 for value, _ in keys)


def _digits(plain: Decimal) -> int:
    """Digits of a number without the zeros at its end: of 5930亿 three, of 100 one, of 103.6 four."""
    return len(str(plain).partition("E")[0].replace(".", "").lstrip("-0"))
