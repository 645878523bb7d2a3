"""Targets made easier in the course of a year; the other way round each of them is made harder."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.series import retargeted

TABLE = Path(__file__).with_name("lowered_targets.tsv")
with TABLE.open(encoding="utf-8", newline="") as lines:
    PAIRS = [(row["原目标"], row["改后目标"]) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.mark.parametrize(("was", "now"), PAIRS)
def test_a_target_made_easier_is_told_from_one_made_harder(was: str, now: str) -> None:
    assert "target-lowered" in retargeted(was, now)
    assert "target-lowered" not in retargeted(now, was)
