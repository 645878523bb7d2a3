"""Recall and false alarms per rule on the composed specimens, with Wilson intervals.

    python benchmarks/precision.py [FOLDER]

The specimens under tests/specimens are synthetic. Those marked `held` were composed by somebody who had not seen the
rules; what they showed has been mended since, so the figures here are those of text that is no longer unseen.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from pathlib import Path

from toolkit.auditing import audit
from toolkit.checks.examples import HEAD
from toolkit.model import Column
from toolkit.reading import read_text

ROOT = Path(__file__).parent.parent
NAMES = {"年度目标": Column.ANNUAL_TARGET, "季度目标": Column.PERIOD_TARGET, "是否完成": Column.STATUS}
NAMES |= {"具体工作进展": Column.PROGRESS, "未完成原因": Column.REASON}


def objections(case: dict[str, str]) -> set[str]:
    """Rules that object above info to one composed row, read as the only row of a 2023Q4 report."""
    cells = {column: case[name] for name, column in NAMES.items()}
    cells |= {Column.ITEM: "1", Column.LEADER: "张三", Column.RESPONSIBLE_UNIT: "市有关部门"}
    row = "\t".join('"' + cells[column].replace('"', '""') + '"' for column in Column)
    found = audit(read_text(f"{HEAD}{row}\n", name="2023Q4")).findings
    return {finding.rule for finding in found if finding.severity != "info" and finding.passage.item}


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % Wilson score interval of hits / total (Wilson 1927)."""
    if not total:
        return 0.0, 1.0
    share, weight = hits / total, z * z / total
    centre = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    return max(0.0, centre - half), min(1.0, centre + half)


def told(hits: int, total: int) -> str:
    """`12/13 [.67, .99]`."""
    low, high = wilson(hits, total)
    return f"{hits}/{total} [{low:.2f}, {high:.2f}]" if total else "-"


def main(folder: Path) -> None:
    """Print one line a rule, then the clean rows."""
    right, planted, wrong = Counter[str](), Counter[str](), Counter[str]()
    clean = accused = 0
    for path in sorted(folder.glob("*.tsv")):
        for case in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"):
            want = set(filter(None, case["预期"].split("、")))
            got = objections(case)
            planted.update(want)
            right.update(want & got)
            wrong.update(got - want)
            clean += not want
            accused += not want and bool(got)
    print("| rule | recall [95 %] | precision [95 %] |\n|---|---|---|")
    for rule in sorted(planted | wrong):
        print(f"| `{rule}` | {told(right[rule], planted[rule])} | {told(right[rule], right[rule] + wrong[rule])} |")
    print(f"\nclean rows accused: {told(accused, clean)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "specimens")
