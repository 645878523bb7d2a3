"""A row that lost a cell or was cut by a line break is mended, or is not judged: no cell slides in silence."""

from __future__ import annotations

import pytest

from tests.tables import HEAD, row
from toolkit.model import Column, Report
from toolkit.reading import read_text

WHOLE = "{}\t建设学校2所。\t建设学校2所。\t完成\t建成学校2所。\t无\t张三\t市教育局"
ONE, TWO, THREE = (WHOLE.format(n) for n in (1, 2, 3))


def read(*rows: str, head: str = HEAD) -> Report:
    return read_text("\n".join((head, *rows)) + "\n", name="2023Q4")


def kinds(report: Report) -> list[str]:
    return [repair.kind for repair in report.repairs]


def numbers(report: Report) -> list[tuple[str, bool]]:
    return [(item.number, item.intact) for item in report.items]


def test_whole_rows_with_or_without_empty_ends_are_silent() -> None:
    report = read(ONE, TWO + "\t", THREE + "\t\t\t")
    assert numbers(report) == [("1", True), ("2", True), ("3", True)]
    assert kinds(report) == []


@pytest.mark.parametrize(
    "cut",
    [
        "2\t甲\t乙\t完成\t建成学校2所。",
        "2\t甲\t乙\t完成\t建成学校2所，新增学位500个\t\t",
        "2\t甲\t乙\t完成\t建成学校2所。\t无",
        "2\t甲\t乙\t未完成\t建成学校2所。\t征地滞后",
    ],
)
def test_a_row_that_only_lacks_its_end_is_judged(cut: str) -> None:
    report = read(ONE, cut, THREE)
    assert numbers(report) == [("1", True), ("2", True), ("3", True)]
    assert kinds(report) == ["row-shape"]


@pytest.mark.parametrize(
    "slid",
    [
        "2\t甲\t乙\t完成\t建成学校2所。\t张三\t市教育局",
        "2\t甲\t乙\t完成\t建成学校2所。\t张三",
        "2\t甲\t乙\t完成\t建成学校2所。\t市教育局",
        "2\t甲\t乙\t完成\t无\t张三\t市教育局",
        "2\t甲\t乙\t完成\t市教育局",
        "2\t甲\t乙\t完成",
        "2\t甲\t完成\t建成学校2所。\t无\t张三\t市教育局",
        "2\t甲\t乙\t建成学校2所。\t无\t张三\t市教育局",
        "2\t甲\t乙\t完成\t建成学校2所。\t无\t张三",
    ],
)
def test_a_row_whose_cells_may_have_slid_is_not_judged(slid: str) -> None:
    report = read(ONE, slid, THREE)
    assert numbers(report) == [("1", True), ("2", False), ("3", True)]
    assert kinds(report) == ["row-shape"]


def test_a_break_before_a_digit_makes_no_phantom_item() -> None:
    report = read("1\t甲\t乙\t完成\t建成学校", "2\t无\t张三\t市教育局", TWO)
    assert numbers(report) == [("1", False), ("2", True)]
    assert kinds(report) == ["row-shape"]
    assert report.items[0][Column.PROGRESS] == "建成学校\n2"


def test_two_rows_cut_short_stay_two() -> None:
    report = read("1\t甲\t乙\t完成\t建成学校2所。", "2\t丙\t丁\t完成\t建成道路3条。", THREE)
    assert numbers(report) == [("1", True), ("2", True), ("3", True)]


def test_a_note_is_not_glued_on() -> None:
    report = read("1\t甲\t乙\t完成\t建成学校", "附注\t说明一\t说明二\t说明三")
    assert report.items[0][Column.PROGRESS] == "建成学校"
    assert [item.number for item in report.items] == ["1"]
    assert kinds(report) == ["row-shape", "note-row"]


def test_a_join_that_puts_the_status_elsewhere_is_not_trusted() -> None:
    report = read("1\t甲\t完成\t建成学校2所\t投用", "良好\t张三\t市教育局\t见附件", TWO)
    assert numbers(report) == [("1", False), ("2", True)]


