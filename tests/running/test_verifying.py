"""`verify` replays a run, names the first fault, and is told of deleted lines and of files that are no run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_verify_replays_a_run_and_names_the_first_fault(tmp_path: Path) -> None:
    def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "toolkit", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    call("check", ROOT / "data" / "2023Q4.txt", "--out", tmp_path)
    done = call("verify", tmp_path)
    assert (done.returncode, "全部成立" in done.stdout) == (0, True)
    path = tmp_path / "verifications.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("103.6%", "103.9%"), encoding="utf-8")
    done = call("verify", tmp_path)
    assert (done.returncode, "不成立" in done.stdout, "103.9%" in done.stdout) == (1, True, True)
    assert call("verify", tmp_path / "none").returncode == 2


def test_verify_tells_of_deleted_lines_and_of_files_that_are_no_run(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "toolkit"]
    run = [*command, "check", "data/2023Q4.txt", "--out", str(tmp_path)]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
    path = tmp_path / "verifications.jsonl"
    whole = path.read_text(encoding="utf-8")
    for spoiled_text, code in (
        ("\n".join(whole.split("\n")[1:]), 1),
        ("", 1),
        ("[" * 100_000 + "\n", 2),
        ('{"proof": 1}\n', 1),
        ("[]\n", 2),
        ('{"n": ' + "9" * 5000 + "}\n", 2),
    ):
        path.write_text(spoiled_text, encoding="utf-8")
        done = subprocess.run(
            [*command, "verify", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done
        assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) <= 1
