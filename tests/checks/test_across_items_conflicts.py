"""One fact, one target, one name in two rows: what contradicts, and what only looks as if it did."""

from __future__ import annotations

import pytest

from tests.tables import audit_rows, row
from toolkit import proofs
from toolkit.model import Finding
from toolkit.presenting import records

Row = tuple[str, str, str, str]  # number, target, progress, unit


def rows_of(*told: tuple[str, ...]) -> list[str]:
    cells = [(*t, f"单位{t[0]}")[:4] for t in told]
    return [row(item=n, annual_target=t, period_target=t, progress=p, responsible_unit=unit) for n, t, p, unit in cells]


def found(rule: str, *told: tuple[str, ...]) -> list[Finding]:
    return [f for f in audit_rows(*rows_of(*told)).findings if f.rule == rule]


PROJECTS = "2023年，全市实施市重大项目536个，总投资5930亿元，年度计划投资1265亿元，完成投资1310亿元。"
JOBS = "全市城镇新增就业5.8万人。"
OTHERS = [(str(n), f"做好第{n}类工作。", f"办理事项{n * 137}件。") for n in range(20, 26)]

CONFLICTS = {
    "a named indicator as context": [
        ("1", "城镇新增就业5万人。", JOBS),
        ("2", "优化服务。", "全市城镇新增就业5.6万人。"),
    ],
    "copied with one figure changed": [
        ("1", "完成投资1260亿元以上。", PROJECTS),
        ("2", "完成投资1000亿元以上。", "全市实施市重大项目536个，总投资5930亿元，完成投资1301亿元。"),
    ],
    "a rate": [
        ("1", "改善空气质量。", "2023年，全市空气质量优良天数比例为68.5%。"),
        ("2", "建设美丽城市。", "全市空气质量优良天数比例达到66.3%，绿地增加。"),
    ],
    "one unit of several answers for both": [
        ("1", "推进社保扩面。", "基本医疗保险参保率达到97.2%。", "市医保局"),
        ("2", "提升保障水平。", "基本医疗保险参保率达到95.8%。", "市医保局"),
        *OTHERS,
    ],
    "the year and its last day": [
        ("1", "壮大企业。", "截至2023年底，全市高新技术企业达到1680家。"),
        ("2", "加强创新。", "全市高新技术企业达到1640家，平台增加。"),
    ],
    "a list of projects, the number of one changed": [
        ("1", "抓好项目。", "总投资886.93亿元的77个项目完成投资423.64亿元，其中23个已完工。"),
        ("2", "融入黄河战略。", "总投资886.93亿元的77个项目完成投资432.64亿元。"),
    ],
}
NO_CONFLICTS = {
    "rounding": [("1", "城镇新增就业5万人。", "全市城镇新增就业5.82万人。"), ("2", "优化服务。", JOBS)],
    "another day": [
        ("1", "城镇新增就业5万人。", "截至11月底，全市城镇新增就业5.3万人。"),
        ("2", "优化服务。", "2023年，全市城镇新增就业5.8万人。"),
    ],
    "the year before": [
        ("1", "壮大企业。", "全市高新技术企业达到1680家。"),
        ("2", "加强创新。", "2022年，全市高新技术企业达到1240家。"),
    ],
    "about so many": [("1", "做好就业。", "全市城镇新增就业约5.5万人。"), ("2", "优化服务。", JOBS)],
    "projects of two districts": [
        ("1", "东县重点项目建设。", "完成投资5.8亿元，投资完成率103%。"),
        ("2", "西县重点项目建设。", "完成投资5.6亿元，投资完成率101%。"),
    ],
    "a level and its growth": [
        ("1", "做大财政。", "全市一般公共预算收入完成386.2亿元。"),
        ("2", "稳定增长。", "全市一般公共预算收入同比增长6.3%。"),
    ],
    "new and in all": [
        ("1", "壮大企业。", "全市新增高新技术企业626家。"),
        ("2", "加强创新。", "全市高新技术企业达到1680家。"),
    ],
    "whose it is stands before": [
        ("1", "东县就业。", "东县开展招聘活动，城镇新增就业5.8万人。"),
        ("2", "西县就业。", "西县举办招聘会，城镇新增就业5.6万人。"),
    ],
    "each answers a target of its own": [
        ("1", "城镇新增就业5万人。", JOBS),
        ("2", "城镇新增就业5.5万人。", "全市城镇新增就业5.6万人。"),
    ],
}


