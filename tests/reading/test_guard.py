"""The guarded process runs nothing that lies beside a report, and lives where a limit is refused by the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.reading import guard
from toolkit.reading.limits import Limits

HEADS = ("序号", "年度目标", "第4季度目标", "是否完成", "具体工作进展", "未完成原因", "分管领导", "责任单位")
CELLS = ("1", "建设学校2所。", "建设学校2所。", "完成", "建成学校2所。", "无", "张三", "市教育局")


def page() -> str:
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in (HEADS, CELLS))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize("name", ["lxml.py", "json.py", "toolkit/__init__.py"])
def test_nothing_beside_the_report_is_run(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("open('met', 'w').close()\n", encoding="utf-8")
    (tmp_path / "2023Q4.html").write_text(page(), encoding="utf-8")
    code = "from toolkit.cli import main; main(['check', '2023Q4.html'])"
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "met").exists()


def test_a_limit_that_the_system_refuses_does_not_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    met: list[int] = []

    def refuse(name: int, limits: tuple[int, int]) -> None:
        met.append(name)
        raise ValueError("not here")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    guard.confine(Limits())
    assert len(met) == 4
