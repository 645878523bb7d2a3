"""Across periods (跨季): quarters that do not add up to their year, or to the way from one sum to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from toolkit.checks.across_periods_beside import FAR_OFF, Told, beside
from toolkit.checks.across_periods_grown import concluded, difference, halves, increases, restatements
from toolkit.checks.across_periods_listed import listed
from toolkit.checks.across_periods_sole import sole
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.indicators import cut_short, factor, is_borrowed, reaching, same_indicator, the_only, totals
from toolkit.checks.proving import prove_across
from toolkit.checks.series import Course, HistoryReading, Step
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.explaining import carries_over, is_revised
from toolkit.language.measures import Measure
from toolkit.language.reach import is_bare_sum, named_quarter
from toolkit.model import Column, Proof

_PROGRESS = Column.PROGRESS
_SINCE_LAST = re.compile(r"[较比]上一?个?季度末?")
TELLING = 3  # digits of a figure that two other sums do not differ by through chance
NEARLY = Fraction(1, 10)  # of what the quarters come to
_PILES = "新增公共充电桩100个。"
_YEAR = "四季度新增公共充电桩15个，全年新增公共充电桩100个。"


def _told(target: str, *progress: str, first: int = 0) -> tuple[tuple[str, str], ...]:
    """An example: one item's progress in four quarters, or in the second and the third."""
    return quarters(*(row_of(1, target, told) for told in progress), first=first or (1 if len(progress) == 4 else 2))


@history_check(
    "quarter-sum-mismatch",
    family="across-periods",
    title="季度合计不符",
    certainty="derived",
    severity="high",
    objects=[
        _told(
            _PILES,
            "一季度新增公共充电桩20个。",
            "二季度新增公共充电桩25个。",
            "三季度新增公共充电桩30个。",
            _YEAR,
            first=1,
        ),
        _told(_PILES, "1—6月，新增公共充电桩45个。", "三季度新增公共充电桩40个，1—9月累计新增公共充电桩75个。"),
        _told(
            _PILES, "一季度新增公共充电桩20个。", "二季度新增公共充电桩25个，上半年累计新增55个公共充电桩。", first=1
        ),
        quarters(
            row_of(1, _PILES, "一季度新增公共充电桩20个。"),
            row_of(1, _PILES, "二季度新增公共充电桩25个。"),
            row_of(1, _PILES, "三季度新增公共充电桩30个，前三季度累计新增公共充电桩85个。"),
            first=1,
        ),
    ],
    silent=[
        _told(
            _PILES,
            "一季度新增公共充电桩20个。",
            "二季度新增公共充电桩25个。",
            "三季度新增公共充电桩40个。",
            _YEAR,
            first=1,
        ),
        _told("投资10亿元。", "1—6月，完成投资4.52亿元。", "三季度完成投资3.1亿元，1—9月累计完成投资7.6亿元。"),
        _told(_PILES, "1—6月，新增公共充电桩45个。", "三季度新增公共充电桩30个。"),
        _told(
            _PILES, "一季度新增公共充电桩20个。", "二季度新增公共充电桩25个，上半年累计新增公共充电桩45个。", first=1
        ),
        _told(_PILES, "一季度新增公共充电桩20个。", "二季度新增公共充电桩25个，累计建成公共充电桩4085个。", first=1),
        _told(
            _PILES,
            "一季度新增公共充电桩20个。",
            "二季度新增公共充电桩25个，上半年累计新增公共充电桩48个（含续建3个）。",
            first=1,
        ),
        _told(_PILES, "二季度新增公共充电桩25个。", "三季度新增公共充电桩30个，前三季度累计新增公共充电桩85个。"),
    ],
)
def quarter_sum_mismatch(history: HistoryReading) -> Iterator[Remark | Verified]:
    """判什么：本季新增数（较上季增加数）不等于两期累计之差；各季度各自的新增之和不等于全年数、累计数；本期追述的上期数
    与上期所报不同；舍入不能解释。
    为什么：分季的数与全年的数出自同一台账，对不上说明其中有数不实。
    取证：请提供分月（季）台账，逐季说明增量和累计。
    局限：本季数、累计数都须写明（本季度、三季度；累计、1—9月、全年；一季度的数本身就是累计），单位相同、指标名称相近；写明核减、口径调整、含结转续建的不判；累计没有写明起点的，与各季不等不判。
    """
    told: set[tuple[str, int]] = set()  # a quarter that is wrong makes its year wrong: it is told once
    held: set[tuple[str, int]] = set()  # sums that were held against the quarter before
    for step in history.within_year():
        if step.at == step.since + 1 and not _explained(step.later):
            for entry in (*_differences(history, step), *increases(history, step), *restatements(history, step)):
                yield entry
                held.add((step.course.id, step.at))
                if isinstance(entry, Remark):
                    told.add((step.course.id, history.periods[step.at].year))
    for course in history.courses:
        if not any(_explained(row) for row in course.rows.values()):
            yield from halves(history, course)
        for at, row in sorted(course.rows.items()):
            year = (course.id, history.periods[at].year)
            if year in told or _explained(row):
                continue
            whole = history.quarter(at) == 4
            entries = list(_sums(history, course, at)) if whole or (course.id, at) not in held else []
            yield from entries
            if any(isinstance(entry, Remark) for entry in entries):
                told.add(year)
            yield from _listed(history, row, at)


def _explained(row: Reading) -> bool:
    return is_revised(row[_PROGRESS]) or carries_over(row[_PROGRESS])


