"""Composed rows in varied fields: the rule named in 预期 objects, nothing else does."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.tables import audit_rows, row, rules_on

FOLDER = Path(__file__).parent.parent / "specimens"
HEADINGS = {"年度目标": "annual_target", "季度目标": "period_target", "是否完成": "status"}
HEADINGS |= {"具体工作进展": "progress", "未完成原因": "reason"}
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(FOLDER.glob("*.tsv"))
    for number, case in enumerate(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"), 2)
]


@pytest.mark.parametrize("case", CASES)
def test_specimen(case: dict[str, str]) -> None:
    found = audit_rows(row(**{column: case[heading] for heading, column in HEADINGS.items()}))
    assert rules_on(found) == ({case["预期"]} if case["预期"] else set())
