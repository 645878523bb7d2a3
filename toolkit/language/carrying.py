"""Which hedged clause has to carry the completion that a target asks for; hedges about anything else are harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from toolkit.language.claims import HEDGED, Clause, Mode
from toolkit.language.finished import MILESTONES, Finished, figures, is_preparatory, names_a_work, untitled
from toolkit.language.howfar import DATE
from toolkit.language.likeness import bigrams, content
from toolkit.language.numbering import parts
from toolkit.language.promises import COMPLETES, named, on_the_way, without_milestones
from toolkit.language.text import Span, clauses, fold
from toolkit.language.words import Words

# Share of a part's content that only hedged clauses speak of, above which they carry it.
CARRIED = 0.35
# Share of a hedged clause's own content that the target must know, for the clause to speak of nothing else.
ABOUT = 0.5
# Bigrams of its own up to which a clause names no other thing (有望获得命名).
BRIEF = 1
# The fullest real cells hold 16 parts and 9 hedges; every part is held against every hedge.
MOST = 80
_COMPLETED = {"built", "in_use"}
_BUILDS = re.compile(
    r"(?:全年|年内|计划|[上下]半年|[一二三四]季度|[0-9]{1,2}月底?前?|年底前|在[^，。；]{1,12}?)*(?:建成|建设|完成|新建|改造|改建|扩建|新改)"
)  # not 推进, 加快
_BENEFIT = re.compile(
    r"(?:全面|进一步|不断|切实|持续|有效)*(?:提升|提高|改善|增强|保障|保证|满足|方便|便利|惠及|解决[^，。；]{0,12}问题)"
)  # what a work is good for: 提高群众生活便利性
# 预计可实现增长目标: no figure, no name, all of it.
_GOAL = re.compile(
    r"(?:预计|有望|力争|将|可)[^，。；0-9]{0,8}(?:实现|完成|达到|达成)[^，。；0-9]{0,8}(?:目标|任务|指标)$"
)
_JUDGED = re.compile(r"验收|认定|评审|评估|审批|考核|测评|复核")
_WORK_ENDED = re.compile(
    r"(?:改造|建设|施工|任务|工程|安装)[^，。；]{0,6}(?:完成|结束|完毕)|全部(?:完成|结束)|完成[^，。；]{0,12}(?:改造|建设|任务)"
)
_WORKS = re.compile(
    r"验收|收尾|装修|调试|联调|安装|施工|布展|铺装|砌筑|竣工|完工|投用|启用|入住|分房|交付|移交|开馆|开园"
)
_PARTWAY = re.compile(r"(?:工程量|总量|进度|形象)[^，。；0-9]{0,6}[1-9]?[0-9](?:\.[0-9]+)?%$")
_WANTS_ALL = re.compile(r"全部|完成|建成|完工|竣工|投用|投入使用|到位|交付|办结|发放")
_PLANS = re.compile(r"方案|设计|选址|论证|可研|前期|报批|审批|规划|谋划|磋商|对接|洽谈")
_REST = re.compile(r"其余|剩余|余下|尚有|还有|另有|另外|另[0-9一二两三四五]")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A hedged clause of the evidence and the part of the target that it should have finished."""

    part: Span
    clause: Clause


