"""The sector chains of an OLE2 container (xls, et, doc): none that runs in a circle may reach a reader.

Layout after [MS-CFB] 2.2 to 2.4: a header of 512 bytes, an allocation table whose entry n names the sector behind
sector n, and the same for the small sectors of the mini stream.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # above stand the marks for free sectors and ends of chains
_HEADER = 512
_IN_HEADER = 109  # numbers of table sectors that the header itself has room for


def is_circular(data: bytes) -> bool:
    """Whether a chain of sectors, large or small, comes back to where it was; False for what is no such container."""
    if len(data) < _HEADER or not data.startswith(MAGIC):
        return False
    (shift,) = struct.unpack_from("<H", data, 30)
    if not 7 <= shift <= 16:
        return False
    size = 1 << shift
    (small,) = struct.unpack_from("<I", data, 60)
    table = _joined(data, size, _table_sectors(data, size))
    if _has_circle(table):
        return True
    return _has_circle(_joined(data, size, _chain(table, small)))


def _table_sectors(data: bytes, size: int) -> Iterator[int]:
    """The sectors that hold the allocation table: those in the header, then those of the chain that goes on."""
    yield from (n for n in struct.unpack_from(f"<{_IN_HEADER}I", data, 76) if n < _LAST)
    (following,) = struct.unpack_from("<I", data, 68)
    met: set[int] = set()
    while following < _LAST and following not in met:
        met.add(following)
        numbers = _sector(data, size, following)
        if not numbers:
            return
        yield from (n for n in numbers[:-1] if n < _LAST)
        following = numbers[-1]


def _sector(data: bytes, size: int, number: int) -> Sequence[int]:
    start = _HEADER + number * size
    words = data[start : start + size]
    return struct.unpack(f"<{len(words) // 4}I", words[: len(words) // 4 * 4])


def _joined(data: bytes, size: int, sectors: Iterator[int]) -> array[int]:
    """What the sectors hold, as numbers; no more of them than the file has bytes for."""
    table = array("L")
    for number in sectors:
        table.extend(_sector(data, size, number))
        if len(table) * 4 > len(data):
            break
    return table


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    """The sectors of a chain; the table has no circle."""
    while start < len(table):
        yield start
        start = table[start]


def _has_circle(table: Sequence[int]) -> bool:
    """Whether following the entries from some sector leads back to it."""
    seen = bytearray(len(table))  # 0 not met, 1 on the way now, 2 known to end
    for first in range(len(table)):
        way = []
        at = first
        while at < len(table) and not seen[at]:
            seen[at] = 1
            way.append(at)
            at = table[at]
        if at < len(table) and seen[at] == 1:
            return True
        for number in way:
            seen[number] = 2
    return False
