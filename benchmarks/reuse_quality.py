"""How many planted pairs the reuse engine finds, by kind, and how many of the pairs it finds were planted.

    python benchmarks/reuse_quality.py [TEXTS]

A pair is found where the two texts share a passage of 24 characters
(boilerplate not counted) or differ by at most 35 % of their characters;
boilerplate (more than 20 places) is discounted. Default 100,000 texts of about 180 characters.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from _reuse_corpus import KINDS, corpus  # noqa: E402  # the checkout is put on the path first

from toolkit.reuse.near import ANCHOR, COMMON, among  # noqa: E402
from toolkit.reuse.passages import shared  # noqa: E402

PASSAGE = 24
BARS = {
    "exact": 0.99,
    "renumbered": 0.99,
    "5 % edited": 0.99,
    "10 % edited": 0.93,
    "20 % edited": 0.80,
    "partial": 0.95,
    "swapped order": 0.95,
}


def found_pairs(texts: list[str]) -> set[tuple[int, int]]:
    """All pairs that share a passage or are near each other."""
    passages = shared(texts, at_least=ANCHOR, common=COMMON)
    pairs = {(p.one, p.other) for p in passages if p.own >= PASSAGE}
    return pairs | {(n.one, n.other) for n in among(texts, passages)}


def peak() -> float:
    """The most memory that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)


def main(size: int) -> None:
    """Print one line a kind, then precision."""
    texts, planted = corpus(size)
    before, start, worked = peak(), time.perf_counter(), time.process_time()
    found = found_pairs(texts)
    took, cpu = time.perf_counter() - start, time.process_time() - worked
    of_kind = Counter(planted.values())
    hits = Counter(planted[pair] for pair in found if pair in planted)
    print(f"{len(texts)} texts, {sum(map(len, texts)) / 1e6:.1f} M characters: {took:.2f} s, {cpu:.2f} CPU s,", end=" ")
    print(f"at most {peak():.0f} MB ({before:.0f} MB of them for making the corpus)")
    print(f"{'kind':16}{'planted':>8}{'recall':>8}{'bar':>7}")
    for kind in KINDS:
        print(f"{kind:16}{of_kind[kind]:8}{hits[kind] / of_kind[kind]:8.3f}{BARS[kind]:7.2f}")
    print(f"{'precision':16}{len(found):8}{sum(hits.values()) / len(found):8.3f}{0.98:7.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
