"""Generated items: figures that meet their target are never accused, a plain shortfall always is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import audit_rows, row, rules_on, table
from toolkit import proofs
from toolkit.auditing import audit
from toolkit.model import Finding
from toolkit.reading import read_text

FIGURES = {
    "target-not-met",
    "ratio-mismatch",
    "sum-mismatch",
    "growth-mismatch",
    "part-exceeds-whole",
    "increment-vs-cumulative",
    "done-without-figure",
    "direction-conflict",
    "percent-point-confused",
    "integer-impossible",
    "enumeration-mismatch",
    "unit-symbol-unknown",
}
# What is counted or measured, with its unit and the verb that brings it about.
THINGS = [
    ("新建", "农村公路", "公里"),
    ("新增", "规上工业企业", "家"),
    ("新建", "口袋公园", "处"),
    ("完成", "营造林", "亩"),
    ("培训", "养老护理员", "人次"),
    ("更新", "新能源公交车", "辆"),
    ("新增", "停车泊位", "个"),
    ("治理", "水土流失面积", "平方公里"),
    ("发放", "创业担保贷款", "万元"),
    ("改造", "老旧小区", "个"),
    ("清淤", "骨干河道", "千米"),
    ("处置", "建筑垃圾", "万吨"),
]
ASKED = [
    "{verb}{noun}{target}{unit}。",
    "{verb}{noun}{target}{unit}以上。",
    "{verb}{noun}不少于{target}{unit}。",
    "全年{verb}{noun}{target}{unit}左右。",
    "力争{verb}{noun}达到{target}{unit}。",
]
ANSWERED = [
    "全年{verb}{noun}{actual}{unit}。",
    "截至2023年12月底，已{verb}{noun}{actual}{unit}，完成年度任务的{rate}%。",
    "{verb}{noun}{actual}{unit}，比上年增加{step}{unit}，增长{growth}%。",
    "投入资金1.26亿元，{verb}{noun}{actual}{unit}，群众满意度96.2%。",
    "{verb}{noun}{actual}{unit}，其中东县{part}{unit}、西县{rest}{unit}。",
    "东县、西县分别{verb}{noun}{part}{unit}、{rest}{unit}，两地共完成{actual}{unit}。",
    "东县、西县分别{verb}{noun}{part}{unit}、{rest}{unit}。",
    "四季度{verb}{noun}{part}{unit}，全年累计{verb}{actual}{unit}。",
    "{verb}{noun}{actual}{unit}，上年为{base}{unit}，同比增长{growth}%。",
    "{verb}{noun}由上年的{base}{unit}增加到{actual}{unit}，增长{growth}%。",
]


def rounded(top: int, bottom: int) -> str:
    """A percentage with one decimal, half up."""
    return str((Decimal(top) * 100 / Decimal(bottom)).quantize(Decimal("0.1"), "ROUND_HALF_UP"))


def findings(target: str, progress: str) -> list[Finding]:
    found = audit_rows(row(annual_target=target, period_target=target, progress=progress)).findings
    return [f for f in found if f.rule in FIGURES and f.severity != "info"]


@given(
    st.sampled_from(THINGS),
    st.sampled_from(ASKED),
    st.sampled_from(ANSWERED),
    st.integers(20, 9000),
    st.integers(0, 400),
    st.integers(1, 99),
)
def test_figures_that_agree_are_never_accused(
    thing: tuple[str, str, str], asked: str, answered: str, target: int, more: int, share: int
) -> None:
    verb, noun, unit = thing
    actual = target + more
    part = min(max(1, actual * share // 100), actual - 1)
    step = max(1, actual * share // 200)
    words = {
        "verb": verb, "noun": noun, "unit": unit, "target": target, "actual": actual, "part": part,
        "rest": actual - part, "step": step, "base": actual - step, "rate": rounded(actual, target),
        "growth": rounded(step, actual - step),
    }  # fmt: skip
    assert [(f.rule, f.message) for f in findings(asked.format(**words), answered.format(**words))] == []


@given(st.sampled_from(THINGS), st.sampled_from(ASKED), st.integers(20, 9000), st.integers(12, 80), st.booleans())
def test_a_plain_shortfall_is_always_found(
    thing: tuple[str, str, str], asked: str, target: int, short: int, task: bool
) -> None:
    """Short by more than a tenth, so that 左右 does not cover it."""
    verb, noun, unit = thing
    actual = target * (100 - short) // 100
    progress = f"全年{verb}{noun}{actual}{unit}" + (f"，完成年度任务的{rounded(actual, target)}%。" if task else "。")
    found = findings(asked.format(verb=verb, noun=noun, unit=unit, target=target), progress)
    assert {f.rule for f in found} == {"target-not-met"}


@given(st.sampled_from(["失业率", "PM2.5平均浓度", "管网漏损率"]), st.integers(20, 900), st.integers(0, 300))
def test_a_cap_is_met_from_below_and_broken_from_above(noun: str, cap: int, off: int) -> None:
    unit = "微克/立方米" if "浓度" in noun else "%"
    limit, below, above = (Decimal(n) / 10 for n in (cap, max(1, cap - off), cap + off + 1))
    target = f"{noun}控制在{limit}{unit}以内。"
    assert findings(target, f"全市{noun}为{below}{unit}。") == []
    assert {f.rule for f in findings(target, f"全市{noun}为{above}{unit}。")} == {"target-not-met"}


@given(st.integers(2, 400), st.integers(-60, 60))
def test_an_area_answered_in_another_unit_is_converted(hectares: int, off: int) -> None:
    """15亩 are 1公顷; a rounding of half a 公顷 is no shortfall."""
    found = findings(f"新建高标准农田{hectares * 15}亩。", f"新建高标准农田{max(1, hectares + off)}公顷。")
    assert bool(found) is (off < 0 and hectares + off < hectares and hectares > 1)
    for finding in found:
        assert finding.rule == "target-not-met" and finding.proof is not None and not finding.proof.holds


@pytest.mark.parametrize(
    ("operands", "stated", "holds"),
    [
        ([("at-least", "15万亩")], "9600公顷", False),
        ([("at-least", "15万亩")], "1万公顷", True),
        ([("at-least", "1平方公里")], "1500亩", True),
        ([("at-most", "100公顷")], "1.2平方公里", False),
    ],
)
def test_proofs_convert_areas(operands: list[tuple[str, str]], stated: str, holds: bool) -> None:
    outcome = proofs.evaluate("bound", operands, stated)
    assert outcome is not None and outcome.holds is holds


@pytest.mark.parametrize(
    ("step", "stated", "holds"),
    [
        ("increase", "20.3%", True),
        ("increase", "24.6%", False),
        ("decrease", "14.5%", True),
        ("decrease", "20.3%", False),
    ],
)
def test_proofs_grow_by_a_step(step: str, stated: str, holds: bool) -> None:
    outcome = proofs.evaluate("growth", [("current", "936.5亿元"), (step, "158.3亿元")], stated)
    assert outcome is not None and outcome.holds is holds


@pytest.mark.parametrize(
    "progress",
    [
        "全省排名由12位上升到9位。",
        "贷款余额936.5亿元，较年初增加158.3亿元，同比增长24.6%。",
        "改造管网120公里，由财政资金3亿元、企业自筹2亿元投入。",
        "高新技术企业净增82家，达到623家。",
        "甲、乙两县分别改造管网31公里、28公里，全市共有管网1200公里。",
        "检测样品5280批次，合格5222批次，重点品种合格率99.6%。",
        "占地面积相当于新建2.5个足球场。",
        "提高1.3个、0.8个和2.5个百分点。",
    ],
)
def test_look_alikes_stay_silent(progress: str) -> None:
    found = audit_rows(row(period_target="推进重点工作。", annual_target="推进重点工作。", progress=progress))
    assert not rules_on(found) & (FIGURES - {"done-without-figure"})


@pytest.mark.parametrize(
    ("annual", "period", "progress"),
    [
        ("", "", "一般公共预算收入完成386.4亿元，上年为364.5亿元，同比增长6.0%，其中税收收入278.2亿元，占比72.0%。"),
        (
            "化学需氧量减排2000吨，氨氮减排120吨。",
            "化学需氧量减排2000吨，氨氮减排120吨。",
            "化学需氧量、氨氮分别减排2360吨、148吨，完成省下达任务的118%、123.3%。",
        ),
        (
            "为1.2万名残疾人提供康复服务。",
            "提供康复服务1.2万人次以上。",
            "共为12860名残疾人提供康复服务，其中残疾儿童1260名。",
        ),
        ("累计建成5G基站8000个。", "累计建成5G基站8000个。", "全年新建5G基站2180个。"),
    ],
)
def test_what_a_second_reader_found_accused(annual: str, period: str, progress: str) -> None:
    usual = "加强财政管理。"
    found = audit_rows(row(annual_target=annual or usual, period_target=period or usual, progress=progress))
    assert rules_on(found) == set()


@pytest.mark.parametrize(
    ("annual", "period", "progress", "rule"),
    [
        (
            "PM2.5平均浓度控制在42微克/立方米以内。",
            "不高于42微克/立方米。",
            "PM2.5平均浓度44微克/立方米。",
            "target-not-met",
        ),
        ("建设高标准农田20万亩。", "建成20万亩。", "高标准农田建设任务11月通过验收。", "done-without-figure"),
        ("煤炭消费量下降2%。", "下降2%。", "煤炭消费量同比增长2.3%。", "direction-conflict"),
        ("完成造林3万亩。", "完成造林3万亩。", "完成造林3.1万亩，完成年度任务的113.3%。", "ratio-mismatch"),
        ("", "", "绿化覆盖率由43.1%提高到43.6%，提高0.8个百分点。", "growth-mismatch"),
    ],
)
def test_what_a_second_reader_missed(annual: str, period: str, progress: str, rule: str) -> None:
    """A period's target without a subject takes it from the annual one; a target is exact, not measured."""
    usual = "加强管理。"
    found = audit_rows(row(annual_target=annual or usual, period_target=period or usual, progress=progress))
    assert rules_on(found) == {rule}


