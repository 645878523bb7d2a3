"""What the commands share: their common options, printing, and the exit code of what was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

import click

from toolkit.model import SEVERITIES, Severity
from toolkit.reading.limits import ENVIRONMENT, Limits


def _limits(_context: click.Context, _parameter: click.Parameter, given: Sequence[str]) -> None:
    """Hold this process and the kernels that it starts to the limits given."""
    if given:
        Limits().with_settings(given)
        os.environ[ENVIRONMENT] = ",".join(given)


FAIL_ON = click.option("--fail-on", type=click.Choice(SEVERITIES), help="有达到此级别的发现时以 1 退出。")
PROFILE = click.option("--profile", default="", metavar="FILE", help="TOML 配置：停用规则、改级别、调参数、添词。")
REFERENCES = click.option(
    "--references", default="", metavar="DIR", help="参考资料文件夹：统计、下达目标、文件索引、名录。"
)
LIMIT = click.option(
    "--limit", multiple=True, metavar="NAME=VALUE", callback=_limits, expose_value=False, help="放宽或收紧读取限额。"
)
OUT = click.option("--out", default="", metavar="DIR", help="结果文件夹。")


def exit_code(levels: Iterable[Severity], fail_on: Severity | None) -> int:
    """Exit code of a finished audit."""
    if fail_on is None:
        return 0
    bar = SEVERITIES.index(fail_on)
    return int(any(SEVERITIES.index(level) <= bar for level in levels))


def show(lines: Iterable[str]) -> None:
    """Lines to standard output; characters that it cannot show are escaped, never a crash."""
    for line in lines:
        encoding = sys.stdout.encoding or "utf-8"
        click.echo(line.encode(encoding, "backslashreplace").decode(encoding))
