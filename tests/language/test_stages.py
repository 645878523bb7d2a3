"""Milestones as orders: what is reached is compared with what is asked, of the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.asks import asks
from toolkit.language.claims import read_clauses
from toolkit.language.stages import DOCUMENT, PROJECT, highest, shortfalls
from toolkit.language.words import default_words

WORDS = default_words()


def short(target: str, progress: str) -> list[tuple[str, str]]:
    found = shortfalls(asks(target, WORDS), {}, {}, read_clauses(progress, WORDS), WORDS)
    return [(f.asked.word, f.reached.word) for f in found]


@pytest.mark.parametrize(
    ("target", "progress"),
    [
        ("病房楼竣工投用。", "病房楼6月封顶，11月通过竣工验收并投入使用。"),
        ("东延段具备通车条件。", "东延段主线贯通，12月28日通过交工验收，具备通车条件。"),
        ("出台《物业条例》。", "起草《物业条例》，11月审议通过并公布。"),
        ("印发三年行动方案。", "方案经征求27家单位意见，10月以市政府名义发文。"),
        ("12所学校全部投用。", "新建中小学13所，已全部交付使用。"),
        ("水厂竣工。", "完成竣工前各项准备。水厂11月竣工。"),
        ("北延工程开工。", "北延工程全线建成通车。"),
        ("建成口袋公园。", "实施意见已印发，规划许可办理中。"),
    ],
)
def test_what_is_reached_is_no_shortfall(target: str, progress: str) -> None:
    assert short(target, progress) == []


@pytest.mark.parametrize(
    ("target", "progress", "reached"),
    [
        ("病房楼竣工投用。", "病房楼主体结构已封顶。", "封顶"),
        ("抽水蓄能电站开工建设。", "抽水蓄能电站可行性研究报告通过审查。", "可行性研究"),
        ("引调水工程全线通水。", "引调水工程隧洞开挖17.9公里，泵站完成基坑支护。", "开挖"),
        ("《城市更新条例》颁布施行。", "赴外地学习考察，形成条例初稿。", "初稿"),
        ("环湖路建成通车。", "环湖路已完成路基施工。", "路基"),
    ],
)
def test_a_lower_milestone_is_a_shortfall(target: str, progress: str, reached: str) -> None:
    assert [lower for _, lower in short(target, progress)] == [reached]


def test_titles_and_times_are_no_milestones() -> None:
    assert highest("《关于加快项目开工的实施意见》", 0, PROJECT, WORDS) is None
    assert highest("竣工前准备", 0, PROJECT, WORDS) is None
    assert highest("建成区绿化", 0, PROJECT, WORDS) is None


@given(st.text(alphabet="病房楼竣工投用封顶印发起草《》方案，。已正在 ", max_size=60), st.integers(0, 50))
def test_a_milestone_is_quoted_where_it_stands(text: str, at: int) -> None:
    for ladder in (DOCUMENT, PROJECT):
        found = highest(text, at, ladder, WORDS)
        assert found is None or text[found.start - at : found.end - at] == found.word
