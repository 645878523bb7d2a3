"""Milestones as orders: how far a document or a project is to come, and how far a text says that it came."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.language.asks import Ask
from toolkit.language.claims import Clause, Mode
from toolkit.language.coverage import covered, mass, pieces
from toolkit.language.members import Member, Roll
from toolkit.language.text import fold
from toolkit.language.things import things
from toolkit.language.words import Words
from toolkit.lean import quick

DOCUMENT, PROJECT = "document", "project"
# Rungs that a target may ask for; a document that is in force was issued.
_ASKED = {DOCUMENT: ("issued",), PROJECT: ("started", "topped", "fitting", "built", "in_use", "full")}
# What is issued: without one of these a target's 出台 or 发布 is about something else.
_PAPER = re.compile(
    r"《|办法|方案|条例|规划|意见|细则|规定|标准|制度|政策|措施|计划|协议|清单|目录|指南|规程|预案|纲要|章程|机制|文件|规则|新政|白皮书|蓝皮书"
)
_TITLE = re.compile(r"《[^《》]*》")
# A milestone that only names a time, a rate or a paper: 竣工前, 开工率, 建成区.
_MERE_WORD = re.compile(r"区(?!域|县)|前|率|时限|图|资料|后(?!的)")
_HEAD_OF_TITLE = re.compile(r"([一-鿿]{2})》")
_BUILDS = re.compile(
    r"(?:新建|修建|兴建|建设)(?![^，。；]{0,20}(?:体系|制度|机制|前期|方案|规划|项目库|数据库|台账|清单|名录|队伍|品牌|文化|环境))"
)
_KEPT_UP = re.compile(r"稳定|平稳|正常|运行")  # 管网稳定运行: what is there is kept going
_PROCEDURE = re.compile(r"通过|验收|评审|组织|正式|顺利|省|市|县|区")
# What a clause that names no milestone tells of the way there, and not of an arrival.
_EFFORT = re.compile(
    r"投资|资金|工程量|采购|合同|批复|进度|专班|手续|设计|论证|学习|考察|推进|协调|调度|用地|征|全长|占地|面积|专题|会议|班子|%(?<=[0-9]%)|方案|"
    r"铺[通设轨]|到段|编制|起草|组织|召开|成立|对接|申请|申报|备案|研究|加快|研讨|走访|座谈"
)
_DONE = (Mode.REALISED, Mode.BASICALLY)
ABOUT = 0.3  # share of the thing's name that a clause, or the subject it goes on with, has to know
NAMED = 0.6  # share of a listed name that a clause has to know to tell of it
OWN = 12.0  # weight of words from which on a clause has a subject of its own


@quick
@dataclass(frozen=True, slots=True)
class Stage:
    """A milestone where it stands: its ladder, its rung counted from the bottom, the word with its printed place."""

    ladder: str
    rung: int
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A target's milestone and the highest that the evidence reports of the same thing, which is lower."""

    ask: Ask
    asked: Stage
    reached: Stage
    clause: Clause
    member: Member | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The printed place of what falls short: a part of the target, or a name that it lists."""
        thing = self.member or self.ask
        return thing.start, thing.end


@dataclass(frozen=True, slots=True)
class _Told:
    """A clause of the evidence on one ladder: how far it says that its subject came.

    `own` are the words of the clause besides its milestones, `so_far` those of its stretch up to it: what it speaks of
    may have been named before.
    """

    clause: Clause
    stage: Stage
    own: frozenset[str]
    so_far: frozenset[str]


def highest(text: str, at: int, ladder: str, words: Words, only: Sequence[str] = ()) -> Stage | None:
    """The highest milestone of a ladder in a clause that begins at printed offset `at`; insides of titles apart."""
    found = _highest(text, ladder, words, tuple(only))
    return found and Stage(ladder, found.rung, found.word, at + found.start, at + found.end)


@lru_cache(maxsize=4096)
def _highest(text: str, ladder: str, words: Words, only: tuple[str, ...]) -> Stage | None:
    folded = fold(text)
    bare = _blank_titles(folded.text)
    if not words.any_of(f"ladders.{ladder}").search(bare):
        return None
    names = words.names(f"ladders.{ladder}")
    for rung in range(len(names) - 1, -1, -1):
        if only and names[rung].rpartition(".")[2].removesuffix("_pattern") not in only:
            continue
        for word in words.pattern(names[rung]).finditer(bare):
            if not _MERE_WORD.match(bare, word.end()):
                start, end = folded.span(word.start(), word.end())
                return Stage(ladder, rung, text[start:end], start, end)
    return None


def shortfalls(
    asks: Sequence[Ask],
    rolls: Mapping[Ask, Roll],
    figured: Mapping[int, Collection[int]],
    evidence: Sequence[Clause],
    words: Words,
) -> Iterator[Shortfall]:
    """Every ask whose milestone the evidence reports as not reached: something lower is told of it and nothing higher.

    Of a list (`rolls`) each name owes the milestone. Where a figure answers (`figured`: by an ask's offset those of the
    clauses), only what is told with the figure can fall short. What is told of a project in words that no rung knows
    may be more, and is left alone. Only finished facts count: the rest is done-on-forecast's to judge.
    """
    for ladder in (DOCUMENT, PROJECT):
        wanted = [(ask, stage) for ask in asks if (stage := _asked(ask, ladder, words))]
        told = list(_told(evidence, ladder, words)) if wanted else []
        for ask, asked in wanted:
            if ask in rolls and not rolls[ask].loose:
                yield from _behind(ask, asked, rolls[ask], told)
                continue
            thing = pieces(_unstaged(ask.text, ladder, words))
            bound = [entry for entry in told if _about(ask, thing, entry, alone=len(wanted) == 1, sole=len(asks) == 1)]
            if any(entry.stage.rung >= asked.rung for entry in bound):
                continue
            if ladder == PROJECT and _told_otherwise(thing, evidence, words):
                continue
            if figured.get(ask.start):
                bound = [entry for entry in bound if entry.clause.start in figured[ask.start]]
            lower = max(bound, key=lambda entry: entry.stage.rung, default=None)
            if lower:
                yield Shortfall(ask, asked, lower.stage, lower.clause)


def _told_otherwise(thing: frozenset[str], evidence: Sequence[Clause], words: Words) -> bool:
    """Whether a finished clause tells of the thing in words that no rung knows: 滨河大桥正式放行 may be its opening."""
    for clause in evidence:
        if clause.mode is not Mode.REALISED or _highest(clause.text, PROJECT, words, ()) or _EFFORT.search(clause.text):
            continue
        if covered(thing, pieces(clause.text)) >= ABOUT:
            return True
    return False


def _behind(ask: Ask, asked: Stage, found: Roll, told: Sequence[_Told]) -> Iterator[Shortfall]:
    """The names of a list of which the evidence tells, by name, a lower milestone and none as high."""
    for member in found.members:
        bound = [entry for entry in told if covered(member.own, entry.own) >= NAMED]
        lower = max(bound, key=lambda entry: entry.stage.rung, default=None)
        # 甲、乙两校通过验收，9月1日迎来首批新生: what a stretch goes on with is told of what it opened with
        after = any(entry.stage.rung >= asked.rung and covered(member.own, entry.so_far) >= NAMED for entry in told)
        if lower and lower.stage.rung < asked.rung and not after:
            yield Shortfall(ask, asked, lower.stage, lower.clause, member)


def _asked(ask: Ask, ladder: str, words: Words) -> Stage | None:
    if ladder == DOCUMENT and not _PAPER.search(ask.folded):
        return None
    asked = highest(ask.text, ask.start, ladder, words, _ASKED[ladder])
    if asked is None and ladder == PROJECT:
        return _to_build(ask, words)
    return None if asked and _KEPT_UP.match(asked.word) else asked


def _to_build(ask: Ask, words: Words) -> Stage | None:
    """建设敬老院 asks for no milestone, but for works: what is not begun is not built."""
    found = _BUILDS.match(ask.folded)
    if found is None or not any(True for _ in things(ask.text[found.end() :])):
        return None
    names = words.names(f"ladders.{PROJECT}")
    rung = next(at for at, name in enumerate(names) if name.endswith(".started_pattern"))
    return Stage(PROJECT, rung, found[0], ask.start, ask.start + found.end())


def _told(evidence: Sequence[Clause], ladder: str, words: Words) -> Iterator[_Told]:
    """Finished clauses that name a milestone."""
    done = [clause for clause in evidence if clause.mode in _DONE]
    staged = {clause.start: stage for clause in done if (stage := highest(clause.text, clause.start, ladder, words))}
    telling = {clause.stretch for clause in done if clause.start in staged}
    so_far: frozenset[str] = frozenset()
    last: Clause | None = None
    for clause in (clause for clause in evidence if clause.stretch in telling):
        own = pieces(_PROCEDURE.sub("，", _unstaged(clause.text, ladder, words)))
        so_far = own if last is None or clause.stretch != last.stretch else so_far | own
        if clause.start in staged:
            yield _Told(clause, staged[clause.start], own, so_far)
        last = clause


def _about(ask: Ask, thing: frozenset[str], told: _Told, *, alone: bool, sole: bool) -> bool:
    """Whether what is told is told of the thing asked for.

    What names no other thing is told of the one milestone asked for, and anything of the only thing asked for.
    """
    if sole or covered(thing, told.own) >= ABOUT or covered(thing, told.so_far) >= ABOUT:
        return True
    title = _HEAD_OF_TITLE.search(ask.folded)  # 条例草案 for 《城市更新条例》
    return alone and (mass(told.own) < OWN or (title is not None and title[1] in told.clause.text))


def _unstaged(text: str, ladder: str, words: Words) -> str:
    """A clause without its milestones."""
    return words.any_of(f"ladders.{ladder}").sub("，", fold(text).text)


def _blank_titles(folded: str) -> str:
    if "《" not in folded:
        return folded
    return _TITLE.sub(lambda title: "《" + "·" * (len(title.group()) - 2) + "》", folded)
