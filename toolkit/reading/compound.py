"""The stream of a workbook inside its OLE2 container, taken out only where its chain of sectors is whole."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from toolkit.errors import InputError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")
_END = 0xFFFFFFFE  # [MS-CFB] 2.1: what stands behind the last sector of a chain
_BROKEN = (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, OverflowError, KeyError)


def workbook(where: str, data: bytes) -> bytes:
    """The workbook's own records; what is no container is given back as it is. InputError for a broken one.

    olefile reads as much as is declared wherever a chain leads, and would leave rows out: each sector of the chain has
    to be there once and the end of the chain where the declared size ends.
    """
    if not data.startswith(MAGIC):
        return data
    import olefile

    reader: Any = olefile
    try:
        with reader.OleFileIO(io.BytesIO(data)) as container:
            name = next((name for name in _STREAMS if container.exists(name) and container.get_size(name)), None)
            if name is None:
                raise InputError.of(where, expected="完好的 xls", met="没有工作簿的文件容器")
            if not _is_whole(container, container.direntries[container._find(name)], len(data)):
                raise InputError.of(where, expected="完好的 xls", met="损坏的文件容器（工作簿的扇区链不完整）")
            records = bytes(container.openstream(name).read())
    except _BROKEN as error:
        raise InputError.of(where, expected="完好的 xls", met=f"损坏的文件容器（{error}）") from None
    if records.startswith((MAGIC, b"PK")):
        raise InputError.of(where, expected="完好的 xls", met="工作簿里套着另一个文件容器")
    return records


def _is_whole(container: Any, entry: Any, most: int) -> bool:
    """Whether the chain of a stream has just as many sectors as its size needs, none twice, and ends behind them."""
    if entry.size > most:
        return False
    small = entry.size < container.minisectorcutoff
    if small:
        container.loadminifat()
    table: Sequence[int] = container.minifat if small else container.fat
    size: int = container.minisectorsize if small else container.sectorsize
    at, met = entry.isectStart, set()
    for _ in range(-(-entry.size // size)):
        if at in met or not 0 <= at < len(table):
            return False
        met.add(at)
        at = table[at]
    return bool(at == _END)
