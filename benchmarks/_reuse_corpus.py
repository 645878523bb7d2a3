"""A corpus of made-up reports with planted pairs, the same for every run: what the reuse benchmarks are measured on."""

from __future__ import annotations

import random
from collections.abc import Callable

SEED = 20231231
LENGTH = 180  # characters of a text, about
VOCABULARY = 150_000  # large, so that two texts rarely share anything by chance
BOILERPLATE = 20  # sentences, one of them in every tenth text
PASSAGE = 60  # characters of a partial passage
Corpus = tuple[list[str], dict[tuple[int, int], str]]


class Maker:
    """Sentences of invented words and figures."""

    def __init__(self, rng: random.Random) -> None:
        """Invent the words and the boilerplate."""
        letters = [chr(0x4E00 + n) for n in range(5000)]
        self.rng = rng
        self.words = ["".join(rng.choices(letters, k=rng.choice((2, 2, 2, 3, 4)))) for _ in range(VOCABULARY)]
        self.boilerplate = [self.sentence() for _ in range(BOILERPLATE)]

    def sentence(self) -> str:
        """Some thirty characters with a figure in them."""
        words = self.rng.choices(self.words, k=self.rng.randint(8, 14))
        words.insert(self.rng.randrange(len(words)), f"{self.rng.randint(11, 99999)}{self.rng.choice('个家项亩吨')}")
        return "".join(words) + "。"

    def text(self) -> str:
        """About LENGTH characters, now and then with a sentence that stands in many texts."""
        out = self.boilerplate[self.rng.randrange(BOILERPLATE)] if self.rng.random() < 0.1 else ""
        while len(out) < LENGTH - 15:
            out += self.sentence()
        return out


def edited(rng: random.Random, text: str, rate: float) -> str:
    """Each character put out, exchanged, or followed by another, at `rate` in all."""
    out = []
    for letter in text:
        if rng.random() >= rate:
            out.append(letter)
            continue
        deed = rng.randrange(3)
        out += [letter] * (deed == 2) + [chr(0x4E00 + rng.randrange(5000))] * (deed > 0)
    return "".join(out)


def renumbered(rng: random.Random, text: str) -> str:
    """Other digits throughout."""
    return "".join(rng.choice("123456789") if c.isdecimal() else c for c in text)


def partial(make: Maker, text: str) -> str:
    """One passage of the text in the middle of another one."""
    at = make.rng.randrange(max(len(text) - PASSAGE, 1))
    other = make.text()
    place = make.rng.randrange(len(other))
    return other[:place] + text[at : at + PASSAGE] + other[place:]


def swapped(rng: random.Random, text: str) -> str:
    """The sentences in another order."""
    sentences = text.rstrip("。").split("。")
    return "。".join(sentences[1:] + sentences[:1]) + "。" if len(sentences) > 1 else text


KINDS: dict[str, Callable[[Maker, str], str]] = {
    "exact": lambda make, text: text,
    "renumbered": lambda make, text: renumbered(make.rng, text),
    "5 % edited": lambda make, text: edited(make.rng, text, 0.05),
    "10 % edited": lambda make, text: edited(make.rng, text, 0.10),
    "20 % edited": lambda make, text: edited(make.rng, text, 0.20),
    "partial": partial,
    "swapped order": lambda make, text: swapped(make.rng, text),
}


def corpus(size: int) -> Corpus:
    """`size` texts, every hundredth a copy of each kind of another one, and which pairs are planted."""
    rng = random.Random(SEED)  # noqa: S311  # a corpus, no secret
    make = Maker(rng)
    copies = max(size // 100, 1)
    texts = [make.text() for _ in range(size - copies * len(KINDS))]
    sources = rng.sample(range(len(texts)), copies * len(KINDS))
    planted = {}
    for number, (kind, plant) in enumerate(KINDS.items()):
        for source in sources[number * copies : (number + 1) * copies]:
            planted[source, len(texts)] = kind
            texts.append(plant(make, texts[source]))
    order = list(range(len(texts)))
    rng.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    moved = {(min(place[a], place[b]), max(place[a], place[b])): kind for (a, b), kind in planted.items()}
    return [texts[old] for old in order], moved
