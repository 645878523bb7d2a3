"""Imports point down the floors of the house, and the quick commands load nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TOOLKIT = Path(__file__).parent.parent / "toolkit"
# The longest prefix decides. A module may import its own floor and those below.
FLOORS = {
    "toolkit.period": 0,
    "toolkit.consulted": 0,
    "toolkit.corroborated": 0,
    "toolkit.model": 0,
    "toolkit.errors": 0,
    "toolkit.lean": 0,
    "toolkit.conversions": 0,
    "toolkit": 0,  # the package root: only its version; the public names are resolved lazily
    "toolkit.language": 1,
    "toolkit.proofs": 1,
    "toolkit.reuse": 1,
    "toolkit.reading": 2,
    "toolkit.references": 2,
    "toolkit.checks": 3,
    "toolkit.auditing": 4,
    "toolkit.collecting": 4,
    "toolkit.corroboration": 4,
    "toolkit.ledger": 4,
    "toolkit.fingerprints": 4,
    "toolkit.levels": 4,
    "toolkit.verdicts": 4,
    "toolkit.hearing": 4,
    "toolkit.lives": 5,
    "toolkit.history": 5,
    "toolkit.previous": 5,
    "toolkit.specimens": 5,
    "toolkit.opinions": 4,
    "toolkit.opinion_answers": 4,
    "toolkit.opinion_client": 4,
    "toolkit.reviews": 5,
    "toolkit.presenting": 6,
    "toolkit.running": 7,
    "toolkit.api": 8,
    "toolkit.cli": 8,
    "toolkit.cli_options": 8,
    "toolkit.cli_series": 8,
    "toolkit.cli_references": 8,
    "toolkit.__main__": 8,
}
MODULES = sorted(TOOLKIT.rglob("*.py"))
HEAVY = (
    "pandas",
    "matplotlib",
    "papermill",
    "nbformat",
    "pyarrow",
    "xlsxwriter",
    "openpyxl",
    "jinja2",
    "numpy",
    "rapidfuzz",
    "openai",
)


def name_of(path: Path) -> str:
    parts = path.relative_to(TOOLKIT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor_of(module: str) -> int:
    prefix = max((p for p in FLOORS if module == p or module.startswith(p + ".")), key=len)
    assert prefix != "toolkit" or module == "toolkit", f"{module} stands on no floor"
    return FLOORS[prefix]


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            module = node.module or ""
            found.add(module)
            below = (TOOLKIT.parent / Path(*module.split("."))).is_dir()
            found |= {f"{module}.{a.name}" for a in node.names} if below and module.startswith("toolkit") else set()
    return {module for module in found if module.split(".")[0] == "toolkit"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    me = name_of(path)
    if me == "toolkit":
        return  # its imports are for type checkers; test_public_names_are_lazy holds the rest
    for module in imports_of(path):
        if module == "toolkit" or module == "toolkit.__version__":
            continue
        if not any(name_of(other) == module for other in MODULES):
            continue  # a name out of a package, its module is listed on its own
        assert floor_of(module) <= floor_of(me), f"{me} (floor {floor_of(me)}) imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc and len(doc.splitlines()[0]) > 20


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_are_small(path: Path) -> None:
    """A module of at most 250 lines, a function of at most 40 besides its docstring and decorators."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            assert not body or (body[-1].end_lineno or 0) - body[0].lineno < 40, node.name


def test_only_one_module_imports_papermill() -> None:
    importers = {p.name for p in MODULES if "import papermill" in p.read_text() or "from papermill" in p.read_text()}
    assert importers == {"notebook.py"}


REPORT = TOOLKIT.parent / "data" / "2023Q4.txt"
QUICK = (
    "import toolkit.cli",
    "import toolkit; toolkit.item_check; toolkit.read",
    f"from toolkit.auditing import audit_source; audit_source({str(REPORT)!r})",
)


@pytest.mark.parametrize("call", QUICK, ids=("the commands", "the public names", "an audit of a small table"))
def test_quick_commands_load_nothing_heavy(call: str) -> None:
    code = f"{call}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_public_names_are_lazy_and_all_there() -> None:
    import toolkit

    assert all(getattr(toolkit, name) is not None for name in toolkit.__all__)
    with pytest.raises(AttributeError, match="no attribute"):
        _ = toolkit.nothing
