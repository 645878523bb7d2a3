"""Which figures of two periods are of one indicator, and how far back each counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from toolkit.checks.series import HistoryReading
from toolkit.checks.subject import Reading
from toolkit.language.claims import Mode
from toolkit.language.likeness import shared
from toolkit.language.measures import Measure, content, grams
from toolkit.language.reach import cut_off, has_happened, is_plan_share, is_standing, reach
from toolkit.language.text import fold
from toolkit.language.units import unit
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_TARGETS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
# 3.加装电梯：累计完成43部 is of what the heading names.
_HEADING = re.compile(r"(?:^|[。；;.、）)\s])([一-鿿A-Za-z“”]{2,14})[：:]$")
# Whose figure it is: 市本级 is no 全市, 规上 not all.
_SCOPE = re.compile(
    r"市本级|县本级|区本级|本级|市直|规模(?:以上)?|规上|限额(?:以上)?|限上|民营|主城区|中心城区|[一二三四五六首]期"
)
_GOT = re.compile(r"^(?:争取|到位|获得|落实|引进|取得|兑现|拨付)+")
_BY_WAY_OF = re.compile(r"利用|通过|依托|结合|围绕|帮助|指导|扶持|支持|协助")
_TO_BUILD = re.compile(r"^(?:新建|改建|扩建|建设|建成|改造|打造)+")
_SET = re.compile(r"[一-鿿]{0,4}(?:任务|目标|计划|指标)|[一-鿿]{2,8}中(?=累计|已|有|新|，|$)")
_PLANNED = re.compile(r"(?:对象|任务|计划|目标)[^，。；（）()]{0,6}[0-9][0-9.万亿]*[一-鿿]{1,4}$")
_DEED = re.compile(
    r"(?P<planned>入库|储备|立项|选址|入户确认|摸底|公示|报名)|(?P<signed>签约)|(?P<begun>开工|启动|动工)|(?P<topped>封顶)|"
    r"(?P<built>建成|完工|竣工)|(?P<used>投用|投产|启用|入住)"
)
ALIKE = 0.6  # of the bigrams of two names, for their figures to be of one indicator
MOST = 120  # figures of a cell that are held against those of another; the fullest real ones hold 60
OPENING = 6  # characters with which two names begin that are of one thing: 家庭医生签约服务, 家庭医生签约居民
NAME = 4  # characters of a name that say enough to be found again at the end of a longer one
SHORT = 2  # characters of a name that is but a verb: 新建, 培训
NEAR = Decimal("0.7")  # two values that may be of one indicator though its name is shorter, or its reach is not told
# What is left of a date in a name: 1 of 1—6月, 较上季度.
_WHEN = re.compile(r"^[0-9.—~、-]+|[较比](?:上一?个?季度末?|上期|年初)|首批|第[一二三四]批|本季度|当季|本月|本期")
# A name that is but a verb: 累计新认定52家 goes on with what the sentence counts.
_VERB = re.compile(
    r"新?(?:认定|签约|开工|竣工|建成?|增|入库|投放|完成|培育|引进|改造|培训|发放|到位|办理|投用|接入|开放|启用|完工|通车|挂牌|登记|发证|供应|筹集|治理|修复)+"
)


def figures(row: Reading) -> list[Measure]:
    """The finished amounts that a progress tells of its own period, each with its whole name."""
    found: list[Measure] = []
    told = row.measures(_PROGRESS)
    for m in told:
        if _SET.match(m.after) or _makes_up_plan(row, m):
            continue  # 18万亩任务已分解到县; 88个新建项目中; 年度对象180户（其中甲112户）
        share = is_plan_share(m) and m.clause.mode is Mode.REALISED  # 完成年度投资计划的56.3% is done, not planned
        if (
            not (m.realised or share)
            or m.former
            or m.number.kind != "number"
            or not isinstance(m.number.value, Decimal)
        ):
            continue
        own = content(m.before)
        if own and (m.before.startswith("其中") or (m.before[:1] == "、" and found and found[-1].label[:2] == "其中")):
            found.append(m._replace(label=f"其中{own}"))  # 其中新建77公里、改造51公里: each is a figure of its own
        elif m.before[:1] == "、" and own and not _VERB.fullmatch(own):
            found.append(m._replace(label=own))  # 市场主体1.42万户、企业0.51万户
        else:
            found.append(m._replace(label=_whole_name(row, m, found)))
    return found[:MOST]


def _whole_name(row: Reading, m: Measure, found: Sequence[Measure]) -> str:
    """What a figure is of, its own name made whole.

    累计新建1030个 after 二季度新建公共充电桩412个 names nothing of its own: it goes on with what the sentence counts,
    or with the target that asks for that very deed.
    """
    asked = [demand for column in _TARGETS for demand in row.measures(column)]
    name = _WHEN.sub("", m.label)
    place = (m.part, m.sentence, m.number.unit)
    beside = [n.label for n in reversed(found) if (n.part, n.sentence, n.number.unit) == place]
    same_deed = [n for n in (*beside, *_of_unit(asked, m)) if n != name and len(name) > 1 and n.startswith(name)]
    if same_deed:
        name = same_deed[0]
    elif len(name) <= SHORT or _VERB.fullmatch(name):
        heading = _HEADING.search(fold(m.lead).text)
        name = heading[1] if heading and not beside else next(iter(beside), name)
    name = name or (content(m.after[:6]) if not content(m.before) else "") or _next_name(row.measures(_PROGRESS), m)
    known = {label for label in _of_unit(asked, m) if label.endswith(name) or _is_longer(name, label)}
    if not name:  # 三季度建成3.6万亩: of the first thing so counted, or of all that is asked
        all_of_one = {demand.label for demand in asked} if len({demand.label for demand in asked}) == 1 else ()
        known = set([*_of_unit(asked, m), *all_of_one][:1])
    longest = max(known, key=len, default="")
    if any({name, longest} <= set(_of_unit(row.measures(column), m)) for column in _TARGETS):
        return name  # 城镇新增就业 beside 失业人员再就业: one target asks for both
    # 户厕 is the target's 农村户厕; what names nothing is the only thing so counted.
    return longest if longest and all(longest.endswith(label) for label in known) else name


def _makes_up_plan(row: Reading, m: Measure) -> bool:
    """Whether a figure stands in brackets behind what is to be done: 年度对象180户（危房改造112户、抗震改造68户）."""
    text = row[_PROGRESS][m.clause.start : m.number.start]
    opened = max(text.rfind("（"), text.rfind("("))
    return (
        opened >= 0 and opened > max(text.rfind("）"), text.rfind(")")) and _PLANNED.search(text[:opened]) is not None
    )


def _is_longer(name: str, label: str) -> bool:
    """Whether a name is the target's with what was done about it: 利用边角地口袋公园, 口袋公园向市民开放."""
    label = _TO_BUILD.sub("", label)
    if len(label) < NAME or name == label:
        return False
    behind = name[len(label) :]
    done = name.startswith(label) and (behind[:1] == "向" or _VERB.fullmatch(behind) is not None)
    return done or (name.endswith(label) and _BY_WAY_OF.match(name) is not None)