def test_a_break_over_several_lines_is_joined() -> None:
    report = read("1\t甲\t乙\t完成\t建成：", "1. 学校2所；", "2. 道路3条。\t无\t张三、", "李四\t市教育局", TWO)
    assert numbers(report) == [("1", True), ("2", True)]
    assert report.items[0][Column.PROGRESS] == "建成：\n1. 学校2所；\n2. 道路3条。"
    assert report.items[0][Column.LEADER] == "张三、\n李四"
    assert kinds(report) == ["row-joined"]


def test_a_number_alone_is_an_item() -> None:
    report = read(ONE, "2\t\t\t\t\t\t\t\t", "3\t\t\t")
    assert numbers(report) == [("1", True), ("2", True), ("3", False)]
    assert kinds(report) == ["row-shape"]


def test_a_merged_cell_written_on_goes_to_its_item() -> None:
    report = read(ONE, "\t\t\t\t续：新增学位500个。\t\t\t", TWO)
    assert numbers(report) == [("1", True), ("2", True)]
    assert report.items[0][Column.PROGRESS] == "建成学校2所。\n续：新增学位500个。"
    assert [(r.kind, r.item) for r in report.repairs] == [("row-joined", "1")]


def test_a_row_with_a_status_of_its_own_is_no_continuation() -> None:
    report = read(ONE, "\t建设道路\t建设道路\t未完成\t完成路基\t征地滞后\t\t", TWO)
    assert [item.number for item in report.items] == ["1", "第3行", "2"]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ((ONE, "市财政局", "市住建局", TWO), "市教育局\n市财政局\n市住建局"),
        ((ONE, "市财政局"), "市教育局\n市财政局"),
        ((ONE.rsplit("\t", 1)[0], "市教育局", TWO), "市教育局"),
        ((ONE + "、", "某某专班", TWO), "市教育局、\n某某专班"),
    ],
)
def test_a_break_in_or_before_the_last_cell(rows: tuple[str, ...], cell: str) -> None:
    report = read(*rows)
    assert report.items[0][Column.RESPONSIBLE_UNIT] == cell
    assert report.items[0][Column.LEADER] == "张三"
    assert report.items[0].intact
    assert kinds(report) == ["row-joined"]


@pytest.mark.parametrize("caption", ["二、民生保障", "民生保障类", "市财政局", "\t二、民生保障" + "\t" * 6])
def test_the_caption_of_a_group_is_not_glued_on(caption: str) -> None:
    report = read(ONE, caption, TWO.replace("市教育局", "市财政局"))
    assert report.items[0][Column.RESPONSIBLE_UNIT] == "市教育局"
    assert kinds(report) == ["note-row"]


def test_the_signature_below_the_table_is_not_glued_on() -> None:
    report = read(ONE, "市政府办公室", "2024年1月5日")
    assert report.items[0][Column.RESPONSIBLE_UNIT] == "市教育局"


@pytest.mark.parametrize(
    "aside",
    [
        "打印\t关闭",
        "注：\t本表数据截至12月",
        "合计\t1项\t\t\t\t\t\t",
        "合计\t\t\t\t共1项\t\t\t",
        "备注\t\t",
        "审定\t\t\t\t\t\t\t",
    ],
)
def test_notes_totals_and_buttons_are_no_items(aside: str) -> None:
    report = read(ONE, aside)
    assert numbers(report) == [("1", True)]
    assert kinds(report) == ["note-row"]


def test_the_rest_of_a_row_that_was_cut_is_kept_and_not_trusted() -> None:
    report = read("1\t甲\t乙\t完成\t建成学校2所。", "投用后新增学位500个", TWO)
    assert numbers(report) == [("1", False), ("2", True)]
    assert "新增学位500个" in report.items[0][Column.PROGRESS]


