"""Texts as arrays of characters: the hashes of their grams, which grams are common, which are picked in each window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from toolkit.reuse.passages import Cut

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.unsignedinteger[Any]]

# Characters in one batch: its arrays stay in the processor's cache.
BATCH = 1 << 17
# numpy lets go of the interpreter while it computes: two threads keep two cores busy, more wait for memory.
THREADS = 2
PAD = 64  # characters of nothing around the texts, so that a look beyond the ends needs no care
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_NEVER = np.uint32(0xFFFFFFFF)  # the rank of a common gram: it is never picked
# Grams are counted by a part of their hash, half as many in a place as would be common: the table stays small for the
# processor's cache, and hardly a place is suspected for nothing.
_SPARE = 2
_MOST_SLOTS = 26


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts behind one another: `codes` of their characters, text i at `starts[i]` up to `starts[i + 1]`."""

    codes: Codes
    starts: I64

    def batches(self) -> Iterator[tuple[int, int]]:
        """Runs of whole texts of about BATCH characters, as numbers of their first text and the one behind the last."""
        first, last = 0, len(self.starts) - 1
        while first < last:
            behind = int(np.searchsorted(self.starts, self.starts[first] + BATCH, "right")) - 1
            behind = min(max(behind, first + 1), last)
            yield first, behind
            first = behind


def corpus(texts: Sequence[str]) -> Corpus:
    """Lay `texts` into one array; two bytes a character, four where one of them lies beyond the basic plane."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    starts += PAD
    laid = _laid(texts, starts, "utf-16-le", "<u2")
    if laid is None:
        laid = _laid(texts, starts, "utf-32-le", "<u4")
    if laid is None:  # cannot be: four bytes hold every code point
        raise ValueError("texts that no encoding holds")
    return Corpus(laid, starts)


def _laid(texts: Sequence[str], starts: I64, encoding: str, kind: str) -> Codes | None:
    codes: Codes = np.zeros(int(starts[-1]) + PAD, kind)
    for first in range(0, len(texts), 4096):
        behind = min(first + 4096, len(texts))
        block = np.frombuffer("".join(texts[first:behind]).encode(encoding, "surrogatepass"), kind)
        if len(block) != starts[behind] - starts[first]:
            return None
        codes[starts[first] : starts[behind]] = block
    return codes


def hashes(codes: Codes, size: int) -> U64:
    """The hash of every gram of `size` characters, by doubling: of 1, 2, 4, … characters, then put together."""
    power: U64 = codes.astype(np.uint64)
    whole: U64 | None = None
    length, done = 1, 0
    while True:
        if size & length:
            whole, done = (power, length) if whole is None else (_joined(whole, power, done), done + length)
        if length * 2 > size:
            break
        power = _joined(power, power, length)
        length *= 2
    assert whole is not None  # noqa: S101  # size is at least 1
    whole = whole ^ (whole >> np.uint64(32))
    whole *= _MIX
    whole ^= whole >> np.uint64(29)
    return whole


def _joined(head: U64, tail: U64, shift: int) -> U64:
    """Hashes of longer grams: what begins here with what begins `shift` characters on."""
    count = max(len(tail) - shift, 0)
    out = head[:count] * _ODD
    out += tail[shift : shift + count]
    out ^= out >> np.uint64(31)  # not linear: else two grams with their characters exchanged would be one
    return out


@dataclass(frozen=True, slots=True)
class Common:
    """The grams that stand at more than so many places; `heavy` tells cheaply that a hash is none of them."""

    heavy: Bools
    shift: np.uint64
    found: U64

    def among(self, hashed: U64) -> Bools:
        """Which of the hashes are common grams."""
        out: Bools = self.heavy[hashed >> self.shift]
        suspects = np.flatnonzero(out)
        at = np.searchsorted(self.found, hashed[suspects])
        at[at == len(self.found)] = 0
        out[suspects] = self.found[at] == hashed[suspects]
        return out


def common_grams(texts: Corpus, size: int, most: int) -> Common | None:
    """The grams that stand at more than `most` places, exactly; None where there are none."""
    bits = min(max((int(texts.starts[-1]) // max(most // _SPARE, 1)).bit_length(), 10), _MOST_SLOTS)
    shift = np.uint64(64 - bits)
    counts = np.zeros(1 << bits, np.uint32)
    # Grams across the ends of texts count here too: they can only make a place suspect that is looked into below.
    for hashed in over(texts, lambda a, b: hashes(texts.codes[texts.starts[a] : texts.starts[b]], size)):
        np.add.at(counts, hashed >> shift, np.uint32(1))
    heavy = counts > most
    del counts
    if not heavy.any():
        return None
    suspects = list(over(texts, lambda a, b: _suspects(texts, a, b, size, heavy, shift)))
    hashed = np.sort(np.concatenate(suspects))
    firsts = np.flatnonzero(np.concatenate(([True], hashed[1:] != hashed[:-1])))
    times = np.diff(np.append(firsts, len(hashed)))
    found = hashed[firsts[times > most]]
    return Common(heavy, shift, found) if len(found) else None


def over(texts: Corpus, work: Callable[[int, int], U64]) -> Iterator[U64]:
    """What `work` makes of each batch, in order, two at a time."""
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = []
        for first, behind in texts.batches():
            waiting.append(pool.submit(work, first, behind))
            if len(waiting) > 2 * THREADS:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _suspects(texts: Corpus, first: int, behind: int, size: int, heavy: Bools, shift: np.uint64) -> U64:
    """Hashes of a batch's grams that may be common; only those that lie in one text."""
    begin = texts.starts[first]
    hashed = hashes(texts.codes[begin : texts.starts[behind]], size)
    at = np.flatnonzero(heavy[hashed >> shift])
    ends = texts.starts[np.searchsorted(texts.starts, at + begin, "right")]
    inside: U64 = hashed[at[at + begin + size <= ends]]
    return inside


