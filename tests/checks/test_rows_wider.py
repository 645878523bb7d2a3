"""Constructions of single rows first met in text that nobody here wrote, each beside a look-alike (rows_wider.tsv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.tables import audit_rows, row, rules_on

TABLE = Path(__file__).with_name("rows_wider.tsv")
with TABLE.open(encoding="utf-8", newline="") as lines:
    PAIRS = list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['规则']}-{pair['目标'][:8]}")
def test_what_is_at_fault_is_told_from_what_is_not(pair: dict[str, str]) -> None:
    target = pair["目标"]
    at_fault, clean = (
        rules_on(audit_rows(row(annual_target=target, period_target=target, progress=pair[column])))
        for column in ("有问题的进展", "没有问题的进展")
    )
    assert pair["规则"] in at_fault
    assert pair["规则"] not in clean
