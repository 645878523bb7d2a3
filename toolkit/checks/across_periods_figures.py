"""Across periods (跨季): sums so far that are smaller than they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from toolkit import proofs
from toolkit.checks.across_periods_matched import bare, pairs
from toolkit.checks.across_periods_places import Share
from toolkit.checks.across_periods_places import fallen as by_place
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.indicators import NEAR, cut_short, factor, same_indicator
from toolkit.checks.proving import prove_across
from toolkit.checks.series import Course, HistoryReading, Step
from toolkit.checks.subject import Reading, Remark
from toolkit.language.demands import asked
from toolkit.language.explaining import is_amended, is_revised
from toolkit.language.measures import Measure
from toolkit.language.naming import NAME
from toolkit.language.reach import Reach, has_happened, is_bare_sum, is_plan_share, is_standing, reach
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
# Shares fall where more came to be planned: 因年中新纳入项目12个, 投资计划由20亿元调增到24亿元.
_MORE_PLANNED = re.compile(r"新纳入|新列入|增补|扩盘|盘子|追加")
_PART_OF_YEAR = re.compile(r"下半年|[二三四]季度")
_SINCE = re.compile(
    r"完成|年度|投资|计划|的|率|截[至止][^，。；]{0,8}[底末日]|[0-9]{1,2}[—至-][0-9]{1,2}月|前[二三]季度|[上下]半年|累计|[0-9]+个|目前|全市|全区"
)
_COUNTING = re.compile(r"已经?[一-鿿]|共[计有]?(?![同享建])[一-鿿]|(?:共计|合计|总计)$")
NEARLY = Decimal("0.8")  # of a sum that is told again: a quarter's own figure is seldom so near
_SURVEYED = re.compile(r"确认|摸底|公示|报名|摸排")
_BATCH = re.compile("首批|第[一二三四五六]批")
TOO_MUCH = Decimal("1.3")  # times a year's target: no two quarters come to that


def _told(target: str, *progress: str, first: int = 0) -> tuple[tuple[str, str], ...]:
    """An example: one item's progress in four quarters, or in the second and the third."""
    return quarters(*(row_of(1, target, told) for told in progress), first=first or (1 if len(progress) == 4 else 2))


@history_check(
    "cumulative-decreased",
    family="across-periods",
    title="累计值倒退",
    certainty="derived",
    severity="high",
    objects=[
        _told("新开工项目245个。", "累计新开工项目251个。", "累计新开工项目248个。", first=3),
        _told("改造管网300公里。", "1—6月，改造管网186公里。", "1—9月，改造管网172公里。"),
    ],
    silent=[
        _told("新开工项目245个。", "累计新开工项目251个。", "累计新开工项目31个。", first=4),
        _told("改造管网300公里。", "1—6月，改造管网186公里。", "三季度改造管网72公里。"),
        _told("改造管网300公里。", "累计改造管网186公里。", "经核实核减重复统计14公里，累计改造管网172公里。"),
        _told("整治隐患。", "累计排查隐患310处，剩余隐患42处。", "累计排查隐患402处，剩余隐患18处。"),
    ],
)
def cumulative_decreased(history: HistoryReading) -> Iterator[Remark]:
    """判什么：同一年内，同一指标的累计数（累计、1—N月、截至某月、目前已）、累计数中同一县区的份额、同一工程的完成比例，比同年前几期的小，舍入和约数不能解释。
    为什么：累计数只会增加；变小说明其中一期不实，或口径变了没有说明。
    取证：请提供两期累计数的台账，说明差额由来。
    局限：只判有事可计的数（累计、新增、完成、接待、收入等）；存量（在建、剩余、保有、未办结）、比率、单价、用时可以下降，不判；
    写明核减、口径调整的，截至时点不是期末的不判；跨年度只判写明“自某年以来”的累计。
    """
    for course in history.courses:
        parts: dict[int, list[Share]] = {}
        fallen: set[tuple[int, int]] = set()  # a sum that fell is told against the last period that tells it
        for step in _ways(history, course):
            same = history.same_year(step.since, step.at)
            if is_revised(step.later[_PROGRESS]):
                continue
            for before, after in pairs(history, step):
                place = (step.at, after.number.start)
                if place not in fallen and _is_sum(history, step, before, after, same):
                    fallen.add(place)
                    if _less(after, before):
                        yield _fell(history, step, before, after)
            for before, after in by_place(history, step, parts) if same else ():
                if (step.at, after.number.start) not in fallen and _less(after, before):
                    fallen.add((step.at, after.number.start))
                    yield _fell(history, step, before, after)


def _ways(history: HistoryReading, course: Course) -> Iterator[Step]:
    """From each period of a target back to those before: to the last one, and inside a year to all, latest first."""
    for at, later in sorted(course.rows.items()):
        last = history.before(course, at)
        begun = history.periods[at].start
        for since in sorted((p for p in course.rows if history.periods[p].end < begun), reverse=True):
            if since == last or history.same_year(since, at):
                revised = any(is_revised(course.rows[p][_PROGRESS]) for p in course.rows if since < p < at)
                if not revised:
                    yield Step(course, course.rows[since], later, since, at)


