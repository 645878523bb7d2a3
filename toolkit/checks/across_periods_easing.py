"""Across periods (跨季): in what ways a target is made easier: a bound moved, a day put off, all that became some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.checks.series import HistoryReading, Step, plain
from toolkit.checks.subject import Reading, Remark
from toolkit.conversions import ratio
from toolkit.language.differing import by_clause, differing
from toolkit.language.measures import Measure
from toolkit.language.softening import LESS_IS_BETTER, is_softer
from toolkit.language.stages import DOCUMENT, PROJECT, highest
from toolkit.language.text import clauses
from toolkit.model import Column
from toolkit.period import last_day

_ANNUAL = Column.ANNUAL_TARGET
_NUMBER = re.compile(r"[\d.]+[万亿]*")
_FALLING = re.compile(r"(?:降|压减|压降|减少|控制|下降|降低|缩短|压缩|精简)[一-鿿]{0,6}?(?:[到至为在])?[约近]?$")
CEILINGS = frozenset({"<=", "<", "<~"})
_FLOORS = frozenset({">=", ">", "="})
_GRADES = ("县级", "市级", "省级", "国家级")
_GRADE = re.compile("|".join(_GRADES))
_BASICALLY = re.compile(r"基本(?:建成|完成|完工|竣工|实现|消除|达到)")
# An honour that is won, and what comes before it: 创成5A级景区, 通过5A级景区景观质量评审.
_WON = re.compile(r"创成|获批|批准|创建[成为]|获评|命名|授牌|荣获|认定为")
_ON_THE_WAY = re.compile(
    r"通过[^，。；]{0,24}(?:评审|初审|评估|初评|审核)|申报|启动[^，。；]{0,6}创建|列入[^，。；]{0,8}创建|上报"
)
_CITYWIDE = re.compile(r"所有[乡镇县区街村]|全(?:[省市县区域](?!域)|镇|境)(?![一-鿿]{0,2}(?:平均|前列|第))")
_IN_TOWN = re.compile(r"(?:主|中心)?城区|建成区|试点[县区镇]|重点[县区镇]|中心镇|[一-鿿]{2}(?:新区|开发区)")
_BEYOND = re.compile(r"乡镇|农村|县城|郊区|城郊|其余|其他")
_AREAS = re.compile(r"([0-9]+)个[一-鿿]{0,3}?(?:(县|区(?!域|间)|市(?!场|民|值))|([镇乡]|街(?!区))|村(?!民)|社区)")
_ALL = re.compile(r"全覆盖|全(?:破|清|达标|通|接入)|全部|所有|100%|应.尽.|逐[村户一]|清零")
_SOME = re.compile(
    r"(?<![0-9.])(?!100%)[0-9.]+%|(?:具备|符合|有)条件|城区|主城区|骨干|规模?以上|部分|重点|试点|主要|基本|大部|多数|半数"
)
_LIMIT = re.compile(r"(?:具备|符合|有)条件|中的|其中(?![^，。；]*不[少低]于)|重点|部分|试点|主城区|骨干")
_WEAK = re.compile(r"不增加|不上升|不反弹|持平|有所|逐步|力争|保持稳定|稳中有")
_TAKEN_IN = re.compile(r"^[（(]?(?:含|包含|包括|其中含|计入)")
_YEARS_END = re.compile(r"(?<![0-9]年)年[底末内]前?")


def is_easier(before: Measure, after: Measure) -> bool:
    """Whether the later bound is met by values that the earlier was not."""
    old = before.amount
    size = ratio(after.number.unit, before.number.unit)  # 公顷 became 亩
    new = after.amount * size.numerator / size.denominator
    if 0 < _grade(after) < _grade(before):
        return True
    if before.number.kind == "number" and after.number.kind == "range":
        return not _is_ceiling(before) and new < old
    if before.number.kind != "number" or after.number.kind != "number":
        return before.number.kind == after.number.kind == "list-count" and new < old
    if _is_ceiling(before) and _is_ceiling(after):
        return new > old
    if old != new:
        return _is_ceiling(before) == _is_ceiling(after) and new < old
    return before.number.comparator in _FLOORS and after.number.comparator in ("~", "<~", "<=", "<")


def _grade(measure: Measure) -> int:
    """How high the honour stands that a demand counts (省级示范村), from 1; 0 where it tells none."""
    return max((_GRADES.index(found) + 1 for found in _GRADE.findall(measure.before + measure.after[:6])), default=0)


def _is_ceiling(measure: Measure) -> bool:
    """Whether less is better: 控制在42以内, 降至3.5, 失业率4.5%; a fall of 3 % is a floor, for more is better."""
    if measure.number.comparator in CEILINGS:
        return True
    if measure.change is None and LESS_IS_BETTER.search(measure.before + measure.label):
        return measure.number.comparator not in (">=", ">")
    return measure.change is None and measure.delta is None and _FALLING.search(measure.before) is not None


def postponed(history: HistoryReading, step: Step) -> Iterator[Remark]:
    """A day by which the target was to be reached, put off."""
    rows = step.earlier, step.later
    old, new = map(_deadlines, rows)
    later = [(was, now) for (was, due), (now, put_off) in zip(old, new, strict=False) if due < put_off]
    if later and (len(old) == len(new) == 1 or _undated(rows[0]) == _undated(rows[1])):
        was, now = (row.passage(_ANNUAL, *span) for row, span in zip(rows, later[0], strict=True))
        message = f"完成时限由 {history.periods[step.since]} 的“{was.quote}”推迟到“{now.quote}”，没有说明批准依据。"
        key = str(history.periods[step.at])
        yield Remark(now, message, related=(was,), key=key, line=step.later.item.line)


def _deadlines(row: Reading) -> list[tuple[tuple[int, int], date]]:
    """The places of a target's dates, in order, each with its last day; 年底前 is the end of the report's year."""
    told = [n for n in row.numbers(_ANNUAL) if n.kind == "date" and isinstance(n.value, str)]
    dates = [n for n in told if row[_ANNUAL][max(0, n.start - 1) : n.start] not in ("比", "较")]  # 比2018年提高
    found = [((n.start, n.end), day) for n in dates if (day := last_day(str(n.value)))]
    if row.period is not None:
        end = date(row.period.year, 12, 31)
        found += [(said.span(), end) for said in _YEARS_END.finditer(row[_ANNUAL])]
    return sorted(found)


def _undated(row: Reading) -> str:
    """A target without its figures and days."""
    bare = row[_ANNUAL]
    for (start, end), _ in reversed(_deadlines(row)):
        bare = bare[:start] + bare[end:].lstrip("之前")
    return _NUMBER.sub("", plain(bare))


def _is_lower_stage(step: Step) -> bool:
    """Whether the milestone of the one clause that changed came down the ladder: 并网发电 became 开工建设."""
    words = step.later.words
    texts = [[span.text for span in clauses(row[_ANNUAL])] for row in (step.earlier, step.later)]
    old, new = ([text for text in mine if text not in yours] for mine, yours in (texts, texts[::-1]))
    pairs = [(step.earlier[_ANNUAL], step.later[_ANNUAL])]
    if len(old) == len(new) == 1:
        pairs.append((old[0], new[0]))
    if any(_WON.search(one) and not _WON.search(other) and _ON_THE_WAY.search(other) for one, other in pairs[1:]):
        return True
    for ladder in (PROJECT, DOCUMENT):
        for pair in pairs:
            was, now = (highest(text, 0, ladder, words) for text in pair)
            if was and now and now.rung < was.rung:
                return True
    return False


def _is_hedged(one: str, other: str) -> bool:
    """Whether what was to be done is to be done 基本, in the same place of the target."""
    found = None if _BASICALLY.search(one) else _BASICALLY.search(other)
    return found is not None and (ahead := other[max(0, found.start() - 4) : found.start()]) != "" and ahead in one


def _is_smaller_area(one: str, other: str, old: str, new: str) -> bool:
    """Whether what was to be done everywhere is to be done in a part: 全市 became 城区, 10个县区 became 4个区."""
    if _BEYOND.search(other) and not _BEYOND.search(one):
        return False  # 城区100%、乡镇95%: all of it, part by part
    if _CITYWIDE.search(old) and _IN_TOWN.search(new) and not _CITYWIDE.search(new):
        return True
    was, now = (_AREAS.findall(text) for text in (one, other))
    if not len(was) == len(now) == 1:
        return False
    (many, *kind), (fewer, *other_kind) = was[0], now[0]
    return list(map(bool, kind)) == list(map(bool, other_kind)) and int(fewer) < int(many)


def narrowed(history: HistoryReading, step: Step) -> Iterator[Remark]:
    """All of it, which became a part of it; a figure, which became a word; what counts, widened by a bracket.

    全覆盖 → 覆盖80%; 下降10% → 不增加; 新增130家 → 新增130家（含培育企业）.
    """
    one, other = (plain(row[_ANNUAL]) for row in (step.earlier, step.later))
    less = _ALL.search(one) and not _ALL.search(other)
    added = set(_SOME.findall(other)) - set(_SOME.findall(one))
    pairs = differing(one, other) or ()
    exchanged = any(old for old, _ in pairs) and any(new for _, new in pairs)
    lower_stage = exchanged and _is_lower_stage(step)
    softer = is_softer(step.earlier[_ANNUAL], step.later[_ANNUAL], step.later.words)
    for old, new in pairs:
        fewer = bool(less and _SOME.search(new) and added)
        fewer = fewer or bool(_ALL.search(one) and _LIMIT.search(new) and not _LIMIT.search(one))
        vaguer = _NUMBER.search(old) and _WEAK.search(new) and not _NUMBER.search(new)
        lower = _is_hedged(one, other) or lower_stage or softer or _is_smaller_area(one, other, old, new)
        if fewer or vaguer or lower or (not old and _TAKEN_IN.match(new) and not _NUMBER.search(new)):
            was, now = step.earlier.whole(_ANNUAL), step.later.whole(_ANNUAL)
            changed = by_clause(was.quote, now.quote)
            message = f"{history.periods[step.since]} 的目标{changed}，要求放宽，没有说明批准依据。"
            key = f"{history.periods[step.at]} {old}{new}"
            yield Remark(now, message, related=(was,), key=key, line=step.later.item.line)
            return
