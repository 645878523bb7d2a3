"""The main job: which report, which notebook, which folder; then one papermill run for each and what it came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.auditing import audit_source
from toolkit.errors import InputError, one_line
from toolkit.model import Period
from toolkit.presenting import terminal
from toolkit.running.sources import choose

NOTEBOOK = "quarterly_audit.ipynb"


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook run: what to audit and where its files go."""

    source: Path
    period: Period
    out: Path
    profile: str


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job and the findings it left, as records of contract.md."""

    job: Job
    findings: tuple[dict[str, Any], ...]


def plan(period: Period | None, sources: Sequence[Path], out: Path | None, profile: str) -> list[Job]:
    """The jobs to do, after reading every source once: what is wrong with an input is said before a kernel starts."""
    chosen = list(sources) or [choose(period, Path("data"))]
    jobs = []
    for source in chosen:
        if str(source) == "-":
            raise InputError.of("--source", expected="文件（笔记本读不到标准输入；请用 check -）", met="-")
        audit = audit_source(source, period=str(period or ""), profile=profile)
        its_period = audit.report.period
        if its_period is None:
            raise InputError.of(
                str(source), expected="标题、表头或文件名写明报告期，或写作 run 2023Q4", met="报告期不明"
            )
        folder = out or Path("runs") / str(its_period)
        jobs.append(Job(source, its_period, folder if len(chosen) == 1 else folder / source.stem, profile))
    return jobs


def find_notebook() -> Path:
    """The quarterly notebook: the working folder's own, else the one that came with the toolkit."""
    package = Path(__file__).resolve().parent.parent
    places = (Path("notebooks"), package / "notebooks", package.parent / "notebooks")
    for place in places:
        if (place / NOTEBOOK).is_file():
            return place / NOTEBOOK
    raise InputError.of("笔记本", expected=f"notebooks/{NOTEBOOK}", met="没有这个文件")


def carry_out(job: Job, *, progress: bool) -> Done:
    """Execute the notebook for one job; RunError where it fails."""
    from toolkit.running import notebook

    parameters = {"period": str(job.period), "source": str(job.source), "out": str(job.out), "profile": job.profile}
    notebook.execute(find_notebook(), job.out / "audit.ipynb", parameters, cwd=Path.cwd(), progress=progress)
    lines = (job.out / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    return Done(job, tuple(json.loads(line) for line in lines))


def told(done: Done) -> Iterator[str]:
    """The short summary: counts, the findings of high severity with their quotes, where the report lies."""
    counts = terminal.counts(finding["severity"] for finding in done.findings)
    yield f"{done.job.source.name} · 报告期 {done.job.period} · 发现：{counts}"
    for finding in done.findings:
        if finding["severity"] == "high":
            where = f"事项 {finding['item']}" if finding["item"] else "全表"
            yield f"[高] {one_line(where, 40)} · {finding['rule']} · {one_line(finding['message'])}"
            if finding["quote"]:
                yield f"     原文：{one_line(finding['quote'], 120)}"
    yield f"报告：{done.job.out / 'report.html'}（问题台账 workpaper.xlsx、笔记本 audit.ipynb 在同一文件夹）"
