"""What a check may say: an objection to a passage, or that it looked at one and found it right."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.lean import quick
from toolkit.model import Certainty, Passage, Proof, Severity


@quick
@dataclass(frozen=True, slots=True)
class Remark:
    """One objection, before the auditing floor adds code, level, fingerprint and place.

    `ask`, `severity`, `certainty` and `flips` stand for the rule's own where they are not given; `key` tells remarks
    apart that quote the same passage (or none); `line` places a remark about the whole report; `against` are the places
    of the reference rows that the passage was held against.
    """

    passage: Passage
    message: str
    ask: str = ""
    related: tuple[Passage, ...] = ()
    proof: Proof | None = None
    removed: str | None = None
    severity: Severity | None = None
    certainty: Certainty | None = None
    flips: bool | None = None
    key: str = ""
    line: int | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A passage that a check of sources found nothing to hold against, and why where that can be said."""

    passage: Passage
    why: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Verified:
    """A place where a check looked and found the text right; `against` as in Remark."""

    passage: Passage
    proof: Proof | None = None
    against: tuple[str, ...] = ()
