"""Constructions of two quarters first met in series that nobody here wrote, each beside a look-alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.series import told

TABLE = Path(__file__).with_name("quarters_wider.tsv")
with TABLE.open(encoding="utf-8", newline="") as lines:
    PAIRS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['规则']}-{pair['目标'][:8]}")
def test_what_went_wrong_is_told_from_what_went_on(pair: dict[str, str]) -> None:
    at_fault, clean = (told(pair["目标"], pair["前一期进展"], pair[c]) for c in ("有问题的后一期", "没有问题的后一期"))
    assert pair["规则"] in at_fault
    assert pair["规则"] not in clean
