"""Which figures of a report name an indicator in so many words, whose it is, and which days it speaks of."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from toolkit.checks.subject import Reading
from toolkit.language.indicators import LONGEST, SHORTEST, Indicator, indicator
from toolkit.language.measures import Measure
from toolkit.language.quantities import Number
from toolkit.language.text import fold
from toolkit.language.words import Words
from toolkit.model import Column
from toolkit.references.fields import of_prefix
from toolkit.references.values import Span, Statistic

_PROGRESS = Column.PROGRESS
# What a sentence tells before the clause of a figure may say whose the figure is; 地区生产总值 does not.
_OTHERS = re.compile(
    r"(?<!地)区(?!域)|县|(?<!城)镇|(?<!城)乡|街道|(?<!农)村|(?:产业|工业|科技|物流)园|基地|项目|集团|公司|医院|学校|银行|其中|全国|全省|平均水平"
)
_OURS = re.compile(r"全[市县区州盟旗域]|[我本][市县区州盟旗]")
_COMPARED = re.compile(r"[比较与同自从由超]$|[比较与]\D{0,3}$")
_SO_FAR = re.compile(r"全年|年内|年度|本年|今年|年初以来")
_AS_OF = re.compile(r"(?:截至|截止|至|到)$")
_LISTED = re.compile(r"分别|其中|[和与及、]|各|每|计划|拟|目标|任务|力争|不含|除")
_DISTRICTS = re.compile(r"[一-鿿]{1,6}(?<![全各地])[区县旗](?:人民)?政府")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a progress with its indicator; `span` are the days it speaks of where it is not the whole period."""

    item: Reading
    measure: Measure
    named: Indicator
    end: dt.date
    span: Span | None
    sure: bool  # whose it is
    undated: bool  # whether nothing says which days


def area_of(items: Sequence[Reading]) -> str:
    """Whether a report speaks of a 市, a 县 or a 区 as the whole, by the word that it uses most; "" where by none."""
    texts = (item[column] for item in items for column in (Column.ANNUAL_TARGET, _PROGRESS))
    said = Counter(found for text in texts for found in re.findall("全([市县区州盟旗])(?!域)", text))
    return said.most_common(1)[0][0] if said else ""


def figures(item: Reading, area: str = "") -> Iterator[tuple[Measure, Figure | None]]:
    """Every finished figure of the progress; None beside one that names no indicator, or leaves open whose or when."""
    previous: tuple[Measure, Indicator] | None = None
    for measure in item.measures(_PROGRESS):
        if not measure.realised or measure.number.kind != "number" or not isinstance(measure.number.value, Decimal):
            previous = None
            continue
        named = None if measure.former or measure.delta else _named(item, measure, previous)
        if named and not named.scope and not named.area:
            named = replace(named, area=area)
        yield measure, _figure(item, measure, named) if named else None
        previous = (measure, named) if named else None


def _named(item: Reading, measure: Measure, previous: tuple[Measure, Indicator] | None) -> Indicator | None:
    rate = measure.share or measure.change is not None
    before = measure.before.lstrip("，、；。")
    if len(before) > LONGEST or _LISTED.search(before) or "分别" in measure.clause.text:
        return None
    told = indicator(before, item.words, rate=measure.number.dimension == "ratio" and rate)
    if told.core:
        if measure.before.startswith("、"):
            return None  # 建成充电站64座、公共充电桩1732个: its verb stands before the list
        return told if telling(told, item.words) and not told.beyond else None
    if told.growth and previous and _beside(*previous, measure):
        its = previous[1]
        return Indicator(its.core, True, told.down, told.chain, its.new, its.total, its.scope, its.explicit, its.area)
    if measure.number.dimension == "count" and 0 < len(measure.after) <= LONGEST:
        noun = indicator(measure.after.strip("。"), item.words, rate=False)
        if noun.core and not _LISTED.search(measure.after) and not re.search(r"\d", measure.after):
            both = Indicator(
                noun.core, new=told.new, total=told.total, scope=told.scope, explicit=told.explicit, area=told.area
            )
            return both if telling(both, item.words) else None
    return None


