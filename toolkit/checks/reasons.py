"""Where a series tells why something changed: in the row, before, in a note, in another row that names it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.series import HistoryReading, Step
from toolkit.checks.subject import Reading
from toolkit.language.explaining import is_amended, is_noted
from toolkit.language.text import fold
from toolkit.model import Column

_ANNUAL = Column.ANNUAL_TARGET
_SENTENCE = re.compile(r"[。；;！\n]")
# Another row that came out of this one; what is to be merged into it takes nothing from its target.
_SPLIT = re.compile(r"[由从自]原?(?:第|序号)\d|(?:分|划|拆)出|拆分")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_CELLS = (Column.PERIOD_TARGET, Column.PROGRESS, Column.REASON)
TEXTS = (_ANNUAL, *_CELLS)


def is_amended_in(history: HistoryReading, step: Step) -> bool:
    """Whether the series tells that the target of a step was changed on purpose."""
    later, earlier = step.later, step.earlier
    # What stood in brackets before explains nothing that changed since.
    anew = _BRACKET.sub(lambda note: "" if note[0] in earlier[_ANNUAL] else note[0], later[_ANNUAL])
    if is_noted(anew) or any(is_amended(row[c]) for row in (later, earlier) for c in _CELLS):
        return True
    numbers = {later.item.number, earlier.item.number}
    for note in history.notes(step.at):
        for sentence in _SENTENCE.split(fold(note).text):
            named = any(names(number, sentence) for number in numbers)
            if is_amended(sentence) and (named or "第" not in sentence):
                return True
    told = [*naming(history, step.at, earlier.item.number, but=later)]
    # 原第9项 is by the numbers of before: it is no word of what bears that number now.
    told += [said for said in naming(history, step.at, later.item.number, but=later) if "原" not in said]
    stood = {*naming(history, step.since, earlier.item.number), *naming(history, step.since, later.item.number)}
    return any(is_amended(sentence) or _SPLIT.search(sentence) for sentence in told if sentence not in stood)


def naming(history: HistoryReading, at: int, number: str, *, but: Reading | None = None) -> Iterator[str]:
    """The sentences of a period's table and notes that name the item of a number: 第12项, 第3、12项, 序号12."""
    texts = [
        row[column]
        for row in history.reports[at].intact
        if row is not but
        for column in TEXTS
        if "项" in row[column] or "序号" in row[column]
    ]
    for text in (*history.notes(at), *texts):
        if number in text or fold(number).text in fold(text).text:
            yield from (sentence for sentence in _SENTENCE.split(fold(text).text) if names(number, sentence))


def names(number: str, sentence: str) -> bool:
    """Whether a sentence names the item of a number."""
    bare = re.escape(fold(number).text)
    many = r"(?:\d+项?[、和及与至-])*"
    listed = rf"第{many}{bare}(?!\d)[^。；]{{0,12}}项|第{bare}[项号条]|序号{many}{bare}(?!\d)"
    return re.search(listed, sentence) is not None
