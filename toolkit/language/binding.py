"""Which figure of the evidence answers which figure of the target: same unit, same movement, same thing measured."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.conversions import convertible
from toolkit.language.demands import COUNTERS
from toolkit.language.measures import Measure, grams

# Coverage of the target's label by the figure's own words, or (at a discount) by its sentence.
CONTEXT_WEIGHT = 0.8
STRANGER_WEIGHT = 0.3  # where its own words name something else, the sentence speaks of several things
_DEED = re.compile(
    "改造|建设|新建|治理|整治|修复|更新|安装|铺设|清淤|疏浚|绿化|加固|修缮|提升|扩建|改建|淘汰|拆除|"
    "培训|检查|检测|抽检|监测|认定|培育|引进"
)
RIVAL = 0.4  # a figure whose label fits worse by more than this is about something else
SURE = 0.6  # a disagreement is an objection only above this
COMMON_HEAD = 4  # characters of one and the same head noun by which two labels name one thing
HEAD = 2  # characters of a label from which on it can stand for the longer one that ends with it
LIKELY = 0.3  # an agreement counts above this where no other figure could be meant

# The fullest real cells hold 14 demanded figures and 60 in all; pairing them is quadratic, so it stops well above that.
MOST_EVIDENCE = 400

_PEOPLE = frozenset("人名位例")
_TIMES = ({"场", "场次"}, {"批", "批次"}, {"期", "期次"})
_HEADS = _PEOPLE | {"人次"}
_FOLK = re.compile(r"[一-鿿]{0,8}[人民工生户]")  # 近1400万农业转移人口
_PAID = re.compile(r"每(人|户|年|月|日)")
# 10亿元以上项目 are not 亿元以上项目.
_THRESHOLD = re.compile(
    r"([0-9.]*[十百千万亿]*(?:元|美元|吨|公里|平方米|千瓦|兆瓦|蒸吨|人|张|亩|千伏))(?:[（(]含[）)]|[含及])?以([上下])"
)
_SINGLE = re.compile(r"单[个台机座套]")  # 单个储能单元2500千瓦
_LESS_THAN = re.compile(r"[较比同]")
_PER = re.compile(r"(?:[各每](?:配|建|设|发放|新[增建设开购]|添置|购置|安装|改造|举办|开展)[一-鿿A-Za-z]{0,8}|各)$")
# 每季度举办1场 is no count of the year.
_EACH_TIME = re.compile(
    r"每个?(?:季度?|月|周|旬|天|日|半年)(?:至少|均|都|各)?(?:举办|开展|召开|组织|举行|进行)[^，。；]{0,6}$"
)
_GRADE = re.compile(r"国家级|省级|市级|县级|区级")
_AND_ABOVE = re.compile(r"[省市县区]级及?以上")
_WORK_DONE = re.compile(r"(?:工程量|进度|形象进度)的?(?:达到?|为|至)?$")
_SHARE_OF_PLAN = re.compile(
    r"完成率[为达到]*$|任务[数量值]?的$|目标[数量值]?的$|计划[数量值]?的$|投资[数量值]?的$|占比[为达到]*$|序时进度"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure that may answer a target's figure, and how much of the target's label it covers (0..1)."""

    actual: Measure
    coverage: float


def answers(target: Measure, evidence: Iterable[Measure]) -> list[Answer]:
    """Realised figures of the evidence that can stand beside the target's, best first.

    A size in another unit (亩 for 公顷, 千瓦 for 兆瓦) stands in only where none is told in the target's own.
    """
    evidence = list(evidence)
    found = [Answer(actual, coverage(target, actual)) for actual in evidence if comparable(target, actual)]
    asked = target.number.unit
    if all(answer.coverage < LIKELY for answer in found):
        converted = (m for m in evidence if m.number.unit != asked and convertible(asked, m.number.unit))
        others = [m for m in converted if _is_fact(target, m) and not _SINGLE.search(m.before)]
        found += [Answer(actual, coverage(target, actual)) for actual in others]
    return sorted(found, key=lambda answer: (-answer.coverage, answer.actual.number.start))


def comparable(target: Measure, actual: Measure) -> bool:
    """Same unit, same movement, and a finished fact."""
    return same_unit(target, actual) and _is_fact(target, actual)


def _is_fact(target: Measure, actual: Measure) -> bool:
    """A present value that is reached; how far something moved is not told by where it stands."""
    if not actual.realised or actual.former or not isinstance(actual.number.value, Decimal):
        return False
    each_time = _EACH_TIME.search(actual.before) and not _EACH_TIME.search(target.before)
    if each_time or _PER.search(actual.before):
        return False  # 17家卫生院各配发急救车1辆
    grade, other = _GRADE.findall(target.label), _GRADE.findall(actual.label)
    if grade and other and grade[-1] != other[-1] and not _AND_ABOVE.search(target.before):
        return False  # 省级绿色工厂, 国家级绿色工厂
    asked_from, told_from = _THRESHOLD.findall(target.before), _THRESHOLD.findall(actual.before)
    if asked_from and told_from and asked_from[-1] != told_from[-1]:
        return False
    if target.change != actual.change or (target.delta == "down" and (actual.level or actual.flow == "stock")):
        return False
    if actual.delta == "down" and target.delta is None and _LESS_THAN.search(actual.before):
        return False  # 9起，比上年减少3起: by how much it is less is not how many there are
    if target.delta and actual.delta and target.delta != actual.delta:
        return False
    if target.level and actual.delta and not actual.level:
        return False  # 减少4个 is no 压减到12个以内
    return share_of_plan(actual) == share_of_plan(target)


def share_of_plan(measure: Measure) -> bool:
    """Whether a figure tells how much of a plan is done (投资完成率, 完成年度任务的), which is no level of anything."""
    return measure.before.startswith("占") or _SHARE_OF_PLAN.search(measure.before) is not None


