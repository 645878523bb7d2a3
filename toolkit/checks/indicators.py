"""Which figures of two periods are of one indicator, and how far back each counts."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.checks.series import HistoryReading
from toolkit.checks.subject import Reading
from toolkit.language.likeness import shared
from toolkit.language.measures import Measure, grams
from toolkit.language.naming import MOST, NAME, SHORT, VERB
from toolkit.language.reach import cut_off, has_happened, is_plan_share, is_standing, reach
from toolkit.language.units import unit
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
# Whose figure it is: 市本级 is no 全市, 规上 not all.
_SCOPE = re.compile(
    r"市本级|县本级|区本级|本级|市直|规模(?:以上)?|规上|限额(?:以上)?|限上|民营|主城区|中心城区|[一二三四五六首]期"
)
_CITYWIDE = re.compile("全[市县区省州]")
_GOT = re.compile(r"^(?:争取|到位|获得|落实|引进|取得|兑现|拨付)+")
_DEED = re.compile(
    r"(?P<planned>入库|储备|立项|选址|入户确认|摸底|公示|报名)|(?P<signed>签约)|(?P<begun>开工|启动|动工)|(?P<topped>封顶)|"
    r"(?P<built>建成|完工|竣工)|(?P<used>投用|投产|启用|入住)"
)
ALIKE = 0.6  # of the bigrams of two names, for their figures to be of one indicator
OPENING = 6  # characters with which two names begin that are of one thing: 家庭医生签约服务, 家庭医生签约居民
NEAR = Decimal("0.7")  # two values that may be of one indicator though its name is shorter, or its reach is not told


def same_indicator(one: Measure, other: Measure, *, near: bool = True) -> bool:
    """Whether two figures have one unit, or units of one kind, and, but for a word or two, one name.

    新开工项目163个 and 市级重大项目新开工项目157个 are one where the values are near (`near` False: whatever they are):
    else the longer may be a part.
    """
    if factor(one, other) is None or one.change != other.change or one.delta != other.delta:
        return False
    if is_plan_share(one) is not is_plan_share(other):
        return False
    if scope(one) != scope(other) or of_other_deeds(one, other):
        return False
    names = [_GOT.sub("", m.label) if len(m.label) > NAME else m.label for m in (one, other)]
    if all(VERB.fullmatch(name) for name in names):
        names = [name.removeprefix("新") if len(name) > SHORT else name for name in names]  # 新开工七个, 累计开工八个
    mine, yours = map(grams, names)
    if not mine or not yours:
        return False
    if len(mine & yours) >= ALIKE * len(mine | yours):
        return True
    short, long = sorted(names, key=len)
    low, high = sorted((one.amount * (factor(one, other) or 1), other.amount))
    deed = len(short) > SHORT and VERB.fullmatch(short) is not None
    ends = (len(short) >= NAME or deed) and long.endswith(short)
    return (ends or shared(*names) >= OPENING) and (low >= NEAR * high or not near)


def scope(measure: Measure) -> frozenset[str]:
    """Whose figure it is, where its words say so, by their first character: 市本级, 规上 as 规模以上, 一期."""
    own = frozenset(found[0] for found in _SCOPE.findall(measure.before))
    if own or _CITYWIDE.search(measure.before):
        return own
    return frozenset(found[0] for found in _SCOPE.findall(measure.label))


def deeds_of(measure: Measure) -> frozenset[str]:
    """How far the things have come that a figure counts, by the words before it: 开工 begun, 竣工 built."""
    return frozenset(found.lastgroup or "" for found in _DEED.finditer(measure.before))


def of_other_deeds(one: Measure, other: Measure) -> bool:
    """Whether two figures count how many were begun and how many are finished: 开工3处, 建成2处."""
    mine, yours = deeds_of(one), deeds_of(other)
    return bool(mine and yours) and mine.isdisjoint(yours)


def factor(one: Measure, other: Measure) -> Decimal | None:
    """How many units of `other` one unit of `one` is (公里 → 米: 1000); None where they are not of one kind."""
    if one.number.unit == other.number.unit:
        return Decimal(1)
    mine, yours = unit(one.number.unit), unit(other.number.unit)
    if mine is None or yours is None or mine.dimension != yours.dimension or not mine.scale or not yours.scale:
        return None
    return mine.scale / yours.scale if mine.dimension in ("length", "area", "mass", "energy", "power") else None


def reaching(row: Reading, quarter: int, *wanted: str | None) -> list[Measure]:
    """The plain figures of a period, which ends with `quarter`, that say how far back they count and count so far.

    What was done in the first quarter is the year so far, whether it says so or not.
    """
    plain = [m for m in row.figures if m.number.comparator == "=" and not is_standing(m)]
    told = [(m, reach(m, quarter=quarter)) for m in plain]
    return [m for m, far in told if (far or ("year" if quarter == 1 and has_happened(m) else None)) in wanted]


def totals(row: Reading, quarter: int, *wanted: str) -> list[Measure]:
    """The plain figures that tell where a total stands (总数达到88家), or count as far back as `wanted`."""
    told = [m for m in row.figures if m.number.comparator == "=" and m.change is None and m.delta is None]
    return [m for m in told if m.flow != "flow" and (_is_total(m) or reach(m, quarter=quarter) in wanted)]


def _is_total(measure: Measure) -> bool:
    return measure.level or measure.flow == "stock" or measure.number.basis in ("cumulative", "level")


def cut_short(history: HistoryReading, at: int, measure: Measure) -> bool:
    """Whether a figure is told as of a day before its period's end: 截至5月底, 截至6月25日."""
    told = cut_off(measure)
    return told is not None and (told[0] != history.periods[at].end.month or not told[1])


def the_only(one: Measure, others: list[Measure]) -> Measure | None:
    """The single figure of `others` that is of the same indicator as `one`."""
    found = [other for other in others if other.number is not one.number and same_indicator(one, other)]
    return found[0] if len(found) == 1 else None


def is_borrowed(row: Reading, increment: Measure) -> bool:
    """Whether the quarter was told of the figure before: 其中三季度18.2亿元（尾差0.1亿元），税收41.6亿元."""
    if "尾差" in increment.before:
        return True
    own = increment.clause.text[: increment.number.start - increment.clause.start]
    ahead = [m for m in row.measures(_PROGRESS)[:MOST] if m.sentence == increment.sentence]
    ahead = [m for m in ahead if m.number.start < increment.number.start and m.number.unit == increment.number.unit]
    told = increment.lead.rpartition("季度")[2]
    return "季" not in own and bool(ahead) and ahead[-1].number.quote in told
