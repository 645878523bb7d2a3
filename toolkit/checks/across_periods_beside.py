"""Across periods (跨季): a quarter's figure with the sum beside it, and the sum of the quarter before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.checks.indicators import cut_short, factor, of_other_deeds, reaching, scope
from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading
from toolkit.language.explaining import is_restated
from toolkit.language.measures import Measure, content, grams
from toolkit.language.naming import MOST, VERB
from toolkit.language.reach import DOING, is_bare_sum, is_standing, named_quarter, reach
from toolkit.language.text import fold, opened_before
from toolkit.model import Column

_NET = re.compile("注销|退出|去重|净增")
DEED = 4  # characters of a deed that is told alone
_GENERAL = frozenset(("新增", "完成", "实现", "达到"))
KIND = 2  # characters that neither sum tells, by which one kind of their thing is meant
FAR_OFF = Decimal("0.4")  # of the sum, by which quarters of one thing hardly miss it
_ANY = re.compile(
    "目前|期间|截至|上半年|[一二三四]季度|年初以来|项目|企业|累计|完成|新增|实现|建成|开展|工作|情况|通过|依托|今年|"
    "[较比]上一?个?季度末?|[较比]|净增|增加|增长|多|再|又|(?<!公)共|了|到|末|底"
)

_THEN = ("一季度|3月", "二季度|上半年|6月|1[—~至到-]+6月", "前三季度|三季度|9月|1[—~至到-]+9月")
_BY_THEN = ("一季度[末底]?|3月[末底]", "上半年|二季度[末底]|6月[末底]", "前三季度|三季度[末底]|9月[末底]")
_WHEN = r"(?P<when>上一?个?季度|上期|前三季度|[一二三]季度|上半年|1[—~至到-]+[69]月|[369]月)(?P<end>[末底份]*)"
_GROWN = re.compile(rf"(?:较|比){_WHEN}[^，。；0-9]{{0,6}}?(?:净|又|多)?(?:增加|新增|净增|增长|完成|增|多)了?$")
_AT_ONCE = ("较", "比", "，较", "，比")
_AS_OF = re.compile(rf"(?:^|[由从，、]){_WHEN}[^，。；0-9]{{0,12}}$")
_TIME = re.compile("目前|累计|今年|本年|年内|又|共|已|再")
_SYSTEM = re.compile("[一-鿿]{2}(?:系统|战线)|全[市县区]|市本级")
_MARKS = frozenset("、，：；")
_ALL_TOLD = frozenset(("全市", "全县", "全区"))
MANY = frozenset(("个", "家", "项", "人", "户", "元", "件", "次", "人次", "名", "处", "条"))  # units of most things
_PERSONS = frozenset("人名位")
Told = tuple[Measure, Measure, Measure]  # what came about in the quarter, the sum now, the sum then


def beside(history: HistoryReading, step: Step) -> Iterator[Told]:
    """What the quarter added, the sum that its sentence tells with it, and the sum of the quarter before.

    三季度新完工供水工程9处，累计完工20处: the only two so counted in their sentence are of one thing, however named.
    """
    quarter = history.quarter(step.at)
    sums, added = (reaching(step.later, quarter, far) for far in ("year", "quarter"))
    added += [m for m in step.later.measures(Column.PROGRESS)[:MOST] if _is_listed(m, quarter)]
    text = step.later[Column.PROGRESS]
    sums = [m for m in sums if not (_is_part(m) or opened_before(text, m.number.start) >= 0)]
    for increment in added if not _NET.search(text) else ():
        if named_quarter(increment) not in (0, quarter):
            continue
        now = _mate(increment, sums)
        if now is None or _mate(now, added) is not increment:
            continue
        if is_bare_sum(now) and not _is_short(step.later, now):
            continue
        yield from _with_former(history, step, (increment, now))


def _is_listed(measure: Measure, quarter: int) -> bool:
    """Whether a quarter's things are listed and counted: 二季度金水湾、兴华苑等13个小区通过验收."""
    listed = measure.number.kind == "list-count" and measure.realised and not measure.former
    return listed and reach(measure, quarter=quarter) == "quarter"


