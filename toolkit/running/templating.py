"""Leaves the templates of the reference tables in a folder; what is there already is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.references.templates import templates
from toolkit.running.folders import faults, make


def write_templates(folder: Path) -> Iterator[tuple[str, bool]]:
    """Write each template whole or not at all; gives its name, and whether it was written or was there already.

    Raises InputError where `folder` cannot be one or be written to.
    """
    with faults(folder), make(folder):
        for name, text in templates():
            yield name, _write_new(folder / name, text)


def _write_new(path: Path, text: str) -> bool:
    """Put a file in place unless there is one of that name, whoever else may be writing."""
    try:
        stream = path.open("x", encoding="utf-8", newline="")
    except FileExistsError:
        return False
    try:
        with stream:
            stream.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True
