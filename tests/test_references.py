"""The user's references from end to end: commands, files, ledger, notebook; nothing of them where none are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolkit
from tests.checks.test_across_sources import TABLE_OF, held
from tests.tables import row, table
from tests.test_cli import REAL, call, refused
from toolkit import Remark, SourceReading
from toolkit.auditing import audit, audit_source
from toolkit.checks.profile import Profile
from toolkit.errors import InputError
from toolkit.model import Column
from toolkit.reading import read_text
from toolkit.references.folder import from_tables

JOBS = "城镇新增就业|2023|5.82|万人|统计公报|2024-02-28"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Tables that bear out one figure of the real report, contradict another, and know a few of its names."""
    home = tmp_path / "资料"
    home.mkdir()
    (home / "statistics.csv").write_text(
        "indicator,period,value,unit,source_title,date\n"
        "地区生产总值增速,2023,5.5,%,2023年统计公报,2024-03-01\n"
        "高新技术企业总量,2023年底,1540,家,科技统计,2024-02-01\n"
        "城镇登记失业率,2023,2.1,%,统计公报,2024-03-01\n",
        encoding="utf-8",
    )
    (home / "directory.tsv").write_text("kind\tname\nleader\t宋振波\nunit\t市发展改革委\n", encoding="utf-8")
    (home / "备忘.md").write_text("x", encoding="utf-8")
    return home


def test_without_references_the_rules_are_listed_and_do_not_run() -> None:
    assert all(rule in call("rules").stdout for rule in TABLE_OF)
    found = audit_source(REAL)
    assert not set(found.rules) & set(TABLE_OF) and found.corroborated is None


def test_a_profile_that_names_them_runs_nothing_without_references() -> None:
    found = audit_source(REAL, profile=Profile(only=("across-sources",)))
    assert found.rules == () and found.findings == ()


def test_check_tells_what_agreed_what_conflicts_and_what_had_no_match(folder: Path) -> None:
    done = call("check", REAL, "--references", folder)
    assert done.returncode == 0, done.stderr
    assert "参考资料：统计 3 行，对上 1 个数，不符 0 处；未对上：资料 2 行" in done.stdout
    assert "名录 2 行" in done.stdout and "未识别的文件 备忘.md" in done.stdout


