"""Publishing: whole files or none, after any death; one writer at a time; edited files kept."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.running.specimens import listing, python
from toolkit.errors import InputError, RunError
from toolkit.running import folders
from toolkit.running.files import check_target, publish, sha256

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and locks of POSIX")

# Publishes in a process that kills itself at the Nth call of a system function, counted from 1.
DOOMED = """
import os, signal, sys
from pathlib import Path
from toolkit.running.files import publish
function, number, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
calls, real = [0], getattr(os, function)
def counted(*arguments, **named):
    calls[0] += 1
    if calls[0] == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **named)
setattr(os, function, counted)
publish(folder, {"a.jsonl": "new a", "workpaper.xlsx": "new b", "report.html": "new c"}, manifest={"contract": 1})
"""


def files(letter: str = "old") -> dict[str, bytes | str]:
    return {"a.jsonl": f"{letter} a", "workpaper.xlsx": f"{letter} b", "report.html": f"{letter} c"}


def manifest(folder: Path) -> Any:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_files_are_published_with_the_manifest_last_and_their_shas_in_it(tmp_path: Path) -> None:
    published = publish(tmp_path / "runs" / "2023Q4", files(), manifest={"contract": 1, "note": "季度"})
    assert [path.name for path in published.paths] == ["a.jsonl", "workpaper.xlsx", "report.html", "manifest.json"]
    assert listing(tmp_path / "runs" / "2023Q4") == sorted(path.name for path in published.paths)
    written = manifest(tmp_path / "runs" / "2023Q4")
    assert list(written) == ["contract", "note", "files"]
    assert written["files"]["a.jsonl"] == sha256(b"old a")
    assert "季度" in (tmp_path / "runs" / "2023Q4" / "manifest.json").read_text(encoding="utf-8")


@posix
@pytest.mark.parametrize(
    ("function", "number", "replaced"),
    [("fsync", 1, 0), ("fsync", 3, 0), ("replace", 1, 0), ("replace", 2, 1), ("replace", 3, 2), ("replace", 4, 3)],
)
def test_a_killed_run_leaves_whole_files_and_the_next_run_cleans_up(
    tmp_path: Path, function: str, number: int, replaced: int
) -> None:
    publish(tmp_path, files(), manifest={"contract": 1})
    assert python(DOOMED, function, number, tmp_path).wait(30) == -signal.SIGKILL
    names = list(files())
    for place, name in enumerate(names):
        word = "new" if place < replaced else "old"
        assert (tmp_path / name).read_bytes() == f"{word} {'abc'[place]}".encode()
    assert manifest(tmp_path)["files"]["a.jsonl"] == sha256(b"old a")  # the manifest comes last
    assert [name for name in listing(tmp_path) if name.startswith(".partial-")]

    published = publish(tmp_path, files("later"), manifest={"contract": 1})
    assert published.set_aside == ()  # what the killed run wrote is ours, not somebody's edit
    assert listing(tmp_path) == sorted([*names, "manifest.json"])
    assert (tmp_path / "workpaper.xlsx").read_bytes() == b"later b"


@posix
def test_a_first_run_that_is_killed_while_staging_leaves_no_final_name(tmp_path: Path) -> None:
    assert python(DOOMED, "fsync", 2, tmp_path / "out").wait(30) == -signal.SIGKILL
    assert all(name.startswith(".partial-") for name in listing(tmp_path / "out"))


def test_an_edited_file_is_moved_aside_under_a_free_name(tmp_path: Path) -> None:
    publish(tmp_path, files(), manifest={"contract": 1})
    for number in (1, 2):
        (tmp_path / "workpaper.xlsx").write_bytes(b"ruling %d" % number)
        published = publish(tmp_path, files(), manifest={"contract": 1})
        assert [path.name for path in published.set_aside] == [f"workpaper.edited-{number}.xlsx"]
    assert (tmp_path / "workpaper.edited-1.xlsx").read_bytes() == b"ruling 1"
    assert (tmp_path / "workpaper.edited-2.xlsx").read_bytes() == b"ruling 2"
    assert (tmp_path / "workpaper.xlsx").read_bytes() == b"old b"


def test_a_file_that_nobody_edited_is_replaced(tmp_path: Path) -> None:
    publish(tmp_path, files(), manifest={"contract": 1})
    assert publish(tmp_path, files("new"), manifest={"contract": 1}).set_aside == ()


def test_a_workpaper_of_unknown_origin_is_kept(tmp_path: Path) -> None:
    (tmp_path / "workpaper.xlsx").write_bytes(b"from a colleague")
    assert [path.name for path in publish(tmp_path, files()).set_aside] == ["workpaper.edited-1.xlsx"]


def test_a_smaller_run_in_between_does_not_make_the_workpaper_look_edited(tmp_path: Path) -> None:
    publish(tmp_path, files(), manifest={"contract": 1})
    publish(tmp_path, {"a.jsonl": "check"}, manifest={"contract": 1})
    written = manifest(tmp_path)
    assert list(written["files"]) == ["a.jsonl"]
    assert written["earlier"] == {"report.html": sha256(b"old c"), "workpaper.xlsx": sha256(b"old b")}
    (tmp_path / "report.html").write_bytes(b"with a note")
    published = publish(tmp_path, files("new"), manifest={"contract": 1})
    assert [path.name for path in published.set_aside] == ["report.edited-1.html"]
    assert "earlier" not in manifest(tmp_path)


def test_a_file_added_later_enters_the_manifest_that_is_there(tmp_path: Path) -> None:
    publish(tmp_path, {"a.jsonl": "a"}, manifest={"contract": 1})
    publish(tmp_path, {"audit.ipynb": "{}"})
    assert list(manifest(tmp_path)["files"]) == ["a.jsonl", "audit.ipynb"]


@pytest.mark.parametrize("content", ["[]", "{", '{"files": [1], "earlier": 3}', "\0", "[" * 100_000])
def test_a_manifest_that_is_none_is_passed_over(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    publish(tmp_path, {"a.jsonl": "a"}, manifest={"contract": 1})
    assert manifest(tmp_path) == {"contract": 1, "files": {"a.jsonl": sha256(b"a")}}


def test_lone_surrogates_are_written_as_json_writes_them(tmp_path: Path) -> None:
    publish(tmp_path, {"a.jsonl": json.dumps("甲\ud800", ensure_ascii=False)})
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8")) == "甲\ud800"


@pytest.mark.parametrize("name", ["../a", "a/b", ".partial-x", "manifest.json", "a\0b", ""])
def test_a_name_that_is_no_bare_file_name_is_a_mistake_of_the_caller(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="bare file name"):
        publish(tmp_path, {name: ""})


@pytest.mark.parametrize("out", ["file", "file/below", "file/below/deeper", "x" * 300, "nul\0"])
def test_a_folder_that_cannot_be_one_is_refused_in_one_line(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(InputError) as refusal:
        publish(tmp_path / out, files())
    assert "应为可写入的目录" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert listing(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_folder_under_a_final_name_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(InputError, match="同名目录"):
        publish(tmp_path, files())
    with pytest.raises(InputError, match="同名目录"):
        check_target(tmp_path / "report.html")
    assert listing(tmp_path) == ["report.html"]


@posix
def test_a_folder_without_write_permission_is_refused(tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from toolkit.running.files import publish
from toolkit.errors import InputError
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for out in (Path(sys.argv[1]), Path(sys.argv[1]) / "below"):
    try:
        publish(out, {"a": ""})
    except InputError as error:
        assert "无写入权限" in str(error), error
    else:
        raise SystemExit("written")
"""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):  # so that another user gets as far as `locked`
        if folder.owner() == locked.owner() and os.geteuid() == 0:
            folder.chmod(0o755)
    process = python(code, locked)
    assert process.communicate(timeout=30)[1] == ""
    assert process.returncode == 0