def grown(history: HistoryReading, step: Step) -> Iterator[Told]:
    """By how much a sum grew since the quarter before, the sum beside it, and that of the quarter before."""
    text, told = step.later[Column.PROGRESS], step.later.measures(Column.PROGRESS)[:MOST]
    then = re.compile(f"上一?个?季度|上期|{_THEN[history.quarter(step.since) - 1]}")
    plain = [m for m in told if m.realised and not (_is_part(m) or m.former or m.share)]
    plain = [m for m in plain if opened_before(text, m.number.start) < 0 and reach(m) not in ("month", "quarter")]
    for increase in (m for m in told if m.realised):
        since = _GROWN.search(fold(increase.clause.text[: increase.number.start - increase.clause.start]).text)
        if since is None or not then.fullmatch(since["when"]):
            continue
        before = [m for m in told if m.number.end <= increase.number.start and _one_kind(m, increase)]
        if before and _is_part(before[-1]):
            continue  # 其中公共站80座，较上半年增加30座
        at_once = bool(before) and increase.before.startswith(_AT_ONCE)  # 改造668户，较上半年增加256户
        now = _mate(increase, [m for m in (before[-1:] if at_once else plain) if m in plain and m is not increase])
        if now is not None:
            yield from _with_former(history, step, (increase, now), loose=True)


def _with_former(
    history: HistoryReading, step: Step, told: tuple[Measure, Measure], *, loose: bool = False
) -> Iterator[Told]:
    """The two with the sum of the quarter before; `loose` takes one that does not say since when it counts, too."""
    increment, now = told
    sums = _so_far(step.earlier, history.quarter(step.since), loose=loose)
    before = [m for m in sums if not _is_part(m) and _one_kind(m, now) and _scope(m) == _scope(now)]
    was = _likeliest(before, (now, increment))
    if was is None or cut_short(history, step.at, now) or cut_short(history, step.since, was):
        return
    own = _ANY.sub("", content(increment.before))
    asked = len(own) > DEED and own in fold(step.later[Column.ANNUAL_TARGET]).text  # the very name is no kind of it
    kind = is_kind(increment, now, was) and not asked
    if not loose and (kind or not _is_one_deed(increment, now, was)):
        return
    if _may_add_up(*(_in_units_of(now, m) for m in (was, increment, now))):
        yield increment, now, was


def restated(history: HistoryReading, step: Step) -> Iterator[tuple[Measure, Measure]]:
    """What a row says that the quarter before had come to, and what was told then: 由二季度末的2.61万户增至."""
    if is_restated(step.later[Column.PROGRESS]):
        return
    quarter = history.quarter(step.since)
    before = [m for m in _so_far(step.earlier, quarter) if not _is_part(m)]
    for again in step.later.measures(Column.PROGRESS)[:MOST]:
        said = _AS_OF.search(again.before)
        if (
            said is None
            or not re.fullmatch(_BY_THEN[quarter - 1], said["when"] + said["end"])
            or again.number.kind != "number"
        ):
            continue
        if is_standing(again) and not again.former:
            continue
        if again.after[:1] in ("（", "("):
            continue
        was = _sole([m for m in before if _one_kind(m, again) and _are_one(m, again, strictly=True)])
        if was is not None and not cut_short(history, step.since, was):
            yield again, was


def is_kind(increment: Measure, *sums: Measure) -> bool:
    """Whether what came in the quarter is told as a kind of what the sums are of: 高校毕业生 of 新增就业."""
    own = _ANY.sub("", _noun(increment) + content(increment.before))
    told = "".join(m.clause.text + m.before for m in sums)
    if not any(_own_name(m) for m in sums):
        told += sums[-1].label  # 上半年累计完工13处: both go on with what their sentences count
    return sum(char not in told for char in DOING.sub("", VERB.sub("", own)) if char.isalpha()) >= KIND


def _is_one_deed(increment: Measure, now: Measure, was: Measure) -> bool:
    """Whether a figure that is told by its deed alone shares it with another: 立案50件, 累计办结140件 are of two."""
    for bare, others in ((now, (increment, was)), (increment, (now, was))):
        deed = _TIME.sub("", content(bare.before))
        alone = deed and not _noun(bare) and len(deed) <= DEED and deed not in _GENERAL
        if alone and not any(deed[-2:] in m.before + m.after for m in others):
            return False
    return True


def _so_far(row: Reading, quarter: int, *, loose: bool = False) -> list[Measure]:
    """The figures that count from January, or tell what is done (已验收0.34万亩); `loose`: all but a quarter's own."""
    if loose:
        return reaching(row, quarter, "year", "years", None)
    return reaching(row, quarter, "year") + [m for m in reaching(row, quarter, None) if "已" in m.before]


