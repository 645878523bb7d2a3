"""Across periods: wider forms of falls, sums, steps back and copies, each beside one that is none; own sentences."""

from __future__ import annotations

import pytest

from tests.series import OTHERS, history, objected, retargeted, told
from tests.tables import audit_rows, row, rules_on
from toolkit.checks.examples import row_of


@pytest.mark.parametrize(
    ("target", "was", "now", "objects"),
    [
        (
            "新改建农村公路300公里。",
            "截至6月底，累计新改建农村公路104.7公里，其中：（一）东河县32.5公里；（二）西山县38.6公里。",
            "截至9月底，累计新改建农村公路202.8公里，其中：（一）东河县77.9公里；（二）西山县36.8公里。",
            True,
        ),
        (
            "改造小区60个。",
            "上半年开工23个（东街街道9个、西街街道8个、石桥镇6个）。",
            "今年以来开工41个（东街街道18个、西街街道18个、石桥镇5个）。",
            True,
        ),
        (
            "改造管网90公里。",
            "累计改造管网58公里（城东街道30公里、城西街道28公里）。",
            "三季度改造管网21公里（城东街道9公里、城西街道12公里）。",
            False,
        ),
        ("建设安置房。", "安置房累计完成总工程量的78%。", "安置房累计完成总工程量的75%。", True),
        ("建设安置房。", "安置房累计完成总工程量的75%。", "安置房累计完成总工程量的78%。", False),
        (
            "重点项目投资200亿元。",
            "1—6月，重点项目完成年度投资计划的56.3%。",
            "1—9月，重点项目完成年度投资计划的54.7%。",
            True,
        ),
        (
            "重点项目投资200亿元。",
            "1—6月，重点项目完成年度投资计划的56.3%。",
            "全年投资计划由200亿元调增到240亿元，完成年度投资计划的52.1%。",
            False,
        ),
        ("建设园区。", "一期工程进度达到92%。", "二期工程进度达到35%。", False),
        ("改造小区40个。", "截至9月底累计完工35个。", "上半年完工21个，全年完工40个。", False),
        (
            "改造危房180户。",
            "年度对象180户（危房改造112户、抗震改造68户）已公示。",
            "累计竣工79户（危房改造51户、抗震改造28户）。",
            False,
        ),
    ],
)
def test_falls_of_parts_and_shares(target: str, was: str, now: str, objects: bool) -> None:
    assert ("cumulative-decreased" in told(target, was, now)) is objects


@pytest.mark.parametrize(
    ("was", "now", "objects"),
    [
        ("上半年完工21个。", "上半年完工21个、三季度14个，前三季度共完工38个。", True),
        ("上半年完工21个。", "上半年完工21个、三季度14个，前三季度共完工35个。", False),
        ("上半年新增企业27家。", "一、二、三季度分别新增企业12家、15家、9家，合计38家。", True),
        ("上半年新增企业27家。", "一、二、三季度分别新增企业12家、15家、9家，合计36家。", False),
        ("上半年适老化改造402户。", "适老化改造668户，较上半年增加256户。", True),
        ("上半年适老化改造402户。", "适老化改造668户，较上半年增加266户。", False),
        ("截至6月底新增就业3100人。", "新增就业5060人，比一季度增加4200人。", False),
    ],
)
def test_quarters_and_steps_that_do_not_add_up(was: str, now: str, objects: bool) -> None:
    assert ("quarter-sum-mismatch" in told("完成年度任务。", was, now)) is objects