def test_the_files_of_a_check_replay_and_the_manifest_keeps_the_account(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert call("check", REAL, "--references", folder, "--out", out).returncode == 0
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    statistics = told["references"]["tables"][0]
    assert statistics["files"][0]["name"] == "statistics.csv" and len(statistics["files"][0]["sha256"]) == 64
    assert (statistics["rows"], statistics["matched"], statistics["conflicts"]) == (3, 1, 0)
    assert "statistics.csv 第 4 行：城镇登记失业率（2023）" in statistics["unmatched"]
    assert "事项 8：536个" in statistics["unsourced"]
    assert told["references"]["ignored"] == ["备忘.md"]
    assert set(TABLE_OF) <= set(told["rules"]) and told["parameters"]["references"] == str(folder)
    assert str(folder) not in json.dumps(told["references"])
    done = call("verify", out)
    assert done.returncode == 0 and "全部成立" in done.stdout


def test_a_verification_without_a_proof_passes_only_beside_references(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("check", REAL, "--references", folder, "--out", out)
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (out / "manifest.json").write_text(json.dumps({**told, "references": None}), encoding="utf-8")
    assert call("verify", out).returncode == 1


def test_json_carries_the_account_only_where_there_is_one(folder: Path) -> None:
    plain, with_tables = (
        json.loads(call("check", REAL, "--format", "json", *more).stdout) for more in ((), ("--references", folder))
    )
    assert "references" not in plain
    assert [t["table"] for t in with_tables["references"]["tables"]] == ["statistics", "directory"]


@pytest.mark.parametrize("command", [("check", REAL), ("run", "--source", REAL)])
def test_a_folder_without_tables_is_refused_before_anything_runs(
    command: tuple[str | Path, ...], tmp_path: Path
) -> None:
    refused(call(*command, "--references", tmp_path, cwd=tmp_path), "statistics、plan、documents、directory")
    refused(call(*command, "--references", tmp_path / "none", cwd=tmp_path), "没有这个文件夹")
    assert list(tmp_path.iterdir()) == []


def test_run_hands_them_to_the_notebook(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = call("run", "--source", REAL, "--references", folder, "--out", out, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert told["references"]["tables"][0]["matched"] == 1
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "已与您提供的参考资料核对" in page and "没有提供下达目标、文件索引" in page


def test_templates_are_written_once_and_never_over_a_file(tmp_path: Path) -> None:
    home = tmp_path / "新" / "资料"
    first = call("references", home)
    assert first.returncode == 0 and "statistics.csv、plan.csv、documents.csv、directory.csv" in first.stdout
    (home / "plan.csv").write_text("mine", encoding="utf-8")
    (home / "documents.csv").unlink()
    again = call("references", home)
    assert "已写入" in again.stdout and "documents.csv" in again.stdout.splitlines()[0]
    assert "已有，未改动：statistics.csv、plan.csv、directory.csv" in again.stdout
    assert (home / "plan.csv").read_text(encoding="utf-8") == "mine"
    assert (home / "statistics.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator,period,value")
    (tmp_path / "file").write_text("x")
    refused(call("references", tmp_path / "file"), "file")


def test_a_template_filled_in_below_its_example_is_read(tmp_path: Path) -> None:
    call("references", tmp_path)
    with (tmp_path / "statistics.csv").open("a", encoding="utf-8") as stream:
        stream.write("城镇新增就业,2023,5.82,万人,公报,2024-02-28\n")
    found = toolkit.read_references(tmp_path)
    assert [row.indicator for row in found.statistics] == ["城镇新增就业"]
    assert found.plan == () and [file.skipped for file in found.files][-1] == ("第 2 行：示例",)


def test_the_ledger_marks_what_agrees_and_what_conflicts() -> None:
    for told, outcome in (("5.8万人", "verified"), ("6.1万人", "contradicted")):
        found = held(row(progress=f"全市城镇新增就业{told}，举办招聘会32场。"), statistics=JOBS)
        said = {q.passage.quote: (q.outcome, q.checked_by) for q in found.quantities}
        assert said[told] == (outcome, ("source-figure-conflict",))
        assert said["32场"] == ("unchecked", ())
        assert found.corroborated and found.corroborated.tables[0].unsourced == ("事项 1：32场",)


def test_a_conflict_tells_the_source_its_date_and_the_gap() -> None:
    found = held(row(progress="全市城镇新增就业6.1万人。"), statistics=JOBS)
    finding = next(f for f in found.findings if f.rule == "source-figure-conflict")
    assert "《统计公报》（2024-02-28）" in finding.message and "5.82万人" in finding.message
    assert "相差 2800人" in finding.message and finding.proof is None
    assert next(a.verdict for a in found.assessments) == "contradicted"


def test_without_a_period_what_depends_on_it_abstains() -> None:
    text = table(row(progress="全市城镇新增就业6.1万人。")).replace("第4季度目标", "季度目标")
    given = from_tables({"statistics": JOBS.replace("|", "\t"), "plan": "2023\t1\t建设学校3所。\t\t"})
    found = audit(read_text(text, name="表"), references=given)
    assert not {f.rule for f in found.findings} & set(TABLE_OF) and found.failures == ()


def test_a_check_of_ones_own_is_given_the_references() -> None:
    @toolkit.source_check(
        "unknown-unit",
        title="名录外单位",
        certainty="exact",
        severity="low",
        objects=[{"responsible_unit": "市体育局", "directory": "unit|市教育局||||"}],
        silent=[{"responsible_unit": "市教育局", "directory": "unit|市教育局||||"}],
    )
    def unknown_unit(report: SourceReading) -> Iterator[Remark]:
        known = {entry.name for entry in report.references.directory}
        for item in report.items:
            if item[Column.RESPONSIBLE_UNIT] not in known:
                yield Remark(item.whole(Column.RESPONSIBLE_UNIT), "不在名录中。")

    assert toolkit.examples_that_fail(unknown_unit) == []


def test_the_view_of_a_notebook_says_what_was_compared(folder: Path) -> None:
    view = toolkit.audit(REAL, references=folder)
    assert "统计 3 行，对上 1 个数" in str(view.limits().text)
    assert "与参考资料相符" in set(view.verifications["复算"])
    assert "只比较同一份表内的事项" in str(toolkit.audit(REAL).limits().text)
    with pytest.raises(InputError):
        toolkit.audit(REAL, references=folder / "none")


def test_hostile_reports_and_references_crash_no_check() -> None:
    bidi, formula, huge = "市\u202e教育局", "=1+1", "增长" * 20_000 + "x5.8万人"
    rows = [
        row(progress=text, responsible_unit=text, leader=text, annual_target=text) for text in (bidi, formula, huge)
    ]
    found = held(
        *rows,
        statistics=f"{'增长' * 3000}x|2023|5.8|万人|{bidi}|\n{formula}|2023|1|{huge[:50]}||",
        plan=f"2023|1|{huge}|{bidi}|{formula}",
        documents=f"{huge}|{bidi}|{formula}|2023-01-01",
        directory=f"unit|{huge}||||##leader|{bidi}||||",
    )
    assert found.failures == ()
