"""Rates that are shares of a target's own figure: 完成年度任务的112%, 分别完成任务的118%、123.3%."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.language.binding import same_unit
from toolkit.language.measures import Measure, grams
from toolkit.language.naming import VERB

# How far back the operands of a rate may stand: figures between them and the rate.
REACH = 6
OF_TASK = re.compile(
    r"(?:完成|占|达到?|^为)(?:了)?(?:年度|全年|年初|本年度|季度)?(?:总)?(?:任务|目标|计划|目标任务|任务目标)(?:任务|目标|数|量|值)?"
    r"(?:的|进度(?:的|为)?)$"
)
_JOINS = frozenset(("和", "、", "及", "与"))
_SO_FAR = re.compile(r"^(?:全[市县区]|今年|年内|共|累计|已)+")
_TASKS = re.compile(r"任务|目标")
_OF_PART = re.compile(r"季度|月|半年")
_YEARLY = re.compile(r"年度|全年|年初")
LONG_STEM = 4  # characters of a rate's name that its part tells again: 落实安全利用措施4020亩，安全利用率


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures whose quotient a rate may be; `source` names the target that the denominator stands in, if any."""

    numerator: Measure
    denominator: Measure
    source: str = ""


Targets = Mapping[str, Sequence[Measure]]


def dealt(evidence: Sequence[Measure], index: int) -> tuple[int, int, Measure] | None:
    """Where a rate stands in a list of them (的118%、123.3%): its place, how many there are, and the first."""
    first = index
    while first > max(0, index - REACH) and evidence[first].before in _JOINS:
        first -= 1
    last = index
    while last + 1 < min(len(evidence), index + REACH) and evidence[last + 1].before in _JOINS:
        last += 1
    many = last - first + 1
    return (index - first, many, evidence[first]) if many > 1 or "分别" in evidence[first].before else None


def dealt_pairs(before: Sequence[Measure], targets: Targets, place: int, many: int, first: Measure) -> list[Pair]:
    """The figure that a rate in a list of `many` is of, by its `place`, over the target of the same thing."""
    told = [m for m in before if not m.before.startswith("其中") and m.sentence == first.sentence]
    told = [m for m in told if len(told) <= many or m.flow != "stock"]  # the totals so far are other figures
    if len(told) != many or not OF_TASK.search(first.before):
        return []
    return of_target([told[place]], targets, first.before)


def of_target(before: Sequence[Measure], targets: Targets, words: str) -> list[Pair]:
    """Done over the target's own figure: the figure right before the rate, the target of the same thing.

    年度任务 is the annual target where that has the figure, 季度任务 the period's; a bare 完成率 may mean either.
    """
    if not words:  # 资助32460人次，发放资金4180万元，完成率108.2%: of what is counted as the target counts it
        units = [t for demands in targets.values() for t in demands]
        before = [m for m in before if any(same_unit(t, m) for t in units)]
    if not before or before[-1].change is not None or before[-1].intensive:
        return []
    done = before[-1]
    found = {source: _same_thing(done, demands) for source, demands in targets.items()}
    known = {source: pair[0] for source, pair in found.items() if len(pair) == 1}
    if _YEARLY.search(words):
        if "计划" in words and not _TASKS.search(words):  # a plan of its own, where the target is but a floor
            known = {s: d for s, d in known.items() if d.number.comparator not in (">=", ">")}
        if any(same_unit(t, done) for t in targets.get("annual_target", ())):
            known.pop("period_target", None)  # the quarter's figure is no year's
        of_year = {s: d for s, d in known.items() if not _OF_PART.search(d.before)}
        known = {"annual_target": known["annual_target"]} if "annual_target" in known else of_year
    elif "季度" in words:
        known = {source: demand for source, demand in known.items() if source == "period_target"}
    distinct = {demand.number.value: (source, demand) for source, demand in known.items()}
    return [Pair(done, demand, source) for source, demand in distinct.values()]


def of_sole_task(rate: Measure, done: Measure, targets: Targets) -> list[Pair]:
    """完成任务数8364人，达到102%: of the one figure that the targets set in that unit, whatever it is called."""
    if done.sentence != rate.sentence or done.change is not None:
        return []
    alike = [(s, t) for s, demands in targets.items() for t in demands if same_unit(t, done) and not t.former]
    distinct = {demand.number.value: Pair(done, demand, source) for source, demand in alike}
    return list(distinct.values()) if len(distinct) == 1 else []


def _same_thing(done: Measure, demands: Sequence[Measure]) -> list[Measure]:
    bracketed = {id(t) for t, rate in pairwise(demands) if t.after in "（(" and t.after and rate.number.unit == "%"}
    wanted = [
        t  # 800人（40%）is itself but a share: of what, the rate does not say
        for t in demands
        if same_unit(t, done) and t.change is None and t.number.kind == "number" and id(t) not in bracketed
    ]
    total = max(wanted, key=lambda t: t.amount, default=None)
    if total is not None and len(wanted) > 2 and 2 * total.amount == sum(t.amount for t in wanted):
        wanted = [total]  # 8520亩，其中3780亩，4740亩: of all of it
    known = [t for t in wanted if len(grams(t.label) & grams(done.label)) * 2 >= len(grams(t.label)) > 0]
    if len(wanted) == 1 and not known and VERB.fullmatch(_SO_FAR.sub("", done.before)):
        return wanted  # 累计完工2310户，占年度任务的30.8%: of the one thing so counted
    # 建成场景17个，完成率42.5% of 打造数字化应用场景40个, which alone is counted so.
    short = [t for t in wanted if len(done.label) > 1 and (t.label.endswith(done.label) or _opens(t, done))]
    return known or (short if len(short) == 1 else [])


def _opens(target: Measure, done: Measure) -> bool:
    """Whether a target's name goes on from what was done: 拆除旧房4600套并同步复垦, and 拆除旧房1840套."""
    return len(done.label) >= LONG_STEM and target.label.startswith(done.label)
