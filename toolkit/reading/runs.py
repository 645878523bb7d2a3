"""Stretches of a cell's text in fonts of their own: struck-out ones go, raised and lowered ones keep their meaning."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

from toolkit.reading.markup import clean


class Run(NamedTuple):
    """A stretch of text, whether a line is drawn through it, and `sup` or `sub` where it is raised or lowered."""

    text: str
    struck: bool = False
    script: str = ""


def joined(runs: Iterable[Run]) -> tuple[str, str]:
    """The text that stands, and what was struck out of it."""
    stands: list[str] = []
    struck: list[str] = []
    for run in runs:
        (struck if run.struck else stands).append(scripted(run.text, run.script))
    return "".join(stands), "".join(struck)


def scripted(text: str, script: str) -> str:
    """A raised or lowered stretch in characters of its own, because m2 is not m²."""
    return clean(f"<{script}>{html.escape(text)}</{script}>").text if script and text.strip() else text
