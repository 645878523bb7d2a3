"""Across periods (跨季): a thing that was told to be built or opened, and is later told to be on the way there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading, Remark
from toolkit.language.claims import Clause, Mode
from toolkit.language.deeds import MOST
from toolkit.language.members import things
from toolkit.language.stages import PROJECT, highest
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_FINISHED = ("built", "in_use", "full")
_UNDER_WAY = ("started", "structure", "topped", "fitting")
BEHIND = 4  # characters behind a milestone that names nothing else: 安装中
# Another stretch of the same thing may be open or on the way: 一期 is in use, 二期 is being built.
_PARTLY = re.compile(
    r"[一二三四五首]期|首[批段]|部分|试[运开]|一段|标段|主体|二次|扩建|提升(?!泵)|改造|配套|周边|附属|续建|检修|维修|大修|停产|停运|恢复|另|其余|剩余|预计全年"
)
_SHORT = re.compile(
    r"(?:^|[：:、])(?P<name>[一-鿿0-9]{1,8}(?:厂|泵?站|桥|馆|校|院|楼|库|闸|隧道))(?=已|于|正|主体|目前|仍|[0-9]{1,2}月)"
)
# Works on a thing that were finished are no thing that was: 桩基施工完成.
_WORKS = re.compile(r"桩基|基础|地下|土建|结构|路基|基坑|管线|围护|幕墙|装修|安装|招标|设计|编制|清表|场平|拆除|征收")
# What may stand behind a name that ends there: 青禾幼托园二部 is no 青禾幼托园.
_ENDS = re.compile(
    r"$|[，、。；（）“”0-9]|项目|工程|建设|已|正|现|目前|于|在|将|拟|可|仍|尚|未|计划|预计|有望|力争|争取|确保|年|今|明|下|对外|"
    r"全面|正式|完成|建成|竣工|完工|投|启用|开|交付|运|通车|装修|施工|安装|调试|验收|"
    r"设备|机电|土建|内部|室内|外立面|绿化|主体|基础|桩基|基坑|地下|刚|幕墙|屋面|砌"
)


def undone(history: HistoryReading, step: Step) -> Iterator[Remark]:
    """Named things that the earlier progress finished and for which the later only hopes, or which it tells lower."""
    finished = {clause.stretch for clause in _finishing(step.later)}
    later = [
        c
        for c in step.later.claims[:MOST]
        if (_is_hope(c, step.later) or (_is_lower(c, step.later) and c.stretch not in finished))
        and not _PARTLY.search(c.text.replace("主体", ""))  # 主体刚刚封顶 is how far the whole is
    ]
    if not later:
        return
    said: dict[int, list[str]] = {clause.stretch: [] for clause in later}
    for clause in step.later.claims[:MOST]:
        if clause.stretch in said:
            said[clause.stretch] += _whole(clause.text)
    still = {name for clause in _finishing(step.later) for name in _named(clause.text)}
    told: set[str] = set()
    for clause in _finishing(step.earlier):
        if _PARTLY.search(clause.text) or _WORKS.search(clause.text):
            continue
        for name in _named(clause.text):
            again = next((c for c in later if name in said[c.stretch]), None)
            fits = again is not None and name not in still and name not in told and not _may_follow(again, clause, step)
            if again is not None and fits:
                told.add(name)
                yield _told(history, step, name, (clause, again))


def _named(text: str) -> Iterator[str]:
    """The things that a clause tells of: by their full names, or by short ones that open it (龙坪厂, 1号泵站)."""
    yield from things(text)
    yield from (found["name"] for found in _SHORT.finditer(fold(text).text))


def _whole(text: str) -> Iterator[str]:
    """The things that a clause tells of by a name that does not go on: a second house may bear the first one's."""
    folded = fold(text).text
    return (name for name in _named(text) if _ENDS.match(folded, folded.find(name) + len(name)))


def _may_follow(again: Clause, was: Clause, step: Step) -> bool:
    """Whether what is told later comes after what was reached: 竣工, then 布展; 竣工, then 计划投入运营."""
    reached = highest(was.text, 0, PROJECT, step.earlier.words, _FINISHED)
    hoped = highest(again.text, 0, PROJECT, step.later.words, _FINISHED)
    if reached is None:
        return False
    if hoped is not None:
        return hoped.rung > reached.rung
    open_now = highest(was.text, 0, PROJECT, step.earlier.words, ("in_use", "full")) is not None
    return not open_now and highest(again.text, 0, PROJECT, step.later.words, ("fitting",)) is not None


def _is_hope(clause: Clause, row: Reading) -> bool:
    """Whether a clause only hopes for what the thing was told to have reached: 计划年底前开放."""
    return clause.mode is Mode.PROSPECTIVE and highest(clause.text, 0, PROJECT, row.words, _FINISHED) is not None


def _is_lower(clause: Clause, row: Reading) -> bool:
    """Whether a clause tells of works on a thing that come before it is built: 正在进行设备安装, 主体刚刚封顶.

    The works end the clause: 医院已开工建设发热门诊楼 is of another house.
    """
    if clause.mode not in (Mode.REALISED, Mode.ONGOING) or not any(_whole(clause.text)):
        return False
    stage = highest(clause.text, clause.start, PROJECT, row.words)
    under_way = stage is not None and highest(clause.text, 0, PROJECT, row.words, _UNDER_WAY) is not None
    finished = highest(clause.text, 0, PROJECT, row.words, _FINISHED) is not None
    return under_way and not finished and stage is not None and clause.end - stage.end <= BEHIND


def _finishing(row: Reading) -> Iterator[Clause]:
    """The clauses that report something as built or in use."""
    for clause in row.claims[:MOST]:
        if clause.mode is Mode.REALISED and highest(clause.text, 0, PROJECT, row.words, _FINISHED):
            yield clause


def _told(history: HistoryReading, step: Step, name: str, clauses: tuple[Clause, Clause]) -> Remark:
    was, now = clauses
    since, at = history.periods[step.since], history.periods[step.at]
    message = f"{since} 称“{name}”已经建成（“{was.text}”），{at} 却说还在进行（“{now.text}”）。"
    related = (step.earlier.passage(_PROGRESS, was.start, was.end),)
    quoted = step.later.passage(_PROGRESS, now.start, now.end)
    return Remark(quoted, message, related=related, key=f"{name} {at}", line=step.later.item.line)
