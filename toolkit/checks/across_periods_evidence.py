"""Across periods (跨季): evidence that is handed in again with nothing but its date changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from toolkit.checks.catalogue import history_check
from toolkit.checks.examples import quarters, row_of
from toolkit.checks.series import Course, HistoryReading
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.telling import Figure, asked, figures_of, listed, traits
from toolkit.language.likeness import bigrams
from toolkit.language.stages import DOCUMENT, PROJECT, highest
from toolkit.language.text import fold, normal
from toolkit.model import Column, Severity

_PROGRESS = Column.PROGRESS
_TARGETS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)
# What tells when, and nothing else; taken out of both texts before they are held against each other.
_WHEN = re.compile(
    r"(?:截[至止]|到)?(?:目前|(?:20\d\d年)?(?:\d{1,2}[月]?[—~至到-]{1,2})?\d{1,2}月(?:\d{1,2}日|[底末份初中]|[上中下]旬)?|20\d\d年度?[底末]?|年[底末]|"
    r"(?:第?[一二三四]|本|当|上|前[二三]个?)季度?[末]?|上半年|下半年|全年|今年|本年度?|年初以来)(?:以来|为止|止)?"
)
_DAY = re.compile(r"(?<![\d—~至到-])(?<!截至)(?<!截止)\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|初)")
_YEAR = re.compile(r"20\d\d年")
_BEFORE_NOW = re.compile(
    r"已[于在][^，。；]{0,6}(?:季度|上半年|\d月)[^，。；]{0,6}(?:完成|办结|结束|竣工|投用|验收|印发)|无后续|"
    r"不再(?:开展|组织|新增)|(?:全部|均已?)(?:建成|完成|竣工|投用|投入使用|交付|启用|办结)"
)
# Marks tell nothing, but for those of a number: a minus, a point, a dash between two.
_MARKS = re.compile(r"(?<!\d)[^\w\-−—](?!\d)|(?<=\d)[^\w.\-−—～~%](?=\d)|(?<!\d)[^\w\-−](?=\d)|(?<=\d)[^\w%](?!\d)|_")
# Absence, and what is not due yet, may be told again and again.
MOST_STILL = 40  # characters: a longer text tells of other work too, which may not be told again
_STILL = re.compile(
    r"未发生|零事故|零发生|无[一-鿿]{0,8}事[故件]|未到时限|尚未到|暂未开始|每[月季年][一-鿿]{0,6}\d|按计划[一-鿿]{0,6}季度"
)
_DIGIT = re.compile(r"[0-9]")
FAR = 4  # periods back in which the very text is looked for
ALIKE = 0.5  # of the bigrams of the shorter text, for figures that are the same to be of the same things
HEAVY = 8  # digits beyond the first, of all figures together, from which on half as much does
LARGE = 1000  # a figure without a unit that may be one with a unit unknown here; a smaller is an index


@history_check(
    "evidence-stale",
    family="across-periods",
    title="佐证照搬上期",
    certainty="exact",
    severity="medium",
    objects=[
        quarters(
            row_of(8, "推进重大项目建设。", "截至9月底，全市重大项目完成投资980亿元。"),
            row_of(8, "推进重大项目建设。", "截至12月底，全市重大项目完成投资980亿元。", "完成"),
            first=3,
        ),
        quarters(
            row_of(5, "开展技能培训。", "举办培训班42期，培训学员3186人次，发放补贴126.4万元。"),
            row_of(5, "开展技能培训。", "共有3186人次参加42期培训班，补贴资金126.4万元已发放到位。"),
        ),
    ],
    silent=[
        quarters(
            row_of(8, "推进重大项目建设。", "截至9月底，全市重大项目完成投资980亿元。"),
            row_of(8, "推进重大项目建设。", "截至12月底，全市重大项目完成投资1262亿元。", "完成"),
            first=3,
        ),
        quarters(row_of(8, "推进重大项目建设。", "正在推进。"), row_of(8, "推进重大项目建设。", "正在推进。")),
        quarters(
            row_of(5, "开展技能培训。", "认真落实职业技能提升行动方案，健全培训机制。一季度举办培训班12期。"),
            row_of(5, "开展技能培训。", "认真落实职业技能提升行动方案，健全培训机制。二季度举办培训班19期。"),
        ),
    ],
)  # fmt: skip
def evidence_stale(history: HistoryReading, *, min_chars: int = 12, figures: int = 2) -> Iterator[Remark]:
    """判什么：进展与上一期（或上年同期、近四期之一）相同，只改了时间；或有分量的数字（不少于 figures 个）全部照旧。
    为什么：过了一个季度，证据没有变，说明本期没有新的进展，或没有重新核实。
    取证：请提供本期新发生的工作和数据，注明发生时间。
    局限：不计时间后不足 min_chars 字的不判；上期已报完成、写明办结时间的，逐字相同只作提示；目标里已有的数字不算。
    """
    same = _Same(history)
    for course in history.courses:
        for at, row in sorted(course.rows.items()):
            for before, earlier in _compared(history, course, at, same):
                remark = _stale(history, (earlier, row), before, at, min_chars, figures)
                if remark is not None:
                    yield remark
                    break


class _Same:
    """The rows of each period by their progress without dates and marks, and by the figures that it tells.

    Each is read once and only when asked for.
    """

    def __init__(self, history: HistoryReading) -> None:
        self._history = history
        self._rows: dict[int, dict[str, list[Reading]]] = {}
        self._figured: dict[int, dict[Figure, list[Reading]]] = {}

    def sharing(self, at: int, row: Reading) -> Sequence[Reading]:
        """The rows of a period that tell the figure by which a progress is best known: the one of most digits."""
        if at not in self._figured:
            known = self._figured[at] = {}
            for other in self._history.reports[at].intact:
                for figure in figures_of(other):
                    known.setdefault(figure, []).append(other)
        telling = figures_of(row) - traits(row) - asked(row)
        best = max(telling, key=lambda figure: (len(figure[0].strip("0")), figure), default=None)
        return self._figured[at].get(best, ()) if best else ()

    def of(self, at: int, progress: str) -> Sequence[Reading]:
        """The rows of a period that tell the same progress."""
        if at not in self._rows:
            known = self._rows[at] = {}
            for row in self._history.reports[at].intact:
                known.setdefault(_timeless(row[_PROGRESS]), []).append(row)
        return self._rows[at].get(_timeless(progress), ())


def _compared(history: HistoryReading, course: Course, at: int, same: _Same) -> Iterator[tuple[int, Reading]]:
    """The target's row in the last period that lists it and in the same one a year ago, or there any of its text."""
    last, ago = history.before(course, at), history.year_before(at)
    for place in dict.fromkeys((last, ago)):
        if place is not None and place in course.rows:
            yield place, course.rows[place]
    row = course.rows[at]
    for place in history.shortly_before(course, at, FAR):
        if place not in (last, ago) and _timeless(course.rows[place][_PROGRESS]) == _timeless(row[_PROGRESS]):
            yield place, course.rows[place]
    if ago is not None and ago not in course.rows:
        told = {id(other): other for other in (*same.of(ago, row[_PROGRESS]), *same.sharing(ago, row))}
        yield from ((ago, other) for other in told.values())


