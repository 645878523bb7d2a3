"""Across periods (跨季): a piece of work that was told as done, and is later told by the same words as not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.checks.series import Step
from toolkit.language.claims import Clause, Mode
from toolkit.language.text import fold

_DATE = re.compile(r"(?:20[0-9]{2}年)?(?:[0-9]{1,2}月)(?:[0-9]{1,2}日|[上中下]旬|底|初|末)?|20[0-9]{2}年")
_LISTED = re.compile(r"^[0-9]{1,2}[、.．)）]|^[（(][0-9一二三四五六七八九十]+[)）]")
_DONE = re.compile(
    r"已(?:全部|经|于|正式|顺利)*(?:完成|通过|取得|获|办[结理]|到位|拨付|移交|签[约订]|批[复准]|验收|竣工|印发|结束)|"
    r"(?:全部|均)[^，。；]{0,4}(?:完成|通过|取得|办结|到位|拨付|移交|签约|验收|结束)|^[^，。；]{0,12}(?:通过|取得|完成)[^，。；]{2,16}$"
)
_UNDONE = re.compile(
    r"正在|拟于|拟在|待批|尚未|尚有|还有|仍在|仍需|未能|报批|[协商审编]{1,2}[商审制批]中|排队|完成[^，。；0-9]{0,2}[一二三四五六七八九]成|"
    r"计划[^，。；]{0,8}(?:召开|组织|开展|报|完成|启动)|预计[^，。；]{0,10}(?:完成|取得|通过|召开)"
)
# What says that another piece, another round or the next step is meant.
_OTHER = re.compile(
    r"[一二三四五六首]期|首[批段]|第[一二三四五六]批|二次|另|其余|其他|剩余|下一步|后续|下一阶段|第[二三四]轮|新一轮|修编|修订|修改|调整|变更|"
    r"续建|扩建|延伸|维护|复[核查]|抽查|回头看|部分|[A-Za-z0-9一二三四五六七八九]+号|标段"
)
# How a thing is, and not which; a run of characters ends there.
_STATE = re.compile(
    r"其中|已经?|全部|均|正在|正式|顺利|完成|通过|取得|获得?|办理|办结|到位|拨付|移交|批复|批准|验收|竣工|印发|结束|报批|尚未|尚有|仍在|"
    r"拟于?|预计|计划|目前|截至|推进|开展|组织|启动|进行|编制|建设|施工|工作|项目|工程|有序|加快|累计|年度|全市|全区|全县|"
    r"[^一-鿿]|[的于在和与及等为是将被把对按]"
)
LEAST = 4  # characters that two clauses share in one run, for them to speak of one piece of work
# Deeds that one clause tells as done and another as pending; what follows one (审批 after 评审) is no way back.
_DEEDS = {"批复": "批", "批准": "批", "获批": "批", "报批": "批", "待批": "批"} | {
    deed: deed
    for deed in ("验收", "拨付", "签约", "签订", "移交", "招标", "浇筑", "征收", "发放", "交付", "办结", "腾房", "摘牌")
}
_DEED = re.compile("|".join(_DEEDS))
_HAN = re.compile(r"[一-鿿]")
# Which year's or which quarter's it is, where a clause opens with that: 2022年度老旧小区改造, 4至6月高龄津贴.
_WHOSE = re.compile(r"^(?:20[0-9]{2}年度?|[0-9]{1,2}[至—-][0-9]{1,2}月|[一二三四]季度|[上下]半年)(?=[一-鿿])")
MOST = 120  # clauses of a cell that are looked at
LONGEST = 120  # characters: a longer clause is no clause


class Fall(NamedTuple):
    """What a piece of work was told to have reached, and what is told of it later."""

    name: str
    was: Clause
    now: Clause


def reverted(step: Step) -> Iterator[Fall]:
    """Pieces of work told as done, without figures, in the earlier row, and as under way or to come in the later."""
    later = [c for c in step.later.claims[:MOST] if len(c.text) <= LONGEST and _is_undone(c)]
    if not later:
        return
    again = "，".join(_bare(c) for c in step.later.claims[:MOST] if c not in later and _DONE.search(_bare(c)))
    for was in step.earlier.claims[:MOST]:
        if not _is_done(was):
            continue
        for now in later:
            name = _shared(_bare(was), _bare(now))
            same = len(name) >= LEAST and name not in again and _ends_there(_bare(was), name)
            if same and _of_one_deed(was, now, name) and not _conflict(fold(was.text).text, fold(now.text).text, name):
                yield Fall(name, was, now)
                break


def _is_done(clause: Clause) -> bool:
    text = _bare(clause)
    if (
        len(clause.text) > LONGEST
        or clause.mode is not Mode.REALISED
        or _OTHER.search(text)
        or _UNDONE.search(text)
        or not _DONE.search(text)
    ):
        return False
    return not any(char.isdecimal() for char in text) or "全部" in text


def _is_undone(clause: Clause) -> bool:
    text = _bare(clause)
    return _UNDONE.search(text) is not None and _OTHER.search(text) is None


def _bare(clause: Clause) -> str:
    return _DATE.sub("", _LISTED.sub("", fold(clause.text).text))


def _shared(one: str, other: str) -> str:
    """The longest run of telling characters that two clauses share."""
    best = ""
    for run in _STATE.sub(" ", one).split():
        for start in range(len(run)):
            for end in range(len(run), start + max(len(best), LEAST - 1), -1):
                if run[start:end] in other:
                    best = run[start:end]
                    break
    return best


def _of_one_deed(was: Clause, now: Clause, name: str) -> bool:
    """Whether what was done is what is pending of the very thing, and not what comes after it.

    发放到位 and 发放工作正在开展评价 are two deeds, 平台 and 平台运维服务 two things.
    """
    text = _bare(now)
    end = text.find(name) + len(name)
    cue = _UNDONE.search(text, end)
    if cue is None or _HAN.search(_DEED.sub("", _STATE.sub("", text[end : cue.start()]))):
        return False
    told = text[end : cue.start()] if cue[0].endswith("成") else text[cue.start() :]
    done, pending = ({_DEEDS[deed] for deed in _DEED.findall(words)} for words in (_bare(was), told))
    return bool(done & pending)


def _ends_there(text: str, name: str) -> bool:
    """Whether a name goes on with how the thing is: 匝道桩基完成 is told of the piles and not of the ramp."""
    end = text.find(name) + len(name)
    return end == len(text) or _STATE.match(text, end) is not None


def _conflict(one: str, other: str, name: str) -> bool:
    """Whether other things are named right before what two clauses share: 甲路施工招标, 乙路施工招标."""
    before = [_STATE.sub("", _DATE.sub("", text)[: _DATE.sub("", text).find(name)])[-4:] for text in (one, other)]
    return before[0] != before[1] or _WHOSE.findall(one) != _WHOSE.findall(other)
