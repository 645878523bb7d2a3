"""Claims (认定) and their dates: is it said as of when a figure holds, and is that within the period."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.together import in_target_unit
from toolkit.language.binding import NEARLY, Match
from toolkit.language.quantities import Number
from toolkit.language.text import fold, sentences
from toolkit.model import Column
from toolkit.period import last_day

_DATE = re.compile(r"\d月(?:底|末|份)?|\d{1,2}日|\d年?[底末]|[一二三四]季度末|上半年|年底|年末")
_DAY = re.compile(r"(?<![\d.])(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_TURNED = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<from>\d{1,2})日?[至到—~-]{1,2}(?P=month)月(?P<to>\d{1,2})日")
LEAP_DAY = (2, 29)
# What tells of another year, or of a day by its name: 2024年（2月29日）, 国际罕见病日（2月29日）.
_OTHER_YEAR = re.compile(r"(?:[0-9]{2}|[〇零一二三四五六七八九]) ?年|去年|上年|同期|明年|次年|日[（(]")
_YEAR_BEFORE = re.compile("(20[0-9]{2}) ?年 ?$")
_MOVED = re.compile("提前|推迟|调整|改为|一年|次年|翌年|明年|跨年")
_AS_OF = re.compile(r"截至|截止|到|至$")
_EDGE = re.compile(r"[底末]$|前[一二三]季度|[上下]半年")
# Words for the period at hand: what stands beside them is not out of date.
_CURRENT = re.compile(
    r"全年|年内|今年(?!第?[一二三四]季度)|本年|当年|年度|本季|当季|四季度|截至目前|目前|年(?<![0-9]年)[末底]"
)
_HELD = re.compile(
    r"[，,]?(?:已|正式|成功|圆满|顺利|组织|全市|全面)*(?:举办|召开|举行|开展|印发|出台|完成|建成|竣工|验收|通车|启用)"
)
_ADVERBIAL = re.compile(r"\s*(?:度)?(?:[，,]|全[市县区年]|我[市县区]|共|累计|新增)")
_BASE_BEFORE = re.compile(r"[较比与同自从由]$|[低高基优多少源始大小]于$|依据|根据|按照|基于|在$")
_SEASON = re.compile(r"(?:春节|元旦|国庆|中秋|端午|暑期|寒假|[春夏秋冬]季)[前后期]?间?")
_BASE_AFTER = re.compile(r"\s*(?:相比|同期|以来|起(?!步)|印发|出台|年初|的|基础上|至|到|[—–-]|[仅只]?为)")
REACH = 60  # characters behind 目前 in which its figure has to come
_ATTRIBUTIVE = {"最", "为"}  # 截至目前最大的数据库 says nothing of a date


@item_check(
    "as-of-undated",
    family="claims",
    title="截止时点不明",
    certainty="exact",
    severity="low",
    objects=["截至目前，累计培训200人。", "目前，全市累计建成充电桩1200个。", "截至6月31日，累计培训200人。"],
    silent=[
        "截至2023年12月31日，累计培训200人。",
        "截至目前（2023年12月底），累计培训200人。",
        "目前正在办理手续。",
        "建立截至目前最大的数据库。",
        "当前，全市已进入“十四五”规划第3年。",
        "目前，全市已印发《第3号通知》。",
    ],
)
def as_of_undated(item: Reading) -> Iterator[Remark]:
    """判什么：累计数只说“截至目前”“目前”，不写日期；或写明的日期并不存在（6月31日、平年2月29日）、起止颠倒。
    为什么：填报日往往晚于期末，期后的成绩会被算进本期。
    取证：请写明统计截止日期，并提供截至报告期末的数值。
    局限：报告期不明时不判；同一句中写有日期的不算。
    """
    if item.period is None:
        return
    undated, opening = item.words.pattern("asof.undated"), item.words.pattern("asof.loose")
    clauses = iter(item.clauses(Column.PROGRESS))
    clause = next(clauses, None)
    for sentence in sentences(item[Column.PROGRESS]):
        for match in undated.finditer(sentence.text):
            if sentence.text[match.end() : match.end() + 1] not in _ATTRIBUTIVE and not _dated(sentence.text):
                yield _remark(item, sentence.start + match.start(), match.group())
        for start, end, told in _impossible(sentence.text, item.period.year):
            quoted = item.passage(Column.PROGRESS, sentence.start + start, sentence.start + end)
            yield Remark(quoted, told.format(quoted.quote))
        while clause and clause.start < sentence.end:
            match_now = opening.match(clause.text)
            if (
                match_now
                and not _dated(sentence.text)
                and _accumulates(item, clause.start + match_now.end(), sentence.end)
            ):
                yield _remark(item, clause.start, match_now.group())
            clause = next(clauses, None)


def _impossible(sentence: str, year: int) -> Iterator[tuple[int, int, str]]:
    """The days of a sentence that do not exist, or stand in the wrong order, with what to say of them."""
    excused = _OTHER_YEAR.search(sentence) is not None or isleap(year)
    for found in _DAY.finditer(sentence):
        month, day = int(found[1]), int(found[2])
        told = _YEAR_BEFORE.search(sentence, max(0, found.start() - 8), found.start())
        leap = isleap(int(told[1])) if told else excused
        if not _exists(month, day) or ((month, day) == LEAP_DAY and not leap):
            yield *found.span(), "日期“{}”并不存在，时点不明。"
    for found in _TURNED.finditer(sentence) if not _MOVED.search(sentence) else ():
        if int(found["from"]) > int(found["to"]):
            yield *found.span(), "“{}”起止颠倒，时点不明。"


def _exists(month: int, day: int) -> bool:
    """Whether some year has the day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


