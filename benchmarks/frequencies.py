"""Makes toolkit/language/frequencies.tsv: how many in a thousand texts of this kind hold a character or a pair of them.

    python benchmarks/frequencies.py

Counted on the targets and the progress of the composed rows under tests/specimens (synthetic) and of the real report
in data/, each cell one text. Only what three texts or more hold is listed; what is not listed is rare.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from toolkit.language.likeness import content
from toolkit.model import Column
from toolkit.reading import read

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "toolkit" / "language" / "frequencies.tsv"
CELLS = ("年度目标", "季度目标", "具体工作进展")
COLUMNS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS)
LEAST = 3


def texts() -> list[str]:
    """Every different cell of the specimens and of the real report."""
    found = {item[column] for item in read(ROOT / "data" / "2023Q4.txt").items for column in COLUMNS}
    for path in sorted((ROOT / "tests" / "specimens").glob("*.tsv")):
        for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"):
            found |= {row[cell] for cell in CELLS}
    return sorted(found)


def grams(text: str) -> set[str]:
    """Characters and pairs of neighbours of a text's content."""
    runs = content(text)
    return {run[i : i + n] for run in runs for n in (1, 2) for i in range(len(run) - n + 1)}


def main() -> None:
    """Count, and write the table."""
    counted = texts()
    found = Counter(gram for text in counted for gram in grams(text))
    rows = [(gram, round(1000 * n / len(counted))) for gram, n in found.items() if n >= LEAST]
    lines = [f"{gram}\t{share}\n" for gram, share in sorted(rows, key=lambda row: (-row[1], row[0])) if share > 2]
    TABLE.write_text("".join(lines), encoding="utf-8")
    print(f"{len(counted)} texts, {len(lines)} of {len(found)} grams listed")


if __name__ == "__main__":
    main()