def _is_sum(history: HistoryReading, step: Step, before: Measure, after: Measure, same_year: bool) -> bool:
    if is_plan_share(before) and is_plan_share(after):
        amended = is_amended(step.later[_PROGRESS]) or _MORE_PLANNED.search(step.later[_PROGRESS])
        whole = same_year and not amended and history.before(step.course, step.at) == step.since
        return whole and _whose(before) == _whose(after) and not _PART_OF_YEAR.search(after.before)
    batches = [set(_BATCH.findall(m.before)) for m in (before, after)]
    if batches[0] != batches[1]:
        return False  # 首批通过认定118家, 第二批通过认定74家
    if _SURVEYED.search(before.before) and not _SURVEYED.search(after.before):
        return False  # 完成入户确认1.1万户 of what is then 改造0.9万户
    if is_standing(before) or is_standing(after):
        return False
    if not all(has_happened(m) or _is_demanded(row, m) for row, m in ((step.earlier, before), (step.later, after))):
        return False
    if not same_year and _reaches(history, step, before, after) != ["years", "years"]:
        return False
    reaches = _reaches(history, step, before, after)
    if cut_short(history, step.at, after) or (
        "今年" in after.before and (reaches[0] is None or (is_bare_sum(before) and history.quarter(step.since) > 1))
    ):
        return False  # 累计推广120万亩, and 今年推广36万亩
    if {"month", "quarter", "years"} & set(reaches):
        return reaches == ["years", "years"]
    if history.before(step.course, step.at) != step.since:
        return reaches == ["year", "year"]
    if reaches[1] or _are_sums(step, before, after) or (reaches[0] is None and _go_on(before, after)):
        return True  # what the year came to so far is no less than what any of its quarters did
    # 累计…251个, at the year's end but 248个: a report of the whole year tells the year.
    whole = reaches[0] == "year" and history.quarter(step.at) == 4
    return whole and after.amount * (factor(after, before) or 0) >= NEAR * before.amount


def _go_on(before: Measure, after: Measure) -> bool:
    """Whether two figures, near one another, are led to by the same words of doing so far: “送戏下乡”已演156场."""
    alike = before.before == after.before and _COUNTING.search(before.before) is not None
    named = len(bare(before)) >= NAME  # 退役士兵方面，已安置190人 names nothing behind its comma
    return alike and named and after.amount * (factor(after, before) or 0) >= NEARLY * before.amount


def _whose(share: Measure) -> str:
    """Whose work a share of the plan is done of, as its clause says before it: 省重点项目完成年度投资计划的."""
    return _SINCE.sub("", fold(share.clause.text[: share.number.start - share.clause.start]).text)


def _is_demanded(row: Reading, measure: Measure) -> bool:
    """Whether a figure is of what the year's target wants done, whatever the deed is called: 硬化道路90公里."""
    annual = Column.ANNUAL_TARGET
    demands = [d for d in asked(row.measures(annual), row[annual]) if not d.level and d.flow != "stock"]
    ahead = row[_PROGRESS][: measure.number.start]
    if ahead.rfind("“") > ahead.rfind("”"):
        return False  # 由原“加装电梯80部”拆分
    alike = (d for d in demands if d.label == measure.label and d.number.unit == measure.number.unit)
    return any(d.label[:2] in measure.before for d in alike)


def _are_sums(step: Step, before: Measure, after: Measure) -> bool:
    """Whether two figures that do not say how far back they count can only be sums: of a year's demand far exceeded."""
    annual = Column.ANNUAL_TARGET
    demands = [
        d for d in asked(step.later.measures(annual), step.later[annual]) if same_indicator(d, after, near=False)
    ]
    both = before.amount * (factor(before, after) or 0) + after.amount
    return len(demands) == 1 and both >= TOO_MUCH * demands[0].amount * (factor(demands[0], after) or 0) > 0


def _reaches(history: HistoryReading, step: Step, before: Measure, after: Measure) -> list[Reach | None]:
    return [reach(m, quarter=history.quarter(at)) for m, at in ((before, step.since), (after, step.at))]


def _less(after: Measure, before: Measure) -> bool:
    """Whether the later figure as printed is smaller; 近 and 约 are no reason to object."""
    if after.number.comparator != "=" or before.number.comparator not in ("=", ">=", ">"):
        return False
    now, was = proofs.spread(after.number.quote), proofs.spread(before.number.quote)
    times = Fraction(factor(after, before) or 0)
    return now is not None and was is not None and 0 < now.hi * times < was.lo


def _fell(history: HistoryReading, step: Step, before: Measure, after: Measure) -> Remark:
    earlier, later = step.earlier, step.later
    called = "完成比例" if before.number.unit == "%" else "累计数"
    message = (
        f"{history.periods[step.since]} 的{called}为“{before.number.quote}”，"
        f"{history.periods[step.at]} 反而为“{after.number.quote}”。"
    )
    same = before.number.unit == after.number.unit
    proof = same and prove_across(
        "bound", [("at-least", earlier, _PROGRESS, before.number)], (later, _PROGRESS, after.number)
    )
    related = (earlier.passage(_PROGRESS, before.clause.start, before.clause.end),)
    own = later.figure(_PROGRESS, after.number)
    key = str(history.periods[step.at])
    kept = proof if proof and not proof.holds else None
    return Remark(own, message, related=related, proof=kept, key=key, line=later.item.line)


RULES = (cumulative_decreased,)