def _is_short(row: Reading, now: Measure) -> bool:
    """Whether a sum that does not say since when has not come to what the year asks for: it counts from January."""
    asked = (m for m in row.measures(Column.ANNUAL_TARGET) if _one_kind(m, now))
    return any(now.amount < _in_units_of(now, m) for m in asked)


def _mate(one: Measure, others: Sequence[Measure]) -> Measure | None:
    """The only figure of its sentence and unit that may be of one thing with `one`; of several the one so named."""
    place = (one.part, one.sentence)
    near = [m for m in others if (m.part, m.sentence) == place and m.number is not one.number and _one_kind(one, m)]
    near = [m for m in near if _are_one(m, one) and _scope(m) == _scope(one)]
    if len(near) > 1:
        near = [m for m in near if _are_one(m, one, strictly=True)] or near
    if len(near) > 1:
        near = [m for m in near if m.label == one.label] or near
    if len(near) > 1:
        near = [m for m in near if grams(content(m.before)) & grams(content(one.before))]
    return _sole(near)


def _is_part(measure: Measure) -> bool:
    return measure.before.lstrip("，（(").startswith("其中")


def _one_kind(one: Measure, other: Measure) -> bool:
    if {one.number.unit, other.number.unit} <= _PERSONS:
        return True
    return factor(one, other) is not None and not of_other_deeds(one, other)


def _in_units_of(unit: Measure, measure: Measure) -> Decimal:
    return measure.amount * (factor(measure, unit) or 1)


def _scope(measure: Measure) -> frozenset[str]:
    """Whose figure it is; all of a city's where another's part is told is another's, too."""
    return scope(measure) | (frozenset(_SYSTEM.findall(measure.before)) - _ALL_TOLD)


def _sole(found: Sequence[Measure]) -> Measure | None:
    return found[0] if len(found) == 1 else None


def _are_one(one: Measure, other: Measure, *, strictly: bool = False) -> bool:
    """Whether two figures share a word of their names or, but for `strictly`, one of them names nothing.

    Of what is counted in a unit of its own (页, 套, 万千瓦) a character of it does.
    """
    mine, yours = names(one), names(other)
    if not strictly and one.number.unit not in MANY:
        mine, yours = (frozenset(char for gram in words for char in gram) for words in (mine, yours))
    return bool(mine & yours) or (not strictly and not (mine and yours))


def _likeliest(sums: Sequence[Measure], told: tuple[Measure, Measure]) -> Measure | None:
    """The one sum of the quarter before that shares most of its name with what is told now; None where two do."""
    words = frozenset().union(*map(names, told))
    now, increment = told
    plain = names(increment) <= names(now)  # 换电站较上半年增加4座 behind 充电站95座 is of neither's name
    deed = _deed(now) if not _own_name(now) else ""  # 累计签约712户 goes on with 签约286户, not with 腾空94户
    alike = [(len(names(m) & words), bool(deed) and _deed(m) == deed, plain and m.label == now.label) for m in sums]
    ranked = sorted(((score, -at) for at, score in enumerate(alike)), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    best = sums[-ranked[0][1]]
    return best if ranked[0][0][0] or not words or not names(best) else None


def names(measure: Measure) -> frozenset[str]:
    """What a figure is of, without the words that go with any."""
    own = _noun(measure) or content(measure.before)
    if own and not _own_name(measure):
        return frozenset()  # 目前累计开工38个 names nothing
    return grams(_ANY.sub(" ", own)) or grams(_ANY.sub(" ", measure.label))


def _deed(measure: Measure) -> str:
    return _TIME.sub("", content(measure.before)).removeprefix("新")


def _own_name(measure: Measure) -> str:
    """What its own words say that a figure is of, but for deeds: nothing of 目前累计开工38个."""
    own = _TIME.sub("", _noun(measure) or content(measure.before))
    return "" if VERB.fullmatch(own) else own


def _noun(measure: Measure) -> str:
    """What stands right behind a figure: not the next of a list (158场、惠及群众6.9万人次)."""
    return content(measure.after[:8]) if measure.after[:1] not in _MARKS else ""


def _may_add_up(was: Decimal, added: Decimal, now: Decimal) -> bool:
    return 0 < max(was, added) <= now and abs(was + added - now) <= FAR_OFF * now
