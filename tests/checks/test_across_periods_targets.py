"""Across periods: what becomes of a target: rewritten, made easier, explained, told again in other signs."""

from __future__ import annotations

import re
import time

import pytest

from tests.series import OTHERS, history, objected, retargeted, told
from toolkit.checks.examples import row_of


@pytest.mark.parametrize(
    ("one", "other", "note"),
    [
        ("新增床位800张，建成发热门诊3个。", "新增床位 ８００ 张,建成发热门诊 3 个", ""),
        ("1.改造公路120公里；2.新建桥梁4座。", "（1）改造公路120公里；（2）新建桥梁4座。", ""),
        ("培训新农人3000人次。", "培训新农人2600人次。", "经市委农办批准，培训任务由3000人次调整为2600人次。"),
        ("培训新农人3000人次。", "培训新农人2600人次（市农业农村局7月通知调整）。", ""),
        ("发展租赁住房500套。", "发展租赁住房520套（更正说明：年初印发时误写）。", ""),
    ],
)  # fmt: skip
def test_a_target_that_is_the_same_or_explained_is_left_alone(one: str, other: str, note: str) -> None:
    assert retargeted(one, other, note or "有序推进各项工作。") == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("建成社区食堂60处，方便老年人就餐。", "建设社区食堂60处，方便老年人就餐。"),
        ("博物馆新馆建成开放。", "博物馆新馆主体完工。"),
        ("完成全部32个村庄的污水治理。", "完成重点村庄的污水治理。"),
    ],
)
def test_other_words_are_a_rewritten_target(one: str, other: str) -> None:
    assert "target-rewritten" in retargeted(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增床位800张以上。", "新增床位750张以上。"),
        ("城镇新增就业不少于8500人，失业人员再就业2200人。", "城镇新增就业8000人以上，失业人员再就业2200人。"),
        ("优良天数比例达到80%以上。", "优良天数比例达到80%左右。"),
        ("细颗粒物浓度不高于38微克/立方米。", "细颗粒物浓度不高于40微克/立方米。"),
        ("万元GDP能耗下降3.2%。", "万元GDP能耗下降2.8%。"),
        ("新建公园12个，新建绿道30公里。", "新建公园12个。"),
        ("跨江大桥9月底前建成通车。", "跨江大桥12月底前建成通车。"),
        ("招引亿元项目8个。", "招引亿元项目6个。"),
    ],
)
def test_an_easier_bound_is_a_lowered_target(one: str, other: str) -> None:
    assert "target-lowered" in retargeted(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增床位750张以上。", "新增床位800张以上。"),
        ("优良天数比例达到80%左右。", "优良天数比例达到80%以上。"),
        ("细颗粒物浓度不高于40微克/立方米。", "细颗粒物浓度不高于38微克/立方米。"),
        ("发放助企贷款1.2亿元。", "发放助企贷款12000万元。"),
        ("跨江大桥12月底前建成通车。", "跨江大桥11月底前建成通车。"),
    ],
)
def test_a_harder_or_equal_bound_is_not_lowered(one: str, other: str) -> None:
    assert "target-lowered" not in retargeted(one, other)


@pytest.mark.parametrize(
    "note",
    ["根据市政府7月部署，本项为年中增列事项。", "按照省厅通知，新增任务并纳入年度目标管理。"],
)
def test_an_item_that_tells_where_it_comes_from_is_left_alone(note: str) -> None:
    rows = [
        row_of(n, t, "按计划推进。")
        for n, t in ((1, "新建学校12所。"), (2, "改造公路300公里。"), (3, "建设口袋公园20个。"))
    ]
    added = row_of(4, "扩建县医院。", note)
    assert objected(history("".join(rows), "".join((*rows, added)))) == set()
    assert objected(history("".join(rows), "".join((*rows, row_of(4, "扩建县医院。", "主体封顶。"))))) == {
        "item-dropped"
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.新建学校12所；2.改造操场8个。", "一是新建学校12所；二是改造操场8个。"),
        ("新建学校12所；改造操场8个。", "改造操场8个；新建学校12所。"),
        ("每村培育30—50户。", "每村培育30至50户。"),
        ("新增绿地1.2万平方米。", "新增绿地12000㎡。"),
        ("合格率≥98%。", "合格率不低于98%。"),
        ("新建桥梁十二座。", "新建桥梁12座。"),
        ("建成储能电站4GWH。", "建成储能电站4GWh。"),
        ("新建学校12所。", "2023年新建学校12所。"),
    ],
)
def test_the_same_said_in_other_signs_is_no_rewriting(one: str, other: str) -> None:
    assert retargeted(one, other) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("投诉率控制5%。", "投诉率控制3%。"),
        ("城镇调查失业率5.5%左右。", "城镇调查失业率5.0%左右。"),
        ("较大事故死亡人数20人。", "较大事故死亡人数15人。"),
        ("PM2.5年均值40微克/立方米。", "PM2.5年均值35微克/立方米。"),
    ],
)
def test_less_of_what_is_bad_is_no_lowering(one: str, other: str) -> None:
    assert "target-lowered" not in retargeted(one, other)


