"""The vocabulary as data: words.toml, what a profile adds to it, and the patterns made from it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from toolkit.errors import InputError
from toolkit.language.spreading import spread
from toolkit.language.text import fold


class Words:
    """Word lists by dotted name (`status.done`); the terms of `*pattern` lists are regex fragments."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        """Keep the nested tables of words.toml."""
        self._lists = dict(_flatten(tables))
        self._patterns: dict[str | tuple[str, ...], re.Pattern[str]] = {}
        self._below: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The list called `name`; KeyError where words.toml has none."""
        return self._lists[name]

    def every(self) -> tuple[str, ...]:
        """Names of all lists, in the file's order."""
        return tuple(self._lists)

    def names(self, prefix: str) -> tuple[str, ...]:
        """Names of all lists below `prefix`, in the file's order."""
        if prefix not in self._below:
            self._below[prefix] = tuple(name for name in self._lists if name.startswith(prefix + "."))
        return self._below[prefix]

    def pattern(self, name: str) -> re.Pattern[str]:
        """One alternation of the list: fragments where the name ends in `pattern`, else literals, longest first."""
        try:
            return self._patterns[name]
        except KeyError:
            if name.endswith("pattern"):
                return self._joined(name, (name,))
            terms = [re.escape(term) for term in sorted(self[name], key=len, reverse=True)]
            found = self._patterns[name] = re.compile("|".join(terms) or r"(?!)")
            return found

    def any_of(self, prefix: str) -> re.Pattern[str]:
        """One alternation of all pattern lists below `prefix`: whether any of them occurs at all."""
        return self._patterns.get(prefix) or self._joined(prefix, self.names(prefix))

    def either(self, names: tuple[str, ...]) -> re.Pattern[str]:
        """One alternation of some pattern lists: whether any of them occurs at all."""
        return self._patterns.get(names) or self._joined(names, names)

    def _joined(self, key: str | tuple[str, ...], names: tuple[str, ...]) -> re.Pattern[str]:
        terms = [piece for name in names for term in self[name] for piece in spread(term)]
        found = self._patterns[key] = re.compile("|".join(terms) or r"(?!)")
        return found

    def has(self, name: str, text: str) -> bool:
        """Whether the whole of `text`, folded, is a term of the list."""
        return fold(text).text in self._folded(name)

    @lru_cache(maxsize=64)  # noqa: B019 - a Words lives as long as the process that audits with it
    def _folded(self, name: str) -> frozenset[str]:
        return frozenset(fold(term).text for term in self[name])

    def extended(self, extra: Mapping[str, Any]) -> Words:
        """A new vocabulary with the terms of a profile's `[words]` added; an unknown list is refused by name."""
        merged = dict(self._lists)
        for name, terms in _flatten(extra):
            if name not in merged:
                raise InputError.of(
                    "配置的 [words]", expected=f"已有的词表（如 {', '.join(list(merged)[:3])}）", met=name
                )
            merged[name] = (*merged[name], *(term for term in terms if term not in merged[name]))
        new = Words({})
        new._lists = merged
        for name in merged:
            try:
                new.pattern(name)
            except re.error as error:
                raise InputError.of(f"配置的 [words] {name}", expected="可用的正则片段", met=str(error)) from None
        return new


def _flatten(tables: Mapping[str, Any], prefix: str = "") -> list[tuple[str, tuple[str, ...]]]:
    rows: list[tuple[str, tuple[str, ...]]] = []
    for key, value in tables.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            rows += _flatten(value, f"{name}.")
        elif isinstance(value, list) and all(isinstance(term, str) for term in value):
            rows.append((name, tuple(value)))
        else:
            raise InputError.of(f"词表 {name}", expected="字符串列表", met=type(value).__name__)
    return rows


@lru_cache(maxsize=1)
def default_words() -> Words:
    """The vocabulary that ships with the toolkit."""
    text = resources.files("toolkit.language").joinpath("words.toml").read_text(encoding="utf-8")
    return Words(tomllib.loads(text))
