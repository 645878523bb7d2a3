"""The shared-passages engine over a Dask cluster: the same passages as on one machine, found in parts of all hashes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from toolkit.errors import InputError, one_line
from toolkit.reuse.passages import Cut, Shared

LOCAL = "local"
PARTS_A_WORKER = 2
SECONDS = 20  # to reach a scheduler


@contextmanager
def connected(address: str) -> Iterator[Any]:  # distributed has no public types
    """A client of the scheduler at `address` (`tcp://host:8786`), or of workers of this machine for `local`.

    Raises InputError where the extra is not installed or nobody answers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        met = "没有安装（pip install '.[cluster]'）"
        raise InputError.of("--cluster", expected="dask 与 distributed", met=met) from None
    make: Any = Client  # untyped, as its cluster
    workers: Any = LocalCluster
    try:
        cluster = workers(processes=True, dashboard_address=None) if address == LOCAL else None
        client = make(cluster or address, timeout=SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        expected = f"调度器地址（如 tcp://主机:8786），或 {LOCAL}"
        raise InputError.of(f"--cluster {address}", expected=expected, met=one_line(str(error), 120)) from None
    try:
        yield client
    finally:
        client.close()
        if cluster is not None:
            cluster.close()


def shared_on(
    client: Any, texts: Sequence[str], *, at_least: int, common: int | None = None, parts: int = 0
) -> list[Shared]:
    """As passages.shared, worked out by the client's workers: each sorts the grams of some hashes.

    Every worker holds the characters of all texts (two bytes each) and its share of the grams; `parts` defaults to
    two a worker.
    """
    from toolkit.reuse import bulk

    cut = Cut.of(at_least)
    laid, known = bulk.laid_out(texts, cut, common)
    workers = max(len(client.scheduler_info()["workers"]), 1)
    count = parts or PARTS_A_WORKER * workers
    held = client.scatter((laid, known), broadcast=True, hash=False)
    futures = client.map(_part, range(count), laid=held, cut=cut, parts=count, pure=False)
    rows = bulk.told(laid, cut, known, client.gather(futures))
    return [Shared(*row) for row in rows.tolist()]


def _part(part: int, laid: Any, cut: Cut, parts: int) -> Any:
    from toolkit.reuse import bulk

    texts, known = laid
    return bulk.found(texts, cut, known, part, parts)
