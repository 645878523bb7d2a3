"""An index of documents as a check asks it: by title, by number, and by what it can be expected to hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from toolkit.language.citations import bare_title, number_of, office_of
from toolkit.language.text import fold
from toolkit.references.values import Document

LEAST_TITLE = 6  # characters of a title that another may be found inside
MOST_NEAR = 5_000  # entries up to which the most similar title is looked for
NEAR = 0.6  # share of bigrams from which on a title is worth naming
_TELLING = re.compile(r"20\d\d|[0-9一二三四五六七八九十]+|[东西南北]")
_YEAR = re.compile(r"(?:19|20)\d\d")


def telling(title: str) -> list[str]:
    """What makes two titles those of two documents, however alike: figures and directions."""
    return _TELLING.findall(title)


class DocumentIndex:
    """The documents by title and number; signs of offices by year, years, and issuers that it holds."""

    def __init__(self, rows: Iterable[Document]) -> None:
        """Take up every row."""
        self._titles: defaultdict[str, list[Document]] = defaultdict(list)
        self._numbers: defaultdict[str, list[tuple[str, Document]]] = defaultdict(list)
        self._offices: set[tuple[str, int]] = set()
        self._issuers: set[str] = set()
        self.years: set[int] = set()
        for row in rows:
            self._add(row)
        self._inside: defaultdict[str, list[str]] = defaultdict(list)
        for title in self._titles:
            for gram in set(_grams(title)):
                self._inside[gram].append(title)

    def _add(self, row: Document) -> None:
        self._titles[bare_title(row.title)].append(row)
        number = number_of(row.number) if row.number else ""
        found = _YEAR.search(number)
        year = int(found[0]) if found else row.date.year if row.date else 0
        if number:
            self._numbers[_tail(number)].append((number, row))
            self._offices.add((office_of(number), year))
        self.years.add(year)
        self._issuers.add(_body(row.issuer))

    def of_title(self, title: str) -> list[Document]:
        """The entries of a title: of the same, else of one that holds it or is held by it."""
        told = bare_title(title)
        if told in self._titles:
            return self._titles[told]
        if len(told) < LEAST_TITLE:
            return []
        near = {title for gram in set(_grams(told)) for title in self._inside.get(gram, ())}
        held = [t for t in near if len(t) >= LEAST_TITLE and (told in t or t in told)]
        held = [t for t in held if telling(t) == telling(told) and t[-2:] == told[-2:]]
        return [row for t in sorted(held) for row in self._titles[t]]

    def of_number(self, number: str) -> Document | None:
        """The entry of a number; what prose puts before the sign of the office (本项系合政发…) does not matter."""
        known = self._numbers.get(_tail(number), ()) if number else ()
        return next((row for told, row in known if number.endswith(told)), None)

    def has_office(self, office: str, year: int) -> bool:
        """Whether it holds documents of that sign and year, and so could hold another."""
        return any(its == year and known and office.endswith(known) for known, its in self._offices)

    def has_issuer(self, names: Iterable[str]) -> bool:
        """Whether it holds documents of one of these bodies."""
        issuers = [issuer for issuer in self._issuers if issuer]
        return any(name in issuer or issuer in name for name in map(_body, names) for issuer in issuers)

    def nearest(self, title: str) -> str:
        """The title that is most like this one, where one is much like it; nothing in an index too large to look."""
        if len(self._titles) > MOST_NEAR:
            return ""
        mine = _pairs(bare_title(title))
        best, found = NEAR, ""
        for told, rows in self._titles.items():
            theirs = _pairs(told)
            share = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
            if share > best:
                best, found = share, rows[0].title.strip("《》")
        return found


def _body(name: str) -> str:
    return fold(name).text.replace("人民政府", "政府")


def _grams(title: str) -> Iterator[str]:
    yield from (title[i : i + LEAST_TITLE] for i in range(len(title) - LEAST_TITLE + 1))


def _pairs(title: str) -> set[str]:
    return {title[i : i + 2] for i in range(len(title) - 1)}


def _tail(number: str) -> str:
    return number[number.find("〔") :]
