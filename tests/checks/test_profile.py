"""A profile changes rules, levels, settings and words, and refuses what no rule knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables import audit_rows, row, rules_on
from toolkit.checks.profile import Profile, load_profile
from toolkit.errors import InputError

REPEATED = row(progress="建成学校2所，完善评价办法，完善评价办法。")


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "profile.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_changes_nothing() -> None:
    assert load_profile("") == Profile()


def test_settings_reach_the_check(tmp_path: Path) -> None:
    assert rules_on(audit_rows(REPEATED)) == set()
    profile = load_profile(write(tmp_path, "[settings.clause-repeated]\nmin_chars = 5\n"))
    assert rules_on(audit_rows(REPEATED, profile=profile)) == {"clause-repeated"}


def test_severity_and_switches(tmp_path: Path) -> None:
    profile = load_profile(write(tmp_path, '[severity]\nvacuous-done = "low"\n[rules]\ndisable = ["wording"]\n'))
    found = audit_rows(row(period_target="调度“飞地”项目。", progress="全市均无“飞地”项目，，"), profile=profile)
    assert {(f.rule, f.severity) for f in found.findings if f.passage.item} == {("vacuous-done", "low")}


def test_words_are_added(tmp_path: Path) -> None:
    profile = load_profile(write(tmp_path, '[words.status]\nvocabulary = ["已办结"]\n'))
    assert "status-vocabulary" in rules_on(audit_rows(row(status="已办结")))
    assert rules_on(audit_rows(row(status="已办结"), profile=profile)) == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[settings.clause-repeated]\nmin_char = 5\n", "min_chars"),
        ('[settings.clause-repeated]\nmin_chars = "5"\n', "int"),
        ("[settings.clause-repeat]\nmin_chars = 5\n", "clause-repeated"),
        ('[severity]\nvacuous-done = "fatal"\n', "fatal"),
        ('[rules]\ndisable = ["vacuos-done"]\n', "vacuous-done"),
        ('[rules]\ndisabled = ["vacuous-done"]\n', "disabled"),
        ('[words.statuses]\ndone = ["好"]\n', "statuses"),
        ('[words.modes]\nongoing_pattern = ["("]\n', "正则"),
        ("[word]\n", "word"),
        ("not toml", "TOML"),
    ],
)
def test_what_no_rule_knows_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        audit_rows(row(), profile=load_profile(write(tmp_path, text)))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="可读的配置文件"):
        load_profile(tmp_path / "none.toml")
