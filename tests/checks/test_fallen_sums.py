"""Sums so far that fell, in the words of many bureaus; with the fallen figure given back, nothing is said."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.series import told

TABLE = Path(__file__).with_name("fallen_sums.tsv")
with TABLE.open(encoding="utf-8", newline="") as lines:
    PAIRS = [(row["前一期进展"], row["本期进展"]) for row in csv.DictReader(lines, delimiter="\t")]
_AMOUNT = re.compile(r"(?<![0-9.—至月“])([0-9]+(?:[.][0-9]+)?)(?=%|[一-鿿])(?!月|至)")


@pytest.mark.parametrize(("was", "now"), PAIRS)
def test_a_sum_that_fell_is_told(was: str, now: str) -> None:
    assert "cumulative-decreased" in told("推进相关工作。", was, now)


@pytest.mark.parametrize(("was", "now"), PAIRS)
def test_the_same_sum_that_grew_is_not(was: str, now: str) -> None:
    grown = _AMOUNT.sub(lambda amount: f"{float(amount[1]) * 3:g}", now)
    assert "cumulative-decreased" not in told("推进相关工作。", was, grown)
