"""JSON and JSON lines become a Grid: a list of records is a table, its keys the heading, in the order first met."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading.grid import Grid, Row
from toolkit.reading.limits import Limits

MOST_DIGITS = 400  # of a number written out; 1e999999999 stays as printed
_IDS = {column.value: column.title for column in Column}  # our own items.jsonl comes back too


def grids(where: str, text: str, limits: Limits) -> list[Grid]:
    """One Grid for each list of records in the document; none where the text is no JSON at all."""
    text = text.strip().lstrip("\ufeff")
    try:
        document = json.loads(text, parse_float=Decimal, parse_constant=str)
    except (RecursionError, ValueError) as error:
        return _lines(where, text, limits, error)
    found = [_grid(where, held, title, limits, "json") for held, title in _tables(document, limits)]
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
    return [_grid(where, records, "", limits, "jsonl")] if records else []


def _tables(document: Any, limits: Limits) -> Iterator[tuple[list[Any], str]]:
    """Lists of records, outermost first, each with the plain texts that stand beside it as its title."""
    waiting = [(document, "", 0)]
    while waiting:
        held, title, depth = waiting.pop(0)
        if depth > limits.nesting:
            continue
        if isinstance(held, list):
            if held and all(isinstance(entry, dict | list) for entry in held):
                yield held, title
            waiting += [(entry, title, depth + 1) for entry in held[:200] if isinstance(entry, dict)]
        elif isinstance(held, dict):
            beside = "\n".join(value for value in held.values() if isinstance(value, str) and len(value) < 200)
            waiting += [(value, beside, depth + 1) for value in held.values() if isinstance(value, dict | list)]


def _grid(where: str, records: list[Any], title: str, limits: Limits, kind: str) -> Grid:
    if len(records) > limits.rows:
        raise limits.refuse(where, "rows", f"{len(records)} 条", "条")
    records = [_record(record) for record in records]
    rows = [Row(1, (line,)) for line in title.split("\n") if line.strip()]
    if any(isinstance(record, list) for record in records):
        table = [[_text(cell) for cell in record] for record in records if isinstance(record, list)]
    else:
        keys = list(dict.fromkeys(key for record in records for key in record))
        table = [[_IDS.get(key, key) for key in keys]]
        table += [[_text(record.get(key, "")) for key in keys] for record in records]
    if max(map(len, table), default=0) > limits.columns:
        raise limits.refuse(where, "columns", f"{max(map(len, table))} 列", "列")
    rows += [Row(number, tuple(cells), 1) for number, cells in enumerate(table, 1)]
    return Grid(tuple(rows), kind)


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
