"""Across periods: what stays silent in each of the eight rules, and what they object to, in varied fields and forms."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pytest

from tests.series import history, objected, retargeted, told
from toolkit.auditing import audit
from toolkit.checks.examples import quarters, row_of
from toolkit.errors import InputError
from toolkit.history import compare
from toolkit.model import Period
from toolkit.reading import read_text

Rows = Sequence[tuple[str, str, str, str]]  # target, progress, status, reason of one item, quarter by quarter


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
    ("target", "was", "now"),
    [
        ("接待游客600万人次。", "单日最高接待游客9.2万人次。", "单日最高接待游客7.4万人次。"),
        ("办理诉求。", "1—6月受理诉求8600件，待办件210件。", "1—9月受理诉求12900件，待办件96件。"),
        ("组织税收。", "6月当月入库税收3.2亿元。", "9月当月入库税收2.9亿元。"),
        ("改造管网50公里。", "上半年改造管网31公里。", "三季度改造管网12公里。"),
        ("盘活存量用地。", "上半年盘活后存量用地860亩。", "前三季度盘活后存量用地640亩。"),
        ("签约项目。", "推介会现场签约项目26个。", "推介会现场签约项目9个。"),
        ("资助学生。", "上半年累计资助学生约3200人。", "前三季度累计资助学生约3150人。"),
        ("培训电商人才。", "上半年累计培训电商人才2160人次。", "口径调整后，前三季度累计培训电商人才1980人次。"),
        ("改造管网50公里。", "1—6月改造管网19700米。", "1—9月改造管网31.2公里。"),
        ("高企总数达到95家。", "高企总数达到88家，较上季度新增8家。", "高企总数达到91家，较上季度新增3家。"),
    ],
)  # fmt: skip
def test_what_may_fall_is_no_fallen_sum(target: str, was: str, now: str) -> None:
    assert told(target, was, now) == set()


@pytest.mark.parametrize(
    ("target", "was", "now"),
    [
        ("排查隐患。", "1—6月累计排查隐患6284处。", "1—9月累计排查隐患6157处。"),
        ("接待游客。", "上半年接待游客206.9万人次。", "前三季度接待游客198.3万人次。"),
        ("推进重大项目建设。", "累计新开工项目163个。", "截至9月底，320个重大项目累计新开工项目157个。"),
        ("改造管网50公里。", "1—6月改造管网31.2公里。", "1—9月改造管网2.98万米。"),
        ("发放消费券。", "今年以来累计发放消费券4200万元。", "今年以来累计发放消费券0.39亿元。"),
    ],
)
def test_a_sum_that_falls(target: str, was: str, now: str) -> None:
    assert told(target, was, now) == {"cumulative-decreased"}


@pytest.mark.parametrize(
    "texts",
    [
        ("1—6月，税收完成15.31亿元。", "1—9月，税收完成22.58亿元，三季度当季完成7.27亿元，9月当月完成2.35亿元。"),
        ("上半年接待游客1462万人次。", "三季度接待游客905万人次，前三季度接待游客2367万人次。"),
        ("截至6月底，规上企业总数达到80家。", "截至9月底，规上企业总数达到88家，较上季度新增8家。"),
        ("上半年新增学位1.24万个。", "三季度新增学位0.37万个，前三季度新增学位1.6万个。"),
    ],
)
def test_quarters_that_add_up(texts: tuple[str, ...]) -> None:
    assert told("完成年度任务。", *texts) == set()


@pytest.mark.parametrize(
    "texts",
    [
        ("上半年接待游客1462万人次。", "三季度接待游客905万人次，前三季度接待游客2467万人次。"),
        ("截至6月底，规上企业总数达到80家。", "截至9月底，规上企业总数达到88家，较上季度新增11家。"),
        ("1—6月累计新建口袋公园12个。", "三季度新建口袋公园19个，1—9月累计新建34个。"),
    ],
)
def test_quarters_that_do_not_add_up(texts: tuple[str, ...]) -> None:
    assert told("完成年度任务。", *texts) == {"quarter-sum-mismatch"}


def test_a_wrong_quarter_is_told_once_and_not_again_by_its_year() -> None:
    texts = (
        "一季度发放贷款20亿元。",
        "二季度发放贷款25亿元，上半年累计发放贷款48亿元。",
        "三季度发放贷款30亿元，前三季度累计发放贷款78亿元。",
        "四季度发放贷款22亿元，全年累计发放贷款100亿元。",
    )
    found = history(*(row_of(1, "发放贷款100亿元。", text) for text in texts))
    assert [(f.rule, f.passage.period) for f in found.across] == [("quarter-sum-mismatch", "2023Q2")]


def test_a_quarter_that_asks_for_more_and_says_so_is_no_regress() -> None:
    reason = "一季度目标为25亿元，二季度目标提高到65亿元，资金7月到账。"
    rows = (
        row_of(1, "到位资金120亿元。", "1—3月到位资金26亿元。", "完成"),
        row_of(1, "到位资金120亿元。", "1—6月到位资金52亿元。", "未完成", reason),
    )
    assert objected(history(*rows)) == set()


def test_progress_on_schedule_is_no_regress() -> None:
    rows = (
        row_of(1, "新建学校12所。", "开工8所。", "完成"),
        row_of(1, "新建学校12所。", "封顶8所。", "达到序时进度"),
    )
    assert objected(history(*rows)) == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1—6月办理案件312件，挽回损失860万元。", "1—9月办理案件455件，挽回损失1210万元。"),
        ("有序推进。", "有序推进。"),
        ("开展普法宣传，健全工作机制，营造浓厚氛围。", "组织法律进社区36场，解答咨询2100人次。"),
    ],
)
def test_new_evidence_is_not_stale(was: str, now: str) -> None:
    assert told("完成年度任务。", was, now) == set()


def test_a_finished_thing_may_be_told_again_with_its_day_but_not_without() -> None:
    dated = "体育公园已于5月18日建成开放，接待群众4.6万人次。"
    rows = [row_of(1, "体育公园建成开放。", dated, "完成") for _ in range(2)]
    assert objected(history(*rows, first=2)) == set()
    undated = "落实接访制度，接访84批次，排查积案53件，已化解38件。"
    rows = [row_of(1, "化解信访积案。", undated, "完成") for _ in range(2)]
    assert objected(history(*rows, first=2)) == {"evidence-stale"}


def test_last_years_quarter_copied_under_another_target_is_stale() -> None:
    old = "前三季度开展惠民演出463场，服务群众31.6万人次，举办公益培训287期。"
    texts = [row_of(1, "开展惠民演出600场。", old)] + [
        row_of(1, "开展惠民演出600场。", f"开展惠民演出{n}场。") for n in (610, 120)
    ]
    texts += [
        row_of(4, "开展惠民演出600场。", "开展惠民演出310场。"),
        row_of(7, "举办群众文化活动12项，丰富文化生活。", old),
    ]
    assert "evidence-stale" in objected(history(*texts, first=3))


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


def test_a_flaw_with_other_figures_is_the_same_flaw() -> None:
    texts = ("储能规模12HWH。", "储能规模15GWh。", "储能规模18HWH。")
    assert told("建设储能电站。", *texts) == {"finding-reopened"}


@pytest.mark.parametrize(
    "stock",
    [
        "空置商铺{}间", "不良贷款{}亿元", "隐性债务{}亿元", "低保对象{}人", "劣Ⅴ类断面{}个", "闲置土地{}亩",
        "超期工单{}件", "未整改到位隐患{}处", "规上企业{}家", "能繁母猪{}头", "驻村干部{}名", "去化周期{}个月",
        "平均用时{}个工作日", "综合电价{}元/千瓦时", "储备项目{}个", "亏损企业{}家", "在岗职工{}人",
    ],
)  # fmt: skip
def test_what_stands_at_a_time_may_fall_whatever_date_is_before_it(stock: str) -> None:
    assert told("抓好年度工作。", f"截至6月底，{stock.format(86)}。", f"截至9月底，{stock.format(31)}。") == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("1—6月累计新建口袋公园45个。", "9月新建口袋公园20个，1—9月累计新建口袋公园100个。"),
        ("1—6月累计发放贷款45亿元。", "8月中旬发放贷款8亿元，1—9月累计75亿元。"),
        ("截至5月底累计接种疫苗40万剂。", "三季度接种疫苗30万剂，截至9月底累计接种疫苗75万剂。"),
        ("截至6月25日累计收储粮食40万吨。", "三季度收储粮食30万吨，截至9月25日累计收储粮食75万吨。"),
        ("累计签约项目86个。", "三季度累计签约项目21个。"),
    ],
)
def test_months_and_other_days_are_not_held_against_quarters(was: str, now: str) -> None:
    assert told("完成年度任务。", was, now) == set()


def test_quarters_are_not_held_against_the_halves_and_years_that_hold_them() -> None:
    tables = [
        ("2023Q1", "累计新建口袋公园20个，群众满意。"),
        ("2023Q2", "累计新建口袋公园45个，群众满意。"),
        ("2023H1", "累计新建口袋公园45个，群众满意。"),
    ]
    head = "序号\t年度目标\t本期目标\t是否完成\t具体工作进展\t未完成原因\t分管领导\t责任单位\n"
    rows = [(p, head + row_of(1, "新建口袋公园100个。", text)) for p, text in tables]
    reports = [audit(read_text(table, name=p, period=Period.parse(p))) for p, table in rows]
    assert objected(compare(reports)) == set()


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


def test_one_file_under_two_periods_is_refused() -> None:
    text = quarters(row_of(1, "新建学校12所。", "开工8所。"))[0][1].replace("第1季度目标", "本期目标")
    with pytest.raises(InputError, match="同一份文件"):
        compare_texts(text, text)


def compare_texts(*texts: str) -> None:
    from toolkit.history import in_order

    in_order([read_text(text, name=f"2023Q{n}.txt", period=Period(2023, "Q", n)) for n, text in enumerate(texts, 1)])


def test_a_milestone_reached_is_new_evidence_though_its_figures_stand() -> None:
    was = "项目总投资3.56亿元，全长12.5公里。目前已完成初步设计批复。"
    now = "项目总投资3.56亿元，全长12.5公里。目前已完成施工招标，正式开工建设。"
    assert told("实施河道治理工程。", was, now) == set()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("规上工业增加值同比增长-2.3%，降幅收窄。", "规上工业增加值同比增长2.3%，降幅收窄。"),
        ("重大项目完成投资1.25亿元，进展顺利。", "重大项目完成投资12.5亿元，进展顺利。"),
    ],
)
def test_a_sign_or_a_point_is_a_difference(was: str, now: str) -> None:
    assert "evidence-stale" not in told("抓好工业经济。", was, now)


def test_what_did_not_happen_may_be_told_again() -> None:
    rows = [row_of(1, "不发生重特大安全事故。", "全市未发生重特大安全生产事故，形势平稳。", "完成") for _ in range(2)]
    assert objected(history(*rows, first=2)) == set()


OTHERS = row_of(2, "改造公路300公里。", "按计划推进。") + row_of(3, "新建口袋公园20个。", "按计划推进。")


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


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (
            "二季度改造公路42公里；截至6月底，累计改造公路64公里，改造危桥3座。",
            "截至9月底，累计改造公路58公里，改造危桥5座。",
        ),
        ("上半年累计接待游客412万人次，二季度接待游客201万人次。", "1—9月累计接待游客403万人次。"),
    ],
)
def test_a_quarters_own_figure_beside_the_sum_hides_no_fall(was: str, now: str) -> None:
    assert "cumulative-decreased" in told("改造农村公路。", was, now)


def test_clauses_that_change_places_are_no_rewriting() -> None:
    assert retargeted("新建管网32公里，改造小区18个。", "改造小区18个，新建管网32公里。") == set()


def test_a_target_that_only_asks_for_more_is_told_mildly() -> None:
    rows = (row_of(1, "完成投资45亿元。", "推进中。"), row_of(1, "完成投资48亿元。", "推进中。"))
    assert [(f.rule, f.severity) for f in history(*rows).across] == [("target-rewritten", "low")]


def test_a_list_of_the_quarters_is_added_up() -> None:
    right = "一至四季度分别完成4个、9个、11个、6个，全年完成改造小区30个。"
    assert told("改造老旧小区30个。", "三季度推进改造。", right, first=3) == set()
    assert told("改造老旧小区30个。", "三季度推进改造。", right.replace("小区30", "小区32"), first=3) == {
        "quarter-sum-mismatch"
    }


def test_what_will_be_merged_into_an_item_explains_nothing_of_its_target() -> None:
    other = row_of(2, "开展测绘。", "拟自三季度起并入第1项一并调度。")
    one, two = (row_of(1, target, "有序推进。") for target in ("新建高标准农田6.8万亩。", "新建高标准农田6.2万亩。"))
    assert "target-lowered" in objected(history(one + other, two + other))


def test_what_was_split_off_and_says_so_is_no_deletion() -> None:
    one = row_of(1, "新建公共充电桩300个、小区充电桩600个。", "有序推进。")
    two = row_of(1, "新建公共充电桩300个。", "小区充电桩任务自三季度起从本项分出单列。")
    new = row_of(2, "新建小区充电桩600个。", "本项由“新建公共充电桩300个、小区充电桩600个”一项拆分而来。")
    assert objected(history(one, two + new)) == set()
