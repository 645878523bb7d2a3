"""The lists of dependencies agree: pyproject.toml, environment.yml for conda, constraints.txt with its hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
# conda-forge's matplotlib brings a Qt desktop besides; matplotlib-base is the distribution that PyPI calls matplotlib.
CONDA_NAMES = {"matplotlib": "matplotlib-base", "dask": "dask-core"}
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<bound>[0-9.]+)")
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>\S+)(?: ; .+)? \\$")


def bounds(requirements: list[str]) -> dict[str, str]:
    """Name → lower bound; every requirement has exactly one of each."""
    found = {}
    for requirement in requirements:
        match = REQUIREMENT.fullmatch(requirement)
        assert match, f"not of the form name>=bound: {requirement}"
        found[match["name"].lower()] = match["bound"]
    return found


def project_bounds() -> dict[str, str]:
    """Dependencies and extras of pyproject.toml; `all` names the project's own extras and is left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    own = [requirement for name, group in extras.items() if name != "all" for requirement in group]
    return bounds([*project["dependencies"], *own])


def conda_bounds(environment: str) -> dict[str, str]:
    """Dependencies of environment.yml under the names of pyproject.toml, without Python and pip."""
    listed = [entry for entry in yaml.safe_load(environment)["dependencies"] if isinstance(entry, str)]
    pypi_names = {conda: pypi for pypi, conda in CONDA_NAMES.items()}
    found = bounds([entry for entry in listed if entry != "pip"])
    found.pop("python")
    return {pypi_names.get(name, name): bound for name, bound in found.items()}


def pins(constraints: str) -> dict[str, list[str]]:
    """Pinned name → its hashes; refuses a line that is neither pin, hash nor comment."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in constraints.splitlines():
        if match := PIN.match(line):
            name = match["name"]
            found.setdefault(name, [])
        elif re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line):
            found[name].append(line)
        else:
            assert re.fullmatch(r"\s*#.*|", line), f"neither pin, hash nor comment: {line}"
    return found


def constraints() -> str:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8")


def environment() -> str:
    return (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_conda_and_pip_ask_for_the_same() -> None:
    assert conda_bounds(environment()) == project_bounds()


def test_a_bound_that_drifts_apart_is_seen() -> None:
    assert conda_bounds(environment().replace("pandas>=2.2", "pandas>=2.1")) != project_bounds()


def test_conda_asks_for_the_same_python_and_only_conda_forge() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    described = yaml.safe_load(environment())
    assert f"python{project['requires-python']}" in described["dependencies"]
    assert described["channels"] == ["conda-forge", "nodefaults"]
    assert described["name"] == project["name"]
    assert described["dependencies"][-1] == {"pip": ["-e ."]}


def test_every_dependency_is_pinned_at_or_above_its_bound() -> None:
    versions = {match["name"]: match["version"] for line in constraints().splitlines() if (match := PIN.match(line))}
    for name, bound in project_bounds().items():
        assert numbers(versions[name]) >= numbers(bound), name


def numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def test_what_builds_the_project_is_pinned_too() -> None:
    wanted = (ROOT / "constraints.in").read_text(encoding="utf-8").split()
    assert set(wanted) <= set(pins(constraints()))


def test_every_pin_has_a_hash() -> None:
    assert [name for name, hashes in pins(constraints()).items() if not hashes] == []


@pytest.mark.parametrize("line", ["--index-url https://mirror.example/simple", "-e .", "a @ https://example.org/a.whl"])
def test_no_line_names_an_index_host(line: str) -> None:
    assert "://" not in constraints()
    assert "index" not in re.sub(r"#.*", "", constraints())
    with pytest.raises(AssertionError, match="neither pin"):
        pins(f"{line}\n{constraints()}")
