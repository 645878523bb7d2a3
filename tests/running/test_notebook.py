"""Executing notebooks: the right result under the final name, or one line and nothing under it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.running.specimens import listing, notebook, python
from toolkit.errors import InputError, RunError
from toolkit.running import kernel
from toolkit.running.notebook import execute
from toolkit.running.stamp import KEY, stamp

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and sockets of POSIX")
AWKWARD = "二〇二三\"'\\\n\0\ud800{x}"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("t")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def printed(document: Any) -> list[str]:
    return [output.text for cell in document.cells if cell.cell_type == "code" for output in cell.outputs]


@posix
def test_a_notebook_is_executed_by_this_interpreter_over_private_sockets(
    tmp_path: Path, own_temporary_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One kernel for everything that a run which goes well must show."""
    source = notebook(
        tmp_path / "{notebooks}" / "q.ipynb",
        "import os, sys, psutil\nprint(ascii(period), limit, units)",
        "print(sys.executable)\nprint(os.getcwd())\nprint(psutil.Process().net_connections(kind='inet'))",
        "os.write(1, b'to the descriptor')\nos.system('echo from a child');",
        kernelspec={"name": "elsewhere", "display_name": "of another machine", "language": "python"},
    )
    out = tmp_path / "{out}" / "audit.ipynb"
    cwd = tmp_path / "cwd"
    cwd.mkdir()
    given = {"period": AWKWARD, "limit": 7, "units": ["市教育局"]}
    assert execute(source, out, given, cwd=cwd, progress=True) == out

    document = read(out)
    facts = printed(document)
    assert facts[0] == f"{AWKWARD!a} 7 ['市教育局']\n"
    assert facts[1] == f"{sys.executable}\n{cwd.resolve()}\n[]\n"
    assert document.cells[1].source.splitlines()[1] == r'period = "二〇二三\"' + r"'\\\n\x00\ud800{x}" + '"'
    assert document.cells[1].metadata.tags == ["injected-parameters"]
    metadata = document.metadata.papermill
    assert (metadata.input_path, metadata.output_path, metadata.parameters) == ("q.ipynb", "audit.ipynb", given)
    text = out.read_text(encoding="utf-8").replace(str(cwd), "").replace(sys.executable, "")
    assert str(tmp_path) not in text
    assert "_time" not in text
    assert "iopub" not in text
    assert document.metadata[KEY] == stamp(document)
    assert listing(out.parent) == ["audit.ipynb"]
    assert listing(own_temporary_folder) == []
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[0] == "执行 q.ipynb …"
    assert len(told.err.splitlines()) == 2


