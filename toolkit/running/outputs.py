"""Makes an audit into the files of contract.md and publishes them together, the manifest last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from toolkit import proofs, reviews
from toolkit.checks.catalogue import Rule
from toolkit.errors import RunError
from toolkit.model import Audit
from toolkit.presenting import records
from toolkit.running.files import Published, publish
from toolkit.running.manifest import manifest

# JSON leaves these as they are, but a reader that splits text into lines would break an object at them.
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def save(
    audit: Audit,
    out: Path | str,
    *,
    parameters: Mapping[str, object] | None = None,
    started: datetime | None = None,
    full: bool = True,
    rules: Mapping[str, Rule] | None = None,
) -> Published:
    """Leave the files of `audit` in the folder `out`; `full` adds page, workpaper and tables to the jsonl files.

    `rules` tells of rules that are not in the catalogue (id → rule), such as a notebook's own.

    Two runs on the same input write the same bytes, but for the times in manifest.json. Files of an earlier run are
    replaced; one that somebody has edited since is kept beside (see Published.set_aside).
    Raises InputError where `out` cannot be a folder or be written to, RunError where writing fails.
    """
    began = started or datetime.now(UTC)
    demand_replay((*records.findings(audit), *records.verifications(audit)))
    if full:  # what the analyst ruled in the last working paper stands in the next
        audit = reviews.join(audit, reviews.from_workpaper(Path(out) / "workpaper.xlsx"))
    files: dict[str, bytes | str] = {
        "findings.jsonl": jsonl(records.findings(audit)),
        "items.jsonl": jsonl(records.items(audit)),
        "quantities.jsonl": jsonl(records.quantities(audit)),
        "verifications.jsonl": jsonl(records.verifications(audit)),
    }
    if full:
        files |= _presentations(audit, rules)
    told = manifest(audit, parameters=parameters or {}, started=began, finished=datetime.now(UTC))
    return publish(Path(out), files, manifest=told)


def demand_replay(told: Iterable[Mapping[str, Any]]) -> None:
    """A run whose proofs do not replay is not written: `told` are the records of findings and verifications."""
    for record in told:
        wrong = proofs.replay(record["proof"]) if record["proof"] else ""
        if wrong:
            raise RunError(
                f"算式不能复算，未写文件：{record['rule']} 事项 {record['item']} “{record['quote']}”：{wrong}"
            )


def jsonl(rows: Iterable[Mapping[str, object]]) -> str:
    """Write one object a line, Chinese readable; the text is for UTF-8 with surrogates escaped (see publish)."""
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS) + "\n" for row in rows)


def _presentations(audit: Audit, rules: Mapping[str, Rule] | None) -> dict[str, bytes | str]:
    # Imported here: `check` writes only the jsonl files and starts without pandas and matplotlib.
    from toolkit.presenting import frames, html, workbook

    return {
        "report.html": html.report(audit, rules=rules),
        "workpaper.xlsx": workbook.workpaper(audit, rules=rules),
        "findings.csv": "\ufeff" + frames.findings_csv(audit, rules),  # the mark by which Excel knows UTF-8
        "findings.parquet": frames.findings_parquet(audit),
    }
