"""Targets that ask for less in other words, each beside one that asks for as much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.softening import is_softer
from toolkit.language.words import default_words

WORDS = default_words()

OLD = "建成省级特色园区2个，选派干部60名到省直部门挂职；80周岁以上老人全部体检，供热温度不低于20℃"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("建成省级特色园区2个", "申报省级特色园区2个"),
        ("到省直部门挂职", "到市直部门挂职"),
        ("80周岁以上老人", "85周岁以上老人"),
        ("不低于20℃", "不低于18℃"),
        ("老人全部体检", "老人体检八成以上"),
        ("选派干部60名", "结合编制情况选派干部60名"),
    ],
)
def test_what_asks_for_less_is_softer(was: str, now: str) -> None:
    assert is_softer(OLD, OLD.replace(was, now), WORDS)
    assert not is_softer(OLD.replace(was, now), OLD, WORDS)


@pytest.mark.parametrize(
    "other",
    [
        "选派干部60名到省直部门挂职，建成省级特色园区2个；80周岁以上老人全部体检，供热温度不低于20℃",
        "建成省级特色园区2个，选派干部60名到省直机关挂职；80岁以上老人全部体检，供热温度不低于20摄氏度",
        "建成省级特色园区3个，选派干部60名到省直部门挂职；80周岁以上老人全部体检，供热温度不低于20℃，投诉下降",
    ],
)
def test_what_asks_for_as_much_is_not(other: str) -> None:
    assert not is_softer(OLD, other, WORDS)


def test_members_of_a_list_and_further_demands_are_left_out() -> None:
    assert is_softer("完成青山、白塔、柳林3座水库加固", "完成青山、白塔2座水库加固", WORDS)
    assert is_softer("整治水体26条并全部通过省级验收", "整治水体26条", WORDS)
    assert not is_softer("完成青山、白塔2座水库加固", "完成青山、白塔、柳林3座水库加固", WORDS)


@given(st.text(alphabet="建成申报全部2030个、，；℃不低于省市直部门项目（）", max_size=60))
def test_a_target_is_never_softer_than_itself(text: str) -> None:
    assert not is_softer(text, text, WORDS)
