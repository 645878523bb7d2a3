"""Names and topics that a target lists one by one: three projects asked for are three answers owed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.asks import Ask
from toolkit.language.coverage import covered, mass, pieces
from toolkit.language.shortening import shortened
from toolkit.language.text import fold
from toolkit.language.things import FATE, KINDS, VERBS

SHORTEST, LONGEST = 3, 36  # characters of a name; two do where the list tells how many it holds, or what they are
TOLD = 0.5  # share of a name's own words above which the evidence speaks of it
VERBATIM = 0.9  # share at which a name counts as told in so many words
LIGHT = 3.0  # weight of a name's own words that do where all the others are told in so many words
MANY = 3  # members from which on a list of kinds is taken for one
UNTOLD = 0.3  # and below which it does not; between the two nothing is claimed
DISTINCT = 8.0  # weight of a name's own words below which nothing can tell it from others
MOST = 30

_JOINS = re.compile("[、和与及]|》《")
_MARK = re.compile("、|(?<=》)(?=《)")
_AND = re.compile(r"(?<=[一-鿿）”》])(?:和|以及|及|与)(?=[一-鿿“《A-Z])")
_HAN = {char: number for number, char in enumerate("二三四五六七八九十", 2)} | {"两": 2}
# Where the last name of a list ends: how many there are, when, and what is to become of them.
_COUNT = re.compile(
    r"等?(?P<count>[0-9]{1,2}|[两二三四五六七八九十])(?:个|项|处|座|所|家|条|大|县|区|市|镇|乡|村|库|校)"
)
_TAIL = re.compile(
    r"等?(?:[0-9]{1,2}|[两二三四五六七八九十])(?:个|项|处|座|所|家|条|大|县|区|市|镇|乡|村)|等|创成|创建|获评|入选|晋级|升格|开展|进行|实施|年内|年底|对外|正式|免费|先后|按期|如期|全部|全面|均|顺利|"
    r"(?:项目|工程)?(?:建成|竣工|完工|投产|投用|投运|启用|开工|通车|封顶|投入|交付|运行|运营|完成|达产|上线|开园|开放|落地|签约)|"
    r"分别|通过|获|取得|实现|入选|纳入|列入|恢复|修缮|大修|维修|修复|整治|治理|迁建|改造|"
    r"(?:年度)?(?:建设|推进|开展|落实|完成|进展|实施)?情况|(?:建设|推进|开展)?工作$|项目$|工程$|项目建设$|工程建设$"
)
_TOPICS = ("情况", "工作")
_TOPIC_TAIL = re.compile(rf"(?:年度)?(?:建设|推进|开展|落实|完成|进展|实施)?(?:{'|'.join(_TOPICS)})$")
# What the tail or each name has to look like for the list to be one of things, not of fields or qualities.
_WON = "(?:成功|均|全部)*(?:创成|创建[成为]|获评|入选|晋级|升格)"
_THINGS = re.compile(rf"等?(?:[0-9]+|[两二三四五六七八九十])?[个项处座所家条]?(?:重点|重大)?(?:项目|工程)|{_WON}")
# What a list of short names is of.
_GROUPS = rf"(?:{KINDS}|产业园|产业集群|集群|产业|街道|市场|小区|社区|管网|管线|[区县镇乡村庄])"
_WORKS = r"(?:主体)?(?:提标|提质|升级|扩容|除险)?(?:改造|扩建|迁建|改扩建|建设|整治|治理|修缮|加固|修复)?"
_FACILITY = re.compile(rf"(?:(?:{KINDS}){_WORKS}(?:（[^（）]*）)?|》|”)$")
_GROUP = re.compile(rf"(?<=..){_GROUPS}$")
_SHORT_ONE = re.compile(rf"[一-鿿]{{2,3}}{_GROUPS}")
_PLACE = re.compile("[河湖江溪沟渠湾港岛山路街桥镇乡村县区库矿园]$")
_FIGURES = re.compile(r"[0-9]{2,}|[，。；]")
_SPAN = re.compile(r"（[0-9—～~-]+）")  # 《市志（1986—2010）》
_ROAD = re.compile(r"[GSXYZ][0-9]{1,4}")  # G309改线
_YEAR = re.compile(r"20[0-9]{2}年?度?")
_WHOLE = r"[一-鿿]{0,2}(?:项目|工程|学校|医院|设施)"
_ALL = re.compile("均|都|全部|悉数|先后|相继|双双|齐|" + "|".join(counter + _WHOLE for counter in "个项处座所条"))
_SPELLED = {2: "[两二]", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十"}
_OTHER = re.compile(r"另一|另[外有]?[两二三四五]|其余|其他[两三四五]")  # what is not named is told of so
_EVERY = re.compile(r"(?:全部|所有|各|上述|以上)(?:项目|工程|事项|任务|工作)")
_ALL_OF_THEM = re.compile(r"(?:全部|所有|各)(?:项目|工程|事项|任务|工作)")
_HEAD = re.compile(r"(?:项目|工程|建设)+$")


@dataclass(frozen=True, slots=True)
class Member:
    """One listed name or topic; offsets are those of the target's cell, `own` its words that the others lack."""

    start: int
    end: int
    text: str
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class Roll:
    """A list in a target, in order; `topics` where each is a subject to report on, not a thing to finish.

    `loose` where nothing shows that things are named: fields, kinds, goods.
    """

    members: tuple[Member, ...]
    topics: bool
    loose: bool = False


