"""What a notebook holds of several periods: the History with its tables and its chart, each one call."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from toolkit.history import History
from toolkit.model import SEVERITIES
from toolkit.presenting import history_charts, history_frames, quotes, titles, words
from toolkit.presenting.charts import Chart
from toolkit.presenting.quotes import Shown


@dataclass(frozen=True)
class HistoryView:
    """Several periods of one unit as an analyst works with them: DataFrames, a chart, sentences.

    `history` is the plain value; `rules` names rules that the catalogue does not know (id → rule), such as one's own.
    """

    history: History
    rules: titles.Rules | None = field(default=None, repr=False)

    @cached_property
    def _known(self) -> titles.Rules:
        return {**titles.known(), **(self.rules or {})}

    @cached_property
    def periods(self) -> pd.DataFrame:
        """One row a period."""
        return history_frames.periods(self.history)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """One row a target, one column a period."""
        return history_frames.ledger(self.history)

    @cached_property
    def across(self) -> pd.DataFrame:
        """One row a finding that only the periods together show."""
        return history_frames.across(self.history, self._known)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """One row a finding of any period."""
        return history_frames.findings(self.history, self._known)

    @cached_property
    def lives(self) -> pd.DataFrame:
        """One row a finding through the periods: where it was, how it stands."""
        return history_frames.lives(self.history, self._known)

    @cached_property
    def paths(self) -> pd.DataFrame:
        """One row a figure on its way to a target of the year."""
        return history_frames.paths(self.history)

    def side_by_side(self) -> Shown:
        """Show every finding across periods whole, with the passages of both periods; the same as `across`."""
        rows = [tuple(str(value) for value in row) for row in self.across.itertuples(index=False)]
        if not rows:
            return Shown("<p>未发现跨季问题。</p>", "未发现跨季问题。")
        text = "\n".join(
            f"[{row[3]}] {row[0]} 第{row[1]}项 {row[2]}：{row[4]} 原文：{row[5]} 对照：{row[6]}" for row in rows
        )
        return Shown(quotes.table(history_frames.ACROSS, rows), text)

    def small_multiples(self) -> Chart:
        """Draw every quantified target against its path; its numbers are `paths`."""
        return history_charts.small_multiples(self.history)

    def __str__(self) -> str:
        """Count what was read and found, on one line."""
        history = self.history
        kept = sum(len(course.entries) > 1 for course in history.targets)
        found = history.across
        counts = "、".join(f"{words.SEVERITY[s]} {sum(f.severity == s for f in found)}" for s in SEVERITIES)
        return (
            f"{history.periods[0]}—{history.periods[-1]} 共 {len(history.periods)} 期：目标 {len(history.targets)} 个，"
            f"跨期对上 {kept} 个；跨季问题 {len(found)} 处（{counts}），运行出错 {len(history.failures)} 项。"
        )

    def __repr__(self) -> str:
        """Show the counts rather than the whole value."""
        return str(self)

    def limits(self) -> Shown:
        """Say what was not compared."""
        said = _limits(self.history)
        listed = Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in said)
        return Shown(f"<ul>{listed}</ul>", "\n".join(f"- {sentence}" for sentence in said))


def _limits(history: History) -> list[str]:
    torn = sum(not item.intact for found in history.audits for item in found.report.items)
    once = sum(len(course.entries) == 1 for course in history.targets)
    unanswered = sum(
        all(p.actual is None for p in history_frames.annual(entry))
        for course in history.targets
        for entry in course.entries
        if history_frames.annual(entry)
    )
    said = [
        "目标按文字对应，序号只作参考；改得面目全非的目标会被当作一项消失、另一项新增。",
        f"{once} 个目标只在一期出现，没有前后可比。" if once else "",
        f"{unanswered} 处年度定量目标在当期进展中没有可确定对应的数，图中没有点。" if unanswered else "",
        f"{torn} 个事项的单元格未能对齐，未参与对照。" if torn else "",
        f"{len(history.failures)} 项跨季检查运行出错。" if history.failures else "",
        "跨年度不比较目标高低和累计数（一月重新起算），写明“自某年以来”的累计除外。",
        "有说明（批准调整、核减、口径变化、销号、并入）的变动不作为问题，说明是否属实未核。",
    ]
    return [sentence for sentence in said if sentence]
