"""Across periods: the many forms in which a change is told, each beside one that is none; own sentences throughout."""

from __future__ import annotations

import pytest

from tests.series import retargeted, told

FALLS = [
    ("硬化乡村道路90公里。", "目前，已硬化乡村道路46公里。", "截至9月底硬化乡村道路41公里。"),
    ("发放创业贷款2亿元。", "今年以来发放贷款1.26亿元。", "1—9月发放贷款11900万元。"),
    ("招引亿元以上项目24个。", "已招引亿元以上项目18个，其中制造业5个。", "已招引亿元以上项目15个，其中制造业5个。"),
    ("加装电梯60部。", "1.加装电梯：累计完成31部。", "1.加装电梯：累计完成27部，群众满意。"),
    ("完成电商培训3000人次。", "培训：累计2100人次。", "培训：累计1980人次。"),
    (
        "新建改造渠道80公里。",
        "累计完成52公里，其中新建30公里、改造22公里。",
        "累计完成66公里，其中新建47公里、改造19公里。",
    ),
    ("新建口袋公园16个。", "利用边角地建成口袋公园9个。", "累计建成口袋公园7个。"),
]
RISES = [
    ("硬化乡村道路90公里。", "二季度硬化乡村道路46公里。", "三季度硬化乡村道路31公里。"),
    ("化解积案90件。", "未化解积案40件。", "未化解积案22件。"),
    ("引进项目30个。", "签约项目22个。", "开工项目19个。"),
    ("一般公共预算收入增长5%。", "上半年全市一般公共预算收入18.4亿元。", "前三季度市本级一般公共预算收入9.6亿元。"),
    ("造林12万亩。", "12万亩任务已分解到乡镇。", "累计造林4.6万亩。"),
    ("新建避难场所5处。", "避难场所开工4处。", "避难场所建成2处。"),
    ("清洁取暖改造5000户。", "清洁取暖改造入户摸底4800户。", "清洁取暖改造完成1260户。"),
]


@pytest.mark.parametrize(("target", "was", "now"), FALLS)
def test_a_fall_is_told_in_whatever_form(target: str, was: str, now: str) -> None:
    assert told(target, was, now) == {"cumulative-decreased"}


@pytest.mark.parametrize(("target", "was", "now"), RISES)
def test_what_is_no_sum_or_of_something_else_is_left_alone(target: str, was: str, now: str) -> None:
    assert told(target, was, now) == set()


def test_a_sum_is_held_against_the_last_period_that_tells_it() -> None:
    texts = ("年内累计供餐3.6万人次。", "新开食堂2个。", "全年累计供餐3.1万人次。")
    assert told("新开社区食堂6个。", *texts) == {"cumulative-decreased"}


SUMS = [
    ("新增就业4000人。", "累计新增就业2310人。", "第三季度新增1020人，累计新增3130人。"),
    ("新认定专精特新企业60家。", "推荐企业53家，累计新认定31家。", "三季度新认定专精特新企业17家，累计新认定52家。"),
    ("新签约项目24个。", "上半年新签约项目13个。", "三季度新签约项目6个，1—9月累计签约21个。"),
    ("争取专项债券2亿元。", "上半年争取专项债券8600万元。", "三季度到位专项债券1.2亿元，1—9月共争取2.16亿元。"),
    (
        "建设高标准农田9万亩。",
        "二季度建成2.1万亩，上半年累计4.3万亩。",
        "三季度建成2.6万亩，1—9月累计建成农田7.4万亩。",
    ),
]


@pytest.mark.parametrize(("target", "was", "now"), SUMS)
def test_a_quarter_that_does_not_make_the_way_from_sum_to_sum(target: str, was: str, now: str) -> None:
    assert told(target, was, now) == {"quarter-sum-mismatch"}


@pytest.mark.parametrize(
    "text",
    [
        "全年新建鱼塘124个，其中上半年56个、下半年64个。",
        "1—9月加固堤防16.8公里，其中上半年9.4公里、三季度8.4公里。",
        "完成诊断309家，一至四季度分别为52家、89家、85家、73家。",
        "到位资金534亿元，四个季度分别到位118亿元、145亿元、138亿元、143亿元。",
    ],
)
def test_quarters_that_one_cell_lists_are_added_up(text: str) -> None:
    assert "quarter-sum-mismatch" in told("完成年度任务。", "制定方案。", text, first=3)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("一季度新建基站412个。", "一季度新建基站412个、二季度新建723个，上半年共新建1135个。"),
        ("1—9月签约20个，因业主放弃核减2个。", "四季度签约8个，全年签约28个。"),
        ("三季度新增学位0.31万个。", "全年新增学位1.63万个，二、三、四季度分别新增0.31万个、0.81万个、0.52万个。"),
    ],
)
def test_quarters_told_again_or_explained_are_no_mismatch(was: str, now: str) -> None:
    assert told("完成年度任务。", was, now, first=1 if "一季度" in was else 3) == set()


