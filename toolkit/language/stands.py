"""What a clause tells of how far a named thing has come on its course: what is behind it, and what is ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.language.calling import GOES_ON
from toolkit.language.claims import Clause, Mode
from toolkit.language.deeds import ASIDE, LISTED, LONGEST, MOST
from toolkit.language.howfar import DATE
from toolkit.language.text import fold
from toolkit.language.words import Words

OWN = 2  # characters of a subject besides words that any has
IN_USE = "courses.works.done_in_use_pattern"  # what is 正在运行 is in use
_OPEN = (Mode.ONGOING, Mode.PENDING, Mode.PROSPECTIVE)
_NOT_YET = re.compile(
    r"[尚还仍暂]未|一直(?:没|未)|还没|没有?(?=[一-鿿])|未(?=能|完成|开|投|通|建|办|取得|获|签|到|与|接|拨|批|报|进|招|落实|启|动|搬|迁|交|封)|"
    r"(?<![接招款期对])待(?!遇)|等[待候]|等(?=[一-鿿]{2,14}(?:批|核发|审|验收|同意|许可|后|到))|计划(?=[^，。；]{0,12}(?:[0-9]|[年月季底前]|完成|组织|开|投|建|启|交|搬))|"
    r"预计|力争|争取(?!到)|(?<![草虚模])拟(?!定)|将(?!军|来|其|原)|有望|可望|确保|未定|待定|另行|再(?=组织|行|报|申|办|次申)|才(?=能|可)|明年|次年|来年|明春|年后|节后|"
    r"前(?=(?:全部|正式|全面|具备)?(?:完工|建成|开|投|启|通|运|交付|搬|迁|挂牌|上线|入|取得|获|签|到位|竣工|完成|接))|尚早|要到|[尚还仍][缺需差]|方可|准备"
)
_GOING = re.compile(
    r"正(?=在|向|抓|加|组|逐|利|排|做|开展|进行|办|按)|仍在?|还在|尚在|在(?=[装铺办编建施审拟做粉砌浇安调布申走公联准拆洽]|[一-鿿]{1,6}(?:中|$))|抓紧|加快|过半|一半|大半|近半|"
    r"[0-9.]+%|[一二三四五六七八九]成|[一二三四五]分之|中$|刚|途中|阶段|剩余|余下|剩下|进行|推进|施工至|排队"
)
_AT_IT = re.compile("(?:正|仍|尚|还)在(?=组织|进行|开展|办理|准备|推进|洽|商|签|搬|移|拨|申|抓紧)")
FILLER = re.compile(
    r"授牌|挂牌|揭牌|起(?=免|面|对|正)|免费|项目|工程|工作|建设|结构|任务|手续|合同|协议|文本|材料|目前|现场?|[已由在于仍还尚也该均内的了、，]|全部|正式|主体|整体|年度|[约近]?[0-9.]+(?!号)[一-鿿%]{0,2}|[两各其]|室内|公司|成果|"
    r"报告书?|证书?|首批|方面|资金|补助|日期|时间|新建|迁建"
)
_TITLE = re.compile("《[^《》]{3,}》")
_AWAITED = re.compile("待(?!遇)|等(?=[一-鿿])")
_LEADS = re.compile(
    r"^(?:目前|其中|同时|此外|但|因|由于|截至|全[市县区]|我[市县区]|[市县区](?=[一-鿿]{3})|累计|完成|实施|推进|加快|启动|新建|建成|对|将|把|[一二三四五六]是|、|，)+"
)
# Where a name ends.
_CUT = re.compile(
    r"(?<![0-9.])[约近共]?[0-9.]+(?![0-9]*(?:号|#|期|[.0-9]))(?:万|亿)?[一-鿿%]?|[A-Z]+[0-9]+|[“”\"‘’]|已经?|均(?!衡)|全部|正式|顺利|如期|提前|全面|整体|如数|悉数|全数|都(?!市)|仍|还(?!款|湖|林)|尚|正(?=在)|"
    r"[两三四五六七八九十]+(?:条|个|座|所|栋|家)|起$|先后|成功|基本|通过|取得|获得?|[由经向在于](?!济)|因|的"
)


class Stand(NamedTuple):
    """Where a clause says that its subject is: the `rung` of its course, counted from the bottom.

    Of what is `open`, the highest rung that it can have reached; `ends` where the rung is behind it once it is told.
    `led` is what led to the state: the clause's own words, or those of the clause whose subject it goes on with.
    """

    clause: Clause
    text: str
    subject: str
    course: str
    rung: int
    ends: bool
    open: bool
    led: str


def stands(claims: Sequence[Clause], words: Words) -> list[Stand]:
    """What a cell tells of how far things have come, in order."""
    found: list[Stand] = []
    stretch, head, led = -1, "", ""
    any_rung = words.any_of("courses")
    for clause in claims[:MOST]:
        if clause.stretch != stretch:
            stretch, head, led = clause.stretch, "", ""
        if len(clause.text) > LONGEST:
            continue
        text = ASIDE.sub("", LISTED.sub("", fold(clause.text).text))
        bare = _masked(text)
        first = any_rung.search(bare)
        if first is None:
            head, led = (head, led) if head else (_name(text), text[: _cue(text)])
            continue
        found += _stands_of(clause, text, (head, led), words)
        own = _name(text[: min(_cue(text), first.start())])
        if is_name(own) and not GOES_ON.match(text):
            head, led = own, text[: _cue(text)]
    return found


def _stands_of(clause: Clause, text: str, before: tuple[str, str], words: Words) -> Iterator[Stand]:
    head, led = before
    bare = _masked(text)
    not_yet, going = _NOT_YET.search(bare), _GOING.search(bare)
    is_open = clause.mode in _OPEN or bool(not_yet or going)
    for course, rungs in _courses(words).items():
        met = [(at, word) for at, name in enumerate(rungs) if (word := words.pattern(name).search(bare))]
        if not met:
            continue
        at, word = met[-1]
        awaited = _AWAITED.search(text[: word.start()]) is not None  # 待批复后启动设计
        if not awaited and text[word.end() : word.end() + 1] == "后" and not text[word.end() :].startswith("后续"):
            continue  # 力争投产后年产值10亿元
        ends = "done_" in rungs[at] and not text[word.end() : word.end() + 1].isdigit()  # 并网20兆瓦 is some of it
        ahead = "done_" in rungs[at] and bool(not_yet or (_AT_IT.search(text) and rungs[at] != IN_USE))
        own = _name(text[: min(_cue(text), word.start())])
        named = is_name(own) and not GOES_ON.match(text)
        led = text if named else led
        yield Stand(clause, text, own if named else head + own, course, at - ahead, ends, is_open, led)


def _masked(text: str) -> str:
    """A clause with the insides of its titles blank: 《数据授权运营管理办法》 runs nothing."""
    return _TITLE.sub(lambda title: "《" + " " * (len(title[0]) - 2) + "》", text) if "《" in text else text


def _courses(words: Words) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in words.names("courses"):
        found.setdefault(name.split(".")[1], []).append(name)
    return found


def _cue(text: str) -> int:
    """Where a clause begins to tell how things stand; its end where it does not say."""
    return min((cue.start() for kind in (_NOT_YET, _GOING) if (cue := kind.search(text))), default=len(text))


def _name(before: str) -> str:
    """The names that stand before a state, without counts and adverbs; of papers their titles."""
    if titles := _TITLE.findall(before):
        return "、".join(titles)
    pieces = (_CUT.split(piece) for piece in re.split("[、和及]", _LEADS.sub("", DATE.sub("", before))))
    return "、".join(kept for cut in pieces if (kept := next((part for part in cut if is_name(part)), "")))


def is_name(part: str) -> bool:
    """Whether a piece names something, and is not only words that any project has."""
    return len(FILLER.sub("", part)) >= OWN
