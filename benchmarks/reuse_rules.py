"""What the rules across items cost in a large table: their share of the processor time of all rules.

    python benchmarks/reuse_rules.py [ITEMS]

The table is made of the clean specimens with other figures and one character in four exchanged, so that rows differ as
real ones do. What several rules share is counted to the family that asks first, as in an audit.
"""

from __future__ import annotations

import csv
import gc
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from toolkit.checks.catalogue import FAMILIES, built_in  # noqa: E402  # the checkout is put on the path first
from toolkit.checks.table import ReportReading  # noqa: E402
from toolkit.language.words import default_words  # noqa: E402
from toolkit.reading import read_text  # noqa: E402

SEED = 7
EXCHANGED = 0.25
HEAD = "序号\t年度目标\t第4季度目标\t是否完成\t具体工作进展\t未完成原因\t分管领导\t责任单位"
COLUMNS = ("年度目标", "季度目标", "具体工作进展")


def table(items: int) -> str:
    """A table of so many rows, the same for every run."""
    rng = random.Random(SEED)  # noqa: S311  # a table, no secret
    letters = [chr(0x4E00 + n) for n in range(3000)]
    paths = sorted((ROOT / "tests" / "specimens").glob("clean*.tsv"))
    cases = [case for path in paths for case in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")]
    lines = [HEAD]
    for number in range(1, items + 1):
        case = rng.choice(cases)
        annual, period, progress = (_renumbered(rng, case[column]) for column in COLUMNS)
        told = "".join(rng.choice(letters) if c > "一" and rng.random() < EXCHANGED else c for c in progress)
        cells = (str(number), annual, period, "完成", told, "无", "张三", f"单位{number % 60}局")
        lines.append("\t".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    return "\n".join(lines) + "\n"


def _renumbered(rng: random.Random, text: str) -> str:
    """Other digits, but for years."""
    return re.sub(r"(?<!\d)(?!20\d\d(?!\d))\d+", lambda m: "".join(rng.choices("123456789", k=len(m[0]))), text)


def main(items: int) -> None:
    """Print the seconds of each family and the share of the rules across items."""
    reading = ReportReading(read_text(table(items), name="2023Q4"), default_words())
    spent: Counter[str] = Counter()
    gc.disable()  # its passes fall on whichever rule is running
    for rule in built_in():
        start = time.process_time()
        for subject in reading.intact if rule.scope == "item" else (reading,):
            for _ in rule(subject):  # type: ignore[arg-type]
                pass
        spent[rule.family] += time.process_time() - start
    total = sum(spent.values())
    print(f"{items} items: {total:.2f} CPU s for all rules, {items / total:.0f} items/s")
    for family in FAMILIES:
        if spent[family]:
            each, share = spent[family] / items * 1e6, spent[family] / total
            print(f"{family:14}{spent[family]:8.2f} s{each:8.0f} µs/item{share:8.1%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
