"""Valid files with random harm done to them: read or refused in one line, whatever the harm."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading import hostile, makers
from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading import read, read_text

TEXTS = ("TSV", "TSV, UTF-16", "TSV, GB18030", "CSV", "Markdown", "JSON", "JSON lines")
GUARDED = ("HTML", "xlsx (openpyxl)", "docx")


@lru_cache(maxsize=16)
def good(name: str) -> bytes:
    """A small valid file: the heading and three items."""
    return makers.MADE[name](makers.real()[:4])


@st.composite
def harmed(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with a few pieces cut out, doubled, swapped or overwritten."""
    held = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(len(held) - 1, 0)))
        length = draw(st.integers(1, 40))
        piece = bytes(held[start : start + length])
        match draw(st.sampled_from(("cut", "double", "overwrite", "insert", "end", "swap"))):
            case "cut":
                del held[start : start + length]
            case "double":
                held[start:start] = piece * draw(st.integers(1, 50))
            case "overwrite":
                held[start : start + length] = draw(st.binary(min_size=1, max_size=40))
            case "insert":
                token = draw(
                    st.sampled_from((b"\0", b"\xff\xfe", b'"', b"\t", b"<td>", b"</", b"\n\n", b"&#", b"9" * 30))
                )
                held[start:start] = token
            case "end":
                del held[start + length :]
            case _:
                held[start : start + length] = piece[::-1]
    return bytes(held)


def survived(path: Path) -> None:
    try:
        report = read(path)
    except InputError as error:
        assert "\n" not in str(error)
        return
    assert report.items
    assert all(isinstance(item[column], str) for item in report.items for column in Column)


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_harmed_texts(name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "harmed"
    path.write_bytes(data.draw(harmed(good(name))))
    survived(path)


@pytest.mark.parametrize("name", GUARDED)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_harmed_files(name: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.getbasetemp() / "harmed"
    path.write_bytes(data.draw(harmed(good(name))))
    survived(path)


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("xlsx (openpyxl)", "xl/worksheets/sheet1.xml"),
        ("xlsx (openpyxl)", "xl/styles.xml"),
        ("docx", "word/document.xml"),
    ],
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_harmed_members(name: str, member: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Harm below the compression, where a checksum does not catch it."""
    with zipfile.ZipFile(io.BytesIO(good(name))) as book:
        inner = book.read(member)
    path = tmp_path_factory.getbasetemp() / "harmed"
    path.write_bytes(hostile.zipped({member: data.draw(harmed(inner))}, good(name)))
    survived(path)


CELL = st.text(alphabet=st.characters(blacklist_characters="\0"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELL, max_size=10), max_size=8), delimiter=st.sampled_from("\t,;|\n"))
def test_any_text_below_a_heading(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join([makers.as_tsv(makers.real()[:1]).split("\n")[1], *(delimiter.join(row) for row in rows)])
    try:
        report = read_text(text)
    except InputError as error:
        assert "\n" not in str(error)
        return
    numbers = [item.line for item in report.items]
    assert numbers == sorted(set(numbers))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    try:
        read_text(text)
    except InputError as error:
        assert "应为" in str(error) and "\n" not in str(error)