def test_supported_needs_the_year_and_no_open_fault() -> None:
    met = {
        "annual_target": "新登记企业2万家。",
        "period_target": "新登记企业5000家。",
        "progress": "新登记企业5200家。",
    }
    assert audit_rows(row(**met)).assessments[0].verdict == "not-assessable"
    assert audit_rows(row(**{**met, "annual_target": "新登记企业5000家。"})).assessments[0].verdict == "supported"


@pytest.mark.parametrize(
    ("target", "progress"),
    [
        ("审批事项精简为50项。", "审批事项精简为46项。"),
        ("办理环节由5个减为3个。", "办理环节由5个减为2个。"),
        ("公务用车费用封顶2000万元。", "公务用车费用1830万元。"),
        ("森林火灾受害率0.5‰。", "森林火灾受害率0.2‰。"),
        ("贷款利率4%。", "贷款利率3.8%。"),
        ("居民消费价格涨幅3%左右。", "居民消费价格涨幅1.2%。"),
        ("提升水质。", "近200个社区覆盖率达到97.3%，12个区县供水水质达标率98.4%。"),
        ("推出措施。", "在教育、医疗、养老、托育领域推出3项便民措施。"),
        ("引进团队。", "引进院士团队2个（材料、信息、生物领域）。"),
        ("建设学校。", "新建一批学校，建成学校3所（小学、初中）。"),
        ("推进项目。", "科学、合理、有序推进4个项目建设。"),
        ("做大产业。", "产值由1000亿元增加到1102亿元，年均增长5%。"),
        ("做大产业。", "净利润10亿元，其中盈利企业盈利12亿元、亏损企业亏损2亿元。"),
        ("植树100万株。", "植树120万棵。"),
        ("新增企业100家。", "新增企业近百家。"),
    ],
)
def test_what_a_harsh_reader_found_accused(target: str, progress: str) -> None:
    assert rules_on(audit_rows(row(annual_target=target, period_target=target, progress=progress))) == set()


