"""Across periods (跨季): what was told to be all done, or approved, and later has a rest, or is under review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.across_periods_reverted import Fall, reverted
from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading, Remark
from toolkit.language.claims import Clause, Mode
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_DEEDS = "开工|建成|完工|竣工|投用|投产|封顶|交付|开放|启用|拆除|签约|完成|结束|办结|到位|清零"
_COUNTERS = "[个所座条栋家处户宗项套]"
# 3所学校全部开工, 学校3所全部开工: so many of a thing, all of them done.
_ALL_OF = re.compile(
    rf"(?:(?P<name>[一-鿿]{{2,12}}?)(?P<count>[0-9]+)(?P<unit>{_COUNTERS})|(?P<many>[0-9]+)(?P<of>{_COUNTERS})(?P<thing>[一-鿿]{{2,12}}?))"
    rf"(?:已经?|均|都)*全部(?:已经?)?(?P<deed>{_DEEDS})(?![0-9])"
)
# 用地征收全部完成: a piece of work, all of it done.
_ALL_DONE = re.compile(rf"(?P<name>[一-鿿]{{4,12}}?)(?:已经?|均)?全部(?:{_DEEDS})")
LEAST = 4  # last characters of a name by which it is known again
_REST = (
    r"(?:工作|任务)?(?:剩余|剩|余|(?:尚|还|仍)(?:余|有|剩|未))[^，。；]{0,16}(?:正在|尚未|未|扫尾|推进|收尾|攻坚|[0-9])"
)
_TITLE = re.compile(r"《(?P<name>[^《》]{4,40})》")
# A permit with all that names whose it is, up to the mark before it.
_PERMIT = re.compile(
    r"(?P<name>[一-鿿0-9A-Za-z]{0,20}?(?:环评|可研|初设|初步设计|用地预审|用地(?!面积|征收|红线|范围)|"
    r"海域使用论证|水保方案|能评|稳评|规划许可|施工许可|立项|控规|概算))"
)
_GRANTED = re.compile(
    r"(?:取得|获得?|已经?|均已?)[^，。；]{0,10}(?:批复|批准|核准|许可)|获批|(?<!待)(?<!报)批复(?:到手)?$|已批"
)
# Right behind the name: the paper is up for approval, or was never handed in.
_ASKED_FOR = re.compile(
    r"(?:报告书?|材料|文件|方案)?(?:报批材料|"
    r"(?:正在?|已报[^，。；]{1,8}|排队|等待|有待|正待|尚未|还未|仍未)[^，。；后]{0,12}(?:报批|报审|审批|评审|批复|审查)|"
    r"正在?报[^，。；后]{0,12}(?:审批|批准|审定))"
)
_AMENDED = re.compile(r"局部|修改|修编|修订|调整|变更|重新|延期|换证|补充|新版|二期|三期|新谋划|新增")
_ROLLING = re.compile(r"信访|工单|积案|线索|案件|投诉|隐患|问题|诉求|举报|受理|交办|尾款|资金")
MOST = 120  # clauses of a cell that are looked at
LONGEST = 120  # characters: a longer clause is no clause


def unfinished(history: HistoryReading, step: Step) -> Iterator[Remark]:
    """All of 3, of which 2 are left; all of it, of which a rest is left; a paper approved that is up for approval."""
    told: set[str] = set()
    for fall in (*_fewer(step), *_left_over(step), *_unapproved(step), *reverted(step)):
        if fall.name not in told:
            told.add(fall.name)
            yield _told(history, step, fall)


def _realised(row: Reading) -> Iterator[tuple[Clause, str]]:
    told = (clause for clause in row.claims[:MOST] if clause.mode is Mode.REALISED and len(clause.text) <= LONGEST)
    return ((clause, fold(clause.text).text) for clause in told)


def _fewer(step: Step) -> Iterator[Fall]:
    for was, text in _realised(step.earlier):
        for found in _ALL_OF.finditer(text):
            name, count = found["name"] or found["thing"], int(found["count"] or found["many"])
            if _ROLLING.search(text):
                continue  # cases are dealt with as they come
            unit, deed = found["unit"] or found["of"], found["deed"]
            later = re.compile(
                rf"(?P<name>[一-鿿]{{{LEAST},}}?)(?:{count}{unit}中)?(?:已经?|累计)?"
                rf"{deed}[^，。；0-9]{{0,4}}(?P<count>[0-9]+){unit}"
            )
            for now, told in _realised(step.later):
                fewer = later.match(told)
                if fewer and name.endswith(fewer["name"]) and int(fewer["count"]) < count:
                    yield Fall(name, was, now)


def _left_over(step: Step) -> Iterator[Fall]:
    for was, text in _realised(step.earlier):
        for found in _ALL_DONE.finditer(text):
            rest = re.compile(rf"(?:^|[^一-鿿]){re.escape(found['name'])}{_REST}")
            for now in step.later.claims[:MOST]:
                told = fold(now.text).text
                if len(told) <= LONGEST and not _ROLLING.search(told) and rest.search(told):
                    yield Fall(found["name"], was, now)


def _unapproved(step: Step) -> Iterator[Fall]:
    granted: dict[str, Clause] = {}
    for was, text in _realised(step.earlier):
        if _GRANTED.search(text) and not _AMENDED.search(text):
            granted |= {found["name"]: was for pattern in (_TITLE, _PERMIT) for found in pattern.finditer(text)}
    asked: dict[str, Clause] = {}
    for now in step.later.claims[:MOST] if granted else ():
        text = fold(now.text).text
        for pattern in (_TITLE, _PERMIT) if len(text) <= LONGEST else ():
            for found in pattern.finditer(text):
                if _GRANTED.search(text) and not _ASKED_FOR.match(text, found.end()):
                    granted.pop(found["name"], None)  # it is told as approved again
                elif _ASKED_FOR.match(text, found.end()) and not _AMENDED.search(text):
                    asked.setdefault(found["name"], now)
    yield from (Fall(name, granted[name], now) for name, now in asked.items() if name in granted)


def _told(history: HistoryReading, step: Step, fall: Fall) -> Remark:
    since, at = history.periods[step.since], history.periods[step.at]
    message = f"{since} 称“{fall.was.text}”，{at} 却说“{fall.now.text}”：“{fall.name}”退回去了。"
    related = (step.earlier.passage(_PROGRESS, fall.was.start, fall.was.end),)
    quoted = step.later.passage(_PROGRESS, fall.now.start, fall.now.end)
    return Remark(quoted, message, related=related, key=f"{fall.name} {at}", line=step.later.item.line)
