"""How fast sources are read: a million rows of text, and sheets, pages and documents of two hundred rows.

    .venv/bin/python benchmarks/reading_speed.py [ROWS]

Every figure is from a process of its own: seconds of `toolkit.read` and the most memory of any process that it took.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.reading import makers
from toolkit.reading.office import converter

CODE = """
import resource, sys, time
import toolkit
begun = time.perf_counter()
report = toolkit.read(sys.argv[1])
took = time.perf_counter() - begun
most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(f"{len(report.items):>9,} 项 {took:7.2f} 秒 {most / 1024:7.0f} MB")
"""


def of_rows(count: int) -> makers.Table:
    """A table of `count` rows, the real ones over and over with their own numbers."""
    head, *rows = makers.real()
    return head, *((str(at + 1), *rows[at % len(rows)][1:]) for at in range(count))


def million(path: Path, count: int) -> None:
    """Write the text row by row, so that the benchmark itself needs no memory."""
    head, *rows = makers.real()
    with path.open("w", encoding="utf-8") as out:
        out.write("\t".join(head) + "\n")
        short = [row for row in rows if sum(map(len, row)) < 200]
        for at in range(count):
            cells = (str(at + 1), *short[at % len(short)][1:])
            out.write("\t".join(cell.replace("\n", " ") for cell in cells) + "\n")


def measured(name: str, path: Path) -> None:
    """Print one line of figures."""
    told = subprocess.run([sys.executable, "-c", CODE, str(path)], capture_output=True, text=True, check=False)
    print(
        f"{name:<28}{path.stat().st_size / 2**20:8.1f} MB{told.stdout.strip() or told.stderr.strip()[-200:]:>36}",
        flush=True,
    )


def main() -> None:
    """Measure the text first, then each format with two hundred rows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    made: dict[str, Callable[[makers.Table], bytes]] = {**makers.MADE}
    if converter():
        made |= makers.BY_OFFICE
    if makers.CHROMIUM:
        made |= makers.BY_CHROMIUM
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "2023Q4")
        million(path, count)
        measured(f"TSV, {count:,} rows", path)
        for name, make in made.items():
            path.write_bytes(make(of_rows(200)))
            measured(f"{name}, 200 rows", path)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[1])
    main()
