"""Small synthetic tables for tests: rows as text, audited in one call."""

from __future__ import annotations

from toolkit.auditing import audit
from toolkit.checks.profile import Profile
from toolkit.model import Audit, Column
from toolkit.reading import read_text

HEAD = "序号\t年度目标\t第4季度目标\t是否完成\t具体工作进展\t未完成原因\t分管领导\t责任单位"
USUAL = {
    "item": "1",
    "annual_target": "建设学校2所。",
    "period_target": "建设学校2所。",
    "status": "完成",
    "progress": "建成学校2所。",
    "reason": "无",
    "leader": "张三",
    "responsible_unit": "市教育局",
}


def row(**cells: str) -> str:
    """One row of text; cells not named are the usual ones."""
    given = {**USUAL, **cells}
    return "\t".join('"' + given[column.value].replace('"', '""') + '"' for column in Column)


def table(*rows: str) -> str:
    """A whole table of text."""
    return "\n".join((HEAD, *rows)) + "\n"


def audit_rows(*rows: str, name: str = "2023Q4", profile: Profile | None = None) -> Audit:
    """Audit of a table made of `rows`."""
    return audit(read_text(table(*rows), name=name), profile=profile)


def rules_on(found: Audit) -> set[str]:
    """Ids of the rules that objected above info to an item."""
    return {f.rule for f in found.findings if f.severity != "info" and f.passage.item}
