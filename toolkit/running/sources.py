"""Which reports lie in a data folder and what period each is of, by its name."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import InputError
from toolkit.model import Period
from toolkit.reading.period import claim


def available(data: Path) -> dict[Period, Path]:
    """The reports in `data`, by the period that their file names state, oldest first."""
    found: dict[Period, Path] = {}
    if not data.is_dir():
        return found
    for path in sorted(data.iterdir()):
        stated = claim(path.stem) if path.is_file() and not path.name.startswith(".") else ""
        if len(stated) >= 4 and stated[:4].isdigit():
            found.setdefault(Period.parse(stated), path)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].end, pair[0].start)))


def choose(period: Period | None, data: Path) -> Path:
    """The report of `period`, or the newest where none is asked for; InputError names what there is."""
    found = available(data)
    if period is None and found:
        return list(found.values())[-1]
    if period in found:
        return found[period]
    there = "、".join(map(str, found)) or "没有任何一期"
    expected = f"{period} 的报告" if period else "以报告期命名的报告（如 2023Q4.txt）"
    raise InputError.of(f"{data}/", expected=f"{expected}，或用 --source 指明文件", met=there)