@pytest.mark.parametrize("progress", ["新增企业不足100家。", "新增企业近百家。", "利润-3.2亿元。"])
def test_what_does_not_show_a_target_met_is_not_verified(progress: str) -> None:
    target = "利润3亿元。" if "利润" in progress else "新增企业100家。"
    found = audit_rows(row(annual_target=target, period_target=target, progress=progress))
    assert [v for v in found.verifications if v.rule == "target-not-met"] == []


@pytest.mark.parametrize(
    ("name", "target", "progress", "found"),
    [
        # A pace is due at any time, an amount of the year only when the year is over.
        ("2023Q2", "工业投资增长12%左右，全年单位能耗下降3%。", "上半年工业投资增长8.2%，单位能耗下降3.1%。", True),
        ("2023Q2", "全年工业投资增长12%左右。", "上半年工业投资增长8.2%。", False),
        ("2023Q2", "工业投资增长12%左右。", "上半年工业投资增长11.4%。", False),
        ("2023Q2", "全年完成工业投资120亿元。", "上半年完成工业投资62亿元。", False),
        ("2023Q2", "年度出口总额增长9%以上。", "出口总额318亿元，同比增长-7.5%。", True),
        # The first quarter is all there was of the year so far.
        ("2023Q1", "新建充电桩300个。", "一季度新建充电桩212个。", True),
        ("2023Q4", "新建充电桩300个。", "四季度新建充电桩212个。", False),
    ],
)
def test_when_a_demand_is_due(name: str, target: str, progress: str, found: bool) -> None:
    cells = row(annual_target=target, period_target=target, progress=progress)
    text = table(cells).replace("第4季度", f"第{name[-1]}季度")
    assert ("target-not-met" in rules_on(audit(read_text(text, name=name)))) is found
