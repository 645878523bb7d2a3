"""The commands keep their promises: exit codes, one line on standard error, nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import row, table
from toolkit.checks.catalogue import built_in
from toolkit.errors import InputError
from toolkit.running.sources import choose, folders

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
REAL = ROOT / "data" / "2023Q4.txt"


def call(
    *arguments: str | Path, cwd: Path | None = None, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "toolkit", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        input=stdin,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str], *told: str) -> None:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for text in told:
        assert text in done.stderr


def test_alone_it_prints_help_to_act_on() -> None:
    done = call()
    assert done.returncode == 0
    assert all(
        text in done.stdout for text in ("target-audit run", "target-audit check", "target-audit rules", "退出码")
    )


def test_every_command_has_help() -> None:
    for command in ("run", "check", "rules", "verify", "reuse"):
        done = call(command, "--help")
        assert done.returncode == 0 and f"target-audit {command}" in done.stdout


def test_check_prints_findings_with_quotes_and_ends_with_0() -> None:
    done = call("check", REAL)
    assert done.returncode == 0, done.stderr
    assert "读取修复：空行" in done.stdout
    assert done.stdout.index("[高] 事项 7") < done.stdout.index("[中]") < done.stdout.index("[低]")
    assert "原文：预计能够完成万元 GDP 能耗下降" in done.stdout


@pytest.mark.parametrize(("level", "code"), [("high", 1), ("info", 1)])
def test_fail_on(level: str, code: int) -> None:
    assert call("check", REAL, "--fail-on", level).returncode == code


def test_fail_on_a_level_that_nothing_reaches(tmp_path: Path) -> None:
    source = tmp_path / "2023Q4.tsv"
    source.write_text(table(row()), encoding="utf-8")
    assert call("check", source, "--fail-on", "low").returncode == 0


def test_json_is_one_object_a_source() -> None:
    done = call("check", REAL, REAL, "--format", "json")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    recorded = len((GOLDEN / "2023Q4.findings.jsonl").read_text(encoding="utf-8").splitlines())
    assert [len(d["findings"]) for d in documents] == [recorded, recorded]
    assert list(documents[0]) == ["source", "period", "findings", "items", "verifications"]


def test_out_leaves_the_files_of_the_contract(tmp_path: Path) -> None:
    assert call("check", REAL, "--out", tmp_path / "out").returncode == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "findings.jsonl",
        "items.jsonl",
        "manifest.json",
        "quantities.jsonl",
        "verifications.jsonl",
    ]
    finding = json.loads((tmp_path / "out" / "findings.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert " ".join(finding) == (
        "rule certainty severity period item line column start end quote removed related message ask proof "
        "flips_verdict fingerprint state review"
    )
    item = json.loads((tmp_path / "out" / "items.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert " ".join(item) == "item line period cells verdict verdict_certainty parts rules"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["contract"] == 1 and manifest["period"] == "2023Q4"


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        call("check", REAL, "--out", tmp_path / name)
    for name in ("findings.jsonl", "items.jsonl", "quantities.jsonl", "verifications.jsonl"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_standard_input(tmp_path: Path) -> None:
    done = call("check", "-", "--period", "2023Q4", stdin=REAL.read_text(encoding="utf-8"))
    assert done.returncode == 0
    assert "stdin · 报告期 2023Q4 · 14 项" in done.stdout


def test_a_report_without_a_period_is_checked_and_said(tmp_path: Path) -> None:
    source = tmp_path / "x.tsv"
    source.write_text(table(row()).replace("第4季度目标", "季度目标"), encoding="utf-8")
    done = call("check", source)
    assert done.returncode == 0 and "报告期 不明" in done.stdout
    refused(call("run", "--source", source, cwd=tmp_path), "报告期")
    assert not (tmp_path / "runs").exists()


def test_several_sources_get_folders_of_their_own() -> None:
    named = folders(["a/x.tsv", "b/x.tsv", "-", "...", "c/x~2.tsv"], Path("out"))
    assert len(set(named)) == 5
    assert all(folder.parent == Path("out") for folder in named)
    assert folders(["a.tsv"], Path("out")) == [Path("out")]


def test_a_source_named_for_its_parent_stays_in_its_folder() -> None:
    assert folders(["d/...tsv", "d/..", "x"], Path("out")) == [Path("out/报告"), Path("out/报告~2"), Path("out/x")]


def test_the_newest_period_is_taken_and_its_own_name_wins(tmp_path: Path) -> None:
    for name in ("2023Q3.txt", "2023Q4.txt", "2023Q4-old.txt", "2023Q4.expected.json", "2023M13.txt", "notes.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert choose(None, tmp_path).name == "2023Q4.txt"
    (tmp_path / "2023Q4.tsv").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"2023Q4\.tsv、2023Q4\.txt"):
        choose(None, tmp_path)


def test_one_bad_source_writes_nothing_for_the_others(tmp_path: Path) -> None:
    refused(call("check", REAL, tmp_path / "none.tsv", "--out", tmp_path / "out"), "none.tsv", "没有这个文件")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], ["SOURCE"]),
        (["chek", "x"], ["check"]),
        (["check", "x", "--formt", "json"], ["--format"]),
        (["check", "x", "--fail-on", "fatal"], ["fatal"]),
        (["check", str(REAL), "--period", "2023Q9"], ["2023Q9"]),
        (["check", str(REAL), "--profile", "none.toml"], ["none.toml"]),
        (["check", str(ROOT)], ["文件夹"]),
        (["rules", "done-on-forcast"], ["done-on-forecast"]),
        (["run", "2023Q9"], ["2023Q9"]),
        (["run", "2023Q3"], ["2023Q3", "2023Q4"]),
        (["run", "--source", "none.tsv"], ["none.tsv"]),
        (["run", "--source", "-"], ["check -"]),
    ],
)
def test_wrong_requests(arguments: list[str], told: list[str]) -> None:
    refused(call(*arguments, cwd=ROOT), *told)


def test_an_out_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("keep")
    for command in (("check", REAL), ("run", "--source", REAL)):
        refused(call(*command, "--out", tmp_path / "file", cwd=ROOT), "file")
    assert (tmp_path / "file").read_text() == "keep"


def test_hostile_text_cannot_break_the_terminal(tmp_path: Path) -> None:
    source = tmp_path / "2023Q4.tsv"
    source.write_text(table(row(progress="预计\x1b[31m完成\x07‮目标任务。")), encoding="utf-8")
    done = call("check", source)
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout and "‮" not in done.stdout


def test_a_narrow_terminal_encoding_loses_no_run() -> None:
    done = call("check", REAL, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u9ad8" in done.stdout


def test_rules_lists_all_and_shows_a_card() -> None:
    listed = call("rules").stdout
    assert all(rule.id in listed for rule in built_in())
    card = call("rules", "vacuous-done").stdout
    assert all(text in card for text in ("判什么：", "取证：", "会报：", "不报："))


def test_a_closed_pipe_is_no_crash() -> None:
    code = f"{sys.executable} -m toolkit rules --format markdown | head -1"
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
