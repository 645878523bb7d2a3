"""Over a Dask cluster the engine finds the same passages as on one machine; who cannot be reached is told in a line."""

from __future__ import annotations

import random
from typing import Any

import pytest

from toolkit.errors import InputError
from toolkit.reuse.passages import shared
from toolkit.running import cluster

distributed: Any = pytest.importorskip("distributed", reason="needs the extra `cluster`")


def corpus(count: int) -> list[str]:
    """Texts of a few hundred characters, of which every tenth holds a passage of the one before."""
    chance = random.Random(7)  # noqa: S311 - texts, no secrets
    letters = [chr(0x4E00 + n) for n in range(900)]
    texts: list[str] = []
    for number in range(count):
        text = "".join(chance.choices(letters, k=300))
        texts.append(text[:100] + texts[-1][50:120] + text[100:] if number % 10 == 9 else text)
    return texts


@pytest.mark.parametrize("common", [None, 20])
def test_the_same_passages_as_on_one_machine(common: int | None) -> None:
    texts = corpus(400)
    with distributed.Client(processes=False, n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        apart = cluster.shared_on(client, texts, at_least=24, common=common, parts=5)
    assert apart == shared(texts, at_least=24, common=common)
    assert len(apart) == 40


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with pytest.raises(InputError, match="调度器地址"), cluster.connected("tcp://127.0.0.1:9"):
        pass
