"""Values made quickly are what dataclass makes: frozen, equal by their fields, with defaults and their own checks."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from toolkit.lean import once, quick
from toolkit.model import Column, Passage


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    one: int
    other: str = "甲"

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError("negative")


def test_they_are_equal_hashable_and_shown_by_their_fields() -> None:
    assert Pair(1) == Pair(1, "甲") == replace(Pair(2), one=1) and hash(Pair(1)) == hash(Pair(1))
    assert Pair(1) != Pair(1, "乙") and repr(Pair(1)) == "Pair(one=1, other='甲')"


def test_they_stay_frozen_and_checked() -> None:
    with pytest.raises(FrozenInstanceError):
        Pair(1).one = 2  # type: ignore[misc]
    with pytest.raises(ValueError, match="negative"):
        Pair(-1)
    with pytest.raises(ValueError, match="quotes"):
        Passage("2023Q4", "1", Column.PROGRESS, 0, 3, "两字")


def test_a_field_with_a_factory_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        all: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="factory"):
        quick(Listed)


def test_once_works_out_once_and_forgets_with_its_subject() -> None:
    class Subject:
        count = 0

        @once
        def worked_out(self) -> int:
            """Documented."""
            self.count += 1
            return self.count

    subject = Subject()
    assert [subject.worked_out, subject.worked_out] == [1, 1] and Subject().worked_out == 1
    assert Subject.worked_out.__doc__ == "Documented."
    vars(subject).clear()
    assert subject.worked_out == 1
