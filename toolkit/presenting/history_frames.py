"""Frames of a History: its periods, the ledger of targets, what only the periods together show, lives of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import pandas as pd

from toolkit.history import Entry, History, Pursuit, TargetCourse
from toolkit.language.text import clauses
from toolkit.model import SEVERITIES, Column, Finding, Passage, Quantity
from toolkit.presenting import frames, titles, words

ACROSS = ("报告期", "序号", "规则", "严重程度", "问题描述", "原文引用", "对照", "取证要求")
GONE = "—"
CHANGED = "※"  # the annual target is not what it was the period before, in the same year
_SEEN = "●"
_PLAIN = {"new": "新出现", "unchanged": "上期已有", "reopened": "再次出现", "absent": "下期未见"}


def periods(history: History) -> pd.DataFrame:
    """One row a period: how many items, how many findings of its own by severity and by state, how many across."""
    known = set(history.rules)
    table = []
    for period, found in zip(history.periods, history.audits, strict=True):
        own = [f for f in found.findings if f.rule not in known]
        levels, states = Counter(f.severity for f in own), Counter(f.state for f in own)
        across = [f for f in found.findings if f.rule in known]
        table.append(
            (
                str(period),
                words.visible(found.report.source.name),
                len(found.report.items),
                *(levels[severity] for severity in SEVERITIES),
                *(states[state] for state in ("new", "unchanged", "reopened", "absent")),
                len(across),
            )
        )
    heads = ["报告期", "来源", "事项", *(words.SEVERITY[s] for s in SEVERITIES), *_PLAIN.values(), "跨季问题"]
    return pd.DataFrame(_clean(table), columns=heads)


def ledger(history: History) -> pd.DataFrame:
    """One row a target, one column a period: its number there, its status, its figure; ※ where the target changed."""
    table = [
        (course.id, _latest(course), *(_cell(course, str(period)) for period in history.periods))
        for course in history.targets
    ]
    heads = ["目标编号", "年度目标（最近一期）", *(str(period) for period in history.periods)]
    return pd.DataFrame(_clean(table), columns=heads)


def _latest(course: TargetCourse) -> str:
    last = course.entries[-1].item
    return last[Column.ANNUAL_TARGET].strip() or last[Column.PERIOD_TARGET].strip()


def _cell(course: TargetCourse, period: str) -> str:
    at = next((at for at, entry in enumerate(course.entries) if str(entry.period) == period), None)
    if at is None:
        return GONE
    entry = course.entries[at]
    same_year = at > 0 and course.entries[at - 1].period.year == entry.period.year
    told = "、".join(p.actual.passage.quote for p in annual(entry) if p.actual is not None)
    mark = CHANGED if same_year and Column.ANNUAL_TARGET in entry.changed else ""
    return " ".join(filter(None, (f"{mark}第{entry.item.number}项", entry.item[Column.STATUS].strip(), told)))


def annual(entry: Entry) -> list[Pursuit]:
    """What the year's target demands in a period, with what answers it."""
    return [p for p in entry.pursuits if p.demand.passage.column is Column.ANNUAL_TARGET]


def across(history: History, rules: titles.Rules | None = None) -> pd.DataFrame:
    """One row a finding that only the periods together show, gravest first, with the passage it is held against."""
    known = titles.known(rules)
    table = [
        (
            finding.passage.period or "",
            finding.passage.item or words.WHOLE_REPORT,
            titles.title_of(finding.rule, known),
            words.SEVERITY[finding.severity],
            finding.message,
            finding.passage.quote,
            "；".join(placed(passage) for passage in finding.related),
            finding.ask,
        )
        for finding in gravest_first(history)
    ]
    return pd.DataFrame(_clean(table), columns=list(ACROSS))


def gravest_first(history: History) -> list[Finding]:
    """The findings across periods as people read them: by severity, then in the order of the periods."""
    return sorted(history.across, key=lambda f: SEVERITIES.index(f.severity))


def placed(passage: Passage) -> str:
    """A passage of another period with where it stands."""
    if passage.item is None:
        return f"{passage.period} 全表"
    return f"{passage.period} 第{passage.item}项“{passage.quote}”"


def findings(history: History, rules: titles.Rules | None = None) -> pd.DataFrame:
    """Every finding of every period, as in a period's own table, with its period and state before it."""
    parts = []
    for found in history.audits:
        frame = frames.findings(found, rules)
        states = {f.fingerprint: _state(f) for f in found.findings}
        frame.insert(0, "状态", [states.get(fingerprint, "") for fingerprint in frame["指纹"]])
        frame.insert(0, "报告期", str(found.report.period))
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)


def _state(finding: Finding) -> str:
    return _PLAIN[finding.state] if finding.state else ""


def lives(history: History, rules: titles.Rules | None = None) -> pd.DataFrame:
    """One row a finding of the periods themselves: in which it was found, and how it stands in the last."""
    known = titles.known(rules)
    count = len(history.periods)
    table = [
        (
            titles.title_of(life.rule, known),
            words.SEVERITY[life.finding.severity],
            life.target or words.WHOLE_REPORT,
            words.clipped(life.finding.passage.quote, 40),
            *(_SEEN if at in life.seen else "" for at in range(count)),
            _standing(life.seen, count),
        )
        for life in history.lives
    ]
    heads = ["规则", "严重程度", "目标编号", "原文引用", *(str(period) for period in history.periods), "最近一期"]
    return pd.DataFrame(_clean(table), columns=heads)


def _standing(seen: Sequence[int], count: int) -> str:
    if seen[-1] < count - 1:
        return "已不见"
    if len(seen) > 1 and seen[-1] - seen[-2] > 1:
        return "再次出现"
    return "新出现" if len(seen) == 1 else "仍在"


def paths(history: History) -> pd.DataFrame:
    """One row a figure on its way to a target of the year: what was reached in a period, what was asked for."""
    heads = ["目标编号", "指标", "报告期", "实绩", "目标值", "单位"]
    return pd.DataFrame(_clean(_points(history)), columns=heads)


def _points(history: History) -> Iterator[tuple[object, ...]]:
    for course in history.targets:
        for entry in course.entries:
            for pursuit in annual(entry):
                demand, actual = pursuit.demand, pursuit.actual
                if isinstance(demand.value, Decimal) and actual is not None and isinstance(actual.value, Decimal):
                    name = named(entry, demand)
                    yield course.id, name, str(entry.period), float(actual.value), float(demand.value), demand.unit


def named(entry: Entry, demand: Quantity) -> str:
    """The clause of the target that sets a demand, without the figure."""
    text = entry.item[Column.ANNUAL_TARGET]
    at = demand.passage.start
    clause = next((c for c in clauses(text) if c.start <= at < c.end), None)
    ahead = text[clause.start : at] if clause else ""
    behind = text[demand.passage.end : clause.end] if clause else ""
    return words.visible((ahead + behind).strip() or demand.passage.quote)


def _clean(table: Iterable[Sequence[object]]) -> list[list[object]]:
    """Text that can be stored: pandas keeps text as UTF-8."""
    return [[words.storable(value) if isinstance(value, str) else value for value in row] for row in table]
