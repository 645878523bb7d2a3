"""What fuzzing found is refused for what it is; sectors that run in a circle are seen before anything follows them."""

from __future__ import annotations

import io
import random
import struct
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import olefile
import pytest

from toolkit.errors import InputError
from toolkit.reading import read
from toolkit.reading.biff import _runs
from toolkit.reading.compound import MAGIC, workbook
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


def test_a_chain_that_leaves_out_a_sector_or_repeats_one_is_refused() -> None:
    whole = (CORPUS / "xls-cell-far-below.bin").read_bytes()
    with olefile.OleFileIO(io.BytesIO(whole)) as container:
        container.loadminifat()
        entry = container.direntries[container._find("Workbook")]
        small = entry.size < container.minisectorcutoff
        following = container.minifat if small else container.fat
        chain, at = [], entry.isectStart
        while at != 0xFFFFFFFE:
            chain.append(at)
            at = following[at]
    (table,) = struct.unpack_from("<I", whole, 60 if small else 76)
    assert len(chain) > 3
    for place, sector in enumerate(chain[:-2]):
        for target in (sector, chain[place + 2]):  # to itself, and past the next
            harmed = bytearray(whole)
            struct.pack_into("<I", harmed, 512 * (1 + table) + 4 * sector, target)
            with pytest.raises(InputError, match="扇区链"):
                workbook("x.xls", bytes(harmed))


def test_a_container_within_the_workbook_is_refused() -> None:
    whole = (CORPUS / "xls-cell-far-below.bin").read_bytes()
    records = workbook("x.xls", whole)
    harmed = whole.replace(records[:8], MAGIC, 1)
    with pytest.raises(InputError, match="另一个文件容器"):
        workbook("x.xls", harmed)


def test_struck_out_text_is_cut_where_it_stands_behind_a_rare_character() -> None:
    fonts = [SimpleNamespace(struck_out=struck, escapement=0) for struck in (0, 1)]
    sheet = SimpleNamespace(
        cell=lambda row, column: SimpleNamespace(value="𠮷删后"), rich_text_runlist_map={(0, 0): [(2, 1), (3, 0)]}
    )
    runs = _runs(SimpleNamespace(font_list=fonts), sheet, 0, 0, 0)
    assert [(run.text, run.struck) for run in runs] == [("𠮷", False), ("删", True), ("后", False)]