def same_unit(target: Measure, actual: Measure) -> bool:
    """Equal canonical units; people are people whether 人, 名 or 位."""
    one, other = target.number.unit, actual.number.unit
    if one == other or (one in _PEOPLE and other in _PEOPLE) or {one, other} in _TIMES:
        return True
    above, _, below = one.partition("/")
    if below and other == above and f"每{below}" in actual.before:
        return True  # 每千人4.26批次 for 批次/千人
    return "/" in one + other and one[:1] == other[:1] == "元" and _same_rate(target, actual)


def _same_rate(target: Measure, actual: Measure) -> bool:
    """Whether two sums are paid alike: 600元/月/人, 644元/月, 每人每月75元; never a month's against a year's."""
    one, other = _paid(target), _paid(actual)
    return bool(one & other) and not ({"年", "月"} <= one | other)


def _paid(m: Measure) -> set[str]:
    """By whom and how often a sum is paid, as its unit and the words right before it say."""
    said = m.number.unit.partition("/")[2] + "".join(_PAID.findall(m.before))
    return {sign for sign in "人户年月日" if sign in said}


def kindred(target: Measure, actual: Measure) -> bool:
    """Whether a figure could be meant as the answer, were it bound by sense rather than by unit."""
    one, other = target.number, actual.number
    if one.dimension == "money" and not other.unit and other.quote[-1:] in "亿万":
        return True  # 52.3亿
    if other.dimension == "unknown" or (not other.unit and one.unit in _HEADS and _FOLK.match(actual.after)):
        return True
    if one.dimension == "count" and other.dimension == "count":
        return one.unit == other.unit or any(one.unit in kind and other.unit in kind for kind in (COUNTERS, _HEADS))
    return one.dimension == other.dimension or {one.unit.removesuffix("/日"), other.unit} == {
        "吨",
        "立方米",
    }


def coverage(target: Measure, actual: Measure) -> float:
    """Share of the target's label that the figure's own words, or its sentence, know."""
    wanted = grams(target.label)
    if not wanted:
        return 0.0
    own = grams(actual.label)
    near = len(wanted & grams(actual.context)) / len(wanted)
    fit = len(own & wanted) / len(own) if own else 1.0
    label = target.label.removesuffix("保持")
    if near and len(actual.label) >= HEAD and label.endswith(actual.label):
        return max(SURE, near)  # 合格率 beside words of what is tested: the target's own measure in short
    if _is_turned(label, actual.label):
        return max(SURE, near)  # 城镇污水管网改造, 改造污水管网
    rest = set(label[:-COMMON_HEAD]) & set(actual.label[:-COMMON_HEAD])
    if target.number.unit == "%" and _WORK_DONE.search(target.before) and _WORK_DONE.search(actual.before):
        return max(SURE, near)  # 完成工程量50%以上: 进度至53%
    if len(label) >= COMMON_HEAD and actual.label.endswith(label[-COMMON_HEAD:]) and not rest:
        return max(SURE, near)  # 争取地方政府专项债券, 发行专项债券
    rates = target.number.dimension == "ratio" and len(actual.label) > COMMON_HEAD
    if rates and label[-HEAD:] == actual.label[-HEAD:] and _shortened(actual.label, label):
        return max(SURE, near)  # 企业技术中心 for 制造企业设立技术中心
    short = target.number.dimension == "ratio" and len(actual.label) >= HEAD and _shortened(actual.label, label)
    if short and actual.label not in label:
        return max(LIKELY, near)  # 定检率 for 定期检验率
    weight = max(CONTEXT_WEIGHT * math.sqrt(fit), STRANGER_WEIGHT)
    return max(len(wanted & own) / len(wanted), weight * near)


def _is_turned(wanted: str, told: str) -> bool:
    """Whether two labels name one deed done to one thing, the deed behind it in the one and before it in the other."""
    deed = wanted[-HEAD:]
    thing = told[HEAD:]
    return (
        _DEED.fullmatch(deed) is not None
        and told.startswith(deed)
        and len(thing) >= HEAD
        and wanted[:-HEAD].endswith(thing)
    )


def _shortened(short: str, full: str) -> bool:
    """Whether a label is another with some of its characters left out."""
    rest = iter(full)
    return all(char in rest for char in short)


@dataclass(frozen=True, slots=True)
class Match:
    """A demanded figure, the figures that may answer it (best first), and all of its kind that no other demand took."""

    target: Measure
    answers: tuple[Answer, ...]
    kindred: tuple[Measure, ...]


# A figure stays with every demand that covers it nearly as well as the best.
NEARLY = 0.15


def settle(demands: Sequence[Measure], evidence: Sequence[Measure]) -> list[Match]:
    """Give each figure of the evidence to the demands that it fits best."""
    evidence = evidence[:MOST_EVIDENCE]
    offered = [answers(demand, evidence) for demand in demands]
    best: dict[int, float] = {}
    for found in offered:
        for answer in found:
            place = answer.actual.number.start
            best[place] = max(best.get(place, 0.0), answer.coverage)
    matches = []
    # 消防车10辆 is not answered by 消防站2座, which answers 消防站2座.
    claimed = {a.actual.number.start for found in offered for a in found if a.coverage >= SURE}
    for demand, found in zip(demands, offered, strict=True):
        kept = tuple(a for a in found if a.coverage >= best[a.actual.number.start] - NEARLY)
        taken = {a.actual.number.start for a in found} - {a.actual.number.start for a in kept}
        taken |= claimed - {a.actual.number.start for a in found}
        near = tuple(m for m in evidence if kindred(demand, m) and m.number.start not in taken)
        matches.append(Match(demand, kept, near))
    return matches