def roll(ask: Ask) -> Roll | None:
    """The list of names or topics that an ask holds, or None where its 、 joins something else."""
    folded = fold(ask.text)
    text = folded.text
    if not _JOINS.search(text):
        return None
    stems = _stems(text)
    if not 1 < len(stems) <= MOST:
        return None
    topics = "、" in text and text.endswith(_TOPICS)
    spans, tail = _bare(text, stems)
    texts = [_YEAR.sub("", text[a:b]) for a, b in spans]
    count = _COUNT.match(tail)
    counted = count is not None and _value(count) == len(texts)
    shortest = SHORTEST - (counted or _GROUP.search(texts[-1]) is not None or _are_places(texts))
    if not all(
        shortest <= len(name) <= LONGEST and not _FIGURES.search(_ROAD.sub("", _SPAN.sub("", name))) for name in texts
    ):
        return None
    loose = not (topics or counted or _are_things(texts, tail)) or (not counted and min(map(len, texts)) < SHORTEST)
    if loose and (len(texts) < MANY or any(VERBS.match(name) for name in texts[1:])):
        return None
    said = [pieces(_HEAD.sub("", name)) for name in texts]
    if not any(_GROUP.search(name) for name in texts[:-1]):
        said[-1] = pieces(_GROUP.sub("", texts[-1]))  # 苹果、食用菌、中药材产业集群: each is a 集群
    members = []
    for i, (a, b) in enumerate(spans):
        start, end = folded.span(a, b)
        own = said[i] - frozenset().union(*(said[:i] + said[i + 1 :]))
        members.append(Member(ask.start + start, ask.start + end, ask.text[start:end], own))
    return Roll(tuple(members), topics, loose)


def _stems(text: str) -> list[tuple[int, int]]:
    """Stretches between the marks 、, the last parted once more at 和; without any 、 the two sides of a 和."""
    stems = list(_split(text, 0, _MARK))
    if len(stems) > 1 and all(text.endswith(_TOPICS, a, b) for a, b in stems):
        return stems  # 甲和乙建设情况、丙落实情况: the 和 joins what one topic is about
    start, _ = stems.pop()
    return [*stems, *_split(text, start, _AND)]