def _beside(before: Measure, named: Indicator, growth: Measure) -> bool:
    """Whether a rate follows what it moves: 完成386.2亿元，同比增长6.3%; 6月份增长9.4%，1—6月增长8.3%."""
    near = (before.part, before.sentence) == (growth.part, growth.sentence)
    dated = any(c.isdigit() for c in growth.before) or _SO_FAR.search(growth.before) is not None
    told = dated if named.growth else before.number.unit != "%"
    return near and before.clause.end + 2 >= growth.clause.start and told


def telling(named: Indicator, words: Words) -> bool:
    """Whether a name says enough to be one indicator and no other."""
    if named.core in words["indicators.well_known"]:
        return True
    return len(named.core) >= SHORTEST and len(words.pattern("indicators.common").sub("", named.core)) >= 2


def _figure(item: Reading, measure: Measure, named: Indicator) -> Figure | None:
    when = _when(item, measure)
    if when is None or (named.core and "环比" in measure.before and not named.chain):
        return None
    undated = when.undated and not named.total and not _SO_FAR.search(measure.lead + measure.before)
    return Figure(item, measure, named, when.end, when.span, _is_sure(item, measure, named), undated)


def _is_sure(item: Reading, measure: Measure, named: Indicator) -> bool:
    """Whether it is beyond doubt whose the figure is: said, or nothing around it speaks of a part."""
    if named.explicit:
        return True
    lead = re.split("[；;]", fold(measure.lead).text)[-1]
    if _OTHERS.search(lead):
        return False
    if _OURS.search(lead + measure.before):
        return True
    units = fold(item[Column.RESPONSIBLE_UNIT]).text
    target = fold(item[item.target]).text
    return not _DISTRICTS.search(units) and not re.search(r"(?<![地城市园社全各])[区县](?!域|市|级)", target)


class _When(NamedTuple):
    """The last day that a figure speaks of, and its days where they are not simply those so far."""

    end: dt.date
    span: Span | None = None
    undated: bool = False


def _dates(item: Reading, at: int) -> tuple[int, list[Number]]:
    """Where the sentence of a figure begins, and the dates in it before the figure that it is not compared with."""
    text = item[_PROGRESS]
    start = max(text.rfind(mark, 0, at) for mark in "。；！？\n") + 1
    dates = [n for n in item.numbers(_PROGRESS) if n.kind == "date" and start <= n.start < at]
    return start, [n for n in dates if not _COMPARED.search(fold(text[max(start, n.start - 4) : n.start]).text)]


def _when(item: Reading, measure: Measure) -> _When | None:
    """Which days a figure speaks of; None where that is open."""
    if item.period is None:
        return None
    text, at = item[_PROGRESS], measure.number.start
    start, dates = _dates(item, at)
    if measure.partial:
        quarter = next((n for n in reversed(dates) if "Q" in str(n.value)), None)
        said = of_prefix(str(quarter.value)) if quarter else Span(item.period.start, item.period.end)
        return _When(said.end, said) if said and item.period.kind == "Q" else None
    if not dates:
        return _When(item.period.end, undated=True)
    date = dates[-1]
    if _SO_FAR.search(fold(text[date.end : at]).text) and date.quote[-1:] not in "底末":
        return _When(item.period.end)  # 四季度新增1.2万人，全年新增5.3万人
    span = of_prefix(str(date.value))
    if span is None:
        return None
    if (span.start, span.end) == (dt.date(item.period.year, 1, 1), dt.date(item.period.year, 12, 31)):
        return _When(item.period.end)
    as_of = date.quote[-1:] in "底末" or _AS_OF.search(fold(text[max(start, date.start - 2) : date.start]).text)
    if as_of or span.start == span.end or span.from_new_year:
        return _When(span.end)
    return _When(span.end, span)


def fits(figure: Figure, row: Statistic) -> tuple[bool, bool]:
    """Whether a published figure speaks of the same days; and whether that is beyond doubt."""
    if row.period.end != figure.end:
        return False, False
    if figure.span is not None:
        return figure.span == row.period, figure.span == row.period
    if row.period.from_new_year or row.period.start == row.period.end:
        return True, True
    period = figure.item.period
    # In the second half of a year what came so far is far more than what came in the quarter: they are told apart.
    late = figure.undated and period is not None and period.start.month >= 7
    its_own = late and period is not None and row.period == (period.start, period.end)
    level = figure.measure.number.dimension == "ratio"  # the same at the end of a quarter and of the year
    return True, not figure.named.growth and (level or its_own)
