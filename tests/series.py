"""Examples of one item in quarters that follow one another, and what `compare` objects to in them."""

from __future__ import annotations

from toolkit.auditing import audit
from toolkit.checks.examples import quarters, row_of
from toolkit.history import History, compare
from toolkit.model import Period
from toolkit.reading import read_text

# Two more rows of a table, of which nothing is told.
OTHERS = row_of(2, "改造公路300公里。", "按计划推进。") + row_of(3, "新建口袋公园20个。", "按计划推进。")


def history(*texts: str, first: int = 1) -> History:
    """The comparison of tables of consecutive quarters, each given by its rows."""
    tables = quarters(*texts, first=first)
    return compare([audit(read_text(t, name=p, period=Period.parse(p))) for p, t in tables])


def objected(found: History) -> set[str]:
    """The rules that objected, hints apart."""
    return {finding.rule for finding in found.across if finding.severity != "info"}


def told(target: str, *progress: str, first: int = 2) -> set[str]:
    """What is objected to in one item's progress, quarter by quarter."""
    return objected(history(*(row_of(1, target, text) for text in progress), first=first))


def retargeted(one: str, other: str, progress: str = "有序推进各项工作。", first: int = 1) -> set[str]:
    """What is objected to where one item's annual target changes."""
    rows = (row_of(1, one, "制定实施方案。"), row_of(1, other, progress))
    return objected(history(*rows, first=first))
