"""The words people read."""

from __future__ import annotations

import pytest

from tests.presenting import specimens
from toolkit.model import Assessment, Passage, Period
from toolkit.presenting import titles, words


@pytest.mark.parametrize(
    ("text", "name"),
    [("2023Q4", "2023年第四季度"), ("2023H1", "2023年上半年"), ("2023", "2023年"), ("2023M07", "2023年7月")],
)
def test_a_period_is_named_as_in_a_headline(text: str, name: str) -> None:
    assert words.period_name(Period.parse(text)) == name


def test_an_unknown_period_says_so() -> None:
    assert words.period_name(None) == "报告期未知"


def test_a_verdict_that_rests_on_a_lead_is_only_a_suggestion() -> None:
    item = specimens.item("1")
    assert words.verdict_name(Assessment(item, "partial", "lead", (), "")) == "拟：部分佐证"
    assert words.verdict_name(Assessment(item, "partial", "derived", (), "")) == "部分佐证"


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u202e", "\u200b", "\ufeff", "\u2028", "\ud800", "\uffff", "\x85"])
def test_what_cannot_be_seen_is_shown_as_its_code_point(hidden: str) -> None:
    assert words.visible(f"完{hidden}成") == f"完⟨U+{ord(hidden):04X}⟩成"


def test_plain_text_with_line_breaks_stays_as_it_is() -> None:
    assert words.visible("一、甲\n二、乙\t（①㎡，５０％）") == "一、甲\n二、乙\t（①㎡，５０％）"


def test_units_are_split_on_space_and_pause_and_comma_and_named_once() -> None:
    assert words.units_of("市教育局 市财政局、市统计局，市教育局\n") == ("市教育局", "市财政局", "市统计局")


def test_a_place_names_its_period_only_where_it_is_another() -> None:
    at = Passage("2023Q3", "8", None, 0, 0, "")
    assert words.place_name(at) == "序号 8"
    assert words.place_name(at, Period.parse("2023Q3")) == "序号 8"
    assert words.place_name(at, Period.parse("2023Q4")) == "2023Q3 序号 8"


def test_a_ruling_tells_what_why_who_and_when() -> None:
    review = {"ruling": "dismissed", "note": "已附考核通报", "by": "李", "on": "2024-02-01"}
    assert words.ruling_sentence(review) == "排除：已附考核通报（李，2024-02-01）"
    assert words.ruling_sentence({"ruling": "open"}) == "待定"


def test_a_rule_that_the_catalogue_does_not_know_goes_by_its_id() -> None:
    assert titles.title_of("my-own-rule", titles.known()) == "my-own-rule"
    assert titles.title_of("done-on-forecast", titles.known()) == "以预计代完成"
