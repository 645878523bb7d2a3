"""The real report is what was published, byte for byte, and its README says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def test_the_real_report_is_unchanged() -> None:
    digest = hashlib.sha256((DATA / "2023Q4.txt").read_bytes()).hexdigest()
    assert digest == "498ab0a0b9dd760b2cfa7992672b18f32f816f180f17ba405cf94b294d04b0e8"
    assert digest in (DATA / "README.md").read_text(encoding="utf-8")


def test_the_codebook_names_every_column() -> None:
    from toolkit.model import Column

    codebook = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(f"`{column.value}`" in codebook for column in Column)
