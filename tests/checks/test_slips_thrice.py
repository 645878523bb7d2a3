"""Slips of one cell that stood there, were mended in the quarter between, and are back: each beside a look-alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.series import told

TABLE = Path(__file__).with_name("slips_thrice.tsv")
with TABLE.open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['预期'] or 'silent'}-{case['本期进展'][:14]}")
def test_what_is_back_is_told_from_what_only_looks_so(case: dict[str, str]) -> None:
    found = told(case["目标"], case["前期进展"], case["其间进展"], case["本期进展"], first=1)
    assert ("finding-reopened" in found) is (case["预期"] == "finding-reopened")