def test_a_full_disk_is_a_failed_run_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "old", files(), manifest={"contract": 1})
    before = {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for folder in ("old", "new/deeper"):
        with pytest.raises(RunError, match="磁盘已满"):
            publish(tmp_path / folder, files("new"), manifest={"contract": 1})
    assert {path.name: path.read_bytes() for path in (tmp_path / "old").iterdir()} == before
    assert listing(tmp_path) == ["old"]


@posix
def test_a_disk_that_takes_no_more_in_the_middle_of_a_file_is_told_the_same_way(tmp_path: Path) -> None:
    code = """
import resource, sys
from pathlib import Path
from toolkit.errors import RunError
from toolkit.running.files import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    publish(Path(sys.argv[1]), {"a.jsonl": b"a", "workpaper.xlsx": bytes(1_000_000)})
except RunError as error:
    assert "写入失败" in str(error), error
else:
    raise SystemExit("written")
"""
    process = python(code, tmp_path / "out")
    assert process.communicate(timeout=30)[1] == ""
    assert process.returncode == 0
    assert listing(tmp_path) == []


@posix
def test_two_writers_of_one_folder_take_turns(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from toolkit.running.files import publish
for turn in range(40):
    publish(Path(sys.argv[1]), {f"{n}.txt": f"{sys.argv[2]} {turn}" for n in range(5)}, manifest={"contract": 1})
"""
    writers = [python(code, tmp_path, name) for name in ("one", "two")]
    assert [writer.communicate(timeout=60)[1] for writer in writers] == ["", ""]
    assert listing(tmp_path) == [*(f"{n}.txt" for n in range(5)), "manifest.json"]
    assert len({(tmp_path / f"{n}.txt").read_text() for n in range(5)}) == 1
    assert all(sha256((tmp_path / name).read_bytes()) == sha for name, sha in manifest(tmp_path)["files"].items())


@posix
def test_a_writer_that_never_ends_is_waited_for_only_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "PATIENCE", 0.1)
    with folders.locked(tmp_path), pytest.raises(RunError, match="另一次运行正在写入"):
        publish(tmp_path, files())
    assert listing(tmp_path) == []


def test_a_link_that_looks_like_a_dead_run_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "a").write_bytes(b"kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".partial-x").symlink_to(tmp_path / "precious")
    publish(tmp_path / "out", files())
    assert (tmp_path / "precious" / "a").read_bytes() == b"kept"
