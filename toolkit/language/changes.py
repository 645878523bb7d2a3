"""How an indicator moved: from which value to which, by how much, and the rate that the text tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from toolkit.language.binding import same_unit
from toolkit.language.measures import Measure, content, grams

_OTHER_BASIS = re.compile(r"年均|平均|目标|计划|可比|不变价|剔除|扣除|名义|实际")
_FROM_TO = re.compile(r"[由从][^，。；由从]*$")
_COMPARED = re.compile(
    r"[较比](?:(?:上年|去年|20\d\d年|同期|年初)[^，。；]{0,12}的|(?:上年|去年|20\d\d年|年初)(?:同期|末|底)?)$"
)
_WAS = re.compile(r"[，、（(]*(?:(?:上年|去年|20\d\d年)(?:同期|末|底)?[为是]|(?:上年|去年)(?:同期)?)$")
_IN_BRACKETS = re.compile(r"[（(](?:上年|去年)(?:同期|全年)?(?:为|完成|是)?")
_YEARLY = re.compile(r"[，、]?(?:同比|较上年|比上年|较去年|比去年)(?:增长|上升|提高|下降|减少|增加)了?")
_GROSS = re.compile(r"[，、]?(?:退出|注销|退休|减少|净)")
_STEP = re.compile(r"[，、（(]*净?(?:(?P<up>多出?|增加|增长|增多)|少|减少|下降|压减|压缩|缩短|降低)了?")
_REAL = re.compile("GDP|生产总值|增加值|总产值|可比|不变价|同口径|剔除|扣除")
_YEAR = re.compile(r"20\d\d(?=年)")
_MOVED = re.compile(r"[，、（(]*(?:较|比)(?P<base>上年|去年|年初)(?:同期|末|底)?(?:净)?(?:增加|增长|减少|下降)了?$")
_RATE_OF_MOVE = re.compile(
    r"[，、（(]*(?P<year>同比|较上年|比上年)?(?:增长|上升|提高|下降|降低|减少|压缩|增幅|降幅|涨幅)(?:为|达)?了?$"
)


@dataclass(frozen=True, slots=True)
class Change:
    """How one indicator moved: from `base` to `current`, or to `current` by `step`, and the `stated` rate of it.

    `stated` is None where the text tells none; `told` is the direction that the words tell.
    """

    base: Measure | None
    current: Measure
    step: Measure | None
    stated: Measure | None
    told: str | None

    @property
    def reversed(self) -> bool:
        """Whether the figures go the other way than the words."""
        if self.base is None or self.told is None or self.base.amount == self.current.amount:
            return False
        return (self.current.amount > self.base.amount) is (self.told == "down")


def changes(found: Sequence[Measure]) -> Iterator[Change]:
    """Every change told: 由甲增至乙 · 为乙，较某年的甲下降丙 · 为乙，上年为甲，增长丙 · 为乙，较上年增加丁，增长丙."""
    for one, other, third, fourth in zip_longest(found, found[1:], found[2:], found[3:]):
        if other is None or one.sentence != other.sentence:
            continue
        if third is not None and _is_bracketed(one, other, third):
            yield Change(third, one, None, other, other.change)
            continue
        if one.number.unit != other.number.unit:
            continue
        stepped = third is not None and fourth is not None and bool(third.delta) and same_unit(one, third)
        if stepped:
            third = fourth  # 较上年的390亿元增加78亿元，增长20%: the step stands between
        rate = third if third is not None and _tells(one, third) else None
        if _FROM_TO.search(one.before) and other.level:
            yield Change(one, other, None, rate, _way(other.before))
        elif rate is None or one.former or one.delta:
            continue
        elif _is_compared(one, other, rate, stepped=stepped):
            yield Change(other, one, None, rate, rate.change)
        elif (moved := _MOVED.match(other.before)) and (how := _RATE_OF_MOVE.match(rate.before)):
            same_base = not how["year"] or moved["base"] != "年初"
            if same_base and other.delta == rate.change and not one.level and not one.intensive:
                yield Change(None, one, other, rate, rate.change)


def _is_bracketed(one: Measure, rate: Measure, base: Measure) -> bool:
    """Whether a bracket behind a rate tells the value that it compares with: 216场，同比增长12.5%（上年192场）."""
    told = _IN_BRACKETS.fullmatch(base.before) is not None and base.after[:1] in ("）", ")", "")
    plain = not (one.former or one.delta or one.intensive) and same_unit(one, base) and rate.change is not None
    shares = rate.number.unit == "%" and _YEARLY.fullmatch(rate.before) is not None
    return told and plain and shares and _tells(one, rate) and not _REAL.search(one.before + one.label)


def steps(found: Sequence[Measure]) -> Iterator[tuple[Measure, Measure, Measure, str]]:
    """Every amount that moved by an amount: base, current, step, and which way the words say that it went.

    98.6万头，比去年同期的96.1万头多出3.5万头 · 由1240家增至1680家，增加440家.
    """
    for one, other, step in zip(found, found[1:], found[2:], strict=False):
        way = _STEP.fullmatch(step.before)
        alike = one.number.unit == other.number.unit == step.number.unit and one.sentence == step.sentence
        gross = _GROSS.match(step.after) is not None or (step.after[:1].isalpha() and step.after[:1] not in "以")
        if way is None or gross or not alike or one.intensive or step.number.dimension in ("ratio", "percentage-point"):
            continue
        if _COMPARED.search(other.before) and step.clause == other.clause and not (one.former or one.delta):
            yield other, one, step, "up" if way["up"] else "down"
        elif _FROM_TO.search(one.before) and other.level:
            yield one, other, step, "up" if way["up"] else "down"


def _tells(one: Measure, stated: Measure) -> bool:
    """Whether a rate tells of the change of the very indicator, by its words and its place."""
    rate = stated.change is not None and stated.number.dimension in ("ratio", "percentage-point")
    if "分别" in stated.before:
        return False  # 分别提高6.5%和10%: of two changes told before
    if not rate or stated.sentence != one.sentence or _OTHER_BASIS.search(stated.before):
        return False  # 年均增长5%, 增长目标20%: not the change of these two figures
    return grams(content(stated.before)) <= grams(content(one.before))


def _is_compared(one: Measure, other: Measure, rate: Measure, *, stepped: bool) -> bool:
    """Whether the second figure is the earlier value of the first, which the rate compares it with."""
    if _COMPARED.search(other.before):
        return stepped or other.clause.end >= rate.number.end
    if not _WAS.match(other.before) or not _is_later(one, other) or not _RATE_OF_MOVE.match(rate.before):
        return False
    bare = other.before.endswith(
        ("同期", "上年", "去年")
    )  # 去年同期340亿元，增长6.5%: of what grows in real terms it is no base
    return not (bare and (_REAL.search(one.before + one.label) or _REAL.search(rate.after)))


def _is_later(one: Measure, other: Measure) -> bool:
    now, then = _YEAR.search(one.before), _YEAR.search(other.before)
    return now is None or then is None or now.group() > then.group()


def _way(before: str) -> str | None:
    """The direction that the words before a level tell: 提高到 up, 降至 down, 控制在 neither."""
    found = _WAY.search(before)
    return None if found is None else "up" if found["up"] else "down"


_WAY = re.compile(
    r"(?:(?P<up>增|升|增长|增加|提高|提升|上升|扩大)|(?P<down>降|减|下降|降低|减少|压减|压缩|缩短))(?:至|到|为)"
    r"(?:20\d\d年)?[底末]?的?[约近]?$"
)
