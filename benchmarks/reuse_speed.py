"""Seconds and memory to find the reused pairs of a corpus, ours and the peers that are installed, each by itself.

    python benchmarks/reuse_speed.py [TEXTS] [--only NAME[,NAME…]]

Peers: a polars join of 5-character shingles, rensa, gaoya and datasketch (pip install polars rensa gaoya datasketch).
They give candidate pairs of like texts; ours gives every shared passage with its place and the edit distance too.
Each runs in a process of its own on the same corpus; making the corpus is not counted, memory includes it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from _reuse_corpus import corpus  # noqa: E402  # the checkout is put on the path first

Pairs = set[tuple[int, int]]
SHINGLE = 5
MOST_BEARERS = 50  # a shingle of more texts joins nothing, as with ours
PERMUTATIONS = 128
THRESHOLD = 0.4  # of Jaccard: below, the bands of MinHash let nearly every pair through
FEWEST = 12  # shared shingles from which on the join takes two texts for a pair


def ours(texts: list[str]) -> Pairs:
    """All passages of 11 characters, and the edit distance of the texts they join."""
    from reuse_quality import found_pairs

    return found_pairs(texts)


def polars(texts: list[str]) -> Pairs:
    """Characters exploded, shifted into shingles, joined on their hashes."""
    pl = import_module("polars")
    letters = (
        pl.DataFrame({"text": texts}).with_row_index("one").with_columns(pl.col("text").str.split("")).explode("text")
    )
    parts = [pl.col("text").shift(-step).over("one") for step in range(SHINGLE)]
    shingles = letters.select("one", pl.concat_str(parts).hash().alias("shingle")).drop_nulls().unique()
    counts = shingles.group_by("shingle").len().filter(pl.col("len").is_between(2, MOST_BEARERS)).select("shingle")
    rare = shingles.join(counts, on="shingle")
    pairs = rare.join(rare, on="shingle", suffix="_").filter(pl.col("one") < pl.col("one_"))
    told = pairs.group_by("one", "one_").len().filter(pl.col("len") >= FEWEST)
    return set(zip(told["one"].to_list(), told["one_"].to_list(), strict=True))


def _shingles(text: str) -> list[str]:
    return [text[at : at + SHINGLE] for at in range(max(len(text) - SHINGLE + 1, 1))]


def _joined(found: Iterable[tuple[int, Iterable[int]]]) -> Pairs:
    return {(min(a, b), max(a, b)) for a, others in found for b in others if a != b}


def rensa(texts: list[str]) -> Pairs:
    """R-MinHash and its locality sensitive hashing."""
    module = import_module("rensa")
    index = module.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    hashed = []
    for number, text in enumerate(texts):
        minhash = module.RMinHash(num_perm=PERMUTATIONS, seed=42)
        minhash.update(_shingles(text))
        index.insert(number, minhash)
        hashed.append(minhash)
    near = (
        (n, [o for o in index.query(m) if o > n and m.jaccard(hashed[o]) >= THRESHOLD]) for n, m in enumerate(hashed)
    )
    return _joined(near)


def gaoya(texts: list[str]) -> Pairs:
    """MinHash in Rust, inserted and queried in parallel."""
    index = import_module("gaoya.minhash").MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=32,
        band_size=4,
        num_hashes=PERMUTATIONS,
        analyzer="char",
        lowercase=False,
        ngram_range=(SHINGLE, SHINGLE),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    return _joined(enumerate(index.par_bulk_query(texts)))


def datasketch(texts: list[str]) -> Pairs:
    """MinHash with numpy and its locality sensitive hashing."""
    module = import_module("datasketch")
    index = module.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashed = []
    for number, text in enumerate(texts):
        minhash = module.MinHash(num_perm=PERMUTATIONS)
        minhash.update_batch([shingle.encode() for shingle in _shingles(text)])
        index.insert(number, minhash)
        hashed.append(minhash)
    return _joined(
        (n, [o for o in index.query(m) if o > n and m.jaccard(hashed[o]) >= THRESHOLD]) for n, m in enumerate(hashed)
    )


WAYS: dict[str, Callable[[list[str]], Pairs]] = {
    "ours": ours,
    "polars": polars,
    "gaoya": gaoya,
    "rensa": rensa,
    "datasketch": datasketch,
}


def measure(name: str, size: int) -> dict[str, float]:
    """Run one way here and now."""
    texts, planted = corpus(size)
    start, worked = time.perf_counter(), time.process_time()
    found = WAYS[name](texts)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)
    hits = len(found & planted.keys())
    return {
        "seconds": seconds,
        "cpu": cpu,
        "mb": peak,
        "recall": hits / len(planted),
        "precision": hits / max(len(found), 1),
    }


def main(size: int, names: Iterable[str]) -> None:
    """One line a way, with its time against ours."""
    print(f"{size} texts\n{'':12}{'seconds':>9}{'ratio':>8}{'CPU s':>8}{'MB':>8}{'recall':>8}{'precision':>11}")
    own = 0.0
    for name in names:
        try:
            import_module("toolkit" if name == "ours" else name)
        except ImportError:
            print(f"{name:12}  not installed")
            continue
        command = [sys.executable, __file__, str(size), "--measure", name]
        out = subprocess.run(command, capture_output=True, text=True)
        if out.returncode:
            print(f"{name:12}  failed: {out.stderr.strip().splitlines()[-1][:90] if out.stderr else out.returncode}")
            continue
        told = json.loads(out.stdout)
        own = own or told["seconds"]
        ratio = f"{told['seconds'] / own:7.1f}×"
        print(
            f"{name:12}{told['seconds']:9.2f}{ratio:>8}{told['cpu']:8.2f}{told['mb']:8.0f}{told['recall']:8.3f}{told['precision']:11.3f}",
            flush=True,
        )


if __name__ == "__main__":
    numbers = [argument for argument in sys.argv[1:] if argument.isdecimal()]
    many = int(numbers[0]) if numbers else 100_000
    if "--measure" in sys.argv:
        print(json.dumps(measure(sys.argv[-1], many)))
    else:
        main(many, sys.argv[-1].split(",") if "--only" in sys.argv else WAYS)
