"""Across sources (跨源): documents that a report cites and the index of documents does not have, or has otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.checks.across_sources_index import LEAST_TITLE, DocumentIndex, telling
from toolkit.checks.catalogue import source_check
from toolkit.checks.examples import held_against
from toolkit.checks.remarks import Remark, Unmatched, Verified
from toolkit.checks.sources import SourceReading
from toolkit.checks.subject import Reading
from toolkit.errors import one_line
from toolkit.language.citations import Cited, bare_title, cited
from toolkit.language.text import fold
from toolkit.model import Column
from toolkit.references.values import Document

_TEXTS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS, Column.REASON)
_INDEX = "关于促进民营经济高质量发展的若干意见|淄政发〔2023〕5号|市政府|2023-03-02"
_OTHERS = "数字政府建设行动方案|淄政办发〔2023〕11号|市政府办公室|2023-06-20"


@source_check(
    "citation-unresolved",
    family="across-sources",
    title="引用文件查无",
    certainty="derived",
    severity="medium",
    objects=[
        held_against(
            "33 出台区域经济政策。",
            "制定出台《区县域经济高质量发展评价办法》。",
            documents=f"{_INDEX}\n{_OTHERS}",
        ),
        held_against(
            "支持民营经济。",
            "印发《关于促进民营经济高质量发展的若干意见》（淄政发〔2023〕15号）。",
            documents=_INDEX,
        ),
        held_against("支持民营经济。", "印发淄政发〔2023〕9号文件，兑现资金。", documents=_INDEX),
    ],
    silent=[
        held_against(
            "支持民营经济。",
            "印发《淄博市关于促进民营经济高质量发展若干意见》（淄政发[2023]5号）。",
            documents=_INDEX,
        ),
        held_against("数字政府。", "市政府办公室关于印发《数字政府建设行动方案》的通知已下发。", documents=_OTHERS),
        held_against("做好宣传。", "在《大众日报》《新闻联播》刊播报道12篇。", documents=_INDEX),
        held_against("依法行政。", "落实《中华人民共和国噪声污染防治法》《优化营商环境条例》。", documents=_INDEX),
        held_against("编制规划。", "起草《城市更新专项规划》，正在征求意见。", documents=_INDEX),
        held_against("落实政策。", "省政府印发《绿色低碳高质量发展行动方案》。", documents=_INDEX),
        held_against("开展合作。", "与临沂市签订《战略合作框架协议》。", documents=_INDEX),
    ],
)
def citation_unresolved(report: SourceReading) -> Iterator[Remark | Verified | Unmatched]:
    """判什么：称已出台、印发的文件，或带文号引用的文件，在您提供的文件索引中查不到；或标题与文号对不上。
    为什么：文件是完成的凭据，查不到就不能证明它已经印发。
    取证：请提供文件原件及发文登记，并更正标题或文号。
    局限：只判索引本应收录的：方案、意见、办法、规划之类，由本级印发，文号的机关代字和年份索引中有，没有文号的须写明本期出台。国家和省的法律文件、区县文件、报刊、平台、协议、书稿、征求意见稿，以及只是提及的旧文件，不判。
    """
    if not report.references.documents:
        return
    index = DocumentIndex(report.references.documents)
    for item in report.intact:
        for column in _TEXTS:
            for one in cited(item[column]):
                yield from _judged(item, column, one, index)


def _judged(item: Reading, column: Column, one: Cited, index: DocumentIndex) -> Iterator[Remark | Verified | Unmatched]:
    place = item.passage(column, one.start, one.end)
    titled = index.of_title(one.title) if one.title else []
    numbered = index.of_number(one.number)
    if one.number and (titled or numbered):
        yield _held_together(item, column, one, titled, numbered)
    elif titled:
        yield Verified(place, against=tuple(row.at for row in titled))
    elif _expected(item, column, one, index):
        yield Remark(place, _missing(one, index))
    else:
        yield Unmatched(place)


def _held_together(
    item: Reading, column: Column, one: Cited, titled: Sequence[Document], numbered: Document | None
) -> Remark | Verified | Unmatched:
    """A title with a number: both have to lead to one entry, as far as the index tells both."""
    place = item.passage(column, one.start, one.end)
    number = item.passage(column, *one.number_span)
    if not one.title and numbered:
        return Verified(place, against=(numbered.at,))
    if titled and (numbered in titled or any(not row.number for row in titled)):
        return Verified(place, against=tuple(row.at for row in titled))
    if titled:
        known = "、".join(dict.fromkeys(one_line(row.number, 30) for row in titled[:3]))
        message = f"《{one_line(one.title, 60)}》文中写作 {one.number}，文件索引中的文号为 {known}。"
        return Remark(number, message, related=(place,), against=tuple(row.at for row in titled))
    if numbered and not _alike(one.title, numbered.title):
        known, written = (one_line(title, 60).strip("《》") for title in (numbered.title, one.title))
        message = f"{one.number} 在文件索引中是《{known}》，文中写作《{written}》。"
        return Remark(place, message, related=(number,), against=(numbered.at,))
    return Verified(place, against=(numbered.at,)) if numbered else Unmatched(place)


def _alike(one: str, other: str) -> bool:
    """Whether two titles may be one that is told in other words: nearly all characters of the shorter, in order."""
    short, long = sorted((bare_title(one), bare_title(other)), key=len)
    if telling(short) != telling(long):
        return False
    rest = iter(long)
    return len(short) >= LEAST_TITLE and sum(char in rest for char in short) >= 0.9 * len(short)


def _expected(item: Reading, column: Column, one: Cited, index: DocumentIndex) -> bool:
    """Whether the index, by what it holds, could be expected to hold this document, were there one."""
    words = item.words
    around = fold(one.clause.text).text
    before = fold(item[column][max(0, one.start - 30) : one.start]).text
    before = re.split(r"[。；！？]", before)[-1]
    rest = re.split(r"[。；！？]", fold(item[column][one.end : one.end + 80]).text)[0]
    if words.pattern("citations.draft_pattern").search(_without_titles(around)):
        return False
    if words.pattern("citations.undecided_pattern").search(rest) or (not one.number and _ABOUT.match(rest)):
        return False
    if one.number and not index.has_office(one.office, one.year):
        return False
    if words.pattern("citations.elsewhere_pattern").search(before + one.title):
        return False
    district = words.pattern("citations.district_pattern").search(before + one.title)
    if district and not index.has_issuer([district[0]]):
        return False
    if one.number:
        return True
    if column is not Column.PROGRESS or item.period is None or item.period.year not in index.years:
        return False
    title = bare_title(one.title)
    year = re.search(r"20\d\d", one.title)
    if year and int(year[0]) not in index.years:
        return False
    document = words.pattern("citations.document_pattern").search(title)
    issued = words.pattern("citations.issued_pattern").search(_without_titles(around))
    return bool(document and issued) and _own_issuer(before, index)


def _without_titles(text: str) -> str:
    return re.sub(r"《[^《》]*》", "《》", text)


# 出台《条例》实施细则: what was issued is another document.
_ABOUT = re.compile(r"(?:的)?(?:实施|配套|任务|责任|有关|相关|贯彻|落实|宣传|解读|修订|操作|精神|要求|评估)")
_BODY = re.compile(
    r"[一-鿿]{1,10}?(?:[局委厅部办院会]|部门|单位|政府|集团|公司|中心)(?=[^一-鿿]|联合|印发|出台|制定|发布|牵头|会同)"
)


def _own_issuer(before: str, index: DocumentIndex) -> bool:
    """Whether nobody else is said to have issued it than those whose documents the index holds."""
    named = _BODY.findall(before)
    return not named or index.has_issuer(named)


def _missing(one: Cited, index: DocumentIndex) -> str:
    if one.number and not one.title:
        return f"文件索引收录了{one.year}年{one.office}字的文件，其中没有 {one.number}。"
    told = f"《{one_line(one.title, 60)}》" + (f"（{one.number}）" if one.number else "")
    near = index.nearest(one.title)
    return f"文件索引中查不到{told}" + (f"，最相近的是《{one_line(near, 60)}》。" if near else "。")


RULES = (citation_unresolved,)
