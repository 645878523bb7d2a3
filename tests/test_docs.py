"""What the documents show is what happens: commands, outputs, code, profiles, links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests import renew
from toolkit.checks.catalogue import built_in
from toolkit.checks.profile import load_profile
from toolkit.cli import cli

ROOT = renew.ROOT
DOCUMENTS = [*renew.READMES, *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "README.md", ROOT / "CHANGELOG.md"]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.S)


def test_rules_page_is_generated() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == renew.rules_page(), "make docs"


@pytest.mark.parametrize("readme", renew.READMES, ids=lambda p: p.name)
def test_outputs_are_true(readme: Path) -> None:
    shown = [(m["command"], m["output"]) for m in renew.CONSOLE.finditer(readme.read_text(encoding="utf-8"))]
    assert shown
    for command, output in shown:
        assert output == renew.output_of(command), f"{command}: make docs"


@pytest.mark.parametrize("readme", renew.READMES, ids=lambda p: p.name)
def test_the_table_of_formats_is_what_the_tests_cover(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert renew.FORMATS.search(text)
    assert renew.with_formats(readme, text) == text, "make docs"


@pytest.mark.parametrize("readme", renew.READMES, ids=lambda p: p.name)
def test_code_runs(readme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = blocks(readme, "python")
    assert len(code) >= 2
    for block in code:
        exec(compile(block, readme.name, "exec"), {})  # noqa: S102 - our own document


@pytest.mark.parametrize("readme", renew.READMES, ids=lambda p: p.name)
def test_profile_is_accepted(readme: Path, tmp_path: Path) -> None:
    profiles = blocks(readme, "toml")
    assert profiles
    for text in profiles:
        (tmp_path / "p.toml").write_text(text, encoding="utf-8")
        assert load_profile(tmp_path / "p.toml").choose(built_in())


@pytest.mark.parametrize("readme", renew.READMES, ids=lambda p: p.name)
def test_shown_commands_and_targets_exist(readme: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in "\n".join([*blocks(readme, "bash"), *blocks(readme, "cron"), *blocks(readme, "ini")]).splitlines():
        for target in re.findall(r"(?:^|\s)make (\w+)", line):
            assert re.search(rf"^{target}:", makefile, re.M), target
        for called in re.findall(r"target-audit ([a-z]+)\b", line.split("#")[0]):
            assert called in cli.commands, line
        assert "python -m pytest" not in line or shlex.split(line)[3:] == pytest_arguments(makefile), line


def pytest_arguments(makefile: str) -> list[str]:
    """What `make test` gives to pytest."""
    line = next(line for line in makefile.splitlines() if "-m pytest" in line)
    return shlex.split(line.split("-m pytest", 1)[1])


@pytest.mark.parametrize("readme", renew.READMES, ids=lambda p: p.name)
def test_cron_line_has_five_fields_and_a_command(readme: Path) -> None:
    lines = [line for block in blocks(readme, "cron") for line in block.splitlines() if line.strip()]
    assert lines
    assert all(re.fullmatch(r"(?:[\d*/,-]+ ){5}cd \S+ && .*target-audit run.*", line) for line in lines)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: p.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_method_names_only_rules_that_exist() -> None:
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", text))
    assert named and named <= {rule.id for rule in built_in()}


def test_every_option_of_every_command_has_help() -> None:
    for command in cli.commands.values():
        assert command.help
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or getattr(parameter, "help", None), parameter.name
