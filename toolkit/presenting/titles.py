"""Titles and cards: what the catalogue tells of each rule, by its id."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.checks import catalogue
from toolkit.checks.catalogue import FAMILIES, Example, Rule
from toolkit.presenting.words import visible

Rules = Mapping[str, Rule]


def known(rules: Rules | None = None) -> Rules:
    """The rules to name things by: the caller's, else all that are built in or installed."""
    return {rule.id: rule for rule in catalogue.assemble()} if rules is None else rules


def title_of(rule: str, rules: Rules) -> str:
    """Name a rule in Chinese; its id where the catalogue does not know it."""
    return visible(rules[rule].title if rule in rules else rule)


def family_of(rule: str, rules: Rules) -> str:
    """Name the family of a rule."""
    return visible(FAMILIES.get(rules[rule].family, rules[rule].family)) if rule in rules else "其他"


def example(given: Example) -> str:
    """An example as text: a cell or a table as it stands, cells by name, tables of several periods without heads."""
    if isinstance(given, str):
        return given
    if isinstance(given, tuple):
        return "\n".join(f"{period}：{table.partition(chr(10))[2].rstrip()}" for period, table in given)
    return "；".join(f"{name} = {text or '（空）'}" for name, text in given.items())
