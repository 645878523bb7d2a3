"""Across sources (跨源): figures of the progress that the published statistics contradict, or bear out."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from toolkit.checks.across_sources_named import Figure, area_of, figures, fits
from toolkit.checks.catalogue import source_check
from toolkit.checks.examples import held_against
from toolkit.checks.remarks import Remark, Unmatched, Verified
from toolkit.checks.sources import SourceReading
from toolkit.errors import one_line
from toolkit.language.agreement import Printed, Relation, converted, printed, published, relation, spoken
from toolkit.language.indicators import LONGEST, Indicator, indicator
from toolkit.language.text import fold
from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.references.values import Statistic

_THIS_YEAR = re.compile(r"(?<!\d)1[—~至到-]{1,2}1?\d月|上半年|前[二三]个?季度|全年|年内|今年|本年|年初以来")
_PROGRESS = Column.PROGRESS
# A figure of which it is not said whose it is may be another's, if it is so many times the published one; beside one
# for a quarter alone it may be that of the year so far.
FARTHEST, QUARTERLY = Fraction(2), Fraction(3, 2)
Row = tuple[Statistic, Indicator, Printed]
Key = tuple[str, bool, bool, bool, str]

_JOBS = "城镇新增就业|2023|5.82|万人|统计公报|2024-02-28"


@source_check(
    "source-figure-conflict",
    family="across-sources",
    title="与权威数据不符",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    objects=[
        held_against("新增就业5万人。", "全市城镇新增就业6.1万人。", statistics=_JOBS),
        held_against(
            "地区生产总值增长5.5%左右。",
            "2023年度地区生产总值同比增长5.5%。",
            statistics="地区生产总值增速|2023|5.1|%|统计公报|2024-02-28",
        ),
        held_against(
            "增加财政收入。",
            "全市一般公共预算收入完成386.2亿元，同比增长6.3%。",
            statistics="一般公共预算收入|2023|3862|亿元|公报|2024-02-28\n一般公共预算收入增长率|2023|6.3|%|公报|2024-02-28",
        ),
    ],
    silent=[
        held_against("新增就业5万人。", "全市城镇新增就业5.8万人。", statistics=_JOBS),
        held_against("新增就业5万人。", "全市城镇新增就业58213人。", statistics=_JOBS),
        held_against("新增就业5万人。", "东县城镇新增就业0.6万人。", statistics=_JOBS),
        held_against("新增就业5万人。", "截至11月底，全市城镇新增就业5.3万人。", statistics=_JOBS),
        held_against("新增就业5万人。", "全市城镇新增就业同比增长6.1%。", statistics=_JOBS),
        held_against(
            "新增就业5万人。",
            "全市城镇新增就业5.79万人。",
            statistics=f"{_JOBS}\n城镇新增就业|2023|5.79|万人|统计快报|2024-01-20",
        ),
    ],
)
def source_figure_conflict(report: SourceReading) -> Iterator[Remark | Verified | Unmatched]:
    """判什么：进展中某指标的数值，与您提供的统计表中同一指标、同一时期、同一范围的每一个数都不符。
    为什么：据以认定完成的数字，官方公布的另是一个。
    取证：请提供该数字的来源、口径与时点，并与统计部门公布的数据核对。
    局限：指标名去掉时间、范围和增减用语后须逐字相同；单位按单位表换算，两边都按印出的位数留出舍入；与任一版本（快报、公报）相符即不判；只写约、近的，截尾取数的，时点、范围或口径说不清的，都不判。
    """
    rows = _rows(report.references.statistics, report.words)
    if not rows:
        return
    area = area_of(report.intact)
    for item in report.intact:
        for measure, figure in figures(item, area):
            known = rows.get(figure.named.key, ()) if figure else ()
            told = list(_judged(figure, known)) if figure else []
            yield from told
            if not told:
                why = "没有同一时期、可换算单位的数" if known else ""
                yield Unmatched(item.figure(_PROGRESS, measure.number), why)


def _rows(statistics: Sequence[Statistic], words: Words) -> Mapping[Key, list[Row]]:
    """The published figures by what they are of; one in a unit that no text states is left out."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in statistics:
        told = published(row.value, row.unit) if len(row.scope + row.indicator) <= LONGEST else None
        if told is None:
            continue
        named = indicator(f"{row.scope}{row.indicator}", words, rate=told.dimension == "ratio")
        if named.beyond:
            continue
        if named.down and row.value > 0:
            told = told.times(Fraction(-1))
        found[named.key].append((row, named, told))
    return found


def _judged(figure: Figure, rows: Sequence[Row]) -> Iterator[Remark | Verified]:
    stated = printed(figure.measure.number)
    if stated is None:
        return
    if figure.named.growth and (figure.named.down or figure.measure.change == "down"):
        stated = stated.times(Fraction(-1))
    held: list[tuple[Relation, bool, Statistic, Printed]] = []
    for row, named, source in rows:
        same, firm = fits(figure, row) if named.one_area(figure.named) else (False, False)
        value = converted(source, stated) if same else None
        if value is not None:
            told = fold(figure.measure.lead).text + figure.measure.before
            this_year = _THIS_YEAR.search(told) is not None  # 1—9月累计接待游客: 累计 says no more than the months do
            firm = firm and (named.growth or named.total == figure.named.total or this_year)
            held.append((relation(stated, value, figure.measure.number.comparator), firm, row, value))
    place = figure.item.figure(_PROGRESS, figure.measure.number)
    agreeing = [row for kind, _, row, _ in held if kind == "agrees"]
    if agreeing:
        yield Verified(place, against=tuple(row.at for row in agreeing))
    elif held and all(kind == "conflicts" for kind, *_ in held) and any(firm for _, firm, *_ in held):
        sure = [(row, value) for _, firm, row, value in held if firm]
        yearly = any(row.period.from_new_year for row, _ in sure)
        near = _near(stated, [value for _, value in sure], FARTHEST if yearly else QUARTERLY)
        if figure.sure and (near or (figure.named.explicit and yearly)):
            yield Remark(place, _message(figure, stated, sure), against=tuple(row.at for _, _, row, _ in held))


def _near(stated: Printed, told: Sequence[Printed], farthest: Fraction) -> bool:
    """Whether a figure may be a version of a published one, though it is not said whose it is."""
    if stated.dimension == "ratio":
        return True
    return any(
        0 < abs(v.value) <= abs(stated.value) * farthest and abs(stated.value) <= abs(v.value) * farthest for v in told
    )


def _message(figure: Figure, stated: Printed, told: Sequence[tuple[Statistic, Printed]]) -> str:
    row, value = max(told, key=lambda pair: pair[0].date or dt.date.min)
    gap = spoken(abs(stated.value - value.value), "个百分点" if stated.unit == "%" else stated.unit)
    others = f"；其他 {len(told) - 1} 个版本也与之不符" if len(told) > 1 else ""
    said = f"{row.value:f}{row.unit}"
    return (
        f"进展写“{figure.measure.number.quote}”，{source_of(row)}载"
        f"“{one_line(row.indicator, 40)}”（{one_line(row.said, 20)}）为 {one_line(said, 40)}，相差 {gap}{others}。"
    )


def source_of(row: Statistic) -> str:
    """The source of a published figure by its title and date, or the place of its row where it has no title."""
    if not row.source_title:
        return f"参考资料（{one_line(row.at, 60)}）"
    title = one_line(row.source_title, 60).strip("《》")
    return f"《{title}》（{row.date}）" if row.date else f"《{title}》"


RULES = (source_figure_conflict,)
