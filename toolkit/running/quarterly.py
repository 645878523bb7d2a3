"""The main job: which report, which notebook, which folder; then one papermill run for each and what it came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.auditing import audit_source
from toolkit.checks.catalogue import assemble
from toolkit.checks.profile import load_profile
from toolkit.errors import InputError, one_line
from toolkit.model import Period
from toolkit.opinion_client import demand
from toolkit.presenting import terminal
from toolkit.previous import against
from toolkit.running.sources import choose, expanded, folders

NOTEBOOK = "quarterly_audit.ipynb"


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook run: what to audit and where its files go."""

    source: Path
    period: Period
    out: Path
    profile: str
    references: str = ""
    previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job and the findings it left, as records of contract.md."""

    job: Job
    findings: tuple[dict[str, Any], ...]
    failures: tuple[dict[str, Any], ...] = ()
    set_aside: tuple[str, ...] = ()


def plan(
    period: Period | None,
    sources: Sequence[Path],
    out: Path | None,
    profile: str,
    references: str = "",
    previous: Sequence[str] = (),
) -> list[Job]:
    """The jobs to do, after reading every source once: what is wrong with an input is said before a kernel starts."""
    chosen = list(sources) or [choose(period, Path("data"))]
    earlier = tuple(map(str, expanded(previous)))
    periods = [_period_of(source, period, profile, references, earlier) for source in chosen]
    names = [str(source) for source in chosen]
    if out is not None:
        places = folders(names, out)
    else:
        homes = [Path("runs") / str(its) for its in periods]
        apart = folders(names, Path())
        places = [home / at if homes.count(home) > 1 else home for home, at in zip(homes, apart, strict=True)]
    return [Job(*job, profile, references, earlier) for job in zip(chosen, periods, places, strict=True)]


def _period_of(source: Path, period: Period | None, profile: str, references: str, previous: Sequence[str]) -> Period:
    """The period of a source that can be read and audited; InputError says what is wrong with it."""
    if str(source) == "-":
        raise InputError.of("--source", expected="文件（笔记本读不到标准输入；请用 check -）", met="-")
    chosen = load_profile(profile)
    demand(chosen.opinion)
    unasked = replace(chosen, opinion=None)  # a second opinion is asked for once, in the notebook
    found = audit_source(source, period=str(period or ""), profile=unasked, references=references)
    its = found.report.period
    if its is None:
        raise InputError.of(str(source), expected="标题、表头或文件名写明报告期，或写作 run 2023Q4", met="报告期不明")
    against(found, previous, profile=unasked)
    return its


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

    before = _edited(job.out)
    parameters: dict[str, object] = {
        "period": str(job.period),
        "source": str(job.source),
        "out": str(job.out),
        "profile": job.profile,
    }
    parameters |= {"references": job.references} if job.references else {}
    parameters |= {"previous": list(job.previous)} if job.previous else {}
    notebook.execute(find_notebook(), job.out / "audit.ipynb", parameters, cwd=Path.cwd(), progress=progress)
    lines = (job.out / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    manifest = json.loads((job.out / "manifest.json").read_text(encoding="utf-8"))
    kept = tuple(sorted(_edited(job.out) - before))
    return Done(job, tuple(json.loads(line) for line in lines), tuple(manifest["failures"]), kept)


def _edited(folder: Path) -> set[str]:
    """Names of the copies under which files that somebody had edited are kept."""
    return {path.name for path in folder.glob("*.edited-*")}


def told(done: Done) -> Iterator[str]:
    """The short summary: counts, the findings of high severity with their quotes, where the report lies."""
    counts = terminal.counts(finding["severity"] for finding in done.findings)
    yield f"{done.job.source.name} · 报告期 {done.job.period} · 发现：{counts}"
    titles = {rule.id: rule.title for rule in assemble()}
    for finding in done.findings:
        if finding["severity"] == "high":
            where = f"事项 {finding['item']}" if finding["item"] else "全表"
            title = titles.get(finding["rule"], finding["rule"])
            yield f"[高] {one_line(where, 40)} · {title} · {one_line(finding['message'])}"
            if finding["quote"]:
                yield f"     原文：{one_line(finding['quote'], 120)}"
    for failure in done.failures:
        yield f"检查出错：{failure['rule']}（事项 {failure['item'] or '全表'}）{one_line(failure['error'])}"
    if done.set_aside:
        yield f"您改过的文件另存为 {'、'.join(done.set_aside)}；台账中的复核意见已按指纹带入新台账。"
    yield f"报告：{done.job.out / 'report.html'}（问题台账 workpaper.xlsx、笔记本 audit.ipynb 在同一文件夹）"
