"""`run --previous`: the current period with what the earlier ones show of it; nothing of theirs but the quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import toolkit
from toolkit.errors import InputError
from toolkit.model import Period
from toolkit.running import outputs, quarterly, verifying

CITY = Path(__file__).parents[2] / "data" / "synthetic"
NOW, BEFORE = CITY / "2023Q4.txt", [CITY / "2023Q2.txt", CITY / "2023Q3.txt"]


def test_the_current_period_gains_what_the_earlier_show(tmp_path: Path) -> None:
    alone = toolkit.audit(NOW).audit
    view = toolkit.audit(NOW, previous=BEFORE)
    added = {f.rule for f in view.audit.findings} - {f.rule for f in alone.findings}
    assert {"target-lowered", "cumulative-decreased", "quarter-sum-mismatch", "finding-reopened"} <= added
    assert {f.passage.period for f in view.audit.findings} == {"2023Q4"}
    assert {f.state for f in view.audit.findings if f.rule == "clause-repeated"} == {"reopened", "new"}
    outputs.save(view.audit, tmp_path, full=False)
    assert verifying.verify(tmp_path)[1] == ""
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {item["period"] for item in items} == {"2023Q4"}


def test_an_item_that_is_gone_is_told_of_the_table_that_lacks_it() -> None:
    found = toolkit.audit(NOW, previous=BEFORE).audit
    gone = [f for f in found.findings if f.rule == "item-dropped" and f.passage.item is None]
    assert [(f.related[0].period, f.related[0].item) for f in gone] == [("2023Q3", "58")]


def test_what_was_compared_is_told() -> None:
    assert "未与其他期次" in toolkit.audit(NOW).limits().text
    assert "未与其他期次" not in toolkit.audit(NOW, previous=BEFORE).limits().text


def test_a_later_report_is_no_previous_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2023Q3 之前的报告"):
        toolkit.audit(BEFORE[1], previous=[NOW])
    with pytest.raises(InputError, match="--previous"):
        quarterly.plan(Period.parse("2023Q3"), [BEFORE[1]], tmp_path, "", "", [str(NOW)])


def test_a_folder_of_earlier_reports_may_be_given(tmp_path: Path) -> None:
    for path in BEFORE:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    jobs = quarterly.plan(None, [NOW], tmp_path / "out", "", "", [str(tmp_path)])
    assert [Path(name).name for name in jobs[0].previous] == ["2023Q2.txt", "2023Q3.txt"]
