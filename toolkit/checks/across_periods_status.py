"""Across periods (跨季): items called done that are not done later, or were not done yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.checks.across_periods_unfinished import is_told, unfinished
from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading, Remark
from toolkit.language.binding import SURE, settle
from toolkit.language.claims import Mode
from toolkit.language.demands import asked
from toolkit.language.measures import Measure
from toolkit.language.reach import is_standing, reach
from toolkit.language.text import fold, normal
from toolkit.model import Column, Passage, Severity

# 达到序时进度 says of a quarter what another calls 完成; what is kept up goes on after it was done.
_GOING_ON = re.compile(r"序时|持续|长期|常态|正常推进|有序推进")
_DECLARED = re.compile(
    r"已?(?:经|提前|超额|全面|圆满|全部)*完成(?:了)?(?:全年|年度|年初)[^，。；0-9]{0,8}(?:任务|目标)[^，。；的0-9]{0,2}$"
)
_OTHERS = row_of(1, "推进依法行政。", "开展执法检查。") + row_of(2, "办好惠民演出。", "演出按计划举行。")


@history_check(
    "status-regressed",
    family="across-periods",
    title="状态倒退",
    certainty="exact",
    severity="medium",
    objects=[
        quarters(
            row_of(1, "新建学校12所。", "开工建设学校8所。", "完成"),
            row_of(1, "新建学校12所。", "开工建设学校9所。", "正在推进"),
        ),
        quarters(
            _OTHERS + row_of(3, "新建口袋公园20个。", "累计新建口袋公园14个。", "完成"),
            _OTHERS + row_of(3, "新建口袋公园20个。", "累计新建口袋公园21个。", "完成"),
            first=3,
        ),
        quarters(
            row_of(1, "市博物馆新馆建成开放。", "6月18日，澜江博物馆正式建成开放。", "正在推进"),
            row_of(1, "市博物馆新馆建成开放。", "澜江博物馆正在进行布展收尾，计划年底前开放。", "正在推进"),
        ),
    ],
    silent=[
        quarters(
            row_of(1, "市博物馆新馆建成开放。", "6月18日，澜江博物馆正式建成开放。", "正在推进"),
            row_of(1, "市博物馆新馆建成开放。", "澜江博物馆二期正在布展，接待观众12万人次。", "正在推进"),
        ),
        quarters(
            _OTHERS + row_of(3, "新建学校12所。", "开工建设学校8所。", "完成"),
            _OTHERS + row_of(3, "新建学校12所。", "建成学校12所。", "完成"),
        ),
        quarters(
            row_of(1, "新建学校12所。", "开工建设学校8所。", "正在推进"),
            row_of(1, "新建学校12所。", "建成学校12所。", "完成"),
        ),
        quarters(
            row_of(1, "新建学校12所。", "建成学校12所。", "完成"),
            row_of(1, "新建学校15所。", "开工建设学校3所。", "正在推进"),
            first=4,
        ),
    ],
)
def status_regressed(history: HistoryReading) -> Iterator[Remark]:
    """判什么：同一年内，前一期已报完成，后一期又不是完成；或前一期已报完成，累计数却还低于年度目标，后一期仍在增长；
    或前一期称某工程已建成、开放，某件已获批复，某事已全部办完，后一期又说还在施工、正在报批、尚有剩余（同一事物
    换了简称也算；前一期 N 件全部办完、后一期办完几件尚余几件而合计仍为 N 的也算）。
    为什么：完成了的事不会再变成没有完成；至少有一期的状态与事实不符。
    取证：请说明前一期据何认定完成，后一期又为何不再算完成。
    局限：状态跨年度不判，跨年度只判有名称的工程、文件；后一期写明更正前期填报、或写明季度目标比上季提高的不判；两期季度目标不同时也会报，
    消息中注明，由人判断；
    状态是就季度目标而言的表（前一期过半事项填完成），不判“尚未达到年度目标”。
    """
    for step in history.within_year():
        if is_told(step.later):
            continue
        if not step.earlier.done:
            yield from _still_growing(history, step, _declaring(step.earlier))
        elif _below(step.later) or _no_longer(history, step):
            yield _regressed(history, step, mild=_of_the_quarter(history, step))
        elif not _by_quarter(history, step.since):
            yield from _still_growing(history, step, (step.earlier.whole(Column.STATUS),))
    for course in history.courses:
        yield from unfinished(history, course)


def _below(row: Reading) -> bool:
    printed = fold(row[Column.STATUS]).text
    return bool(row.status) and row.status != "done" and not _GOING_ON.search(printed)


def _no_longer(history: HistoryReading, step: Step) -> bool:
    """Whether 完成, in a column that asks for the year's target, was only on schedule a quarter later."""
    printed = fold(step.later[Column.STATUS]).text
    heads = [fold(history.reports[at].report.headings.get(Column.STATUS, "")).text for at in (step.since, step.at)]
    on_schedule = step.later.status == "on_schedule" and "序时" in printed
    return on_schedule and all("年度" in head for head in heads) and not _by_quarter(history, step.since)


