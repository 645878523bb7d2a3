"""Which figures a target asks for, and which figures of the evidence may answer it."""

from __future__ import annotations

import pytest

from toolkit.language.binding import answers
from toolkit.language.claims import read_clauses
from toolkit.language.demands import asked
from toolkit.language.measures import Measure, measures
from toolkit.language.quantities import quantities
from toolkit.language.words import default_words


def read(text: str) -> list[Measure]:
    return measures(text, read_clauses(text, default_words()), quantities(text), [])


@pytest.mark.parametrize(
    ("target", "quotes"),
    [
        ("农村自来水普及率达到98%以上。", ["98%"]),
        ("亿元GDP死亡率控制在0.008以内。", ["0.008"]),
        ("灌溉水利用系数提高到0.66。", ["0.66"]),
        ("甲厂、乙厂、丙厂3个项目竣工。", []),
        ("新建110千伏变电站2座。", ["2座"]),
        ("市体育馆总用地面积38亩，概算投资2.1亿元，设计标准为甲级。", []),
        ("完成总投资8亿元。", ["8亿元"]),
        ("签约项目总投资不低于8亿元。", ["8亿元"]),
        ("标准从每人每月880元、760元分别提高到每人每月920元、800元。", []),
        ("覆盖率从78%提高到83%。", ["83%"]),
    ],
)
def test_what_a_target_asks_for(target: str, quotes: list[str]) -> None:
    assert [m.number.quote for m in asked(read(target), target)] == quotes


@pytest.mark.parametrize(
    ("target", "evidence", "quotes"),
    [
        ("新建高标准农田15万亩。", "新建高标准农田9600公顷。", ["9600公顷"]),
        ("新建高标准农田15万亩。", "新建高标准农田15.2万亩，折合1.01万公顷。", ["15.2万亩"]),
        ("煤炭消费总量压减60万吨。", "煤炭消费总量由1860万吨减少到1806万吨，压减54万吨。", ["54万吨"]),
        ("高新技术企业达到1500家。", "高新技术企业由1384家增加到1562家。", ["1562家"]),
        ("能耗下降3%。", "能耗上升3%。", []),
        ("为6200名妇女开展筛查。", "妇女筛查6315例。", ["6315例"]),
        ("引进5亿元以上项目12个。", "引进亿元及以上项目46个，5亿元以上项目15个。", ["15个"]),
    ],
)
def test_what_may_answer_it(target: str, evidence: str, quotes: list[str]) -> None:
    demand = asked(read(target), target)[0]
    assert [a.actual.number.quote for a in answers(demand, read(evidence))] == quotes
