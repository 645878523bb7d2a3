"""A folder of reference tables becomes References: every file by its content, what belongs to no table is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from toolkit.errors import InputError
from toolkit.language.words import Words, default_words
from toolkit.reading.formats import readings
from toolkit.reading.grid import Grid, Row
from toolkit.reading.limits import Limits
from toolkit.reading.sniff import load
from toolkit.references import headings
from toolkit.references.rows import Told, read_rows
from toolkit.references.values import HEADINGS, REQUIRED, TABLES, TITLES, References, Table, TableFile

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
LEAST_ROWS = 100_000  # an index of documents is longer than a report
MOST_FILES = 200
MOST_IGNORED = 20
_EXPECTED = (
    "statistics、plan、documents、directory 中至少一张表（csv、tsv 或 xlsx；可用 target-audit references DIR 生成模板）"
)
Read = tuple[Table, TableFile, Told]


def read_references(folder: Path | str, *, words: Words | None = None, limits: Limits | None = None) -> References:
    """Read every table of a folder; raises InputError for a folder without any, and for a cell that cannot be read."""
    words, limits = words or default_words(), limits or Limits()
    limits = replace(limits, rows=max(limits.rows, LEAST_ROWS))
    found: list[Read] = []
    ignored: list[str] = []
    for path in _files(Path(folder)):
        read = list(_tables(path, words, limits)) if path.suffix.casefold() in SUFFIXES else []
        found += read
        if not read:
            ignored.append(path.name)
    if not found:
        met = "、".join(ignored[:8]) or "空文件夹"
        raise InputError.of(str(folder), expected=_EXPECTED, met=met)
    if not any(told.rows for _, _, told in found):
        raise InputError.of(str(folder), expected="至少一行数据（模板中的示例行不算）", met="只有表头或示例")
    return _gathered(found, ignored)


def given(references: Path | str | References | None, *, words: Words, limits: Limits) -> References | None:
    """References as a caller may give them: a folder, what was read from one, or nothing."""
    if isinstance(references, References):
        return references
    return read_references(references, words=words, limits=limits) if references else None


def from_tables(tables: Mapping[str, str], *, words: Words | None = None) -> References:
    """References from pasted rows, without headings and in the order of contract.md: for examples and tests."""
    found: list[Read] = []
    for table in TABLES:
        if table in tables:
            text = "\t".join(HEADINGS[table]) + "\n" + tables[table]
            rows = [Row(at, tuple(line.split("\t"))) for at, line in enumerate(text.splitlines(), 1)]
            found += _groups(f"{table}.tsv", rows, table, words or default_words(), "")
    return _gathered(found, [])


def _gathered(found: Sequence[Read], ignored: Sequence[str]) -> References:
    rows = {table: tuple(row for its, _, told in found if its == table for row in told.rows) for table in TABLES}
    return References(
        statistics=rows["statistics"],
        plan=rows["plan"],
        documents=rows["documents"],
        directory=rows["directory"],
        files=tuple(file for _, file, _ in found),
        ignored=tuple(ignored[:MOST_IGNORED]),
    )


def _files(folder: Path) -> list[Path]:
    """The files of a folder that are somebody's, in the order of their names."""
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        raise InputError.of(str(folder), expected="参考资料文件夹", met="没有这个文件夹") from None
    except NotADirectoryError:
        raise InputError.of(str(folder), expected="参考资料文件夹", met="文件") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError.of(str(folder), expected="可读的文件夹", met=reason) from None
    kept = [path for path in paths if not path.name.startswith((".", "~$")) and not path.is_dir()]
    if len(kept) > MOST_FILES:
        raise InputError.of(str(folder), expected=f"不超过 {MOST_FILES} 个文件", met=f"{len(kept)} 个")
    return kept


def _tables(path: Path, words: Words, limits: Limits) -> Iterator[Read]:
    """The tables of one file: a text is one, a workbook may hold one in each sheet."""
    _, data = load(path, limits)
    named = headings.named(path.stem, words)
    if not data.strip():
        if named:
            raise InputError.of(str(path), expected=_columns(named), met="空文件")
        return
    grids, _ = readings(str(path), data, limits)
    digest = hashlib.sha256(data).hexdigest()
    best = max(grids, key=lambda grid: _promise(grid, named, words))
    read = [
        one
        for _, rows in groupby(best.rows, key=lambda row: row.table)
        for one in _groups(str(path), list(rows), named, words, digest)
    ]
    if named and not read:
        raise InputError.of(str(path), expected=_columns(named), met="没有一行是表头")
    yield from read


def _promise(grid: Grid, named: Table | None, words: Words) -> tuple[bool, int]:
    """How well a reading of a text shows a table."""
    heading = headings.find(grid.rows, named, words)
    return (heading is not None and not heading.missing, len(heading.columns) if heading else 0)


def _groups(where: str, rows: Sequence[Row], named: Table | None, words: Words, digest: str) -> Iterable[Read]:
    heading = headings.find(rows, named, words)
    if heading is None:
        return []
    if heading.missing:
        if heading.table != named:
            return []  # a table of another kind that has a column or two of the same name
        at = rows[heading.at]
        met = "、".join(f"“{cell.strip()[:20]}”" for cell in at.cells[:8] if cell.strip()) or "空行"
        raise InputError.of(f"{where} {at.place or f'第 {at.line} 行'}", expected=_columns(named), met=met)
    told = read_rows(where, rows, heading, words)
    file = TableFile(Path(where).name, heading.table, digest, len(told.rows), tuple(told.skipped), heading.unread)
    return [(heading.table, file, told)]


def _columns(table: Table) -> str:
    return f"{TITLES[table]}表的表头 {'、'.join(HEADINGS[table])}（至少 {'、'.join(REQUIRED[table])}，或中文同义词）"