def _of_the_quarter(history: HistoryReading, step: Step) -> bool:
    """Whether the column is headed 季度目标是否完成 and the quarters have targets of their own."""
    heads = [fold(history.reports[at].report.headings.get(Column.STATUS, "")).text for at in (step.since, step.at)]
    own = normal(step.earlier[Column.PERIOD_TARGET]) != normal(step.later[Column.PERIOD_TARGET])
    return own and all("季" in head and "年度" not in head for head in heads)


def _regressed(history: HistoryReading, step: Step, *, mild: bool) -> Remark:
    earlier, later = step.earlier, step.later
    was, now = (row[Column.STATUS].strip() for row in (earlier, later))
    message = f"{history.periods[step.since]} 状态为“{was}”，{history.periods[step.at]} 变为“{now}”。"
    if normal(earlier[Column.PERIOD_TARGET]) != normal(later[Column.PERIOD_TARGET]):
        message += "两期的季度目标不同，请核对各期完成的是哪一个目标。"
    related = (earlier.whole(Column.STATUS),)
    level: Severity | None = "info" if mild else None
    return Remark(
        later.whole(Column.STATUS),
        message,
        related=related,
        key=str(history.periods[step.at]),
        severity=level,
        line=later.item.line,
    )


def _by_quarter(history: HistoryReading, at: int) -> bool:
    """Whether a period's statuses speak of the quarter's targets: then most of its items are done every time."""
    rows = history.reports[at].intact
    return 2 * sum(row.done for row in rows) > len(rows) or history.quarter(at) == 4


def _declaring(row: Reading) -> tuple[Passage, ...]:
    """The clauses that say, behind a figure, that the year's task is done: 累计筹集1530套，已提前完成全年筹集任务."""
    told = (c for c in row.claims if c.mode is Mode.REALISED and _DECLARED.search(fold(c.text).text))
    return tuple(row.passage(Column.PROGRESS, c.start, c.end) for c in told)


def _is_declared(row: Reading, figure: Measure, passages: Sequence[Passage]) -> bool:
    """Whether 完成 was said of a figure: by the status, or by the words right behind it."""
    between = (row[Column.PROGRESS][figure.number.end : p.start] for p in passages if p.column is Column.PROGRESS)
    return any(p.column is Column.STATUS for p in passages) or any(gap in ("，", ",") for gap in between)


def _still_growing(history: HistoryReading, step: Step, declared: Sequence[Passage]) -> Iterator[Remark]:
    """What was called done below the year's target, by the passages in which it was, and has grown since."""
    if not declared:
        return
    grown = {_place(demand): now for demand, now in _reached(step.later, history.quarter(step.at))}
    for demand, was in _reached(step.earlier, history.quarter(step.since)):
        now = grown.get(_place(demand))
        units = {m.number.unit for m in (demand, was, now) if m is not None}
        short = now is not None and len(units) == 1 and was.amount < demand.amount and was.amount < now.amount
        if now is None or not short or not _is_declared(step.earlier, was, declared):
            continue
        message = (
            f"{history.periods[step.since]} 已报完成，当时为“{was.number.quote}”，年度目标为“{demand.number.quote}”；"
            f"{history.periods[step.at]} 为“{now.number.quote}”，仍在增长，前一期系提前报完成。"
        )
        related = (declared[0], step.earlier.figure(Column.PROGRESS, was.number))
        key = str(history.periods[step.at])
        quoted = step.later.figure(Column.PROGRESS, now.number)
        yield Remark(quoted, message, related=related, key=key, line=step.later.item.line)
        return  # one figure shows it


def _place(demand: Measure) -> tuple[str, str]:
    return demand.label, demand.number.quote


def _reached(row: Reading, quarter: int) -> Iterator[tuple[Measure, Measure]]:
    """The floors that the year's target sets, each with the figure of the year so far that surely answers it."""
    annual = Column.ANNUAL_TARGET
    for match in settle(asked(row.measures(annual), row[annual]), row.measures(Column.PROGRESS)):
        if match.target.number.comparator not in ("=", ">=", ">") or is_standing(match.target):
            continue
        sure = (a.actual for a in match.answers if a.coverage >= SURE)
        so_far = next((m for m in sure if reach(m, quarter=quarter) != "quarter"), None)
        if so_far is not None:
            yield match.target, so_far


RULES = (status_regressed,)
