"""Scans come back to 99 characters of 100, say that they rest on OCR, and flag what they are not sure of."""

from __future__ import annotations

import difflib
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.reading import makers
from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading import formats, read

needs_ocr = pytest.mark.skipif(
    not find_spec("rapidocr") or not makers.CHROMIUM, reason="needs the extra ocr, and Chromium to print a page"
)


@needs_ocr
@pytest.mark.parametrize("name", makers.SCANS)
def test_a_noisy_skewed_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / "source"
    path.write_bytes(makers.SCANS[name](makers.real()))
    report = read(path)
    assert [item.number for item in report.items] == ["1", "7", "8"]
    assert str(report.period) == "2023Q4"
    assert report.repairs[0].kind == "ocr"
    wanted = "".join(makers.bare(cell) for row in makers.real()[1:4] for cell in row)
    got = "".join(makers.bare(item[column]) for item in report.items for column in Column)
    matcher = difflib.SequenceMatcher(None, wanted, got, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    assert same >= 0.99 * len(wanted)


def test_without_ocr_a_picture_is_refused_with_the_extra_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _name: None)
    path = tmp_path / "source"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match=r"target-audit\[ocr\]"):
        read(path)


@pytest.mark.skipif(not makers.CHROMIUM or not find_spec("PIL"), reason="needs Chromium to print a page")
def test_without_ocr_a_scanned_pdf_is_refused_with_the_extra_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _name: None)
    path = tmp_path / "source"
    path.write_bytes(makers.SCANS["scanned PDF"](makers.real()))
    with pytest.raises(InputError, match=r"扫描件.*target-audit\[ocr\]"):
        read(path)
