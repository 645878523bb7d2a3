"""What a clause says was done to a thing, or is still to be done to it: which thing, which deed, how far.

可研已获批复, 可研正在编制; 消防验收已通过, 正在组织消防验收; 房屋已全部拆除, 剩余2户房屋正在拆除.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.language.claims import Clause
from toolkit.language.howfar import DATE, FIGURE, REST, how_far
from toolkit.language.text import fold
from toolkit.language.things import things
from toolkit.language.words import Words

LANES = ("permit", "tender", "acceptance", "mass", "point")
MOST = 120  # clauses of a cell that are looked at; the fullest real ones hold 60
LONGEST = 120  # characters: a longer clause is no clause
NAMED = 3  # characters of a thing by which it is known again where it is named in fewer words
MANY = 20  # times that one deed is looked at in a cell

ASIDE = re.compile(r"（[^（）]*）|[(][^()]*[)]")
LISTED = re.compile(r"^(?:[0-9]{1,2}[、.．)）]|[（(][0-9一二三四五六七八九十]+[)）])")
# Where a name ends and it is told how things stand with it.
_STATE = re.compile(
    r"已|于|正在|正(?=加快|抓紧|有序|积极|全力|稳步|按)|现(?!代|场|有)|通过|取得|获|完成|全部|全面|均|拟|计划|预计|力争|争取|尚未|尚|未(?!来)|将|待|仍|"
    r"组织|开展|准备|进行|启动|办理|推进|目前|截至|在(?=办|建|编|拆|浇|施工|公示|报|审)|可望|有望|顺利|正式|依法|按(?!揭)|因|受|由|经|向|为|是|公开|报(?=[省市县区国上批审送])|编制|提前|基本|实现|达到?|结束|整改后|再"
)
_LEADS = re.compile(
    r"^(?:目前|其中|同时|此外|并|且|全市|全区|全县|我[市区县]|本市|市内|对|将|把|、|的|累计|年度|全年)+"
)
_ENDS = re.compile(r"(?:项目|工程|工作|建设|手续|任务|相关|有关|等|的|、|和|与|及)+$")
_MARK = re.compile(
    r"[一二三四五六七八九十首0-9]+期|首批|第[一二三四五六七八九十]+|[0-9一二三四五六七八九十]+(?:[—~～-][0-9]+)?(?:号|#|＃)|[A-Za-z]+[0-9]*|[一二三四五六七八九十0-9]+标段?|"
    r"[东西南北中][段区线片侧岸]|[左右上下][幅行线岸]"
)
_PLACE = re.compile("[校院园片]区|[厂泵]房|车间|[楼厂馆站桥库路段村镇街]")
_INSIDE = re.compile("[内的]")
_LEVEL = re.compile(r"国家|[省市县区州镇](?=级|[一-鿿]{0,8}?(?:[厅局委]|政府))")
_TRIAL, _FOR_GOOD = re.compile(r"试(?:运|用|点)|内测"), re.compile(r"运行|正式|全面")
# What comes in anew all the time.
ROLLING = re.compile(r"信访|工单|积案|线索|案件|投诉|隐患|问题|诉求|举报|受理|交办|尾款|资金")
_WHOSE = re.compile(
    r"^(?:20[0-9]{2}年度?|[0-9]{1,2}[至—~-][0-9]{1,2}月|[一二三四]季度|[上下]半年|本季度|"
    r"[0-9]{1,2}月(?=[一-鿿]{2,6}(?:交付|发放|移交)))(?=[一-鿿])"
)
# What says that another piece, another round or the next step is meant.
_OTHER = re.compile(
    r"预(?=$|验|审)|初(?=$|验)|主体结构|分部|单项|二次|再次|重新|补充|变更|调整|修编|修订|修改|修测|复[核查验]|抽查|回头看|其余|其他|另|部分|新增|新一轮|后续|下一|配套|附属|尾款|评价|审计|决算|结算|"
    r"续建|扩建|延伸|维护|运维|维修|大修|优化|升级|扫尾(?=款)|质保|整改(?=意见|问题)|新交办|新谋划|新纳入|第[二三四]轮"
)
_AFTER = re.compile(r"[^，。；]{0,6}后(?!续|方)")  # 可研批复后正在编制初步设计
_ONE_NAME = {
    "可行性": "可研",
    "可研": "可研",
    "初步设计": "初设",
    "初设": "初设",
    "环境影响": "环评",
    "环评": "环评",
    "施工许可": "施工许可",
    "水保": "水保",
    "水土保持方案": "水保",
    "施工图": "施工图",
    "能评": "能评",
    "稳评": "稳评",
    "不动产权证": "不动产权证",
}


class Deed(NamedTuple):
    """A deed that a clause tells of.

    `thing` is what it is done to, `head` what its stretch spoke of before; `marks` say which part or whose; `rung`
    counts the steps on the deed's way that were taken or, where it is not `done`, the one that is still to be taken;
    `told` is the rest of the clause.
    """

    clause: Clause
    thing: str
    head: str
    marks: frozenset[str]
    name: str
    told: str
    rung: int
    done: bool


def deeds(claims: Sequence[Clause], words: Words) -> list[Deed]:
    """The deeds of a cell, in order; plain statements that tell of none are left out."""
    found: list[Deed] = []
    stretch, head = -1, ""
    any_deed = words.any_of("deeds")
    for at, clause in enumerate(claims[:MOST]):
        if clause.stretch != stretch:
            stretch, head = clause.stretch, ""
        if len(clause.text) > LONGEST:
            continue
        text = ASIDE.sub("", LISTED.sub("", fold(clause.text).text))
        if any_deed.search(text):
            after = claims[at + 1 : at + 2]
            behind = after[0].text if after and after[0].stretch == clause.stretch else ""
            found += _deeds_of(clause, (text, head, behind), words)
        head = _subject(text) or head
    return found


def _deeds_of(clause: Clause, texts: tuple[str, str, str], words: Words) -> Iterator[Deed]:
    text, head, behind = texts
    for lane in LANES:
        for met in words.pattern(f"deeds.{lane}_pattern").finditer(text):
            told = how_far(lane, clause, text, met, behind)
            thing = thing_before(text[: met.start()])
            if told is None or _AFTER.match(text, met.end()) or (met[0] == "完成" and not thing):
                continue
            marks = frozenset(_MARK.findall(thing or head)) | frozenset(_WHOSE.findall(text))
            rest = text[: met.start()].replace(thing, "") + text[met.end() :]
            yield Deed(clause, thing, head, marks, _name(met[0]), rest, *told)


def _name(printed: str) -> str:
    return next((name for opening, name in _ONE_NAME.items() if printed.startswith(opening)), printed)


def _subject(text: str) -> str:
    """What a clause is about, for the clauses that go on with it: the work that it names, with its part."""
    named, whole = next(things(text), ""), thing_before(text)
    if not named:
        ends = [place.end() for place in _PLACE.finditer(whole)]
        return whole[: ends[-1]] if ends else whole if _MARK.search(whole) else ""
    return whole if whole.startswith(named) and _MARK.search(whole, len(named)) else named


def thing_before(before: str) -> str:
    """What stands before a deed, without what tells when, how many, and how things stand.

    医技楼 of 医技楼已通过消防验收 as of 完成医技楼消防验收.
    """
    pieces = [_bare(piece) for piece in _STATE.split(DATE.sub("", before))]
    return pieces[0] or next((piece for piece in reversed(pieces) if piece), "")


def _bare(piece: str) -> str:
    return _INSIDE.sub("", _ENDS.sub("", _LEADS.sub("", FIGURE.sub("", REST.sub("", piece))))).replace("、", "")


def fallen(earlier: Sequence[Deed], later: Sequence[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """The deeds told as done in one cell and, of the very thing, as still to be done in a later one, each once.

    Not where a cell tells it both ways: then two things bear one name. Of one deed a cell is read MANY times at most.
    """
    for name in dict.fromkeys(deed.name for deed in earlier if deed.done):
        was, now = ([deed for deed in cell if deed.name == name][:MANY] for cell in (earlier, later))
        both = [*was, *now]
        sole = not any(deed.thing for deed in both) and len({deed.head for deed in both if deed.head}) <= 1
        done, pending = _one_way(was, sole=sole), _one_way(now, sole=sole)
        for one in (deed for deed in done if deed.done):
            other = next((d for d in pending if not d.done and _fell_back(one, d, sole=sole)), None)
            if other is not None:
                yield one, other


def _one_way(told: Sequence[Deed], *, sole: bool) -> list[Deed]:
    """The deeds of a cell that it does not tell both ways of one thing."""
    return [a for a in told if not any(b.done is not a.done and _is_same(a, b, sole=sole) for b in told)]


def _fell_back(was: Deed, now: Deed, *, sole: bool) -> bool:
    texts = [fold(deed.clause.text).text for deed in (was, now)]
    if now.rung > was.rung or any(ROLLING.search(text) for text in texts):
        return False
    if _TRIAL.search(was.told) and _FOR_GOOD.search(now.told):
        return False
    levels = [set(_LEVEL.findall(deed.told)) for deed in (was, now)]
    higher = levels[1] - levels[0] if levels[0] or "验收" in now.name else set()
    return not (higher or any(_OTHER.search(deed.told) for deed in (was, now))) and _is_same(was, now, sole=sole)


def _is_same(one: Deed, other: Deed, *, sole: bool) -> bool:
    """Whether two deeds are done to one thing: named alike, and of the same part.

    What is not named is known by the deed's own name (后续扶持规划), or where no other thing is (`sole`); a name may
    lack what its stretch spoke of before (设备采购 after 东院区装修, 东院区设备采购).
    """
    if one.marks != other.marks or set(_OTHER.findall(one.thing)) != set(_OTHER.findall(other.thing)):
        return False
    (short, beside), (long, _) = sorted(((d.thing or d.head, d.head) for d in (one, other)), key=lambda d: len(d[0]))
    if not short:
        return sole or (not long and len(one.name) > NAMED)
    if short != long:
        return len(short) >= NAMED and long.endswith(short) and beside.startswith(long.removesuffix(short))
    return len(short) >= NAMED or one.head == other.head or not (one.head and other.head)  # of two projects: 用地, 用地
