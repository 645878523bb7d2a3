"""A page saved as one file (mht): its HTML part, read as a page."""

from __future__ import annotations

import email
import email.policy

from toolkit.errors import InputError
from toolkit.reading import html
from toolkit.reading.encoding import decode
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits


def read(where: str, data: bytes, limits: Limits) -> list[Grid]:
    """Readings of the first HTML part; raises InputError where there is none."""
    return html.read(where, _page(where, data).encode("utf-8", "replace"), limits)


def _page(where: str, data: bytes) -> str:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return decode(where, payload)[0]
    raise InputError.of(where, expected="含网页的 mht 文件", met="没有网页部分")
