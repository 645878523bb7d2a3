"""Analysts' rulings: read back from the working paper they were written in, joined to findings by fingerprint."""

from __future__ import annotations

import dataclasses
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.model import Audit

LEDGER = "问题台账"
# The fill-in columns of the ledger and the field of a review that each becomes.
COLUMNS = {"复核结论": "ruling", "复核说明": "note", "复核人": "by", "复核日期": "on"}
FINGERPRINT = "指纹"
RULINGS = {"确认": "confirmed", "排除": "dismissed", "待定": "open"}

Review = Mapping[str, str]


def from_workpaper(path: Path) -> dict[str, Review]:
    """Rulings by fingerprint in a working paper; none where there is no file, or none that can be read as one.

    Nothing is lost in the second case either: a file that somebody changed is set aside before a new one is written.
    """
    if not path.is_file():
        return {}
    import openpyxl  # only where there is something to read: most runs start in an empty folder

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = book[LEDGER].iter_rows(values_only=True) if LEDGER in book.sheetnames else iter(())
        return dict(_reviews(rows))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, AttributeError):
        return {}


def _reviews(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[str, Review]]:
    heads = [str(cell or "") for cell in next(rows, ())]
    if FINGERPRINT not in heads:
        return
    at = {field: heads.index(title) for title, field in COLUMNS.items() if title in heads}
    for row in rows:
        fingerprint = str(row[heads.index(FINGERPRINT)] or "")
        filled = {field: _text(row[place]) for field, place in at.items()}
        if fingerprint and any(filled.values()):
            ruling = filled.get("ruling", "")
            yield fingerprint, {**filled, "ruling": RULINGS.get(ruling, ruling or "open")}


def _text(cell: Any) -> str:
    """A cell as text: a date without its empty time of day."""
    text = "" if cell is None else str(cell).strip()
    return text.removesuffix(" 00:00:00")


def join(audit: Audit, reviews: Mapping[str, Review]) -> Audit:
    """The audit with each finding's ruling; findings without one are left as they are."""
    if not reviews:
        return audit
    findings = tuple(dataclasses.replace(f, review=reviews.get(f.fingerprint, f.review)) for f in audit.findings)
    return dataclasses.replace(audit, findings=findings)
