"""Replays all proofs of a finished run: from its files alone, with proofs.py alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit import proofs
from toolkit.errors import InputError
from toolkit.running import manifest

FILES = ("findings.jsonl", "verifications.jsonl")


def verify(folder: Path) -> tuple[int, str]:
    """How many proofs replayed, and the first fault met (empty where there is none); InputError for no run folder."""
    cells: dict[tuple[Any, Any], list[str]] = {}
    for _, item in _records(folder, "items.jsonl"):
        for column, text in item["cells"].items():
            cells.setdefault((item["item"], column), []).append(text)
    count = 0
    for name in FILES:
        for line, record in _records(folder, name):
            proof = record.get("proof")
            if not proof:
                continue
            wrong = proofs.replay(proof) or _misquoted(proof, cells)
            if wrong:
                return count, f"{name} 第 {line} 行 {record.get('rule')} 事项 {record.get('item')}：{wrong}"
            count += 1
    return count, _unrecorded(folder)


def _unrecorded(folder: Path) -> str:
    """A file of the run that is no longer the one its manifest records: a line deleted, a cell changed."""
    known = manifest.recorded(manifest.read(folder))
    for name in ("items.jsonl", "quantities.jsonl", *FILES):
        if name in known and hashlib.sha256((folder / name).read_bytes()).hexdigest() != known[name]:
            return f"{name} 已被改动，与 manifest.json 的记录不符"
    return ""


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
        except json.JSONDecodeError as error:
            raise InputError.of(f"{path} 第 {number} 行", expected="一个 JSON 对象", met=error.msg) from None
        if not isinstance(record, dict):
            raise InputError.of(f"{path} 第 {number} 行", expected="一个 JSON 对象", met=type(record).__name__)
        yield number, record


def _misquoted(proof: dict[str, Any], cells: dict[tuple[Any, Any], list[str]]) -> str:
    """A quote of the proof that does not stand where it says, in any row of that number."""
    for operand in (*proof["operands"], proof["stated"]):
        texts = cells.get((operand["item"], operand["column"]), [])
        if not any(text[operand["start"] : operand["end"]] == operand["quote"] for text in texts):
            return f"“{operand['quote']}”不在所说的位置"
    return ""
