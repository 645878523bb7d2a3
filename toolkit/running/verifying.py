"""Replays all proofs of a finished run: from its files alone, with proofs.py alone; what was changed since is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit import proofs
from toolkit.errors import InputError
from toolkit.running import manifest

FINDINGS, VERIFICATIONS, ITEMS, QUANTITIES = (
    "findings.jsonl",
    "verifications.jsonl",
    "items.jsonl",
    "quantities.jsonl",
)
Cells = dict[tuple[str, str], list[tuple[str, str]]]  # (item, column) → each row's period and text


def verify(folder: Path) -> tuple[int, str]:
    """How many proofs replayed, and the first fault met (empty where there is none); InputError for no run folder."""
    cells = _cells(folder)
    corroborated = bool((manifest.read(folder) or {}).get("references"))
    count = 0
    for name in (FINDINGS, VERIFICATIONS):
        for line, record in _records(folder, name):
            proof = record.get("proof")
            if proof is None and name == FINDINGS:
                continue
            outside = proof is None and corroborated  # it agrees with a reference: no proof quotes that
            wrong = _misquoted([record], cells) if outside else _fault(record, proof, cells)
            if wrong:
                return count, f"{name} 第 {line} 行 {record.get('rule')} 事项 {record.get('item')}：{wrong}"
            count += not outside
    return count, _unrecorded(folder)


def _fault(record: dict[str, Any], proof: Any, cells: Cells) -> str:
    """What is wrong with a record and its proof: its shape, its arithmetic, or where its quotes stand."""
    if not isinstance(proof, dict):
        return "没有算式"
    period = record.get("period")
    passages = [record, *proof["operands"], proof["stated"]]
    return proofs.replay(proof) or _misquoted([{"period": period, **passage} for passage in passages], cells)


def _cells(folder: Path) -> Cells:
    cells: Cells = {}
    for number, item in _records(folder, ITEMS):
        texts, name = item.get("cells"), item.get("item")
        if not isinstance(name, str) or not isinstance(texts, dict):
            raise InputError.of(f"{folder / ITEMS} 第 {number} 行", expected="带 item 与 cells 的事项", met="别的对象")
        for column, text in texts.items():
            cells.setdefault((name, column), []).append((str(item.get("period") or ""), str(text)))
    return cells


def _records(folder: Path, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    path = folder / name
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise InputError.of(str(path), expected="一次运行留下的文件", met="没有或无法读取") from None
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError.of(f"{path} 第 {number} 行", expected="一个 JSON 对象", met=str(error)[:60]) from None
        if not isinstance(record, dict):
            raise InputError.of(f"{path} 第 {number} 行", expected="一个 JSON 对象", met=type(record).__name__)
        yield number, record


def _misquoted(passages: list[dict[str, Any]], cells: Cells) -> str:
    """A quote that does not stand where it says, in any row of its number and period; or that cuts a number."""
    for passage in passages:
        start, end, quote = passage.get("start"), passage.get("end"), passage.get("quote")
        if type(start) is not int or type(end) is not int or not isinstance(quote, str):
            return "引文没有位置"
        rows = cells.get((str(passage.get("item")), str(passage.get("column"))), [])
        wanted = passage.get("period")
        texts = [text for period, text in rows if wanted is None or period == wanted]
        if not any(start >= 0 and text[start:end] == quote and _whole(text, start, end) for text in texts):
            return f"“{quote}”不在所说的位置"
    return ""


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no digit is cut off at either side of the quote."""
    cut_before = start > 0 and text[start - 1].isdecimal() and text[start : start + 1].isdecimal()
    return not cut_before and not (text[end - 1 : end].isdecimal() and text[end : end + 1].isdecimal())


def _unrecorded(folder: Path) -> str:
    """A file of the run that is no longer the one its manifest records: a line deleted, a cell changed."""
    known = manifest.recorded(manifest.read(folder))
    for name in (ITEMS, QUANTITIES, FINDINGS, VERIFICATIONS):
        path = folder / name
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if known.get(name) != digest:
            return f"{name} 已被改动，与 manifest.json 的记录不符"
    return ""