def _next_name(told: Sequence[Measure], nameless: Measure) -> str:
    """The name of the figure behind one that has none, in its sentence and unit: 三季度建成3亩，累计建成农田11亩."""
    place = (nameless.part, nameless.sentence, nameless.number.unit)
    behind = (m for m in told if m.number.start > nameless.number.start)
    after = next((m for m in behind if (m.part, m.sentence, m.number.unit) == place), None)
    if after is None or reach(nameless) != "quarter" or reach(after) != "year" or after.before.startswith("其中"):
        return ""
    return _WHEN.sub("", after.label)


def _of_unit(asked: Sequence[Measure], told: Measure) -> list[str]:
    return [demand.label for demand in asked if demand.number.unit == told.number.unit]


def same_indicator(one: Measure, other: Measure, *, near: bool = True) -> bool:
    """Whether two figures have one unit, or units of one kind, and, but for a word or two, one name.

    新开工项目163个 and 市级重大项目新开工项目157个 are one where the values are near (`near` False: whatever they are):
    else the longer may be a part.
    """
    if factor(one, other) is None or one.change != other.change or one.delta != other.delta:
        return False
    if is_plan_share(one) is not is_plan_share(other):
        return False
    scopes = [{found[0] for found in _SCOPE.findall(m.before + m.label)} for m in (one, other)]
    if scopes[0] != scopes[1] or _of_other_deeds(one, other):
        return False
    names = [_GOT.sub("", m.label) if len(m.label) > NAME else m.label for m in (one, other)]
    mine, yours = map(grams, names)
    if not mine or not yours:
        return False
    if len(mine & yours) >= ALIKE * len(mine | yours):
        return True
    short, long = sorted(names, key=len)
    low, high = sorted((one.amount * (factor(one, other) or 1), other.amount))
    deed = len(short) > SHORT and _VERB.fullmatch(short) is not None
    ends = (len(short) >= NAME or deed) and long.endswith(short)
    return (ends or shared(*names) >= OPENING) and (low >= NEAR * high or not near)


def _of_other_deeds(one: Measure, other: Measure) -> bool:
    """Whether two figures count how many were begun and how many are finished: 开工3处, 建成2处."""
    mine, yours = ({found.lastgroup for found in _DEED.finditer(m.before)} for m in (one, other))
    return bool(mine and yours) and mine.isdisjoint(yours)


def factor(one: Measure, other: Measure) -> Decimal | None:
    """How many units of `other` one unit of `one` is (公里 → 米: 1000); None where they are not of one kind."""
    if one.number.unit == other.number.unit:
        return Decimal(1)
    mine, yours = unit(one.number.unit), unit(other.number.unit)
    if mine is None or yours is None or mine.dimension != yours.dimension or not mine.scale or not yours.scale:
        return None
    return mine.scale / yours.scale if mine.dimension in ("length", "area", "mass", "energy", "power") else None


def reaching(row: Reading, quarter: int, *wanted: str) -> list[Measure]:
    """The plain figures of a period, which ends with `quarter`, that say how far back they count and count so far.

    What was done in the first quarter is the year so far, whether it says so or not.
    """
    plain = [m for m in figures(row) if m.number.comparator == "=" and not is_standing(m)]
    told = [(m, reach(m, quarter=quarter)) for m in plain]
    return [m for m, far in told if (far or ("year" if quarter == 1 and has_happened(m) else None)) in wanted]


def totals(row: Reading, quarter: int, *wanted: str) -> list[Measure]:
    """The plain figures that tell where a total stands (总数达到88家), or count as far back as `wanted`."""
    told = [m for m in figures(row) if m.number.comparator == "=" and m.change is None and m.delta is None]
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
