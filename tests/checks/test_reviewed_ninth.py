"""Clean rows in which a harsh reader of the ninth review met accusations: each in his words, none is one."""

from __future__ import annotations

import pytest

from tests.series import retargeted, told
from tests.tables import audit_rows, row, rules_on


@pytest.mark.parametrize(
    ("target", "progress"),
    [
        ("完成老旧小区改造120个。", "120个小区改造任务全部完成，正在组织验收。"),
        ("完成危桥改造20座。", "20座危桥全部改造完成，正在办理竣工验收手续。"),
        ("企业开办时间压缩至1个工作日以内。", "企业开办实现全程网办，1个工作日即可完成。"),
        ("推进批而未供土地处置6000亩。", "待供地块126宗，处置批而未供土地6320亩。"),
        ("完成困难群众排查3万户。", "完成困难群众摸底3.2万户，正在落实帮扶措施。"),
        ("推进项目。", "共有续建项目100个，已开工80个，未开工12个，取消8个。"),
        ("推进项目。", "共有项目32个，已开工30个，已完工2个，剩余2个未开工。"),
        ("推进项目。", "三园共引进项目45个，其中亿元以上20个、外资15个、央企5个。"),
        ("推进运输。", "货物周转量12.6亿吨公里。"),
        ("推进林长制。", "各级林长3126名，人均管护林长1200亩。"),
        ("推进风电。", "装机达到860万千瓦是2020年的2.1倍。"),
        ("推进制药。", "年产能1200万粒/年。"),
        ("推进审判。", "旧存案件312件，新收案件12860件，审结12826件，审结率97.4%。"),
        ("推进建设。", "采用方式：是■，否□。"),
    ],
)
def test_a_clean_row_is_left_alone(target: str, progress: str) -> None:
    assert rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress))) == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("市民服务中心建成投用。", "市民服务中心停车场正在施工，累计办件32万件。"),
        ("金水河大桥建成通车。", "金水河大桥景观照明正在施工。"),
        ("奥林匹克体育中心已竣工验收。", "奥林匹克体育中心计划10月投入运营。"),
        ("已培训家政服务员1200人。", "已培训家政服务员900人，均为三季度新开班。"),
        (
            "上半年投资5.6亿元。",
            "全年投资12.6亿元，其中上半年主网投资5.6亿元，下半年主网投资4.2亿元，配网投资2.8亿元。",
        ),
        ("推进活动。", "全年举办活动126场，一季度举办26场、二季度举办38场，其余为暑期和国庆。"),
    ],
)
def test_a_clean_series_is_left_alone(was: str, now: str) -> None:
    assert told("推进重点工作。", was, now) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("完成全部32个村污水治理。", "完成32个村污水治理。"),
        ("新增床位800张。", "新增床位800张（含护理型床位500张）。"),
        ("市级重点项目开工120个。", "市、县重点项目开工120个。"),
    ],
)
def test_a_target_that_is_not_eased_is_not_lowered(one: str, other: str) -> None:
    assert "target-lowered" not in retargeted(one, other)
