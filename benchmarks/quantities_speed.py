"""Times the reading of quantities on the real report, on hostile cells, and beside the packages that read numbers.

    python benchmarks/quantities_speed.py [--no-peers]

Prints characters a second on one core over data/2023Q4.txt repeated to 1 MB (goal: 2,000,000), how time grows on
hostile cells from 0.25 MB to 1 MB (linear: 4), and how long recognizers-text (number, percentage, currency and
dimension), jionlp (money) and cn2an (numerals) take on one copy of the report, where they are installed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.language.quantities import quantities  # noqa: E402  # the checkout is put on the path first

MEGABYTE = 1_000_000
GOAL = 2_000_000
HOSTILE = {"digits": "1", "其中": "其中", "、": "、", "万亿": "万亿", "1、": "1、", "一、": "一、", "。1.1": "。1.1"}


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best of a few runs: what the machine can do, with the least of what disturbed it."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def repeated(text: str, size: int) -> str:
    """The text over and over until it has `size` bytes of UTF-8."""
    return text * (size // len(text.encode()) + 1)


def peers() -> dict[str, Callable[[str], object]]:
    """What is installed of the peers, each reading as much as it knows of numbers in a text."""
    found: dict[str, Callable[[str], object]] = {}
    try:
        suite, culture = import_module("recognizers_suite"), import_module("recognizers_text").Culture.Chinese
        parts = (
            suite.recognize_number,
            suite.recognize_percentage,
            suite.recognize_currency,
            suite.recognize_dimension,
        )
        found["recognizers-text"] = lambda text: [part(text, culture) for part in parts]
    except ImportError:
        pass
    try:
        jionlp = import_module("jionlp")
        # extract_money finds amounts; jionlp has no reader of all quantities.
        found["jionlp (money only)"] = lambda text: jionlp.ner.extract_money(text, with_parsing=True)
    except (ImportError, AttributeError):
        pass
    try:
        cn2an = import_module("cn2an")
        found["cn2an (numerals only)"] = lambda text: cn2an.transform(text, "cn2an")
    except ImportError:
        pass
    return found


def main(arguments: list[str]) -> int:
    """Print the figures."""
    report = (ROOT / "data" / "2023Q4.txt").read_text(encoding="utf-8")
    big = repeated(report, MEGABYTE)
    quantities(report)
    spent = seconds(lambda: quantities(big), 5)
    print(f"real report to 1 MB: {len(big):,} characters, {len(quantities(big)):,} quantities, {spent:.3f} s, "
          f"{len(big) / spent:,.0f} characters a second (goal {GOAL:,})")  # fmt: skip
    for name, unit in HOSTILE.items():
        small, large = (repeated(unit, size) for size in (MEGABYTE // 4, MEGABYTE))
        before, after = seconds(lambda t=small: quantities(t), 2), seconds(lambda t=large: quantities(t), 2)
        print(f"hostile {name:8} 1 MB {after:.3f} s, {after / before:.1f} times a quarter of it")
    if "--no-peers" in arguments:
        return 0
    own = seconds(lambda: quantities(report), 5)
    for name, read in peers().items():
        try:
            read(report[:200])
            other = seconds(lambda r=read: r(report), 1)
        except Exception as error:
            print(f"{name}: failed on the report ({type(error).__name__})")
            continue
        print(f"{name}: {other:.2f} s on one copy of the report, {other / own:,.0f} times ours ({own * 1000:.1f} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
