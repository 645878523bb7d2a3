"""What the evidence reports as done: its words, its figures by unit, the milestones that it leaves behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from toolkit.conversions import ratio
from toolkit.language.claims import Clause, Mode
from toolkit.language.likeness import bigrams
from toolkit.language.text import fold
from toolkit.language.words import Words

# A plan and a total are not what was done.
_PLANNED = re.compile(
    r"总投资|计划投资|规划|设计|计划总|概算|开工|进场|选定|确定[^，。；]{0,6}(?:队伍|施工单位|中标)|签订施工合同|"
    r"(?:选址|招标|招投标|摸底|勘察|踏勘|可研|立项)[^，。；]{0,6}(?:已|均|全部)(?:已|均|全部)*(?:结束|完成|确定|通过)"
)
# 60个小区已完工48个: the first counts all there are, the second what was done.
_OF_ALL = re.compile(
    r"^[0-9]+(?P<unit>[个所座条项户处家栋套])[一-鿿]{1,8}?(?:中|已)[^，。；0-9]{0,6}(?=[0-9]+(?P=unit))"
)
_HOPED = re.compile(r"总投资|计划投资|规划|设计|计划总|概算|选定")  # where a beginning is all that is asked
_FIGURE = re.compile(
    r"(?<![A-Za-z0-9.])([0-9]+(?:\.[0-9]+)?)(万|亿)?(平方米|平方公里|公里|立方米|公斤|吨|亩|公顷|千瓦|人次|户次|[^0-9\s，。；、（）年月日号])"
)
_WEIGHTS = (("吨", "公斤"), ("斤", "公斤"))
_BASE = {unit: (base, float(ratio(unit, base))) for unit, base in (("公里", "米"), ("平方公里", "平方米"), *_WEIGHTS)}
_SCALE = {"": 1.0, "万": 1e4, "亿": 1e8}
MILESTONES = ("issued", "approved", "started", "built", "in_use", "landed", "moved")
_SPELLED = re.compile(r"[二两三四五六七八九十百千]+[余多]?[个座所家处条项户套根台栋公千亩吨人]")
_TITLE = re.compile(r"《[^《》]*》")


_WORK = re.compile(r"主体|安装工程|拆除|土建|基础工程|桩基|路基|场平")
# A work that is done is no project that is: 建筑工程已完工, 主体结构全部完成.
_OF_A_WORK = re.compile(
    r"(?:土建|建筑|主体|地下|基础|桩基|结构|围护|路基|场平|拆除|管线|安装|装修)(?:结构|工程|施工|部分)*(?:已|均|全部|于|顺利)*(?:完工|竣工|建成|完成|封顶)"
)
# Of a work: that it was begun, or made ready. 完成…踏勘和设计 completes nothing.
_BEGUN = re.compile(
    r"开工|启动|动工|进场|破土|奠基|踏勘|设计|选址|招标|招投标|中标|论证|可研|勘察|测绘|方案|备案|立项|申报|申请|摸排|摸底|部署|动员|采购|前期|排查|普查|核查|调查|登记"
)
_READY = re.compile(
    r"完成[^，。；]{0,20}(?:踏勘|设计|选址|招标|招投标|论证|可研|勘察|测绘|方案|备案|立项|申报|摸排|摸底|评审|采购|前期(?:工作|手续)?)"
)
_ENDED = re.compile(
    r"完成|建成|完工|竣工|投用|投产|到位|交付|验收|通过|结束|实现|达到|使用|发放|兑现|办结|上线|运行|通车|开放|封顶"
)
_EACH = re.compile(r"全部|均|悉数|全面")


class Finished:
    """What the evidence reports as done: its content, its figures, the milestones it leaves behind."""

    def __init__(self, evidence: Sequence[Clause], modes: frozenset[Mode], words: Words) -> None:
        """Read the clauses of the evidence that stand in one of `modes`."""
        texts = self.texts = [fold(clause.text).text for clause in evidence if clause.mode in modes]
        self.nothing = not texts
        self.said = "，".join(texts)
        self.told = frozenset().union(*map(bigrams, texts))
        self.figures = _best(pair for text in texts if not _is_to_come(text) for pair in figures(_OF_ALL.sub("", text)))
        self.prepared = _best(pair for text in texts if not _HOPED.search(text) for pair in figures(text))
        bare = "，".join(map(untitled, texts))
        self.milestones = _reached(_OF_A_WORK.sub("，", bare), words)
        self.of_works = self.milestones | _reached(bare, words) if _OF_A_WORK.search(bare) else self.milestones

    def only_begun(self, asked: frozenset[str]) -> bool:
        """Whether all that is told of a thing, by its bigrams, is that work on it began or was made ready."""
        about = [text for text in self.texts if bigrams(text) & asked]
        return bool(about) and all(_BEGUN.search(t) and not _ENDED.search(_READY.sub("，", t)) for t in about)

    def tells_all(self, asked: Sequence[tuple[float, str]]) -> bool:
        """Whether a clause says of as many as are asked for that all of them are done: 8所学校主体全部竣工."""
        return any(
            _EACH.search(text)
            and any(unit == u and value >= least for least, unit in asked for value, u in figures(text))
            for text in self.texts
            if not _is_to_come(text)
        )

    @property
    def counts(self) -> bool:
        """Whether anything finished is counted, in whatever unit, in digits or in characters."""
        return bool(self.figures) or _SPELLED.search(self.said) is not None

    def says(self, word: str) -> bool:
        """Whether any finished clause uses a word."""
        return word in self.said


def _reached(bare: str, words: Words) -> set[str]:
    return {
        name
        for name in MILESTONES
        if words.pattern(f"milestones.{name}_pattern").search(bare)
        or words.pattern(f"milestones.after.{name}_pattern").search(bare)
    }


def names_a_work(folded: str) -> bool:
    """Whether a text tells of a work and not of the whole: 主体工程完工."""
    return _OF_A_WORK.search(folded) is not None or _WORK.search(folded) is not None


def _is_to_come(text: str) -> bool:
    """Whether what a text counts is planned, or only made ready: 8个镇完成摸底."""
    return _PLANNED.search(text) is not None or _READY.search(text) is not None


def is_preparatory(folded: str) -> bool:
    """Whether a text speaks of making ready: plans, designs, tenders."""
    return _BEGUN.search(folded) is not None


def untitled(folded: str) -> str:
    """Without the insides of titles: 《…实施意见》 implements nothing."""
    return _TITLE.sub("《》", folded)


def _best(pairs: Iterable[tuple[float, str]]) -> dict[str, float]:
    """The greatest figure of each unit."""
    best: dict[str, float] = {}
    for value, unit in pairs:
        best[unit] = max(value, best.get(unit, value))
    return best


def figures(folded: str) -> list[tuple[float, str]]:
    """Figures with their units, 万 and 亿 multiplied out; lengths and areas in 米 and 平方米."""
    found = []
    for number, scale, unit in _FIGURE.findall(folded):
        name, size = _BASE.get(unit, (unit, 1.0))
        found.append((float(number) * _SCALE[scale or ""] * size, name))
    return found