def _split(text: str, begin: int, joint: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Stretches of text[begin:] between the joints; titles, quotes and brackets stay whole."""
    closed = begin
    for found in joint.finditer(text, begin):
        piece = text[closed : found.start()]
        if any(piece.count(a) > piece.count(b) for a, b in ("《》", "（）", "“”", "()")):
            continue
        yield begin, found.start()
        begin = closed = found.end()
    yield begin, len(text)


def _bare(text: str, stems: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], str]:
    """The names without the verb before the first and without what follows the last; and that, folded."""
    spans = list(stems)
    first = VERBS.match(text, spans[0][0])
    if first:
        spans[0] = (first.end(), spans[0][1])
    start, end = spans[-1]
    tail = _TAIL.search(text, min(start + SHORTEST - 1, end))
    rest = text[tail.start() :] if tail else ""
    spans[-1] = (start, min(tail.start() if tail else end, _shared_end(text, spans)))
    for i, (a, b) in enumerate(spans):
        topic = _TOPIC_TAIL.search(text[a:b]) if text.endswith(_TOPICS, a, b) else None
        spans[i] = (a, a + topic.start() if topic else b)
    return spans, rest


def _shared_end(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where the last name ends if all before it end in one character (昌盛路、太公路、临湖路大修), or are as short."""
    *before, (start, end) = spans
    heads, least = {text[b - 1] for _, b in before}, min(b - a for a, b in before)
    at = text.find(heads.pop(), start + max(least, SHORTEST - 1) - 1, end) if len(heads) == 1 else -1
    if at >= 0:
        return at + 1
    short = _SHORT_ONE.match(text, start, end) if max(b - a for a, b in before) <= SHORTEST else None
    return short.end() if short else end


def _are_places(texts: Sequence[str]) -> bool:
    """Whether short names are all of one kind of place: 沙河、柳河、清河."""
    ends = {name[-1:] for name in texts}
    return len(texts) >= MANY and len(ends) == 1 and _PLACE.search(texts[0]) is not None


def _are_things(texts: Sequence[str], tail: str) -> bool:
    named = sum(_FACILITY.search(text) is not None for text in texts)
    mostly = named * 2 > len(texts) and FATE.search(tail) is not None
    return mostly or named == len(texts) or _THINGS.match(tail) is not None


def unnamed(found: Roll, evidence: Sequence[str]) -> Iterator[Member]:
    """The members that the evidence (its clauses, folded) nowhere speaks of, where it speaks of at least one other.

    A name may be shortened (第一人民医院: 一院). Where as many things as are listed are told of (三个项目均已投产),
    none is missing.
    """
    told = frozenset().union(*map(pieces, evidence))
    shares = [_share(member, told, evidence, found.members) for member in found.members]
    names = [fold(member.text).text for member in found.members]
    verbatim = [any(name in clause for clause in evidence) for name in names]
    shares = [1.0 if told_so else share for told_so, share in zip(verbatim, shares, strict=True)]
    for at, member in enumerate(found.members):
        others = verbatim[:at] + verbatim[at + 1 :]
        alone = mass(member.own) >= LIGHT or _is_place(names, at)
        if not verbatim[at] and all(others) and len(others) > 1 and not member.own & told and alone:
            shares[at] = 0.0  # all others in so many words, and nothing of what is this one's own
    if max(shares) < TOLD or all_told(found, evidence):
        return
    if found.loose and sorted(shares)[1] < VERBATIM:
        return  # fields and kinds: only where all the others are told in so many words
    yield from (member for member, share in zip(found.members, shares, strict=True) if share < UNTOLD)


def _is_place(names: Sequence[str], at: int) -> bool:
    return _are_places(names) and len(names[at]) < SHORTEST


def _share(member: Member, told: frozenset[str], evidence: Sequence[str], others: Sequence[Member]) -> float:
    """How much of a name is told; all of it where a short form is, half where it has nothing of its own to tell."""
    if mass(member.own) < DISTINCT:
        return (UNTOLD + TOLD) / 2
    share = covered(member.own, told)
    if share < TOLD and shortened(member.text, member.own, evidence, [o.text for o in others if o is not member]):
        return 1.0
    return share


def all_told(found: Roll, evidence: Sequence[str]) -> bool:
    """Whether a clause speaks of exactly as many things as are listed, or of all of them: that answers each."""
    many, names = len(found.members), [fold(member.text).text for member in found.members]
    # 甲、乙、丁4个 of four asked for names three; 以上项目 are those named before.
    apart = any(name in clause for clause in evidence for name in names)
    evidence = [clause for clause in evidence if "等" in clause or not 1 < sum(name in clause for name in names) < many]
    every = _ALL_OF_THEM if apart else _EVERY
    summed = re.compile(rf"(?<![0-9.])(?:{many}|{_SPELLED.get(many, many)})(?![中小院期号路级环])[一-鿿]")
    among = re.compile(rf"等(?:{many}|{_SPELLED.get(many, many)})[个家项处座所条户名]")  # 甲公司等3家
    if any(_OTHER.search(c) or among.search(c) or (_ALL.search(c) and summed.search(c)) for c in evidence):
        return True
    counted = (c for c in evidence if _ALL.search(c) and any(_value(n) == many for n in _COUNT.finditer(c)))
    return any(every.search(clause) for clause in evidence) or any(counted)


def _value(count: re.Match[str]) -> int:
    return _HAN.get(count["count"]) or int(count["count"])
