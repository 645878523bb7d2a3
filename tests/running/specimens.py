"""A tiny notebook and a tiny audit for the tests of running; everything in them is synthetic."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat

from toolkit.model import Assessment, Audit, Column, Failure, Finding, Item, Passage, Period, Repair, Report, Source

ROOT = Path(__file__).parents[2]
PARAMETERS = """
period: str = "2023Q4"  # 报告期
limit: int = 3  # 上限
units: list[str] = []  # 单位
"""


def notebook(path: Path, *cells: str, parameters: str | None = PARAMETERS, **metadata: Any) -> Path:
    """Write a notebook of code cells, the first one tagged `parameters`, and give its path."""
    document: Any = nbformat.v4.new_notebook(metadata=metadata)  # type: ignore[no-untyped-call]
    sources = cells if parameters is None else (parameters, *cells)
    document.cells = [nbformat.v4.new_code_cell(source) for source in sources]  # type: ignore[no-untyped-call]
    if parameters is not None:
        document.cells[0].metadata.tags = ["parameters"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(document), encoding="utf-8")  # type: ignore[no-untyped-call]
    return path


def audit(text: str = "新增学位1.6万个。") -> Audit:
    """One item, one finding, one repair, one crashed check."""
    cells = {Column.ITEM: "1", Column.PROGRESS: text}
    item = Item("1", cells, 2)
    source = Source("2023Q4.txt", hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), "utf-8", "tsv")
    repairs = (Repair(3, None, "blank-line", "", ""), Repair(5, None, "blank-line", "", ""))
    passage = Passage("2023Q4", "1", Column.PROGRESS, 0, 4, text[:4])
    finding = Finding("vacuous-done", "lead", "high", passage, 2, "没有写明结果。", "补充佐证。", "f" * 16)
    return Audit(
        report=Report(Period(2023, "Q", 4), source, (item,), repairs),
        findings=(finding,),
        verifications=(),
        quantities=(),
        assessments=(Assessment(item, "unsupported", "lead", ("vacuous-done",), "没有写明结果"),),
        failures=(Failure("style-inconsistent", "1", "ZeroDivisionError: division by zero"),),
        rules=("vacuous-done", "style-inconsistent"),
        version="0.1.0",
    )


def python(code: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Start a Python process that runs `code` with the toolkit importable."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, text=True, stderr=subprocess.PIPE, env=environment, **options)


def listing(folder: Path) -> list[str]:
    """Names in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())