@pytest.mark.parametrize(
    ("note", "told_before", "progress"),
    [
        ("注：第1项年度目标经市政府常务会议批准，由12所调整为10所。\n", "", ""),
        ("", "自三季度起年度目标由12所调整为10所。", ""),
        ("", "", "根据省下达计划，建设数量由12所变为10所。"),
    ],
)
def test_a_change_told_in_a_note_or_before_is_explained(note: str, told_before: str, progress: str) -> None:
    one = row_of(1, "新建学校12所。", told_before or "前期工作完成。")
    other = row_of(1, "新建学校10所。", progress or "有序推进。") + note
    assert objected(history(one, other)) == set()


@pytest.mark.parametrize("told_beside", ["经市政府批准纳入省重点项目。", "落实产业结构调整任务。", "修订管理办法1部。"])
def test_what_explains_something_else_explains_nothing(told_beside: str) -> None:
    assert "target-lowered" in retargeted("新建学校12所。", "新建学校6所。", told_beside)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("规上工业增加值同比增长-2.3%，降幅收窄。", "规上工业增加值同比增长2.3%，降幅收窄。"),
        ("重大项目完成投资1.25亿元，进展顺利。", "重大项目完成投资12.5亿元，进展顺利。"),
    ],
)
def test_a_sign_or_a_point_is_a_difference(was: str, now: str) -> None:
    assert "evidence-stale" not in told("抓好工业经济。", was, now)


@pytest.mark.parametrize("held", ["—", "", "-", "待定"])
def test_a_quarter_without_its_annual_target_is_no_gap(held: str) -> None:
    texts = [row_of(1, text, "正在施工。") + OTHERS for text in ("北跨大桥建成通车。", held, "北跨大桥建成通车。")]
    assert objected(history(*texts)) == set()


def test_a_target_is_held_against_the_last_that_was_told() -> None:
    texts = [row_of(1, text, "正在施工。") + OTHERS for text in ("新建学校12所。", "—", "新建学校9所。")]
    found = [f for f in history(*texts).across if f.severity != "info"]
    assert {(f.rule, f.passage.period, f.related[0].period) for f in found} == {
        ("target-rewritten", "2023Q3", "2023Q1"),
        ("target-lowered", "2023Q3", "2023Q1"),
    }


def test_rows_without_any_target_are_told_by_what_they_hold() -> None:
    empty = row_of(1, "—", "正在施工。").replace("按进度推进。", "")
    assert objected(history(empty + OTHERS, empty + OTHERS)) == set()
    gone = [f for f in history(empty + OTHERS, OTHERS).across if f.rule == "item-dropped"]
    assert [f.passage.quote for f in gone] == ["正在施工。"]


def test_stages_of_a_table_without_annual_targets_are_one_item() -> None:
    stages = ("完成可研批复。", "开工建设。", "主体结构封顶。", "竣工验收投入使用。")
    texts = [row_of(1, "", f"{stage[:2]}情况良好。").replace("按进度推进。", stage) for stage in stages]
    found = history(*(text + OTHERS for text in texts))
    assert objected(found) == set()
    assert len(found.targets) == 3


