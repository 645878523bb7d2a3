"""Whether what a target wants made or brought to a milestone came about, in whatever words, or is nowhere told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.language.asks import Ask
from toolkit.language.claims import Clause, Mode
from toolkit.language.likeness import bigrams
from toolkit.language.stages import DOCUMENT, PROJECT, highest
from toolkit.language.words import Words

_PAPER = re.compile(r"文件|政策|办法|方案|规划|意见|细则|措施|制度")
_GENERIC = re.compile(r"政策|文件|发展|工作|项目|工程|建设|管理|服务|全市|办法|方案|措施|意见|规划|制度|主体|施工")
_ENDS = re.compile(r"(?:并?(?:交付|投入)?(?:使用|运行|运营|投用)|[至到][^，。；]*|[。；])?$")
_MERELY = re.compile(r"[0-9]{1,2}月|[0-9]{1,2}日|正式|全面|顺利|已经?|如期|按期|年内|项目|工程|[上中下]旬")
# 制定…考核办法, 建立…档案, 试行夜间开放; and what says that something was made, whatever it is called.
_MADE = re.compile(
    r"[^，。；]{0,8}(?:制定|制订|修订|编制|起草|建立|组建|设立|开设|试行|推行|开通|启用|公布|评选)[^，。；]{0,20}?(?P<head>[一-鿿]{2,4})"
)
_MAKING = re.compile(
    r"制定|编制|印发|出台|修订|审议|下发|公布|发布|建立|建成|建档|组建|成立|设立|上线|开通|启用|挂牌|试行|推行|制发|拟定"
)


def passed(ask: Ask, evidence: Sequence[Clause], words: Words) -> bool:
    """Whether a finished clause reaches the milestone of an ask: 中心开工 and 6月18日正式开工, 出台文件 and 印发《》.

    It has to name something of what is asked for, or nothing at all but the milestone.
    """
    for ladder in (PROJECT, DOCUMENT):
        asked = highest(ask.text, 0, ladder, words)
        if asked is None:
            continue
        ends = _ENDS.match(ask.text, asked.end) if ladder == PROJECT else _PAPER.search(ask.text, asked.end)
        if ends is None:
            continue  # 供水 of 修订供水应急预案 is no milestone that is asked for
        thing = bigrams(_GENERIC.sub("，", ask.folded.replace(asked.word, "，")))
        for clause in evidence:
            told = highest(clause.text, 0, ladder, words) if clause.mode is Mode.REALISED else None
            if told is None or told.rung < asked.rung or (ladder == DOCUMENT and "《" not in clause.text):
                continue
            own = bigrams(_MERELY.sub("，", clause.text.replace(told.word, "，")))
            if not own or own & thing:
                return True
    return False


def unmade(ask: Ask, evidence: Sequence[Clause]) -> bool:
    """Whether a thing is to be made, and no character of its head nor any word of making stands in the evidence."""
    wanted = _MADE.fullmatch(ask.folded)
    if wanted is None or any(c.isdecimal() for c in ask.folded):
        return False
    text = "".join(clause.text for clause in evidence)
    return not set(wanted["head"]) & set(text) and _MAKING.search(text) is None
