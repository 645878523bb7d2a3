"""Modes of clauses: a hedge counts only where it is the predicate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.claims import Mode, read_clauses
from toolkit.language.words import default_words

WORDS = default_words()


def modes(text: str) -> list[Mode]:
    return [clause.mode for clause in read_clauses(text, WORDS)]


@pytest.mark.parametrize(
    "text",
    [
        "年度计划投资1265亿元",
        "计划新开工项目245个",
        "为拟上市企业出具证明",
        "项目预计总投资50亿元",
        "已将其纳入年度考核",
        "将节能降碳情况纳入考核",
        "争取上级资金3亿元",
        "未启动有序用电",
        "已按计划全部完工",
        "起草《行动计划》",
        "正在服务企业326家",
        "有力确保了电网安全",
    ],
)
def test_look_alikes_are_plain_statements(text: str) -> None:
    assert modes(text) == [Mode.REALISED]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("预计能够完成节能减排指标", Mode.PROSPECTIVE),
        ("力争2024年上半年投用", Mode.PROSPECTIVE),
        ("拟于近期启动招标", Mode.PROSPECTIVE),
        ("计划2024年三季度建成", Mode.PROSPECTIVE),
        ("将继续加大力度", Mode.PROSPECTIVE),
        ("待专家评审后印发", Mode.PROSPECTIVE),
        ("其余24公里预计年底前完成", Mode.PROSPECTIVE),
        ("正在办理用地手续", Mode.ONGOING),
        ("设备安装调试中", Mode.ONGOING),
        ("尚未批复", Mode.PENDING),
        ("全市均无“飞地”项目", Mode.VOID),
        ("年内未收到申请", Mode.VOID),
    ],
)
def test_modes(text: str, mode: Mode) -> None:
    assert modes(text) == [mode]


def test_basically_is_a_hedge_only_beside_a_remainder() -> None:
    assert modes("改造基本完成，剩余路段正在扫尾")[0] is Mode.BASICALLY
    assert modes("改造基本完成，成效明显")[0] is Mode.REALISED


def test_an_outlook_covers_its_sentence() -> None:
    assert modes("下一步，加强监管，扩大覆盖。已建成2所") == [Mode.PROSPECTIVE] * 3 + [Mode.REALISED]


@given(st.text(alphabet=st.one_of(st.sampled_from("预计将正在，。；“”《》已未均无"), st.characters())))
def test_every_clause_is_read_once(text: str) -> None:
    found = read_clauses(text, WORDS)
    assert all(text[c.start : c.end] == c.text for c in found)
    from toolkit.language.text import clauses

    assert [(c.start, c.end) for c in found] == [(c.start, c.end) for c in clauses(text)]
