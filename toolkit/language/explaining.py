"""What a text says when something was changed on purpose: a figure corrected, a target amended, an item gone."""

from __future__ import annotations

import re

from toolkit.language.text import fold

_REVISED = re.compile(
    r"误将[^，。；]{2,20}[报计][为入]|经核实更正为|补[报录登]|退库|核[减销]|核定退回|退回在建|返工重建|核实[后，为]|复核|审核后|(?<!同)口径(?!增长)|勘误|剔除|重复[统计计算]|订正|据实调整|填报有误|误[报填]|错[报填]|"
    r"(?:数据|数字|台账|基数|统计|范围|状态)[^，。；]{0,6}(?:修[订正]|更[正改]|调整|清洗)|上期[^，。；]{0,10}(?:有误|更正)"
)
_RESTATED = re.compile(
    r"勘误|(?<!签)订正|填报有误|误[报填]|错[报填]|(?:状态|完成情况|办结情况)[^，。；]{0,8}(?:修[订正]|更[正改]|调整|有误)|"
    r"(?:上期|上季度?|[一二三]季度)[^，。；]{0,12}(?:有误|更正|误)|更正[^，。；]{0,8}(?:状态|填报|上期|上季)|(?:经|按)[^，。；]{0,10}口径"
)
_CARRIED = re.compile(r"(?:含|包括|加上|计入)[^，。；]{0,10}(?:结转|续建|跨年|上年|去年|往年|历年|存量)")
_SENTENCE = re.compile("[。；\n]")
_THING = r"(?:目标|任务(?!落实)|指标|计划数|目标值|建设数量|建设规模|年度计划)"
_AMENDED = re.compile(
    r"[从由]本项[^，。；]{0,8}(?:[分划拆]出|拆分|单列)|(?:拆分|分拆|合并|归并|整合)(?:而[来成]|为[本该]项)|"
    r"原第?\d+项[^。；]{0,40}(?:并|纳|归|划|移)入|(?:并|纳|归|划|移)入本项|"
    rf"{_THING}[^，。；]{{0,16}}(?:调整|变更|修[改订正]|核[减增定]|追加|调[减增])|"
    r"(?<!结构)(?<!布局)(?<!产业)(?<!种植)(?<!人员)(?<!分工)(?:调整|变更|调[减增]|核[减增定])(?:后的?)?"
    rf"(?:为(?!主|辅)|至\d|到\d|{_THING})|"
    r"(?:按照?|根据|经)[^。；]{2,30}(?:要求|部署|批准|同意|安排)，?[^。；，\d]{0,12}由\d[^，。；]{0,10}(?:增|减|提高|降低|上调|下调)[^，。；]{0,2}[到至为]|"
    r"由[^。；]{0,30}(?:下调|上调|核减|核增)|由[^，。；由\d]{0,8}\d[^，。；由]{0,8}(?:变更?为|改为|调整?[为至]|调[减增][为至]|[减增]为)|"
    rf"(?:批准|同意|审议|批复|通知|文件|会议|下达)[^。；]{{0,24}}(?:调整(?!结构)|变更|核定[^。；]{{0,4}}\d|核定全年)"
    rf"|(?:调整|变更|追加)[^。；]{{0,6}}{_THING}?[^。；]{{0,14}}(?:经|由)[^。；]{{0,16}}(?:批准|同意|审议通过)"
)
# Who decided, and that the target is another now, in one sentence of a progress.
_DECIDED = re.compile(r"同意|批准|批复|会议|纪要|号文|〔20[0-9]{2}〕|决定|下发|复核|联席")
_MOVED = re.compile(
    r"(?:任务|目标|指标|计划|(?:评定|建设|培育|改造)数)[^，。；]{0,8}(?:减|调|压|核减|核定|下调|定)[至为到]|(?:调整|调减|核减|扣减|压减)(?:本年|今年|年度|全年)?(?:的)?(?:任务|目标|指标)|"
    r"(?:改|调|移|转)(?:入|至|到|列)[^，。；]{0,10}(?:明年|次年|下年度|下一?年)"
)
# A bracket behind a target that tells why it reads as it does.
_NOTED = re.compile(
    r"经[^，。；）]{0,14}(?:同意|批准|审定)|〔20\d\d〕|下调|上调|调[减增]|更正|勘误|误[将写印录]|笔误|拆分|另行|更名|改称|划转|移交|并入|原(?:定|下达)?(?:目标|任务|指标)|不再列|调整[）)]"
)
# Who decided it: only in a bracket or a note, for a target may ask for a 批复 of its own.
_NOTED_ASIDE = re.compile(
    r"(?:[（(]|(?:^|[。；，])(?:备?注|说明)[：:])[^（）()]*(?:纪要|批复|号文|会议|经[^，。；）]{0,24}(?:同意|研究))"
)
# What one period says of the target of another: that of the quarter was larger than the last one's.
_RAISED = re.compile(
    r"(?:上|[一二三四])季度(?:的)?(?:目标|任务)|(?:目标|任务)[^，。；]{0,8}[较比](?:上|[一二三四])季度"
)
_ITEM = r"(?:本项|该项|此项|本事项|该事项|本目标|该目标|原?第?\d+项|原?序号\d+|本项工作|该项工作)"
_DROPPED = re.compile(
    rf"不再(?:列|单列|报|填|纳入|调度|跟踪|单独|在[^，。；]{{1,6}}(?:列|报|填))|移出(?:台账|清单|考核|目标)?|{_ITEM}[^。；]{{0,24}}(?:取消|合并|终止|划转|移交|退出|整合|并入|停止)|"
    r"(?:并入|合并[到至]|整合[到至]|划转[到至给]?|移交)[^，。；]{0,6}(?:第?\d+项|本项|“|[^，。；]{2,12}(?:事项|负责|牵头))|"
    r"(?:后续|下季度?|下期|以后)[^。；]{0,10}不(?:再)?(?:列|报|填)|经[^。；]{0,20}(?:批准|同意|研究)[^。；]{0,10}(?:取消|终止|停止)(?:实施)?"
)
# 已完成并销号 is said of the item; 隐患销号4处, 整改清单销号276家 of what it deals with.
_SIGNED_OFF = re.compile(r"(?:^|[，。；])[^，。；0-9]{0,20}销号(?![0-9率])[^，。；0-9]{0,6}(?=$|[，。；])")
_ITS_PARTS = re.compile(r"(?<![该本此])(?:隐患|图斑|线索|点位)")
_DAY = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日|[底末初]|[上中下]旬)?")
_WHICH = re.compile(r"第[0-9]+(?:[、和及与至-][0-9]+)*")
_DONE_ARE_LEFT_OUT = re.compile(r"(?:已)?完成[^。；]{0,10}(?:事项|目标|任务)[^。；]{0,12}不再(?:列|单列|报|填)")
_BOOKED = r"(?:目标|任务|考核|清单|台账|事项|计划管理|调度)"
_ADDED = re.compile(
    rf"(?:本项|该项)[^。；]{{0,60}}(?:新增|增加)|(?:新增|增加)(?:本|该)项|依据[^。；]{{0,60}}新增|(?:研究|同意|决定)[^，。；]{{0,6}}新增|新增(?:列|项(?!目)|事项|任务|目标|本项|该项)|增列|增补|补充(?:列入|纳入|下达)|追加|年中(?:新增|调整|增加|下达)|后增|由原?第?\d+项|拆分|分列|单列|"
    rf"(?:根据|按照?|经)[^。；]{{0,40}}(?:纳入|列入)[^。；]{{0,8}}{_BOOKED}|(?:下达|交办|部署)[^。；]{{0,8}}(?:后)?(?:立即|即|的)?(?:启动|新增|本项|任务)"
    rf"|(?:本|该)(?:事项|项|目标|任务)[^，。；]{{0,12}}(?:新列入|列入|纳入|新立|增设)|从[^。；]{{0,12}}(?:划转|调整)|本季度起(?:列|纳入|报)|自[^。；]{{0,6}}起(?:列入|纳入){_BOOKED}?"
)


