"""A status that has no column of its own: where every narrative begins with one, it is the status as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.language.words import Words
from toolkit.model import Column, Item, Repair
from toolkit.reading.heading import Heading

_FIRST = re.compile(r"\s*([^。；;，,：:\n]{1,14})(?:[。；;：:\n]|$)")
LEAST_SHARE = 0.6  # of the items: fewer may be chance


def with_status(items: Sequence[Item], heading: Heading, words: Words) -> tuple[Sequence[Item], list[Repair]]:
    """Items whose status is the first sentence of their progress, which itself stays as printed."""
    if Column.STATUS in heading.columns or Column.PROGRESS not in heading.columns:
        return items, []
    found = [_status(item[Column.PROGRESS], words) for item in items]
    if sum(1 for text in found if text) < LEAST_SHARE * len(items):
        return items, []
    done = [
        replace(item, cells={**item.cells, Column.STATUS: text}) if text else item
        for item, text in zip(items, found, strict=True)
    ]
    repairs = [
        Repair(item.line, Column.STATUS, "status-from-progress", "", text, item.number)
        for item, text in zip(items, found, strict=True)
        if text
    ]
    return done, repairs


def _status(progress: str, words: Words) -> str:
    match = _FIRST.match(progress)
    said = match[1].strip() if match else ""
    return said if said and any(words.has(name, said) for name in words.names("status")) else ""
