"""Which two figures a stated rate is the quotient of, or the change between: only where names and roles agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.language.binding import same_unit
from toolkit.language.measures import Measure, content, grams
from toolkit.language.proportions import DEED, MOST_OFF, beside, certified, follows, tells, told_before
from toolkit.language.tasks import OF_TASK, REACH, Pair, Targets, dealt, dealt_pairs, of_sole_task, of_target
from toolkit.language.text import fold

_RATE = re.compile(r"(?P<name>[一-鿿A-Za-z]{0,12}(?:率|(?<=[一-鿿]{2})比例))(?:达到|达|为|约|仅|分别)*$")
_SHARE = re.compile(r"(?:占(?P<whole>[^，。；]{0,14}?)(?:的|比)?(?:比重|比例|比)?(?:达到|达|为|约)*)$")
_DONE_RATE = re.compile(r"(?:^|投资|任务|计划|年度|目标)完成率$")
_YEARS_TASK = re.compile("^完成(?:了)?(?:年度|全年)(?:目标)?任务的$")
_OWN_DEED = re.compile(r"(?:定期|实际|按期|及时)?[一-鿿]{2}")
_DUE = re.compile(r"应(?:该|当)?([一-鿿])[一-鿿]{0,10}$")
_CITYWIDE = re.compile(r"全[市省县区国州]")
_AMOUNT = re.compile(r"(?<=[一-鿿]{2})总?[额量数]$")
ALL = 100  # per cent
_REACHES = frozenset(("达到", "达", "完成", "占"))
_TASKED = re.compile(r"任务[数量]?$")
_PLAN_TOLD = re.compile(
    r"(?:完成|占|达到?|为)(?:了)?(?:年度|全年|年初|季度)?(?:任务|目标|计划)+(?:任务|总?投资|总?数|总?量)?[（(]?$|"
    r"占(?:年度|全年)?应[一-鿿]{1,3}(?:总?数|户数|人数|金额)?$|占[^，。；0-9]{0,6}总(?:资金|投资|量|数|长|面积|任务)[数量]?$"
)
_OF = frozenset(("的", "）的", ")的", "计划的", "任务的", "目标的", "计划投资的", "投资计划的"))
_PLAN = re.compile(r"计划|目标|任务|(?<![供响适反对相])应(?=[改建办完整拆缴收参检治安开竣投])")
_TAXED = "一般公共预算收入"  # of which 税收占比 is
_STOP = re.compile(r"率|占比|比例|比重|达到|达|为|约|仅|的|实际|年度|总体|综合|平均|全市|项目|项")


def ratio_pairs(evidence: Sequence[Measure], targets: Targets) -> Iterator[tuple[Measure, list[Pair]]]:
    """Every stated rate with the pairs that its name admits; rates that admit none are left out.

    `targets` holds the figures of the annual and of the period's target by their columns.
    """
    apiece = sum(m.share and m.before.endswith("完成率") for m in evidence) > 1  # each part's own
    for index, rate in enumerate(evidence):
        if not rate.share or (apiece and rate.amount == ALL and rate.before.endswith("完成率")):
            continue
        before = [m for m in evidence[max(0, index - REACH) : index] if m.part == rate.part and m.number.unit != "%"]
        place = dealt(evidence, index)
        pairs = dealt_pairs(before, targets, *place) if place else _pairs(rate, before, targets)
        if pairs:
            yield rate, pairs


def _of_plan_told(rate: Measure, before: Sequence[Measure], targets: Targets) -> list[Pair]:
    """完成年度任务1万人次的112%, 占总资金5000万元的70%: the whole stands between what was done and the share of it."""
    if rate.before not in _OF or len(before) < 2:
        return []
    done, plan = before[-2:]
    asked = (t for demands in targets.values() for t in demands if same_unit(t, plan))
    of_target = plan.before.endswith("占") and any(t.amount == plan.amount for t in asked)
    told = of_target or _PLAN_TOLD.search(plan.before) is not None or (len(rate.before) > 2 and "占" in plan.before)
    told = told and plan.clause == rate.clause  # 占全年80亿元计划的23.1%
    if len(rate.before) > 2:  # of the one figure so counted, and of no part or step of it
        alike = [m for m in before[:-1] if m.sentence == rate.sentence and same_unit(m, plan)]
        told = told and len(alike) == 1 and not (done.delta or done.before.startswith("其中"))
    return [Pair(done, plan, "progress")] if told and same_unit(done, plan) and done.sentence == plan.sentence else []


def _pairs(rate: Measure, before: Sequence[Measure], targets: Targets) -> list[Pair]:
    if told := _of_plan_told(rate, before, targets):
        return told
    if told_of := OF_TASK.search(rate.before):
        thing = grams(content(rate.before[: told_of.start()]))
        if thing and before and not thing & grams(f"{before[-1].label} {before[-1].context}"):
            return []  # 智慧教室完成年度任务的90% is not of the teachers before it
        if told_beside := _planned([m for m in before[-2:] if m.sentence == rate.sentence], ""):
            return told_beside
        return of_target(before, targets, rate.before) or _of_the_task(before, rate, targets)
    if rate.before in _REACHES and before and _TASKED.search(before[-1].before):
        return of_sole_task(rate, before[-1], targets)
    named = _RATE.search(rate.before)
    if named is None:
        share = _SHARE.search(rate.before)
        if share is None or not before:
            return []
        named_part = grams(content(rate.before[: share.start()]))  # 民生支出占比 is no share of the taxes before it
        named_part -= frozenset().union(*(grams(m.label) for m in before[:-1])) & grams(before[-1].label)
        if named_part and not named_part & grams(before[-1].label):
            return []
        whole = share["whole"] or (_TAXED if "税收" in before[-1].label else "")
        return _of_named_whole(before, rate, whole) if whole else _part_of_whole(before, rate) or beside(before, rate)
    if _DONE_RATE.search(named["name"]):
        planned = [p for p in _planned(before, "") if "投资" in p.numerator.before or "投资" not in named["name"]]
        plain = named["name"] in ("完成率", "任务完成率", "目标完成率", "投资完成率")
        if "投资" in named["name"]:
            before = [m for m in before if m.number.dimension == "money"]
        return planned or (of_target(before, targets, "") if plain else [])
    stem = _STOP.sub("", named["name"])
    return _planned(before, stem) or _part_of_whole(before, rate, stem)


def _of_the_task(before: Sequence[Measure], rate: Measure, targets: Targets) -> list[Pair]:
    """6个站点已交付使用，完成年度任务的40%: of the one figure that the year sets in that unit; not far off."""
    done = before[-1] if before else None
    asked = targets.get("annual_target", ())
    sole = [t for t in asked if done is not None and same_unit(t, done)]
    if done is None or len(sole) != 1 or not _YEARS_TASK.search(rate.before):
        return []
    plain = not (done.former or done.intensive or done.change) and done.number.dimension == "count"
    known = set(content(done.before + done.after[:6])) & set(sole[0].label + content(sole[0].after[:6]))
    near = done.sentence == rate.sentence and known and sole[0].amount > 0
    off = abs(done.amount / sole[0].amount * 100 - rate.amount) if near else MOST_OFF + 1
    return [Pair(done, sole[0], "annual_target")] if plain and off <= MOST_OFF else []


def _planned(before: Sequence[Measure], stem: str) -> list[Pair]:
    """Done over planned: the planned figure says so, both speak of the same thing."""
    plans = [m for m in before if _is_plan(m) and (stem in m.before + m.after or not _thing(m))]
    if not plans and len(before) > 1 and _OWN_DEED.fullmatch(stem):
        return _due_and_done(before[-2], before[-1], stem)
    pairs = []
    for plan in plans:
        for done in before:
            later = done.number.start > plan.number.start and not _is_plan(done)
            thing = grams(_thing(plan)) & grams(_thing(done))
            deed = stem or "完成" in done.before or thing
            named = deed and stem in done.before + done.after
            if later and same_unit(plan, done) and named and (thing or not _thing(plan)):
                pairs.append(Pair(done, plan))
    return pairs[-1:]


def _due_and_done(due: Measure, done: Measure, stem: str) -> list[Pair]:
    """应检特种设备3200台，实际检验3136台，定期检验率: the rate's own deed, due and done."""
    owed = _DUE.search(due.before)
    near = owed is not None and owed[1] in stem[-DEED:] and done.before.endswith(stem[-DEED:])
    return [Pair(done, due)] if near and same_unit(due, done) and due.sentence == done.sentence else []