def _remark(item: Reading, start: int, words: str) -> Remark:
    passage = item.passage(Column.PROGRESS, start, start + len(words))
    return Remark(passage, f"“{words}”没有写明日期，累计情况的截止时点不明。")


def _accumulates(item: Reading, start: int, end: int) -> bool:
    """Whether, after 目前 at the head of a clause, a figure that accumulates follows soon in the same sentence."""
    rest = item[Column.PROGRESS][start : min(end, start + REACH)]
    return rest[:1] not in _ATTRIBUTIVE and item.words.pattern("asof.claim_pattern").search(rest) is not None


def _dated(sentence: str) -> bool:
    folded = fold(sentence).text
    return _DATE.search(folded) is not None


@item_check(
    "evidence-outdated",
    family="claims",
    title="佐证时点早于报告期",
    certainty="derived",
    severity="medium",
    verdict="unsupported",
    flips=True,
    objects=[
        "截至2023年6月底，开工率82%。",
        "2022年，全市新改建农村公路345公里。",
    ],
    silent=[
        "学校6月开工，9月1日启用，新增学位500个。",
        "截至2023年6月底完成48%，截至12月底完成103%。",
        "新增学位500个，较2022年增长3%。",
        "截至去年12月底，38条背街小巷整治任务已全部完成。",
    ],
)
def evidence_outdated(item: Reading) -> Iterator[Remark]:
    """判什么：进展所有的时点都在报告期之前：数字截至上年或上一季度，此后没有新的。
    为什么：报告期以前的数据说明不了报告期末是否完成。
    取证：请提供截至报告期末的数值与出具单位。
    局限：报告期不明时不判；同年较早的事件（9月1日启用）不算过时；另有未写时点的数字时不判；比较的基期（较2022年）不算。
    """
    if item.period is None or not item.done:
        return
    told = list(_stretches(item))
    points = [_stale(item, text, inside) for text, inside in told]
    if points and points[0] and all(points):
        yield _outdated(item, points[0])
        return
    for match in item.matches:
        best = max((answer.coverage for answer in match.answers), default=0.0)
        likely = {a.actual.number for a in match.answers if a.coverage >= best - NEARLY}
        dated = [point for point, (_, inside) in zip(points, told, strict=True) if not likely.isdisjoint(inside)]
        if dated and (point := dated[0]) and all(dated) and not _met_early(item, match, point):
            yield _outdated(item, point, match)


def _outdated(item: Reading, point: Number, match: Match | None = None) -> Remark:
    clause = match.target.clause if match else None
    related = (item.passage(item.target, clause.start, clause.end),) if clause else ()
    message = f"进展的时点“{point.quote}”早于报告期（{item.period}），没有报告期内的数据。"
    return Remark(item.figure(Column.PROGRESS, point), message, related=related)