class _Part:
    """One part of a target and what the evidence has to show for it."""

    def __init__(self, span: Span, words: Words) -> None:
        self.span = span
        self.words = words
        self.folded = fold(span.text).text
        self.asked = bigrams(span.text)
        self.figures = figures(self.folded)
        bare = untitled(self.folded)
        self.milestones = {n for n in MILESTONES if words.pattern(f"milestones.{n}_pattern").search(bare)}

    def left_behind(self, done: Finished) -> set[str]:
        """The milestones that the evidence reports: those of a work only where the part asks for no more."""
        return done.of_works if names_a_work(self.folded) else done.milestones

    @cached_property
    def undertaking(self) -> bool:
        """Whether the part asks only for a beginning or a going on, which work under way answers."""
        started = self.words.pattern("milestones.started_pattern")
        outcomes = self.words.pattern("targets.outcome_pattern").finditer(self.folded)
        return not self.figures and all(started.fullmatch(word.group()) for word in outcomes)

    @cached_property
    def head(self) -> str:
        """The deed that a part ends with (完成…登记颁证), its last two characters; nothing where it asks otherwise."""
        runs = content(self.folded) if self.folded.startswith(("完成", "全面完成", "基本完成")) else []
        return runs[-1][-2:] if runs and len(runs[-1]) > 2 else ""

    def _is_planned(self, folded: str) -> bool:
        """Whether a clause tells of plans for what the part wants begun: 正在优化设计方案 for 启动扩建工程."""
        return _PLANS.search(folded) is not None and _PLANS.search(self.folded) is None

    def only_begun(self, clause: Clause, done: Finished, *, alone: bool) -> bool:
        """Whether the part wants something finished, of which only a beginning and, in this clause, work is told."""
        if not _WANTS_ALL.search(self.folded) or self.undertaking or is_preparatory(self.folded):
            return False
        near = alone or bool(bigrams(clause.text) & self.asked)
        return near and clause.mode is not Mode.BASICALLY and done.only_begun(self.asked)

    def under_way(self, clause: Clause, done: Finished) -> bool:
        """Whether the one thing wanted is to be finished or in use, and works on it are all that is told."""
        owed = self.milestones & _COMPLETED
        if not owed or not _COMPLETED.isdisjoint(self.left_behind(done)) or self.undertaking or self.reached(done):
            return False
        if done.tells_all(self.figures) or any(_WORK_ENDED.search(text) for text in done.texts):
            return False  # 改造任务全部完成，正在组织验收
        return _WORKS.search(fold(clause.text).text) is not None

    def reached(self, done: Finished) -> bool:
        """Whether a finished clause reports, in the unit of the part's figure, at least as much."""
        told = done.prepared if is_preparatory(self.folded) else done.figures
        return any(told.get(unit, -1.0) >= asked for asked, unit in self.figures)

    def left_to(self, clause: Clause, done: Finished, *, alone: bool) -> bool:
        """Whether the completion of the part rests on this hedged clause."""
        folded = fold(clause.text).text
        if clause.mode is Mode.ONGOING and self.undertaking:
            return done.said == folded and self.milestones == {"started"} and self._is_planned(folded)
        if clause.mode is Mode.BASICALLY and "基本" in self.folded:
            return False
        if done.nothing:
            return True
        reached = self.reached(done)
        if self._is_rest(folded, reached) and not done.tells_all(self.figures):
            return True
        if not reached and any(u == unit and v >= asked for asked, unit in self.figures for v, u in figures(folded)):
            return True  # the very figure that is asked for is only hoped for
        if self._owes(clause, done, alone=alone) or (not reached and self.figures and _GOAL.search(folded)):
            return True
        if self.head and self.head in folded and not done.says(self.head) and not self.undertaking:
            return True
        if clause.mode is Mode.PROSPECTIVE and reached:
            return False
        return len((bigrams(clause.text) & self.asked) - done.told) >= CARRIED * max(len(self.asked), 1)

    def put_off(self, clause: Clause, before: str, done: Finished, *, alone: bool) -> bool:
        """Whether the clause only sets a later time for the completion of what its stretch spoke of before it.

        Where a target asks for one thing (`alone`), a clause that names nothing speaks of it, unless anything is
        built or counted: a count in another unit or in characters may be the answer.
        """
        if clause.mode is not Mode.PROSPECTIVE or not self.figures or self.undertaking:
            return False
        partway = _PARTWAY.search(before) is not None  # 已完成总工程量的90%，计划12月底前完成: nothing was reached
        if self.reached(done) and not partway:
            return False
        folded = fold(clause.text).text
        if not COMPLETES.search(folded) or len(bigrams(named(folded.partition("并")[0]))) > BRIEF:
            return False  # it names something of its own
        if partway:
            return bool(bigrams(before) & self.asked)
        if alone and _BUILDS.match(self.folded) and not done.counts and _COMPLETED.isdisjoint(self.left_behind(done)):
            return True
        return len(bigrams(before) & self.asked) >= ABOUT * max(len(self.asked), 1)

    def _is_rest(self, folded: str, reached: bool) -> bool:
        """Whether the clause tells of what is left of the very thing: in its unit, or without a figure."""
        if not _REST.match(folded) or not (self.figures or "全部" in self.folded) or reached:
            return False
        units = {unit for _, unit in figures(folded)}
        elsewhere = bool(units and self.figures) and units.isdisjoint(unit for _, unit in self.figures)
        return not elsewhere

    def _owes(self, clause: Clause, done: Finished, *, alone: bool) -> bool:
        """Whether the clause promises a milestone that the part asks for and nothing finished has reached."""
        folded = fold(clause.text).text
        owed = self.milestones - self.left_behind(done) - ({"built"} if self.reached(done) else set())
        if not owed:
            return False
        if "approved" in owed and folded.startswith("待"):
            return True  # 待省里公布结果
        judged = _JUDGED.search(self.folded)
        if "approved" in owed and judged and judged.group() in folded and clause.mode is Mode.PROSPECTIVE:
            return True  # 通过国家验收: 拟于一季度提请国家联合验收
        # 拟于4月下旬发布 names nothing; beside other parts it goes on with what its stretch spoke of.
        bare = DATE.sub("，", folded).removeprefix(clause.cue) if alone else folded
        own = bigrams(without_milestones(bare, self.words))
        if len(own) > BRIEF and len(own & self.asked) < ABOUT * len(own):
            return False  # it speaks of something else
        nearer = not owed.isdisjoint(_COMPLETED) and on_the_way(folded, self.words)
        return nearer or any(self.words.pattern(f"milestones.{name}_pattern").search(folded) for name in owed)


