"""What fuzzing found is refused for what it is; sectors that run in a circle are seen before anything follows them."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.reading import read
from toolkit.reading.compound import MAGIC, is_circular
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


def container(entries: list[int]) -> bytes:
    """A container of one table sector, whose entries these are."""
    header = bytearray(512)
    header[:8] = MAGIC
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<II", header, 60, 0xFFFFFFFE, 0)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = entries + [0xFFFFFFFF] * (128 - len(entries))
    return bytes(header) + struct.pack("<128I", *table)


def test_a_circle_is_seen_and_a_chain_is_not() -> None:
    assert not is_circular(container([0xFFFFFFFD, 2, 3, 0xFFFFFFFE]))
    assert is_circular(container([0xFFFFFFFD, 2, 3, 1]))
    assert is_circular(container([0xFFFFFFFD, 1]))
    assert not is_circular(b"") and not is_circular(b"PK\x03\x04" + bytes(600))


def test_any_bytes_are_survived() -> None:
    chance = random.Random(1)  # noqa: S311 - harm, no secrets
    whole = container([0xFFFFFFFD, 2, 3, 0xFFFFFFFE]) + bytes(range(256)) * 8
    for _ in range(300):
        harmed = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            harmed[chance.randrange(8, len(harmed))] = chance.randrange(256)
        assert is_circular(bytes(harmed[: chance.randrange(len(harmed))])) in (True, False)
