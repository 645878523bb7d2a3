"""What became of a second opinion: who was asked, how much, and what of it counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consulted:
    """Counts of parts: put to the model, of these answered from the cache, and of its objections added or discarded.

    An objection is discarded where its quote does not stand in the progress, character by character.
    """

    base_url: str
    model: str
    asked: int
    cached: int
    added: int
    discarded: int
