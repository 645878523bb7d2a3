"""How often each rule was right on text it had not seen: counts kept by a benchmark, with Wilson intervals."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson score interval of hits / total (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    share, weight = hits / total, z * z / total
    centre = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    return max(0.0, centre - half), min(1.0, centre + half)


@cache
def _counts() -> Mapping[str, tuple[int, int]]:
    text = resources.files("toolkit.presenting").joinpath("precision.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {rule: (int(right), int(raised)) for rule, right, raised in rows}


def measured(rule: str) -> str:
    """How a rule's objections fared on unseen composed rows, with the interval; or that nobody knows."""
    right, raised = _counts().get(rule, (0, 0))
    if not raised:
        return "未见过的样例上尚无统计"
    low, high = wilson(right, raised)
    return f"未见过的样例上 {raised} 次中 {right} 次属实（95% 区间 {low:.0%}–{high:.0%}）"
