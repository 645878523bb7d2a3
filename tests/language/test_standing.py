"""Names that are told again in fewer words, and names that are not."""

from __future__ import annotations

import time

import pytest

from toolkit.language.calling import forms, is_whole, names
from toolkit.language.claims import read_clauses
from toolkit.language.standing import Later, fallen_back, reached
from toolkit.language.words import default_words


@pytest.mark.parametrize(
    ("clause", "named"),
    [
        ("望湖社区卫生服务中心6月18日正式", ["望湖社区卫生服务中心"]),
        ("《湿地保护条例》经常委会", ["湿地保护条例"]),
        ("青石岭、大顶山两处矿山修复", ["青石岭", "大顶山"]),
        ("与浙江申达汽配正式", ["浙江申达汽配"]),
        ("9月底", []),
    ],
)
def test_a_clause_names_what_it_is_about(clause: str, named: list[str]) -> None:
    assert names(clause, len(clause)) == named


@pytest.mark.parametrize(
    ("name", "text", "same"),
    [
        ("望湖社区卫生服务中心", "望湖中心装修收尾", True),
        ("望湖社区卫生服务中心", "东湖社区卫生服务中心装修收尾", False),
        ("滨河加氢站", "滨河站设备刚到货", True),
        ("第五中学", "五中教学楼封顶", True),
        ("国土空间总体规划", "总规成果待批", True),
        ("智慧林长平台", "智慧林长仍在调研", True),
    ],
)
def test_a_name_is_known_again_in_fewer_words(name: str, text: str, same: bool) -> None:
    met = forms(name).search(text)
    assert (met is not None and is_whole(name, text, met, name)) is same


def test_a_hostile_cell_takes_no_longer_than_its_length() -> None:
    words = default_words()
    for seed in ("甲乙中心已开放，", "《规划》已获批复，", "望湖中心计划年底前开放，", "其余3座正在施工，"):
        claims = read_clauses(seed * 2000, words)
        began = time.perf_counter()
        list(fallen_back(reached(claims, words), Later(claims, 9, seed), words))
        assert time.perf_counter() - began < 5
