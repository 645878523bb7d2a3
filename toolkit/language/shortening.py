"""Short forms: of listed names (一院 for 第一人民医院, 北、南大沙河), and of the field's terms (可研)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from toolkit.language.coverage import pieces
from toolkit.language.text import fold

_WORK = re.compile(r"(?<=..)(?:主体)?(?:迁建|扩建|改扩建|新建|改造|提升)?(?:项目|工程|建设)+$")
_SCHOOL = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3})(?:初级|高级)?(?P<trial>实验)?(?P<kind>[中小])学")
# Terms that reports use in full and in short, one for the other.
_TERMS = (
    ("可行性研究", "可研"), ("环境影响评价", "环评"), ("初步设计", "初设"), ("征地拆迁", "征拆"),
    ("社会稳定风险评估", "稳评"), ("非物质文化遗产", "非遗"), ("污水处理厂", "污水厂"), ("规模以上", "规上"),
    ("限额以上", "限上"), ("个体工商户转型", "个转企"), ("居民消费价格", "CPI"),
    ("最低生活保障", "低保"), ("公共卫生", "公卫"),
    ("政府和社会资本合作", "PPP"), ("国内生产总值", "GDP"), ("地区生产总值", "GDP"),
    ("第五代移动通信", "5G"), ("社会信用体系", "信用体系"),
)  # fmt: skip
# And what whole names are told by: they do not weigh in what a target asks for.
_PLANS = (
    ("总体规划", "总规"),
    ("控制性详细规划", "控规"),
    ("经济技术开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
)
_TERM = re.compile("|".join(re.escape(term) for pair in _TERMS for term in pair))
_OTHER_TERM: dict[str, str] = {}
for _full, _short in _TERMS:
    _OTHER_TERM[_full] = _short
    _OTHER_TERM.setdefault(_short, _full)
_ENDING = 4  # characters by which a longer name may be known again


@lru_cache(maxsize=8192)
def spoken(text: str) -> frozenset[str]:
    """The pieces of a clause, and of the terms in it by their other name."""
    others = [_OTHER_TERM[term] for term in _TERM.findall(text)]
    return frozenset().union(pieces(text), *map(pieces, others)) if others else pieces(text)


def shortened(name: str, own: Collection[str], evidence: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the evidence uses a short form: the name's opening, its end, or some characters of it up to its head.

    `own` are its words that the other listed names, `others`, lack: an ending that one of them has is no sign of it.
    """
    full = fold(name).text
    bare = _WORK.sub("", full)
    called = in_short(bare)
    if called and any(called in clause for clause in evidence):
        return True
    opening, ending = bare[:2], full[-_ENDING:]
    ends = len(full) > _ENDING and not any(ending in other for other in others)
    return any(
        (opening in own and opening in clause) or (ends and ending in clause) or _cut_to_head(bare, own, clause)
        for clause in evidence
    )


def in_terms(name: str) -> list[str]:
    """What a name may be called by for short: the terms of a plan or a zone (总规, 经开区), a numbered school."""
    called = in_short(name)
    return [short for full, short in _PLANS if full in name] + ([called] if called else [])


def in_short(name: str) -> str:
    """How a numbered school is called (三中 for 第三中学, 三实小 for 第三实验小学); nothing for other names."""
    school = _SCHOOL.search(name)
    return school["n"] + ("实" if school["trial"] else "") + school["kind"] if school else ""


def _cut_to_head(name: str, own: Collection[str], clause: str) -> bool:
    shared = clause.find(name[-3:]) if len(name) > 3 else -1
    if shared > 0 and name[0] in clause[max(0, shared - 3) : shared]:
        return True  # 北、南大沙河
    for at, char in enumerate(clause):
        if char != name[-1]:
            continue
        for length in (2, 3, 4):
            window = clause[at - length + 1 : at + 1] if at + 1 >= length else ""
            if window and window not in name and window[0] in own and _in_order(window, name):
                return True
    return False


def _in_order(window: str, name: str) -> bool:
    places = iter(name)
    return all(char in places for char in window)
