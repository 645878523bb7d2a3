"""Shared passages of very many texts with numpy: one packed sort of picked grams, pairs verified, chained, widened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from toolkit.reuse.grams import I64, U64, Common, Corpus, common_grams, corpus, hashes, over, picked
from toolkit.reuse.passages import Cut

# Pairs held at a time: what keeps memory bounded where one gram stands in very many texts.
PAIRS = 1 << 21
LOOK = 32  # characters compared at a time while a passage is widened
_MOST_CHARACTERS = 1 << 32


Found = tuple[I64, I64, I64]  # where passages begin, on both sides, among all characters; how long they are


def columns(texts: Sequence[str], cut: Cut, common: int | None) -> I64:
    """All maximal passages, a row each: one, start, other, begin, length, own, as passages.shared promises them.

    Raises ValueError for more than 2^32 characters, whose places no longer fit.
    """
    laid, known = laid_out(texts, cut, common)
    return told(laid, cut, known, [found(laid, cut, known)])


def laid_out(texts: Sequence[str], cut: Cut, common: int | None) -> tuple[Corpus, Common | None]:
    """The texts as one array, and which of their grams are common: what every part of the work needs."""
    laid = corpus(texts)
    if laid.starts[-1] >= _MOST_CHARACTERS:
        raise ValueError(f"{laid.starts[-1]} characters are too many for one run: lay them in parts")
    return laid, common_grams(laid, cut.gram, common) if common is not None else None


def found(laid: Corpus, cut: Cut, known: Common | None, part: int = 0, parts: int = 1) -> Found:
    """The passages that hold a gram of one part of all hashes.

    Every passage is found by whichever of its grams: the parts together find what one part alone finds, some twice.
    """
    bits = int(laid.starts[-1]).bit_length()

    def picks(first: int, behind: int) -> U64:
        grams = picked(laid, first, behind, cut, known, bits)
        return grams if parts == 1 else grams[(grams >> np.uint64(bits)) % np.uint64(parts) == part]

    grams = _gathered(over(laid, picks), len(laid.codes) // parts, cut)
    grams.sort()
    return _once([_passages(laid, pairs, cut, bits) for pairs in _pairs(laid, grams, bits)], bits)


def told(laid: Corpus, cut: Cut, known: Common | None, parts: Sequence[Found]) -> I64:
    """What all parts found, each passage once, less those that are boilerplate, with numbers of texts and places."""
    bits = int(laid.starts[-1]).bit_length()
    packed = [((one.astype(np.uint64) << np.uint64(bits)) | other.astype(np.uint64), n) for one, other, n in parts]
    one, other, length = _once(packed, bits)
    own = length if known is None else _own(laid, one, length, cut, known)
    kept = own >= cut.at_least
    return _told(laid, one[kept], other[kept], length[kept], own[kept])


def _gathered(parts: Iterable[U64], characters: int, cut: Cut) -> U64:
    """All picked grams in one array, filled as they come: kept in parts, they would be held twice."""
    # Of windows of w random grams each, two in w + 1 grams are picked.
    out: U64 = np.empty(2 * characters // (cut.window + 1) + characters // 50 + 64, np.uint64)
    count = 0
    for part in parts:
        if count + len(part) > len(out):
            out = np.concatenate((out, np.empty(len(out) // 2 + len(part), np.uint64)))
        out[count : count + len(part)] = part
        count += len(part)
    return out[:count]


def _meeting(grams: U64, bits: int) -> I64:
    """Places, in the sorted array, of grams whose hash stands there more than once."""
    same = np.zeros(len(grams) + 1, bool)
    for first in range(0, len(grams) - 1, PAIRS):
        block = grams[first : first + PAIRS + 1] >> np.uint64(bits)
        same[first + 1 : first + len(block)] = block[1:] == block[:-1]
    return np.flatnonzero(same[1:] | same[:-1])


def _pairs(laid: Corpus, grams: U64, bits: int) -> Iterator[tuple[I64, I64]]:
    """Places of one hash in two texts, the earlier place first, in blocks."""
    mask = np.uint64((1 << bits) - 1)
    kept = _meeting(grams, bits)
    keys, places = grams[kept] >> np.uint64(bits), (grams[kept] & mask).astype(np.int64)
    owners = np.searchsorted(laid.starts, places, "right")
    held: list[tuple[I64, I64]] = []
    count, apart = 0, 0
    at = np.arange(len(keys))
    while len(at):
        apart += 1
        at = at[at + apart < len(keys)]
        at = at[keys[at] == keys[at + apart]]
        other = at[owners[at] != owners[at + apart]]
        held.append((places[other], places[other + apart]))
        count += len(other)
        if count > PAIRS:
            yield _all(held)
            held, count = [], 0
    if count:
        yield _all(held)


def _all(held: Sequence[tuple[I64, I64]]) -> tuple[I64, I64]:
    return np.concatenate([one for one, _ in held]), np.concatenate([other for _, other in held])


def _passages(laid: Corpus, pairs: tuple[I64, I64], cut: Cut, bits: int) -> tuple[U64, I64]:
    """The maximal passages that hold these pairs: both starts packed into one number, and the lengths."""
    one, other = _verified(laid, *pairs, cut.gram)
    packed = np.sort(((other - one).astype(np.uint64) << np.uint64(bits)) | one.astype(np.uint64))
    apart = (packed >> np.uint64(bits)).astype(np.int64)
    place = (packed & np.uint64((1 << bits) - 1)).astype(np.int64)
    # Grams at one distance that overlap lie in one text and one passage: only the first of them is widened.
    heads = (
        np.flatnonzero(np.append(True, (np.diff(apart) != 0) | (np.diff(place) >= cut.gram))) if len(place) else place
    )
    ends = place[np.append(heads[1:], len(place)) - 1] + cut.gram if len(place) else place
    one, other = place[heads], place[heads] + apart[heads]
    owner, guest = np.searchsorted(laid.starts, one, "right"), np.searchsorted(laid.starts, other, "right")
    left = _widened(
        laid, one - 1, other - 1, np.minimum(one - laid.starts[owner - 1], other - laid.starts[guest - 1]), -1
    )
    room = np.minimum(laid.starts[owner] - ends, laid.starts[guest] - (ends + apart[heads]))
    right = _widened(laid, ends, ends + apart[heads], room, 1)
    length = ends - one + left + right
    long = length >= cut.at_least
    starts = ((one - left)[long].astype(np.uint64) << np.uint64(bits)) | (other - left)[long].astype(np.uint64)
    starts, first = np.unique(starts, return_index=True)
    return starts, length[long][first]


def _verified(laid: Corpus, one: I64, other: I64, size: int) -> tuple[I64, I64]:
    """The pairs whose characters are equal, not only their hashes."""
    equal = np.ones(len(one), bool)
    for step in range(size):
        equal &= laid.codes[one + step] == laid.codes[other + step]
    return one[equal], other[equal]


def _widened(laid: Corpus, one: I64, other: I64, room: I64, way: int) -> I64:
    """How many characters from `one` and `other` on, forwards or backwards, are equal; at most `room`."""
    run = np.zeros(len(one), np.int64)
    steps = np.arange(LOOK) * way
    active = np.flatnonzero(room > 0)
    while len(active):
        here = (one[active] + run[active] * way)[:, None] + steps
        there = (other[active] + run[active] * way)[:, None] + steps
        differs = laid.codes[here] != laid.codes[there]
        more = np.where(differs.any(1), differs.argmax(1), LOOK)
        run[active] += more
        active = active[(more == LOOK) & (run[active] < room[active])]
    return np.minimum(run, room)


def _once(found: Sequence[tuple[U64, I64]], bits: int) -> Found:
    """The passages of all blocks, each once, in order: where they begin on both sides, and their lengths."""
    starts, first = np.unique(
        np.concatenate([*(starts for starts, _ in found), np.zeros(0, np.uint64)]), return_index=True
    )
    length = np.concatenate([*(length for _, length in found), np.zeros(0, np.int64)])[first]
    one = (starts >> np.uint64(bits)).astype(np.int64)
    other = (starts & np.uint64((1 << bits) - 1)).astype(np.int64)
    return one, other, length


def _own(laid: Corpus, one: I64, length: I64, cut: Cut, known: Common) -> I64:
    """Lengths less the boilerplate: the grams of each passage that are not common, and what the last one adds."""
    own = np.zeros(len(one), np.int64)
    behind = np.cumsum(length)
    first = 0
    while first < len(one):
        last = int(np.searchsorted(behind, (behind[first - 1] if first else 0) + PAIRS, "right"))
        block = slice(first, max(last, first + 1))
        ends = np.cumsum(length[block])
        begins = ends - length[block]
        codes = laid.codes[np.arange(ends[-1]) + np.repeat(one[block] - begins, length[block])]
        rare = ~known.among(hashes(codes, cut.gram))
        sums = np.append(0, np.cumsum(rare))
        own[block] = sums[ends - cut.gram + 1] - sums[begins] + cut.gram - 1
        first = block.stop
    return own


def _told(laid: Corpus, one: I64, other: I64, length: I64, own: I64) -> I64:
    """The passages with numbers of texts and places in them."""
    owner, guest = (np.searchsorted(laid.starts, place, "right") - 1 for place in (one, other))
    return np.stack((owner, one - laid.starts[owner], guest, other - laid.starts[guest], length, own), axis=1)
