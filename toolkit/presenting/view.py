"""What a notebook holds: an audit with its tables, charts and marked quotes, each one call and one value to display."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from toolkit.model import SEVERITIES, Audit
from toolkit.presenting import charts, frames, numbers, quotes, titles, words
from toolkit.presenting.limits import limits
from toolkit.presenting.quotes import Shown


@dataclass(frozen=True)
class AuditView:
    """An audit as an analyst works with it: DataFrames, charts, and every finding in its place.

    `audit` is the plain value; `rules` names rules that the catalogue does not know (id → rule), such as one's own.
    """

    audit: Audit
    rules: titles.Rules | None = field(default=None, repr=False)

    @cached_property
    def _known(self) -> titles.Rules:
        return {**titles.known(), **(self.rules or {})}

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row a finding."""
        return frames.findings(self.audit, self._known)

    @cached_property
    def items(self) -> pd.DataFrame:
        """One row an item, with its verdict and its cells."""
        return frames.items(self.audit)

    @cached_property
    def parts(self) -> pd.DataFrame:
        """One row a part of a target, beside the clauses that answer it."""
        return frames.parts(self.audit)

    @cached_property
    def quantities(self) -> pd.DataFrame:
        """One row a number of the text."""
        return frames.quantities(self.audit)

    @cached_property
    def verifications(self) -> pd.DataFrame:
        """One row a place that a check found right."""
        return frames.verifications(self.audit, self._known)

    @cached_property
    def repairs(self) -> pd.DataFrame:
        """One row a repair that reading made."""
        return frames.repairs(self.audit)

    def __str__(self) -> str:
        """Count what was read and found, on one line."""
        report = self.audit.report
        counts = "、".join(f"{name} {count}" for name, count in self._severities())
        return (
            f"{words.visible(report.source.name)}（{words.period_name(report.period)}）：{len(report.items)} 个事项，"
            f"运行规则 {len(self.audit.rules)} 条，提出问题 {len(self.audit.findings)} 处（{counts}），"
            f"运行出错 {len(self.audit.failures)} 项。"
        )

    def __repr__(self) -> str:
        """Show the counts rather than the whole value."""
        return str(self)

    def _repr_html_(self) -> str:
        return self.summary().html

    def summary(self) -> Shown:
        """Show the source and the counts by severity and by verdict."""
        source = self.audit.report.source
        verdicts = dict.fromkeys(words.VERDICT.values(), 0)
        for assessment in self.audit.assessments:
            verdicts[words.VERDICT[assessment.verdict]] += 1
        lines = [
            ("报告", words.visible(self.audit.report.title)),
            ("来源", f"{words.visible(source.name)}，sha256 {source.sha256}"),
            ("报告期", words.period_name(self.audit.report.period)),
            ("问题", "　".join(f"{name} {count}" for name, count in self._severities())),
            ("事项结论", "　".join(f"{name} {count}" for name, count in verdicts.items())),
        ]
        return Shown(quotes.listing(lines), "\n".join(f"{name}：{text}" for name, text in lines))

    def _severities(self) -> list[tuple[str, int]]:
        return [(words.SEVERITY[s], sum(f.severity == s for f in self.audit.findings)) for s in SEVERITIES]

    def by_rule(self) -> pd.DataFrame:
        """Findings by rule and severity, with the items they stand in."""
        return frames.by_rule(self.audit, self._known)

    def by_unit(self) -> pd.DataFrame:
        """Findings by responsible unit and severity; an item of several units counts for each."""
        return frames.by_unit(self.audit)

    def repaired(self) -> pd.DataFrame:
        """What reading mended, by kind, with the source lines."""
        return frames.repairs_by_kind(self.audit)

    def numbers(self) -> Shown:
        """Say how many numbers were checked with what result."""
        told = numbers.sentence(self.audit)
        return Shown(quotes.listing([("数字", told)]), told)

    def unchecked(self) -> pd.DataFrame:
        """The numbers that no check could take up, each with why; dates and ordinals are left out."""
        return numbers.unchecked(self.audit, times=False)

    def heat_map(self) -> charts.Chart:
        """Draw rules by items; its numbers are by_rule()."""
        return charts.heat_map(self.audit, self._known)

    def unit_chart(self) -> charts.Chart:
        """Draw findings by responsible unit; its numbers are by_unit()."""
        return charts.unit_bars(self.audit)

    def limits(self) -> Shown:
        """Say what was not checked."""
        said = limits(self.audit, self._known)
        listed = Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in said)
        return Shown(f"<ul>{listed}</ul>", "\n".join(f"- {sentence}" for sentence in said))

    def marked(self) -> Shown:
        """Show every finding with its quote marked in its cell, item by item."""
        return quotes.marked(self.audit, self._known)
