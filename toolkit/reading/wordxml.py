"""The XML of a Word document: its parts in one namespace, whether transitional or strict, and the values in it."""

from __future__ import annotations

import zipfile
from typing import Any

from toolkit.reading.archive import xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": W,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": M,
}


def part(where: str, book: zipfile.ZipFile, name: str) -> Any:
    """The root of a member, with the namespaces of the transitional form."""
    root = xml(where, book, name)
    for strict, usual in _STRICT.items():
        if root.tag.startswith(next(iter(_STRICT))) or strict in root.tag:
            for element in root.iter(f"{strict}*"):
                element.tag = element.tag.replace(strict, usual)
                for key in [key for key in element.attrib if key.startswith(strict)]:
                    element.set(key.replace(strict, usual), element.attrib.pop(key))
    return root


def val(element: Any, name: str = "val") -> str:
    """An attribute of an element that may be missing."""
    held = element.get(W + name, "") if element is not None else ""
    return str(held)


def whole(element: Any, default: int) -> int:
    """A count in an element, at most 100000; `default` where none is there."""
    held = val(element)
    return min(int(held), 100_000) if held.isascii() and held.isdigit() else default


def on(properties: Any, *names: str) -> bool:
    """Whether one of these switches is set and not set to off."""
    if properties is None:
        return False
    found = [properties.find(W + name) for name in names]
    return any(switch is not None and val(switch) not in ("0", "false", "off") for switch in found)
