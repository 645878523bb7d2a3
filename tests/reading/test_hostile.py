"""Nothing that is fed to the readers makes a traceback, a hang, a dead process or a stray file."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tests.reading import hostile
from toolkit import cli
from toolkit.errors import InputError
from toolkit.reading import read
from toolkit.reading.limits import Limits

SECONDS = 20
MEMORY = 1_500  # MiB of any one process
# Those that ask most of the machine run as a user would run them, and their memory is measured.
HEAVY = (
    "text:five-megabyte-cell",
    "text:many-rows",
    "text:many-newlines",
    "page:many-rows",
    "page:huge-cell",
    "office:zip-bomb-sheet",
    "office:many-cells",
    "office:many-rows",
    "office:giant-merge",
    "office:word-many-tables",
    "pdf:many-pages",
    "json:many-records",
)
CORPUS = dict(hostile.corpus())


@pytest.mark.parametrize("name", CORPUS)
def test_it_is_read_or_refused_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("source").write_bytes(CORPUS[name]())
    begun = time.monotonic()
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "source", "--out", "out"])
    assert time.monotonic() - begun < SECONDS
    told = capsys.readouterr()
    assert ended.value.code in (0, 2)
    assert "Traceback" not in told.err + told.out
    if ended.value.code == 2:
        assert told.err.startswith("target-audit: ") and told.err.count("\n") == 1 and "应为" in told.err
        assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]
    else:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "source"]


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs a system that tells a child's memory")
@pytest.mark.parametrize("name", HEAVY)
def test_it_stays_within_memory(name: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(CORPUS[name]())
    quiet = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)]
    command = [sys.executable, "-m", "toolkit", "check", str(source)]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
    os.close(quiet)
    _, status, usage = os.wait4(child, 0)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    assert os.waitstatus_to_exitcode(status) in (0, 2)
    assert usage.ru_maxrss / scale < MEMORY


def test_links_and_unreadable_places(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "none")
    for path in (loop, dangling, Path("/dev/null"), Path("/dev/zero"), tmp_path / ("x" * 5_000)):
        with pytest.raises(InputError):
            read(path)


def test_a_link_to_a_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_text(hostile.GOOD, encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert len(read(tmp_path / "link").items) == 5


@pytest.mark.parametrize(
    ("setting", "source"),
    [
        ("size=100", hostile.GOOD.encode()),
        ("rows=3", hostile.GOOD.encode()),
        ("columns=7", hostile.GOOD.encode()),
        ("cell=5", hostile.GOOD.encode()),
        ("rows=1", hostile.html(hostile.LINE)),
        ("columns=7", hostile.html(hostile.LINE)),
        ("cells=5", hostile.html(hostile.LINE)),
        ("members=2", hostile.word("")),
        ("unpacked=100", hostile.word("")),
        ("ratio=2", hostile.word("<w:p/>" * 1_000_000)),
        ("pages=2", hostile.pdf(b"", pages=3)),
        ("seconds=1", hostile.html(hostile.LINE * 100_000)),
        ("rows=1", b'[{"a": 1}, {"a": 2}]'),
    ],
)
def test_each_limit_is_named_in_its_refusal(tmp_path: Path, setting: str, source: bytes) -> None:
    path = tmp_path / "source"
    path.write_bytes(source)
    with pytest.raises(InputError, match=f"--limit {setting.split('=')[0]}="):
        read(path, limits=Limits().with_settings([setting]))


@pytest.mark.parametrize(
    "setting", ["rows", "rows=", "rows=0", "rows=-1", "rows=1e9", "rows=x", "lines=3", "=3", "rows=９"]
)
def test_a_limit_that_is_none_is_refused(setting: str) -> None:
    with pytest.raises(InputError, match="限额"):
        Limits().with_settings([setting])


def test_a_profile_sets_limits_and_the_flag_overrules_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TARGET_AUDIT_LIMITS", "")
    (tmp_path / "source").write_text(hostile.GOOD, encoding="utf-8")
    (tmp_path / "p.toml").write_text("[limits]\nrows = 2\n", encoding="utf-8")
    held = ["check", str(tmp_path / "source"), "--profile", str(tmp_path / "p.toml")]
    for extra, code in (([], 2), (["--limit", "rows=900"], 0)):
        with pytest.raises(SystemExit) as ended:
            cli.main([*held, *extra])
        assert ended.value.code == code
    assert "--limit rows=" in capsys.readouterr().err
