"""Small multiples: each figure that a target asks for, period by period, against what was asked."""

from __future__ import annotations

import re
from typing import Any, Final

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from toolkit.history import History
from toolkit.model import Period
from toolkit.presenting import fonts, history_frames, words
from toolkit.presenting.charts import Chart
from toolkit.presenting.fonts import Face

MOST = 24  # panels; the frame beside holds all
_ACROSS = 4
_INK, _FAINT, _ASKED, _FELL = "#33322e", "#8a877d", "#cf8136", "#9e3328"
_SCALES: Final = ((1e8, "亿"), (1e4, "万"), (1.0, ""))
_BOUND: Final = re.compile(r"(?:以上|以下|以内|左右|[达降]到|达到|降至|不低于|不少于|不超过|控制在)+")
_LEVELS: Final = ("%", "‰", "百分点", "分", "岁", "倍")  # shares and levels: they do not begin at nothing in January


def small_multiples(history: History, face: Face | None = None) -> Chart:
    """Draw every figure with two points or more: what was reached, what the target asks, the even way there."""
    face = face or fonts.face()
    numbers = history_frames.paths(history)
    # A target's clause may be reworded; within a target, figures of one unit in the same order are one line.
    numbers["序"] = numbers.groupby(["目标编号", "报告期", "单位"]).cumcount()
    lines = [(key, own) for key, own in numbers.groupby(["目标编号", "单位", "序"], sort=False) if len(own) > 1]
    shown = lines[:MOST]
    rest = f"，图中画前 {len(shown)} 个" if len(shown) < len(lines) else ""
    alt = (
        f"目标进度图：{len(lines)} 个定量目标{rest}，{len(history.periods)} 期；"
        "横线为年度目标，虚线为均衡进度，红点为比上期减少的累计数。"
    )
    rows = max(1, -(-len(shown) // _ACROSS))
    with mpl.rc_context({"font.family": [face.family], "font.size": 8, "text.color": _INK}):
        figure = Figure(figsize=(10.5, 0.4 + 1.75 * rows), layout="constrained")
        grid = figure.subplots(rows, _ACROSS, squeeze=False)
        for axes in grid.flat[len(shown) :]:
            axes.set_visible(False)
        for axes, (key, own) in zip(grid.flat, shown, strict=False):
            _panel(axes, str(key[0]), own, history.periods, face)
    return Chart(figure, "目标进度", alt, numbers.drop(columns="序"))


def _panel(axes: Axes, target: str, own: pd.DataFrame, periods: tuple[Period, ...], face: Face) -> None:
    at = {str(period): place for place, period in enumerate(periods)}
    x = [at[period] for period in own["报告期"]]
    scale, prefix = next((s, p) for s, p in _SCALES if own[["实绩", "目标值"]].to_numpy().max() >= s or s == 1.0)
    reached, asked = [v / scale for v in own["实绩"]], [v / scale for v in own["目标值"]]
    unit = str(own["单位"].iloc[-1])
    sums = not unit.startswith(_LEVELS) and "/" not in unit
    if sums:
        axes.set_ylim(0, max(*reached, *asked) * 1.18)
    for year in sorted({periods[place].year for place in x}):  # each year is a line of its own: sums begin anew
        own_at = [n for n, place in enumerate(x) if periods[place].year == year]
        here, told, goal = ([values[n] for n in own_at] for values in (x, reached, asked))
        axes.step([here[0] - 0.4, *here, here[-1] + 0.4], [goal[0], *goal, goal[-1]], where="mid", color=_ASKED, lw=1.1)
        if sums:
            even = [value * periods[place].end.month / 12 for place, value in zip(here, goal, strict=True)]
            axes.plot(here, even, color=_FAINT, linewidth=0.8, linestyle=":")
        axes.plot(here, told, color=_INK, linewidth=1.2, marker="o", markersize=3)
        fallen = [n for n in range(1, len(told)) if sums and told[n] < told[n - 1]]
        axes.plot([here[n] for n in fallen], [told[n] for n in fallen], "o", color=_FELL, markersize=5)
    name = words.clipped(_BOUND.sub("", str(own["指标"].iloc[-1])), 16)
    title = f"{name}（{prefix}{unit}）"
    axes.set_title(face.label(title, target), fontsize=8, loc="left", color=_INK, parse_math=False)
    axes.set_xlim(-0.4, len(periods) - 0.6)
    axes.set_xticks(range(len(periods)), [_tick(periods, place) for place in range(len(periods))], fontsize=6.5)
    _plain(axes)


def _tick(periods: tuple[Period, ...], place: int) -> str:
    """The quarter; under the first of a year, the year."""
    period = periods[place]
    first = place == 0 or periods[place - 1].year != period.year
    short = str(period).removeprefix(str(period.year)) or str(period.year)
    return f"{short}\n{period.year}" if first and short != str(period.year) else short


def _plain(axes: Any) -> None:  # matplotlib's spines have no public type
    axes.tick_params(length=0, colors=_FAINT, labelsize=6.5)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color("#d8d5cc")
