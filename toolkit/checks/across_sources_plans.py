"""Which issued target is which item of a report, and where the figures of the two differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.checks.subject import Reading
from toolkit.language.binding import same_unit
from toolkit.language.demands import asked
from toolkit.language.likeness import bigrams
from toolkit.language.measures import Measure, grams
from toolkit.language.quantities import Number
from toolkit.language.text import fold, normal
from toolkit.language.words import Words
from toolkit.model import Column, Item, Period
from toolkit.references.values import Planned

ANNUAL = Column.ANNUAL_TARGET
# Shares of the character bigrams of two targets, figures left out, from which on they are one: with the same number,
# and without it. A shorter text whose words nearly all stand in the longer abbreviates it.
NUMBERED, ABRIDGED, ALONE = 0.45, 0.8, 0.85
FEWEST = 4  # bigrams below which words decide nothing
LABELLED = 0.6  # share of two labels from which on they measure one thing
_MARKS = re.compile(r"[^一-鿿A-Za-z\0]")
_BOUNDS = re.compile(
    r"(?:力争|确保|争取|努力|全面|不低于|不少于|不小于|至少|不超过|不高于|控制在|超过|突破|高于|低于|少于|达到|实现|完成|大约|约|近|"
    r"以上|以下|以内|左右|以|[达到至为的])"
)
_KIND = {">=": "floor", ">": "floor", "<=": "cap", "<": "cap", "~": "about", "<~": "about", "=": "plain"}


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and the target that was issued for it; `numbered` where both bear one number."""

    item: Reading
    row: Planned
    plan: Reading
    numbered: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of an item's target and the one it was issued as; `here` is None where the item has none for it."""

    here: Number | None
    there: Number
    value: bool  # whether the value differs, or only its bound

    @property
    def mild(self) -> bool:
        """Whether only 以上 or the like was added or left out."""
        if self.here is None or self.value:
            return self.here is None
        kinds = {_KIND.get(n.comparator, n.comparator) for n in (self.here, self.there)}
        return kinds in ({"floor", "plain"}, {"cap", "plain"})


def pairs(items: Sequence[Reading], rows: Sequence[Planned], period: Period | None, words: Words) -> Iterator[Pair]:
    """Each item with its issued target: of one number and similar words, else of nearly the same words."""
    texts = [bigrams(row.annual_target) for row in rows]
    numbered: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        numbered.setdefault(row.item, []).append(at)
    taken: dict[int, tuple[int, bool]] = {}
    for place, item in enumerate(items):
        mine = bigrams(item[ANNUAL])
        same = [at for at in numbered.get(fold(item.item.number).text, ()) if rows[at].item]
        same = [at for at in same if _similar(item[ANNUAL], rows[at].annual_target, mine, texts[at])]
        if len(same) == 1:
            taken[place] = (same[0], True)
    used = {at for at, _ in taken.values()}
    bearers = _bearers(texts)
    for place, item in enumerate(items):
        mine = bigrams(item[ANNUAL])
        if place in taken or len(mine) < FEWEST:
            continue
        near = [at for at in _candidates(mine, bearers) if at not in used and _is_one(mine, texts[at])]
        if len(near) == 1:
            taken[place] = (near[0], False)
    for place, (at, with_number) in sorted(taken.items()):
        row = rows[at]
        plan = Reading(Item(row.item, {ANNUAL: row.annual_target}, 1), period, words)
        yield Pair(items[place], row, plan, with_number)


def _bearers(texts: Sequence[frozenset[str]]) -> Mapping[str, list[int]]:
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for gram in text:
            bearers[gram].append(at)
    return bearers


def _candidates(mine: frozenset[str], bearers: Mapping[str, list[int]]) -> list[int]:
    """The texts that may be nearly the same: of so many of its rarest bigrams such a one bears at least one."""
    missing = int(len(mine) * (1 - ALONE) / ALONE) + 1
    rarest = sorted(mine, key=lambda gram: (len(bearers.get(gram, ())), gram))[: missing + 1]
    return sorted({at for gram in rarest for at in bearers.get(gram, ())})


