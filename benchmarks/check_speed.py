"""How long `target-audit check` takes on the real report: the whole process, and the auditing inside it.

    python benchmarks/check_speed.py [RUNS]

Prints minimum, median and maximum; the machine is shared, so quote medians. The bars are 0.6 s for the whole process
and 50 ms for the auditing.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "data" / "2023Q4.txt"
# One audit in a fresh process: what a user waits for, compiling the patterns included.
INSIDE = f"""
import time
from toolkit import cli
from toolkit.auditing import audit
from toolkit.reading import read
start = time.perf_counter(); report = read({str(REPORT)!r}); read_in = time.perf_counter() - start
start = time.perf_counter(); audit(report); print(read_in, time.perf_counter() - start)
"""


def told(name: str, seconds: list[float]) -> str:
    """One line: minimum, median, maximum in milliseconds."""
    low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
    return f"{name:<28} min {low * 1e3:7.1f} ms   median {middle * 1e3:7.1f} ms   max {high * 1e3:7.1f} ms"


def main(runs: int) -> None:
    """Time the runs, one warm-up before each series."""
    command = [sys.executable, "-m", "toolkit", "check", str(REPORT)]
    whole, reading, auditing = [], [], []
    for run in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        took = time.perf_counter() - start
        out = subprocess.run([sys.executable, "-c", INSIDE], cwd=ROOT, check=True, capture_output=True, text=True)
        inside = [float(part) for part in out.stdout.split()]
        if run:
            whole.append(took)
            reading.append(inside[0])
            auditing.append(inside[1])
    print(told("check, whole process", whole))
    print(told("  of it: reading", reading))
    print(told("  of it: auditing", auditing))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
