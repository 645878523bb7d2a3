"""Tries a rule on its own examples: the first tests of every check, also of a user's own."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.auditing import audit
from toolkit.checks.catalogue import Example, Rule, assemble
from toolkit.checks.examples import HEAD
from toolkit.history import History, compare
from toolkit.model import Audit, Column, Period, Report
from toolkit.reading import read_text
from toolkit.references.folder import from_tables
from toolkit.references.values import TABLES, References


def examples_that_fail(rule: Rule) -> list[str]:
    """The rule's own examples that it judges otherwise than declared: the first tests of a check of your own."""
    wrong = [f"应报而未报：{example}" for example in rule.objects if not _objects(rule, example)]
    return wrong + [f"不应报而报：{example}" for example in rule.silent if _objects(rule, example)]


def _objects(rule: Rule, example: Example) -> bool:
    own = () if _known(rule) else (rule,)
    found: Audit | History
    if isinstance(example, tuple):
        reports = [read_text(table, name=period, period=Period.parse(period)) for period, table in example]
        found = compare([audit(report) for report in reports], checks=own)
    else:
        sources = _sources(example) if rule.scope == "source" else None
        found = audit(specimen(rule, example), rules=own, references=sources)
    crashed = [failure.error for failure in found.failures if failure.rule == rule.id]
    if crashed:
        raise AssertionError(f"{rule.id}: {crashed[0]}")
    return any(finding.rule == rule.id for finding in found.findings)


def _known(rule: Rule) -> bool:
    return any(rule is known for known in assemble())


def _sources(example: str | Mapping[str, str]) -> References:
    """The reference rows of an example, without headings and in the order of contract.md, their cells parted by |."""
    given: Mapping[str, str] = {} if isinstance(example, str) else example
    return from_tables({name: given[name].replace("|", "\t") for name in TABLES if name in given})


def specimen(rule: Rule, example: str | Mapping[str, str]) -> Report:
    """The report that an example stands for: a whole table, or one item, its other cells filled in as usual."""
    if rule.scope == "report" and isinstance(example, str):
        return read_text(example, name="2023Q4")
    if rule.scope == "source" and isinstance(example, Mapping) and "table" in example:
        return read_text(example["table"], name="2023Q4")
    given: Mapping[str, str] = {"progress": example} if isinstance(example, str) else example
    usual = {"item": "1", "annual_target": "建设学校2所。", "status": "完成", "reason": "无", "leader": "张三"}
    usual |= {"responsible_unit": "市教育局", "period_target": "建设学校2所。", "progress": "建成学校2所。"}
    cells = {**usual, **given}
    row = "\t".join('"' + cells[column.value].replace('"', '""') + '"' for column in Column)
    return read_text(f"{HEAD}{row}\n", name="2023Q4")
