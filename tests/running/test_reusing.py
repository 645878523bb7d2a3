"""`reuse`: every line quotes both places as printed, and says how near the two cells are as a whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.tables import row, table
from toolkit.cli import cli
from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading import read
from toolkit.running.reusing import NAME, reuse

REPORT = Path(__file__).parents[2] / "data" / "2023Q4.txt"
LONG = "东县组织部门联动，完善工作机制，压实工作责任，健全服务体系，各项任务全部落实。"


def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / NAME).read_text(encoding="utf-8").splitlines()]


def laid(folder: Path, name: str, *rows: str) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(table(*rows), encoding="utf-8")
    return str(path)


def test_quotes_stand_where_they_are_said_to(tmp_path: Path) -> None:
    copy = LONG.replace("，", " ， ", 1).replace("东县", "西县")
    one = laid(tmp_path, "甲-2023Q4.tsv", row(item="1", progress=LONG))
    other = laid(tmp_path, "乙-2023Q4.tsv", row(item="5", progress="1." + copy))
    assert reuse([one, other], tmp_path / "out", min_chars=24) == (2, 1, 1)
    (line,) = lines(tmp_path / "out")
    for side, source in (("one", one), ("other", other)):
        place = line[side]
        cell = read(source).items[0][Column.PROGRESS]
        assert cell[place["start"] : place["end"]] == place["quote"]
        assert (place["source"], place["period"], place["column"]) == (Path(source).name, "2023Q4", "progress")
    assert (line["length"], line["own"], line["distance"]) == (len(LONG) - 1, len(LONG) - 1, 3)


def test_the_real_report_shares_within_itself(tmp_path: Path) -> None:
    reuse([str(REPORT)], tmp_path, min_chars=12)
    quotes = {(line["one"]["item"], line["other"]["item"], line["one"]["quote"]) for line in lines(tmp_path)}
    assert ("8", "29", "2023年度，全市实施市重大项目536个") in quotes
    assert all(line["distance"] is None for line in lines(tmp_path))


def test_sources_of_one_name_are_told_apart(tmp_path: Path) -> None:
    sources = [laid(tmp_path / folder, "2023Q4.tsv", row(progress=LONG)) for folder in ("甲市", "乙市")]
    reuse(sources, tmp_path / "out", min_chars=24)
    (line,) = lines(tmp_path / "out")
    assert [line["one"]["source"], line["other"]["source"]] == sources
    assert line["distance"] == 0


def test_a_bad_source_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        reuse([str(REPORT), str(tmp_path / "none.tsv")], tmp_path / "out", min_chars=24)
    assert not (tmp_path / "out").exists()


def test_the_command_says_what_it_compared(tmp_path: Path) -> None:
    told = CliRunner().invoke(cli, ["reuse", str(REPORT), "--out", str(tmp_path)])
    assert told.exit_code == 0 and told.output.startswith("比对 14 格进展：")
    assert (tmp_path / NAME).is_file()
