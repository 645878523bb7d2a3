"""Claims (认定) and their dates: is it said as of when a figure holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.text import fold, sentences
from toolkit.model import Column

_DATE = re.compile(r"\d月(?:底|末|份)?|\d{1,2}日|\d年?[底末]|[一二三四]季度末|上半年|年底|年末")
REACH = 60  # characters behind 目前 in which its figure has to come
_ATTRIBUTIVE = {"最", "为"}  # 截至目前最大的数据库 says nothing of a date


@item_check(
    "as-of-undated",
    family="claims",
    title="截止时点不明",
    certainty="exact",
    severity="low",
    objects=["截至目前，累计培训200人。", "目前，全市累计建成充电桩1200个。"],
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
    """判什么：累计数只说“截至目前”“目前”，不写日期。
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
        while clause and clause.start < sentence.end:
            match_now = opening.match(clause.text)
            if (
                match_now
                and not _dated(sentence.text)
                and _accumulates(item, clause.start + match_now.end(), sentence.end)
            ):
                yield _remark(item, clause.start, match_now.group())
            clause = next(clauses, None)


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


RULES = (as_of_undated,)
