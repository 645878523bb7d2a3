"""Tables that lost their columns: one cell a line, and numbered lists of 任务目标：… 进展情况：…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from toolkit.language.words import Words
from toolkit.model import Column, Repair
from toolkit.reading.grid import Grid, Row
from toolkit.reading.heading import enough, place
from toolkit.reading.naming import EXACT
from toolkit.reading.unseen import is_number

MOST_HEADINGS = 16
_START = re.compile(r"(?:^|\n)[ \t]*[（(]?(\d{1,4}|[一二三四五六七八九十]{1,3})[)）.、．][ \t]*([^\n]*)$")
_NUMBER_BEFORE = re.compile(r"(?:^|\n)[ \t]*[（(]?(\d{1,4}|[一二三四五六七八九十]{1,3})[)）.、．]?\s*$")


def grids(source: Grid, words: Words) -> list[Grid]:
    """What the lines of a source come to as a table, where they are one of either kind."""
    lines = [(row.line, "\t".join(row.cells)) for row in source.rows]
    found = (_cell_by_line(lines, source.format, words), _list(lines, source.format, words))
    return [grid for grid in found if grid is not None]


def _cell_by_line(lines: Sequence[tuple[int, str]], form: str, words: Words) -> Grid | None:
    """A heading of single lines, then items of as many lines each; one of another length is not forced into it."""
    filled = [(number, text.strip()) for number, text in lines if text.strip()]
    found = _heading_run(filled, words)
    if found is None:
        return None
    start, width = found
    rows = [Row(number, (text,)) for number, text in filled[:start]]
    rows.append(Row(filled[start][0], tuple(text for _, text in filled[start : start + width]), 1))
    body = filled[start + width :]
    at = 0
    while at < len(body):
        end = _record_end(body, at, width)
        rows.append(Row(body[at][0], tuple(text for _, text in body[at:end]), 1))
        at = end
    return Grid(tuple(rows), form)


def _heading_run(filled: Sequence[tuple[int, str]], words: Words) -> tuple[int, int] | None:
    for start, (number, text) in enumerate(filled[:200]):
        if len(text) > 20 or not place(0, Row(number, (text,)), words, ()).columns:
            continue
        best = None
        for width in range(4, min(MOST_HEADINGS, len(filled) - start)):
            cells = tuple(cell for _, cell in filled[start : start + width])
            heading = place(0, Row(number, cells), words, ())
            if len(heading.columns) < width or not enough(heading):
                continue
            best = (start, width)
        if best:
            return best
    return None


def _record_end(body: Sequence[tuple[int, str]], at: int, width: int) -> int:
    """Where the record that begins at `at` ends: at the number of the next item."""
    if at + width >= len(body) or is_number(body[at + width][1]):
        return min(at + width, len(body))
    after = range(at + 2, len(body))
    return next((index for index in after if is_number(body[index][1]) and index - at >= width), at + width)


@dataclass(frozen=True, slots=True)
class _Part:
    """A label met in the text, and what follows it."""

    label: str
    start: int
    text: str


def _list(lines: Sequence[tuple[int, str]], form: str, words: Words) -> Grid | None:
    """Labelled paragraphs: an item begins where the first label comes again."""
    text = "\n".join(line for _, line in lines)
    parts = list(_parts(text, words))
    if not parts:
        return None
    first = parts[0].label
    labels = [first, *(label for label in dict.fromkeys(part.label for part in parts) if label != first)]
    heading = place(0, Row(1, ("序号", *labels)), words, ())
    if not enough(heading) or heading.score < EXACT * 3:
        return None
    head = text[: parts[0].start]
    rows = [Row(number, (line.strip(),)) for number, line in lines if line.strip() and line in head]
    rows.append(Row(rows[-1].line if rows else 1, ("序号", *labels), 1))
    repairs: list[Repair] = []
    for group in _items(parts, first):
        number, name = _number(text, group[0].start, len(rows))
        held = dict.fromkeys(labels, "")
        for part in group:
            held[part.label] = "\n".join(filter(None, (held[part.label], part.text)))
        line = _line_at(lines, group[0].start)
        rows.append(Row(line, (number, *(held[label] for label in labels)), 1))
        if name:
            repairs.append(Repair(line, None, "outside-table", name, "事项名称，未读入"))
    return Grid(tuple(rows), form, tuple(repairs))


def _parts(text: str, words: Words) -> Iterator[_Part]:
    terms = {term for column in Column if column is not Column.ITEM for term in words[f"headings.{column.value}"]}
    names = "|".join(
        sorted((re.escape(t) for t in terms | set(words["headings.ambiguous"]) if len(t) > 2), key=len)[::-1]
    )
    label = re.compile(rf"(?:^|(?<=[\s。；;.、．）)\d】]))[【\[（(]?({names})[】\]）)]?\s*[:：]", re.M)
    marks = list(label.finditer(text))
    for mark, after in zip_longest(marks, marks[1:]):
        held = text[mark.end() : after.start() if after else len(text)]
        if after and after[1] == marks[0][1]:
            held = _START.sub("", held)
            held = _NUMBER_BEFORE.sub("", held)
        yield _Part(mark[1], mark.start(), held.strip())


def _items(parts: Sequence[_Part], first: str) -> Iterator[list[_Part]]:
    group: list[_Part] = []
    for part in parts:
        if part.label == first and group:
            yield group
            group = []
        group.append(part)
    yield group


def _number(text: str, at: int, position: int) -> tuple[str, str]:
    """The number printed before an item, and the name that stands between the two."""
    match = _START.search(text[max(0, at - 300) : at])
    return (match[1], match[2].strip(" 。：:【[（(")) if match else (str(position), "")


def _line_at(lines: Sequence[tuple[int, str]], offset: int) -> int:
    """The source line of an offset into the joined lines."""
    at = 0
    for number, line in lines:
        at += len(line) + 1
        if offset < at:
            return number
    return lines[-1][0]
