"""How far back a reported figure reaches: a month, a quarter, the year so far, years; what explains that it changed."""

from __future__ import annotations

import re
from typing import Literal

from toolkit.language.measures import Measure
from toolkit.language.text import fold

Reach = Literal["month", "quarter", "year", "years"]

# 自2020年以来累计, 历年, 保有量: it goes on across the turn of the year.
_YEARS = re.compile(
    r"自?20\d\d年(?:\d{1,2}月)?(?:起|以来|至今)|历年|“?十[一二三四五]五”?(?:期间|时期|以来)|项目?实施以来|开工以来|启动以来|"
    r"(?:建成|成立|运营|开通|上线)以来|保有|存量|总量|总数|历史累计|总里程|共有|拥有"
)
_MONTH = re.compile(r"(?<![\d—~至到-])1?\d月份?当月|当月|本月|单月|(?<![\d—~至到-])1?\d月份(?!以来|起)")
_QUARTER = re.compile(
    r"(?<![前至到—~-])(?:第?[一二三四]季度|当季|本季度?)(?!末|底|任务|目标|计划)|[较比]上一?个?季度末?|"
    r"(?<![\d—~至到-])(?:1?\d月份?[、和至到—~-]{1,2})?(?:[2-9]|1[0-2])月(?!份|当月|底|末|\d|以来|起)"
)
_YEAR = re.compile(
    r"1[月]?[—~至到-]{1,2}(?:1?\d)月|(?:年初|今年|本年|20\d\d年)以来|全年|上半年|前[二三]个?季度|[一1]至[二三四]季度|"
    r"截[至止](?:20\d\d年)?(?:1?\d月|目前|年底|年末|[一二三四]季度末?|季度末)|年内|今年|本年|20\d\d年(?!\d{1,2}月)|累计"
)
_REACHES: tuple[tuple[Reach, re.Pattern[str]], ...] = (("month", _MONTH), ("quarter", _QUARTER), ("year", _YEAR))
# 在建, 存栏, 浓度: what there is at a time; it may fall as it rises.
_STANDING = re.compile(
    r"在建|在库|在册|在用|在营|在读|在校|库存|存栏|余额|存量|保有|现有|共有|拥有|积压|拖欠|浓度|失业|剩余|尚[有余]|"
    r"排名|位居|均价|价格|人均|平均|指数|等待|(?<!接)待[一-鿿]|单[日月周次]|最[高低多少大]|"
    r"峰值|高峰|假期|黄金周|当[日天]|现场"
)
# What one period says of the target of another: that of the quarter was larger than the last one's.
_RAISED = re.compile(
    r"(?:上|[一二三四])季度(?:的)?(?:目标|任务)|(?:目标|任务)[^，。；]{0,8}[较比](?:上|[一二三四])季度"
)
# What a text says when a figure or a target was changed on purpose.
_REVISED = re.compile(
    r"核[减定销实]|复核|审核[后，]|口径|修订|更正|勘误|剔除|重复[统计计算]|订正|数据(?:修正|调整|清洗)|据实调整|(?:统计|范围)调整"
)
_AMENDED = re.compile(
    r"(?:目标|任务|指标|计划|事项|内容|工作|规模|总量|名称)[^，。；]{0,12}(?:调整|变更|修[改订正]|优化|核[减增]|追加|调[减增])|"
    r"(?:调整|变更|修[改订]|调[减增]|核[减增])[^，。；]{0,6}(?:为|至|到|目标|任务|指标|计划)|"
    r"(?:批准|同意|审议|批复|研究|通知|文件|会议|要求|安排)[^。；]{0,30}(?:调整|变更|修[改订]|调[减增]|取消|追加|增列|增补|纳入)|"
    r"(?:调整|变更|修[改订]|取消|追加|增列|增补|纳入)[^。；]{0,20}(?:批准|同意|审议|批复|人大|常务会)"
)
# A bracket behind a target that tells why it reads as it does.
_NOTED = re.compile(r"更正|勘误|误[将写印录]|笔误|拆分|另行|划转|移交|并入|原(?:定|下达)?(?:目标|任务|指标)|不再列")
_DROPPED = re.compile(
    r"不再(?:列|单列|报|填报|纳入|调度|跟踪|作为|单独)|销号|退出|移出|移交|并入|合并|划转|取消|终止|停止实施|归并|整合至|"
    r"(?:后续|下季度?|下期|以后)[^。；]{0,10}不(?:再)?(?:列|报)|完成(?:后|并)?(?:归档|验收销项|办结)"
)
_ADDED = re.compile(
    r"新增(?:列|事项|任务|目标|工作)|增列|增补|补充(?:列入|纳入|下达)|追加|年中(?:新增|调整|增加)|后增|由(?:原)?第?\d+项|"
    r"拆分|分列|单列|从[^。；]{0,12}(?:划转|调整)|(?:根据|按照|经)[^。；]{0,40}(?:增加|新增|纳入|列入|下达|调整)|本季度(?:起|开始)"
)


def reach(measure: Measure, *, quarter: int = 0) -> Reach | None:
    """How far back the words say that a figure counts; None where they say nothing.

    `quarter` is that of the report: the first quarter is its year so far.
    """
    lead, own = fold(measure.lead).text, measure.before
    for words in (own, lead[-40:]):
        found = _nearest(words)
        if found:
            return "year" if found == "quarter" and quarter == 1 else found
    return "years" if measure.flow == "stock" and "累计" not in own else None


def _nearest(words: str) -> Reach | None:
    if _YEARS.search(words):
        return "years"
    places: list[tuple[int, Reach]] = [
        (max(m.end() for m in found), name) for name, pattern in _REACHES if (found := list(pattern.finditer(words)))
    ]
    if not places:
        return None
    return max(places)[1]


def is_standing(measure: Measure) -> bool:
    """Whether a figure tells what there is at a time, a rate or an average: it may fall."""
    return (
        measure.intensive
        or measure.change is not None
        or measure.delta is not None
        or measure.level
        or _STANDING.search(measure.before + measure.after[:8]) is not None
    )


def is_revised(text: str) -> bool:
    """Whether a progress says that its figures were corrected or are counted otherwise than before."""
    return _REVISED.search(fold(text).text) is not None


def is_amended(text: str) -> bool:
    """Whether a text says that the target was changed, or on whose word."""
    return _AMENDED.search(fold(text).text) is not None


def is_noted(target: str) -> bool:
    """Whether a target itself tells why it reads otherwise than before: （更正说明…）, （…拆分，另行单列）."""
    return is_amended(target) or _NOTED.search(fold(target).text) is not None


def is_raised(text: str) -> bool:
    """Whether a text holds the targets of two quarters against each other."""
    return _RAISED.search(fold(text).text) is not None


def is_dropped(text: str) -> bool:
    """Whether a text says that its item will be listed no more."""
    return _DROPPED.search(fold(text).text) is not None


def is_added(text: str) -> bool:
    """Whether a text says that its item was added in the course of the year."""
    return _ADDED.search(fold(text).text) is not None