def test_a_failing_cell_is_told_in_one_line_and_kept_for_the_post_mortem(
    tmp_path: Path, own_temporary_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = notebook(tmp_path / "q.ipynb", "print(period)", "# 预计\nraise ValueError('坏\\n值' * 300)", "print(3)")
    out = tmp_path / "out" / "audit.ipynb"
    out.parent.mkdir()
    out.write_bytes(b"the result of last time")
    with pytest.raises(RunError) as failure:
        execute(source, out, {"period": "2023Q3"}, progress=False)
    message = str(failure.value)
    assert message.startswith("q.ipynb 第 4 个代码单元（raise ValueError")
    assert "出错：ValueError: 坏 值" in message
    assert message.endswith(f"留在 {out.with_name('audit.failed.ipynb')}")
    assert listing(out.parent) == ["audit.failed.ipynb", "audit.ipynb"]
    assert out.read_bytes() == b"the result of last time"
    failed = read(out.with_name("audit.failed.ipynb"))
    assert "2023Q3" in printed_text(failed)
    assert "Traceback" in printed_text(failed)
    assert capfd.readouterr() == ("", "")
    assert listing(own_temporary_folder) == []


def printed_text(document: Any) -> str:
    return str([cell.get("outputs") for cell in document.cells])


@pytest.mark.parametrize("death", ["os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_a_dying_kernel_is_a_failed_run(tmp_path: Path, death: str, capfd: pytest.CaptureFixture[str]) -> None:
    source = notebook(tmp_path / "q.ipynb", f"import os\n{death}", "print(2)")
    with pytest.raises(RunError, match=r"q\.ipynb 第 2 个代码单元（import os）执行时内核中途退出"):
        execute(source, tmp_path / "out" / "audit.ipynb", {})
    assert listing(tmp_path / "out") == ["audit.failed.ipynb"]
    assert capfd.readouterr() == ("", "")


def test_a_cell_that_leaves_early_is_no_success_and_the_next_good_run_clears_up(tmp_path: Path) -> None:
    out = tmp_path / "out" / "audit.ipynb"
    with pytest.raises(RunError, match="中止了运行"):
        execute(notebook(tmp_path / "q.ipynb", "import sys\nsys.exit(0)", "2"), out, {})
    execute(notebook(tmp_path / "q.ipynb", "2"), out, {})
    assert listing(out.parent) == ["audit.ipynb"]


def test_bad_input_that_a_cell_meets_stays_bad_input(tmp_path: Path) -> None:
    source = notebook(tmp_path / "q.ipynb", "class InputError(Exception): pass\nraise InputError('数据：应为表')")
    with pytest.raises(InputError, match=r"^数据：应为表$"):
        execute(source, tmp_path / "out" / "audit.ipynb", {})
    assert not (tmp_path / "out").exists()


def test_a_kernel_that_does_not_start_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('no module named ipykernel')", encoding="utf-8")
    monkeypatch.setattr("toolkit.running.launcher.__file__", str(broken))
    with pytest.raises(RunError, match="内核没有启动：no module named ipykernel；请确认 python -m ipykernel"):
        execute(notebook(tmp_path / "q.ipynb", "1"), tmp_path / "out" / "audit.ipynb", {})
    assert not (tmp_path / "out").exists()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [({"perod": "2023Q3"}, "“perod”；是否想写 period？"), ({"period": 2023}, "应为period: str，实为2023（int）")],
)
def test_parameters_are_checked_before_anything_starts(
    tmp_path: Path, parameters: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        execute(notebook(tmp_path / "q.ipynb", "1"), tmp_path / "out" / "audit.ipynb", parameters)
    assert listing(tmp_path) == ["q.ipynb"]


@pytest.mark.parametrize(
    ("content", "met"),
    [(b"", "别的内容"), (b"[]", "别的内容"), (b"{}", "别的内容"), (b"\xff\xfe\0", "不是 UTF-8 文本"),
     (b'{"cells": [{}], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "别的内容"), (None, "No such file")],
)  # fmt: skip
def test_what_is_no_notebook_is_refused(
    tmp_path: Path, content: bytes | None, met: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "q.ipynb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=f"应为Jupyter 笔记本（.ipynb），实为{met}"):
        execute(path, tmp_path / "out" / "audit.ipynb", {})
    assert capfd.readouterr() == ("", "")


def test_a_notebook_without_parameters_or_of_another_language_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out" / "audit.ipynb"
    with pytest.raises(InputError, match="应为一个带 parameters 标签的代码单元"):
        execute(notebook(tmp_path / "q.ipynb", "1", parameters=None), out, {})
    spec = {"name": "ir", "display_name": "R", "language": "R"}
    with pytest.raises(InputError, match="应为Python 内核，实为R 内核"):
        execute(notebook(tmp_path / "q.ipynb", "1", kernelspec=spec), out, {})


def test_an_output_that_cannot_be_written_is_refused_before_the_kernel_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    source = notebook(tmp_path / "q.ipynb", "1")
    for out in (tmp_path / "file" / "audit.ipynb", tmp_path):
        with pytest.raises(InputError):
            execute(source, out, {})


# A shell's background job is started with SIGINT ignored, and its children with it: the test sends one all the same.
WAITING = """
import signal
import sys
from pathlib import Path
from toolkit.running.notebook import execute
signal.signal(signal.SIGINT, signal.default_int_handler)
execute(Path(sys.argv[1]), Path(sys.argv[2]), {})
"""


@posix
@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_a_run_that_is_stopped_leaves_nothing_under_the_final_name_and_no_kernel(tmp_path: Path, name: str) -> None:
    begun = tmp_path / "begun"
    cell = f"import os, pathlib, time\npathlib.Path({str(begun)!r}).write_text(str(os.getpid()))\ntime.sleep(60)"
    source = notebook(tmp_path / "q.ipynb", cell)
    out = tmp_path / "out" / "audit.ipynb"
    temporary = tmp_path / "t"
    temporary.mkdir()
    process = python(WAITING, source, out, env={"TMPDIR": str(temporary)})
    wait_for(lambda: begun.exists() and begun.read_text() != "")
    process.send_signal(getattr(signal, name))
    process.communicate(timeout=30)
    assert not out.parent.exists()
    pid = int(begun.read_text())
    wait_for(lambda: not alive(pid))
    if name == "SIGINT":
        assert listing(temporary) == []
    else:
        (dead,) = temporary.iterdir()
        os.utime(dead, (0, 0))
        kernel._sweep(temporary)
        assert listing(temporary) == []


@posix
def test_the_folder_of_a_run_that_lives_is_not_swept(own_temporary_folder: Path) -> None:
    with kernel.private_folder() as folder:
        os.utime(folder, (0, 0))
        kernel._sweep(own_temporary_folder)
        assert folder.exists()
    assert listing(own_temporary_folder) == []


@posix
def test_sockets_go_to_a_short_path_where_the_usual_one_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))
    with kernel.private_folder() as folder:
        assert len(os.fsencode(folder / "k-5")) <= kernel.LONGEST_SOCKET


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def wait_for(condition: Any, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
