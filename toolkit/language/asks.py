"""What a target asks for, thing by thing: its parts, and the acts and milestones that each wants to see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from toolkit.language.likeness import content
from toolkit.language.numbering import parts
from toolkit.language.text import Span, clauses, fold
from toolkit.language.traits import is_trait
from toolkit.language.words import Words
from toolkit.lean import quick

# An act is asked for where its word ends the clause (开展绩效评价20次), or opens it or a coordinate of it (并公开结果).
_ENDS = re.compile(
    r"(?:工作|行动|活动|任务|专项|全覆盖|体系|制度|机制)?(?:[0-9一二三四五六七八九十两约不近超]|$|、|和|与|并|及)"
)
_OPENS = re.compile(
    r"(?:^|、|并|和|及|与|全面|社会|对外|依法|严格|严厉|从严|组织|开展|实施|进行|集中|抓紧|全部|按时|及时|持续|深入|大力|精准)$"
)
# 6万亩 is a demand, S2线 a name.
_FIGURE = re.compile(r"(?<![A-Za-z0-9.])[0-9](?![0-9]*(?:号线|号楼|号路|标段|期工程))")
# 对重大项目实行跟踪问效: the direction stands behind what it is for.
_TOWARDS = re.compile(r"对[^，。；]{2,30}?(?:实行|开展|进行|予以|给予|逐一|逐项|定期|全程)+")


_JOINT = re.compile(r"(?:并|同时|其中|且)(?=\S{3})")
_PIECE = re.compile(r"(?:《[^《》]*》|“[^“”]*”|（[^（）]*）|[^、])+")
# 2021年预期目标：, 年初目标值=: heads a value, and asks for nothing by itself.
_HEADING = (
    r"(?:20[0-9]{2}年度?)?(?:工作|年度|全年|预期|年初|期初|绩效|计划)*(?:目标|指标|任务|计划)(?:任务)?(?:数|值|量)?"
    r"(?:[（(][^（）()]{0,8}[）)])?"
)
_PLANNED = re.compile(rf"[，,：:]\s*{_HEADING}(?:(?:为|是|：|:)?\s*[0-9]|\s*[：:=])")
_HEADED = re.compile(rf"{_HEADING}(?:[=≥≤<>]+[^，。；：]*)?")
MOST = 60  # asks: the fullest real targets hold 16
LEAST_PIECE = 4  # characters of a coordinated piece: less is a name (新建、改建)
LONGEST_HEADING = 30  # characters: a longer sentence says something
_DEEDS = re.compile(
    r"将|把|对|建设|扩建|推广|完善|落实|做好|抓好|加装|整治|治理|实现|争取|力争|确保|投资|新开工|新|提升改造|编|办"
)
_PROGRAMME = re.compile(r"(?:大力|深入|全面|持续|组织|扎实)*(?:实施|开展|推进|落实|抓好|做好|办好|加快|打好|深化)")
# 在人流密集、停留时间较长的商圈、广场等位置: where, and not what.
_WHERE = re.compile(r"(?:主要|重点)?在[^，。；]{4,}?(?:位置|区域|地段|场所|路段|地区|范围内?)")
_YEAR = re.compile(r"20[0-9]{2}年?度?|[0-9]{1,2}月底?前?")


@quick
@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a target asks for; offsets are those of the target's cell as printed.

    `group` is the numbered part it stands in (0 where the target is no list). `soft` where it only sets a direction
    (加强…, 推动…). `acts` are the [actions] that it wants done.
    """

    start: int
    end: int
    text: str
    folded: str
    group: int
    soft: bool
    acts: tuple[str, ...]


@lru_cache(maxsize=2048)
def asks(target: str, words: Words) -> tuple[Ask, ...]:
    """Everything a target asks for, in order; clauses that say how, when or to what end are left out.

    A cell that asks for more than any target does is no target, and asks for nothing.
    """
    found = tuple(islice(_asks(target, words), MOST + 1))
    return found if len(found) <= MOST else ()


