"""How much a source may ask of the machine; each limit has a name, and is checked before memory is spent."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Self

from toolkit.errors import InputError

MIB = 1024 * 1024
HEADING_SEARCH = 200  # rows in which a heading has to appear
AUDITED = 3_000  # rows; a province's year of tables has fewer
AUDITED_CELL = 100_000  # characters; the fullest real cell has under 2,000
ENVIRONMENT = "TARGET_AUDIT_LIMITS"  # how `run` hands its limits on to the kernel: rows=20000,pages=900


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits by name, as `--limit rows=20000` and a profile's `[limits]` set them."""

    size: int = 512 * MIB  # of a file; a province's year of tables is under 10 MB
    unpacked: int = 512 * MIB  # of all members of an Office file
    ratio: int = 200  # unpacked to packed of a member; a sheet of repeated text reaches 50
    members: int = 10_000  # of an Office file
    rows: int = 2_000_000
    cells: int = 20_000_000
    columns: int = 256  # the widest published table met has 31
    cell: int = 5_000_000  # characters; a cell of the real report has under 600
    span: int = 1_000  # rows or columns that one merged cell claims, as browsers hold it
    nesting: int = 100  # elements or tables within each other
    pages: int = 1_000  # of a PDF
    scans: int = 50  # pages that are read by OCR, some ten seconds each
    minutes: int = 20  # of a reader by OCR
    seconds: int = 12  # of a guarded reader
    memory: int = 1_000 * MIB  # of a guarded reader

    def with_settings(self, settings: Iterable[str]) -> Self:
        """New limits with `NAME=VALUE` applied; raises InputError for a name or a value that is none."""
        changed: dict[str, int] = {}
        for setting in settings:
            name, _, value = setting.partition("=")
            name, value = name.strip(), value.strip()
            if name not in {each.name for each in fields(self)}:
                known = "、".join(each.name for each in fields(self))
                raise InputError.of("限额", expected=f"{known} 之一", met=f"“{name}”")
            if not (value.isascii() and value.isdigit() and int(value[:18]) > 0 and len(value) <= 15):
                raise InputError.of(f"限额 {name}", expected="正整数，如 rows=20000", met=f"“{value}”")
            changed[name] = int(value)
        return replace(self, **changed)

    def settings(self) -> str:
        """All limits as settings, so that another process can be given the same."""
        return ",".join(f"{name}={value}" for name, value in asdict(self).items())

    def refuse(self, where: str, name: str, met: str, unit: str = "") -> InputError:
        """The error for a source that breaks the limit called `name`: it tells the flag that would lift it."""
        allowed = getattr(self, name)
        shown = f"{allowed // MIB} MB" if allowed >= MIB and name in ("size", "unpacked", "memory") else f"{allowed}"
        return InputError.of(where, expected=f"不超过 {shown}{f' {unit}' if unit else ''}（--limit {name}=…）", met=met)


def for_audit(settings: Iterable[str] = ()) -> Limits:
    """What the commands allow: fewer rows and shorter cells than reading does, for an audit of more takes minutes.

    A profile's `settings` change the default, and what `--limit` set for this process overrules both.
    """
    given = os.environ.get(ENVIRONMENT, "")
    asked = (part for part in given.split(",") if part)
    return Limits(rows=AUDITED, cell=AUDITED_CELL).with_settings(settings).with_settings(asked)
