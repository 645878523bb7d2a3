"""How long `target-audit check` takes on the real report: the whole process, and the auditing inside it.

    python benchmarks/check_speed.py [RUNS]

Prints minimum, median and maximum; the machine is shared, so quote medians. The bars are 0.6 s for the whole process
and 50 ms for the auditing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "data" / "2023Q4.txt"
# The parts of one fresh process; the first audit compiles the patterns, the second shows what is left without that.
PARTS = ("reading", "loading the rules", "first audit", "second audit")
INSIDE = f"""
import time
from toolkit import cli
from toolkit.auditing import audit
from toolkit.checks.catalogue import assemble
from toolkit.reading import read
times = [time.perf_counter()]
report = read({str(REPORT)!r}); times.append(time.perf_counter())
assemble(); times.append(time.perf_counter())
audit(report); times.append(time.perf_counter())
audit(report); times.append(time.perf_counter())
print(*(b - a for a, b in zip(times, times[1:])))
"""


def told(name: str, seconds: list[float]) -> str:
    """One line: minimum, median, maximum in milliseconds."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    return f"{name:<28} min {low * 1e3:7.1f} ms   median {middle * 1e3:7.1f} ms   max {high * 1e3:7.1f} ms"


def main(runs: int) -> None:
    """Time the runs, one warm-up before each series."""
    command = [sys.executable, "-m", "toolkit", "check", str(REPORT)]
    # As on a user's machine: the compiled modules of the first run serve the next.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    whole: list[float] = []
    parts: list[list[float]] = [[] for _ in PARTS]
    for run in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=environment)
        took = time.perf_counter() - start
        inside_it = [sys.executable, "-c", INSIDE]
        out = subprocess.run(inside_it, cwd=ROOT, check=True, capture_output=True, text=True, env=environment)
        inside = [float(part) for part in out.stdout.split()]
        if run:
            whole.append(took)
            for seconds, part in zip(inside, parts, strict=True):
                part.append(seconds)
    print(told("check, whole process", whole))
    for name, part in zip(PARTS, parts, strict=True):
        print(told(f"  {name}", part))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
