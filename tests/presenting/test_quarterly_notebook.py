"""The committed notebook keeps the house's form: short cells, no logic, outputs that are the same on every machine."""

from __future__ import annotations

import ast
import getpass
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

PATH = Path(__file__).parents[2] / "notebooks" / "quarterly_audit.ipynb"
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.With, ast.Try)


@pytest.fixture(scope="module")
def notebook() -> Any:
    found = nbformat.read(PATH, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is half typed
    nbformat.validate(found)
    return found


def _code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_a_cell_has_at_most_six_lines_and_no_logic(notebook: Any) -> None:
    for cell in _code(notebook):
        assert len(cell.source.splitlines()) <= 6, cell.source
        assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, LOGIC)]


def test_one_cell_holds_the_parameters_annotated_and_commented(notebook: Any) -> None:
    (cell,) = [cell for cell in _code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    names = re.findall(r'^(\w+): (?:str = "[^"]*"|list\[str\] = \[\])  # \S', cell.source, re.MULTILINE)
    assert names == ["period", "source", "out", "profile", "references", "previous"]
    assert len(cell.source.splitlines()) == len(names)


def test_every_heading_is_followed_by_a_line_of_english(notebook: Any) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading, blank, english, *_ = cell.source.splitlines()
            assert heading.startswith("#")
            assert blank == ""
            assert re.match(r"\*[A-Z][ -~]+\*", english), english


def test_it_is_executed_from_top_to_bottom_by_the_kernel_everyone_has(notebook: Any) -> None:
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.execution_count for cell in _code(notebook)] == list(range(1, len(_code(notebook)) + 1))
    assert not [output for cell in _code(notebook) for output in cell.outputs if output.output_type == "error"]


def test_a_picture_has_its_sentence_and_its_numbers_beside_it(notebook: Any) -> None:
    drawn = [cell for cell in _code(notebook) if any("image/png" in o.get("data", {}) for o in cell.outputs)]
    assert len(drawn) == 2
    for cell in drawn:
        picture, numbers = cell.outputs
        assert picture.metadata["image/png"]["alt"] == picture.data["text/plain"]
        assert "合计" in numbers.data["text/plain"]


def test_outputs_tell_nothing_of_the_machine_or_the_hour(notebook: Any) -> None:
    outputs = json.dumps([cell.outputs for cell in _code(notebook)], ensure_ascii=False, default=str)
    text = re.sub(r'"image/png": "[^"]*"', "", outputs)
    assert str(PATH.parents[1]) not in text
    assert f"/{getpass.getuser()}/" not in text
    assert not re.search(r"/home/|/Users/|/tmp/|[A-Z]:\\\\|\b\d\d:\d\d:\d\d\b", text)  # looked for, not used


def test_the_html_it_shows_needs_no_style_sheet(notebook: Any) -> None:
    pages = [o.data["text/html"] for cell in _code(notebook) for o in cell.outputs if "text/html" in o.get("data", {})]
    ours = [page for page in pages if 'class="dataframe"' not in page]
    assert len(ours) == 4
    assert not [page for page in ours if "<style" in page or "class=" in page]
