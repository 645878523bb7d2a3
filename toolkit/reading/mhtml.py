"""A page saved as one file (mht): its HTML part as text."""

from __future__ import annotations

import email
import email.policy

from toolkit.errors import InputError
from toolkit.reading.encoding import decode


def page(where: str, data: bytes) -> str:
    """The first HTML part; raises InputError where there is none."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return decode(where, payload)[0]
    raise InputError.of(where, expected="含网页的 mht 文件", met="没有网页部分")
