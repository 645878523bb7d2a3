"""Bytes become text: which encoding they are in, or why they are no table."""

from __future__ import annotations

import codecs
import stat
import sys
from pathlib import Path

from toolkit.errors import InputError
from toolkit.reading.limits import MAX_BYTES

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Formats met in the field that this version cannot open; the hint says what to do instead.
_MAGIC = (
    (b"PK\x03\x04", "Office 或压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件"),
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
_EXPECTED = "制表符或逗号分隔的文本表格"


def load(source: Path | str) -> tuple[str, bytes]:
    """Name and bytes of a regular file, or of standard input for `-`; raises InputError for anything else."""
    if str(source) == "-":
        return "stdin", sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(source)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            met = "文件夹" if stat.S_ISDIR(mode) else "管道或设备"
            raise InputError.of(str(source), expected="普通文件", met=met)
        with path.open("rb") as stream:
            return path.name, stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError.of(str(source), expected="一个报告文件", met="没有这个文件") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError.of(str(source), expected="可读的文件", met=reason) from None


def decode(name: str, data: bytes) -> tuple[str, str]:
    """Text and encoding: a byte order mark decides, then strict UTF-8, then GB18030."""
    if len(data) > MAX_BYTES:
        raise InputError.of(name, expected=f"不超过 {MAX_BYTES // 2**20} MB", met="更大的文件")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError.of(name, expected=_EXPECTED, met=f"{what}（请另存为 TSV 或 CSV）")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(name, data, encoding)
    if b"\0" in data:
        raise InputError.of(name, expected=_EXPECTED, met=f"二进制内容（第 {data.index(0) + 1} 字节为 NUL）")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _checked(name, data, "gb18030", error.start)


def _checked(name: str, data: bytes, encoding: str, sound: int = 0) -> tuple[str, str]:
    """Decode; `sound` is how far another encoding got, and the farther of the two is where the fault lies."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = max(error.start, sound)
        line = data.count(b"\n", 0, at) + 1
        raise InputError.of(
            f"{name} 第 {line} 行", expected="UTF-8 或 GB18030 文字", met=f"无法解码的字节（第 {at + 1} 字节）"
        ) from None
    if "\0" in text:
        raise InputError.of(name, expected=_EXPECTED, met="二进制内容（含 NUL）")
    return text, encoding
