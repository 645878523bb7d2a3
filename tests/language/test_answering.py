"""Coverage of a part by the evidence: weights, shared themes, acts required, and doubt in favour of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.answering import MOST_CLAUSES, Answer, Evidence, answers
from toolkit.language.asks import asks
from toolkit.language.claims import read_clauses
from toolkit.language.coverage import covered, mass, pieces, weight
from toolkit.language.labels import content, grams
from toolkit.language.words import default_words

WORDS = default_words()
HAN = st.text(alphabet="建设学校考核项目推进改造绿化道路，。；12 ", max_size=40)


def answer(target: str, progress: str, annual: str = "") -> list[Answer]:
    evidence = Evidence(read_clauses(progress, WORDS), WORDS)
    return answers(asks(target, WORDS), evidence, asks(annual, WORDS), {})


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert weight("飞地") > weight("项目") > 0
    assert mass(pieces("黄河药谷")) > mass(pieces("项目建设"))


def test_a_shared_theme_tells_little() -> None:
    asked, told = pieces("开展投资项目后评价"), pieces("修订投资项目管理办法")
    assert covered(asked, told, pieces("规范投资项目")) < covered(asked, told) / 1.5


@given(HAN, HAN, HAN)
def test_a_share_is_a_share(asked: str, told: str, theme: str) -> None:
    share = covered(pieces(asked), pieces(told), pieces(theme))
    assert -1e-9 <= share <= 1 + 1e-9
    assert covered(pieces(asked), pieces(asked) | pieces(told), pieces(theme)) > 1 - 1e-9


def test_the_theme_alone_does_not_answer_an_act() -> None:
    (found,) = answer("将节能降碳工作纳入年度综合考核。", "出台碳达峰方案，节能降碳工作全面起势。")
    assert not found.told and found.missing == ("assess_pattern",)
    assert found.best is not None and "节能降碳" in found.best.text


@pytest.mark.parametrize(
    ("target", "progress"),
    [
        ("将节能降碳工作纳入年度综合考核。", "节能降碳指标在区县评价中占5分，对后三名约谈。"),
        ("开展校园食品安全专项督查。", "飞行检查学校食堂213家，整改隐患64处。"),
        ("新建社区食堂；开展助餐补贴发放。", "老年人就餐每餐补助3元；43家食堂开门迎客。"),
        ("加强要素保障。", "为38个项目落实用地3120亩。"),
    ],
)
def test_other_words_for_the_same_are_an_answer(target: str, progress: str) -> None:
    assert all(found.told for found in answer(target, progress) if not found.ask.soft)


def test_a_stretch_that_answers_nothing_else_may_answer_in_other_words() -> None:
    target = "首末站投用；实行票价优惠。"
    first, second = answer(target, "首末站同日投用；老人免费、学生半价。")
    assert first.told and second.told
    first, second = answer(target, "首末站同日投用，首末站配套完善。")
    assert first.told and not second.told


def test_what_does_not_exist_answers_nothing() -> None:
    (found,) = answer("组织接待友城来访团组。", "本年度均无友城来访团组。")
    assert found.clauses == () and found.share == 0


@given(HAN, HAN)
def test_clauses_shown_are_those_of_the_evidence(target: str, progress: str) -> None:
    claims = set(read_clauses(progress, WORDS))
    for found in answer(target, progress):
        assert set(found.clauses) <= claims and 0 <= found.share <= 1 + 1e-9


def test_what_is_not_looked_at_may_answer() -> None:
    """Of more clauses than are held against an ask nothing is said to be missing, wherever the answer stands."""
    filler = "，".join(f"走访企业第{n}批" for n in range(MOST_CLAUSES + 20))
    for progress in (f"{filler}，节能降碳纳入考核。", f"节能降碳纳入考核，{filler}。"):
        (found,) = answer("将节能降碳工作纳入年度综合考核。", progress)
        assert found.told


def test_a_name_before_its_planned_figure_is_no_ask_of_its_own() -> None:
    found = asks("农村自来水入户，工作目标4.5万户。", default_words())
    assert [ask.folded for ask in found] == ["工作目标4.5万户"]


def test_an_economy_grows_as_its_product_does() -> None:
    assert (
        grams(content("经济增长")) == grams(content("GDP增长")) == grams(content("地区生产总值增长")) - {"地区", "区生"}
    )
    assert "生产" not in "".join(grams(content("民营经济增长")))
