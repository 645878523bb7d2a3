"""Beside each lead stands how often its rule was right on text that it had not seen."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toolkit.checks.catalogue import built_in
from toolkit.presenting.precision import measured, wilson

SPECIMENS = Path(__file__).parent.parent / "specimens"


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(0, 0, 0, 1), (10, 10, 0.72, 1.0), (0, 10, 0.0, 0.28), (50, 100, 0.40, 0.60)]
)
def test_wilson(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.005)


def test_what_nobody_measured_says_so() -> None:
    assert measured("no-such-rule") == "未见过的样例上尚无统计"


def test_the_counts_are_those_of_the_rows_kept() -> None:
    """The counts that the report quotes are made by benchmarks/precision.py --write from the rows kept since."""
    raised: dict[str, int] = {}
    for path in sorted(SPECIMENS.glob("unseen-*.tsv")):
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"):
            for rule in filter(None, row["首次"].split("、") if row["首次"] != "未留" else ()):
                raised[rule] = raised.get(rule, 0) + 1
    assert raised, "no row of first contact is kept"
    for rule, count in raised.items():
        assert f" {count} 次中" in measured(rule)
    assert sum(rule.id in raised for rule in built_in() if rule.certainty == "lead") >= 5