def hedged_carriers(target: str, evidence: Sequence[Clause], words: Words) -> Iterator[Carrier]:
    """Every part of the target whose completion only a hedged clause speaks of.

    A part that asks for an undertaking (推进, 启动) is answered by work under way; one whose figure the evidence
    reports as reached is finished, whatever is said of a later time.
    """
    hedged = [clause for clause in evidence if clause.mode in HEDGED][:MOST]
    if not hedged:
        return
    done = Finished(evidence, frozenset({Mode.REALISED}), words)
    under_way = Finished(evidence, frozenset({Mode.REALISED, Mode.ONGOING}), words)
    spans = target_parts(target)[:MOST]
    alone = sum(_BENEFIT.match(span.text) is None for span in spans) == 1
    parts, told = [_Part(span, words) for span in spans], [(clause, _before(clause, evidence)) for clause in hedged]
    for part in parts:
        finished = under_way if part.undertaking else done
        own = (pair for pair in told if alone or _goes_with(part, parts, *pair))
        carrier = next((c for c, before in own if _carries(c, part, finished, before, alone=alone)), None)
        if carrier:
            yield Carrier(part.span, carrier)


def _goes_with(part: _Part, parts: Sequence[_Part], clause: Clause, before: str) -> bool:
    """Whether a clause that names nothing of a part goes on with what tells of it, and not of another part.

    滨江隧道累计掘进2980米，计划2026年通车 says nothing of the bridge that is to be opened.
    """
    if len(bigrams(clause.text) & part.asked) > BRIEF + 1 or not before:
        return True
    ahead = bigrams(before)
    return 2 * len(ahead & part.asked) >= max(len(ahead & other.asked) for other in parts)


def _carries(clause: Clause, part: _Part, finished: Finished, before: str, *, alone: bool) -> bool:
    if part.only_begun(clause, finished, alone=alone) or (alone and part.under_way(clause, finished)):
        return True
    return part.left_to(clause, finished, alone=alone) or part.put_off(clause, before, finished, alone=alone)


def _before(clause: Clause, evidence: Sequence[Clause]) -> str:
    """What the stretch of a clause says before it."""
    return "，".join(c.text for c in evidence if c.stretch == clause.stretch and c.start < clause.start)


def target_parts(target: str) -> tuple[Span, ...]:
    """The clauses of a target, those of each numbered part apart."""
    numbered = parts(target)
    if not numbered:
        return clauses(target)
    return tuple(
        Span(part.start + span.start, part.start + span.end, span.text)
        for part in numbered
        for span in clauses(part.text)
    )