def carries_over(text: str) -> bool:
    """Whether a progress says that a sum holds what was done before, too: 含上年结转7亿元, 含续建3个."""
    return _CARRIED.search(fold(text).text) is not None


def is_revised(text: str) -> bool:
    """Whether a progress says that its figures were corrected or are counted otherwise than before."""
    return _REVISED.search(fold(text).text) is not None


def is_restated(text: str) -> bool:
    """Whether a progress says that the state it reported before was wrong."""
    return _RESTATED.search(fold(text).text) is not None


def is_amended(text: str) -> bool:
    """Whether a text says that a target was changed, and perhaps on whose word."""
    folded = fold(text).text
    if _AMENDED.search(folded):
        return True
    said = (s for s in _SENTENCE.split(folded) if _MOVED.search(s)) if _MOVED.search(folded) else ()
    return any(_DECIDED.search(sentence) for sentence in said)


def is_noted(target: str) -> bool:
    """Whether a target itself tells why it reads otherwise than before: （更正说明…）, （…拆分，另行单列）."""
    folded = fold(target).text
    return is_amended(target) or any(noted.search(folded) for noted in (_NOTED, _NOTED_ASIDE))


def is_raised(text: str) -> bool:
    """Whether a text holds the targets of two quarters against each other."""
    return _RAISED.search(fold(text).text) is not None


def is_dropped(text: str) -> bool:
    """Whether a text says that its item will be listed no more."""
    folded = fold(text).text
    signed_off = (found.group() for found in _SIGNED_OFF.finditer(_WHICH.sub("", _DAY.sub("", folded))))
    return _DROPPED.search(folded) is not None or any(not _ITS_PARTS.search(clause) for clause in signed_off)


def drops_the_done(note: str) -> bool:
    """Whether a note says that items which are done are listed no more."""
    return _DONE_ARE_LEFT_OUT.search(fold(note).text) is not None


def is_added(text: str) -> bool:
    """Whether a text says that its item was added in the course of the year."""
    return _ADDED.search(fold(text).text) is not None
