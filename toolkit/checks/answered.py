"""Targets of which no clause speaks by their words, and which are answered all the same."""

from __future__ import annotations

import re

from toolkit.checks.subject import Reading
from toolkit.language.binding import LIKELY, settle
from toolkit.language.demands import asked
from toolkit.language.eliding import speaks_of_else
from toolkit.language.likeness import content
from toolkit.language.text import fold
from toolkit.model import Column

# The words of a call to finish: 年度任务圆满收官, 打赢攻坚战.
_CALL = re.compile(
    r"收官|收尾|扫尾|冲刺|攻坚战?|决[战胜]|打[好赢]|交账|交出|兑现|答卷|画上|句号|圆满|高质量|[如按]期|顺利|全面|完成|实现|达成|"
    r"全力|确保|力争|年度|全年|既定|各项|目标|任务|指标|计划|工作"
)
_MECHANISM = re.compile(r"建立[^，。；]{2,16}(?:机制|制度|体系)")
_PAPER = re.compile(r"(?:出台|印发|制定|发布)[^，。；]{0,6}《[^》]*(?:细则|办法|规定|规程|规则|规范|制度|意见|方案)》")


def answered_all_the_same(item: Reading) -> bool:
    """Whether a progress that shares no words with its target may answer it: by figures, or as its subject."""
    progress, target = (fold(item[column]).text for column in (Column.PROGRESS, item.target))
    if _answers_the_year(item) or _answered_in_kind(item, target, progress):
        return True
    # 6月18日开工，正在桩基施工: the row's target is what it speaks of.
    return not item.coverage.missed[0].missing and not speaks_of_else(progress, target)


def _answered_in_kind(item: Reading, target: str, progress: str) -> bool:
    """Whether a time is asked for and one told, or a mechanism asked for and a paper issued, whatever their names."""
    times = (any(n.dimension == "duration" for n in item.numbers(c)) for c in (item.target, Column.PROGRESS))
    return all(times) or (_MECHANISM.search(target) is not None and _PAPER.search(progress) is not None)


def _answers_the_year(item: Reading) -> bool:
    """Whether a period's target only says to finish what the year's figures ask for, and they are answered: 打赢攻坚战.

    An act that the period asks for (考核, 验收) is asked for whatever the year's figures are.
    """
    year = Column.ANNUAL_TARGET
    if item.target is year or any(a.missing for a in item.coverage.missed) or item.measures(item.target):
        return False
    if not all(_only_calls(a.ask.folded, item[year]) for a in item.coverage.missed):
        return False
    met = settle(asked(item.measures(year), item[year]), item.measures(Column.PROGRESS))
    return any(answer.coverage >= LIKELY for match in met for answer in match.answers)


def _only_calls(ask: str, year: str) -> bool:
    """Whether an ask is a call to finish, and what else it names the year's target names: 打赢清洁取暖攻坚战."""
    named = content(_CALL.sub(" ", ask)) if _CALL.search(ask) else [ask]
    known = fold(year).text
    return all(run[at : at + 2] in known for run in named for at in range(len(run) - 1))
