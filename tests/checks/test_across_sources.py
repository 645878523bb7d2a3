"""Checks of sources: what the user's tables contradict or bear out, and what only looks as if they did."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.tables import row, table
from toolkit.auditing import audit
from toolkit.model import Audit
from toolkit.reading import read_text
from toolkit.references.folder import from_tables

FOLDER = Path(__file__).parent.parent / "specimens" / "sources"
HEADINGS = {
    "序号": "item",
    "年度目标": "annual_target",
    "进展": "progress",
    "责任单位": "responsible_unit",
    "分管领导": "leader",
}
TABLE_OF = {
    "source-figure-conflict": "statistics",
    "official-target-mismatch": "plan",
    "citation-unresolved": "documents",
    "roster-mismatch": "directory",
}


def held(*rows: str, name: str = "2023Q4", **references: str) -> Audit:
    """Audit of rows against reference rows, their cells parted by | and their rows by ##."""
    given = {table: text.replace("##", "\n").replace("|", "\t") for table, text in references.items()}
    return audit(read_text(table(*rows), name=name), references=from_tables(given))


def raised(found: Audit) -> set[str]:
    assert found.failures == ()
    return {f.rule for f in found.findings if f.rule in TABLE_OF and f.severity != "info"}


def cases() -> list[object]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.tsv"))
        for number, case in enumerate(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"), 2)
    ]


@pytest.mark.parametrize(("rule", "case"), cases())
def test_specimen(rule: str, case: dict[str, str]) -> None:
    cells = {HEADINGS[name]: text for name, text in case.items() if name in HEADINGS and text}
    if "annual_target" in cells:
        cells["period_target"] = cells["annual_target"]
    found = held(row(**cells), **{TABLE_OF[rule]: case["资料"]})
    assert raised(found) == set(filter(None, [case["预期"]]))


def test_there_are_a_dozen_specimens_of_each_rule_half_of_them_silent() -> None:
    for rule in TABLE_OF:
        told = [
            case["预期"] for case in csv.DictReader((FOLDER / f"{rule}.tsv").open(encoding="utf-8"), delimiter="\t")
        ]
        assert len(told) >= 12
        assert told.count("") * 2 >= len(told) - 1
