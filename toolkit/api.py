"""What a notebook calls: audit a source, try the examples of a rule of one's own, save what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import auditing, reading
from toolkit.checks.catalogue import Example, Rule
from toolkit.checks.examples import HEAD
from toolkit.checks.profile import Profile, load_profile
from toolkit.model import Audit, Column, Period, Report

if TYPE_CHECKING:
    from toolkit.presenting.view import AuditView


def audit_source(
    source: Path | str,
    *,
    period: str = "",
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> Audit:
    """Read and audit one source; the plain value that `check` and the notebooks share. Raises InputError."""
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    asked = Period.parse(period) if period else None
    report = reading.read(source, period=asked, words=chosen.words)
    return auditing.audit(report, rules=checks, profile=chosen)


def audit(
    source: Path | str,
    *,
    period: str = "",
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> AuditView:
    """Audit one source for a notebook.

    `source` is a file of any readable format; `period` like `2023Q4` overrules what the source says of itself;
    `profile` is a TOML file of overrides; `checks` are rules of your own, declared with `@toolkit.item_check`.
    Returns a view whose `.findings`, `.items` and `.quantities` are DataFrames. Raises InputError.
    """
    from toolkit.presenting.view import AuditView

    return AuditView(audit_source(source, period=period, profile=profile, checks=checks))


def examples_that_fail(rule: Rule) -> list[str]:
    """The rule's own examples that it judges otherwise than declared: the first tests of a check of your own."""
    wrong = [f"应报而未报：{example}" for example in rule.objects if not _objects(rule, example)]
    return wrong + [f"不应报而报：{example}" for example in rule.silent if _objects(rule, example)]


def _objects(rule: Rule, example: Example) -> bool:
    found = auditing.audit(specimen(rule, example), rules=() if _known(rule) else (rule,))
    crashed = [failure.error for failure in found.failures if failure.rule == rule.id]
    if crashed:
        raise AssertionError(f"{rule.id}: {crashed[0]}")
    return any(finding.rule == rule.id for finding in found.findings)


def _known(rule: Rule) -> bool:
    from toolkit.checks.catalogue import assemble

    return any(rule is known for known in assemble())


def specimen(rule: Rule, example: Example) -> Report:
    """The report that an example stands for: a whole table, or one item with the cells that it does not name filled in."""
    if rule.scope == "report" and isinstance(example, str):
        return reading.read_text(example, name="2023Q4")
    given: Mapping[str, str] = {"progress": example} if isinstance(example, str) else example
    usual = {"item": "1", "annual_target": "建设学校2所。", "status": "完成", "reason": "无", "leader": "张三"}
    cells = {**usual, "responsible_unit": "市教育局", "period_target": "建设学校2所。", **given}
    row = "\t".join('"' + cells[column.value].replace('"', '""') + '"' for column in Column)
    return reading.read_text(f"{HEAD}{row}\n", name="2023Q4")


def save(view: AuditView | Audit, out: Path | str, **parameters: object) -> str:
    """Write every file of contract.md into `out` (nothing where it is empty); returns a sentence that says what."""
    from toolkit.running import outputs

    if not out:
        return "out 为空，未写文件。"
    plain = view if isinstance(view, Audit) else view.audit
    return outputs.save(plain, Path(out), parameters=parameters)
