"""Figures (数量) that answer a target together: parts and grades that add up, sums told in several units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from toolkit.language.binding import Match, same_unit
from toolkit.language.measures import Measure
from toolkit.language.units import unit
from toolkit.proofs import factor

_WITH = re.compile(r"以?及|和|与")
_TOTAL = re.compile(r"合计|共计|总计|总共|两项共|共$")
_GRADE = re.compile(r"国家级|省级|市级|县级|区级|博士|硕士|本科|正高|副高|中级")
_AND_ABOVE = re.compile(r"(?:[省市县区]级|博士|硕士|本科|副高|中级)[^，。；0-9]{0,3}以上")
_ADDED = re.compile(r"增设|增建|增配|扩建|加装|增加|新增|新设|新建")
_DEEDS_JOINED = re.compile(
    r"新改扩?建|改扩建|(?:新[增建开辟设]|改建|扩建|优化|调整|更新|改造)[和、及与](?:新|改|扩|优化|调整|更新)"
)


def in_target_unit(target: Measure, actual: Measure) -> Fraction:
    """The amount of a figure in the unit that its target is printed in."""
    return Fraction(actual.amount) / factor(target.number.quote, actual.number.quote)


def reaches_together(match: Match, best: Measure) -> bool:
    """Whether the figures beside the best one, each too small, come to what is asked for together."""
    beside = [m for m in match.kindred if m.sentence == best.sentence and same_unit(match.target, m)]
    joined = len(beside) > 1 and all(_WITH.match(m.clause.text) for m in beside[1:])
    if joined and sum(m.amount for m in beside) == match.target.amount:
        return True  # 2所改扩建，及3所迁建 are the five asked for, whatever each is called
    if _DEEDS_JOINED.search(match.target.before):
        alike = [m for m in match.kindred if m.realised and same_unit(match.target, m) and not m.former]
        if sum(m.amount for m in alike) >= match.target.amount:
            return True  # 新辟4条，9条作了调整 for 新增、优化10条
    graded = [m for m in match.kindred if m.clause is best.clause and _GRADE.search(m.before)]
    if len(graded) > 1 and _AND_ABOVE.search(match.target.before):
        return sum(m.amount for m in graded) >= match.target.amount  # 国家级2家、省级6家、市级11家 of 市级以上15家
    if _in_other_units(match) >= match.target.amount:
        return True  # 装机20万千瓦, 装机350兆瓦 together
    if sum(m.amount for m in _added(match, best)) >= match.target.amount:
        return True  # 增设床位120张，社区中心增设86张
    # 新建126公里、改建94公里，合计220公里
    return any(
        _TOTAL.search(m.before) and in_target_unit(match.target, m) >= match.target.amount for m in match.kindred
    )


def _added(match: Match, best: Measure) -> list[Measure]:
    """The figures of the best one's sentence and unit that the same deed brought, each in a clause of its own."""
    deed = _ADDED.search(best.before)
    if deed is None or best.clause.text.startswith("其中"):
        return []
    beside = [m for m in match.kindred if m.realised and m.clause.stretch == best.clause.stretch]
    alike = [
        m for m in beside if same_unit(match.target, m) and (found := _ADDED.search(m.before)) and found[0] == deed[0]
    ]
    return alike if len({m.clause.start for m in alike}) == len(alike) else []


def _in_other_units(match: Match) -> Decimal:
    """What all that is told comes to in the target's unit, where it is told in several: 万千瓦 and 兆瓦."""
    asked = unit(match.target.number.unit)
    if asked is None or not asked.scale or asked.dimension not in ("power", "energy"):
        return Decimal()
    told = [(m, unit(m.number.unit)) for m in match.kindred if m.realised and not m.former and not m.level]
    scaled = [(m, u.scale, u.canonical) for m, u in told if u and u.scale and u.dimension == asked.dimension]
    if len({name for _, _, name in scaled}) < 2:
        return Decimal()
    return sum((m.amount * scale / asked.scale for m, scale, _ in scaled), Decimal())


def is_part_of_all(found: Sequence[Measure], target: Measure, actual: Measure) -> bool:
    """Whether what falls short is told as a part of as many as are asked for: 二十二所…，其中新建十四所."""
    if not actual.before.lstrip("，").startswith("其中"):
        return False
    ahead = [m for m in found if m.number.end <= actual.number.start]
    return bool(ahead) and same_unit(target, ahead[-1]) and ahead[-1].amount == target.amount and ahead[-1].realised
