"""Frames: an audit as pandas tables with Chinese headings, and findings as guarded CSV and as parquet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from toolkit.model import SEVERITIES, Audit, Column, Finding, Quantity
from toolkit.presenting import marks, titles, words

# A spreadsheet runs a cell that begins so; the full-width forms count in Chinese and Japanese locales.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_FINDINGS = (
    "编号", "序号", "规则", "规则编号", "证据级别", "严重程度", "栏目", "原文引用", "问题描述",
    "取证要求", "责任单位", "改变认定", "行", "起", "止", "指纹",
)  # fmt: skip
_QUANTITIES = ("序号", "栏目", "原文", "类别", "数值", "单位", "量纲", "比较", "口径", "核对", "核对规则", "起", "止")
_KIND = {"number": "数值", "range": "区间", "date": "日期", "ordinal": "序次", "list-count": "列举数"}
_BASIS = {"increment": "增量", "cumulative": "累计", "level": "水平"}


def findings(audit: Audit, rules: titles.Rules | None = None) -> pd.DataFrame:
    """One row a finding, in the order and with the numbers of every other presentation."""
    known = titles.known(rules)
    units = {row.number: unit for row, unit in _with_unit(audit)}
    return _frame([_finding(n, units[n.number], known) for n in marks.numbered(audit)], _FINDINGS)


def _frame(table: Iterable[Sequence[object]], columns: Sequence[str], index: pd.Index | None = None) -> pd.DataFrame:
    """A frame whose text can be stored: pandas keeps text as UTF-8."""
    clean = [[words.storable(v) if isinstance(v, str) else v for v in record] for record in table]
    return pd.DataFrame(clean, columns=list(columns), index=index)


def _with_unit(audit: Audit) -> Iterable[tuple[marks.Numbered, str]]:
    for row in marks.rows(audit):
        yield from ((entry, row.item[Column.RESPONSIBLE_UNIT]) for entry in row.findings)
    yield from ((entry, "") for entry in marks.about_whole(audit))


def _finding(entry: marks.Numbered, unit: str, rules: titles.Rules) -> tuple[object, ...]:
    found, at = entry.finding, entry.finding.passage
    return (
        entry.number,
        at.item if at.item is not None else words.WHOLE_REPORT,
        titles.title_of(found.rule, rules),
        found.rule,
        words.CERTAINTY[found.certainty],
        words.SEVERITY[found.severity],
        at.column.title if at.column else "",
        words.quoted(found),
        found.message,
        found.ask,
        unit,
        "是" if found.flips_verdict else "",
        found.line,
        at.start,
        at.end,
        found.fingerprint,
    )


def items(audit: Audit) -> pd.DataFrame:
    """One row an item: its verdict, on what it rests, how much was found, and its cells."""
    cells = [column for column in Column if column is not Column.ITEM]
    head = ["序号", "结论", "结论依据", "问题数", *(column.title for column in cells), "行"]
    table = [
        (
            row.item.number,
            words.verdict_name(row.assessment),
            row.assessment.why,
            len(row.findings),
            *(row.item[column] for column in cells),
            row.item.line,
        )
        for row in marks.rows(audit)
    ]
    return _frame(table, head)


def parts(audit: Audit) -> pd.DataFrame:
    """One row a part of a target: how well the progress answers it, and with which clauses."""
    table = [
        (
            row.item.number,
            entry.letter,
            entry.part.passage.quote,
            words.LEVEL[entry.part.level],
            "；".join(p.quote for p in entry.part.evidence),
        )
        for row in marks.rows(audit)
        for entry in marks.lettered(row.assessment)
    ]
    return _frame(table, ["序号", "部分", "目标的这一部分", "回应", "进展中的语句"])


def quantities(audit: Audit) -> pd.DataFrame:
    """The ledger of every number: how it was read and whether anything checked it."""
    return _frame([_quantity(q) for q in audit.quantities], _QUANTITIES)


def _quantity(quantity: Quantity) -> tuple[object, ...]:
    at, value = quantity.passage, quantity.value
    ends = value if isinstance(value, tuple) else (value,)
    shown = "..".join(end if isinstance(end, str) else f"{end:f}" for end in ends)
    return (
        at.item,
        at.column.title if at.column else "",
        at.quote,
        _KIND[quantity.kind],
        shown,
        quantity.unit,
        quantity.dimension,
        quantity.comparator,
        _BASIS.get(quantity.basis or "", ""),
        words.OUTCOME[quantity.outcome],
        "、".join(quantity.checked_by),
        at.start,
        at.end,
    )


def verifications(audit: Audit, rules: titles.Rules | None = None) -> pd.DataFrame:
    """Where a check looked and found the text right."""
    known = titles.known(rules)
    table = [
        (
            v.passage.item if v.passage.item is not None else words.WHOLE_REPORT,
            titles.title_of(v.rule, known),
            v.passage.column.title if v.passage.column else "",
            v.passage.quote,
            words.proof_sentence(v.proof) if v.proof else words.CORROBORATED,
        )
        for v in audit.verifications
    ]
    return _frame(table, ["序号", "规则", "栏目", "原文引用", "复算"])


def repairs(audit: Audit) -> pd.DataFrame:
    """Everything reading mended, one row each, with its source line."""
    table = [
        (r.line, r.item or "", r.column.title if r.column else "", words.repair_name(r.kind), r.before, r.after)
        for r in audit.report.repairs
    ]
    return _frame(table, ["行", "序号", "栏目", "修复", "原文", "修复后"])


def repairs_by_kind(audit: Audit) -> pd.DataFrame:
    """What reading mended, by kind: how often, on which lines, and the first of them as an example."""
    done = audit.report.repairs
    kinds = {kind: [r for r in done if r.kind == kind] for kind in _in_order(r.kind for r in done)}
    table = [
        (
            len(some),
            "、".join(_in_order(str(r.line) for r in some)),
            words.clipped(" ".join(some[0].before.split()), 32),
        )
        for kind, some in kinds.items()
    ]
    index = pd.Index([words.storable(words.repair_name(kind)) for kind in kinds], name="修复", dtype="object")
    return _frame(table, ["次数", "所在行", "原文示例"], index)


def by_rule(audit: Audit, rules: titles.Rules | None = None) -> pd.DataFrame:
    """Findings by rule and severity with their items: the numbers of the heat map. Indexed by id."""
    known = titles.known(rules)
    groups = {rule: [f for f in audit.findings if f.rule == rule] for rule in _in_order(f.rule for f in audit.findings)}
    ordered = sorted(groups, key=lambda rule: (_gravity(groups[rule]), -len(groups[rule]), rule))
    table = [(titles.title_of(rule, known), *_counts(groups[rule]), _numbers(groups[rule])) for rule in ordered]
    ids = pd.Index(ordered, name="规则编号", dtype="object")
    return _frame(table, ["规则", *_COUNTS, "事项"], ids)


def by_unit(audit: Audit) -> pd.DataFrame:
    """Findings by responsible unit and severity: the numbers of the unit chart.

    An item of several units counts for each. The index is a code (A, B, C …): the unit's name in a chart
    where no Chinese font is installed.
    """
    groups: dict[str, list[Finding]] = {}
    for row in marks.rows(audit):
        for unit in words.units_of(row.item[Column.RESPONSIBLE_UNIT]):
            groups.setdefault(unit, []).extend(entry.finding for entry in row.findings)
    ordered = sorted(groups, key=lambda unit: (-len(groups[unit]), _gravity(groups[unit]), unit))
    table = [(words.visible(unit), *_counts(groups[unit]), _numbers(groups[unit])) for unit in ordered]
    codes = pd.Index([marks.letters(n) for n in range(len(ordered))], name="代号", dtype="object")
    return _frame(table, ["责任单位", *_COUNTS, "事项"], codes)


_COUNTS = (*(words.SEVERITY[severity] for severity in SEVERITIES), "合计")


def _counts(some: Sequence[Finding]) -> tuple[int, ...]:
    return (*(sum(f.severity == severity for f in some) for severity in SEVERITIES), len(some))


def _numbers(some: Sequence[Finding]) -> str:
    return "、".join(_in_order(f.passage.item if f.passage.item is not None else words.WHOLE_REPORT for f in some))


def _gravity(some: Sequence[Finding]) -> int:
    return min((SEVERITIES.index(f.severity) for f in some), default=len(SEVERITIES))


def _in_order(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def guarded(text: str) -> str:
    """Disarm a cell that a spreadsheet would run, and show what cannot be seen."""
    shown = words.visible(text)
    return f"'{shown}" if text.startswith(_RUNS) or shown.startswith(_RUNS) else shown


def findings_csv(audit: Audit, rules: titles.Rules | None = None) -> str:
    """Write the findings as CSV for a spreadsheet; encode it as utf-8-sig so that Excel reads the Chinese."""
    frame = findings(audit, rules)
    text = frame.astype(object).map(lambda value: guarded(value) if isinstance(value, str) else value)
    return text.to_csv(index=False, lineterminator="\r\n")


def findings_parquet(audit: Audit) -> bytes:
    """Write the findings as parquet: the fields of contract.md, what is nested as JSON text."""
    from toolkit.presenting import parquet

    return parquet.findings(audit)
