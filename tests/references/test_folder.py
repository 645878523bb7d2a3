"""A folder of tables is read in every usual form, or refused in one line: what was expected, met, where."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from toolkit.errors import InputError
from toolkit.references import References, read_references
from toolkit.references.values import Span

STATISTICS = "indicator,period,value,unit,source_title,date\n城镇新增就业,2023,5.80,万人,统计公报,2024-02-28\n"
CHINESE = (
    "指标名称\t时期\t数值\t计量单位\t来源\t发布日期\n城镇新增就业\t2023年1—12月\t5.80\t万人\t统计公报\t2024年2月28日\n"
)
PLAN = "年度,序号,下达目标,责任单位,下达文件\n2023年,8,完成年度投资1260亿元以上。,市发展改革委,政府工作报告\n"
DOCUMENTS = "标题,文号,发文机关,成文日期\n关于促进民营经济的若干意见,淄政发〔2023〕5号,市政府,2023/3/2\n"
DIRECTORY = "类别,名称,简称,职务,启用日期,停用日期\n"
DIRECTORY += "单位,市发展和改革委员会,市发改委、市发展改革委,,2019,至今\n领导,张三,,副市长,2022.1.1,—\n"


def folder(path: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (path / name.replace("__", ".")).write_bytes(data)
    return path


def read(path: Path, **files: str | bytes) -> References:
    return read_references(folder(path, **files))


def test_all_four_tables(tmp_path: Path) -> None:
    found = read(tmp_path, 统计__csv=STATISTICS, 下达目标__csv=PLAN, 文件索引__csv=DOCUMENTS, 名录__csv=DIRECTORY)
    assert [len(found.rows(table)) for table in ("statistics", "plan", "documents", "directory")] == [1, 1, 1, 2]
    statistic, planned, document, entry = found.statistics[0], found.plan[0], found.documents[0], found.directory[0]
    assert (statistic.value, str(statistic.value), statistic.unit) == (Decimal("5.8"), "5.80", "万人")
    assert statistic.period == Span(dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert (planned.year, planned.item) == (2023, "8")
    assert (document.number, document.date) == ("淄政发〔2023〕5号", dt.date(2023, 3, 2))
    assert entry.alias == ("市发改委", "市发展改革委") and entry.valid_from == dt.date(2019, 1, 1)
    assert entry.valid_to is None and found.directory[1].kind == "leader"
    assert [file.name for file in found.files] == ["下达目标.csv", "名录.csv", "文件索引.csv", "统计.csv"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("text", [STATISTICS, CHINESE], ids=["english csv", "chinese tsv"])
def test_encodings_and_headings(tmp_path: Path, text: str, encoding: str) -> None:
    """The table is known by its headings, whatever the file is called."""
    assert read(tmp_path, 附表一__txt=text.encode(encoding)).statistics[0].value == Decimal("5.80")


def test_a_workbook_holds_a_table_in_each_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, text in (("一", STATISTICS), ("二", DOCUMENTS), ("说明", "本工作簿由某处填报\n")):
        sheet = book.create_sheet(title)
        for row in text.splitlines():
            sheet.append([float(c) if c == "5.80" else c for c in row.split(",")])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "资料.xlsx")
    found = read_references(tmp_path)
    assert [str(found.statistics[0].value), found.documents[0].title] == ["5.8", "关于促进民营经济的若干意见"]


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023年末", "2023-01-01", "2023-12-31"),
        ("2023Q4", "2023-10-01", "2023-12-31"),
        ("2023年第三季度", "2023-07-01", "2023-09-30"),
        ("2023年前三季度", "2023-01-01", "2023-09-30"),
        ("2023年上半年", "2023-01-01", "2023-06-30"),
        ("2023H2", "2023-07-01", "2023-12-31"),
        ("2023M02", "2023-02-01", "2023-02-28"),
        ("2023年1-11月", "2023-01-01", "2023-11-30"),
        ("2023-11", "2023-11-01", "2023-11-30"),
        ("截至2023年12月31日", "2023-12-31", "2023-12-31"),
    ],
)
def test_periods_as_people_write_them(tmp_path: Path, said: str, first: str, last: str) -> None:
    found = read(tmp_path, 统计__csv=STATISTICS.replace("2023,", f"{said},", 1))
    assert found.statistics[0].period == Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert found.statistics[0].said == said


def test_rows_that_say_nothing_are_left_out_and_told(tmp_path: Path) -> None:
    text = STATISTICS + "示例：地区生产总值,2023,1,亿元,,\n失业率,2023,—,%,,\n,,,,,\n"
    (file,) = read(tmp_path, 统计__csv=text).files
    assert file.rows == 1
    assert file.skipped == ("第 3 行：示例", "第 4 行：没有数值")


def test_other_files_are_told_and_not_fatal(tmp_path: Path) -> None:
    found = read(tmp_path, 统计__csv=STATISTICS, readme__md="# 说明", 花名册__csv="甲,乙\n1,2\n", _DS_Store="x")
    assert found.ignored == ("_DS_Store", "readme.md", "花名册.csv")


def test_several_files_of_one_table_and_columns_that_nobody_knows(tmp_path: Path) -> None:
    other = "指标,时期,数值,单位,经办人\n失业率,2023,2.1,%,某某\n"
    found = read(tmp_path, 统计一__csv=STATISTICS, 统计二__csv=other)
    assert len(found.statistics) == 2
    assert found.files[1].unread == ("经办人",)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, ["statistics、plan、documents、directory", "空文件夹", "target-audit references"]),
        ({"说明__md": "x"}, ["statistics", "说明.md"]),
        ({"统计__csv": ""}, ["统计.csv", "空文件"]),
        ({"统计__csv": "甲,乙\n1,2\n"}, ["统计.csv", "indicator"]),
        ({"统计__csv": "指标,时期\n就业,2023\n"}, ["统计.csv 第 1 行", "value", "“时期”"]),
        ({"统计__csv": STATISTICS.replace("5.80", "五点八")}, ["统计.csv 第 2 行 数值", "五点八"]),
        ({"统计__csv": STATISTICS.replace("5.80", "=1+1")}, ["统计.csv 第 2 行 数值", "=1+1"]),
        ({"统计__csv": STATISTICS.replace("5.80", "9" * 200)}, ["统计.csv 第 2 行 数值", "普通数字"]),
        ({"统计__csv": STATISTICS.replace("5.80", "5.8%")}, ["统计.csv 第 2 行 数值", "万人", "%"]),
        ({"统计__csv": STATISTICS.replace(",2023,", ",去年,")}, ["统计.csv 第 2 行 时期", "去年"]),
        ({"统计__csv": STATISTICS.replace("2024-02-28", "2023-02-30")}, ["统计.csv 第 2 行 日期", "2023-02-30"]),
        ({"计划__csv": PLAN.replace("2023年", "今年")}, ["计划.csv 第 2 行 年份", "今年"]),
        ({"名录__csv": DIRECTORY.replace("单位,市", "处室,市")}, ["名录.csv 第 2 行 类别", "处室", "unit"]),
        ({"名录__csv": DIRECTORY.replace("至今", "2018-01-01")}, ["名录.csv 第 2 行 停用日期", "2019-01-01"]),
        ({"统计__csv": b"\x00\x01\x02\x03" * 50}, ["统计.csv", "二进制"]),
        ({"统计__xlsx": b"PK\x03\x04broken"}, ["统计.xlsx"]),
        ({"统计__csv": "示例：就业".join(STATISTICS.split("城镇新增就业"))}, ["至少一行数据"]),
    ],
)
def test_bad_input_is_refused_in_one_line(tmp_path: Path, files: dict[str, str | bytes], told: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, **files)
    message = str(caught.value)
    assert "\n" not in message and len(message) <= 400
    assert all(text in message for text in told), message


def test_no_folder_and_a_file_instead_of_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有这个文件夹"):
        read_references(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="应为参考资料文件夹，实为文件"):
        read_references(tmp_path / "file")


def test_hostile_cells_survive(tmp_path: Path) -> None:
    """Formulas are text, what reorders or hides characters is taken out, a huge cell is only long."""
    cells = ("\"=cmd|'/c calc'!A1\"", "城镇\u202e新增\u200b就业", "长" * 50_000)
    text = "indicator,period,value\n" + "".join(f"{cell},2023,5.8\n" for cell in cells)
    found = read(tmp_path, 统计__csv=text)
    assert [row.indicator[:12] for row in found.statistics] == ["=cmd|'/c cal", "城镇新增就业", "长" * 12]


def test_rows_tell_their_file_and_nothing_of_the_machine(tmp_path: Path) -> None:
    assert read(tmp_path, 统计__csv=STATISTICS).statistics[0].at == "统计.csv 第 2 行"
