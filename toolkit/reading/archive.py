"""Office files are zips: what is in one is weighed before any of it is unpacked, and its XML before it is parsed."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree

from toolkit.errors import InputError
from toolkit.reading.grid import Grid
from toolkit.reading.limits import MIB, Limits

_EXPECTED = "完好的 Office 文件（xlsx、docx 等）"
_READERS = (("xl/workbook.xml", "toolkit.reading.excel"), ("word/document.xml", "toolkit.reading.word"))
SMALL = MIB  # a member unpacking to less than this harms nobody, whatever its ratio
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


def read(where: str, data: bytes, limits: Limits) -> list[Grid]:
    """Give a zip to the reader of what it holds; raises InputError for a bomb, a torso, or another kind of archive."""
    book = opened(where, data, limits)
    names = set(book.namelist())
    for member, module in _READERS:
        if member in names:
            grids: list[Grid] = importlib.import_module(module).read(where, book, limits)
            return grids
    if "xl/workbook.bin" in names:
        raise InputError.of(where, expected=_EXPECTED, met="二进制工作簿 xlsb（请另存为 xlsx）")
    raise InputError.of(where, expected=_EXPECTED, met="普通压缩文件（请先解压）")


def opened(where: str, data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, after its directory has been held against the limits."""
    try:
        book = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError.of(where, expected=_EXPECTED, met=f"残缺的压缩文件（{error}）") from None
    members = book.infolist()
    if len(members) > limits.members:
        raise limits.refuse(where, "members", f"{len(members)} 个", "个成员")
    if sum(member.file_size for member in members) > limits.unpacked:
        raise limits.refuse(where, "unpacked", "解压后更大的文件")
    for member in members:
        if member.flag_bits & 0x1:
            raise InputError.of(where, expected="未加密的文件", met="加密的压缩文件（请先解除密码）")
        if member.file_size > SMALL and member.file_size > limits.ratio * max(member.compress_size, 1):
            raise limits.refuse(where, "ratio", f"{member.filename} 解压到 {member.file_size // MIB} MB", "倍压缩比")
    return book


def unpacked(where: str, book: zipfile.ZipFile, name: str) -> bytes:
    """One member's bytes, never more than its directory entry promised."""
    promised = book.getinfo(name).file_size
    try:
        with book.open(name) as stream:
            held = stream.read(promised + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError.of(f"{where} 的 {name}", expected=_EXPECTED, met=f"残缺的成员（{error}）") from None
    if len(held) > promised:
        raise InputError.of(f"{where} 的 {name}", expected=_EXPECTED, met="比目录所记更长的成员")
    return held


def xml(where: str, book: zipfile.ZipFile, name: str) -> Any:
    """The root element of a member; entities and document types, which no Office file has, are refused."""
    held = unpacked(where, book, name)
    head = held[:2048].replace(b"\0", b"")
    if _DECLARATION.search(head) or b"<!ENTITY" in held:
        raise InputError.of(f"{where} 的 {name}", expected="不带实体定义的 XML", met="DOCTYPE 或 ENTITY")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(held, parser)
    except etree.XMLSyntaxError as error:
        raise InputError.of(f"{where} 的 {name}", expected="完好的 XML", met=str(error)) from None