def _last_places(texts: Corpus, first: int, behind: int, count: int, size: int) -> I64:
    """The last `count` places of each text of a batch, counted from the batch's beginning, below `size`."""
    ends = texts.starts[first + 1 : behind + 1] - texts.starts[first]
    lengths = ends - (texts.starts[first:behind] - texts.starts[first])
    back = np.arange(1, count + 1)
    places: I64 = (ends[:, None] - back)[back <= lengths[:, None]]
    return places[places < size]


def picked(texts: Corpus, first: int, behind: int, cut: Cut, common: Common | None, bits: int) -> U64:
    """The grams picked in a batch (the least of each window), each packed as hash above and place in `bits` below.

    Equal least grams of a window are all picked, so that what is picked depends on the window's characters alone.
    """
    begin, end = texts.starts[first], texts.starts[behind]
    hashed = hashes(texts.codes[begin:end], cut.gram)
    if len(hashed) < cut.window:
        return np.zeros(0, np.uint64)
    rank = (hashed >> np.uint64(32)).astype(np.uint32)
    np.clip(rank, 1, _NEVER - np.uint32(1), out=rank)
    if common is not None:
        rank[common.among(hashed)] = _NEVER
    least = _sliding(np.minimum, rank, cut.window)
    over_the_end = _last_places(texts, first, behind, cut.at_least - 1, len(least))
    least[over_the_end] = 0
    edge = np.zeros(cut.window - 1, np.uint32)
    best = _sliding(np.maximum, np.concatenate((edge, least, edge)), cut.window)
    at = np.flatnonzero((best == rank) & (rank != _NEVER))
    mask = np.uint64((1 << bits) - 1)
    packed: U64 = (hashed[at] & ~mask) | (at + begin).astype(np.uint64)
    return packed


def _sliding(extreme: np.ufunc, values: npt.NDArray[np.uint32], window: int) -> npt.NDArray[np.uint32]:
    """The extreme of every `window` values in a row, by doubling."""
    out, width = values, 1
    while width < window:
        step = min(width, window - width)
        out = extreme(out[:-step], out[step:])
        width += step
    return out.copy() if out is values else out
