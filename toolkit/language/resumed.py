"""What is told as under way in the very words in which it was told as done: nothing new is said of it.

给水管线迁改已全部完成, 给水管线迁改正在施工; 施工许可证已核发, 施工许可证正在办理, 预计下月取得.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.language.calling import GOES_ON
from toolkit.language.claims import Clause, Mode
from toolkit.language.deeds import LISTED, LONGEST, MOST, ROLLING
from toolkit.language.howfar import DATE, FIGURE
from toolkit.language.likeness import bigrams
from toolkit.language.text import fold

KNOWN = 0.75  # share of what a later clause says, that the earlier one has to have said
LEAST = 4  # characters in a row that both name
_OPEN = frozenset((Mode.ONGOING, Mode.PENDING, Mode.PROSPECTIVE))
_CUE = re.compile(
    r"正在|仍在|尚在|还在|正(?=组织|办理|抓紧|加快)|尚未|还未|仍未|(?:计划|预计)(?=[^，。；]{0,8}[0-9月季年底])|未(?=完成|取得|上线|投用|开放|通过)|[尚还仍]有|剩余"
)
# Words of doing that say nothing of what is done, and the offices that it is done at.
_DOING = re.compile(
    r"(?:[省市县区州国]家?(?:级)?[一-鿿]{0,10}?(?:[厅局委]|政府))|"
    r"组织|开展|进行|办理|推进|实施|施工|建设|加快|抓紧|有序|积极|当中|过程|工作|任务|手续|目前|现场|之中|中$|同步|全面|继续"
)
# What ends a work for good, behind its name.
_ENDED = re.compile(
    r"完成|完毕|完工|竣工|建成|结束|办结|清零|拆除|投用|启用|开放|上线|通车|入住|开业|投产|投运|并网|交付|移交|通水|通气|到位"
)
_GRANTED = re.compile(r"核发|取得|获批|批复|办结|领取|办理完|审批通过|拿到")
_REACHED = re.compile(
    f"{_ENDED.pattern}|{_GRANTED.pattern}|封顶|合龙|贯通|验收|签订|签约|印发|铺筑|安装|运行|使用|合格|通过"
)
_SAID_SO = re.compile(r"已|均|全部|完毕|[月日]|通过")
_STAGES = re.compile(r"封顶|合龙|贯通")
_BELOW = re.compile(r"层|主体|节段|掘进|基础|桩基")
_FLOOR = re.compile(r"[一二三四五六七八九十0-9]+层")
_AIDS = re.compile(
    r"已|经|均|全部|全面|正式|顺利|如期|提前|于|并|且|后|[、，；：“”]|等|实现|完成|一次|主题|服务|项目|工程"
)
# Another piece or round of it, or the thing taken up again: no step back.
_AGAIN = re.compile(
    r"(?:轮训|接种|督查|巡察|考核|培训|演练|检查|巡查|演出|活动|体检|筛查)(?!中心|学校|基地|[站室场厅楼馆点])|回头看|检修|维修|大修|抢修|停[运用业工]|恢复|重新|重启|补|返工|扩|二次|升级|修[订编改]|续|换[证届发]|到期|[二三四五六]期|"
    r"第[二三四五六]|新一轮|下一批|另|其余|其他|余下|后续|配套|附属|延[伸长]|更新|增[设补加]|新增|验收|评估|审计|决算|结算|"
    r"试|维护|运维|调整|变更|申报|备案|移交|扫尾|年度|明年|次年|下半年|[一二三四]季度|每|日常|常态|滚动|陆续"
)
_SO_MANY = re.compile(r"[0-9](?:余|多)?(?:个|座|宗|家|所|条|项|栋|台|套|辆|处|批|件|户|名|人|份|本)")
_LEADS = re.compile(r"^(?:目前|其中|同时|此外|但|因|由于|[，、])+")
_ROUND = re.compile(r"年度|上年|去年|[春夏秋冬][季天]?|[一二三四]季度|[上下]半年|批|月份?|期|轮$")
_HOPED = ("计划", "预计")
_EMPTY = frozenset("的与在于和对也但因已经该其目前")
_ALL = re.compile(r"全部|均|都|悉数|逐")


def resumed(earlier: Sequence[Clause], later: Sequence[Clause]) -> Iterator[tuple[str, Clause, Clause]]:
    """The name of what was done, the clause that told it, and the later one in which it goes on; each name once."""
    done = [(clause, text) for clause, text in _texts(earlier) if _is_done(clause, text)]
    pending = [(clause, text) for clause, text in _followed(later) if _is_open(clause, text)]
    settled = [text for clause, text in _texts(later) if clause.mode is Mode.REALISED and _is_done(clause, text)]
    going = [text for clause, text in _followed(earlier) if _is_open(clause, text)]
    told: set[str] = set()
    for now, text in pending:
        bare = _bare(text)
        for was, before in done if bigrams(bare) else ():
            name = _named_alike(bare, text, before)
            if not name or name in told or any(name in other for other in (*settled, *going)):
                continue
            told.add(name)
            yield name, was, now
            break


def _texts(claims: Sequence[Clause]) -> Iterator[tuple[Clause, str]]:
    for clause in claims[:MOST]:
        if len(clause.text) <= LONGEST:
            yield clause, LISTED.sub("", fold(clause.text).text)


def _followed(claims: Sequence[Clause]) -> Iterator[tuple[Clause, str]]:
    """The clauses, each that opens with its cue behind the subject of the one before: 主题仍在联调，尚未上线."""
    stretch, subject = -1, ""
    for clause, text in _texts(claims):
        if clause.stretch != stretch:
            stretch, subject = clause.stretch, ""
        cue = _CUE.search(text)
        own = DATE.sub("", text[: cue.start()]) if cue else text
        yield clause, text if own else subject + text
        subject = own if cue and own else subject


def _is_done(clause: Clause, text: str) -> bool:
    plain = clause.mode is Mode.REALISED and not _CUE.search(text) and not ROLLING.search(text)
    return plain and _SAID_SO.search(text) is not None and _REACHED.search(text) is not None


def _is_open(clause: Clause, text: str) -> bool:
    cue = _CUE.search(text)
    if clause.mode not in _OPEN or cue is None or GOES_ON.match(text):
        return False
    return not (_AGAIN.search(text) or ROLLING.search(text))


def _bare(text: str) -> str:
    """What a clause says, without its cue, when, how much and where it is dealt with."""
    return _DOING.sub(" ", _CUE.sub(" ", FIGURE.sub(" ", _FLOOR.sub(" ", DATE.sub(" ", text)))))


def _named_alike(bare: str, text: str, before: str) -> str:
    """What both name, where the later clause says no more than the earlier, and that was told to the end."""
    about = bigrams(bare)
    new = any(char.isalnum() and char not in _EMPTY and char not in before for char in bare)
    if new or len(about & bigrams(before)) < KNOWN * len(about):
        return ""  # 平台正在优化: it says something new
    cue = _CUE.search(text)
    subject = text[: cue.start()] if cue and cue.start() else text
    return next((name for name in _names(subject, before) if _is_one(name, text, before)), "")


def _is_one(name: str, text: str, before: str) -> bool:
    """Whether it is of the very thing that both name that the one tells the end and the other the way."""
    ahead = _LEADS.sub("", DATE.sub("", text[: text.index(name)]))
    if any(char not in before for char in ahead if char.isalnum()):
        return False  # 对西县的督导正在进行 is no 对东县的督导
    if _ROUND.search(before[: before.index(name)]):
        return False  # 春季安全检查 comes again
    behind = before[before.index(name) + len(name) :]
    if (_SO_MANY.search(before) or _SO_MANY.search(text)) and not _ALL.search(behind):
        return False  # 改造小区8个 are some of them
    cue = _CUE.search(text)
    if cue and cue[0] in _HOPED and not all(deed[0] in text for deed in _REACHED.finditer(behind.partition("，")[0])):
        return False  # 实验小学已建成, 实验小学计划9月开学
    return _is_to_the_end(behind, text)


def _is_to_the_end(behind: str, text: str) -> bool:
    """Whether what stands behind the name tells its end, of the kind of which the later clause tells the way."""
    if _STAGES.search(behind):
        return _BELOW.search(text) is not None
    if "办理" in text or "申领" in text:
        return _GRANTED.search(behind) is not None
    own = _AIDS.sub("", _REACHED.sub("", FIGURE.sub("", DATE.sub("", behind.partition("，")[0]))))
    return _ENDED.search(behind) is not None and all(char in text for char in own if char.isalnum())


def _names(subject: str, before: str) -> Iterator[str]:
    """The longest run of characters that both name, and the one that the later clause ends its subject with."""
    ending = next((subject[at:] for at in range(len(subject)) if subject[at:] in before), "")
    met = SequenceMatcher(None, subject, before, autojunk=False).find_longest_match()
    longest = subject[met.a : met.a + met.size]
    yield from (name for name in dict.fromkeys((longest, ending)) if len(name) >= LEAST)
