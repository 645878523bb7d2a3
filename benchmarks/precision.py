"""Recall and false alarms per rule on the composed specimens, with Wilson intervals.

    python benchmarks/precision.py [--write]

Two tables. The first is of all specimens, by the rules of today: text that has been seen since, so a floor to hold and
no promise. The second is of first contact: rows composed by people who had not seen the rules, with what the rules of
that day raised on them (column 首次, kept as it was); that is what unseen text may expect. `--write` keeps its counts
for the report, which quotes them beside each lead.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.auditing import audit
from toolkit.checks.examples import HEAD
from toolkit.model import Column
from toolkit.presenting.precision import wilson
from toolkit.reading import read_text

ROOT = Path(__file__).parent.parent
SPECIMENS = ROOT / "tests" / "specimens"
TABLE = ROOT / "toolkit" / "presenting" / "precision.tsv"
NAMES = {"年度目标": Column.ANNUAL_TARGET, "季度目标": Column.PERIOD_TARGET, "是否完成": Column.STATUS}
NAMES |= {"具体工作进展": Column.PROGRESS, "未完成原因": Column.REASON}
NOT_KEPT = "未留"
Case = dict[str, str]


def objections(case: Case) -> set[str]:
    """Rules that object above info (slogan-density at info) to one row, read as the only row of a 2023Q4 report."""
    cells = {column: case[name] for name, column in NAMES.items()}
    cells |= {Column.ITEM: "1", Column.LEADER: "张三", Column.RESPONSIBLE_UNIT: "市有关部门"}
    row = "\t".join('"' + cells[column].replace('"', '""') + '"' for column in Column)
    found = audit(read_text(f"{HEAD}{row}\n", name="2023Q4")).findings
    above = {f.rule for f in found if f.severity != "info" and f.passage.item}
    return above | {f.rule for f in found if f.rule == "slogan-density" and f.rule in case["预期"]}


def names(cell: str, marks: str = "?!") -> set[str]:
    """The rules of a cell that bear one of the marks, or none: those that have to come bear none or !."""
    found = set()
    for name in filter(None, cell.split("、")):
        bare = name.rstrip("?!")
        if name == bare or name[len(bare) :] in marks:
            found.add(bare)
    return found


def told(hits: int, total: int) -> str:
    """`12/13 [.67, .99]`."""
    low, high = wilson(hits, total)
    return f"{hits}/{total} [{low:.2f}, {high:.2f}]" if total else "-"


def cases() -> Iterator[Case]:
    """Every specimen row, in the order of the files."""
    for path in sorted(SPECIMENS.glob("*.tsv")):
        yield from csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")


def table(title: str, judged: Iterable[tuple[Case, set[str]]]) -> tuple[Counter[str], Counter[str]]:
    """Print recall and precision by rule; returns by rule how many objections were right and how many there were."""
    found, planted, right, raised = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    clean = accused = rows = 0
    for case, got in judged:
        want, may = names(case["预期"], "!"), names(case["预期"])
        rows += 1
        planted.update(want)
        found.update(want & got)
        right.update(got & may)
        raised.update(got)
        clean += not may
        accused += not may and bool(got)
    print(f"{title}: {rows} rows\n| rule | recall [95 %] | precision [95 %] |\n|---|---|---|")
    for rule in sorted(planted | raised):
        print(f"| `{rule}` | {told(found[rule], planted[rule])} | {told(right[rule], raised[rule])} |")
    print(f"\nclean rows accused: {told(accused, clean)}\n")
    return right, raised


def main() -> None:
    """Print both tables; with --write keep the second's counts."""
    table("all specimens, rules of today", ((case, objections(case)) for case in cases()))
    unseen = [case for case in cases() if case.get("首次", NOT_KEPT) != NOT_KEPT]
    right, raised = table("first contact", ((case, names(case["首次"])) for case in unseen))
    if "--write" in sys.argv[1:]:
        lines = [f"{rule}\t{right[rule]}\t{raised[rule]}\n" for rule in sorted(raised)]
        TABLE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
