"""The whole way from a source to a Report: load, sniff, lay out as rows, find the heading, read, settle the period."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from toolkit.errors import InputError
from toolkit.language.words import Words, default_words
from toolkit.model import Column, Period, Repair, Report, Source
from toolkit.reading import period as periods
from toolkit.reading.formats import of_text, readings
from toolkit.reading.grid import Grid, Row
from toolkit.reading.heading import Heading, find_heading, in_period
from toolkit.reading.limits import Limits
from toolkit.reading.rows import read_rows
from toolkit.reading.sniff import load
from toolkit.reading.statuses import with_status
from toolkit.reading.tables import below, of_period

LARGE = 10_000_000  # bytes


def read(
    source: Path | str, *, period: Period | None = None, words: Words | None = None, limits: Limits | None = None
) -> Report:
    """Read one source of any readable format (`-` is standard input) into a Report.

    `period` overrules what title, headings and file name say; where they disagree with it, the report keeps
    all claims for `period-header-mismatch`. `limits` hold what the source may ask of the machine.
    Raises InputError where it is no such table or breaks a limit.
    """
    limits = limits or Limits()
    name, data = load(source, limits)
    where = name if str(source) == "-" else str(source)
    if not data[:LARGE].strip() and not data.strip():
        raise InputError.of(where, expected="含表头与事项的表格", met="空文件")
    with _uncollected(len(data)):
        grids, encoding = readings(where, data, limits)
        return _report(where, grids, Source(name, hashlib.sha256(data).hexdigest(), encoding, ""), period, words)


@contextmanager
def _uncollected(size: int) -> Iterator[None]:
    """Rows make no cycles; looking for some among millions doubles the time, so a large source does without."""
    paused = size > LARGE and gc.isenabled()
    if paused:
        gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.freeze()  # else the first collection would look through all of them after all
            gc.enable()


def read_text(
    text: str,
    *,
    name: str = "文本",
    period: Period | None = None,
    words: Words | None = None,
    limits: Limits | None = None,
) -> Report:
    """Read a pasted table: the same as `read` for text that is already at hand."""
    data = text.encode("utf-8", "surrogatepass")
    if not text.strip():
        raise InputError.of(name, expected="含表头与事项的表格", met="空文件")
    grids = of_text(name, text, limits or Limits())
    return _report(name, grids, Source(name, hashlib.sha256(data).hexdigest(), "str", ""), period, words)


def _report(where: str, grids: Sequence[Grid], source: Source, period: Period | None, words: Words | None) -> Report:
    """The report; `where` is the source as its caller typed it, for messages."""
    words = words or default_words()
    table, heading = _found(where, grids, period, words)
    above = table.rows[: heading.first]
    title = "\n".join("".join(row.cells).strip() for row in above if not row.blank)
    heading, unclear = in_period(heading, _wanted(source.name, title, period))
    if unclear:
        at = f"{where} 第 {heading.row.line} 行"
        raise InputError.of(at, expected="能分清报告期的列（请用 --period 指明）", met=unclear)
    held, left = below(table, heading, words)
    rows = read_rows(held, heading, words)
    if not rows.items:
        raise InputError.of(f"{where} 第 {heading.row.line} 行以下", expected="至少一个事项", met="没有事项")
    claims = _claims(source.name, title, heading, period, rows.headings)
    items, derived = with_status(rows.items, heading, words)
    repairs = (*_above(above), *_ignored(heading), *table.repairs, *left, *derived, *rows.repairs)
    return Report(
        period=period or periods.settle(text for _, text in claims),
        source=Source(source.name, source.sha256, source.encoding, table.format),
        items=tuple(items),
        repairs=repairs,
        title=title,
        headings={column: heading.row.cells[index] for column, index in heading.columns.items()},
        claims=claims,
    )


def _found(where: str, grids: Sequence[Grid], period: Period | None, words: Words) -> tuple[Grid, Heading]:
    """The reading that has a heading; lines that are a table without columns are tried where none has."""
    try:
        return find_heading(where, [of_period(where, grid, period, words) for grid in grids], words)
    except InputError:
        from toolkit.reading import labelled

        marks = {"csv", "tsv", "markdown"} if any(grid.format == "text" for grid in grids) else set()
        whole = [grid for grid in grids if grid.format not in marks]  # a comma within such a line parts nothing
        tried = [made for grid in whole for made in labelled.grids(where, grid, words)]
        if not tried:
            raise
        return find_heading(where, tried, words)


def _wanted(name: str, title: str, period: Period | None) -> str:
    """The period asked for, or what title or file name say of it; a quarter or a half before a bare year."""
    texts = (str(period) if period else "", periods.title_claim(title), periods.claim(PurePath(name).stem))
    parts = [text for text in texts if "Q" in text or "H" in text]
    return next(filter(None, (*parts, *texts)), "")


def _claims(
    name: str, title: str, heading: Heading, period: Period | None, later: Sequence[Heading]
) -> tuple[tuple[str, str], ...]:
    first, of_file, titled = _heading_claim(heading), periods.claim(PurePath(name).stem), periods.title_claim(title)
    if "M" in titled and any(part in first + of_file for part in "QH"):
        titled = titled[:4]  # the month in which a quarter was reported on
    stated = [
        ("参数", str(period) if period else ""),
        ("标题", titled),
        ("表头", first),
        ("文件名", of_file),
    ]
    others = {_heading_claim(other): other.row.line for other in reversed(later)}
    stated += [(f"第 {line} 行的表头", text) for text, line in sorted(others.items()) if text != first]
    return tuple((where, text) for where, text in stated if text)


def _heading_claim(heading: Heading) -> str:
    at = heading.columns.get(Column.PERIOD_TARGET)
    return periods.claim(heading.row.cells[at]) if at is not None else ""


def _above(rows: Sequence[Row]) -> tuple[Repair, ...]:
    """Blank lines above the heading; the other lines there are the title, which the report keeps."""
    return tuple(Repair(row.line, None, "blank-line", "", "") for row in rows if row.blank)


def _ignored(heading: Heading) -> tuple[Repair, ...]:
    """Columns that no canonical column answers to are left out, and said."""
    return tuple(Repair(heading.row.line, None, "column-ignored", text, "") for text in heading.unplaced)
