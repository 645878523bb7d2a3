"""Charts: findings by rule and item and by responsible unit, each with its numbers and a sentence beside it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from toolkit.model import SEVERITIES, Audit, Finding, Severity
from toolkit.presenting import fonts, frames, marks, titles, words
from toolkit.presenting.fonts import Face

# Darker is graver, so that a grey print keeps the order; the letter in each cell says it once more.
COLOURS: Final[Mapping[Severity, str]] = {"high": "#9e3328", "medium": "#cf8136", "low": "#e9cf8c", "info": "#d3dbe0"}
INKS: Final[Mapping[Severity, str]] = {"high": "#ffffff", "medium": "#1d1d1b", "low": "#1d1d1b", "info": "#1d1d1b"}
_CODES: Final[Mapping[Severity, str]] = {"high": "H", "medium": "M", "low": "L", "info": "I"}
_LETTERS: Final[Mapping[Severity, str]] = {"high": "高", "medium": "中", "low": "低", "info": "提"}
_INK, _FAINT, _EMPTY = "#33322e", "#8a877d", "#f3f2ee"
_MOST_ITEMS, _MOST_UNITS = 40, 24
_DPI = 160


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with the sentence that stands for it (`alt`) and the numbers it draws."""

    figure: Figure
    title: str
    alt: str
    numbers: pd.DataFrame

    def svg(self) -> str:
        """Draw it as SVG text: letters as outlines, no date, the same bytes every time."""
        out = io.StringIO()
        with mpl.rc_context({"svg.hashsalt": self.title, "svg.fonttype": "path"}):
            self.figure.savefig(out, format="svg", facecolor="none", metadata={"Date": None, "Creator": None})
        return out.getvalue()

    def png(self) -> bytes:
        """Draw it as PNG, at twice the resolution of a page."""
        out = io.BytesIO()
        self.figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": None})
        return out.getvalue()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the picture in a notebook, and its sentence where pictures are not shown."""
        width = int(self.figure.get_figwidth() * _DPI / 2)
        return {"image/png": self.png(), "text/plain": self.alt}, {"image/png": {"width": width, "alt": self.alt}}


def heat_map(audit: Audit, rules: titles.Rules | None = None, face: Face | None = None) -> Chart:
    """Draw rules by items; a cell has the colour and letter of its gravest finding, and their count if several."""
    face = face or fonts.face()
    numbers = frames.by_rule(audit, rules)
    columns = _columns(audit, face)
    counts = "、".join(f"{words.SEVERITY[s]} {sum(f.severity == s for f in audit.findings)}" for s in SEVERITIES)
    where = f"{len(numbers)} 条规则、{len(audit.assessments)} 个事项"
    alt = f"问题分布图：{where}，共 {len(audit.findings)} 处（{counts}）。"
    labels = [face.label(str(title), str(rule)) for rule, title in zip(numbers.index, numbers["规则"], strict=True)]
    with _style(face):
        figure, axes = _canvas(2.6 + 0.38 * len(columns), 1.15 + 0.32 * max(1, len(labels)))
        for x, (_, found) in enumerate(columns):
            for y, rule in enumerate(numbers.index):
                _cell(axes, x, y, [f for f in found if f.rule == rule], face)
        for y, total in enumerate(numbers["合计"]):
            axes.text(len(columns) + 0.15, y + 0.5, str(total), va="center", color=_FAINT, fontsize=8.5)
        axes.set_xlim(0, len(columns) + 0.6)
        axes.set_ylim(max(1, len(labels)), 0)
        axes.set_xticks([x + 0.5 for x in range(len(columns))], [name for name, _ in columns], parse_math=False)
        axes.set_yticks([y + 0.5 for y in range(len(labels))], labels, parse_math=False)
        axes.xaxis.tick_top()
        _legend(figure, face)
    return Chart(figure, "问题分布：规则 × 事项", alt, numbers)


def unit_bars(audit: Audit, face: Face | None = None) -> Chart:
    """Draw findings by responsible unit, stacked by severity; an item of several units counts for each of them."""
    face = face or fonts.face()
    numbers = frames.by_unit(audit)
    concerned = numbers[numbers["合计"] > 0]
    shown = concerned.head(_MOST_UNITS)
    rest = f"，图中列前 {len(shown)} 个" if len(shown) < len(concerned) else ""
    alt = f"责任单位分布图：{len(concerned)} 个单位负责的事项中有问题{rest}；多个单位共同负责的事项各计一次。"
    named = zip(shown.index, shown["责任单位"], strict=True)
    labels = [face.label(_short(str(name)), str(code)) for code, name in named]
    with _style(face):
        figure, axes = _canvas(7.2, 1.0 + 0.3 * max(1, len(labels)))
        left = [0] * len(shown)
        for severity in SEVERITIES:
            counts = [int(n) for n in shown[words.SEVERITY[severity]]]
            axes.barh(range(len(counts)), counts, left=left, height=0.68, color=COLOURS[severity], edgecolor="white")
            for y, (start, count) in enumerate(zip(left, counts, strict=True)):
                if count:
                    _number(axes, start + count / 2, y, str(count), INKS[severity])
            left = [start + count for start, count in zip(left, counts, strict=True)]
        axes.set_ylim(max(1, len(labels)) - 0.5, -0.5)
        axes.set_xlim(0, max(left, default=0) + 0.5)
        axes.set_xticks([])
        axes.set_yticks(range(len(labels)), labels, parse_math=False)
        _legend(figure, face)
    return Chart(figure, "问题分布：责任单位", alt, numbers)


def _columns(audit: Audit, face: Face) -> list[tuple[str, list[Finding]]]:
    """The columns of the heat map: items in source order (of many only the gravest), then the whole report."""
    rows = list(marks.rows(audit))
    if len(rows) > _MOST_ITEMS:
        gravest = sorted((row for row in rows if row.findings), key=_gravity)[:_MOST_ITEMS]
        rows = [row for row in rows if row in gravest]
    columns = [(_short(words.visible(row.item.number), 6), [n.finding for n in row.findings]) for row in rows]
    columns = [(face.label(name, f"#{at}"), found) for at, (name, found) in enumerate(columns, start=1)]
    whole = [n.finding for n in marks.about_whole(audit)]
    return [*columns, (face.label(words.WHOLE_REPORT, "*"), whole)] if whole else columns


def _gravity(row: marks.Row) -> tuple[int, int]:
    return (min(SEVERITIES.index(n.finding.severity) for n in row.findings), -len(row.findings))


def _short(text: str, limit: int = 18) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _style(face: Face) -> Any:  # matplotlib's context manager has no public type
    return mpl.rc_context({"font.family": [face.family], "font.size": 9, "text.color": _INK})


def _canvas(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(max(width, 5.0), height), layout="constrained")
    axes = figure.add_subplot()
    axes.tick_params(length=0, colors=_INK, pad=5)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure, axes


def _cell(axes: Axes, x: int, y: int, found: Sequence[Finding], face: Face) -> None:
    severity = marks.gravest(f.severity for f in found)
    colour = COLOURS[severity] if severity else _EMPTY
    axes.add_patch(Rectangle((x + 0.04, y + 0.05), 0.92, 0.9, facecolor=colour, linewidth=0))
    if severity:
        letter = face.label(_LETTERS[severity], _CODES[severity])
        text = f"{letter}{len(found)}" if len(found) > 1 else letter
        _number(axes, x + 0.5, y + 0.52, text, INKS[severity])


def _number(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    axes.text(x, y, text, ha="center", va="center", color=colour, fontsize=8.5)


def _legend(figure: Figure, face: Face) -> None:
    keys = [Rectangle((0, 0), 1, 1, facecolor=COLOURS[s], linewidth=0) for s in SEVERITIES]
    names = [face.label(words.SEVERITY[s], f"{_CODES[s]} {s}") for s in SEVERITIES]
    look: dict[str, Any] = {"ncols": 4, "frameon": False, "fontsize": 8.5, "handlelength": 1.1}
    if not face.chinese:
        look |= {"title": fonts.HINT_LATIN, "title_fontsize": 7, "alignment": "left"}
    figure.legend(keys, names, loc="outside lower left", **look)
