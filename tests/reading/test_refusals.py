"""What is no table is refused in one line that says what was expected, what was met, and where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tables import row, table
from toolkit.errors import InputError
from toolkit.period import Period
from toolkit.reading import read

BAD = {
    "empty": (b"", "空文件"),
    "blank": (b"\n \n\t\n", "空文件"),
    "no-heading": ("甲\t乙\t丙\t丁\n1\t2\t3\t4\n".encode(), "未能对应"),
    "prose": ("全市经济运行总体平稳。\n".encode(), "没有一行能分出"),
    "no-items": (table().encode(), "没有事项"),
    "nul": (b"a\0b", "NUL"),
    "zip": (b"PK\x03\x04rest", "Office"),
    "pdf": (b"%PDF-1.7", "PDF"),
    "png": (b"\x89PNG\r\n", "图片"),
    "utf-16-cut": (b"\xff\xfeA", "无法解码"),
    "neither": (b"\xe5\xba\x8f\n" + b"\xff\xff\xff", "第 2 行"),
    "wide": (("\t".join(str(i) for i in range(300)) + "\n").encode(), "列"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name][0])
    with pytest.raises(InputError, match=BAD[name][1]) as raised:
        read(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert "应为" in str(raised.value) and "实为" in str(raised.value)


def test_missing_folder_pipe_and_unreadable(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path, told in ((tmp_path / "none", "没有这个文件"), (tmp_path, "文件夹"), (fifo, "管道")):
        with pytest.raises(InputError, match=told):
            read(path)


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(InputError):
        read("a\0b")


def test_a_heading_that_lacks_the_progress_names_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("序号\t年度目标\t责任单位\t备注\n1\t甲\t乙\t丙\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"具体工作进展.*“备注”"):
        read(path)


@pytest.mark.parametrize(
    "text", ["2023Q5", "2023Q0", "2023H3", "2023M13", "2023M7", "23Q4", "2023Q04", "", "２０２３Q4", "1899"]
)
def test_period_grammar_refuses(text: str) -> None:
    with pytest.raises(InputError, match="报告期"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2023Q4", "2023H1", "2023", "2023M07", "2023M12"])
def test_period_grammar_round_trips(text: str) -> None:
    period = Period.parse(text)
    assert str(period) == text
    assert period.start <= period.end


def test_period_ends() -> None:
    assert str(Period.parse("2023Q4").end) == "2023-12-31"
    assert str(Period.parse("2024M02").end) == "2024-02-29"
    assert str(Period.parse("2023H2").start) == "2023-07-01"


def test_a_row_of_usual_cells_is_read() -> None:
    assert row().startswith('"1"\t')
