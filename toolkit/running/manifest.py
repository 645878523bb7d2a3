"""What manifest.json says of a run: what was read, what was checked, when, and the sha256 of every file it left."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.model import SEVERITIES, Audit, Repair, Source

CONTRACT = 1
NAME = "manifest.json"


def manifest(
    audit: Audit, *, parameters: Mapping[str, object], started: datetime, finished: datetime
) -> dict[str, object]:
    """Tell a run in the fields and the order of contract.md; `files` is added by whoever writes the files.

    `repairs` maps each kind to its count and its 1-based source lines; the times carry their offset from UTC;
    `opinion` is null where no second opinion was asked for, `references` where no reference tables were given;
    `previous` are the reports of earlier periods that it was held against.
    """
    report = audit.report
    severities = Counter(finding.severity for finding in audit.findings)
    return {
        "contract": CONTRACT,
        "version": audit.version,
        "period": str(report.period) if report.period else None,
        "sources": [source_record(report.source)],
        "repairs": repairs_record(report.repairs),
        "rules": list(audit.rules),
        "failures": [{"rule": f.rule, "item": f.item, "error": f.error} for f in audit.failures],
        "opinion": asdict(audit.opinion) if audit.opinion else None,
        "references": asdict(audit.corroborated) if audit.corroborated else None,
        "previous": [source_record(source) for source in audit.previous],
        "counts": {severity: severities[severity] for severity in SEVERITIES},
        "started": timestamp(started),
        "finished": timestamp(finished),
        "parameters": dict(parameters),
    }


def source_record(source: Source) -> dict[str, object]:
    """What was read, and how."""
    return {"name": source.name, "sha256": source.sha256, "encoding": source.encoding, "format": source.format}


def timestamp(moment: datetime) -> str:
    """A time with its offset from UTC."""
    return moment.astimezone().isoformat(timespec="milliseconds")


def repairs_record(repairs: tuple[Repair, ...]) -> dict[str, object]:
    """Each kind of repair with its count and its 1-based source lines."""
    kinds = sorted({repair.kind for repair in repairs})
    lines = {kind: [repair.line for repair in repairs if repair.kind == kind] for kind in kinds}
    return {kind: {"count": len(found), "lines": found} for kind, found in lines.items()}


def to_json(document: Mapping[str, object]) -> str:
    """Write a manifest as JSON that people read too; a path or a period among the parameters becomes its text."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n"


def read(folder: Path) -> dict[str, Any] | None:
    """Read the manifest of an earlier run; None where there is none that can be understood."""
    try:
        document = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def recorded(document: Mapping[str, Any] | None) -> dict[str, str]:
    """Name and sha256 of every file that a manifest says the toolkit wrote, in its own run or an earlier one."""
    if document is None:
        return {}
    ledgers = [document.get(key) for key in ("earlier", "files")]
    return {
        name: digest
        for ledger in ledgers
        if isinstance(ledger, dict)
        for name, digest in ledger.items()
        if isinstance(digest, str)
    }