@pytest.mark.parametrize(
    ("was", "now", "objects"),
    [
        ("临江污水提升泵站已建成投用。", "临江污水提升泵站正在进行设备安装。", True),
        ("临江污水提升泵站已建成投用。", "临江污水提升泵站运行正常，城西提升泵站正在设备安装。", False),
        ("滨河中心幼儿园已竣工并通过验收。", "滨河中心幼儿园主体刚刚封顶，正砌筑隔墙。", True),
        ("龙湾厂已于5月竣工验收并投入运行。", "龙湾厂正在进行设备安装，预计11月验收。", True),
        ("新院区桩基施工完成。", "新院区地下结构完成。", False),
        ("《后续扶持规划》已获市政府批复，明确项目64个。", "《后续扶持规划》正在报市政府审批。", True),
        ("《片区控制性详细规划》已获市政府批复。", "《片区控制性详细规划》局部修改正在报批。", False),
        ("三号码头环评、海域使用论证均已取得批复。", "三号码头环评报告书正在排队技术评审。", True),
        ("三号码头环评已取得批复。", "四号码头环评正在评审。", False),
        ("项目用地征收全部完成。", "项目用地征收剩余36亩正在扫尾。", True),
        ("一期用地征收全部完成。", "二期用地征收剩余36亩正在推进。", False),
        ("海岛学校3所全部开工。", "海岛学校已开工2所，剩余1所正在办理许可。", True),
        ("18个口袋公园全部建成并开放。", "口袋公园建成开放15个，余下3个正在铺装。", True),
        ("海岛学校3所全部开工。", "海岛学校3所封顶2所，1所主体施工。", False),
    ],
)
def test_what_was_finished_or_approved_is_not_undone(was: str, now: str, objects: bool) -> None:
    assert ("status-regressed" in told("推进重点工作。", was, now)) is objects


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("创成国家级旅游度假区。", "创成省级旅游度假区。"),
        ("清水河水质稳定达到Ⅱ类。", "清水河水质稳定达到Ⅲ类。"),
        ("新校区年内建成投用。", "新校区年内基本建成。"),
        ("项目年内建成投入使用，设置床位1000张。", "项目年内完成主体工程，设置床位1000张。"),
        ("国道改建年内全线建成通车。", "国道改建年内主线基本贯通。"),
        ("全市特困老人助餐补贴全覆盖。", "城区特困老人助餐补贴全覆盖。"),
        ("在东、西、南、北、中、新6个县区实施改造。", "在东、西、南、北4个县区实施改造。"),
        ("出水水质达到准Ⅳ类标准。", "出水水质达到一级A标准。"),
    ],
)
def test_a_lower_grade_is_an_easier_target(one: str, other: str) -> None:
    assert "target-lowered" in retargeted(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("创成省级示范区。", "创成国家级示范区。"),
        ("达到Ⅲ类。", "达到Ⅱ类。"),
        ("出水达到一级A标准。", "出水达到准Ⅳ类标准。"),
        ("城区垃圾分类全覆盖。", "全市垃圾分类全覆盖。"),
        ("门诊楼年内完成主体工程。", "门诊楼年内建成投用。"),
        ("在6个县区推广。", "在8个县区推广。"),
    ],
)
def test_a_higher_grade_is_not(one: str, other: str) -> None:
    assert "target-lowered" not in retargeted(one, other)


def test_a_target_raised_on_somebodys_word_is_explained() -> None:
    progress = "按照市委调度会要求，全年投产任务由14家增加到15家。"
    assert retargeted("新增投产企业14家。", "新增投产企业15家。", progress) == set()


def test_the_same_figures_in_other_units_are_stale() -> None:
    was = "上半年，城东灌区衬砌渠道9.6公里，改造渡槽3座；种植水保林1800亩；累计完成投资1250万元。"
    now = "今年以来累计完成投资0.125亿元；栽种水保林0.18万亩；城东灌区改造渡槽3座、衬砌渠道9600米。"
    assert told("衬砌渠道38公里。", was, now) == {"evidence-stale"}


@pytest.mark.parametrize(
    "texts",
    [
        ("完成投资#REF!1.05亿元。", "完成投资1.36亿元。", "完成投资1.84亿元，其中专项债#REF!0.92亿元。"),
        ("国土绿化&nbsp;专班督导4次。", "国土绿化专班督导9次。", "国土绿化&nbsp;专班全年督导17次。"),
        ("新建污水管网58.3平方公里。", "新建污水管网81.2公里。", "新建污水管网122.4平方公里。"),
        ("造林1.94万亩￥#，成活率高。", "造林2.11万亩，成活率高。", "造林2.62万亩￥#，成活率高。"),
    ],
)
def test_residues_and_units_that_are_back(texts: tuple[str, ...]) -> None:
    assert "finding-reopened" in told("推进重点工作。", *texts, first=1)


@pytest.mark.parametrize(
    ("progress", "told_so"),
    [
        ("整改清单销号276家。", False),
        ("挂牌督办重大隐患7处，已销号4处。", False),
        ("任务已提前完成并销号。", True),
    ],
)
def test_an_item_is_signed_off_by_words_about_itself(progress: str, told_so: bool) -> None:
    found = history(OTHERS + row_of(9, "整治养殖场。", progress), OTHERS, first=2)
    assert ("item-dropped" not in objected(found)) is told_so


def test_an_item_that_comes_back_in_the_middle_of_another_year_is_new() -> None:
    tour = row_of(9, "接待游客2000万人次。", "接待游客480万人次。")
    year = [OTHERS + tour] * 4
    assert "item-dropped" in objected(history(*year, OTHERS, OTHERS + tour))
    assert "item-dropped" not in objected(history(*year[:3], OTHERS, OTHERS + tour, first=2))


def test_a_note_that_stood_before_explains_no_new_change() -> None:
    one = "建成全民健身中心（原第9项并入，经市政府同意），资金由财政全额投资。"
    other = "建成全民健身中心（原第9项并入，经市政府同意），资金由社会资本投资。"
    assert "target-rewritten" in retargeted(one, other)


@pytest.mark.parametrize(
    ("progress", "objects"),
    [
        ("一般公共预算收入23.1亿元，增长8.2%。其中税收收入16.17亿元，占一般公共预算收入的80%。", True),
        ("一般公共预算收入23.1亿元，增长8.2%。其中税收收入16.17亿元，占一般公共预算收入的70%。", False),
        ("一般公共预算收入23.1亿元，增长8.2%，其中税收收入16.17亿元，占比70.0%；民生支出占比80.2%。", False),
    ],
)
def test_a_share_of_a_whole_that_is_named(progress: str, objects: bool) -> None:
    assert ("ratio-mismatch" in rules_on(audit_rows(row(progress=progress)))) is objects
