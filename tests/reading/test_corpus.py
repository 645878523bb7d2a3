"""What fuzzing found is refused for what it is; sectors that run in a circle are seen before anything follows them."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.reading import read
from toolkit.reading.compound import workbook
from toolkit.reading.limits import Limits

CORPUS = Path(__file__).parent / "corpus"
FOUND = sorted(path for path in CORPUS.iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_is_read_or_refused_for_what_it_is(path: Path) -> None:
    assert path.name in (CORPUS / "README.md").read_text(encoding="utf-8")
    try:
        report = read(path, limits=Limits(seconds=5))
    except InputError as refusal:
        assert "秒" not in str(refusal), "refused by its content, not by the clock"
    else:
        assert report.items


def test_what_is_no_container_is_left_to_the_reader() -> None:
    assert workbook("x.xls", b"\x09\x08 records") == b"\x09\x08 records"


def test_any_container_is_survived() -> None:
    chance = random.Random(1)  # noqa: S311 - harm, no secrets
    whole = (CORPUS / "xls-cell-far-below.bin").read_bytes()
    assert len(workbook("x.xls", whole)) > 1000
    for _ in range(300):
        harmed = bytearray(whole[: chance.randrange(600, len(whole))])
        for _ in range(chance.randint(1, 30)):
            harmed[chance.randrange(8, len(harmed))] = chance.randrange(256)
        with suppress(InputError):
            workbook("x.xls", bytes(harmed))
