"""Evidence without a subject: the row's target is what it speaks of (6月18日正式开工，目前进行桩基施工；完成2579人)."""

from __future__ import annotations

import re

from toolkit.language.likeness import content
from toolkit.language.units import unit_at

_FIGURE = re.compile(r"[0-9][0-9.,]*")
# How far a thing is, and nothing of which thing.
_COURSE = re.compile(
    r"初步|基本|完成|实现|达成|达标|进度|进展|比例|情况|工作|任务|目标|指标|计划|季度|累计|合计|总计|截[至止]|均已?|已|按[期时]|如期|"
    r"进行|开工|动工|启动|竣工|完工|建成|上线|投用|投产|投入使用|启用|通车|封顶|施工|建设|主体|验收|交付|印发|出台|发布|"
    r"其中|同比|环比|增长|提高|下降|降低|投资|[上中下]旬|开展|组织|举办|推进|落实|加强|实施|结果|实际|既定|[率占共值年月日底末]"
)
OWN_WORDS = 16  # characters of its own that a text must have to speak of something else
NEXT_TO_NONE = 1  # of them, however they are told: 年度任务目标8亿元，累计完成投资11亿元
_ANAPHORA = re.compile(r"(?:该|本|此)(?:项目|工程|项|任务|工作)|(?:所有|上述|以上|各|全部)(?:项目|工程|任务)")
_HAN = re.compile(r"[一-鿿]")
_CLAUSE = re.compile(r"[，。；;、\s]+")
_LABEL = re.compile(r"^[^：:]{1,20}[：:]")


def speaks_of_else(text: str, asked: str) -> bool:
    """Whether a text opens with more than how far a thing is, or goes on with words enough that `asked` lacks.

    What opens so without a subject speaks of the thing that its row is about.
    """
    told = _uncounted(text)
    own = _own(_COURSE.sub(" ", told), asked)
    if own <= NEXT_TO_NONE:
        return False
    if _ANAPHORA.match(text):
        return False
    clauses = (_LABEL.sub("", clause) for clause in _CLAUSE.split(told))
    if not _is_course(next((clause for clause in clauses if _HAN.search("".join(content(clause)))), ""), asked):
        return True
    return own >= OWN_WORDS


def _is_course(clause: str, asked: str) -> bool:
    bare, courses = _COURSE.subn(" ", clause)
    return courses > 0 and _own(bare, asked) == 0


def _own(text: str, asked: str) -> int:
    return sum(char not in asked for char in "".join(content(text)) if _HAN.match(char))


def _uncounted(text: str) -> str:
    """A text without its figures and what they are counted in."""
    pieces, at = [], 0
    for figure in _FIGURE.finditer(text):
        if figure.start() < at:
            continue
        pieces.append(text[at : figure.start()])
        found = unit_at(text, figure.end())
        at = found[1] if found else figure.end()
    return " ".join((*pieces, text[at:]))
