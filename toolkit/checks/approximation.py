"""Wording (文字) of approximate numbers: hedges that repeat or contradict each other around one figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import TEXT_COLUMNS, Reading, Remark
from toolkit.language.words import Words

_KINDS = ("about", "floor", "cap")
# The unit is one measure word: in 约500家规模以上企业 and 约20名科级以上干部 以上 belongs to what is counted.
_FIGURE = re.compile(
    r"\s*(?P<verb>[有为达是])?\s*"
    r"(?P<n>[0-9０-９][0-9０-９.,，．]*\s*(?:万亿|亿|万|千|百)*|[一二三四五六七八九十百千万亿两几]{1,9})\s*"
    r"(?P<unit>来?(?:平方公里|平方米|立方米|万平方米|公里|千米|厘米|毫米|公顷|公斤|千克|千瓦时|千瓦|兆瓦|美元|元|吨|米|亩|斤|度"
    r"|百分点|个百分点|人次|车次|架次|场次|件次|户次|家次|个?工作日|个?月|个?小时|分钟|[%％个家项户名人件条处所座台套辆栋幢期"
    r"场次只头株棵份篇批类种起宗笔张间床位支部届轮艘架里天年日周倍成]))?"
)
# 近五年以来 and 近3个月 look back, they do not round.
_SPAN_OF_TIME = re.compile(r"\s*[余多]?(?:年|个?月|天|个?工作日|日|周|个?星期|季度|个?小时|个?学期|期|届|轮)")
# 近5公里以内 is near, not nearly.
_NEARNESS = re.compile(r"\s*(?:公里|千米|米|里|海里)以内")
_LONG_FIGURE = re.compile(r"\s*(?P<n>[0-9]{1,3}(?:,?[0-9]{3})*(?![0-9])(?:\.[0-9]+)?)")
_LONG_HEDGES = frozenset({"预计", "约", "约为", "大约", "近", "将近"})
_HAN = re.compile(r"[一-龥]")


@item_check(
    "approximation-stacked",
    family="wording",
    title="约数叠用",
    certainty="exact",
    severity="low",
    objects=[
        "服务企业约500家左右。",
        "培训近200人左右。",
        "完成投资超过300亿元以上。",
        "预计123456789.01元。",
        "大约有500家左右企业受益。",
        "走访近百家左右。",
        "培训超过五千人以上。",
        "产值突破100亿元以上。",
        "用时不超过3天以上。",
        "惠及约500多户。",
    ],
    silent=[
        "服务企业约500家。",
        "不低于95%，培训200人左右。",
        "近5年以来累计培训200人。",
        "约500家企业，其中60人以上的30家。",
        "近3年左右建成。",
        "签约50亿元以上项目3个，节约100万元以上，清理规约20条以上，预约500人以上。",
        "附近500米以内，最近5公里以内，邻近3个以上社区，就近300余人就业。",
        "贴近3万多群众，新近10余家企业入驻。",
        "突破10个以上技术瓶颈，核心技术突破10项以上。",
        "签约为5家左右的项目提供服务。",
        "节约1234567.89元。",
        "服务约500家上下游企业，引进约3家多式联运企业，建成约5个余热利用项目。",
        "跑不到3次以上，找不到5家以上。",
        "服务约500家规模以上工业企业，培训约200名科级以上干部，走访近300名60岁以上老人。",
        "近20余年来，近有10余家企业入驻。",
    ],
)
def approximation_stacked(item: Reading) -> Iterator[Remark]:
    """判什么：约数词重复或相互矛盾（约…左右、近…余、至少…以上、超过…以上），或约数词加在精确到个位的长数字上。
    为什么：说不清是多于、少于还是恰好，数值无法核对。
    取证：请填报单位给出准确数值与统计截止日期。
    局限：只看紧贴同一个数的前后词；“近5年”之类时间跨度、“签约”“附近”之类合成词不判。
    """
    for column in TEXT_COLUMNS:
        for start, end, why in _stacked(item[column], item.words):
            passage = item.passage(column, start, end)
            yield Remark(passage, f"“{passage.quote}”{why}。")


def _stacked(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Every figure with hedges on both sides, or with one hedge before seven exact digits."""
    bound: set[int] | None = None
    for match in _hedges(words).finditer(text):
        hedge, at = match.group(), match.end()
        after = _suffix(text, at, hedge, words)
        exact = _LONG_FIGURE.match(text, at) if hedge in _LONG_HEDGES else None
        long = exact and len(exact["n"].replace(",", "").replace(".", "").rstrip("0")) >= 7
        if not after and not long:
            continue
        # 签约 and 附近 end in 约 and 近 without rounding anything: a hedge inside such a word is none.
        if bound is None:
            bound = {word.end() for word in words.pattern("approximation.bound_pattern").finditer(text)}
        if not bound.isdisjoint(range(match.start() + 1, at + 1)):
            continue
        if after:
            yield match.start(), after[1], f"约数词“{hedge}”与“{after[0]}”叠用"
        if exact and long:
            yield match.start(), exact.end(), f"在精确数字前用了约数词“{hedge}”"


@lru_cache(maxsize=8)
def _hedges(words: Words) -> re.Pattern[str]:
    """All hedges, longest first, so that the 超过 inside 不超过 is not met again by itself."""
    terms = {term for kind in _KINDS for term in words[f"approximation.{kind}"]} | _LONG_HEDGES
    return re.compile("|".join(re.escape(term) for term in sorted(terms, key=lambda t: (-len(t), t))))


def _suffix(text: str, at: int, hedge: str, words: Words) -> tuple[str, int] | None:
    """The hedge behind the figure that begins at `at`, with its end, where it repeats or contradicts `hedge`."""
    figure = _FIGURE.match(text, at)
    kind = next((kind for kind in _KINDS if hedge in words[f"approximation.{kind}"]), "") if figure else ""
    if not figure or not kind or (figure["verb"] and (kind != "about" or hedge == "近")):
        return None
    unit, behind = figure["unit"] or "", figure.end()
    if hedge == "近" and _SPAN_OF_TIME.match(text, figure.end("n")):
        return None
    if hedge in {"近", "接近", "将近"} and _NEARNESS.match(text, figure.end("n")):
        return None
    after = words.pattern(f"approximation.{kind}_pattern").match(text, behind)
    # 余 and 多 round the numeral itself: behind a unit they belong to the next word (余热, 多式联运).
    if not after or (unit and after.group() in {"余", "多"}):
        return None
    broken = hedge == "突破" and _broken(unit, text[after.end() : after.end() + 1])
    return None if broken else (after.group(), after.end())


def _broken(unit: str, behind: str) -> bool:
    """突破10个以上技术瓶颈, 技术突破10项以上: breakthroughs that are counted, not a mark that is passed."""
    return unit[:1] in set("个项种类款") or bool(_HAN.match(behind))


RULES = (approximation_stacked,)
