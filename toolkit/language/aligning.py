"""Which target of one table is which of another: by what their texts say, who answers for them, then by number."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from toolkit.language.families import MOST_PAIRS, Families, commensurable
from toolkit.language.identities import Known, conflicting, disjoint, known, units_alike
from toolkit.language.nearness import COMMON, Side, near
from toolkit.language.text import normal


class Target(NamedTuple):
    """A target as it is told apart from others; what a table does not tell, or holds a place for, is empty.

    `number` is the printed one, `text` what the year asks for, `period` what the period does.
    """

    number: str
    text: str
    unit: str = ""
    period: str = ""


# The share of the bigrams, weighed by how rare they are, that two texts must have in common to be one target; what
# less is asked of two rows of one unit, and of two that bear one number.
LIKENESS = 0.5
UNIT_LESS = 0.15
NUMBER_LESS = 0.15
SHIFTED = 5  # rows by which a target is moved where others are dropped or added
# What the same unit and the same number add where several targets are about as like: rows are numbered anew, the unit
# stays. A unit that has rows of its own in the other table counts against the pair, another project's name even more.
UNIT_BONUS = 0.2
NUMBER_BONUS = 0.1
OTHER_UNIT = 0.2
OTHER_NAME = 2.0


def align(
    earlier: Sequence[Target], later: Sequence[Target], *, numbers: bool = True, bonus: Sequence[float] = ()
) -> dict[int, int]:
    """Pairs of places, later → earlier: each at most once, the likeliest first; what nothing resembles has no pair.

    `numbers` tells whether the printed numbers say anything: targets are numbered anew from year to year. `bonus` is
    added to each earlier target's likeness in choosing among several. The year's texts are held against each other;
    where one is wanting the periods' are, and where those tell of other stages, number and unit together. Inside a
    year a target whose whole text was exchanged is known by its place: its unit and its number, or its unit's one row.
    """
    pairing = _Pairing(earlier, later, numbers, bonus)
    with_one, without_one = _parted(earlier)
    with_other, without_other = _parted(later)
    pairing.by_text(with_one, with_other, lambda target: target.text)
    wanting = ((without_one, range(len(later))), (with_one, without_other))
    for ones, others in wanting:
        pairing.by_text(ones, others, lambda target: target.period)
    for ones, others in wanting if numbers else ():
        pairing.by_number(ones, others)
    for ones, others in wanting:
        pairing.by_text(ones, others, lambda target: target.text or target.period)
    if numbers:
        pairing.by_place()
    return pairing.pairs


def _parted(targets: Sequence[Target]) -> tuple[list[int], list[int]]:
    """The places of those that have a text for the year, and of those that have none."""
    places: tuple[list[int], list[int]] = ([], [])
    for at, target in enumerate(targets):
        places[not target.text].append(at)
    return places


class _Pairing:
    """Two lists of targets, and the pairs found so far."""

    def __init__(
        self, earlier: Sequence[Target], later: Sequence[Target], numbers: bool, bonus: Sequence[float]
    ) -> None:
        self.earlier, self.later, self.numbers = earlier, later, numbers
        self.bonus = bonus or [0.0] * len(earlier)
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self.units = ({t.unit for t in earlier if t.unit}, {t.unit for t in later if t.unit})
        self.units_tell = commensurable(*self.units)

    def by_text(self, ones: Iterable[int], others: Iterable[int], text: Callable[[Target], str]) -> None:
        """Pair targets of the same text, then those that are alike."""
        one = {at: found for at in ones if at not in self.taken and (found := text(self.earlier[at]))}
        other = {at: found for at in others if at not in self.pairs and (found := text(self.later[at]))}
        if not one or not other:
            return
        units = {at: self.earlier[at].unit for at in one}, {at: self.later[at].unit for at in other}
        families = Families((_read(one), _read(other)), units, self.units_tell)
        places = _grouped(one)
        for same, bearers in _grouped(other).items():
            if same in places:
                self._equal(places[same], bearers, families)
        scored = self._scored(families)
        for _, a, b in sorted((-(score + self.bonus[a]), a, b) for (a, b), score in scored.items()):
            self._pair(a, b)

    def by_number(self, ones: Iterable[int], others: Iterable[int]) -> None:
        """Pair targets that cannot be compared by number and unit, where both agree."""
        one, other = self._ranked(ones), [at for at in others if at not in self.pairs]
        self._queue(one, other, lambda target: (target.number, target.unit) if target.number else None)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at in one:
            places[self.earlier[at].number].append(at)
        for at in other:
            target = self.later[at]
            if target.number and len(some := places[target.number]) <= COMMON:
                alike = [(-units_alike(self.earlier[a].unit, target.unit), a) for a in some if a not in self.taken]
                if alike and min(alike)[0] < 0:
                    self._pair(min(alike)[1], at)

    def by_place(self) -> None:
        """Pair what is left of the last table with what stands in its place: of one unit, by number or its one row.

        Two tables that have little in common are two plans, whose places tell nothing; another project's name does.
        """
        last = max(self.bonus, default=0.0)
        left = [at for at, bonus in enumerate(self.bonus) if bonus == last]
        if len(self.pairs) * 2 < min(len(left), len(self.later)):
            return
        before, now = Counter(self.earlier[at].unit for at in left), Counter(target.unit for target in self.later)
        alone = {unit for unit, rows in now.items() if unit and rows == before[unit] == 1}
        for place in (self._slot, lambda target: target.unit if target.unit in alone else None):
            stood = {place(self.earlier[at]): at for at in left if at not in self.taken and self.earlier[at].unit}
            for at, target in enumerate(self.later):
                one = stood.get(place(target)) if place(target) is not None else None
                if one is None or not _stand_near(self.earlier[one].number, target.number):
                    continue  # row 24 of a unit that lost row 7 is another of its targets
                if not conflicting(known(self.earlier[one].text).names, known(target.text).names):
                    self._pair(one, at)

    def _pair(self, one: int, other: int) -> None:
        if one not in self.taken and other not in self.pairs:
            self.pairs[other] = one
            self.taken.add(one)

    def _ranked(self, ones: Iterable[int]) -> list[int]:
        return sorted((at for at in ones if at not in self.taken), key=lambda at: (-self.bonus[at], at))

    def _queue(self, ones: Iterable[int], others: Iterable[int], key: Callable[[Target], Hashable]) -> None:
        """Pair in their order those that have one key; None is no key."""
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for at in ones:
            if at not in self.taken:
                waiting[key(self.earlier[at])].append(at)
        for at in others:
            found = key(self.later[at])
            if at not in self.pairs and found is not None and waiting.get(found):
                self._pair(waiting[found].popleft(), at)

    def _equal(self, ones: list[int], others: list[int], families: Families) -> None:
        """Targets of one text: those of one unit go together, among them those of one number."""
        ranked = self._ranked(ones)
        for level in sorted({self.bonus[at] for at in ranked}, reverse=True):
            recent = [at for at in ranked if self.bonus[at] == level]
            self._queue(recent, others, self._slot)
            self._queue(recent, others, lambda target: target.unit or None)
        for _, mine, yours in self._near_units(ranked, others):
            for key in (self._number, bool):
                some = [at for at in ranked if self.earlier[at].unit == mine]
                self._queue(some, [at for at in others if self.later[at].unit == yours], key)
        if families.split(ranked, others):
            some = [at for at in others if not self.later[at].unit]
            pools = ([at for at in ranked if not self.earlier[at].unit], others), (ranked, some)
        else:
            pools = ((ranked, others), ([], []))
        for mine_left, yours_left in pools:
            self._queue(mine_left, yours_left, self._number)
            self._queue(mine_left, yours_left, bool)

    def _slot(self, target: Target) -> Hashable:
        return (target.number, target.unit) if self.numbers and target.number else None

    def _number(self, target: Target) -> Hashable:
        return target.number or None if self.numbers else None

    def _near_units(self, ones: Sequence[int], others: Sequence[int]) -> list[tuple[float, str, str]]:
        """The units of some targets that are named alike, the likest first."""
        mine = sorted({self.earlier[at].unit for at in ones if at not in self.taken})
        yours = sorted({self.later[at].unit for at in others if at not in self.pairs})
        if len(mine) * len(yours) > MOST_PAIRS:
            return []
        return sorted((-alike, a, b) for a in mine for b in yours if (alike := units_alike(a, b)))

    def _scored(self, families: Families) -> dict[tuple[int, int], float]:
        """Every two targets that could be one, with how like they are."""
        one = {at: found for at, found in families.sides[0].items() if at not in self.taken}
        other = {at: found for at, found in families.sides[1].items() if at not in self.pairs}
        scored: dict[tuple[int, int], float] = {}
        if one and other:
            for a, b, likeness in near(self._side(self.earlier, one), self._side(self.later, other)):
                score = self._score(a, b, likeness, families)
                if score is not None:
                    scored[a, b] = score
        return scored

    def _side(self, targets: Sequence[Target], listed: Mapping[int, Known]) -> Side:
        """The features of targets: their figures tell them apart inside one year only, as do their numbers."""
        grams = {at: found.grams | found.figures if self.numbers else found.grams for at, found in listed.items()}
        finders = {at: (targets[at].unit, targets[at].number if self.numbers else "") for at in listed}
        return Side(grams, finders)

    def _score(self, a: int, b: int, likeness: float, families: Families) -> float | None:
        """How like two targets are with all that speaks for and against them; None where they cannot be one."""
        one, other = self.earlier[a], self.later[b]
        alike = units_alike(one.unit, other.unit)
        number = self.numbers and one.number != "" and one.number == other.number
        need = LIKENESS - (UNIT_LESS if alike else 0.0) - (NUMBER_LESS if number else 0.0)
        if likeness < need and not (alike and families.one_frame(a, b)):
            return None
        if families.of_other_units(a, b):
            return None
        score = likeness + UNIT_BONUS * alike + (NUMBER_BONUS if number else 0.0)
        if disjoint(one.unit, other.unit) and one.unit in self.units[1] and other.unit in self.units[0]:
            score -= OTHER_UNIT
        if families.of_other_names(a, b):
            slot = (number or (self.numbers and likeness >= LIKENESS)) and (alike or not (one.unit or other.unit))
            return score - OTHER_NAME if slot and not families.templated(a, b) else None
        return score


def _stand_near(one: str, other: str) -> bool:
    """Whether two row numbers are no further apart than rows that were dropped or added shift them; unknown: yes."""
    return not (one.isdecimal() and other.isdecimal()) or abs(int(one) - int(other)) <= SHIFTED


def _read(texts: Mapping[int, str]) -> dict[int, Known]:
    return {at: known(text) for at, text in texts.items()}


def _grouped(texts: Mapping[int, str]) -> dict[str, list[int]]:
    """The places of each text, the same apart from white space and width."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in texts.items():
        groups[normal(text)].append(at)
    return groups