def test_texts_too_long_to_be_compared_are_told_as_changed() -> None:
    began = time.perf_counter()
    found = history(*(row_of(1, f"新建学校。{text}", "按计划推进。") for text in ("的a" * 8000, "a的" * 8000)))
    told = [f.message for f in found.across if f.rule == "target-rewritten"]
    assert told == ["年度目标与 2023Q1 不同：改动篇幅较大，不逐一列出。"]
    history(*(row_of(1, text, "按计划推进。") for text in ("（调整" * 4000, "（调整" * 4000 + "x")))
    assert time.perf_counter() - began < 5


def test_a_few_words_that_change_in_a_long_target_are_told() -> None:
    long = "".join(f"在第{n}街道建设社区食堂、书房和公园，" for n in range(120))
    found = history(*(row_of(1, f"{long}{text}{long}", "按计划推进。") for text in ("新建学校12所，", "新建学校9所，")))
    assert any("“12所”改为“9所”" in f.message for f in found.across)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("注：原第3项已完成并销号。", True),
        ("注：原第1、3项已完成并销号。", True),
        ("注：第3个民生实事项目已完成并销号。", True),
        ("注：原第13项已完成并销号。", False),
        ("注：原第30项已完成并销号。", False),
    ],
)
def test_a_note_tells_of_the_item_that_it_names(note: str, told: bool) -> None:
    first = row_of(1, "新建学校12所。", "按计划推进。") + OTHERS
    found = history(first, re.sub(r"3\t新建口袋公园.*\n?", "", first) + f"{note}\n")
    assert ("item-dropped" not in objected(found)) == told


def test_tables_with_nothing_in_common_are_told_apart_in_little_time() -> None:
    texts = [
        "".join(row_of(n, f"{chr(start + n) * 3}工程完工。", f"详见第{n}项附件。") for n in range(1, 301))
        for start in (0x4E00, 0x6E00)
    ]
    began = time.perf_counter()
    assert [f.severity for f in history(*texts).across if f.rule == "item-dropped"] == ["info"]
    assert time.perf_counter() - began < 5


def test_clauses_that_change_places_are_no_rewriting() -> None:
    assert retargeted("新建管网32公里，改造小区18个。", "改造小区18个，新建管网32公里。") == set()


def test_a_target_that_only_asks_for_more_is_told_mildly() -> None:
    rows = (row_of(1, "完成投资45亿元。", "推进中。"), row_of(1, "完成投资48亿元。", "推进中。"))
    assert [(f.rule, f.severity) for f in history(*rows).across] == [("target-rewritten", "low")]


def test_what_will_be_merged_into_an_item_explains_nothing_of_its_target() -> None:
    other = row_of(2, "开展测绘。", "拟自三季度起并入第1项一并调度。")
    one, two = (row_of(1, target, "有序推进。") for target in ("新建高标准农田6.8万亩。", "新建高标准农田6.2万亩。"))
    assert "target-lowered" in objected(history(one + other, two + other))


def test_what_was_split_off_and_says_so_is_no_deletion() -> None:
    one = row_of(1, "新建公共充电桩300个、小区充电桩600个。", "有序推进。")
    two = row_of(1, "新建公共充电桩300个。", "小区充电桩任务自三季度起从本项分出单列。")
    new = row_of(2, "新建小区充电桩600个。", "本项由“新建公共充电桩300个、小区充电桩600个”一项拆分而来。")
    assert objected(history(one, two + new)) == set()


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("取得用地批复3宗，建成泊位600个。", "取得用地批复3宗，建成泊位400个。", "按计划推进。"),
        ("新增企业80家。", "新增企业50家。", "经会议研究，办理时限减至3天。"),
    ],
)
def test_a_word_of_deciding_about_something_else_explains_no_target(was: str, now: str, told: str) -> None:
    found = history(row_of(1, was, "按计划推进。"), row_of(1, now, told))
    assert "target-lowered" in {finding.rule for finding in found.across}


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("新增企业50家（依据市委专班会议纪要，30家改列明年）。", "按计划推进。"),
        ("新增企业50家。", "报经市政府同意，本年任务相应减至50家。"),
    ],
)
def test_a_reason_that_is_told_explains_it(now: str, told: str) -> None:
    found = history(row_of(1, "新增企业80家。", "按计划推进。"), row_of(1, now, told))
    assert not {"target-lowered", "target-rewritten"} & {finding.rule for finding in found.across}
