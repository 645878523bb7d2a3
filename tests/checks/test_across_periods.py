"""Across periods: sums, states, evidence and findings: what stays silent, and what is objected to."""

from __future__ import annotations

import pytest

from tests.series import history, objected, told
from toolkit.auditing import audit
from toolkit.checks.examples import quarters, row_of
from toolkit.errors import InputError
from toolkit.history import compare
from toolkit.model import Period
from toolkit.reading import read_text


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


def test_what_did_not_happen_may_be_told_again() -> None:
    rows = [row_of(1, "不发生重特大安全事故。", "全市未发生重特大安全生产事故，形势平稳。", "完成") for _ in range(2)]
    assert objected(history(*rows, first=2)) == set()


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


def test_a_list_of_the_quarters_is_added_up() -> None:
    right = "一至四季度分别完成4个、9个、11个、6个，全年完成改造小区30个。"
    assert told("改造老旧小区30个。", "三季度推进改造。", right, first=3) == set()
    assert told("改造老旧小区30个。", "三季度推进改造。", right.replace("小区30", "小区32"), first=3) == {
        "quarter-sum-mismatch"
    }
