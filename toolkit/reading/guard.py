"""Readers that could die, hang or eat the machine run in a process of their own, held to time, memory and no files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, one_line
from toolkit.model import Repair
from toolkit.reading.grid import Grid, Row
from toolkit.reading.limits import MIB, Limits

_PACKAGE = Path(__file__).resolve().parents[2]
_GRACE = 2  # seconds of wall time beyond the processor time, for a busy machine
REFUSED, SCANNED = 2, 4
SCAN_HINT = "可安装 pip install 'target-audit[ocr]' 后识别，或另存为 Word、Excel"


class ScannedError(InputError):
    """A source without text, which OCR may read."""


def guarded(where: str, kind: str, data: bytes, limits: Limits) -> list[Grid]:
    """Read `data` of a format in a child process; whatever becomes of it, the answer is grids or an InputError."""
    # -P: a lxml.py that lies beside the report is not ours to run.
    command = [sys.executable, "-P", "-m", "toolkit.reading.child", kind, where, limits.settings()]
    paths = [str(_PACKAGE), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.seconds + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise limits.refuse(where, "seconds", "仍未读完", "秒") from None
    return _answer(where, done.returncode, done.stdout, limits)


def _answer(where: str, code: int, out: bytes, limits: Limits) -> list[Grid]:
    if code == 0:
        return [_grid(document) for document in json.loads(out)]
    if code == SCANNED:
        raise ScannedError(one_line(out.decode("utf-8", "replace")))
    if code == REFUSED:
        raise InputError(one_line(out.decode("utf-8", "replace")))
    if code == -getattr(signal, "SIGXCPU", 24):
        raise limits.refuse(where, "seconds", "仍未读完", "秒")
    raise InputError.of(where, expected="完好的文件", met="读取程序中途退出（文件损坏或异常）")


def _grid(document: dict[str, Any]) -> Grid:
    rows = tuple(Row(r[0], tuple(r[1]), r[2], r[3], frozenset(r[4])) for r in document["rows"])
    repairs = tuple(Repair(r[0], None, r[1], r[2], r[3]) for r in document["repairs"])
    return Grid(rows, document["format"], repairs)


def told(grids: list[Grid]) -> str:
    """Grids as JSON on one line; lone surrogates, which no pipe can carry, are replaced."""
    document = [
        {
            "format": grid.format,
            "rows": [[row.line, row.cells, row.table, row.place, sorted(row.above)] for row in grid.rows],
            "repairs": [[repair.line, repair.kind, repair.before, repair.after] for repair in grid.repairs],
        }
        for grid in grids
    ]
    return json.dumps(document)


def confine(limits: Limits) -> None:
    """Hold this process to its limits: processor time, memory, no file written, no core left."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone holds it
        return
    for name, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory + 200 * MIB),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS refuses some of them; each that is taken holds, and the parent's clock holds in any case.
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(name)
            resource.setrlimit(name, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
