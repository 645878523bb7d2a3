"""`compare` leaves the files of contract.md for all periods together, and their proofs replay from them alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from toolkit.cli import cli
from toolkit.running import verifying

CITY = Path(__file__).parents[2] / "data" / "synthetic"
QUARTERS = [str(CITY / f"{period}.txt") for period in ("2023Q2", "2023Q3", "2023Q4")]
FILES = {
    "findings.jsonl",
    "items.jsonl",
    "quantities.jsonl",
    "verifications.jsonl",
    "history.jsonl",
    "manifest.json",
}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("compare") / "out"
    result = CliRunner().invoke(cli, ["compare", *QUARTERS, "--out", str(out)])
    assert result.exit_code == 0, result.output
    return out


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def test_the_promised_files_are_there(compared: Path) -> None:
    assert {path.name for path in compared.iterdir()} == FILES


def test_every_line_tells_its_period(compared: Path) -> None:
    for name in ("findings.jsonl", "items.jsonl", "quantities.jsonl", "verifications.jsonl"):
        assert {line["period"] for line in lines(compared, name)} == {"2023Q2", "2023Q3", "2023Q4"}


def test_the_ledger_of_targets_has_the_promised_fields(compared: Path) -> None:
    ledger = lines(compared, "history.jsonl")
    assert all(list(line) == ["target_id", "periods"] for line in ledger)
    fields = ["period", "item", "annual_target", "period_target", "status", "quantities", "changed"]
    assert all(list(entry) == fields for line in ledger for entry in line["periods"])
    assert len({line["target_id"] for line in ledger}) == len(ledger)
    assert any("annual_target" in entry["changed"] for line in ledger for entry in line["periods"])


def test_proofs_across_periods_replay_from_the_files(compared: Path) -> None:
    crossing = [
        line
        for line in lines(compared, "findings.jsonl")
        if line["proof"] and any("period" in operand for operand in line["proof"]["operands"])
    ]
    assert {line["rule"] for line in crossing} >= {"cumulative-decreased", "quarter-sum-mismatch"}
    count, fault = verifying.verify(compared)
    assert fault == "" and count > len(crossing)


def test_an_operand_moved_to_another_period_does_not_replay(compared: Path, tmp_path: Path) -> None:
    for path in compared.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    findings = lines(tmp_path, "findings.jsonl")
    proof = next(line["proof"] for line in findings if line["rule"] == "cumulative-decreased")
    proof["operands"][0]["period"] = "2023Q4" if proof["operands"][0]["period"] != "2023Q4" else "2023Q2"
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in findings)
    (tmp_path / "findings.jsonl").write_text(text, encoding="utf-8")
    assert "不在所说的位置" in verifying.verify(tmp_path)[1]


def test_two_runs_write_the_same_bytes(compared: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    CliRunner().invoke(cli, ["compare", *reversed(QUARTERS), "--out", str(again)])
    for name in FILES - {"manifest.json"}:
        assert (again / name).read_bytes() == (compared / name).read_bytes()


def test_the_manifest_names_every_source_and_period(compared: Path) -> None:
    told = json.loads((compared / "manifest.json").read_text(encoding="utf-8"))
    assert told["contract"] == 1 and told["period"] is None
    assert told["periods"] == ["2023Q2", "2023Q3", "2023Q4"]
    assert [source["name"] for source in told["sources"]] == ["2023Q2.txt", "2023Q3.txt", "2023Q4.txt"]
    assert {"target-lowered", "clause-repeated"} <= set(told["rules"]) and set(told["repairs"]) == set(told["periods"])


def test_fail_on_and_the_terminal(compared: Path) -> None:
    result = CliRunner().invoke(cli, ["compare", *QUARTERS, "--fail-on", "high"])
    assert result.exit_code == 1
    assert "跨季发现：高" in result.output and "[高] 2023Q3 事项 13" in result.output