def _stale(
    history: HistoryReading, rows: tuple[Reading, Reading], before: int, at: int, min_chars: int, figures: int
) -> Remark | None:
    earlier, later = rows
    was, now = (_timeless(row[_PROGRESS]) for row in (earlier, later))
    same = was == now
    if len(now) < min_chars or not (same or _same_figures(earlier, later, figures)):
        return None
    when = "上年同期" if before == history.year_before(at) else "上一期" if before == at - 1 else "此前一期"
    what = "只改了时间" if same else "换了说法，数字没有变"
    if same and normal(earlier[_PROGRESS]) == normal(later[_PROGRESS]):
        what = "一字未改"
    message = f"进展与{when}（{history.periods[before]}）相同，{what}。"
    mild: Severity | None = "info" if _is_settled(earlier, later, same_year=history.same_year(before, at)) else None
    return Remark(
        later.whole(_PROGRESS),
        message,
        related=(earlier.whole(_PROGRESS),),
        severity=mild,
        key=str(history.periods[at]),
        line=later.item.line,
    )


@lru_cache(maxsize=4096)
def _timeless(text: str) -> str:
    """A progress without dates and marks."""
    return _MARKS.sub("", _WHEN.sub("", fold(text).text))


def _same_figures(earlier: Reading, later: Reading, least: int) -> bool:
    """Whether every telling figure of one progress is one of the other, and they are enough to be no chance."""
    apart = traits(earlier) | traits(later) | asked(earlier) | asked(later)
    was, now = figures_of(earlier) - apart, figures_of(later) - apart
    bare, bare_now = ({f for f in told if not f[1] and Fraction(f[0]) >= LARGE} for told in (was, now))
    if ((was - bare) ^ (now - bare_now)) - listed(earlier) - listed(later) or len(was & now) < least:
        return False
    if not (bare <= bare_now or bare_now <= bare):  # 3.6万空方 is read without its unit, 36000空方 not at all
        return False
    weight = sum(len(value.strip("0.").replace(".", "")) - 1 for value, _ in was & now)
    share = ALIKE if weight < HEAVY else ALIKE / 2
    return weight >= 2 and _alike(earlier, later, share) and not _went_on(earlier, later)


def _went_on(earlier: Reading, later: Reading) -> bool:
    """Whether the later progress tells of a milestone above all that the earlier told of."""
    for ladder in (PROJECT, DOCUMENT):
        # A milestone told with a figure of before (开通航线9条) is none that was reached since.
        was = highest(earlier[_PROGRESS], 0, ladder, earlier.words)
        texts = [c.text for c in later.claims if not _DIGIT.search(c.text) or _DAY.search(c.text)]
        now = highest("，".join(texts), 0, ladder, later.words)
        if now is not None and (was is None or now.rung > was.rung):
            return True
    return False


def _alike(earlier: Reading, later: Reading, share: float) -> bool:
    one, other = bigrams(earlier[_PROGRESS]), bigrams(later[_PROGRESS])
    return len(one & other) >= share * min(len(one), len(other))


def _is_settled(earlier: Reading, later: Reading, *, same_year: bool) -> bool:
    """Whether the same words may stand again: the item was done before, and they tell of when it was, unchanged."""
    text = fold(later[_PROGRESS]).text
    if _STILL.search(text) and len(_timeless(text)) <= MOST_STILL:
        return True
    same = normal(earlier[_PROGRESS]) == normal(later[_PROGRESS])
    day = _DAY.search(text) is not None or _BEFORE_NOW.search(text) is not None
    dated = day and (same_year or _YEAR.search(text) is not None)
    return earlier.done and later.done and same and dated


RULES = (evidence_stale,)
