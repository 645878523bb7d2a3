"""Parameters: misfits are refused with the near name; literals say exactly what they stand for."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.running.parameters import declared, literal, refuse_misfits

CELL = """
period: str = "2023Q4"  # 报告期
formula: str = "a=b"  # papermill's own reading gives up on a second equals sign
limit: int = 3
share: "float | None" = None
units: list[str] = []
words: dict[str, int] = {}
level: Literal["high", "low"] = "high"
maybe: typing.Optional[int] = None
either: Union[int, str] = 0
strict: bool = False
anything: Path = None
bare = 3
plain = None
texts = ["a"]
"""


def refuse(**parameters: object) -> None:
    refuse_misfits("q.ipynb", parameters, declared("q.ipynb", CELL))


@pytest.mark.parametrize(
    "fit",
    [
        {"period": "", "formula": "x", "limit": -1, "units": ["市教育局"], "words": {"学位": 1}, "level": "low"},
        {"share": None}, {"share": 1}, {"share": 0.5}, {"maybe": None}, {"maybe": 2}, {"either": "x"}, {"strict": True},
        {"anything": 1}, {"bare": 2.5}, {"plain": "x"}, {"plain": 3}, {"texts": []}, {},
    ],
)  # fmt: skip
def test_what_fits_passes(fit: dict[str, object]) -> None:
    refuse(**fit)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("period", 4), ("period", None), ("limit", "3"), ("limit", True), ("limit", 3.0), ("share", "1"),
        ("share", False), ("share", float("nan")), ("units", "市教育局"), ("units", [1]), ("units", ("a",)),
        ("words", {"a": "b"}), ("words", {1: 1}), ("level", "medium"), ("maybe", "x"), ("either", 0.5), ("strict", 1),
        ("bare", "x"), ("texts", "a"), ("anything", object()),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(name: str, value: object) -> None:
    with pytest.raises(InputError, match=rf"q\.ipynb 的参数 {name}：应为{name}.*实为"):
        refuse(**{name: value})


@pytest.mark.parametrize(("slip", "near"), [("perod", "period"), ("Period", "period"), ("lmit", "limit")])
def test_a_misspelt_name_is_refused_with_the_near_one(slip: str, near: str) -> None:
    with pytest.raises(InputError, match=f"“{slip}”；是否想写 {near}？"):
        refuse(**{slip: "2023Q3"})


def test_a_cell_that_is_no_python_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"q\.ipynb 的参数格第 2 行：应为Python 赋值语句"):
        declared("q.ipynb", "a = 1\n%matplotlib inline\n")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_a_literal_evaluates_to_its_value_on_one_printable_line(value: object) -> None:
    text = literal(value)
    assert ast.literal_eval(text) == value
    assert text.isprintable()


@pytest.mark.parametrize("text", ['"', "\\", "\n", "\r\n", "\0", "\ud800", "\u202e", "\u2028", "'''", '"""', "{x}"])
def test_awkward_text_is_quoted_safely(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text


def test_chinese_stays_chinese() -> None:
    assert literal({"单位": ["市教育局", "“引号”"]}) == '{"单位": ["市教育局", "“引号”"]}'