def _is_plan(measure: Measure) -> bool:
    return _PLAN.search(measure.before[-12:]) is not None and "完成计划" not in measure.before


def _thing(measure: Measure) -> str:
    return content(measure.before + measure.after[:8])


def _of_named_whole(before: Sequence[Measure], rate: Measure, name: str) -> list[Pair]:
    """税收收入16亿元，占一般公共预算收入的80%: of the one figure before it that is so called."""
    part, called = before[-1], content(name)
    deed = _AMOUNT.sub("", called)
    wholes = [m for m in before[:-1] if same_unit(m, part) and not m.former]
    if deed == called:
        wholes = [m for m in wholes if len(called) > 2 and called in m.label]
    else:  # 全年发放贷款5.6亿元，其中甲9600万元，占发放额的
        first = "%" not in fold(rate.lead).text
        wholes = [m for m in wholes if first and deed in m.before and part.before.startswith("其中")]
    if _CITYWIDE.match(name):  # 占全市停车位的6%: of all there are, and not of what came new
        wholes = [m for m in wholes if _CITYWIDE.search(m.before)]
    one = len(wholes) == 1 and part.sentence == rate.sentence and not (part.former or part.intensive)
    return [Pair(part, wholes[0])] if one and part.amount < wholes[0].amount else []


def _part_of_whole(before: Sequence[Measure], rate: Measure, stem: str = "") -> list[Pair]:
    """A part over its whole: the whole stands right before 其中, the part carries the rate's own word."""
    before = [m for m in before if not m.former]
    for whole, part in zip(reversed(before[:-1]), reversed(before[1:]), strict=True):
        if part.amount > whole.amount:
            continue  # 58个，其中10亿元以上7个，已履约53个
        if part.sentence != rate.sentence or not same_unit(whole, part) or whole.sentence != part.sentence:
            continue
        marked = part.before.startswith(("其中", "已", "，其中")) or "其中" in part.before
        marked = marked or follows(whole, part, stem)
        if whole.before.endswith("、"):
            return []  # 5个国考断面、9个省考断面，其中: the whole may be all that is listed
        if marked and (tells(stem, part.before + part.after) if stem else True) and part is before[-1]:
            return [Pair(part, whole)]
    return (certified(before, rate, stem) or told_before(before, rate, stem)) if len(before) > 1 and stem else []
