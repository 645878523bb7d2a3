"""Every rule has the catalogue's facts, a whole card, and examples that it judges as declared."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.checks.catalogue import CARD, FAMILIES, Rule, assemble, built_in, item_check, read_card, select
from toolkit.checks.subject import Reading, Remark
from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.specimens import examples_that_fail

FACTS = {
    row["id"]: row
    for row in csv.DictReader(
        (Path(__file__).parent.parent / "golden" / "catalogue.tsv").open(encoding="utf-8"), delimiter="\t"
    )
}
RULES = built_in()
IDS = [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_facts_are_those_of_the_catalogue(rule: Rule) -> None:
    fact = FACTS[rule.id]
    assert (rule.title, rule.certainty, rule.severity) == (fact["title"], fact["certainty"], fact["severity"])
    assert rule.family in FAMILIES and rule.family != "user"


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_card_is_whole(rule: Rule) -> None:
    assert tuple(rule.card) == CARD
    assert all(len(text) > 5 for text in rule.card.values())
    assert rule.certainty != "lead" or "线索" in rule.card["局限"]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_examples_are_judged_as_declared(rule: Rule) -> None:
    assert rule.objects and rule.silent
    assert examples_that_fail(rule) == []


def test_a_rule_without_bite_fails_its_examples() -> None:
    @item_check("never", title="从不", certainty="exact", severity="low", objects=["错。"], silent=["对。"])
    def never(_item: Reading) -> Iterator[Remark]:
        return iter(())

    assert examples_that_fail(never) == ["应报而未报：错。"]


def test_a_rule_that_always_objects_fails_its_silent_example() -> None:
    @item_check("always", title="总报", certainty="exact", severity="low", objects=["错。"], silent=["对。"])
    def always(item: Reading) -> Iterator[Remark]:
        yield Remark(item.whole(Column.PROGRESS), "总报。")

    assert examples_that_fail(always) == ["不应报而报：对。"]


def test_an_id_is_used_once() -> None:
    with pytest.raises(InputError, match="clause-repeated 出现两次"):
        assemble([next(rule for rule in RULES if rule.id == "clause-repeated")])


def test_selection_by_id_or_family_suggests_the_near_name() -> None:
    assert {rule.family for rule in select(RULES, ["wording"])} == {"wording"}
    assert select(RULES, ["文字"]) == select(RULES, ["wording"])
    assert [rule.id for rule in select(RULES, ["vacuous-done"])] == ["vacuous-done"]
    assert [rule.id for rule in select(RULES, ["无对象完成"])] == ["vacuous-done"]
    with pytest.raises(InputError, match="是否想写 vacuous-done"):
        select(RULES, ["vacuos-done"])


def test_a_malformed_id_is_refused_at_declaration() -> None:
    with pytest.raises(ValueError, match="连字符"):
        item_check("Not_An_Id", title="", certainty="exact", severity="low", objects=[], silent=[])


def test_card_headings_may_run_over_lines() -> None:
    assert read_card("判什么：甲\n乙\n为什么：丙") == {"判什么": "甲乙", "为什么": "丙"}
