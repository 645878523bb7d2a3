"""What the rules make of constructions met in published tables: own sentences, a defect beside its look-alike."""

from __future__ import annotations

import pytest

from tests.tables import audit_rows, row, rules_on

CLEAN = [
    # bare cells: a figure, a share, a plain word
    ("新建便民驿站40处。", "累计完成43，累计进度107.5%"),
    ("培训护理员800人次。", "现已培训820人。"),
    ("水质达标率98%以上。", "99.1%，较上年提高0.6个百分点。"),
    ("村卫生室产权公有率100%。", "100%（863间）。"),
    ("调查失业率控制在5.5%左右。", "全年平均5.6%，四季度末降至5.4%。"),
    ("木材销售收入：1100万元", "木材销售收入：1130万元"),
    ("项目验收合格率≥95百分比", "实际完成值97"),
    # answers in another form
    ("打通断头路5条。", "新建港城路、泉水路、北环路、学府路、站南路5处道路。"),
    ("新增市级以上龙头企业12家。", "新增国家级龙头企业1家、省级5家、市级8家。"),
    ("引进人才200名，其中硕士以上60名。", "引才216名，其中博士7名、硕士55名，其余为本科。"),
    ("新增风光装机40万千瓦。", "白山风电场并网，装机15万千瓦；河湾光伏电站并网，装机280兆瓦。"),
    ("新增、优化公交线路10条。", "新辟线路4条，对7条线路作了调整。"),
    ("隐患整改率100%。", "排查隐患64项，年底前已销号64项。"),
    ("食品抽检量达到4批次/千人。", "完成抽检9860批次，折合每千人4.2批次。"),
    ("居民消费价格涨幅控制在3%以内。", "全年CPI同比上涨0.4%。"),
    ("特种设备定期检验率98%。", "特种设备定检率99.2%。"),
    ("专科医院项目开工。", "5月20日正式开工，目前正在进行土方开挖，预计2025年建成。"),
    ("文化馆主体施工至地上二层。", "文化馆主体结构已于9月封顶，二次结构完成过半。"),
    ("6所学校主体工程全部完工。", "6所学校主体全部竣工，其中4所已开学，其余2所正在室内装修，将于明年春季启用。"),
    ("前三季度新建基站900个。", "1—9月新建基站987个，剩余站点将在四季度建成。"),
    ("推进轨道交通1号线前期工作。", "线网规划通过评审，客流预测、选址等专题编制完成，建设规划已上报。"),
    ("开展一轮全覆盖检查。", "对312家食堂逐家检查，覆盖率100%，发现问题全部整改。"),
    ("城乡低保标准分别提高5%、8%。", "城市低保由900元提高到960元，农村低保由700元提高到770元，分别提高6.7%和10%。"),
    ("108个重点项目计划投资520亿元。", "实际完成投资560亿元。"),
    ("管网稳定运行。", "4月10日完工，清淤管网349米，渗漏问题全部解决。"),
    ("新建充电站20座。", "在城东、河西、南湖6个区县新建充电站22座，含快充桩180个。"),
]  # fmt: skip

