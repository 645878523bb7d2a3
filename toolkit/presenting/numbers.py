"""The ledger of numbers as people look at it: how many were checked with what result, and why the rest was not."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from toolkit.ledger import reasons
from toolkit.model import Audit
from toolkit.presenting import words


def outcomes(audit: Audit) -> dict[str, int]:
    """How many numbers of targets and progress had each outcome, by its Chinese name."""
    count = Counter(quantity.outcome for quantity in audit.quantities)
    return {name: count[outcome] for outcome, name in words.OUTCOME.items()}


def sentence(audit: Audit) -> str:
    """The counts as one sentence for a first page."""
    told = "、".join(f"{name} {count} 个" for name, count in outcomes(audit).items())
    return f"目标与进展中共有数字 {len(audit.quantities)} 个：{told}。"


def unchecked(audit: Audit, *, times: bool = True) -> pd.DataFrame:
    """The numbers that no check could take up, each with why; `times` false leaves out dates and ordinals."""
    rows = [
        (
            words.storable(quantity.passage.item or ""),
            quantity.passage.column.title if quantity.passage.column else "",
            words.storable(quantity.passage.quote),
            why,
        )
        for quantity, why in reasons(audit.quantities)
        if times or quantity.kind not in ("date", "ordinal")
    ]
    return pd.DataFrame(rows, columns=["序号", "栏目", "原文", "未核对的原因"])
