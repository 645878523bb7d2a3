"""Which reports lie in a data folder, and which folder each report's files go into."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from toolkit.errors import InputError
from toolkit.model import Period
from toolkit.reading.period import claim

REPORTS = frozenset(
    (".txt", ".tsv", ".csv", ".xlsx", ".xls", ".et", ".docx", ".doc", ".wps", ".html", ".htm", ".pdf", ".json")
)


def available(data: Path) -> dict[Period, list[Path]]:
    """The reports in `data` by the period that their names state, oldest first; a file named just so comes alone."""
    found: dict[Period, list[Path]] = {}
    for path in sorted(data.iterdir()) if data.is_dir() else ():
        period = _period_of(path)
        if period is not None:
            found.setdefault(period, []).append(path)
    exact = {period: [path for path in paths if path.stem == str(period)] for period, paths in found.items()}
    chosen = {period: exact[period] or paths for period, paths in found.items()}
    return dict(sorted(chosen.items(), key=lambda pair: (pair[0].end, pair[0].start)))


def _period_of(path: Path) -> Period | None:
    stated = claim(path.stem) if path.is_file() and not path.name.startswith((".", "~$")) else ""
    try:
        return Period.parse(stated) if stated[:4].isdigit() else None
    except InputError:
        return None  # a name such as 2023M13 states no period


def choose(period: Period | None, data: Path) -> Path:
    """The report of `period`, or the newest where none is asked for; InputError names what there is."""
    found = available(data)
    if not found or (period is not None and period not in found):
        there = "、".join(map(str, found)) or "没有任何一期"
        expected = f"{period} 的报告" if period else "以报告期命名的报告（如 2023Q4.txt）"
        raise InputError.of(f"{data}/", expected=f"{expected}，或用 --source 指明文件", met=there)
    wanted = period or list(found)[-1]
    paths = found[wanted]
    if len(paths) > 1:
        both = "、".join(path.name for path in paths)
        raise InputError.of(f"{data}/", expected=f"{wanted} 只有一个文件（或用 --source 指明）", met=both)
    return paths[0]


def expanded(sources: Sequence[Path | str]) -> list[Path | str]:
    """The sources with each folder replaced by the reports in it that are named after a period, oldest first."""
    found: list[Path | str] = []
    for source in sources:
        if str(source) == "-" or not Path(source).is_dir():
            found.append(source)
            continue
        there = [path for paths in available(Path(source)).values() for path in paths]
        if not there:
            raise InputError.of(f"{source}/", expected="以报告期命名的报告（如 2023Q4.txt）", met="没有任何一期")
        found += there
    return found


def passed_over(sources: Sequence[Path | str]) -> list[str]:
    """The files in the given folders whose names state no period: they are not taken."""
    found: list[str] = []
    for source in sources:
        if str(source) != "-" and Path(source).is_dir():
            taken = {path for paths in available(Path(source)).values() for path in paths}
            files = (
                path for path in sorted(Path(source).iterdir()) if path.is_file() and not path.name.startswith(".")
            )
            found += [path.name for path in files if path not in taken and path.suffix.lower() in REPORTS]
    return found


def folders(sources: Sequence[str], out: Path) -> list[Path]:
    """Where each source's files go: `out` itself for one, else a folder in it named after the source, none twice."""
    if len(sources) == 1:
        return [out]
    named: list[Path] = []
    for source in sources:
        stem = "stdin" if source == "-" else PurePath(source).stem.strip(". ") or "报告"
        number, folder = 1, out / stem
        while folder in named:
            number += 1
            folder = out / f"{stem}~{number}"
        named.append(folder)
    return named
