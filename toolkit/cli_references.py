"""The command that leaves templates of the reference tables in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli_options import show


@click.command(help="在 DIR 写入参考资料的模板（统计、下达目标、文件索引、名录），各带一行示例；已有的文件不动。")
@click.argument("folder", metavar="DIR", type=click.Path())
def references(folder: str) -> None:
    """Write the templates and say which were written."""
    from toolkit.running.templating import write_templates

    told = list(write_templates(Path(folder)))
    written = [name for name, new in told if new]
    kept = [name for name, new in told if not new]
    lines = [f"已写入 {folder}：{'、'.join(written)}（示例行不参与核对，请另起行填写）。"] if written else []
    lines += [f"已有，未改动：{'、'.join(kept)}。"] if kept else []
    show(lines)
