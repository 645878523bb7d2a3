"""Saving an audit: the files of contract.md, the same bytes each time, nothing heavy for the small form."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.running.specimens import audit, listing, python
from toolkit.running.manifest import manifest, to_json
from toolkit.running.outputs import jsonl, save

JSONL = ["findings.jsonl", "items.jsonl", "quantities.jsonl", "verifications.jsonl"]
STARTED = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_the_manifest_has_the_fields_of_the_contract_in_their_order() -> None:
    told = manifest(audit(), parameters={"period": "2023Q4"}, started=STARTED, finished=STARTED)
    assert list(told) == [
        "contract", "version", "period", "sources", "repairs", "rules", "failures", "opinion", "references", "previous",
        "counts", "started", "finished", "parameters",
    ]  # fmt: skip
    assert told["contract"] == 1
    assert told["opinion"] is None
    assert told["period"] == "2023Q4"
    assert told["repairs"] == {"blank-line": {"count": 2, "lines": [3, 5]}}
    assert told["counts"] == {"high": 1, "medium": 0, "low": 0, "info": 0}
    assert told["failures"] == [
        {"rule": "style-inconsistent", "item": "1", "error": "ZeroDivisionError: division by zero"}
    ]
    assert datetime.fromisoformat(str(told["started"])) == STARTED
    assert "二〇二三" in to_json({"parameters": {"name": "二〇二三", "out": Path("runs")}})


def test_a_small_save_leaves_the_jsonl_files_and_the_manifest(tmp_path: Path) -> None:
    saved = save(audit(), tmp_path / "out", parameters={"source": "data/表.txt"}, started=STARTED, full=False)
    assert [path.name for path in saved.paths] == [*JSONL, "manifest.json"]
    assert listing(tmp_path / "out") == [*JSONL[:2], "manifest.json", *JSONL[2:]]
    (finding,) = (tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(finding)["quote"] == "新增学位"
    assert "新增学位" in finding


def test_two_saves_are_the_same_bytes_but_for_the_manifest(tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(audit(), tmp_path / name, full=False)
    for name in JSONL:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_hostile_text_crashes_no_writer(tmp_path: Path) -> None:
    text = "甲\ud800乙\u2028\x85\0=cmd|'/c calc'!A1<script>"
    save(audit(text), tmp_path, full=False)
    lines = (tmp_path / "items.jsonl").read_bytes().decode("utf-8").splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["cells"]["progress"] == text


def test_a_row_that_json_cannot_say_is_an_error_not_a_lie() -> None:
    with pytest.raises(ValueError, match="JSON"):
        jsonl([{"value": float("nan")}])


def test_a_small_save_imports_nothing_heavy(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from tests.running.specimens import audit
from toolkit.running.outputs import save
sys.modules.update(dict.fromkeys(["pandas", "matplotlib", "papermill", "jinja2", "xlsxwriter", "pyarrow"]))
save(audit(), Path(sys.argv[1]), full=False)
"""
    process = python(code, tmp_path)
    assert process.communicate(timeout=30)[1] == ""
    assert listing(tmp_path) == [*JSONL[:2], "manifest.json", *JSONL[2:]]


def test_a_full_save_leaves_every_file_of_the_contract(tmp_path: Path) -> None:
    save(audit(), tmp_path, started=STARTED)
    named = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert list(named) == [*JSONL, "report.html", "workpaper.xlsx", "findings.csv", "findings.parquet"]
    assert sorted([*named, "manifest.json"]) == listing(tmp_path)
