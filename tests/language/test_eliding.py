"""A cell that only says how far a thing is has the row's target for its subject."""

from __future__ import annotations

import pytest

from toolkit.language.eliding import speaks_of_else


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("农贸市场提档升级。", "11月底6家全部完工，12月12日验收。"),
        ("粮食储备库迁建。", "8月20日竣工，10月投用。"),
        ("培训电商人才400人次。", "累计完成431，累计进度107.8%"),
        ("打通断头路3条。", "1.学府路：已完工。2.北环路：已完工。3.港城路：已完工。"),
    ],
)
def test_a_cell_without_a_subject_speaks_of_its_row(asked: str, told: str) -> None:
    assert not speaks_of_else(told, asked)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("修订供水应急预案。", "完成老旧管网改造43公里，漏损率降至8.6%，水质综合合格率保持全省前列。"),
        ("制定信誉考核办法。", "查处非法营运车辆83辆，约谈平台企业6次。"),
        ("对档案工作开展执法检查。", "全年完成进馆档案接收1.9万卷，接待查阅4200人次。"),
    ],
)
def test_words_of_its_own_speak_of_something_else(asked: str, told: str) -> None:
    assert speaks_of_else(told, asked)
