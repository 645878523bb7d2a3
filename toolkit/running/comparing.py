"""Makes a History into the files of contract.md: those of all its periods together, and the ledger of targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from toolkit.history import History
from toolkit.model import SEVERITIES
from toolkit.presenting import history_records as records
from toolkit.running.files import Published, publish
from toolkit.running.manifest import CONTRACT, repairs_record, source_record, timestamp
from toolkit.running.outputs import demand_replay, jsonl

LEDGER = "history.jsonl"


def save(
    history: History, out: Path | str, *, parameters: Mapping[str, object], started: datetime | None = None
) -> Published:
    """Leave the files of `history` in the folder `out`, the manifest last; an earlier run's are replaced.

    Raises InputError where `out` cannot be written to, RunError where a proof does not replay.
    """
    began = started or datetime.now(UTC)
    findings, verifications = records.findings(history), records.verifications(history)
    demand_replay((*findings, *verifications))
    files: dict[str, bytes | str] = {
        "findings.jsonl": jsonl(findings),
        "items.jsonl": jsonl(records.items(history)),
        "quantities.jsonl": jsonl(records.quantities(history)),
        "verifications.jsonl": jsonl(verifications),
        LEDGER: jsonl(records.ledger(history)),
    }
    return publish(Path(out), files, manifest=_manifest(history, parameters, began))


def _manifest(history: History, parameters: Mapping[str, object], started: datetime) -> dict[str, object]:
    """The manifest of a comparison: as that of a run, `periods` beside a null `period`, repairs by period."""
    severities = Counter(finding.severity for finding in history.findings)
    failures = [f for found in history.audits for f in found.failures] + list(history.failures)
    return {
        "contract": CONTRACT,
        "version": history.audits[0].version,
        "period": None,
        "periods": [str(period) for period in history.periods],
        "sources": [source_record(found.report.source) for found in history.audits],
        "repairs": {
            str(period): repairs_record(found.report.repairs)
            for period, found in zip(history.periods, history.audits, strict=True)
        },
        "rules": [*history.audits[0].rules, *history.rules],
        "failures": [{"rule": f.rule, "item": f.item, "error": f.error} for f in failures],
        "opinion": None,
        "counts": {severity: severities[severity] for severity in SEVERITIES},
        "started": timestamp(started),
        "finished": timestamp(datetime.now(UTC)),
        "parameters": dict(parameters),
    }
