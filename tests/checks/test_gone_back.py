"""What was told as done and later as still to come, in the words of many bureaus; and what only looks so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.series import told

TABLE = Path(__file__).with_name("gone_back.tsv")
with TABLE.open(encoding="utf-8", newline="") as lines:
    PAIRS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['预期'] or 'silent'}-{pair['前一期进展'][:12]}")
def test_what_went_back_is_told_from_what_went_on(pair: dict[str, str]) -> None:
    found = told("推进相关工作。", pair["前一期进展"], pair["本期进展"])
    assert ("status-regressed" in found) is (pair["预期"] == "status-regressed")