@pytest.mark.parametrize("told", CONFLICTS.values(), ids=CONFLICTS)
def test_a_fact_stated_in_two_ways_is_told_on_both_rows(told: list[tuple[str, ...]]) -> None:
    findings = found("fact-conflict", *told)
    assert [f.passage.item for f in findings] == ["1", "2"]
    assert all(f.proof and not f.proof.holds and f.related for f in findings)


@pytest.mark.parametrize("told", NO_CONFLICTS.values(), ids=NO_CONFLICTS)
def test_facts_that_agree_or_differ_for_a_reason(told: list[tuple[str, ...]]) -> None:
    assert found("fact-conflict", *told) == []


def test_the_proof_replays_and_the_ledger_keeps_to_its_rows() -> None:
    """The other row's figure is an operand: at the same place of this row stands another number."""
    visitors = "服务中心共接待过5.9万人。"
    told = [("1", "城镇新增就业5万人。", visitors + JOBS), ("2", "优化服务。", "全市城镇新增就业5.6万人。")]
    audit = audit_rows(*rows_of(*told))
    proof = next(r["proof"] for r in records.findings(audit) if r["rule"] == "fact-conflict")
    assert proofs.replay(proof) == ""
    assert (proof["stated"]["item"], proof["operands"][0]["item"]) == ("1", "2")
    outcomes = {
        (q.passage.item, q.passage.quote): q.outcome for q in audit.quantities if q.passage.column == "progress"
    }
    assert outcomes == {
        ("1", "5.9万人"): "unchecked",
        ("1", "5.8万人"): "contradicted",
        ("2", "5.6万人"): "contradicted",
    }


TARGETS = {
    "both say whose": [
        ("1", "全市城镇新增就业5万人以上。", "已新增。"),
        ("2", "全市城镇新增就业6万人以上。", "已新增。"),
    ],
    "one unit of several": [
        ("1", "基本医疗保险参保率达到95%。", "已达到。", "市医保局"),
        ("2", "基本医疗保险参保率达到97%。", "已达到。", "市医保局"),
        *OTHERS,
    ],
    "one figure answers both": [
        ("1", "累计完成投资1260亿元以上。", PROJECTS),
        ("2", "力争市级重大项目完成年度投资1000亿元以上。", PROJECTS.replace("1265", "1265")),
    ],
    "a rate against a rate": [
        ("1", "全市规模以上工业增加值增长7%。", "已增长。"),
        ("2", "全市规模以上工业增加值增长6.5%。", "已增长。"),
    ],
    "a cap": [
        ("1", "全市PM2.5平均浓度控制在42微克/立方米以下。", "已控制。"),
        ("2", "全市PM2.5平均浓度控制在40微克/立方米。", "已控制。"),
    ],
    "the year stated": [
        ("1", "2023年，全市高新技术企业达到1600家。", "已达到。"),
        ("2", "全市高新技术企业达到1700家。", "已达到。"),
    ],
}
SAME_TARGETS = {
    "another comparator, the same value": [
        ("1", "全市城镇新增就业5万人以上。", "已新增。"),
        ("2", "全市城镇新增就业不少于5万人。", "已新增。"),
    ],
    "two districts": [
        ("1", "东县新建农村公路30公里。", "建成32公里。"),
        ("2", "西县新建农村公路40公里。", "建成41公里。"),
    ],
    "nothing but 完成投资": [("1", "完成投资5亿元。", "完成5.8亿元。"), ("2", "完成投资6亿元。", "完成6.6亿元。")],
    "not said whose": [("1", "城镇新增就业5万人以上。", "已新增。"), ("2", "城镇新增就业6万人以上。", "已新增。")],
    "a level and its growth": [
        ("1", "全市一般公共预算收入达到386亿元。", "已达到。"),
        ("2", "全市一般公共预算收入增长6%。", "已增长。"),
    ],
    "another year": [
        ("1", "2023年全市高新技术企业达到1600家。", "已达到。"),
        ("2", "到2025年，全市高新技术企业达到2000家。", "已启动。"),
    ],
    "one unit answers for the whole table": [
        ("1", "基本医疗保险参保率达到95%。", "已达到。", "市政府"),
        ("2", "基本医疗保险参保率达到97%。", "已达到。", "市政府"),
    ],
}


