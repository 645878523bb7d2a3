"""Which figures of the evidence a demand is held against: what suits it, and is no part and no echo of another."""

from __future__ import annotations

import re

from toolkit.language.binding import NEARLY, SURE, Answer, Match
from toolkit.language.measures import Measure

_PART = re.compile(r"[，、（(]*其中")
_SO_DONE = re.compile(r"[已实][已经际]*[一-鿿]{0,6}$")
_BEGUN = re.compile(r"(?<!新)(?:开工|启动|动工|在建|进场)(?:建设|改造|施工)?$")
_ENDED = re.compile(r"(?:完工|竣工|建成|完成|投用)$")
_SUM = re.compile(r"累计[一-鿿]{0,6}$")


def _suits(target: Measure, actual: Measure) -> bool:
    """A flow is not answered by a stock, nor a stock by a flow."""
    if target.new:
        return actual.flow != "stock" and "余额" not in actual.before and (actual.new or not actual.level)
    return not (target.flow == "stock" and actual.new)


def contenders(match: Match) -> list[Answer]:
    """The answers that suit; beside the flow of the period, the sum so far is another figure, and the reverse."""
    suited = [a for a in match.answers if _suits(match.target, a.actual) and not _restated(match, a)]
    suited = _summed_up(match.target, _finished(match.target, suited))
    if _PART.match(match.target.before):
        # 其中出口650亿元 is answered by the part of that very name, not by the whole whose name holds it.
        suited = [a for a in suited if a.actual.label == match.target.label and not _is_whole(a, suited)] or suited
    wants_flow = match.target.flow == "flow"
    kind = [a for a in suited if (a.actual.flow == "stock") is not wants_flow]
    settled = wants_flow or match.target.flow == "stock" or match.target.before.endswith(("达到", "达"))
    return kind if settled and any(a.coverage >= SURE for a in kind) else suited


def _finished(target: Measure, suited: list[Answer]) -> list[Answer]:
    """Without what was only begun where its like is told to be finished: 开工72部、完工58部."""
    ended = [a for a in suited if _ENDED.search(a.actual.before)]
    if not ended or _BEGUN.search(target.before):
        return suited
    same = {(a.actual.sentence, a.actual.number.unit) for a in ended}
    begun = (a for a in suited if (a.actual.sentence, a.actual.number.unit) in same and _BEGUN.search(a.actual.before))
    dropped = {a.actual.number.start for a in begun}
    return [a for a in suited if a.actual.number.start not in dropped]


def _restated(match: Match, answer: Answer) -> bool:
    """Whether a figure but says the target again before what was done: 送戏120场已送96场."""
    told, target = answer.actual, match.target
    if told.amount != target.amount or not _SO_DONE.search(told.after):
        return False
    beside = (a.actual for a in match.answers if a.actual.clause == told.clause)
    return any(other.number.start > told.number.start and _SO_DONE.search(other.before) for other in beside)


def _summed_up(target: Measure, suited: list[Answer]) -> list[Answer]:
    """Without the figures of a part of the time where the sum so far is told: 新解决107个，累计解决258个."""
    sums = [a for a in suited if _SUM.search(a.actual.before)]
    if target.flow == "flow" or not sums or sums[0].coverage < max(a.coverage for a in suited) - NEARLY:
        return suited
    least = min(a.actual.amount for a in sums)
    return [a for a in suited if a in sums or a.actual.amount > least]


def _is_whole(answer: Answer, others: list[Answer]) -> bool:
    return _PART.match(answer.actual.before) is None and any(_PART.match(o.actual.before) for o in others)
