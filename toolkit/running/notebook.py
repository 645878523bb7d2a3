"""Executes a notebook through papermill, the only place that knows papermill, without passing its faults on."""

from __future__ import annotations

import contextlib
import logging
import shutil
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, RunError, one_line
from toolkit.running.files import check_target, publish
from toolkit.running.kernel import last_words, manager, private_folder
from toolkit.running.parameters import declared, literal, refuse_misfits
from toolkit.running.stamp import KEY, stamp

# Every notebook runs under this name, whatever its own metadata call the kernel; see kernel.manager.
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
INJECTED = "injected-parameters"
# How much of somebody else's error message fits into ours, which also names cell and file.
SHORT = 160
# Reading the papermill log is no use to a user: what it has to say, we say in one line.
_LOUD = ("papermill", "papermill.utils", "papermill.translators", "traitlets")


def execute(
    notebook: Path, out: Path, parameters: Mapping[str, object], *, cwd: Path | None = None, progress: bool = False
) -> Path:
    """Execute `notebook` with `parameters` in `cwd` (default: its own folder) and put the result under `out`.

    `out` appears whole or not at all; `out` may be `notebook` itself. The executed notebook carries no times and no
    paths of its own, only those among `parameters`. With `progress`, a bar or two short lines go to standard error.

    Raises InputError where the notebook, a parameter or `out` is wrong, and for an InputError that a cell raised:
    nothing was written then. Raises RunError where a cell fails, the kernel dies or never starts; what there is of
    the notebook is then kept beside `out` as `<name>.failed.ipynb`.
    """
    document = _load(notebook)
    refuse_misfits(notebook.name, parameters, declared(notebook.name, _parameters_cell(notebook, document)))
    check_target(out)
    failed = out.with_name(f"{out.stem}.failed{out.suffix}")
    with private_folder() as folder, _hushed():
        run = _Run(notebook.name, folder, dict(parameters), cwd or notebook.absolute().parent)
        with _told(notebook.name, progress):
            error = run.start(document, progress=progress and sys.stderr.isatty())
    if error is None:
        publish(out.parent, {out.name: _written(run.document, notebook, out, parameters)})
        failed.unlink(missing_ok=True)
        return out
    if isinstance(error, RunError) and run.started:
        publish(failed.parent, {failed.name: _written(run.document, notebook, failed, parameters)})
        raise RunError(f"{error}；执行到此处的笔记本留在 {failed}")
    raise error


@dataclass(slots=True)
class _Run:
    """One execution: the kernel's folder, the document as papermill fills it, the code cell it stands at."""

    name: str
    folder: Path
    parameters: dict[str, object]
    cwd: Path
    document: Any = None
    started: bool = False
    number: int = 0
    source: str = ""

    def start(self, document: Any, *, progress: bool) -> InputError | RunError | None:
        """Run to the end or to the first error, which is given back."""
        import papermill
        from nbclient.exceptions import DeadKernelError
        from papermill.exceptions import PapermillExecutionError
        from papermill.translators import papermill_translators

        papermill_translators.register(KERNEL["name"], ReadableTranslator)
        self.document = document
        try:
            self.document = papermill.execute_notebook(
                document,  # a document has no path that papermill could take for a template or an address
                None,  # and what has no path is not written in place
                self.parameters,
                kernel_name=KERNEL["name"],
                language=KERNEL["language"],
                request_save_on_cell_execute=False,
                progress_bar=_bar(self.name) if progress else False,
                record_timing=False,
                kernel_manager_class=manager(self.folder),
                resources={"metadata": {"path": str(self.cwd)}},
                on_notebook_start=self._on_start,
                on_cell_start=self._on_cell,
            )
        except PapermillExecutionError as error:
            if error.ename == "InputError":
                return InputError(error.evalue)
            return RunError(f"{self._place()}出错：{one_line(f'{error.ename}: {error.evalue}', SHORT)}")
        except DeadKernelError:
            return RunError(f"{self._place()}执行时内核中途退出{self._words()}")
        except Exception as error:  # whatever else papermill and Jupyter raise ends as one line
            told = one_line(f"{type(error).__name__}: {error}", SHORT)
            if self.started:
                return RunError(f"{self._place()}没有执行完：{told}")
            return RunError(
                f"{self.name} 的内核没有启动{self._words() or f'：{told}'}；"
                "请确认 python -m ipykernel 可以运行（缺少时 pip install ipykernel）"
            )
        return self._unfinished()

    def _on_start(self, notebook: Any) -> None:
        self.document, self.started = notebook, True

    def _on_cell(self, cell: Any, cell_index: int) -> None:
        if _runs(cell):
            self.number, self.source = self.number + 1, cell.source

    def _unfinished(self) -> RunError | None:
        """A cell that calls sys.exit() ends papermill's run without an error and leaves the rest unexecuted."""
        if any(cell.execution_count is None for cell in self.document.cells if _runs(cell)):
            return RunError(f"{self._place()}中止了运行，后面的单元没有执行")
        return None

    def _place(self) -> str:
        """The cell in words: its number as the reader counts code cells, and its first line of code."""
        lines = [line.strip() for line in self.source.splitlines() if not line.lstrip().startswith("#")]
        first = next(filter(None, lines), "")
        return f"{self.name} 第 {self.number} 个代码单元" + (f"（{one_line(first, 60)}）" if first else "")

    def _words(self) -> str:
        words = one_line(last_words(self.folder), SHORT)
        return f"：{words}" if words else ""


