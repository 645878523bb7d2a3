"""A profile changes rules, levels, settings and words, and refuses what no rule knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tables import audit_rows, row, rules_on
from toolkit.checks.opinion_section import OpinionSettings
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


OPINION = '[opinion]\nmodel = "qwen"\n'


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost:11434/v1/",
        "https://[::1]:8443",
        "http://127.9.9.9",
    ],
)
def test_a_second_opinion_is_had_on_this_machine(tmp_path: Path, url: str) -> None:
    profile = load_profile(write(tmp_path, f'{OPINION}base_url = "{url}"\n'))
    assert profile.opinion == OpinionSettings(url, "qwen")
    assert profile.opinion.local


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.5:8080/v1",
        "https://api.example.org/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://0.0.0.0:8080/v1",
        "http://2130706433/v1",
    ],
)
def test_another_machine_is_asked_only_where_it_is_allowed(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError, match="allow_remote"):
        load_profile(write(tmp_path, f'{OPINION}base_url = "{url}"\n'))
    allowed = load_profile(write(tmp_path, f'{OPINION}base_url = "{url}"\nallow_remote = true\n')).opinion
    assert allowed and not allowed.local


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[opinion]\n", "base_url"),
        ('[opinion]\nbase_url = "http://localhost/v1"\n', "model"),
        (f'{OPINION}base_url = ""\n', "base_url"),
        (f'{OPINION}base_url = "http://localhost/v1"\napi_key = "sk"\n', "api_key"),
        (f'{OPINION}base_url = "http://localhost/v1"\ncache = 1\n', "cache"),
        (f'{OPINION}base_url = "http://localhost/v1"\nallow_remote = "yes"\n', "true 或 false"),
        (f'{OPINION}base_url = "ftp://localhost/v1"\n', "http://主机"),
        (f'{OPINION}base_url = "http://localhost\\\\@example.org/v1"\n', "http://主机"),
        (f'{OPINION}base_url = "http://localhost/v1?key=sk"\n', "http://主机"),
        ('[opinion]\nmodel = "a\\nb"\nbase_url = "http://localhost/v1"\n', "model"),
        ("opinion = true\n", "opinion"),
    ],
)
def test_an_opinion_section_that_is_wrong_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        load_profile(write(tmp_path, text))


def test_a_password_in_an_address_is_refused_and_not_shown(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="用户名") as met:
        load_profile(write(tmp_path, f'{OPINION}base_url = "http://me:sesame@localhost/v1"\n'))
    assert "sesame" not in str(met.value)
