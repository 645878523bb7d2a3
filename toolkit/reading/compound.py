"""The stream of a workbook inside its OLE2 container, taken out before anything that follows chains without an end."""

from __future__ import annotations

import io
from typing import Any

from toolkit.errors import InputError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook", "Book")


def workbook(where: str, data: bytes) -> bytes:
    """The workbook's own records; what is no container is given back as it is. InputError for a broken one."""
    if not data.startswith(MAGIC):
        return data
    import olefile

    reader: Any = olefile
    try:
        with reader.OleFileIO(io.BytesIO(data)) as container:
            name = next((name for name in _STREAMS if container.exists(name)), None)
            if name is not None:
                return bytes(container.openstream(name).read())
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise InputError.of(where, expected="完好的 xls", met=f"损坏的文件容器（{error}）") from None
    raise InputError.of(where, expected="完好的 xls", met="没有工作簿的文件容器")