LOWERED = [
    ("自来水普及率达到92%以上。", "自来水普及率达到90%以上。"),
    ("企业开办时间压缩至0.5个工作日以内。", "企业开办时间压缩至1个工作日以内。"),
    ("6月底前完成招标，12月底前建成投用。", "9月底前完成招标，12月底前建成投用。"),
    ("主塔11月底前封顶。", "主塔年底前封顶。"),
    ("培育龙头企业10家以上。", "培育龙头企业8—10家。"),
    ("实现行政村全覆盖。", "实现80%行政村覆盖。"),
    ("城区社区服务全覆盖。", "具备条件的城区社区服务全覆盖。"),
    ("事故起数下降10%。", "事故起数不增加。"),
    ("创建省级示范村5个。", "创建市级示范村5个。"),
    ("新增规上企业30家。", "新增规上企业30家（含培育企业）。"),
    ("风电一期并网发电。", "风电一期开工建设。"),
]


@pytest.mark.parametrize(("one", "other"), LOWERED)
def test_an_easier_target_is_a_lowered_one(one: str, other: str) -> None:
    assert retargeted(one, other) == {"target-rewritten", "target-lowered"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("完成5000户改造任务。", "完成改造任务5000户。"),
        ("接待游客1700万人次。", "接待游客1500万人次。（经市政府同意，因疫情由1700万人次下调）"),
        ("供水提标改造惠及12万人。（经常务会议研究，三季度起增列）", "供水提标改造惠及12万人。"),
        ("新建公厕30座。", "新建公厕 30 座。"),
    ],
)
def test_a_target_turned_round_or_explained_is_left_alone(one: str, other: str) -> None:
    assert retargeted(one, other) == set()


BACK = [
    ("城区新增绿地8.5万平方来。", "城区新增绿地8.5万平方米。", "城区新增绿地12.5万平方来。"),
    ("屋顶光伏18WM获批。", "屋顶光伏18MW开工。", "屋顶光伏18WM并网。"),
    ("计划40个，开工32个，开工率85%。", "计划40个，开工34个，开工率85%。", "计划40个，开工38个，开工率98%。"),
    ("举办招聘会12场，，达成意向320人。", "举办招聘会15场，达成意向380人。", "举办招聘会22场，，达成意向560人。"),
    (
        "1.扎实开展排查，扎实开展排查，整改210处。",
        "1.扎实开展排查，整改310处。",
        "1.扎实开展排查，扎实开展排查，整改410处。",
    ),
    ("签约额15.3亿元■，同比增长。", "签约额22.8亿元，同比增长。", "签约额31.2亿元■，同比增长。"),
    ("泊位岸线长486平方米。", "泊位岸线长486米。", "泊位岸线长486平方米，主体完工。"),
    ("截至6月31日办结12件。", "截至6月30日办结12件，整改3件。", "截至6月31日办结15件。"),
]


@pytest.mark.parametrize("texts", BACK)
def test_a_flaw_that_was_mended_and_is_back(texts: tuple[str, ...]) -> None:
    assert "finding-reopened" in told("推进重点工作。", *texts, first=1)


def test_a_status_word_that_comes_and_goes_is_no_flaw_that_is_back() -> None:
    assert "finding-reopened" not in told("推进重点工作。", "达标。", "推进。", "达标。", first=1)


@pytest.mark.parametrize(
    ("was", "now", "objects"),
    [
        ("第三水厂已于6月建成通水。", "第三水厂设备安装完成80%，计划12月通水。", True),
        ("第三水厂主体建成。", "第三水厂设备安装完成80%，计划12月通水。", False),
        ("第三水厂已于6月建成通水。", "第三水厂平稳运行，配套管网正在施工。", False),
        ("第一中学新校区建成投用。", "第一中学新校区体育馆正在装修。", False),
        ("青禾幼儿园已投用。", "青禾幼儿园二部计划下半年投用。", False),
        ("青禾幼儿园已投用。", "青禾幼儿园计划下半年投用。", True),
        ("城东污水处理厂已于5月投用。", "城东污水处理厂尾水泵站计划12月投用。", False),
    ],
)
def test_what_was_opened_is_not_on_its_way_again(was: str, now: str, objects: bool) -> None:
    assert ("status-regressed" in told("第三水厂建成通水。", was, now)) is objects


def test_the_same_figures_in_other_words_are_stale() -> None:
    was = "截至6月底，货物吞吐量3487万吨，航线达到9条，5号泊位完成投资2.6亿元。"
    now = "港口生产平稳。到9月末完成吞吐3487万吨，开通航线9条，5号泊位投资完成2.6亿元。"
    assert told("吞吐量达到7200万吨。", was, now) == {"evidence-stale"}
