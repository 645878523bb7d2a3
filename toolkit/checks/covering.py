"""What the progress of an item makes of each part of its target, worked out once for the rules and the levels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.checks.blanks import blank
from toolkit.language.answering import UNTOLD, Answer, Evidence, answers
from toolkit.language.asks import Ask, asks, is_title, leads_in
from toolkit.language.bare import is_bare, lone_share, restated
from toolkit.language.binding import NEARLY
from toolkit.language.carrying import hedged_carriers
from toolkit.language.claims import Mode
from toolkit.language.coverage import covered, pieces
from toolkit.language.likeness import bigrams
from toolkit.language.measures import Measure
from toolkit.language.members import Member, Roll, all_told, roll, unnamed
from toolkit.language.quantities import Number
from toolkit.language.stages import Shortfall, shortfalls
from toolkit.language.text import fold
from toolkit.lean import once
from toolkit.model import Column

if TYPE_CHECKING:
    from toolkit.checks.subject import Reading

ALL = 100  # per cent
# How far some work has come, told in per cent of it.
_HALF_WAY = re.compile(
    r"进度[^，。；0-9]{0,16}$|完成[^，。；0-9]{0,8}(?:任务|目标|工程量|总量)的?$|^(?:目前|现)?已?完成了?$"
)
_ON_THE_WAY = re.compile(r"^[^0-9，。；]{0,6}(?:推进|推动|加快|启动|实施|开工|开展|谋划)")
_BARE_DONE = re.compile(
    r"(?:目前|现|该?项目|该?工程|工作|任务|年度|全部|均|已经?|如期|按期|按时|提前|圆满|顺利|全面)*"
    r"(?:完成|完工|竣工|建成|办结|投用|投入使用|交付使用|通过验收|达成|实现)"
    r"(?:建设|年度|全年|季度|既定|预定|预期|各项|全部|工作|任务|目标|指标|并?(?:交付|投入使用|投用|通过验收))*"
)
_DEED_DONE = re.compile(r"(?:目前|现|已|均|全部|如期|按期)*完成了?(?P<deed>[一-鿿]{2,4}?)(?:工作|任务)?")
# 各项指标均已完成: said of all that was asked for.
_ALL_MET = re.compile(
    r"(?:各项?|全部|所有|绩效)(?:绩效|年度|目标|工作|任务)*(?:指标|目标|任务)[^，。；]{0,4}(?:均|全部|都|全面)[^，。；]{0,8}(?:完成|达成|实现|达标)|"
    r"(?:这些|上述|以上)(?:各项)?(?:任务|目标|工作|指标|事项)(?:均|都|全部)(?:已经?)?(?:全部|如期|按期|顺利)*(?:完成|达标|办结)"
)
_ALL_OF_IT = re.compile(
    r"[一-鿿]{2,10}(?:已|均)[^，。；]{0,6}(?:全部|均)(?:安装|建设|施工|改造|更换|维修|整修|修复|铺设)(?:完毕|完成|到位)"
)
FEW = 3  # clauses
_ASIDE = re.compile(r"（[^（）]{0,12}）$")
# A call to finish names a field and no deed of its own.
_CALL = re.compile(
    r"(?:全面|圆满|如期|顺利|高质量|超额|确保|力争)*(?:完成|实现|达到|冲刺)(?:调整后的|年度|全年|年初)*[^，。；0-9]{0,12}(?:任务|目标|指标)|"
    r"各项(?:任务|目标|指标)(?:全面|圆满|如期)?(?:完成|达标|收官)|[^，。；0-9]{0,8}任务(?:圆满|全面)?(?:收官|扫尾|完成)"
)
SPOKEN_OF = 0.25  # share of the year's words from which on the progress speaks of it
_RATE = re.compile(r"增长率|增速|增幅|[^效]率[：:]|比例[：:]|比重")  # 地区生产总值增长率：与市保持同步
_IN_YEAR = re.compile(r"20[0-9]{2}(?=年)")
_FINISHED = re.compile(r"(?:^|[：:])(?:已|均|全部)+(?:完工|完成|竣工|建成)$")
_TASK_MET = re.compile(
    r"完成[^，。；]{0,14}[0-9][^，。；]{0,12}(?:任务|目标|计划)|(?:为|占|超过?|达到?)[^，。；0-9]{0,6}(?:任务|目标|计划)数?的?[0-9]"
)


def _likely(target: Measure, actual: Measure) -> bool:
    """Whether a figure of another name may be the answer by what it comes to."""
    return target.amount <= 2 * actual.amount <= 4 * target.amount


class Coverage:
    """The asks of the judged target with their answers, lists, milestones; each worked out when first asked for."""

    def __init__(self, item: Reading) -> None:
        """Of one item's reading."""
        self._item = item

    @once
    def asks(self) -> tuple[Ask, ...]:
        """What the judged target asks for, thing by thing."""
        return asks(self._item[self._item.target], self._item.words)

    @once
    def answers(self) -> tuple[Answer, ...]:
        """How the progress answers each ask, in the target's order."""
        evidence = Evidence(self._item.claims, self._item.words)
        context = (
            asks(self._item[Column.ANNUAL_TARGET], self._item.words)
            if self._item.target is Column.PERIOD_TARGET
            else ()
        )
        return tuple(answers(self.asks, evidence, context, self._figures))

    @once
    def _figures(self) -> dict[int, set[int]]:
        """By an ask's offset, those of the clauses whose figures answer its figures; empty where none does."""
        figured: dict[int, set[int]] = {}
        for match in self._item.matches:
            at = match.target.number.start
            ask = next((ask for ask in self.asks if ask.start <= at < ask.end), None)
            if ask:
                best = max((answer.coverage for answer in match.answers), default=0.0)
                near = [a for a in match.answers if a.coverage >= best - NEARLY]
                if len(self.asks) > 1:  # of several asks, what names something else answers none
                    near = [a for a in near if a.coverage > 0 or not a.actual.label or _likely(match.target, a.actual)]
                places = {a.actual.clause.start for a in near}
                figured.setdefault(ask.start, set()).update(places)
        return figured

    @once
    def rolls(self) -> dict[Ask, Roll]:
        """The asks that list names or topics, each with its list."""
        return {ask: found for ask in self.asks if (found := roll(ask))}

    @once
    def unnamed(self) -> tuple[tuple[Roll, Member], ...]:
        """The listed names and topics that the progress nowhere speaks of, though of others it does."""
        return tuple((found, member) for found in self.rolls.values() for member in unnamed(found, self._told))

    @once
    def figured(self) -> frozenset[int]:
        """Offsets of the progress's clauses that hold a figure or a date."""
        starts = [clause.start for clause in self._item.claims]
        spots = [number.start for number in self._item.numbers(Column.PROGRESS) if number.kind != "ordinal"]
        return frozenset([starts[at - 1] for spot in spots if (at := bisect_right(starts, spot))])

    @once
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Milestones of the target that the progress reports as not reached."""
        return tuple(shortfalls(self.asks, self.rolls, self._figures, self._item.claims, self._item.words))

    @once
    def owed(self) -> tuple[Answer, ...]:
        """The answers to what could be missing: no mere directions, nothing that is asked not to happen."""
        absent = self._item.words.pattern("void.asked_pattern")
        owed = (a for a in self.answers if not a.ask.soft and not absent.search(a.ask.folded))
        return tuple(a for a in owed if not (self._due_later(a.ask) or self._is_call(a.ask)))

    def _is_call(self, ask: Ask) -> bool:
        """Whether a period's ask is but a call to reach the year's target, which is spoken of: 全面完成招商引资任务."""
        year = self._item[Column.ANNUAL_TARGET]
        if self._item.target is not Column.PERIOD_TARGET or not _CALL.fullmatch(ask.folded) or not year.strip():
            return False
        told = frozenset().union(*map(pieces, self._told))
        return covered(pieces(year), told) >= SPOKEN_OF

    def _due_later(self, ask: Ask) -> bool:
        """Whether an ask is dated after the period: 2025年全面完成 is not owed in 2024."""
        years = [int(year) for year in _IN_YEAR.findall(ask.folded)]
        return bool(years) and self._item.period is not None and min(years) > self._item.period.year

    @once
    def hoped(self) -> list[int]:
        """Offsets of the parts of the target that are spoken of, and only hoped for."""
        item = self._item
        return [carrier.part.start for carrier in hedged_carriers(item[item.target], item.claims, item.words)]

    @once
    def missed(self) -> tuple[Answer, ...]:
        """The asks of which a claimed 完成 says nothing; none where it says nothing at all, or that nothing existed."""
        item = self._item
        if not item.done or blank(item[Column.PROGRESS], item.words):
            return ()
        untold = [answer for answer in self.owed if not answer.told]
        void = frozenset().union(*(bigrams(c.text) for c in item.claims if c.mode is Mode.VOID))
        if void:  # what is said not to exist was spoken of; of another numbered part it tells nothing
            untold = [a for a in untold if a.ask.group and not void & bigrams(a.ask.text)]
        if not untold or self._done_as_a_whole():
            return ()
        short = {found.ask for found in self.shortfalls}  # spoken of, and told to be not so far
        return tuple(
            answer
            for answer in untold
            if answer.ask not in short
            and not leads_in(answer.ask, self.asks, item[item.target])
            and not any(answer.ask.start <= at < answer.ask.end for at in self.hoped)
            and self._untold_as_a_whole(answer)
            and not self._counted(answer)
        )

    def _counted(self, answer: Answer) -> bool:
        """Whether as many are told of as the ask counts, by another name: 新建城北支路等6处路桥 for 打通断头路6条."""
        mine = [m for m in self._item.matches if answer.ask.start <= m.target.number.start < answer.ask.end]
        return any(
            other.realised and other.amount == m.target.amount > 1 and other.number.dimension == "count"
            for m in mine
            if m.target.number.dimension == "count"
            for other in m.kindred
        )

    @once
    def share(self) -> Number | None:
        """The share of the plan of which alone the progress consists, where none is what the target asks for."""
        rates = any(measure.number.unit == "%" for measure in self._item.measures(self._item.target))
        rates = rates or _RATE.search(self._item[self._item.target]) is not None
        return None if rates else lone_share(self._item[Column.PROGRESS], self._item.numbers(Column.PROGRESS))

    @once
    def restated(self) -> bool:
        """Whether the progress is but the value that the target gives an indicator."""
        return restated(self._item[Column.PROGRESS], self._item[self._item.target])

    @once
    def half_way(self) -> Number | None:
        """How far the work has come, in per cent, where nothing else is told of what is counted: 进度已达55%."""
        item = self._item
        if any(measure.number.unit == "%" for measure in item.measures(item.target)):
            return None
        unmet = [m.target for m in item.matches if m.target.number.dimension == "count" and not m.answers]
        counted = any(self.demands(target) for target in unmet)
        told = (m for m in item.measures(Column.PROGRESS) if m.number.unit == "%" and m.amount < ALL and m.realised)
        return next((m.number for m in told if counted and _HALF_WAY.search(m.before)), None)

    def demands(self, target: Measure) -> bool:
        """Whether a figure stands in an ask that wants it reached: 推进3个项目 does not."""
        at = target.number.start
        text = next((a.folded for a in self.asks if a.start <= at < a.end), "")
        return _ON_THE_WAY.search(text) is None

    @once
    def all_of_it(self) -> bool:
        """Whether a short progress says of its thing that all of it is done: 照明设施已于4月全部安装完毕."""
        told = [fold(clause.text).text for clause in self._item.claims]
        return len(told) <= FEW and any(_ALL_OF_IT.fullmatch(clause) for clause in told)

    def _done_as_a_whole(self) -> bool:
        """Whether the progress only says that all is done (已完工), how far, or that a named work met its task."""
        told = [fold(clause.text).text for clause in self._item.claims]
        answered = self._item.lone is not None or self.share is not None or self.half_way is not None
        if self.all_of_it or any(_ALL_MET.search(clause) for clause in told) or self._deed_done(told) or self.restated:
            return True
        if answered or is_bare(self._item[Column.PROGRESS]) or all(_BARE_DONE.fullmatch(clause) for clause in told):
            return True
        named = len(self.asks) == 1 and is_title(_ASIDE.sub("", self.asks[0].folded), self._item.words)
        return named and any(_TASK_MET.search(clause) or _FINISHED.search(clause) for clause in told)

    def _deed_done(self, told: Sequence[str]) -> bool:
        """Whether the one thing asked for is told to be done by its deed alone: 起草条例 and 已完成起草工作."""
        done = [found["deed"] for clause in told if (found := _DEED_DONE.fullmatch(clause))]
        return len(self.asks) == 1 and any(self.asks[0].folded.startswith(deed) for deed in done)

    def _untold_as_a_whole(self, answer: Answer) -> bool:
        """Whether a missed ask is no list, whose names are judged one by one, or one of which nothing is told."""
        found = self.rolls.get(answer.ask)
        return found is None or (answer.share < UNTOLD and not all_told(found, self._told))

    @once
    def _told(self) -> tuple[str, ...]:
        """The clauses that claim something, folded."""
        return tuple(fold(clause.text).text for clause in self._item.claims if clause.mode is not Mode.VOID)
