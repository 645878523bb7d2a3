"""Evidence and texts used twice: small whole tables, each with the look-alike that stays silent."""

from __future__ import annotations

import pytest

from tests.tables import audit_rows, row
from toolkit.checks.profile import Profile
from toolkit.model import Finding

Row = tuple[str, str, str]  # number, target, progress

PROJECTS = "全市实施重大项目536个，总投资5930亿元，年度计划投资1265亿元，完成投资1310亿元，投资完成率103.6%。"
EMPTY = "组织部门联动，完善工作机制，压实工作责任，健全服务体系，强化督导检查，各项任务全部落实到位。"
POLICY = "深入贯彻落实党中央国务院决策部署和省委省政府工作要求，坚持稳中求进工作总基调，扎实推进各项任务落地见效。"


def found(rule: str, *rows: Row, profile: Profile | None = None) -> list[Finding]:
    table = [row(item=n, annual_target=t, period_target=t, progress=p, responsible_unit=f"单位{n}") for n, t, p in rows]
    return [f for f in audit_rows(*table, profile=profile).findings if f.rule == rule]


def accused(rule: str, *rows: Row) -> set[str | None]:
    return {f.passage.item for f in found(rule, *rows) if f.severity != "info"}


A, B = ("1", "抓好重大项目建设。"), ("2", "振兴老工业区。")

REUSED = {
    "copied whole": [(*A, PROJECTS), (*B, PROJECTS)],
    "rewritten around the figures": [
        (*A, PROJECTS),
        (*B, "年底完成投资1310亿元，占年度计划1265亿元的103.6%，涉及项目536个。另新认定企业626家。"),
    ],
    "figures in another order and width": [
        (*A, PROJECTS),
        (*B, "完成投资１３１０亿元（总投资 5930 亿元），实施项目 536 个。"),
    ],
    "a sentence of it with two figures": [
        (
            *A,
            "一是全力推进城市更新行动，改造老旧小区187个、惠及居民5.23万户，群众居住条件持续得到明显改善。二是加强管理。",
        ),
        (*B, "全力推进城市更新行动，改造老旧小区187个、惠及居民5.23万户，群众居住条件持续得到明显改善。"),
    ],
    "values in another scale": [
        (*A, "帮扶困难职工23470人，发放救助金1865万元，服务企业386家。"),
        (*B, "共帮扶2.347万人，落实资金0.1865亿元，走访企业386家。"),
    ],
    "three rows of one evidence": [(*A, PROJECTS), (*B, PROJECTS), ("3", "做大新能源产业。", PROJECTS)],
}
NOT_REUSED = {
    "small and round figures": [
        (*A, "建成项目3个，完成率100%，投资10亿元，惠及2000人。"),
        (*B, "建成学校3个，完成率100%，投资10亿元，惠及2000人。"),
    ],
    "dates and years": [
        (*A, "2023年12月31日完成竣工验收，2023年11月15日通车，自2021年5月18日开工。"),
        (*B, "2023年12月31日印发方案，2023年11月15日开园，2021年5月18日启动。"),
    ],
    "the plan restated by both": [
        (
            "1",
            "新增就业5.82万人、培训1.35万人、创业2860人。",
            "新增就业5.82万人、培训1.35万人、创业2860人的目标已分解到区县。",
        ),
        (
            "2",
            "确保新增就业5.82万人、培训1.35万人、创业2860人。",
            "对照新增就业5.82万人、培训1.35万人、创业2860人逐项落实。",
        ),
    ],
    "equal numbers of different units": [
        (*A, "完成投资536亿元，贷款1265万元，用地1310亩。"),
        (*B, "实施项目536个，培训1265人，改造管网1310公里。"),
    ],
    "how large the place is": [
        (*A, "全市总面积5965平方公里，常住人口470.6万人，户籍人口433.2万人，建成公园3处。"),
        (*B, "全市总面积5965平方公里，常住人口470.6万人，户籍人口433.2万人，新开公交线路2条。"),
    ],
    "two figures alone": [(*A, "实施项目536个，总投资5930亿元。"), (*B, "共536个项目，总投资5930亿元，开工2个。")],
    "the same policy sentence": [(*A, POLICY + "建成项目37个。"), (*B, POLICY + "改造厂房52栋。")],
}


@pytest.mark.parametrize("rows", REUSED.values(), ids=REUSED)
def test_reused_evidence_is_told_on_every_row(rows: list[Row]) -> None:
    assert accused("row-evidence-reused", *rows) == {number for number, _, _ in rows}


@pytest.mark.parametrize("rows", NOT_REUSED.values(), ids=NOT_REUSED)
def test_what_agrees_for_other_reasons_is_left_alone(rows: list[Row]) -> None:
    assert accused("row-evidence-reused", *rows) == set()
    assert found("row-evidence-reused", *rows) == []


