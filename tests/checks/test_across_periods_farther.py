"""Quarters that are not neighbours: halves of a year, the turn of the year, a text handed in again a while later."""

from __future__ import annotations

import pytest

from tests.series import history, objected
from toolkit.checks.examples import row_of

ROAD = "新改建农村公路180公里。"


def told(*texts: str, target: str = ROAD, first: int = 1) -> set[str]:
    return objected(history(*(row_of(1, target, text) for text in texts), first=first))


@pytest.mark.parametrize(("half", "at_fault"), [("97.9公里", True), ("107.9公里", False)])
def test_a_second_half_is_the_year_less_the_first(half: str, at_fault: bool) -> None:
    found = told(
        "一季度新改建农村公路30公里。",
        "上半年累计新改建农村公路78.3公里。",
        "沿线绿化同步实施，资金到位1.2亿元。",
        f"下半年新改建农村公路{half}，全年累计新改建农村公路186.2公里。",
    )
    assert ("quarter-sum-mismatch" in found) is at_fault


def test_a_named_house_that_opened_is_not_yet_open_in_the_next_year() -> None:
    opened = "奥体游泳馆12月26日正式对外开放，首周接待市民2300人次。"
    later = "奥体游泳馆正在开展消防专项验收，计划5月底首次对外开放。"
    goes_on = "奥体游泳馆接待市民2.1万人次，训练馆正在开展消防专项验收，计划5月底首次对外开放。"
    assert "status-regressed" in told(opened, later, target="办好群众体育。", first=4)
    assert "status-regressed" not in told(opened, goes_on, target="办好群众体育。", first=4)


def test_each_year_has_its_all_of_them() -> None:
    done, anew = "高标准农田建设项目已全部完工。", "高标准农田建设项目正在施工，计划10月完工。"
    assert "status-regressed" not in told(done, anew, target="新建高标准农田10万亩。", first=4)


def test_what_was_finished_two_quarters_ago_is_not_unfinished() -> None:
    between = "线网规划通过专家评审。"
    assert "status-regressed" in told(
        "澜江三桥6月28日通车。", between, "澜江三桥正在进行桥面铺装，预计12月通车。", target="建设桥梁。", first=2
    )
    mended = "澜江三桥因洪水损毁停运抢修。"
    assert "status-regressed" not in told(
        "澜江三桥6月28日通车。", mended, "澜江三桥正在重新铺装，预计12月恢复通车。", target="建设桥梁。", first=2
    )


def test_a_text_of_two_quarters_ago_is_stale() -> None:
    text = "4—6月，组织志愿者开展入户宣传，整治点位，督促物业公司落实分类收集责任。"
    again = text.replace("4—6月", "10—12月")
    between = "三季度更新收运车辆，开展业务培训，建成示范片区，群众参与率稳步提高。"
    assert "evidence-stale" in told(text, between, again, target="推进垃圾分类。", first=2)
    assert "evidence-stale" not in told(text, between, between + "新增分类收集点。", target="推进垃圾分类。", first=2)


def test_the_targets_own_name_is_no_kind_of_it() -> None:
    target = "基层医疗卫生机构诊疗量420万人次。"
    was = "二季度基层诊疗104.6万人次，上半年累计201.3万人次。"
    now = "三季度基层医疗卫生机构诊疗{}人次，前三季度累计309.4万人次。"
    assert "quarter-sum-mismatch" in told(was, now.format("98.76万"), target=target, first=2)
    assert "quarter-sum-mismatch" not in told(was, now.format("108.1万"), target=target, first=2)


def test_a_house_is_known_in_the_next_years_other_target_of_its_unit() -> None:
    one = row_of(1, "奥体游泳馆年底前建成开放。", "奥体游泳馆12月26日正式对外开放。")
    target = "全年接待健身群众80万人次。"
    later = row_of(3, target, "接待健身群众15.8万人次。奥体游泳馆正在调试，计划5月底首次对外开放。")
    goes_on = row_of(3, target, "接待健身群众15.8万人次，奥体游泳馆接待2.1万人次。")
    assert "status-regressed" in objected(history(one, later, first=4))
    assert "status-regressed" not in objected(history(one, goes_on, first=4))
