"""The commands: run (through the notebook), check and compare (without a kernel), rules, verify, reuse; exit codes."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from toolkit import __version__
from toolkit.auditing import audit_source
from toolkit.checks.catalogue import Rule, assemble, select
from toolkit.checks.profile import load_profile
from toolkit.cli_options import FAIL_ON, LIMIT, OUT, PROFILE, REFERENCES, exit_code, show
from toolkit.cli_references import references as references_command
from toolkit.cli_series import compare, reuse
from toolkit.errors import AuditError, InputError, one_line
from toolkit.model import Audit, Period, Severity
from toolkit.presenting import records, terminal
from toolkit.references import given
from toolkit.running.sources import available, folders

HELP = """审计政府目标完成情况表：每条发现引用原文，每个算式可以复算，没有核对的也列明。

\b
最常用：
  target-audit run                  审计 data/ 中最新一期，结果在 runs/报告期/
  target-audit run 2023Q4           审计指定的一期
  target-audit check 报告.tsv       不启动笔记本，直接在终端看结果
  target-audit rules                列出全部规则；rules 规则名 看一条的说明
  target-audit verify runs/2023Q4   仅凭引文复算每个算式
  target-audit compare 2023Q3.txt 2023Q4.txt    两期对照：改目标、掉数、照搬、反复
  target-audit references 资料/     写入参考资料的模板，填好后用 check --references 资料/
  target-audit reuse 甲.tsv 乙.tsv --out 比对   若干报告之间逐字相同的段落

\b
命令补全（bash）：eval "$(_TARGET_AUDIT_COMPLETE=bash_source target-audit)"
退出码：0 完成；1 有达到 --fail-on 级别的发现；2 请求或输入有误；3 运行失败。
"""


def _rule_names(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Completion for rule ids."""
    return [rule.id for rule in assemble() if rule.id.startswith(typed)]


def _periods(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Completion for the periods in data/."""
    return [str(period) for period in available(Path("data")) if str(period).startswith(typed)]


@click.group(help=HELP, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="target-audit %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Print the help where no command is given."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(help="审计若干报告，不启动笔记本。SOURCE 为文件，- 为标准输入。")
@click.argument("source", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(allow_dash=True))
@click.option("--period", default="", metavar="PERIOD", help="报告期，如 2023Q4；不给则从标题、表头、文件名读取。")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="终端输出的格式。")
@PROFILE
@REFERENCES
@LIMIT
@OUT
@FAIL_ON
def check(
    source: Sequence[str], period: str, style: str, profile: str, references: str, out: str, fail_on: Severity | None
) -> None:
    """Audit each source, print what was found, write the files where `--out` asks for them."""
    chosen = load_profile(profile)
    tables = given(references, words=chosen.words, limits=chosen.limits)
    audits = [audit_source(name, period=period, profile=chosen, references=tables) for name in source]
    if out:
        from toolkit.running import files, outputs

        places = folders(source, Path(out))
        for folder in places:
            files.check_target(folder / "manifest.json")  # before the first is written
        for audit, name, folder in zip(audits, source, places, strict=True):
            parameters = {"source": name, "period": period, "profile": profile}
            parameters |= {"references": references} if references else {}
            outputs.save(audit, folder, parameters=parameters, full=False)
    titles = {rule.id: rule.title for rule in assemble()}
    for audit in audits:
        show([json.dumps(_document(audit), ensure_ascii=False)] if style == "json" else terminal.summary(audit, titles))
    raise SystemExit(exit_code((f.severity for audit in audits for f in audit.findings), fail_on))


def _document(audit: Audit) -> dict[str, Any]:
    report = audit.report
    told = {"references": records.references(audit)} if audit.corroborated else {}
    return {
        "source": report.source.name,
        "period": str(report.period) if report.period else None,
        "findings": records.findings(audit),
        "items": records.items(audit),
        "verifications": records.verifications(audit),
        **told,
    }


@cli.command(help="列出规则目录；给出规则名或类别则显示说明。")
@click.argument("name", required=False, metavar="[ID]", shell_complete=_rule_names)
@click.option("--format", "style", type=click.Choice(["text", "markdown"]), default="text", help="输出格式。")
def rules(name: str | None, style: str) -> None:
    """Print the catalogue, or the card of one rule, or of one family's."""
    chosen = assemble() if name is None else select(assemble(), [name])
    if style == "markdown":
        from toolkit.presenting import rulebook

        show(rulebook.markdown(chosen))
    else:
        show(terminal.catalogue(chosen) if name is None else _cards(chosen))


def _cards(chosen: Sequence[Rule]) -> Iterator[str]:
    for at, rule in enumerate(chosen):
        if at:
            yield ""
        yield from terminal.card(rule)


@cli.command(help="仅凭引文复算 DIR 中的每个算式；有一个不成立即以 1 退出。")
@click.argument("folder", metavar="DIR", type=click.Path())
def verify(folder: str) -> None:
    """Replay every proof of a run from its quotes."""
    from toolkit.running import verifying

    count, fault = verifying.verify(Path(folder))
    show([f"不成立：{one_line(fault)}" if fault else f"复算 {count} 个算式，全部成立。"])
    raise SystemExit(1 if fault else 0)


@cli.command(help="经笔记本审计一期，结果文件写入 DIR（默认 runs/报告期/）。不给 PERIOD 时取 data/ 中最新一期。")
@click.argument("period", required=False, metavar="[PERIOD]", shell_complete=_periods)
@click.option("--source", multiple=True, metavar="FILE", help="报告文件；可多次给出，逐个审计。", type=click.Path())
@click.option(
    "--previous",
    multiple=True,
    metavar="FILE",
    help="同一单位较早各期的报告：加上跨季检查和每个问题的状态。",
    type=click.Path(),
)
@PROFILE
@REFERENCES
@LIMIT
@OUT
@FAIL_ON
def run(
    period: str | None,
    source: Sequence[str],
    previous: Sequence[str],
    profile: str,
    references: str,
    out: str,
    fail_on: Severity | None,
) -> None:
    """Execute the quarterly notebook on each source and print a short summary."""
    from toolkit.running import quarterly

    if period and Path(period).exists():
        raise InputError.of("run", expected=f"报告期（报告文件请写作 run --source {period}）", met=period)
    asked = Period.parse(period) if period else None
    levels: list[Severity] = []
    sources = [Path(name) for name in source]
    for job in quarterly.plan(asked, sources, Path(out) if out else None, profile, references, previous):
        done = quarterly.carry_out(job, progress=sys.stderr.isatty())
        show(quarterly.told(done))
        levels += [finding["severity"] for finding in done.findings]
    raise SystemExit(exit_code(levels, fail_on))


for command in (compare, reuse, references_command):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; every error on purpose is one line on standard error and its exit code."""
    for name in ("SIGTERM", "SIGHUP"):  # as Ctrl-C does: what was begun is ended and cleared away
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
    try:
        cli.main(arguments, prog_name="target-audit", standalone_mode=False)
    except AuditError as error:
        _fail(str(error), error.exit_code)
    except click.Abort:
        _fail("已中断，未留下半成品", 3)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except (MemoryError, RecursionError, OSError) as error:
        _fail(f"运行失败：{type(error).__name__}: {error}", 3)


def _fail(message: str, code: int) -> None:
    text = f"target-audit: {one_line(message)}"
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"), err=True)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