def test_a_heading_repeated_with_another_period_is_junk() -> None:
    report = read(ONE, HEAD.replace("第4季度", "第3季度"), TWO)
    assert numbers(report) == [("1", True), ("2", True)]
    assert kinds(report) == ["repeated-heading"]
    assert ("第 3 行的表头", "Q3") in report.claims


def test_a_page_break_inside_an_item() -> None:
    report = read(ONE, "第1页", HEAD, "\t\t\t\t续：新增学位500个。\t\t\t", TWO)
    assert numbers(report) == [("1", True), ("2", True)]
    assert [(r.line, r.kind) for r in report.repairs] == [
        (2, "row-joined"),
        (3, "page-footer"),
        (4, "repeated-heading"),
    ]


def test_a_heading_of_another_order_holds_for_the_rows_behind_it() -> None:
    other = "序号\t责任单位\t分管领导\t年度目标\t第4季度目标\t是否完成\t具体工作进展\t未完成原因"
    report = read(ONE, "", "表二", other, "2\t市财政局\t李四\t甲\t乙\t完成\t建成道路3条。\t无")
    assert numbers(report) == [("1", True), ("2", True)]
    assert report.headings[Column.RESPONSIBLE_UNIT] == "责任单位"
    assert report.items[1][Column.RESPONSIBLE_UNIT] == "市财政局"
    assert report.items[1][Column.PROGRESS] == "建成道路3条。"
    assert "new-heading" in kinds(report)


def test_rows_below_a_heading_that_cannot_be_read_are_not_judged() -> None:
    report = read(ONE, "序号\t责任单位\t项目名称\t分管领导\t投资额\t状态\t备注\t地点", TWO)
    assert numbers(report) == [("1", True), ("2", False)]
    assert kinds(report) == ["new-heading", "row-shape"]


def test_the_first_of_two_tables_is_not_taken_for_a_title() -> None:
    first = "编号\t工作目标\t四季度目标\t完成状态\t进展情况"
    report = read("1\t甲\t乙\t完成\t建成学校2所。", TWO.replace("2", "3", 1), HEAD, TWO, head=first)
    assert [item.number for item in report.items] == ["1", "3", "2"]


def test_a_stray_quote_in_two_rows_merges_nothing() -> None:
    opened = ONE.replace("建成学校2所。", '"建成学校2所。')
    for closing in (TWO + '"', TWO.replace("市教育局", '市教育局"'), TWO.replace("建成学校2所。", '建成学校2所。"')):
        report = read(opened, closing, THREE)
        assert numbers(report) == [("1", True), ("2", True), ("3", True)]
        assert report.items[0][Column.PROGRESS] == '"建成学校2所。'


def test_quoted_lists_stay_in_their_cell() -> None:
    listed = "完成：\n1\t学校2所\n2\t道路3条"
    report = read_text(f"{HEAD}\n{row(progress=listed)}\n{TWO}\n")
    assert report.items[0][Column.PROGRESS] == listed
    assert len(report.items) == 2


def test_zero_width_characters_hide_no_heading_and_no_status() -> None:
    head = HEAD.replace("是否完成", "是\u200b否完成").replace("具体", "\ufeff具体")
    report = read(ONE.replace("完成", "完\u200b成", 1), "2\u200b" + TWO[1:], head=head)
    assert len(report.headings) == 8
    assert report.items[0][Column.STATUS] == "完\u200b成"
    assert numbers(report) == [("1", True), ("2", True)]


def test_a_drawn_table_loses_its_strokes() -> None:
    text = "\n".join("| " + line.replace("\t", " | ") + " |" for line in (HEAD, "---\t" * 7 + ":--", ONE, TWO))
    report = read_text(text, name="2023Q4")
    assert numbers(report) == [("1", True), ("2", True)]
    assert report.items[0][Column.RESPONSIBLE_UNIT] == "市教育局"
    assert kinds(report) == []  # the row of dashes belongs to the format
    assert report.source.format == "markdown"


def test_one_cell_full_of_commas_does_not_refuse_the_table() -> None:
    assert len(read(ONE, TWO.replace("建成", "," * 300 + "建成")).items) == 2
