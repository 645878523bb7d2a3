"""Figures (数量): a progress that says by itself that what was asked for was not reached: 滞后序时进度9.8个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.subject import Reading, Remark
from toolkit.language.claims import Clause, Mode
from toolkit.language.likeness import bigrams
from toolkit.language.sides import CAP, LOWER_BETTER
from toolkit.language.text import fold
from toolkit.model import Column

# Behind the plan is bad for whatever is asked; below a target, only for what has to be high; above, for what is capped.
_BEHIND = re.compile(
    r"(?<![未不无有])(?:滞后|落后|慢)于?(?:时间|序时|时序|计划)+进度|(?<![未不无有])滞后序时|未达到?(?:序时|时序)进度"
)
_BELOW = re.compile(
    r"(?<![不未])(?:低于|少于|未达到?)(?:年度|全年|季度|既定|预期|省定|市定|年初|考核)*目标(?:值|任务|要求)?(?=[0-9]|$)"
)
_OVER = re.compile(
    r"[比较][^，。；]{0,8}控制(?:考核)?(?:指标|目标|数)[^，。；0-9]{0,4}(?:多|高|超)|(?<![未不没有])超[出过][^，。；0-9]{0,14}控制(?:考核)?(?:指标|目标|数)"
)
_RISES = re.compile(r"增长|增速|增幅|完成|实现|达到|到资|到位|收入|投资|产值|覆盖率|达标率|合格率|优良")
_FALLS = re.compile(r"下降|降低|压减|减少|控制")
_LEADS = re.compile(r"(?:目前|总体|整体|仍|还|但|进度|略|均|[，、（(])*")
_NAMED = ("目标", "进度", "指标", "控制")  # what something is short of, behind, above
LONGEST = 60  # characters: a longer clause says more than this


def admitted(item: Reading) -> Iterator[Remark]:
    """The first clause in which a claimed 完成 is told to be short of its target; none where another thing is."""
    if not any(word in item[Column.PROGRESS] for word in _NAMED):
        return
    for clause in item.claims:
        if clause.mode is Mode.PROSPECTIVE or len(clause.text) > LONGEST:
            continue
        folded = fold(clause.text).text
        found = (
            _BEHIND.search(folded)
            or _OVER.search(folded)
            or (_BELOW.search(folded) if _is_high(item, clause) else None)
        )
        if found and _is_of_target(item, folded[: found.start()]):
            quoted = item.passage(Column.PROGRESS, clause.start, clause.end)
            message = f"进展写明“{found[0]}”，状态却为完成。"
            yield Remark(quoted, message, related=(item.whole(item.target),))
            return


def _is_high(item: Reading, clause: Clause) -> bool:
    """Whether what the stretch of a clause tells of has to be high, by the target and by its own words."""
    target = fold(item[item.target]).text
    if LOWER_BETTER.search(target) or CAP.search(target) or _FALLS.search(target):
        return False
    told = "".join(c.text for c in item.claims if c.stretch == clause.stretch and c.start <= clause.start)
    return _RISES.search(told) is not None and not (LOWER_BETTER.search(told) or _FALLS.search(told))


def _is_of_target(item: Reading, before: str) -> bool:
    """Whether nothing else is named before what falls short: 3个县滞后序时进度 says nothing of the whole."""
    return _LEADS.fullmatch(before) is not None or len(bigrams(before) & bigrams(item[item.target])) > 1