DEFECTS = [
    ("改造渠道9000米。", "完成2579米，完成率28.66%", "target-not-met"),
    ("木材销售收入：1100万元", "木材销售收入：1020万元", "target-not-met"),
    ("升级农贸市场20个。", "现已建成12个，另有8个正在改造。", "target-not-met"),
    ("疫点乡镇压减到12个以内。", "全市疫点乡镇15个，比上年减少4个。", "target-not-met"),
    ("新建停车位5000个。", "新建停车位4420个，其中立体车位960个。", "target-not-met"),
    ("引进到位资金85亿元。", "全年引进到位资金七十八亿三千万元。", "target-not-met"),
    (
        "28家企业改造全部完成。",
        "28家企业均已开工改造，目前正在安装设备，力争2024年3月底前完成监测。",
        "done-on-forecast",
    ),
    (
        "30处避难场所标牌全部安装到位。",
        "已完成30处场所踏勘和点位设计，标牌正在制作，2024年1月底前可安装到位。",
        "done-on-forecast",
    ),
    (
        "建成保障房1200套。",
        "建成保障房1230套，其中东地块已完成总工程量的90%，计划次年3月底前完成。",
        "done-on-forecast",
    ),
    ("数据中心二期上线运行。", "软件开发结束，正在开展联调，上线仪式初步定于2025年1月举行。", "done-on-forecast"),
    ("保税区通过国家验收。", "围网和卡口建设完毕，拟于2024年一季度提请国家验收。", "done-on-forecast"),
    ("安置房交付使用。", "12栋安置房正在分栋验收，预计明年春节前后分房到户。", "done-on-forecast"),
    ("发放求职补贴。", "已组织网上申请，待审核通过，补贴资金足额发放到账户中。", "done-on-forecast"),
    ("文庙、钟鼓楼、望江阁修缮完工。", "文庙大殿修缮通过验收；望江阁彩绘修复完毕。", "named-item-missing"),
    ("市一医院、市中医院、市妇保院通过评审。", "市一医院9月通过评审，市妇保院11月取得证书。", "named-item-missing"),
    ("完成昌平路、太和路、临湖路大修。", "昌平路大修9月完工；临湖路大修11月通车。", "named-item-missing"),
    ("苹果、花椒、核桃产业通过认定。", "省厅认定苹果产业和核桃产业为特色产业。", "named-item-missing"),
    ("制定重点实验室考核办法。", "获批省级实验室2家，争取资金1.4亿元。", "target-unaddressed"),
    ("建立重点渠塘安全档案。", "召开会议3次，清淤渠塘27处，群众满意。", "target-unaddressed"),
    ("新增养老床位1200张。", "新建养老机构9家，全部投入运营。", "done-without-figure"),
    ("新增注册商标8000件。", "全市有效注册商标总量突破10.6万件，地理标志商标达到41件。", "increment-vs-cumulative"),
    ("核查处置违规收费线索。", "本季度未收到违规收费线索。", "vacuous-done"),
    ("认定非遗传承人。", "市文旅局于2021年12月公布传承人名单87名。", "evidence-outdated"),
    (
        "推动噪声防治，改善声环境。",
        "全面推动噪声防治落地见效，声环境明显改善，群众获得感进一步增强。",
        "done-without-anchor",
    ),
    (
        "在6个重点行业开展整治。",
        "在矿山、化工、建筑施工、道路交通、城镇燃气6个重点行业开展整治。",
        "enumeration-mismatch",
    ),
    (
        "新增省级实验室4家。",
        "新增省级实验室4家，分别为智能传感实验室、生物材料实验室、盐碱地实验室。",
        "enumeration-mismatch",
    ),
    ("共有续建项目。", "共有续建项目100个，已开工80个，未开工25个。", "sum-mismatch"),
    ("培育家庭农场100家。", "培育家庭农场113家，按类型分，种植类62家、养殖类28家、结合类33家。", "sum-mismatch"),
    ("改造小区120个。", "应改造120个小区，已改造100个，完成率75%。", "ratio-mismatch"),
    ("拨付资金。", "已拨付资金3000万元，占总资金5000万元的70%。", "ratio-mismatch"),
    ("资助学生3万人次。", "资助学生32460人次，发放资金4180万元，完成率118.2%。", "ratio-mismatch"),
    ("推进储能。", "全年放电量2.3亿千瓦食，装机25万千佤。", "unit-symbol-unknown"),
    ("推进灌溉。", "新增灌溉面积2.3万亩立方。", "unit-symbol-unknown"),
    ("推进供气。", "签订供气合同7.9亿立方术。", "unit-symbol-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "progress"), CLEAN)
def test_a_construction_that_answers_is_not_accused(target: str, progress: str) -> None:
    assert rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress))) <= {"as-of-undated"}


@pytest.mark.parametrize(("target", "progress", "rule"), DEFECTS)
def test_a_construction_that_does_not_answer_is_told(target: str, progress: str, rule: str) -> None:
    assert rule in rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress)))


@pytest.mark.parametrize("progress", ["已完成既定目标。", "已完成。完成工作进度（%）：100", "各项指标均已完成。"])
def test_a_plain_word_of_completion_speaks_of_all_that_is_asked(progress: str) -> None:
    target = "道路硬化3公里；受益群众满意度96%。"
    told = rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress)))
    assert told <= {"done-without-figure"}


def test_a_marker_before_a_count_is_no_decimal() -> None:
    told = "1.4家医院通过认证。2.6个县急救站改造完毕。"
    assert rules_on(audit_rows(row(period_target="急救站标准化改造6个。", progress=told))) == set()