def test_a_standing_target_makes_it_a_hint() -> None:
    rows = [
        ("1", "推进重大项目建设，完成年度投资任务。", PROJECTS),
        ("2", "推进重大项目建设，完成年度投资任务。", PROJECTS),
    ]
    assert [f.severity for f in found("row-evidence-reused", *rows)] == ["info", "info"]


def test_both_rows_are_quoted_and_the_figures_named() -> None:
    first, second = found("row-evidence-reused", *REUSED["rewritten around the figures"])
    assert "5 个数字相同" not in first.message and "4 个数字相同：536个、1265亿元、1310亿元、103.6%" in first.message
    assert (first.passage.item, first.related[0].item) == ("1", "2")
    assert second.passage.quote.startswith("年底完成投资1310亿元") and second.passage.quote.endswith("536个")


def test_the_number_of_figures_is_a_setting() -> None:
    rows = NOT_REUSED["two figures alone"]
    strict = Profile(settings={"row-evidence-reused": {"figures": 2}})
    assert len(found("row-evidence-reused", *rows, profile=strict)) == 2


def test_the_larger_the_table_the_more_has_to_agree() -> None:
    """Two of three hundred rows share three two-digit figures for nothing; two of two do not."""
    one, other = "改造小区47个，绿化83亩，培训61人。", "走访企业61人，新建泊位47个，造林83亩。"
    many = [(str(n), f"第{n}类工作。", f"办理事项{n * 137}件。") for n in range(3, 300)]
    assert accused("row-evidence-reused", (*A, one), (*B, other)) == {"1", "2"}
    assert accused("row-evidence-reused", (*A, one), (*B, other), *many) == set()


DUPLICATED = {
    "only the district changed": [(*A, "东县" + EMPTY), (*B, "西县" + EMPTY)],
    "word for word": [(*A, EMPTY), (*B, EMPTY)],
    "white space and width": [(*A, EMPTY + "覆盖12个镇。"), (*B, EMPTY.replace("，", "， ") + "覆盖１２个镇。")],
    "a few words changed": [(*A, EMPTY), (*B, EMPTY.replace("全部落实到位", "均已落实到位"))],
    "the date changed": [(*A, "截至11月底，" + EMPTY), (*B, "截至12月底，" + EMPTY)],
    "with its figures": [(*A, PROJECTS), (*B, PROJECTS)],
}
NOT_DUPLICATED = {
    "parallel rows with their own figures": [
        (*A, "建成农村公路32公里，完成养护工程15公里，群众出行条件明显改善，满意度达到96.5%。"),
        (*B, "建成农村公路47公里，完成养护工程28公里，群众出行条件明显改善，满意度达到97.2%。"),
    ],
    "a short formula": [(*A, "各项任务已全部完成。"), (*B, "各项任务已全部完成。")],
    "one target, one text": [
        ("1", "加强营商环境建设，压实各方责任。", EMPTY),
        ("2", "加强营商环境建设，压实各方责任。", EMPTY),
    ],
    "one sentence of policy": [
        (*A, POLICY + "建成项目37个，带动就业。"),
        (*B, POLICY + "厂房改造全部完工，企业陆续入驻。"),
    ],
    "different texts of one length": [
        (*A, "建成投用学校两所，新增学位三千个，有效缓解了城区入学压力，家长满意。"),
        (*B, "改造老旧小区多个，加装电梯若干部，切实改善了居民居住条件，群众称赞。"),
    ],
    "many rows of one formula": [(str(n), f"做好第{n}类服务保障。", EMPTY) for n in range(1, 13)],
}


@pytest.mark.parametrize("rows", DUPLICATED.values(), ids=DUPLICATED)
def test_duplicated_texts_are_told(rows: list[Row]) -> None:
    assert accused("row-text-duplicated", *rows) == {"1", "2"}


@pytest.mark.parametrize("rows", NOT_DUPLICATED.values(), ids=NOT_DUPLICATED)
def test_legitimate_repeats_are_hints_at_most(rows: list[Row]) -> None:
    assert accused("row-text-duplicated", *rows) == set()


def test_a_policy_sentence_is_a_hint_with_both_places() -> None:
    hints = found("row-text-duplicated", *NOT_DUPLICATED["one sentence of policy"])
    assert [(f.severity, f.passage.item, f.related[0].item) for f in hints] == [("info", "1", "2"), ("info", "2", "1")]
    assert all(f.passage.quote.startswith("深入贯彻落实") for f in hints)


def test_a_formula_of_the_whole_table_is_one_hint() -> None:
    hints = found("row-text-duplicated", *NOT_DUPLICATED["many rows of one formula"])
    assert [f.severity for f in hints] == ["info"] and "12 项" in hints[0].message


def test_a_row_whose_cells_slid_is_left_out() -> None:
    from tests.tables import table
    from toolkit.auditing import audit
    from toolkit.reading import read_text

    slid = f"3\t{EMPTY}\t完成\n"
    report = read_text(table(row(item="1", progress=EMPTY)) + slid, name="2023Q4")
    assert not [f for f in audit(report).findings if f.rule == "row-text-duplicated"]
