"""The real report's table comes back cell for cell from every format that it can be published in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import makers
from toolkit.reading import read
from toolkit.reading.office import converter

NEEDS = {
    **dict.fromkeys(makers.MADE, ""),
    **dict.fromkeys(makers.BY_OFFICE, "LibreOffice"),
    **dict.fromkeys(makers.BY_CHROMIUM, "Chromium"),
}
MAKERS = {**makers.MADE, **makers.BY_OFFICE, **makers.BY_CHROMIUM}


@pytest.mark.parametrize("name", MAKERS)
def test_the_real_table_comes_back(tmp_path: Path, name: str) -> None:
    if NEEDS[name] == "LibreOffice" and not converter():
        pytest.skip("LibreOffice is not installed")
    if NEEDS[name] == "Chromium" and not makers.CHROMIUM:
        pytest.skip("Chromium is not installed")
    path = tmp_path / "source"
    path.write_bytes(MAKERS[name](makers.real()))
    report = read(path)
    assert [item.number for item in report.items] == [item.number for item in makers.original().items]
    for got, wanted in zip(makers.cells(report), makers.cells(makers.original()), strict=True):
        assert got == wanted
    assert all(item.intact for item in report.items)


def test_the_table_of_formats_names_every_source_once() -> None:
    named = [name for *_, names in makers.FORMATS for name in names]
    assert sorted(named) == sorted([*MAKERS, *makers.SCANS])
