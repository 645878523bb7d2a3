"""JSON and JSON lines become a Grid: a list of records is a table, its keys the heading, in the order first met."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, repeat
from typing import Any

from toolkit.errors import InputError
from toolkit.model import Column, Repair
from toolkit.reading.grid import Grid, Row
from toolkit.reading.limits import Limits
from toolkit.reading.period import claim

MOST_DIGITS = 400  # of a number written out; 1e999999999 stays as printed
_IDS = {column.value: column.title for column in Column}  # our own items.jsonl comes back too


def grids(where: str, text: str, limits: Limits) -> list[Grid]:
    """One Grid for each list of records in the document; none where the text is no JSON at all."""
    text = text.strip().lstrip("\ufeff")
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (RecursionError, ValueError) as error:
        return _lines(where, text, limits, error)
    found = [_grid(where, table, limits, "json") for table in _gathered(list(_tables(document, limits)))]
    if not found:
        raise InputError.of(where, expected="由记录组成的 JSON 列表", met="没有记录列表")
    return found


def _lines(where: str, text: str, limits: Limits, error: Exception) -> list[Grid]:
    """Records one a line; a text that only begins with a bracket is none of them."""
    records = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_float=Decimal, parse_constant=str)
        except (RecursionError, ValueError):
            if number == 1 and not text.startswith(('{"', '[{"', '[["')) and "\t" in text:
                return []
            at = error if number == 1 else None
            told = str(at)[:120] if at and not isinstance(at, RecursionError) else "无法解析的一行或过深的嵌套"
            raise InputError.of(f"{where} 第 {number} 行", expected="完好的 JSON", met=told) from None
        if isinstance(record, dict | list):
            records.append(record)
    return [_grid(where, _Table(_flat(records)), limits, "jsonl")] if records else []


@dataclass(slots=True)
class _Table:
    """A list of records: the plain texts beside it, its name and depth, its keys, name and length of its parts."""

    records: list[Any]
    title: str = ""
    name: str = ""
    depth: int = 0
    known: frozenset[str] = frozenset()
    parts: list[tuple[str, int]] = field(default_factory=list)

    def keys(self) -> frozenset[str]:
        """The keys of its records, none where they are lists."""
        if not all(isinstance(record, dict) for record in self.records):
            return frozenset()
        return frozenset(key for record in self.records for key in _record(record))

    def places(self) -> Iterator[str]:
        """Where each record stands, told where the lists are several."""
        for name, length in self.parts if len(self.parts) > 1 else ():
            yield from (f"{name}第 {at} 条" for at in range(1, length + 1))


def _tables(document: Any, limits: Limits) -> Iterator[_Table]:
    """Lists of records, outermost first, each with the plain texts that stand beside it as its title."""
    waiting = deque([(document, "", "", 0)])
    while waiting:
        held, title, name, depth = waiting.popleft()
        if depth > limits.nesting:
            continue
        if isinstance(held, list):
            records = _flat(held)
            if records and all(isinstance(entry, dict | list) for entry in records):
                yield _Table(list(records), title, name, depth)
            inner = ((at, entry) for at, entry in enumerate(records, 1) if isinstance(entry, dict) and _holds(entry))
            waiting += [(entry, title, f"{name}第 {at} 条", depth + 1) for at, entry in inner]
        elif isinstance(held, dict):
            beside = "\n".join(value for value in held.values() if isinstance(value, str) and len(value) < 200)
            for key, value in _split(held).items():
                if isinstance(value, dict | list):
                    waiting.append((value, beside, f"{name}{'的' * bool(name)}“{key[:20]}”", depth + 1))


def _flat(held: list[Any]) -> list[Any]:
    """Pages of records, one list each, are one list."""
    if held and all(isinstance(page, list) and page and all(isinstance(r, dict) for r in page) for page in held):
        return [record for page in held for record in page]
    return held


def _holds(record: dict[str, Any]) -> bool:
    return any(isinstance(value, dict | list) for value in record.values())


def _split(held: dict[str, Any]) -> dict[str, Any]:
    """Where the names of the columns stand beside the rows, they are the first of them."""
    names, rows = next((held[key] for key in ("columns", "header", "headers") if key in held), None), held.get("data")
    if not isinstance(names, list) or not isinstance(rows, list) or not all(isinstance(name, str) for name in names):
        return held
    if not rows or not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return held
    return {**{key: value for key, value in held.items() if value is not names}, "data": [names, *rows]}


def _gathered(tables: list[_Table]) -> list[_Table]:
    """Lists whose records have the same keys, none inside another, of one period by their names, are one table."""
    found: list[_Table] = []
    for table in tables:
        keys = table.keys()
        level = (t for t in found if keys and t.depth == table.depth and claim(t.name) == claim(table.name))
        first = next((t for t in level if keys <= t.known or t.known <= keys), None)
        if first is None:
            table.known = keys
            table.parts.append((table.name, len(table.records)))
            found.append(table)
            continue
        first.known |= keys
        first.parts.append((table.name, len(table.records)))
        first.records += table.records
        first.title = "\n".join(line for line in first.title.split("\n") if line in table.title.split("\n"))
    return found


def _grid(where: str, held: _Table, limits: Limits, kind: str) -> Grid:
    if len(held.records) > limits.rows:
        raise limits.refuse(where, "rows", f"{len(held.records)} 条", "条")
    records = [_record(record) for record in held.records]
    rows = [Row(1, (line,)) for line in held.title.split("\n") if line.strip()]
    if any(isinstance(record, list) for record in records):
        table = [[_text(cell) for cell in record] for record in records if isinstance(record, list)]
    else:
        keys = list(dict.fromkeys(key for record in records for key in record))
        if len(keys) > limits.columns:  # before each record is laid on all of them
            raise limits.refuse(where, "columns", f"{len(keys)} 个不同的键", "列")
        table = [[_IDS.get(key, key) for key in keys]]
        table += [[_text(record.get(key, "")) for key in keys] for record in records]
    if max(map(len, table), default=0) > limits.columns:
        raise limits.refuse(where, "columns", f"{max(map(len, table))} 列", "列")
    places = chain((held.name,), held.places(), repeat(""))
    rows += [
        Row(number, tuple(cells), 1, place) for (number, cells), place in zip(enumerate(table, 1), places, strict=False)
    ]
    told = "、".join(name for name, _ in held.parts)[:200]
    joined = Repair(1, None, "lists-joined", told, f"列相同的 {len(held.parts)} 个列表依次并读")
    return Grid(tuple(rows), kind, (joined,) if len(held.parts) > 1 else ())


def _record(record: Any) -> Any:
    """A record of items.jsonl has its cells one level down, its number among them."""
    if isinstance(record, dict) and isinstance(record.get("cells"), dict):
        cells = record["cells"]
        return {**({} if "item" in cells else {"item": record.get("item", "")}), **cells}
    return record


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, dict):
        return "\n".join(f"{key}：{_text(entry)}" for key, entry in value.items())
    plain = isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < MOST_DIGITS
    return f"{value:f}" if plain else str(value)
