"""Rows that differ in nothing but figures, or names: only who answers, or the name, tells one from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from toolkit.language.identities import Known, conflicting, disjoint, units_alike

MOST_PAIRS = 4096  # pairs of units that are held against each other one by one
_KNOWN = 4  # units tell rows apart where at least every fourth stands in both tables

Read = Mapping[int, Known]
Units = Mapping[int, str]


class Families:
    """The families among the rows of two tables; `units_tell` says whether their units can be compared at all."""

    def __init__(self, sides: tuple[Read, Read], units: tuple[Units, Units], units_tell: bool) -> None:
        """Take both tables' texts and units, by their places."""
        self.sides, self.units, self.units_tell = sides, units, units_tell
        self._split = tuple(
            _several((found.frame, names[at]) for at, found in side.items())
            for side, names in zip(sides, units, strict=True)
        )
        self._templates = tuple(Counter(found.template for found in side.values()) for side in sides)

    def split(self, ones: Sequence[int], others: Sequence[int]) -> bool:
        """Whether rows of one text, on either side, are told apart by their units."""
        found = self.sides[0][ones[0]].frame if ones else self.sides[1][others[0]].frame
        return self.units_tell and any(found in split for split in self._split)

    def one_frame(self, a: int, b: int) -> bool:
        """Whether two rows differ in nothing but figures."""
        return self.sides[0][a].frame == self.sides[1][b].frame

    def of_other_units(self, a: int, b: int) -> bool:
        """Whether two rows belong to families that units tell apart, and theirs differ."""
        told = self.sides[0][a].frame in self._split[0] or self.sides[1][b].frame in self._split[1]
        return told and self.units_tell and disjoint(self.units[0][a], self.units[1][b])

    def of_other_names(self, a: int, b: int) -> bool:
        """Whether two rows name different projects or places."""
        return conflicting(self.sides[0][a].names, self.sides[1][b].names)

    def templated(self, a: int, b: int) -> bool:
        """Whether one of two rows has siblings that differ from it in their names."""
        return self._templates[0][self.sides[0][a].template] > 1 or self._templates[1][self.sides[1][b].template] > 1


def commensurable(one: set[str], other: set[str]) -> bool:
    """Whether two tables name units in one way: enough of the fewer are among the others."""
    fewer, more = sorted((one, other), key=len)
    known = fewer & more
    if len(fewer) * len(more) <= MOST_PAIRS:
        known = {unit for unit in fewer if any(units_alike(unit, theirs) for theirs in more)}
    return len(known) * _KNOWN >= len(fewer)


def _several(rows: Iterable[tuple[str, str]]) -> set[str]:
    """The frames that rows of different units bear."""
    first: dict[str, str] = {}
    return {frame for frame, unit in rows if unit and disjoint(first.setdefault(frame, unit), unit)}
