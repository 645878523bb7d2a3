"""The synthetic city against its own references: each planted defect is found, no look-alike is accused."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pytest

from tests.checks.test_across_sources import TABLE_OF
from toolkit.auditing import audit_source
from toolkit.model import Audit

FOLDER = Path(__file__).parent.parent / "data" / "synthetic"
LISTED = list(csv.DictReader((FOLDER / "defects.tsv").open(encoding="utf-8"), delimiter="\t"))
PLANTED = [row for row in LISTED if row["rule"] in TABLE_OF]
DECOYS = [row for row in LISTED if set(row["silent"].split()) & set(TABLE_OF)]


@lru_cache(maxsize=1)
def audited() -> Audit:
    return audit_source(FOLDER / "2023Q4.txt", references=FOLDER / "references")


def accused(item: str) -> set[str]:
    return {f.rule for f in audited().findings if f.passage.item == item and f.severity != "info"}


@pytest.mark.parametrize("defect", PLANTED, ids=lambda row: f"{row['rule']}-{row['item']}")
def test_a_planted_defect_is_found(defect: dict[str, str]) -> None:
    assert defect["rule"] in accused(defect["item"])


@pytest.mark.parametrize("decoy", DECOYS, ids=lambda row: f"{row['silent']}-{row['item']}")
def test_a_look_alike_is_left_alone(decoy: dict[str, str]) -> None:
    planted = {row["rule"] for row in PLANTED if row["item"] == decoy["item"]}
    assert not accused(decoy["item"]) & set(decoy["silent"].split()) - planted


def test_nothing_else_is_accused() -> None:
    found = {(f.rule, f.passage.item) for f in audited().findings if f.rule in TABLE_OF and f.severity != "info"}
    assert len(PLANTED) == 8 and len(DECOYS) >= 12
    assert found == {(row["rule"], row["item"]) for row in PLANTED}
    assert audited().failures == ()
