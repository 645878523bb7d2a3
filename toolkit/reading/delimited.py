"""Delimited text becomes a Grid: rows of cells and the line each began on; quoted breaks stay in their cell."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from toolkit.errors import InputError
from toolkit.reading import markdown
from toolkit.reading.grid import Grid, Row
from toolkit.reading.limits import Limits
from toolkit.reading.markdown import STROKE

_ROW_START = re.compile(r"\s*\"?\s*[（(]?(?:[0-9０-９]{1,6}|[一二三四五六七八九十]{1,3})[)）.、．]?\s*\"?\s*")
LARGE = 1_000_000  # characters: cutting such a text at every mark would take its time
_ALIGNMENT = re.compile(r":?-{1,}:?")
DELIMITERS = {"\t": "tsv", ",": "csv", ";": "csv", "|": "csv"}


def grids(name: str, text: str, limits: Limits) -> list[Grid]:
    """The readings of a text, one for each mark that may part its cells; one that breaks a limit is no reading."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Grid] = []
    refused: InputError | None = None
    for delimiter in _candidates(lines):
        try:
            found.append(grid(name, lines, delimiter, limits))
        except InputError as error:
            refused = refused or error
    if refused and not found:
        raise refused
    return found


def _candidates(text: str) -> list[str]:
    """The marks that may part the cells; in a large text only those that stand in most of its first lines."""
    met = [delimiter for delimiter in DELIMITERS if delimiter in text] or ["\t"]
    if len(text) < LARGE:
        return met
    first = [line for line in text[:LARGE].split("\n")[:200] if line.strip()]
    usual = [d for d in met if sum(1 for line in first if line.count(d) >= 2) * 2 >= len(first)]
    return usual or met


def grid(name: str, text: str, delimiter: str, limits: Limits) -> Grid:
    """Cut `text` at `delimiter`.

    Quotes wrap a cell where they do so throughout; where one is left open they are plain characters,
    because a stray quote must not swallow the rows behind it.
    """
    text = text.replace("\\|", STROKE) if delimiter == "|" else text
    try:
        rows = _rows(name, text, delimiter, limits, quoted=True)
        if '"' in text:
            rows = tuple(_unswallowed(rows, text, delimiter))
    except csv.Error:
        rows = _rows(name, text, delimiter, limits, quoted=False)
    return _drawn(rows) if delimiter == "|" else Grid(rows, DELIMITERS[delimiter])


def _unswallowed(rows: tuple[Row, ...], text: str, delimiter: str) -> Iterator[Row]:
    """Rows that two stray quotes, one opening and one closing, made into one are taken apart again."""
    wide = any("\n" in cell for row in rows for cell in row.cells)
    if not wide:
        yield from rows
        return
    usual = Counter(len(row.cells) for row in rows if len(row.cells) > 1).most_common(1)
    width = usual[0][0] if usual else 0
    lines = text.split("\n")
    for row, after in zip(rows, (*(r.line for r in rows[1:]), len(lines) + 1), strict=True):
        pieces = lines[row.line - 1 : after - 1]
        if len(pieces) > 1 and _is_several(pieces, delimiter, width):
            yield from (Row(row.line + i, tuple(line.split(delimiter))) for i, line in enumerate(pieces) if line)
        else:
            yield row


def _is_several(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether the first line of a row is a whole row already and a later one begins and fills another."""
    marks, slack = width - 1, (width - 1) // 4
    if marks < 2 or abs(lines[0].count(delimiter) - marks) > slack:
        return False
    for line in lines[1:]:
        met = line.count(delimiter)
        if met == marks or (abs(met - marks) <= slack and _ROW_START.fullmatch(line.split(delimiter, 1)[0])):
            return True
    return False


def _drawn(rows: Iterable[Row]) -> Grid:
    """A table drawn with `|`; one with a row of dashes under its heading is Markdown, and that row is no content."""
    held = _without_frame(rows)
    wide = [row for row in held if len(row.cells) > 2]
    if len(wide) < 2 or not all(_ALIGNMENT.fullmatch(cell) for cell in wide[1].cells):
        cut = (Row(row.line, tuple(cell.replace(STROKE, "\\|") for cell in row.cells)) for row in held)
        return Grid(tuple(cut), DELIMITERS["|"])
    rows, repairs = markdown.said([row for row in held if row is not wide[1]])
    return Grid(rows, "markdown", repairs)


def _without_frame(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Cells of a table drawn with `|`: without padding, and without the empty cells beyond its outer strokes."""
    padded = [Row(row.line, tuple(cell.strip() for cell in row.cells)) for row in rows]
    tabular = [row.cells for row in padded if len(row.cells) > 2]
    framed = sum(1 for cells in tabular if not cells[0] and not cells[-1])
    if framed * 2 <= len(tabular):
        return tuple(padded)
    return tuple(Row(row.line, _unframed(row.cells)) for row in padded)


def _unframed(cells: tuple[str, ...]) -> tuple[str, ...]:
    start = 1 if len(cells) > 1 and not cells[0] else 0
    return cells[start : -1 if len(cells) > start + 1 and not cells[-1] else None]


def _rows(name: str, text: str, delimiter: str, limits: Limits, *, quoted: bool) -> tuple[Row, ...]:
    csv.field_size_limit(limits.cell)
    reader = csv.reader(
        io.StringIO(text, newline=None),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        quotechar='"' if quoted else None,
        strict=quoted,
    )
    rows: list[Row] = []
    line, most = 1, limits.columns
    try:
        for cells in reader:
            if len(cells) > most:
                raise limits.refuse(f"{name} 第 {line} 行", "columns", f"{len(cells)} 列", "列")
            rows.append(Row(line, tuple(cells)))
            line = reader.line_num + 1
            if len(rows) > limits.rows:
                raise limits.refuse(name, "rows", "更多的行", "行")
    except csv.Error as error:
        if "field larger" in str(error):
            raise limits.refuse(f"{name} 第 {line} 行", "cell", "更长的单元格", "字") from None
        raise
    return tuple(rows)
