"""What two texts share word for word: every maximal passage, and what counts as boilerplate; the way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# Up to here plain Python answers before numpy is even imported.
SMALL = 40_000


class Shared(NamedTuple):
    """A passage of two texts, one < other: `length` characters from `start` in the one and from `begin` in the other.

    It is maximal: a character more on either side, and the texts differ or one of them ends. `own` is its length less
    the boilerplate in it: so many characters its grams would make without those that are common.
    """

    one: int
    start: int
    other: int
    begin: int
    length: int
    own: int


class Cut(NamedTuple):
    """How passages of at least `at_least` characters are looked for: by grams of `gram`, one picked in each `window`.

    Every passage holds a whole window, and what is picked in a window depends on nothing outside it: both texts pick
    the same gram, so none is missed. A window is no longer than a gram, so picked grams touch.
    """

    gram: int
    window: int

    @property
    def at_least(self) -> int:
        """The shortest passage that is sure to be found."""
        return self.gram + self.window - 1

    @classmethod
    def of(cls, at_least: int) -> Cut:
        """The longest grams that still find passages of `at_least` characters; ValueError below one."""
        if at_least < 1:
            raise ValueError(f"a passage has at least one character, not {at_least}")
        gram = at_least // 2 + 1
        return cls(gram, at_least + 1 - gram)


def shared(texts: Sequence[str], *, at_least: int, common: int | None = None) -> list[Shared]:
    """All maximal passages of at least `at_least` characters between any two of `texts`, in the order of their places.

    `common` discounts boilerplate by its frequency, not by a list: a stretch of `at_least // 2 + 1` characters that
    stands at more than `common` places of all texts tells nothing, and a passage that without such stretches would be
    shorter than `at_least` is left out (see Shared.own).
    Without it, time grows with the square of how often a text is repeated; with it, with the length of the texts.
    """
    if sum(map(len, texts)) <= SMALL:
        from toolkit.reuse import plain

        return plain.shared(texts, Cut.of(at_least), common)
    from toolkit.reuse import bulk

    return [Shared(*row) for row in bulk.columns(texts, Cut.of(at_least), common).tolist()]