@pytest.mark.parametrize("told", TARGETS.values(), ids=TARGETS)
def test_two_targets_of_one_indicator(told: list[tuple[str, ...]]) -> None:
    assert [f.passage.item for f in found("target-conflict", *told)] == ["1", "2"]


@pytest.mark.parametrize("told", SAME_TARGETS.values(), ids=SAME_TARGETS)
def test_targets_that_are_one_or_of_two_things(told: list[tuple[str, ...]]) -> None:
    assert found("target-conflict", *told) == []


VARIANTS = {
    "a homophone in a list": [
        ("1", "建设药谷。", "肽和生物、康博生物、欧迈医疗等7个项目建成投产。"),
        ("2", "培育企业。", "肽禾生物、康博生物2家企业入库。"),
    ],
    "a title without 的": [
        ("1", "出台政策。", "印发《关于促进民营经济高质量发展的若干意见》。"),
        ("2", "优化环境。", "落实《关于促进民营经济高质量发展若干意见》，兑现资金。"),
    ],
    "a title with a homophone": [
        ("1", "数字政府。", "印发《数字政府建设行动计划》。"),
        ("2", "政务服务。", "实施《数字政府建设行动计画》，上线事项。"),
    ],
    "和 for 与": [
        ("1", "统筹发展。", "出台《县域产业与人才协同发展办法》。"),
        ("2", "引进人才。", "落实《县域产业和人才协同发展办法》，引进人才。"),
    ],
    "a unit": [("1", "造林。", "已造林。", "市自然资源和规划局"), ("2", "治沙。", "已治沙。", "市自然资源与规划局")],
    "a company": [("1", "招商。", "引进项目，鑫源达科技公司，已开工。"), ("2", "技改。", "鑫园达科技公司，完成技改。")],
    "target and progress of one row": [("1", "出台《企业梯次培育办法》。", "印发《企业梯次陪育办法》。")],
}
TWO_NAMES = {
    "directions": [
        ("1", "甲。", "印发《城东片区学校建设工作方案》。"),
        ("2", "乙。", "印发《城西片区学校建设工作方案》。"),
    ],
    "fields": [("1", "甲。", "印发《工业绿色低碳发展方案》。"), ("2", "乙。", "印发《农业绿色低碳发展方案》。")],
    "years": [("1", "甲。", "印发《2022年工作要点汇编》。"), ("2", "乙。", "印发《2023年工作要点汇编》。")],
    "levels": [("1", "甲。", "印发《市级预算管理办法》。"), ("2", "乙。", "印发《县级预算管理办法》。")],
    "told side by side": [("1", "甲。", "出台《园区管理办法实施细则》《园区管理半法实施细则》。")],
    "kinds of documents": [("1", "甲。", "印发《养老服务发展规划》。"), ("2", "乙。", "印发《养老服务发展计划》。")],
    "numbered": [
        ("1", "甲。", "一期工程、二期工程、三期工程3个工程完工。"),
        ("2", "乙。", "四期工程、五期工程2个工程开工。"),
    ],
    "two bureaus": [("1", "甲。", "已办。", "高青县水务局"), ("2", "乙。", "已办。", "高青县税务局")],
    "units of two counties": [("1", "甲。", "已办。", "沂源县人民政府"), ("2", "乙。", "已办。", "桓台县人民政府")],
}


@pytest.mark.parametrize("told", VARIANTS.values(), ids=VARIANTS)
def test_a_name_spelled_in_two_ways_is_a_lead(told: list[tuple[str, ...]]) -> None:
    findings = found("entity-variant", *told)
    assert [f.severity for f in findings] == ["low"] and "线索" in findings[0].message and findings[0].related


@pytest.mark.parametrize("told", TWO_NAMES.values(), ids=TWO_NAMES)
def test_two_things_of_similar_names(told: list[tuple[str, ...]]) -> None:
    assert found("entity-variant", *told) == []
