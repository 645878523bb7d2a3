"""Hedges, brackets and stray marks: what they object to, once each, and the words that only look alike."""

from __future__ import annotations

import pytest

from tests.tables import audit_rows, row


def quotes(rule: str, progress: str) -> list[str]:
    return [f.passage.quote for f in audit_rows(row(progress=progress)).findings if f.rule == rule]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("用时不超过3天以内", "不超过3天以内"),
        ("大约有500家左右", "大约有500家左右"),
        ("近百家左右", "近百家左右"),
        ("超过五千人以上", "超过五千人以上"),
        ("征集约500条左右意见", "约500条左右"),
        ("共有约500家左右", "约500家左右"),
        ("预约约300余人", "约300余"),
        ("产值突破100亿元以上", "突破100亿元以上"),
        ("投入约12345678元", "约12345678"),
    ],
)
def test_stacked_hedges_are_told_once(text: str, quoted: str) -> None:
    assert quotes("approximation-stacked", f"建成学校2所，{text}。") == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        *("签约50亿元以上项目3个", "节约100万元以上", "规约20条以上", "预约500人以上", "违约30起以上", "履约100笔以上"),
        *(
            "附近500米以内",
            "最近5公里以内",
            "邻近3个以上",
            "就近300余人就业",
            "贴近3万多群众",
            "新近10余家",
            "靠近3个以上",
        ),
        *("突破10个以上技术瓶颈", "核心技术突破10项以上", "赶超3个以上城市", "找不到5家以上", "近5个工作日以内"),
        *("约500家上下游企业", "约3家多式联运企业", "约5个余热利用项目", "节约1234567.89元", "约12条左右岸堤防"),
        *("约500家规模以上工业企业", "约200名科级以上干部", "近20余年", "近有10余家企业", "约20家三级以上医院"),
    ],
)
def test_words_that_only_end_in_a_hedge(text: str) -> None:
    assert quotes("approximation-stacked", f"建成学校2所，{text}。") == []


@pytest.mark.parametrize(("figure", "told"), [("1234560", 0), ("1234567", 1), ("12345.6", 0), ("12345.67", 1)])
def test_exact_digits_straddled(figure: str, told: int) -> None:
    assert len(quotes("approximation-stacked", f"投入约{figure}元。")) == told


@pytest.mark.parametrize(
    ("text", "told"), [("落实〈意见要求。", ["〈"]), ("区间(0,1]。", []), ("落实《〈意见〉》。", [])]
)
def test_brackets(text: str, told: list[str]) -> None:
    assert quotes("bracket-unbalanced", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全市金融机构为460个，省市级重大项目融资支持364.03亿元。", ["为460个，"]),
        ("新增企业为36家，累计融资支持100亿元。", []),
        ("重点项目为12个，全年争取资金3亿元。", []),
        ("服务机构为12个，全年为企业提供贷款3亿元。", []),
    ],
)
def test_commas_that_cut_a_measure(text: str, told: list[str]) -> None:
    assert quotes("punctuation-suspect", text) == told
