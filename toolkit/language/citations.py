"""Documents that a text cites: the title in 《》, the 文号 beside it, and who is said to have issued it and when."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.language.text import Span, clauses, fold

_TITLE = re.compile(r"《([^《》]{2,120}(?:〈[^〈〉]{1,80}〉[^《》]{0,40})?)》")
_NUMBER = re.compile(
    r"(?P<office>[一-鿿]{2,12}?)(?:\s*)[〔［\[【（(]\s*(?P<year>(?:19|20)\d\d)\s*[〕］\]】）)]\s*第?\s*(?P<count>\d{1,4})\s*号"
)
# What stands before the office in running text and is no part of its sign: 根据国办发〔2023〕5号, 印发了淄政发….
_NO_OFFICE = re.compile(
    r"^.*(?:根据|按照|依据|落实|印发了?|出台了?|制定了?|下发了?|发布了?|转发了?|文号为?|参照|对照|执行|的|《|》|[以和及与为按据见经是将对由依从])"
)
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[^一-鿿A-Za-z0-9]")
_WRAPPER = re.compile(r"^(?:.{0,40}?关于)?(?:批转|转发|印发|公布|发布|下达)(?=.{4})|(?:的)?通知$")
_DRAFT = re.compile(r"[（(](?:征求意见稿|草案|送审稿|讨论稿|试行|暂行|修订|修订版|修订稿|20\d\d年?版?)[)）]")
_HEAD = re.compile(r"^(?:[一-鿿]{2,6}?(?:市|县|区))?(?:人民政府|政府|市委|县委|区委)?(?:办公[厅室])?")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a text cites it: printed offsets of title and number (-1 where there is none), and its clause."""

    start: int
    end: int
    title: str
    number: str
    number_span: tuple[int, int]
    clause: Span

    @property
    def office(self) -> str:
        """The sign of the issuing office in its number: 淄政办发."""
        return office_of(self.number)

    @property
    def year(self) -> int:
        """The year of its number; 0 where it has none."""
        found = re.search(r"(?:19|20)\d\d", self.number)
        return int(found[0]) if found else 0


@lru_cache(maxsize=1024)
def cited(text: str) -> tuple[Cited, ...]:
    """Every document that a text cites by title, by number, or by both side by side, in order."""
    if "《" not in text and "号" not in text:
        return ()
    spans = clauses(text)
    numbers = list(_numbers(text))
    found: list[Cited] = []
    taken: set[int] = set()
    for title in _TITLE.finditer(text):
        after = bisect_left(numbers, (title.end(),))
        beside = numbers[after] if after < len(numbers) else None
        if beside and _beside(text, title.end(), beside[0]):
            taken.add(beside[0])
        else:
            beside = None
        number, span = (beside[2], beside[:2]) if beside else ("", (-1, -1))
        found.append(Cited(title.start(), title.end(), title[1], number, span, _clause(spans, title.start(), text)))
    for start, end, number in numbers:
        if start not in taken:
            found.append(Cited(start, end, "", number, (start, end), _clause(spans, start, text)))
    return tuple(sorted(found, key=lambda one: one.start))


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _NUMBER.finditer(text):
        office = _NO_OFFICE.sub("", found["office"])
        if len(office) >= 2:
            start = found.start("office") + len(found["office"]) - len(office)
            yield start, found.end(), number_of(text[start : found.end()])


def _beside(text: str, end: int, start: int) -> bool:
    """Whether a number follows a title at once, in brackets or not."""
    return start - end <= 4 and re.fullmatch(r"\s*[（(]?\s*", text[end:start]) is not None


def _clause(spans: tuple[Span, ...], at: int, text: str) -> Span:
    place = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 and at < spans[place].end else Span(0, len(text), text)


def number_of(text: str) -> str:
    """A 文号 in one spelling: 淄政发〔2023〕5号; the text itself, folded, where it is none."""
    told = _SPACE.sub("", fold(text).text)
    found = re.fullmatch(r"(.*?)[〔［\[【（(]((?:19|20)\d\d)[〕］\]】）)]第?0*(\d{1,4})号?", told)
    return f"{found[1]}〔{found[2]}〕{found[3]}号" if found else told


def office_of(number: str) -> str:
    """What stands before the year in a 文号."""
    return number.partition("〔")[0]


@lru_cache(maxsize=16384)
def title_of(title: str) -> str:
    """A title in the form in which two are one: without marks, width, drafts' notes, the notice around it."""
    told = _DRAFT.sub("", fold(title).text.strip("《》"))
    previous = ""
    while previous != told:
        previous, told = told, _WRAPPER.sub("", told).strip("《》〈〉“”")
    return _MARKS.sub("", told).replace("的", "")


@lru_cache(maxsize=16384)
def bare_title(title: str) -> str:
    """The same without the place and the body that it opens with, and without 关于."""
    told = title_of(title)
    return _HEAD.sub("", told).removeprefix("关于") or told
