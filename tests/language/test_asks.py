"""What a target asks for: its parts, directions told from demands, acts as predicates, lists of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.asks import Ask, asks
from toolkit.language.members import roll, unnamed
from toolkit.language.words import default_words

WORDS = default_words()
PROSE = st.text(alphabet="建成学校加强考核、和等；，。1.2.（一）《》“”三个项目投产100万 \n", max_size=80)


def only(target: str) -> Ask:
    (ask,) = asks(target, WORDS)
    return ask


@pytest.mark.parametrize(
    ("target", "texts"),
    [
        ("1.建成学校2所。2.培训教师90人。", ["建成学校2所", "培训教师90人"]),
        ("举办运动会；建成足球场10处；开展监测8000人次。", ["举办运动会", "建成足球场10处", "开展监测8000人次"]),
        ("按照省级部署，到2023年底，建成学校2所。", ["建成学校2所"]),
        ("城区教育补短板。建成学校2所。", ["建成学校2所"]),
        ("2023年民生实事目标任务为：建成学校2所。", ["建成学校2所"]),
        ("实施教育“八大工程”：建成学校2所。", ["建成学校2所"]),
        ("印发教育规划：建成学校2所。", ["印发教育规划", "建成学校2所"]),
        ("建设体育公园。建成学校2所。", ["建设体育公园", "建成学校2所"]),
        ("体育公园开工。建成学校2所。", ["体育公园开工", "建成学校2所"]),
        ("改造滨湖路，道路全长约3.6公里。", ["改造滨湖路"]),
        ("经人大会议票决确定10项实事，建成学校2所。", ["建成学校2所"]),
        ("将节能降碳纳入年度考核，作为干部考核评价的重要参考。", ["将节能降碳纳入年度考核"]),
        ("", []),
    ],
)
def test_a_target_comes_apart_into_what_it_asks_for(target: str, texts: list[str]) -> None:
    assert [ask.text for ask in asks(target, WORDS)] == texts


@pytest.mark.parametrize(
    ("target", "soft"),
    [
        ("进一步加强校园安全管理。", True),
        ("对重大项目实行跟踪问效。", True),
        ("加强公厕建设，新建30座。", True),  # the clause with the figure is another ask
        ("推进市域铁路S2线建设。", True),  # a digit in a name demands nothing
        ("加快建设高标准农田12万亩。", False),
        ("建立供热应急保障队伍。", False),
        ("保障性住房开工。", False),
    ],
)
def test_a_direction_is_told_from_a_demand(target: str, soft: bool) -> None:
    assert asks(target, WORDS)[0].soft is soft


@pytest.mark.parametrize(
    ("target", "acts"),
    [
        ("将空气质量改善情况纳入区县考核。", ("assess_pattern",)),
        ("对专项资金开展绩效评价并公开结果。", ("evaluate_pattern", "disclose_pattern")),
        ("开展国民体质监测8000人次。", ("monitor_pattern",)),
        ("建设水质监测站点20个。", ()),  # a station is asked for, not the monitoring
        ("建成检验检测中心。", ()),
        ("严厉打击欺诈骗保行为。", ("strike_pattern",)),
    ],
)
def test_an_act_is_asked_for_where_it_is_the_predicate(target: str, acts: tuple[str, ...]) -> None:
    assert only(target).acts == acts


@given(PROSE)
def test_asks_quote_the_target(target: str) -> None:
    found = asks(target, WORDS)
    assert all(target[ask.start : ask.end] == ask.text and ask.text.strip() for ask in found)
    assert [ask.start for ask in found] == sorted(ask.start for ask in found)


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("滨河码头、鲁中陆港、临空物流园年内全部完工。", ["滨河码头", "鲁中陆港", "临空物流园"]),
        ("建成启用实验幼儿园东校区、柳泉中学新校区。", ["实验幼儿园东校区", "柳泉中学新校区"]),
        ("大成、远航、金瑞三个项目投产。", ["大成", "远航", "金瑞"]),
        ("印发《物业条例》《停车办法》。", ["《物业条例》", "《停车办法》"]),
        ("推进教育、医疗、养老服务提升。", None),
        ("落实政策、优化环境、激发活力。", None),
        ("高新技术企业和科技型中小企业分别达到1600家、2000家。", None),
    ],
)
def test_names_are_told_from_fields(target: str, names: list[str] | None) -> None:
    found = roll(only(target))
    assert (found and [member.text for member in found.members]) == names


def missing(target: str, *evidence: str) -> list[str]:
    found = roll(only(target))
    assert found is not None
    return [member.text for member in unnamed(found, evidence)]


def test_a_name_is_missing_only_beside_others_that_are_there() -> None:
    target = "滨河码头、鲁中陆港、临空物流园完工。"
    assert missing(target, "滨河码头、鲁中陆港建成投用", "物流枢纽功能增强") == ["临空物流园"]
    assert missing(target, "全年完成交通投资12亿元") == []  # none is there: that is target-unaddressed's to say


@pytest.mark.parametrize(
    "evidence",
    [
        "三个项目均已完工",
        "上述项目全部完工",
        "码头、陆港、物流园均已完工，滨河码头投用",
        "滨河码头、鲁中陆港投用，临空园区封关运行",
    ],
)
def test_short_names_and_sums_answer_for_every_name(evidence: str) -> None:
    assert missing("滨河码头、鲁中陆港、临空物流园完工。", evidence) == []


@given(PROSE, PROSE)
def test_members_quote_the_target(target: str, evidence: str) -> None:
    for ask in asks(target, WORDS):
        found = roll(ask)
        for member in found.members if found else ():
            assert target[member.start : member.end] == member.text
        assert set(unnamed(found, [evidence]) if found else ()) <= set(found.members if found else ())
