"""The figures that a progress tells of, each with its whole name: that of its sentence, its heading or its target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from toolkit.language.claims import Mode
from toolkit.language.measures import Measure, content
from toolkit.language.reach import is_plan_share, reach
from toolkit.language.text import fold, opened_before

# 3.加装电梯：累计完成43部 is of what the heading names.
_HEADING = re.compile(r"(?:^|[。；;.、）)\s])([一-鿿A-Za-z“”]{2,14})[：:]$")
_ASIDE = re.compile(r"（[^（）]*）")
_THIS_YEAR = re.compile(r"今年(?:以来)?累计")
_BY_WAY_OF = re.compile(r"利用|通过|依托|结合|围绕|帮助|指导|扶持|支持|协助")
_TO_BUILD = re.compile(r"^(?:新建|改建|扩建|建设|建成|改造|打造)+")
_SET = re.compile(r"[一-鿿]{0,4}(?:任务|目标|计划|指标)|[一-鿿]{2,8}中(?=累计|已|有|新|，|$)")
_OF_THEM = re.compile(r"[一-鿿]{2,14}(?:已|共|累计)(?:完成|累计)?[一-鿿]{2,4}")
_PLANNED = re.compile(r"(?:对象|任务|计划|目标)[^，。；（）()]{0,6}[0-9][0-9.万亿]*[一-鿿]{1,4}$")
# What is left of a date in a name: 1 of 1—6月, 较上季度.
_WHEN = re.compile(
    r"^[0-9.—~、-]+|[较比](?:上一?个?季度末?|上期|年初)|首批|第[一二三四]批|本季度|当季|本月|本期|^(?:今年|当年|本年)"
)
# A name that is but a verb: 累计新认定52家 goes on with what the sentence counts.
VERB = re.compile(
    r"新?(?:认定|签约|开工|竣工|建成?|增|入库|投放|完成|培育|引进|改造|培训|发放|到位|办理|投用|接入|开放|启用|完工|通车|挂牌|登记|发证|供应|筹集|治理|修复)+"
)
NAME = 4  # characters of a name that say enough to be found again at the end of a longer one
SHORT = 2  # characters of a name that is but a verb: 新建, 培训
MOST = 120  # figures of a cell that are looked at; the fullest real ones hold 60


def figures(text: str, told: Sequence[Measure], asked: Sequence[Sequence[Measure]]) -> tuple[Measure, ...]:
    """The finished amounts that a progress tells of its own period, each with its whole name, MOST at the most.

    `told` are all the measures of its `text`, `asked` those of each target that it answers.
    """
    found: list[Measure] = []
    for m in told:
        if len(found) == MOST:
            break
        if _SET.match(m.after) or _makes_up_plan(text, m) or _is_set(m, told):
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
        if own and VERB.fullmatch(own) and m.before.startswith("其中") and reach(m) == "quarter":
            found.append(m._replace(label=_whole_name(m._replace(label=""), told, asked, found)))  # 其中三季度新到位
        elif own and (m.before.startswith("其中") or (m.before[:1] == "、" and _is_part(found))):
            found.append(m._replace(label=f"其中{own}"))  # 其中新建77公里、改造51公里: each is a figure of its own
        elif m.before[:1] == "、" and own and not VERB.fullmatch(own):
            found.append(m._replace(label=own))  # 市场主体1.42万户、企业0.51万户
        else:
            found.append(m._replace(label=_whole_name(m, told, asked, found)))
    return tuple(found)


def _is_part(found: Sequence[Measure]) -> bool:
    return bool(found) and found[-1].label.startswith("其中")


def _whole_name(
    m: Measure, told: Sequence[Measure], asked: Sequence[Sequence[Measure]], found: Sequence[Measure]
) -> str:
    """What a figure is of, its own name made whole.

    累计新建1030个 after 二季度新建公共充电桩412个 names nothing of its own: it goes on with what the sentence counts,
    or with the target that asks for that very deed.
    """
    demands = [demand for target in asked for demand in target]
    bare = content(_ASIDE.sub("", m.before)) if "（" in m.before else ""  # 学校（幼儿园）累计竣工9所
    name = _WHEN.sub("", bare or m.label)
    if _THIS_YEAR.search(m.before):
        name = name.removeprefix("今年")
    place = (m.part, m.sentence, m.number.unit)
    near = [n for n in reversed(found) if (n.part, n.sentence, n.number.unit) == place]
    if reach(m) == "quarter" and (deed := VERB.search(m.before)):
        near.sort(key=lambda n: deed[0] not in n.before)  # 新增床位240张，护理型床位148张，二季度新增155张
    beside = [n.label for n in near]
    same_deed = [n for n in (*beside, *_of_unit(demands, m)) if n != name and len(name) > 1 and n.startswith(name)]
    if same_deed and name not in _of_unit(demands, m):
        name = same_deed[0]
    elif VERB.fullmatch(name) or (len(name) <= SHORT and not _ends_one(_of_unit(demands, m), name, beside)):
        heading = _HEADING.search(fold(m.lead).text)
        name = heading[1] if heading and not beside else next(iter(beside), name)
    name = name or (content(m.after[:6]) if not content(m.before) else "") or _next_name(told, m)
    known = {label for label in _of_unit(demands, m) if label.endswith(name) or _is_longer(name, label)}
    if not name:  # 三季度建成3.6万亩: of the first thing so counted, or of all that is asked
        all_of_one = {demand.label for demand in demands} if len({demand.label for demand in demands}) == 1 else ()
        known = set([*_of_unit(demands, m), *all_of_one][:1])
    longest = max(known, key=len, default="")
    if any({name, longest} <= set(_of_unit(target, m)) for target in asked):
        return name  # 城镇新增就业 beside 失业人员再就业: one target asks for both
    # 户厕 is the target's 农村户厕; what names nothing is the only thing so counted.
    return longest if longest and all(longest.endswith(label) for label in known) else name


def _makes_up_plan(text: str, m: Measure) -> bool:
    """Whether a figure stands in brackets behind what is to be done: 年度对象180户（危房改造112户、抗震改造68户）."""
    before = text[m.clause.start : m.number.start]
    opened = opened_before(before, len(before))
    return opened >= 0 and _PLANNED.search(before[:opened]) is not None


def _is_set(m: Measure, told: Sequence[Measure]) -> bool:
    """Whether a figure counts all there are, of which so many follow: 20个服务中心已完成选址17个."""
    if m.before or not _OF_THEM.fullmatch(m.after):
        return False
    return any(n.clause is m.clause and n.number.start > m.number.end and n.number.unit == m.number.unit for n in told)


def _is_longer(name: str, label: str) -> bool:
    """Whether a name is the target's with what was done about it: 利用边角地口袋公园, 口袋公园向市民开放."""
    label = _TO_BUILD.sub("", label)
    if len(label) < NAME or name == label:
        return False
    behind = name[len(label) :]
    done = name.startswith(label) and (behind[:1] == "向" or VERB.fullmatch(behind) is not None)
    return done or (name.endswith(label) and _BY_WAY_OF.match(name) is not None)


def _next_name(told: Sequence[Measure], nameless: Measure) -> str:
    """The name of the figure behind one that has none, in its sentence and unit: 三季度建成3亩，累计建成农田11亩."""
    place = (nameless.part, nameless.sentence, nameless.number.unit)
    behind = (m for m in told if m.number.start > nameless.number.start)
    after = next((m for m in behind if (m.part, m.sentence, m.number.unit) == place), None)
    if after is None or reach(nameless) != "quarter" or reach(after) != "year" or after.before.startswith("其中"):
        return ""
    return _WHEN.sub("", after.label)


def _ends_one(asked: Sequence[str], name: str, beside: Sequence[str]) -> bool:
    """Whether a short name ends one name that the target counts so, and none beside it: 备案 of 审查备案."""
    ends = [label for label in asked if name and label.endswith(name)]
    one = all(max(ends, key=len).endswith(label) for label in ends)
    return bool(ends) and one and not any(label.endswith(name) for label in beside)


def _of_unit(asked: Sequence[Measure], told: Measure) -> list[str]:
    return [demand.label for demand in asked if demand.number.unit == told.number.unit]