def _stretches(item: Reading) -> Iterator[tuple[str, list[Number]]]:
    """Each stretch between 。 and ； that holds numbers, with these; one without any says nothing of time."""
    numbers, text = item.numbers(Column.PROGRESS), item[Column.PROGRESS]
    for _, group in groupby(item.claims, key=attrgetter("stretch")):
        clauses = list(group)
        start, end = clauses[0].start, clauses[-1].end
        inside = [n for n in numbers if start <= n.start < end]
        if inside:
            yield text[start:end], inside


def _stale(item: Reading, told: str, inside: Sequence[Number]) -> Number | None:
    """The date of a stretch where all of its dates lie before the period, and no word speaks of the present one."""
    points = [point for point in inside if point.kind == "date" and not _is_base(item, point)]
    stale = points and not _CURRENT.search(told) and all(_is_past(item, point) for point in points)
    return points[0] if stale and points[0].quote[:4] not in item[item.target] else None


def _met_early(item: Reading, match: Match, point: Number) -> bool:
    """Whether what was to come about in the year had come about before the period: more of it undoes nothing."""
    year = last_day(str(point.value))
    actual = in_target_unit(match.target, match.answers[0].actual)
    counted = match.target.number.dimension in ("count", "length", "area") and match.target.change is None
    return (
        (match.target.flow == "flow" or (counted and match.target.flow is None and not match.target.level))
        and year is not None
        and item.period is not None
        and (year.year == item.period.year and actual >= match.target.amount)
    )


def _is_base(item: Reading, point: Number) -> bool:
    """Whether a date only says what is compared with, or since when: 较2022年, 自2021年起, 2020年以来."""
    text = item[Column.PROGRESS]
    before = text[max(0, point.start - 4) : point.start]
    return bool(_BASE_BEFORE.search(before) or _BASE_AFTER.match(text, point.end))


def _is_past(item: Reading, point: Number) -> bool:
    """Whether a date ends before the period begins, and is more than an event of the same year."""
    end = last_day(str(point.value))
    if item.period is None or end is None or end >= item.period.start:
        return False
    told = item[Column.PROGRESS][max(0, point.start - 2) : point.end]
    if ("去年" in told or "上年" in told) and end.month == item.period.end.month:
        return False  # 截至去年12月底 of a report on the year, written when the next had begun
    text = item[Column.PROGRESS]
    if _AS_OF.search(text[max(0, point.start - 6) : point.start]) or _EDGE.search(point.quote):
        return True
    if end.year < item.period.year and text[max(0, point.start - 1) : point.start] == "于":
        return True  # 于2021年12月公布
    opens = not text[: point.start].strip() or text[: point.start].rstrip()[-1] in "。；;\n"
    if end.year < item.period.year and opens and _SEASON.match(text, point.end):
        return True  # 2022年春节前，探访慰问1230名
    if end.year < item.period.year and opens and _HELD.match(text, point.end):
        return True  # 2022年11月6日成功举办马拉松赛
    if _QUARTER.fullmatch(str(point.value)) and end.year == item.period.year and _asks_quarter(item):
        return _OPENS_CLAUSE.search(text[: point.start]) is not None
    # 2022年，全市… and 1—9月，… tell when; 2022年结转的小区 only which.
    adverbial = _ADVERBIAL.match(text, point.end) is not None
    return adverbial and (end.year < item.period.year or ".." in str(point.value))


def _asks_quarter(item: Reading) -> bool:
    """Whether the target names the very quarter that the report is of: 三季度开行75列以上."""
    period = item.period
    if period is None or period.kind != "Q":
        return False
    asked = item[item.target].partition(f"{'一二三四'[period.number - 1]}季度")
    return bool(asked[1]) and not asked[2].startswith("前") and "提前" not in item[Column.PROGRESS]


_QUARTER = re.compile(r"20[0-9]{2}Q[1-4]")
_OPENS_CLAUSE = re.compile(r"(?:^|[，。；;\n])\s*(?:今年|本年|全[市县区]|我[市县区])?(?:第)?$")


RULES = (as_of_undated, evidence_outdated)
