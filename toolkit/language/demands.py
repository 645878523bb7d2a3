"""Which figures of a target are demands: no attributes (110千伏变电站), no asides in brackets, no ranks, no dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.language.measures import Measure
from toolkit.language.text import fold
from toolkit.language.traits import names_trait

MOST_DEMANDS = 100  # the fullest real cells hold 14; pairing them is quadratic, so it stops well above that
# Counters that official prose uses one for another.
COUNTERS = frozenset("株棵把头只羽尾面地县市区镇村个家项处所座栋条件起台辆套宗批次场期支只片块幢间张株部")
# 审批时限压缩至45个工作日以内: a time that something may take at the most.
_TIME_LIMIT = re.compile(r"(?:压缩|压减|压降|降低|下降|缩短|缩减|控制|精简|减少|提速)[一-鿿]{0,6}?(?:至|到|在|为)?$")
_NEVER_ASKED = frozenset({"duration", "age", "date", "ordinal", "unknown", "voltage", "temperature"})
_ATTRIBUTE_DIMENSIONS = frozenset({"power", "energy", "voltage", "pressure", "length/time", "mass/time"})
_ATTRIBUTE = re.compile(r"(?:及)?以[上下内](?!，|。|；|$)[一-鿿]")
_NOUN_NEXT = re.compile(r"[一-鿿“《（]")
_BOUND_NEXT = re.compile(r"(?:及)?以[上下内](?=$|[，。；、])|左右")
# 甲、乙、丙3个项目: the number counts the names before it, it asks for no more.
_NAMED = re.compile(r"[、和及与][^、，。；（）]{2,20}$")
# 死亡率0.008, 利用系数0.66: what is counted in no unit.
_PURE = re.compile(r"(?:率|系数|指数|强度)(?:提高|控制|稳定|保持|降低|下降|达)?[到至在为]?$")
_SHARE_OF = re.compile(r"^占[^，。；]{0,6}(?:总[量数额]|全[市省县区国部])的?$")
_MORE_IS_BETTER = re.compile(
    r"培训|参合|参保|新[建增设]|建设|建成|改造|完成|购置|安装|发放|补贴|受益|覆盖|引进|植树|投放|服务|床位|学位|资助"
)
_VALUE = re.compile(r"(?P<name>[一-鿿A-Za-z（）()“”]{2,30})[：:=]\s*[0-9][0-9.,]*[。；]?")
_ROUND = frozenset("轮遍批系列")
# 发现一户、改造一户: every one of them, and no number.
_ONE_BY_ONE = re.compile(r"[一-鿿]{2}一([一-鿿])[、，]?[一-鿿]{2}一\1")
_RANK = ("前", "第", "列")
_EACH = re.compile(r"每[一-鿿]{0,6}$|各[一-鿿]{1,6}(?:不少于|至少|集中)?[一-鿿]{0,4}$|人均$|户均$")
_JOINTS = frozenset(("、", "和", "与", "及"))


def asked(target: Sequence[Measure], text: str) -> list[Measure]:
    """The figures of a target that are demands: no attributes (110千伏变电站), no asides in brackets, no ranks.

    A cell with more of them than any target has is no target, and demands nothing.
    """
    demands: list[Measure] = []
    each = False
    for m in target[: 2 * MOST_DEMANDS]:
        each = bool(_EACH.search(m.before)) or (each and m.before in _JOINTS)  # 每人每月920元、800元
        if not each and _is_asked(m, text):
            demands.append(m)
    return demands if len(demands) <= MOST_DEMANDS else []


def _is_asked(m: Measure, text: str) -> bool:
    number = m.number
    if (
        (number.dimension in _NEVER_ASKED and not _is_time_limit(m))
        or number.kind not in ("number", "list-count")
        or _bracketed(text, number.start)
    ):
        return False
    if not any(c.isdecimal() or c in "一二三四五六七八九十两百千半" for c in number.quote):
        return False
    if not number.unit and not ("." in number.quote and _PURE.search(m.before)) and not _is_value(m, text):
        return False
    if number.kind == "list-count" and "大" in number.quote:
        return False
    if m.former or (number.comparator in ("=", "~") and names_trait(m.before, fold(m.clause.text).text)):
        return False
    if number.unit == "%" and number.comparator == "=" and _SHARE_OF.search(m.before) and m.told.strip():
        return False  # 节能目标为2675万吨，占总量的29%
    each_one = number.quote.startswith("一") and _ONE_BY_ONE.search(fold(m.clause.text).text)
    if m.amount == 1 and (number.unit in _ROUND or each_one):
        return False  # 开展一轮全覆盖检查
    if m.before.endswith(_RANK) or _is_named(m):
        return False
    if number.unit not in COUNTERS and number.dimension != "ratio" and _ATTRIBUTE.match(m.after):
        return False
    return not (number.dimension in _ATTRIBUTE_DIMENSIONS and _NOUN_NEXT.match(m.after))


def _is_time_limit(m: Measure) -> bool:
    capped = m.number.dimension == "duration" and m.number.comparator in ("<=", "<", "<~")
    return capped and _TIME_LIMIT.search(m.before) is not None


def _is_value(m: Measure, text: str) -> bool:
    """Whether a plain number is the value of the one indicator that a cell names: 参合人数：8755."""
    told = _VALUE.fullmatch(fold(text).text)
    return told is not None and not m.before.strip("：:=") and _MORE_IS_BETTER.search(told["name"]) is not None


def _is_named(m: Measure) -> bool:
    """Whether a number but counts the names before it; 普及率达到98%以上 names nothing."""
    if not (m.before.endswith("等") or _NAMED.search(m.before)):
        return False
    return bool(_NOUN_NEXT.match(m.after) and not _BOUND_NEXT.match(m.after))


def _bracketed(text: str, at: int) -> bool:
    opened = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
    return opened >= 0 and max(text.rfind("）", opened, at), text.rfind(")", opened, at)) < 0
