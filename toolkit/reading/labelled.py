"""Tables that lost their columns: one cell a line, and numbered lists of 任务目标：… 进展情况：…."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from toolkit.errors import InputError
from toolkit.language.words import Words
from toolkit.model import Column, Repair
from toolkit.reading.grid import Grid, Row
from toolkit.reading.heading import enough, place
from toolkit.reading.naming import EXACT
from toolkit.reading.unseen import folded, is_number

MOST_HEADINGS = 16
MOST_ITEMS = 2_000  # of a labelled list; a yearbook has under 300
_HAN = "〇一二三四五六七八九"
_Line = tuple[int, str]  # its number and its text
_START = re.compile(r"(?:^|\n)[ \t]*[（(]?(\d{1,4}|[一二三四五六七八九十]{1,3})[)）.、．][ \t]*([^\n]*)$")
_NUMBER_BEFORE = re.compile(r"(?:^|\n)[ \t]*[（(]?(\d{1,4}|[一二三四五六七八九十]{1,3})[)）.、．]?\s*$")


def grids(where: str, source: Grid, words: Words) -> list[Grid]:
    """What the lines of a source come to as a table, where they are one of either kind.

    Raises InputError where each cell stands on a line of its own and the lines cannot be dealt to the columns.
    """
    lines = [(row.line, "\t".join(row.cells)) for row in source.rows]
    listed = _list(lines, source.format, words)
    if listed is not None:
        return [listed]
    found = _cell_by_line(where, lines, source.format, words)
    return [] if found is None else [found]


def _cell_by_line(where: str, lines: Sequence[_Line], form: str, words: Words) -> Grid | None:
    """A heading of single lines, then items of as many lines each; one of another length is not forced into it."""
    filled = [(number, text.strip()) for number, text in lines if text.strip()]
    found = _heading_run(filled, words)
    if found is None:
        return None
    start, width = found
    names, body = filled[start : start + width], filled[start + width :]
    _demand_known(where, filled, start, width, words)
    rows = [Row(number, (text,)) for number, text in filled[:start]]
    rows.append(Row(names[0][0], tuple(text for _, text in names), 1))
    blanks = _Blanks([number for number, text in lines if not text.strip()])
    records = list(_records(body, width))
    spaced = any(blanks.within(record) for record in records if len(record) == width)
    repairs: list[Repair] = []
    for record in records:
        held = list(record)
        if len(record) < width and not spaced and len(record) + blanks.within(record) == width:
            held = sorted([*record, *((number, "") for number in blanks.of(record))])
            repairs.append(Repair(record[0][0], None, "row-shape", f"{len(record)} 行", "其间空行作空格", record[0][1]))
        rows.append(Row(record[0][0], tuple(text for _, text in held), 1))
    return Grid(tuple(rows), form, tuple(repairs))


@dataclass(frozen=True, slots=True)
class _Blanks:
    """Numbers of the blank lines; between the lines of one item they may be its empty cells."""

    numbers: Sequence[int]

    def of(self, record: Sequence[_Line]) -> Sequence[int]:
        """The blank lines between the first and the last line of a record."""
        return self.numbers[bisect(self.numbers, record[0][0]) : bisect(self.numbers, record[-1][0])]

    def within(self, record: Sequence[_Line]) -> int:
        """How many they are."""
        return len(self.of(record))


def _heading_run(filled: Sequence[_Line], words: Words) -> tuple[int, int] | None:
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


def _demand_known(where: str, filled: Sequence[_Line], start: int, width: int, words: Words) -> None:
    """A heading that nothing is known of would turn every later cell into its neighbour's column: refuse."""
    met = ""
    before = range(max(0, start - MOST_HEADINGS), start)
    first = next((at for at in before if _is_item(filled[at], words)), start)
    if first < start:
        met = "、".join(f"“{text[:20]}”" for at, (_, text) in enumerate(filled[:start]) if at > first)
    elif _is_item(filled[start], words) and len(filled) > start + width:
        numbered = next((at for at in range(start + width, len(filled)) if is_number(filled[at][1])), start + width)
        met = "、".join(f"“{text[:20]}”" for _, text in filled[start + width : numbered][:3])
    elif (len(filled) - start) % width:
        raise InputError.of(
            where, expected=f"每项 {width} 行（一格一行而无序号）", met=f"表头以下 {len(filled) - start - width} 行"
        )
    if met:
        raise InputError.of(
            f"{where} 第 {filled[start][0]} 行", expected="一格一行的表中能认出的列名", met=f"认不出的 {met}"
        )


def _is_item(line: _Line, words: Words) -> bool:
    return len(line[1]) <= 20 and Column.ITEM in place(0, Row(line[0], (line[1],)), words, ()).columns


def _records(body: Sequence[_Line], width: int) -> Iterator[Sequence[_Line]]:
    at = 0
    while at < len(body):
        end = _record_end(body, at, width)
        yield body[at:end]
        at = end


def _record_end(body: Sequence[_Line], at: int, width: int) -> int:
    """Where the record that begins at `at` ends: at the number of the next item, and surely at the one that follows."""
    number, full = _counted(body[at][1]), at + width
    if number and full < len(body) and _counted(body[full][1]) != number + 1:
        near = range(at + 2, min(at + 2 * width, len(body)))
        following = next((index for index in near if _counted(body[index][1]) == number + 1), None)
        if following is not None:
            return following
    if full >= len(body) or is_number(body[full][1]):
        return min(full, len(body))
    after = range(at + 2, len(body))
    return next((index for index in after if is_number(body[index][1]) and index - at >= width), full)


def _counted(text: str) -> int:
    """The place in the count that a line holding nothing else names, 0 where it names none: 3、（三）."""
    bare = folded(text).strip("（()）、.．")
    if bare.isascii() and bare.isdigit() and len(bare) <= 6:
        return int(bare)
    tens, ten, ones = bare.rpartition("十")
    if not is_number(text) or any(len(part) > 1 or part not in _HAN for part in (tens, ones)):
        return 0
    return (_HAN.index(tens) or 1) * 10 * bool(ten) + _HAN.index(ones)


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
        if len(rows) > MOST_ITEMS:
            return None  # no list of any government: what repeats its labels so often is no text to read
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
