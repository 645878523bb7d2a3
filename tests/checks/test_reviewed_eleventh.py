"""Clean pairs of quarters and changed targets by a harsh reader: what went on, and what asks for as much."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.series import history, told
from toolkit.checks.examples import row_of

ACROSS = {"status-regressed", "quarter-sum-mismatch", "cumulative-decreased", "target-lowered"}


def table(name: str) -> list[list[str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))[1:]


@pytest.mark.parametrize(("target", "was", "now"), table("clean_quarters.tsv"))
def test_what_goes_on_is_not_accused(target: str, was: str, now: str) -> None:
    assert not ACROSS & set(told(target, was, now))


@pytest.mark.parametrize(("was", "now"), table("clean_targets.tsv"))
def test_what_asks_for_as_much_is_not_lowered(was: str, now: str) -> None:
    found = history(row_of(1, was, "按计划推进。"), row_of(1, now, "按计划推进。"))
    assert "target-lowered" not in {finding.rule for finding in found.across}
