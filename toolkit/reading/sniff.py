"""What kind of source lies behind a name: its bytes, and the format they are in whatever their suffix says."""

from __future__ import annotations

import re
import stat
import sys
from itertools import islice
from pathlib import Path

from toolkit.errors import InputError
from toolkit.reading.limits import Limits

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE file, as its directory writes them.
_STREAMS = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
_SPREADSHEET = re.compile(r"<\?xml[^>]*\?>.{0,400}urn:schemas-microsoft-com:office:spreadsheet", re.S)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related", re.I)
_CELL = re.compile(r"<t[dh][\s>/]", re.I)
LEAST_CELLS = 3  # cells of a page's table; a stray tag in a text is no page


def load(source: Path | str, limits: Limits) -> tuple[str, bytes]:
    """Name and bytes of a regular file, or of standard input for `-`; raises InputError for anything else."""
    if str(source) == "-":
        return "stdin", _whole("stdin", sys.stdin.buffer.read(limits.size + 1), limits)
    path = Path(source)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            met = "文件夹" if stat.S_ISDIR(mode) else "管道或设备"
            raise InputError.of(str(source), expected="普通文件", met=met)
        with path.open("rb") as stream:
            return path.name, _whole(str(source), stream.read(limits.size + 1), limits)
    except FileNotFoundError:
        raise InputError.of(str(source), expected="一个报告文件", met="没有这个文件") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError.of(str(source), expected="可读的文件", met=reason) from None


def _whole(where: str, data: bytes, limits: Limits) -> bytes:
    if len(data) > limits.size:
        raise limits.refuse(where, "size", "更大的文件")
    return data


def binary_kind(data: bytes) -> str:
    """`zip` `xls` `doc` `encrypted` `ole` `pdf` `picture` `rtf` `mhtml`, or nothing: then it is text."""
    if data.startswith((_ZIP, b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole")
    if b"%PDF-" in data[:1024] and data.lstrip()[:1] != b"<":
        return "pdf"
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return "picture"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "mhtml" if _MHTML.match(data[:4096]) else ""


def text_kind(text: str) -> str:
    """`html` `xml-sheet` `json`, `mixed` for tags amid something else, or nothing: then it is delimited."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if _SPREADSHEET.match(start):
        return "xml-sheet"
    if start[:1] in ("[", "{"):
        return "json"
    cells = sum(1 for _ in islice(_CELL.finditer(text), LEAST_CELLS))
    if start[:1] == "<" and (cells or re.search(r"<(?:html|body|!doctype|p|div)\b", start, re.I)):
        return "html"
    return "mixed" if cells == LEAST_CELLS else ""