def _goes_back(row: Reading, total: Measure, proof: Proof | None) -> bool:
    """Whether a sum that its quarters do not explain does not say since when: it may count from the start.

    A sum that is off by little counts from January like them: what was done before would add more. So does one that
    has not come to what the year asks for.
    """
    if proof is None or proof.holds or not is_bare_sum(total):
        return False
    if any(
        same_indicator(total, m, near=False) and total.amount < m.amount for m in row.measures(Column.ANNUAL_TARGET)
    ):
        return False
    implied = Fraction(proof.interval[1])
    return abs(Fraction(proof.stated.value) - implied) > NEARLY * implied


def _differences(history: HistoryReading, step: Step) -> Iterator[Remark | Verified]:
    """This quarter's figure against the difference of the two sums."""
    quarter = history.quarter(step.at)
    kinds = {history.periods[place].kind for place in (step.since, step.at)}
    if quarter != history.quarter(step.since) + 1 or kinds != {"Q"}:
        return
    known: set[int] = set()
    for increment in reaching(step.later, quarter, "quarter"):
        if named_quarter(increment) not in (0, quarter):
            continue  # 一季度新建412个、二季度新建723个 in the second quarter's table
        if is_borrowed(step.later, increment):
            continue
        reached = totals if _SINCE_LAST.search(increment.before) else reaching
        now = the_only(increment, reached(step.later, quarter, "year"))
        was = the_only(increment, reached(step.earlier, quarter - 1, "year"))
        if now and was and not (cut_short(history, step.at, now) or cut_short(history, step.since, was)):
            found = list(_difference(history, step, (increment, now, was), since_when=False))
            known |= {increment.number.start for _ in found}
            yield from found
    for told in (*beside(history, step), *sole(history, step)):
        if told[0].number.start not in known and not is_borrowed(step.later, told[0]):
            known.add(told[0].number.start)
            yield from _difference(history, step, told, since_when=True)


def _difference(history: HistoryReading, step: Step, told: Told, *, since_when: bool) -> Iterator[Remark | Verified]:
    """What a quarter added against the way from one sum to the next; `since_when`: both count from January."""
    increment, now, was = told
    proof = difference(step, told)
    if proof is not None and not proof.holds and _is_of_another(history, step, told):
        return
    if not since_when and _goes_back(step.later, now, proof) and not is_bare_sum(was):
        return
    message = (
        f"本季数“{increment.number.quote}”与累计数之差不符：{history.periods[step.at]} "
        f"累计“{now.number.quote}”，{history.periods[step.since]} 累计“{was.number.quote}”。"
    )
    yield from concluded(history, (step.later, step.at), increment, proof, message)


def _is_of_another(history: HistoryReading, step: Step, told: Told) -> bool:
    """Whether the quarter's figure is, to the digit, the way between two other sums of its unit: it is of theirs."""
    increment, now, _ = told
    if sum(char.isdigit() for char in increment.number.quote) < TELLING:
        return False
    quarter = history.quarter(step.at)
    sums = [m for m in reaching(step.later, quarter, "year") if m is not now and factor(m, increment)]
    return any(
        m.amount * (factor(m, increment) or 1) - was.amount * (factor(was, increment) or 1) == increment.amount
        for m in sums
        for was in reaching(step.earlier, quarter - 1, "year")
        if factor(was, increment)
    )


def _sums(history: HistoryReading, course: Course, at: int) -> Iterator[Remark | Verified]:
    """The year's figure, or the sum so far, against the sum of its quarters."""
    row, quarter = course.rows[at], history.quarter(at)
    quarters_of = _quarters(history, course, at)
    if any(_explained(course.rows[place]) for place, _ in quarters_of):
        return  # 核减解约项目: what a quarter took back, the year has taken back, too
    for whole in reaching(row, quarter, "year") if len(quarters_of) == quarter > 1 else ():
        found = [(course.rows[place], the_only(whole, told)) for place, told in quarters_of]
        operands = [("part", own, _PROGRESS, part.number) for own, part in found if part]
        if len(operands) == quarter:
            proof = prove_across("sum", operands, (row, _PROGRESS, whole.number))
            quoted = "、".join(number.quote for _, _, _, number in operands)
            if _goes_back(row, whole, proof) or _is_far_off(whole, [m for _, m in found if m]):
                continue
            called = "全年数" if quarter == 4 else "累计数"
            told = f"{'两三四'[quarter - 2]}个季度分别为 {quoted}，合计与{called}“{whole.number.quote}”不符。"
            yield from concluded(history, (row, at), whole, proof, told)


def _is_far_off(whole: Measure, parts: Sequence[Measure]) -> bool:
    """Whether the quarters come to so much less or more than the sum that they are of something else."""
    amount = sum((m.amount * (factor(m, whole) or 1) for m in parts), Decimal())
    return abs(amount - whole.amount) > FAR_OFF * whole.amount


def _listed(history: HistoryReading, row: Reading, at: int) -> Iterator[Remark | Verified]:
    """A sum against the quarters that its own cell lists beside it."""
    for whole, parts in listed(row):
        operands = [("part", row, _PROGRESS, m.number) for m in parts]
        proof = prove_across("sum", operands, (row, _PROGRESS, whole.number))
        quoted = "、".join(m.number.quote for m in parts)
        message = f"文中列出的各季（半年）为 {quoted}，合计与“{whole.number.quote}”不符。"
        yield from concluded(history, (row, at), whole, proof, message)


def _quarters(history: HistoryReading, course: Course, at: int) -> list[tuple[int, list[Measure]]]:
    """The quarters of a year so far that list a target, in order, each with the figures of that quarter alone."""
    so_far = [p for p in sorted(course.rows) if p <= at and history.same_year(p, at)]
    places = [p for p in so_far if history.periods[p].kind == "Q"]
    return [
        (place, reaching(course.rows[place], quarter, "year" if quarter == 1 else "quarter"))
        for place in places
        for quarter in (history.quarter(place),)
    ]


RULES = (quarter_sum_mismatch,)