def _similar(one: str, other: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if normal(one) == normal(other):
        return True
    fewest = min(len(mine), len(theirs))
    if fewest < FEWEST:
        return _skeleton_text(one) == _skeleton_text(other) != ""
    return _jaccard(mine, theirs) >= NUMBERED or len(mine & theirs) >= ABRIDGED * fewest


def _is_one(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two texts are one without a number to say so: words left out, but none put for another (东县, 西县)."""
    return _jaccard(mine, theirs) >= ALONE and (mine <= theirs or theirs <= mine)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _skeleton_text(text: str) -> str:
    return _BOUNDS.sub("", re.sub(r"[^一-鿿]", "", fold(text).text))


def unchanged(pair: Pair) -> bool:
    """Whether the item's target is the issued one but for width, punctuation and white space."""
    one, other = (_MARKS.sub("", fold(text).text) for text in (pair.item[ANNUAL], pair.row.annual_target))
    return one == other and [_said(n) for n in _numbers(pair.item)] == [_said(n) for n in _numbers(pair.plan)]


def _numbers(reading: Reading) -> tuple[Number, ...]:
    return reading.numbers(ANNUAL)


def _said(number: Number) -> tuple[object, str, str]:
    value = number.value
    plain = tuple(v.normalize() for v in value) if isinstance(value, tuple) else value
    return (plain if isinstance(plain, str | tuple) else plain.normalize(), number.unit, number.comparator)


def differences(pair: Pair) -> tuple[list[Difference], bool]:
    """Where the figures differ, and whether all of them could be held against one another."""
    here, there = _numbers(pair.item), _numbers(pair.plan)
    if len(here) == len(there) and _skeleton(pair.item) == _skeleton(pair.plan):
        both = [(a, b) for a, b in zip(here, there, strict=True) if a.unit == b.unit and a.kind == b.kind]
        return [d for a, b in both if (d := _differ(a, b))], len(both) == len(here)
    return _by_label(pair)


def _skeleton(reading: Reading) -> str:
    """The words of a target with a mark for each figure, without bounds and punctuation."""
    text, at, kept = reading[ANNUAL], 0, ""
    for number in _numbers(reading):
        kept += text[at : number.start] + "\0"
        at = number.end
    return _BOUNDS.sub("", _MARKS.sub("", fold(kept + text[at:]).text))


def _differ(here: Number, there: Number) -> Difference | None:
    if _said(here)[:2] != _said(there)[:2]:
        return Difference(here, there, True)
    if here.kind in ("date", "ordinal") or _KIND.get(here.comparator) == _KIND.get(there.comparator):
        return None
    return Difference(here, there, False)


def _by_label(pair: Pair) -> tuple[list[Difference], bool]:
    """Figures that measure one thing by their words, where the texts are not the same but for the figures."""
    mine = asked(pair.item.measures(ANNUAL), pair.item[ANNUAL])
    theirs = asked(pair.plan.measures(ANNUAL), pair.row.annual_target)
    found: list[Difference] = []
    sure = bool(mine) and bool(theirs)
    for demand in theirs:
        alike = [m for m in mine if _one_thing(demand, m)]
        if any(_said(m.number)[:2] == _said(demand.number)[:2] for m in mine if same_unit(demand, m)):
            continue
        rivals = [d for d in theirs if d is not demand and any(_one_thing(d, m) for m in alike)]
        if len(alike) == 1 and not rivals:
            found.append(Difference(alike[0].number, demand.number, True))
        elif not alike and pair.numbered:
            found.append(Difference(None, demand.number, True))
        else:
            sure = False
    return found, sure


def _one_thing(one: Measure, other: Measure) -> bool:
    """Whether two figures are demanded of one thing: same unit, same movement, nearly the same words."""
    if not same_unit(one, other) or (one.change, one.delta, one.new) != (other.change, other.delta, other.new):
        return False
    mine, yours = grams(one.label), grams(other.label)
    return bool(mine and yours) and len(mine & yours) >= LABELLED * len(mine | yours)


def stated(items: Sequence[Reading]) -> frozenset[tuple[object, str]]:
    """Every figure that any target of the report states: what one item leaves out another may have."""
    columns = (ANNUAL, Column.PERIOD_TARGET)
    return frozenset(figure(n) for item in items for column in columns for n in item.numbers(column))


def figure(number: Number) -> tuple[object, str]:
    """A figure's value and unit, by which two are the same."""
    value, unit, _ = _said(number)
    return value, unit
