"""The profile's section [opinion]: whom to ask for a second opinion, and how far from this machine that may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from toolkit.errors import InputError

# Narrow on purpose: two readers of a URL never disagree on the host of such a one, and no name or password fits in.
_URL = re.compile(r"https?://(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*/?", re.A)
_WORDS = ("base_url", "model", "cache", "embedding_model")
_KNOWN = ("base_url", "model", "allow_remote", "cache", "embedding_model")
LONGEST = 200  # characters of a name or an address; they stand in messages


@dataclass(frozen=True, slots=True)
class OpinionSettings:
    """Whom to ask: an OpenAI-compatible server and its model.

    `cache` is a folder for the answers (empty: they are not kept), seen from the working folder; `embedding_model`
    orders what is shown of long cells (empty: as printed).
    """

    base_url: str
    model: str
    allow_remote: bool = False
    cache: str = ""
    embedding_model: str = ""

    @property
    def local(self) -> bool:
        """Whether what is asked stays on this machine."""
        return _is_loopback(self.base_url)


def opinion_settings(where: str, values: Mapping[str, Any]) -> OpinionSettings:
    """Read the section of the profile `where`; raises InputError for what is missing, misspelt or too far away."""
    place = f"{where} [opinion]"
    for key, value in values.items():
        if key not in _KNOWN:
            raise InputError.of(place, expected="、".join(_KNOWN), met=key)
        if key in _WORDS and not _is_name(value):
            raise InputError.of(f"{place} {key}", expected=f"不超过 {LONGEST} 字的一行文字", met=repr(value))
        if key == "allow_remote" and not isinstance(value, bool):
            raise InputError.of(f"{place} {key}", expected="true 或 false", met=repr(value))
    for key in ("base_url", "model"):
        if not values.get(key):
            raise InputError.of(place, expected=f"写明 {key}", met="没有")
    settings = OpinionSettings(**values)
    if not _URL.fullmatch(settings.base_url):
        # Not quoted: an address of another shape may carry a password.
        raise InputError.of(
            f"{place} base_url", expected="http://主机:端口/路径 写法，不带用户名和参数", met="别的写法"
        )
    if not (settings.local or settings.allow_remote):
        raise InputError.of(
            f"{place} base_url", expected="本机地址（发往别的机器须写明 allow_remote = true）", met=settings.base_url
        )
    return settings


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable() and value == value.strip() and len(value) <= LONGEST


def _is_loopback(url: str) -> bool:
    match = _URL.fullmatch(url)
    host = match["host"].strip("[]").lower() if match else ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
