"""Numbers in their clause: what each measures (its label), how it moves, and whether it is a flow or a stock."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from toolkit.language.claims import Clause, Mode
from toolkit.language.dealing import JOINT, distributed
from toolkit.language.labels import content as content
from toolkit.language.labels import grams as grams
from toolkit.language.movement import Flow as Flow
from toolkit.language.movement import Way, by_so_much, change, flow, is_level, is_new
from toolkit.language.quantities import Number
from toolkit.language.text import fold

_PLANNED = re.compile(r"(?:总投资|概算|计划|拟|目标|估算投资|计划[^，。；]{0,8}|(?:目标|任务|计划)[（(])$")
_BRACKETED = re.compile(r"(?:目标|任务|计划)[（(]$")  # 占年度目标（1700公里、11400公里）的138.6%
_TASK = re.compile(r"(?:任务|目标任务|计划任务)(?:指标|数量?)?$")
_PLANNED_HEAD = re.compile(r"(?:年度)?计划|其余|剩余|另有|尚有|还有")
_AFTER = re.compile(r"[一-鿿A-Za-z]{1,12}(?:“[一-鿿]{2,6}”)?")
_ATTRIBUTES = frozenset({"voltage", "power", "pressure", "age"})
# 收入10万元以上的村, 35蒸吨以下锅炉: a threshold that says which things are meant.
_THRESHOLD = re.compile(r"\s*(?:及)?以[上下内](?:的|(?=[一-鿿]|[0-9]+[个家户项座宗]))")
# An earlier value that stands beside the present one: 由1384家增加到, 比上年的10家, 上年为34.8%.
_FROM = re.compile(r"[由从][^，。；由从到至]{0,24}$")
_YEAR_BEFORE = r"(?:同期|末|底)?的?(?:仅|只)?[为是有]?$"
_COMPARED = re.compile(rf"[较比与](?:上年|去年|20\d\d年|年初){_YEAR_BEFORE}")
_EARLIER = re.compile(rf"[，、（(]*(?:上年|去年|年初){_YEAR_BEFORE}")
# 四季度完工112公里: a part of the year, unless the words go on to the whole of it.
_QUARTER = re.compile(
    r"(?<![前至到—-])(?:第?[一二三四]季度|当季|本季度?)(?!末|底|任务|目标|计划)(?!.*(?:全年|累计|年内|今年|本年))"
)
_STOP = re.compile(r"[。\n！？]")
_SAME = re.compile(r"[（(]?(?:折合|约合|合|即|相当于)[约为]?$")
# Figures that cannot be added up, nor be parts of one another: averages, rates per head, differences.
_INTENSIVE = re.compile(
    r"每|千人|万人拥|人均|户均|亩均|日均|月均|场均|平均|均(?:为|达|约)|单价|均价|低于|高于|多于|少于|增加|减少|增长|下降|净增|节约|收窄|相差|浓度|指数"
)
CONTEXT = 80  # characters of the sentence so far that can name what a later figure measures


class Measure(NamedTuple):
    """A number with its place in the sentence.

    `before` and `after` are the folded words of its clause between it and the numbers beside it; `label` their content
    (or that of the figure before, where they name nothing); `lead` what stands in its sentence before its clause, as
    printed; `told` what it and the figure before it name; `former` an earlier value, `partial` that of one quarter.
    """

    number: Number
    clause: Clause
    part: int
    sentence: int
    before: str
    after: str
    label: str
    lead: str
    told: str
    change: Way | None
    flow: Flow | None
    realised: bool
    former: bool
    partial: bool

    @property
    def amount(self) -> Decimal:
        """The value as one number: of a range, its lower end."""
        value = self.number.value
        return value if isinstance(value, Decimal) else value[0] if isinstance(value, tuple) else Decimal()

    @property
    def context(self) -> str:
        """What the sentence so far is about, up to this figure."""
        return f"{_about(self.lead)} {self.told}"

    @property
    def share(self) -> bool:
        """Whether the figure is a share, which may be the quotient of two others, and tells of no change."""
        return self.number.unit == "%" and self.number.kind == "number" and self.change is None

    @property
    def intensive(self) -> bool:
        """Whether the figure is an average, a rate per head or a difference: no part, no whole, no summand."""
        return self.number.dimension in ("ratio", "percentage-point") or _is_intensive(self.before)

    @property
    def new(self) -> bool:
        """Whether the words ask for, or report, what came new in the period."""
        return is_new(self.before)

    @property
    def level(self) -> bool:
        """Whether the words lead to a level (降至, 提高到) rather than tell of a change."""
        return is_level(self.before)

    @property
    def delta(self) -> Way | None:
        """The way that an amount moved by so much; None where it tells where it stands, and for rates."""
        return None if self.number.dimension in ("ratio", "percentage-point") else by_so_much(self.before)


def measures(text: str, clauses: Sequence[Clause], numbers: Sequence[Number], parts: Sequence[int]) -> list[Measure]:
    """The measured numbers of a cell, in order; dates and ordinals are left out. `parts` are where its parts begin."""
    found: list[Measure] = []
    stops = [stop.end() for stop in _STOP.finditer(text)]
    at = 0
    for clause in clauses:
        inside: list[Number] = []
        while at < len(numbers) and numbers[at].start < clause.end:
            if numbers[at].start >= clause.start and not _is_word(numbers[at], text):
                inside.append(numbers[at])
            at += 1
        if not inside:
            continue
        begin = clause.start
        own: list[Measure] = []
        previous = found[-1] if found else None
        ends = [number.start for number in inside[1:]] + [clause.end]
        for number, end in zip(inside, ends, strict=True):
            before, after = fold(text[begin : number.start]).text, fold(text[number.end : end]).text
            place = (bisect_right(parts, number.start), bisect_right(stops, number.start))
            lead = text[max(stops[place[1] - 1] if place[1] else 0, clause.start - CONTEXT) : clause.start]
            previous = _measure(clause, number, (before, after, lead), place, previous)
            own.append(previous)
            begin = number.end
        found += distributed(own, found)
    return found


_MOVES = ("减", "增", "升", "降", "压", "缩", "缩短", "压缩", "压减", "压降", "调整")  # 由80天减至52天 names nothing
_ONLY_WHEN = re.compile("去年|上年|同期|去年同期|上年同期|前年|年初")
_WINDOW = re.compile(r"(?:滑动)?平均(?:浓度|值)")
# What stands right before a colon names what stands behind it.
_HEADING = re.compile(r"(?:^|[，。；;,\n：:])([^，。；;,\n：:]{2,40})[：:]\s*$")


def _is_word(number: Number, text: str) -> bool:
    """Whether a number is but a word of the name that it stands in: a date, a phase, 110千伏变电站, 35蒸吨锅炉."""
    if number.kind in ("date", "ordinal"):
        return True
    if number.dimension == "duration" and (_WINDOW.match(text, number.end) or text.endswith("最大", 0, number.start)):
        return True  # 臭氧日最大8小时平均浓度
    following = text[number.end : number.end + 1]
    noun = "一" <= following <= "鿿" and following not in "以左上的，"
    threshold = number.dimension not in ("count", "ratio") and _THRESHOLD.match(text, number.end)
    return bool(threshold) or (number.dimension in _ATTRIBUTES and noun)


def _measure(
    clause: Clause, number: Number, words: tuple[str, str, str], place: tuple[int, int], previous: Measure | None
) -> Measure:
    before, after, lead = words
    same = _SAME.match(before) is not None
    noun = _AFTER.match(after) if number.dimension == "count" and not same else None
    said = "" if same else content(before)
    headed = ""
    if len(said) < 2 and (heading := _HEADING.search(lead)):
        headed = fold(heading[1]).text
        said = content(headed)  # 木材销售收入：1100万元
    own = said + content(noun.group()) if noun else said
    near = previous is not None and (previous.part, previous.sentence) == place
    inherited = previous.label if previous and near and len(own) < 2 else ""
    former = _is_former(before, after)
    if former and inherited == "" and previous and near and _ONLY_WHEN.fullmatch(own):
        inherited = own = previous.label  # 接报火灾61起，去年同期为68起，下降10.3%
    moves = number.dimension in ("ratio", "percentage-point") or number.unit == "倍"
    # 增长10.3%、7.8%: a list says once how its members move.
    joined = previous if previous and near and before in JOINT and previous.number.unit == number.unit else None
    return Measure(
        number=number,
        clause=clause,
        part=place[0],
        sentence=place[1],
        before=before,
        after=after,
        label=inherited if inherited and own in _MOVES else own or inherited,
        lead=lead,
        told=f"{inherited} {own}",
        change=joined.change if joined else change(before or headed) if moves else None,
        flow=joined.flow if joined else previous.flow if same and previous else flow(before, number.basis),
        realised=(joined is None or joined.realised or not _BRACKETED.search(joined.before))
        and clause.mode is Mode.REALISED
        and not _is_planned(before.rstrip("为达到")),
        former=former,
        partial=_is_partial(lead, before[-CONTEXT:]),
    )


@lru_cache(maxsize=1024)
def _about(lead: str) -> str:
    """What the words before a clause are about: the same for all its figures and for whatever they are held against."""
    return content(fold(lead).text)


@lru_cache(maxsize=4096)
def _is_intensive(before: str) -> bool:
    return _INTENSIVE.search(before) is not None


@lru_cache(maxsize=4096)
def _is_planned(before: str) -> bool:
    set_so = "完成" not in before and _TASK.search(before) is not None  # 任务指标为296个 is what was set
    return set_so or _PLANNED.search(before) is not None or _PLANNED_HEAD.match(before) is not None


def _is_former(before: str, after: str) -> bool:
    """Whether an earlier value is told: 由甲 where 增加到 follows, 比上年的甲, 上年为甲."""
    if _FROM.search(before) and is_level(after):
        return True
    return "年" in before and (_COMPARED.search(before) is not None or _EARLIER.match(before) is not None)


def _is_partial(lead: str, before: str) -> bool:
    """Whether the words, from the sentence's lead on, speak of one quarter."""
    return ("季" in lead or "季" in before) and _QUARTER.search(fold(lead).text + before) is not None