def _asks(target: str, words: Words) -> Iterator[Ask]:
    numbered = parts(target)
    stretches = [(part.start, part.text) for part in numbered] or [(0, target)]
    manner = words.pattern("asks.manner_pattern")
    for group, (offset, text) in enumerate(stretches, 1 if numbered else 0):
        opening = len(text) - len(text.lstrip())
        for span in (piece for clause in clauses(text) for piece in _coordinated(clause, words)):
            folded = fold(span.text).text
            if not "".join(content(span.text)) or manner.match(folded) or is_trait(folded):
                continue
            if span.start == opening and _heads(text, span, folded, words):
                continue
            if _WHERE.fullmatch(folded):
                continue
            if _HEADED.fullmatch(folded) or (not _FIGURE.search(folded) and _PLANNED.match(text, span.end)):
                continue  # 城镇新增就业，工作目标5万人: the figure behind it is its own
            joint = _JOINT.match(span.text)
            if joint:
                span = Span(span.start + joint.end(), span.end, span.text[joint.end() :])
                folded = fold(span.text).text
            acts = tuple(_acts(folded, words))
            soft = not acts and not _FIGURE.search(folded) and _is_soft(folded, words)
            yield Ask(offset + span.start, offset + span.end, span.text, folded, group, soft, acts)


def is_title(folded: str, words: Words) -> bool:
    """Whether a clause names a piece of work and says nothing of it: 学前教育扩容工程, not 建设学校 or 学校开工."""
    bare = _YEAR.sub("", folded)
    if len(bare) > LONGEST_HEADING or _FIGURE.search(bare) or words.pattern("targets.outcome_pattern").search(bare):
        return False
    if _opens_with_deed(bare, words) or words.pattern("asks.soft_pattern").match(bare):
        return False
    return words.pattern("asks.title_pattern").search(bare) is not None


def _heads(text: str, span: Span, folded: str, words: Words) -> bool:
    """Whether the opening clause of a stretch ends in 。 or ： and only names what the figures behind it are of."""
    mark = text[span.end : span.end + 1]
    if not mark or mark not in "。：:" or not _FIGURE.search(text[span.end :]):
        return False
    named = _PROGRAMME.match(folded) if mark in "：:" else None  # 实施教育“八大工程”：what follows is it
    return is_title(folded[named.end() :].replace("”", "") if named else folded, words)


def _opens_with_deed(folded: str, words: Words) -> re.Match[str] | None:
    at = 0
    while adverb := words.pattern("asks.adverbs_pattern").match(folded, at):
        at = adverb.end()
    return words.pattern("asks.deed_pattern").match(folded, at) or _DEEDS.match(folded, at)


def _coordinated(clause: Span, words: Words) -> Iterator[Span]:
    """出台细则、建立项目库、举办对接会 asks for three things: each piece between the marks 、 opens with a deed."""
    pieces = list(_PIECE.finditer(clause.text))
    deed = words.pattern("asks.deed_pattern")
    if len(pieces) < 2 or not all(len(p.group()) > LEAST_PIECE and deed.match(fold(p.group()).text) for p in pieces):
        yield clause
        return
    for piece in pieces:
        yield Span(clause.start + piece.start(), clause.start + piece.end(), piece.group())


def _is_soft(folded: str, words: Words) -> bool:
    """Whether the clause opens with a verb that only sets a direction, adverbs passed over."""
    towards = _TOWARDS.match(folded)
    at = towards.end() if towards else 0
    adverbs = words.pattern("asks.adverbs_pattern")
    while adverb := adverbs.match(folded, at):
        at = adverb.end()
    return words.pattern("asks.soft_pattern").match(folded, at) is not None


def _acts(folded: str, words: Words) -> Iterator[str]:
    """Names of the acts that a clause asks for as its predicate; 建设监测站 asks for a station."""
    if not words.any_of("actions").search(folded):
        return
    for name in words.names("actions"):
        for word in words.pattern(name).finditer(folded):
            if _ENDS.match(folded, word.end()) or _OPENS.search(folded[: word.start()]):
                yield name.removeprefix("actions.")
                break


def leads_in(ask: Ask, asks: Sequence[Ask], text: str) -> bool:
    """Whether an ask only heads those behind it: 加快交通建设：…, 开展招商引资，新签约项目200个."""
    if ask.acts or _FIGURE.search(ask.folded) or not _PROGRAMME.match(ask.folded):
        return False
    following = next((other for other in asks if other.start >= ask.end), None)
    between = text[ask.end : following.start] if following else ""
    return between.strip() in ("：", ":") or (
        following is not None and between == "，" and _FIGURE.search(following.folded) is not None
    )
