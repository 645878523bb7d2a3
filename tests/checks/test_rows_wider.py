"""Constructions of single rows first met in text that nobody here wrote, each beside a look-alike (rows_wider.tsv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.tables import audit_rows, row, rules_on


def table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


PAIRS, CLEAN = table("rows_wider.tsv"), table("clean_rows.tsv")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['规则']}-{pair['目标'][:8]}")
def test_what_is_at_fault_is_told_from_what_is_not(pair: dict[str, str]) -> None:
    target = pair["目标"]
    at_fault, clean = (
        rules_on(audit_rows(row(annual_target=target, period_target=target, progress=pair[column])))
        for column in ("有问题的进展", "没有问题的进展")
    )
    assert pair["规则"] in at_fault
    assert pair["规则"] not in clean


@pytest.mark.parametrize("clean", CLEAN, ids=lambda clean: clean["进展"][:12])
def test_a_clean_row_of_a_harsh_reader_is_not_accused(clean: dict[str, str]) -> None:
    target = clean["目标"]
    assert rules_on(audit_rows(row(annual_target=target, period_target=target, progress=clean["进展"]))) == set()