def _runs(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())


class ReadableTranslator:
    """Writes the injected cell for papermill: its own turns every Chinese character into an escape."""

    @classmethod
    def codify(cls, parameters: Mapping[str, object], comment: str = "") -> str:
        """Give the cell's source, one assignment a line."""
        return "# 本次运行的参数\n" + "\n".join(f"{name} = {literal(value)}" for name, value in parameters.items())

    @classmethod
    def inspect(cls, parameters_cell: Any) -> list[Any]:
        """Tell papermill which parameters there are, so that it does not warn of those we have checked."""
        from papermill.models import Parameter

        names = declared("", parameters_cell["source"])
        return [Parameter(name, "None", "", "") for name in names]


def _load(notebook: Path) -> Any:
    """Read a notebook of any format that nbformat can bring to 4; raises InputError for anything else."""
    import nbformat

    expected = "Jupyter 笔记本（.ipynb）"
    with _hushed():
        try:
            text = notebook.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            met = "不是 UTF-8 文本" if isinstance(error, UnicodeDecodeError) else getattr(error, "strerror", None)
            raise InputError.of(f"笔记本 {notebook}", expected=expected, met=met or str(error)) from error
        try:
            document = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]  # nbformat has no types
            nbformat.validate(document)
        except Exception as error:  # nbformat lets KeyError, AttributeError and more escape on foreign JSON
            raise InputError.of(f"笔记本 {notebook}", expected=expected, met="别的内容") from error
    language = document.metadata.get("kernelspec", {}).get("language") or "python"
    if language.lower() not in {"python", "python3"}:
        raise InputError.of(f"笔记本 {notebook}", expected="Python 内核", met=f"{language} 内核")
    return document


def _parameters_cell(notebook: Path, document: Any) -> str:
    for cell in document.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", []):
            return str(cell.source)
    raise InputError.of(f"笔记本 {notebook}", expected="一个带 parameters 标签的代码单元", met="没有这样的单元")


def _written(document: Any, notebook: Path, out: Path, parameters: Mapping[str, object]) -> str:
    """The executed notebook as text, without papermill's times, and with its names instead of its paths."""
    import nbformat

    for cell in document.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if INJECTED in cell.metadata.get("tags", ()):
            cell["id"] = INJECTED
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
    document.metadata["kernelspec"] = dict(KERNEL)
    document.metadata["papermill"] = {
        "input_path": notebook.name,
        "output_path": out.name,
        "parameters": dict(parameters),
    }
    document.metadata[KEY] = stamp(document)
    with _hushed():
        return str(nbformat.writes(document, version=4)) + "\n"  # type: ignore[no-untyped-call]  # the same


def _bar(name: str) -> dict[str, object]:
    layout = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {elapsed}"
    # A terminal that does not know its size says 0, and tqdm would draw a bar of that size.
    width = min(shutil.get_terminal_size().columns - 1, 79)
    return {"desc": f"执行 {name}", "file": sys.stderr, "bar_format": layout, "ncols": width, "nrows": 20}


@contextlib.contextmanager
def _told(name: str, progress: bool) -> Iterator[None]:
    """Where no bar can be drawn (cron, CI), say when the run began and how long it took."""
    if not progress or sys.stderr.isatty():
        yield
        return
    started = time.monotonic()
    sys.stderr.write(f"执行 {name} …\n")
    sys.stderr.flush()
    yield
    sys.stderr.write(f"执行 {name}：用时 {time.monotonic() - started:.1f} 秒\n")


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Keep what the libraries log and warn of off the terminal; every failure is told once, by its exception."""
    loggers = [logging.getLogger(name) for name in _LOUD]
    before = [logger.disabled for logger in loggers]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for logger in loggers:
            logger.disabled = True
        try:
            yield
        finally:
            for logger, disabled in zip(loggers, before, strict=True):
                logger.disabled = disabled
