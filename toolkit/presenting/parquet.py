"""Findings as parquet: the fields of contract.md with fixed types, what is nested as JSON text."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.model import Audit
from toolkit.presenting import records
from toolkit.presenting.words import storable

_TYPES: Mapping[str, pa.DataType] = {
    "line": pa.int64(),
    "start": pa.int64(),
    "end": pa.int64(),
    "flips_verdict": pa.bool_(),
}
_NESTED = ("related", "proof", "review")
_FIELDS = (
    "rule", "certainty", "severity", "period", "item", "line", "column", "start", "end", "quote", "removed", "related",
    "message", "ask", "proof", "flips_verdict", "fingerprint", "state", "review",
)  # fmt: skip
_SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in _FIELDS])


def findings(audit: Audit) -> bytes:
    """Write the findings of an audit, one row each; empty text and null stay apart."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([_flat(record) for record in records.findings(audit)], _SCHEMA), out)
    return out.getvalue()


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, record[name]) for name in _FIELDS}


def _value(name: str, value: Any) -> Any:
    if name in _NESTED and value is not None:
        return storable(json.dumps(value, ensure_ascii=False))
    return storable(str(value)) if isinstance(value, str) else value
