"""Shared passages among the progress cells of any number of reports, made into reuse.jsonl."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.language.text import Folded, fold
from toolkit.model import Column, Item, Report
from toolkit.reading import read
from toolkit.reuse.near import ANCHOR, COMMON, among
from toolkit.reuse.passages import Shared, shared
from toolkit.running.files import publish
from toolkit.running.outputs import jsonl

NAME = "reuse.jsonl"
_COLUMN = Column.PROGRESS
Cell = tuple[str, Report, Item, Folded]  # the source's name, and whose text it is


def reuse(sources: Sequence[str], out: Path, *, min_chars: int, cluster: str = "") -> tuple[int, int, int]:
    """Read `sources`, leave reuse.jsonl in `out`; the number of cells compared, of passages, of pairs of cells.

    A line is one passage of at least `min_chars` characters, white space and boilerplate not counted: both places in
    code points of the cell as printed, `own` as in passages.Shared, `distance` the edits between the whole cells where
    they are near duplicates. `cluster` is the address of a Dask scheduler that shares the work out.
    Raises InputError for a source that cannot be read, an `out` that cannot be written to, a cluster out of reach.
    """
    cells = list(_cells(sources))
    texts = [text.text for _, _, _, text in cells]
    passages = _shared(texts, min(ANCHOR, min_chars), cluster)
    distances = {(near.one, near.other): near.distance for near in among(texts, passages)}
    told = [passage for passage in passages if passage.own >= min_chars]
    publish(out, {NAME: jsonl(_line(cells, passage, distances) for passage in told)})
    return len(cells), len(told), len({(passage.one, passage.other) for passage in told})


def _shared(texts: Sequence[str], at_least: int, cluster: str) -> list[Shared]:
    if not cluster:
        return shared(texts, at_least=at_least, common=COMMON)
    from toolkit.running.cluster import connected, shared_on

    with connected(cluster) as client:
        return shared_on(client, texts, at_least=at_least, common=COMMON)


def _cells(sources: Sequence[str]) -> Iterator[Cell]:
    """Every progress cell that stands in its place; sources of one name are told apart by what the caller wrote."""
    reports = [read(source) for source in sources]
    names = Counter(report.source.name for report in reports)
    for source, report in zip(sources, reports, strict=True):
        name = report.source.name if names[report.source.name] == 1 else source
        for item in report.items:
            if item.intact and item[_COLUMN]:
                yield name, report, item, fold(item[_COLUMN])


def _line(cells: Sequence[Cell], passage: Shared, distances: Mapping[tuple[int, int], int]) -> dict[str, object]:
    return {
        "one": _place(cells[passage.one], passage.start, passage.length),
        "other": _place(cells[passage.other], passage.begin, passage.length),
        "length": passage.length,
        "own": passage.own,
        "distance": distances.get((passage.one, passage.other)),
    }


def _place(cell: Cell, start: int, length: int) -> dict[str, object]:
    name, report, item, text = cell
    first, end = text.span(start, start + length)
    return {
        "source": name,
        "period": str(report.period) if report.period else None,
        "item": item.number,
        "line": item.line,
        "column": _COLUMN.value,
        "start": first,
        "end": end,
        "quote": item[_COLUMN][first:end],
    }
