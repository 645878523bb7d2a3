"""Which reader answers to which kind of source, and what has to be installed for it."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

from toolkit.errors import InputError
from toolkit.reading import delimited, encoding, sniff
from toolkit.reading.grid import Grid, Row
from toolkit.reading.guard import SCAN_HINT, ScannedError, guarded
from toolkit.reading.limits import MIB, Limits

# Read in a process of their own, by the module of this name (`read(where, data, limits) -> list[Grid]`).
MODULES = {
    "html": "toolkit.reading.html",
    "mhtml": "toolkit.reading.mhtml",
    "zip": "toolkit.reading.archive",
    "xls": "toolkit.reading.biff",
    "pdf": "toolkit.reading.pdf",
    "scan": "toolkit.reading.scan",
}
# What pip has to install beyond the core for a reader's own import.
OCR_MEMORY = 6_000 * MIB  # of address space, most of which its libraries only reserve
_TABLE = "文字、网页、Office、PDF 或 JSON 的表格"
EXTRAS = {"xlrd": "excel", "pypdfium2": "pdf", "rapidocr": "ocr", "cv2": "ocr"}
# Converted by LibreOffice first, to the format that we read ourselves.
CONVERTED = {"doc": "docx", "rtf": "docx", "odt": "docx", "ods": "xlsx", "xml-sheet": "xlsx"}
_REFUSED = {
    "encrypted": ("未加密的文件", "加密的 Office 文件（请先解除密码）"),
    "ole": ("文档或工作表", "别种 OLE 文件"),
}


def readings(where: str, data: bytes, limits: Limits) -> tuple[list[Grid], str]:
    """Every way to read the bytes as rows of cells, and their encoding; raises InputError where there is none."""
    kind = sniff.binary_kind(data)
    if kind in _REFUSED:
        expected, met = _REFUSED[kind]
        raise InputError.of(where, expected=expected, met=met)
    if kind:
        return _binary(where, kind, data, limits), "binary"
    text, name = encoding.decode(where, data)
    return of_text(where, text, limits), name


def _binary(where: str, kind: str, data: bytes, limits: Limits) -> list[Grid]:
    if kind == "zip":
        kind = _zip_kind(data)
    if kind in CONVERTED:
        from toolkit.reading import office

        data, kind = office.converted(where, data, kind, CONVERTED[kind], limits), "zip"
    if kind == "picture":
        return _scanned(where, data, limits, InputError.of(where, expected=_TABLE, met=f"图片（{SCAN_HINT}）"))
    try:
        return guarded(where, kind, data, limits)
    except ScannedError as refusal:
        return _scanned(where, data, limits, refusal)


def _scanned(where: str, data: bytes, limits: Limits, refusal: InputError) -> list[Grid]:
    """Read by OCR where it is installed; it is given more time and memory than the other readers."""
    if find_spec("rapidocr") is None:
        raise refusal
    longer = replace(limits, seconds=limits.minutes * 60, memory=max(limits.memory, OCR_MEMORY))
    return guarded(where, "scan", data, longer)


def _zip_kind(data: bytes) -> str:
    """OpenDocument says what it is in its first member, stored in the clear."""
    start = data[30:140]
    for mark, kind in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods")):
        if mark in start:
            return kind
    return "zip"


def of_text(where: str, text: str, limits: Limits) -> list[Grid]:
    """Every way to read a text; the heading decides later which of them is right."""
    kind = sniff.text_kind(text)
    if kind == "html":
        return guarded(where, "html", text.encode("utf-8", "replace"), limits)
    if kind == "xml-sheet":
        return _binary(where, kind, text.encode("utf-8", "replace"), limits)
    grids: list[Grid] = []
    if kind == "json":
        from toolkit.reading import jsons

        grids += jsons.grids(where, text, limits)
        if grids:
            return grids
    grids += delimited.grids(where, text, limits)
    if "\t" not in text:  # its lines as they are, for what is no table by any mark
        grids.append(Grid(tuple(Row(at, (line,)) for at, line in enumerate(text.splitlines(), 1)), "text"))
    if kind == "mixed":
        grids += guarded(where, "html", text.encode("utf-8", "replace"), limits)
    return grids
