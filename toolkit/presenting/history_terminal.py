"""A History as lines for a terminal: its periods, what only they together show, and what became of each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from toolkit.errors import one_line
from toolkit.history import History
from toolkit.model import SEVERITIES, Finding
from toolkit.presenting import terminal, words


def summary(history: History, titles: Mapping[str, str]) -> Iterator[str]:
    """What the periods show together, in lines; the findings within one period are counted, not listed."""
    for found in history.audits:
        own = [f for f in found.findings if f.rule not in history.rules]
        name = one_line(found.report.source.name)
        counted = terminal.counts(f.severity for f in own)
        yield f"{found.report.period} · {name} · {len(found.report.items)} 项 · 期内发现：{counted}{_states(own)}"
    kept = sum(len(course.entries) > 1 for course in history.targets)
    yield f"目标 {len(history.targets)} 个，跨期对上 {kept} 个，只在一期出现 {len(history.targets) - kept} 个"
    across = history.across
    yield f"跨季发现：{terminal.counts(f.severity for f in across)}"
    for severity in SEVERITIES:
        for finding in across:
            if finding.severity == severity:
                yield from terminal.finding_lines(finding, titles, f"{finding.passage.period} ")
    for failure in history.failures:
        yield f"检查出错：{failure.rule} {failure.error}"


def _states(findings: Sequence[Finding]) -> str:
    count = Counter("下期未见" if f.state == "absent" else words.STATE[f.state] for f in findings if f.state)
    told = "、".join(f"{state} {number}" for state, number in count.most_common())
    return f"（{told}）" if told else ""
