"""Deeds: the thing, the deed, how far; what was done and is told later of the very thing as still to be done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.claims import read_clauses
from toolkit.language.deeds import Deed, deeds, fallen
from toolkit.language.words import default_words

# The same thing, told as done and later as not done.
FALLS = [
    ("后续扶持规划已获市政府批复。", "后续扶持规划正在报市政府审批。"),
    ("用地征收全部完成。", "用地征收剩余36亩正在扫尾。"),
    ("环评已取得批复。", "环评报告书排队技术评审。"),
    ("用地9月已取得省政府批复。", "用地仍在报批待批。"),
    ("排污口设置论证已获批复。", "排污口设置论证正在报批。"),
    ("地下室顶板全部完成、已验收。", "地下室顶板完成七成左右。"),
    ("东城分园通过竣工环保验收。", "东城分园竣工环保验收会拟于明年1月召开。"),
    ("张湾水厂6月17日已通过竣工验收。", "张湾水厂整改后再组织竣工验收。"),
    ("剩余设备招标已全部完成。", "剩余设备正在公开招标。"),
    ("石门水库已通过竣工验收。", "石门水库正在准备竣工验收资料。"),
    (
        "后方陆域412亩征地工作已全部完成，86户均签订补偿协议并清表交地。",
        "后方陆域征地尚余12户、约57亩未签约，江湾区工作组正在逐户协商。",
    ),
    ("门诊医技楼装修、机电安装完工，6月21日通过消防验收。", "门诊医技楼消防验收资料正在整理，计划11月申报。"),
    (
        "装备制造产业园一期1—4号厂房（7.6万平方米）已竣工验收，5、6号厂房主体封顶。",
        "装备制造产业园一期1—4号厂房正在进行内部装修和消防管道施工，计划11月组织竣工验收；5、6号厂房外墙保温基本结束。",
    ),
    (
        "东部热电联产长输供热项目可行性研究报告已于3月12日获市行政审批局批复，估算总投资9.8亿元。",
        "东部热电联产长输供热项目可行性研究报告正在编制，初稿已征求7个部门意见，估算总投资9.8亿元。",
    ),
    (
        "2号船坞坞口改造工程9月20日通过竣工验收，验收组提出的6条整改意见已闭环。",
        "2号船坞坞口改造正在组织竣工验收，已整编竣工资料143卷。",
    ),
    (
        "单桩制造基地已取得施工许可证，3月18日开工。",
        "单桩制造基地施工许可证正在办理，已提交质安监申报材料21项，预计7月核发。",
    ),
    ("片区内房屋18.6万平方米已全部拆除完毕。", "片区剩余2户、约430平方米房屋正在拆除，围挡封闭施工1.8公里。"),
]
# Another thing, another part, another deed, the next step.
SILENT = [
    ("A地块房屋征收全部完成。", "B地块房屋征收剩余3户。"),
    ("主体结构已通过验收。", "正在组织竣工验收。"),
    ("设备安装全部完成。", "设备安装调试正在进行。"),
    ("管网铺设全部完成。", "管网铺设正在进行质量检测。"),
    ("项目立项已批复。", "项目立项、可研正在编制。"),
    ("房屋征收全部完成。", "房屋征收补偿资金正在审计。"),
    ("城东水厂已通过竣工验收。", "城东水厂竣工验收备案材料正在归档。"),
    ("施工许可证已取得。", "施工许可证办理后正在组织进场。"),
    ("安置房已全部交付。", "安置房不动产权证正在办理。"),
    ("河道清淤全部完成。", "河道清淤淤泥正在外运。"),
    ("杆线迁改全部完成。", "地下管线迁改正在施工。"),
    ("一标段主桥已合龙。", "二标段主桥计划10月合龙。"),
    ("环湖路已通车。", "环湖路绿化正在施工，计划年底全线通车至北环。"),
    ("项目用地已批复。", "项目用地报批资料正在归档。"),
    ("老旧小区改造已全部完成。", "老旧小区改造正在开展居民满意度调查。"),
    ("学校已全部移交。", "学校移交后的维修正在进行。"),
    ("城北片区征收已全部完成签约。", "城北片区征收补偿款正在发放。"),
    ("监理招标已完成。", "施工招标正在进行。"),
    ("设计招标已完成。", "设计正在深化。"),
    ("平台已上线。", "平台二期计划年底上线。"),
    ("省级系统已上线。", "市级系统正在测试，计划12月上线。"),
    ("专项规划已获批复。", "专项规划正在组织实施。"),
    ("实施方案已获批准。", "实施方案正在组织落实。"),
    ("问题整改全部完成。", "问题整改正在巩固提升。"),
    ("前三批供地已全部完成。", "第四批供地正在组织。"),
    ("可研报告已通过评审。", "可研报告正在修改完善后报批。"),
    ("初步设计已批复。", "初步设计概算正在审核。"),
    ("土地出让已完成。", "土地出让金正在缴纳。"),
    ("高标准农田已通过县级验收。", "高标准农田正在准备市级验收。"),
]


def read(text: str) -> list[Deed]:
    words = default_words()
    return deeds(read_clauses(text, words), words)


@pytest.mark.parametrize(("was", "now"), FALLS)
def test_a_deed_that_was_done_falls_back(was: str, now: str) -> None:
    assert list(fallen(read(was), read(now)))
    assert not list(fallen(read(now), read(was))), "being done later is no way back"


@pytest.mark.parametrize(("was", "now"), SILENT)
def test_another_thing_and_the_next_step_are_no_way_back(was: str, now: str) -> None:
    assert not list(fallen(read(was), read(now)))


@pytest.mark.parametrize(
    ("text", "thing", "name", "rung", "done"),
    [
        ("北湖水厂可行性研究报告已获批复。", "北湖水厂", "可研", 3, True),
        ("北湖水厂可研通过专家评审。", "北湖水厂", "可研", 2, True),
        ("北湖水厂可研报告正在编制。", "北湖水厂", "可研", 1, False),
        ("东片区86户房屋已全部拆除。", "东片区房屋", "拆除", 1, True),
        ("东片区剩余3户房屋正在拆除。", "东片区房屋", "拆除", 1, False),
        ("门诊楼消防验收资料正在整理。", "门诊楼", "消防验收", 1, False),
    ],
)
def test_a_deed_is_read_with_its_thing_and_how_far(text: str, thing: str, name: str, rung: int, done: bool) -> None:
    found = read(text)
    assert [(d.thing, d.name, d.rung, d.done) for d in found] == [(thing, name, rung, done)]


def test_a_clause_goes_on_with_the_work_that_its_stretch_named() -> None:
    (deed,) = read("一号厂房正在进行内部装修，计划11月组织竣工验收。")
    assert (deed.thing, deed.head, deed.done) == ("", "一号厂房", False)


def test_what_one_cell_tells_both_ways_is_of_two_things() -> None:
    assert not list(fallen(read("水厂竣工验收已通过。"), read("水厂竣工验收已通过，水厂竣工验收正在组织。")))


@given(st.text(alphabet="可研环评已获批复正在编制全部拆除剩余2户房屋验收，。；、（）《》计划11月", max_size=120))
def test_any_text_is_read_and_nothing_falls_back_to_itself(text: str) -> None:
    found = read(text)
    assert not list(fallen(found, found))
