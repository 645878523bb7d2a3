"""How many items a second one core audits: the real report's items again and again, every figure in them changed.

    python benchmarks/audit_speed.py [--count N] [--profile] [--top N]

Prints items a second, by the clock and by the processor's own time (on a shared machine only that tells), and peak
memory; the bar is 2,500 items a second at 50,000 items. `--profile` tells where the time goes, rule by rule and then
by function: what several rules need of an item is worked out for the first that asks and stands in its time; the
profiler makes short functions look slower than they are.
"""

from __future__ import annotations

import argparse
import cProfile
import dataclasses
import pstats
import random
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.auditing import audit  # noqa: E402  # the checkout is put on the path first
from toolkit.checks.catalogue import assemble  # noqa: E402
from toolkit.language.numbering import markers  # noqa: E402
from toolkit.model import Audit, Column, Item, Report  # noqa: E402
from toolkit.reading import read  # noqa: E402

REPORT = ROOT / "data" / "2023Q4.txt"
ITEMS, GOAL = 50_000, 2_500
VARIED = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS)
_DIGITS = re.compile(
    r"(?P<point>(?<=[0-9][.．]))?(?P<run>[0-9]+)(?=\s*(?P<date>[年月日号季]|[—~～-]+[0-9]{1,4}\s*[年月日]))?"
)
# A month, a day, a quarter or a year stays one: what a date says is read in other ways than a figure.
_DATES = {"年": range(2021, 2024), "月": range(1, 13), "日": range(1, 29), "号": range(1, 29), "季": range(1, 5)}


def varied(text: str, chance: random.Random) -> str:
    """The text with every figure changed to one of as many digits; dates stay dates, the numbers of its parts stay."""
    numbering = {marker.start for marker in markers(text)}

    def other(found: re.Match[str]) -> str:
        run, kind = found["run"], (found["date"] or "")[-1:]
        if found.start("run") in numbering:
            return run
        if kind and (kind != "年" or len(run) == 4):
            return str(chance.choice(_DATES[kind]))
        first = "0123456789" if found["point"] is not None or run[0] == "0" else "123456789"
        return chance.choice(first) + "".join(chance.choices("0123456789", k=len(run) - 1))

    return _DIGITS.sub(other, text)


def many(report: Report, count: int) -> Report:
    """A report of `count` items: those of `report` in turn, each copy numbered on and with figures of its own."""
    chance = random.Random(count)  # noqa: S311 - figures, no secrets
    items = []
    for line in range(1, count + 1):
        item = report.items[line % len(report.items)]
        cells = {c: varied(text, chance) if c in VARIED else text for c, text in item.cells.items()}
        items.append(Item(str(line), cells, line))
    return dataclasses.replace(report, items=tuple(items), repairs=())


def peak() -> str:
    """The most memory that this process has held."""
    try:
        import resource  # not on Windows
    except ImportError:
        return "unknown"
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{held / (1 << 20 if sys.platform == 'darwin' else 1 << 10):,.0f} MB"


def tell(profile: cProfile.Profile, top: int) -> None:
    """Print the time of every rule with all that it called for, then the functions that cost most by themselves."""
    stats = pstats.Stats(profile)
    rows: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = stats.stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, _ in rows.values())
    checks = {(code.co_filename, code.co_firstlineno): rule.id for rule in assemble() if (code := rule.check.__code__)}
    rules = [(spent, checks[place[:2]]) for place, (_, _, _, spent, _) in rows.items() if place[:2] in checks]
    print("\nrule, with what it is the first to ask for")
    for spent, name in sorted(rules, reverse=True):
        print(f"  {spent / whole:6.1%}  {name}")
    print("\nfunction by itself, its share, calls")
    for (file, line, name), (_, calls, own, _, _) in sorted(rows.items(), key=lambda row: -row[1][2])[:top]:
        print(f"  {own / whole:6.1%} {calls:>10,}  {name} ({Path(file).stem}:{line})")


def main(arguments: list[str]) -> int:
    """Build the items, audit them, print the figures; 1 where the bar was missed."""
    parser = argparse.ArgumentParser(description="Items audited a second.")
    parser.add_argument("--count", type=int, default=ITEMS, help=f"how many items (default {ITEMS:,})")
    parser.add_argument("--profile", action="store_true", help="tell where the time goes")
    parser.add_argument("--top", type=int, default=40, help="how many functions the profile lists")
    asked = parser.parse_args(arguments)
    small = read(REPORT)
    report = many(small, asked.count)
    characters = sum(len(text) for item in report.items for text in item.cells.values())
    before = peak()
    audit(small)  # patterns compiled, tables read: the first audit of a process is check_speed's to time
    profile = cProfile.Profile() if asked.profile else None
    start, busy = time.perf_counter(), time.process_time()
    found: Audit = profile.runcall(audit, report) if profile else audit(report)
    spent, busy = time.perf_counter() - start, time.process_time() - busy
    print(f"{asked.count:,} items of {characters:,} characters in {spent:.2f} s: "
          f"{asked.count / spent:,.0f} items a second, {asked.count / busy:,.0f} a second of the processor's "
          f"(bar {GOAL:,})")  # fmt: skip
    print(f"{len(found.findings):,} findings, {len(found.verifications):,} verifications, "
          f"{len(found.quantities):,} quantities, {len(found.failures):,} failures")  # fmt: skip
    print(f"peak memory {peak()}, {before} of it before the audit")
    if profile:
        tell(profile, asked.top)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
