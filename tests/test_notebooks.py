"""The committed notebooks are what house.md says, and what nbval passes silently is seen: stripped, stale, half-run."""

from __future__ import annotations

import ast
import copy
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from toolkit.running.stamp import KEY, stamp

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
LINES = 6
MACHINE = re.compile(r"/(?:home|Users|root|work|tmp|var/folders|private|opt|mnt)/|[A-Z]:\\\\?Users|site-packages")
Guard = Callable[[Any], Iterator[str]]


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def is_image(output: Any) -> bool:
    return any(kind.startswith("image/") for kind in output.get("data", {}))


def words(output: Any) -> str:
    """What an output says as text; a picture's fallback (`<Figure size …>`) says nothing."""
    if is_image(output):
        return ""
    data = output.get("data", {})
    return str(output.get("text", "")) + "".join(str(data.get(kind, "")) for kind in ("text/plain", "text/html"))


def executed(notebook: Any) -> Iterator[str]:
    """Every code cell ran, once, from top to bottom, in a fresh kernel, without an error."""
    counts = [cell.execution_count for cell in code(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"execution counts are {counts}"
    if not any(cell.outputs for cell in code(notebook)):
        yield "no cell has an output"
    for number, cell in enumerate(code(notebook), 1):
        if any(output.output_type == "error" for output in cell.outputs):
            yield f"cell {number} shows an error"
        if "injected-parameters" in cell.metadata.get("tags", []):
            yield f"cell {number} was injected: a committed notebook runs with its own defaults"


def fresh(notebook: Any) -> Iterator[str]:
    """Its outputs are those of `make notebooks`, from these very cells and this drawing code.

    Text that other code would change is nbval's to see: it runs every cell again.
    """
    recorded = notebook.metadata.get(KEY, {})
    for what, digest in stamp(notebook).items():
        if recorded.get(what) != digest:
            yield f"{what} changed since the notebook was executed; run `make notebooks`"


def short(notebook: Any) -> Iterator[str]:
    """At most six lines a cell, and no def, for or if: logic lives in the toolkit."""
    for number, cell in enumerate(code(notebook), 1):
        if len(cell.source.strip().splitlines()) > LINES:
            yield f"cell {number} has more than {LINES} lines"
        tokens = tokenize.generate_tokens(io.StringIO(cell.source).readline)
        logic = {token.string for token in tokens} & {"def", "for", "if", "while", "class", "try", "with", "lambda"}
        if logic:
            yield f"cell {number} has {sorted(logic)}"


def parametrised(notebook: Any) -> Iterator[str]:
    """One cell tagged `parameters`; each line an annotated assignment with a comment."""
    tagged = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        yield f"{len(tagged)} cells are tagged parameters"
    for cell in tagged:
        for node in ast.parse(cell.source).body:
            line = cell.source.splitlines()[node.lineno - 1]
            if not isinstance(node, ast.AnnAssign) or node.value is None:
                yield f"no annotated assignment: {line}"
            elif not re.search(r"#\s*\S", line):
                yield f"no comment: {line}"


def told(notebook: Any) -> Iterator[str]:
    """Each chart has its numbers as text in its own cell or the next: nbval compares no pictures."""
    cells = code(notebook)
    for number, cell in enumerate(cells, 1):
        near = [output for neighbour in cells[number - 1 : number + 1] for output in neighbour.outputs]
        if any(map(is_image, cell.outputs)) and not re.search(r"\d", "".join(map(words, near))):
            yield f"the chart of cell {number} has no numbers beside it"


def portable(notebook: Any) -> Iterator[str]:
    """Nothing tells of the machine it ran on."""
    for number, cell in enumerate(notebook.cells, 1):
        text = cell.source + "".join(map(words, cell.get("outputs", [])))
        if found := MACHINE.search(text):
            yield f"cell {number} names a path of a machine: {found[0]}"
    if found := MACHINE.search(str(notebook.metadata)):
        yield f"the metadata name a path of a machine: {found[0]}"


GUARDS: list[Guard] = [executed, fresh, short, parametrised, told, portable]


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def test_there_are_notebooks_to_guard() -> None:
    assert [path.name for path in NOTEBOOKS] != []


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_committed_notebook_passes(path: Path, guard: Guard) -> None:
    assert list(guard(read(path))) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_committed_notebook_is_valid(path: Path) -> None:
    nbformat.validate(read(path))


def specimen() -> Any:
    """A synthetic notebook that every guard passes: parameters, a chart, its numbers."""
    v4: Any = nbformat.v4
    chart = v4.new_output("display_data", {"image/png": "aGVsbG8=", "text/plain": "<Figure size 640x480>"})
    cells = [
        v4.new_markdown_cell("# 范围"),
        v4.new_code_cell('period: str = "2023Q4"  # 报告期', metadata={"tags": ["parameters"]}),
        v4.new_code_cell("_ = chart(period)", outputs=[chart]),
        v4.new_code_cell("counts", outputs=[v4.new_output("execute_result", {"text/plain": "高 3"})]),
    ]
    for count, cell in enumerate(cells[1:], 1):
        cell.execution_count = count
    notebook = v4.new_notebook(cells=cells)
    notebook.metadata[KEY] = stamp(notebook)
    return notebook


def spoil(*path: Any, value: Any) -> Callable[[Any], None]:
    """A way to spoil a notebook: put `value` at `path`."""

    def change(notebook: Any) -> None:
        place = notebook
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def strip(notebook: Any) -> None:
    for cell in code(notebook):
        cell.outputs, cell.execution_count = [], None


def redraw(notebook: Any) -> None:
    notebook.cells[2].outputs[0].data["image/png"] = "b3RoZXI="


ERROR = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
PATH = {"output_type": "stream", "name": "stderr", "text": "/home/zhang/x.py:1: UserWarning"}
SPOILED: list[tuple[str, Guard, Callable[[Any], None]]] = [
    ("stripped", executed, strip),
    ("stripped in part", executed, spoil("cells", 3, "execution_count", value=None)),
    ("out of order", executed, spoil("cells", 2, "execution_count", value=3)),
    ("with an error", executed, spoil("cells", 2, "outputs", value=[nbformat.from_dict(ERROR)])),  # type: ignore[no-untyped-call]
    ("with injected parameters", executed, spoil("cells", 2, "metadata", "tags", value=["injected-parameters"])),
    ("never stamped", fresh, spoil("metadata", KEY, value={})),
    ("edited after the run", fresh, spoil("cells", 3, "source", value="counts.head()")),
    ("cleared after the run", fresh, spoil("cells", 3, "outputs", value=[])),
    ("with another picture", fresh, redraw),
    ("drawn by other code", fresh, spoil("metadata", KEY, "drawing", value="0" * 64)),
    ("long", short, spoil("cells", 3, "source", value="a\n" * 7)),
    ("with a def", short, spoil("cells", 3, "source", value="def f(): ...")),
    ("with a loop", short, spoil("cells", 3, "source", value="[x for x in y]")),
    ("with a condition", short, spoil("cells", 3, "source", value="a if b else c")),
    ("without parameters", parametrised, spoil("cells", 1, "metadata", "tags", value=[])),
    ("with bare parameters", parametrised, spoil("cells", 1, "source", value='period = "2023Q4"  # 报告期')),
    ("without a comment", parametrised, spoil("cells", 1, "source", value='period: str = "2023Q4"')),
    ("without numbers", told, spoil("cells", 3, "outputs", 0, "data", "text/plain", value="高 许多")),
    ("with a machine's path", portable, spoil("cells", 3, "outputs", value=[nbformat.from_dict(PATH)])),  # type: ignore[no-untyped-call]
    ("with one in its metadata", portable, spoil("metadata", "papermill", value={"input_path": "/root/q.ipynb"})),
]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_every_guard_passes_a_good_notebook(guard: Guard) -> None:
    assert list(guard(specimen())) == []


@pytest.mark.parametrize(("what", "guard", "change"), SPOILED, ids=[what for what, _, _ in SPOILED])
def test_a_guard_objects_to_a_spoiled_notebook(what: str, guard: Guard, change: Callable[[Any], None]) -> None:
    notebook = copy.deepcopy(specimen())
    change(notebook)
    assert list(guard(notebook)) != []
