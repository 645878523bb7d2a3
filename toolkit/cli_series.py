"""The commands over several reports: compare, reuse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from toolkit.checks.catalogue import assemble
from toolkit.cli_options import FAIL_ON, LIMIT, OUT, PROFILE, exit_code, show
from toolkit.errors import one_line
from toolkit.model import Severity
from toolkit.running.sources import expanded, passed_over


@click.command(help="同一单位两期或更多期的报告（文件，或放着各期报告的文件夹）：跨季检查、目标台账、问题的来龙去脉。")
@click.argument("source", nargs=-1, required=True, metavar="EARLIER LATER...", type=click.Path(allow_dash=True))
@click.option("--period", multiple=True, metavar="PERIOD", help="依次指明各份报告的报告期；不给则从报告中读取。")
@PROFILE
@LIMIT
@OUT
@FAIL_ON
def compare(source: Sequence[str], period: Sequence[str], profile: str, out: str, fail_on: Severity | None) -> None:
    """Audit every period, hold them against each other, write the files where `--out` asks for them."""
    from toolkit.history import compare_sources
    from toolkit.presenting import history_terminal

    if out:
        from toolkit.running import comparing, files

        files.check_target(Path(out) / "manifest.json")
    started = datetime.now(UTC)
    found = compare_sources(expanded(source), periods=period, profile=profile)
    if out:
        given = {"sources": list(source), "periods": list(period), "profile": profile}
        comparing.save(found, out, parameters=given, started=started)
    left = passed_over(source)
    if left:
        show([f"文件夹中没有取用（文件名看不出报告期，可直接写出文件名或改名）：{'、'.join(map(one_line, left))}"])
    show(history_terminal.summary(found, {rule.id: rule.title for rule in assemble()}))
    raise SystemExit(exit_code((finding.severity for finding in found.findings), fail_on))


@click.command(help="找出若干报告的进展中逐字相同的段落，写入 DIR/reuse.jsonl；常用语按出现次数扣除。")
@click.argument("source", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(allow_dash=True))
@click.option("--out", required=True, metavar="DIR", help="结果文件夹。")
@click.option("--min-chars", default=24, type=click.IntRange(min=6), help="段落至少多少字，默认 24。")
@click.option("--cluster", default="", metavar="ADDRESS", help="Dask 调度器地址，或 local；不给则在本机计算。")
def reuse(source: Sequence[str], out: str, min_chars: int, cluster: str) -> None:
    """Compare the progress cells of all sources with one another."""
    from toolkit.running import files, reusing

    files.check_target(Path(out) / reusing.NAME)
    cells, passages, pairs = reusing.reuse(source, Path(out), min_chars=min_chars, cluster=cluster)
    show([f"比对 {cells} 格进展：{pairs} 对有相同段落，共 {passages} 段，见 {Path(out) / reusing.NAME}"])
