"""Coverage-guided fuzzing of each reader, in this process and without its guard; needs `pip install atheris`.

    .venv/bin/python benchmarks/fuzz_readers.py [SECONDS] [READER...]

Ten minutes a reader by default. A crash or a hang of more than ten seconds ends a run and leaves the input in `crash-*`
or `timeout-*`, and so does any error of a text reader but a refusal, which is what a broken input ought to get.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
READERS = ("text", "json", "html", "xlsx", "docx", "xls", "pdf")
SECONDS = 600


def seeds(reader: str) -> list[bytes]:
    """Small valid inputs to begin with."""
    from tests.reading import makers

    table = makers.real()[:4]
    made = {
        "text": ("TSV", "CSV", "Markdown"),
        "json": ("JSON", "JSON lines"),
        "html": ("HTML",),
        "xlsx": ("xlsx (openpyxl)", "xlsx (xlsxwriter)"),
        "docx": ("docx",),
        "xls": ("xls",),
        "pdf": ("PDF (LibreOffice)", "PDF (Chromium)"),
    }
    every = {**makers.MADE, **makers.BY_OFFICE, **makers.BY_CHROMIUM}
    return [every[name](table) for name in made[reader]]


def fuzz(reader: str, corpus: str, seconds: int) -> None:
    """Feed one reader until the time is over; does not return."""
    import atheris

    with atheris.instrument_imports(include=["toolkit.reading", "openpyxl", "xlrd"]):
        from toolkit.errors import InputError
        from toolkit.reading import formats, limits, read_text

        modules = {"html": "html", "xlsx": "zip", "docx": "zip", "xls": "xls", "pdf": "pdf"}
        module = importlib.import_module(formats.MODULES[modules[reader]]) if reader in modules else None
    bounds = limits.Limits(unpacked=20_000_000, cells=200_000, rows=5_000)

    def one(data: bytes) -> None:
        try:
            if module is None:
                read_text(data.decode("utf-8", "replace"), limits=bounds)
            else:
                module.read("x", data, bounds)
        except InputError:
            return
        except Exception:
            if module is None:  # texts are read without a guard: nothing but a refusal may come out of them
                raise

    atheris.Setup([sys.argv[0], corpus, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1500"], one)
    atheris.Fuzz()


def main() -> None:
    """Give each reader a process of its own."""
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--one"]:
        fuzz(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    for reader in sys.argv[2:] or READERS:
        with tempfile.TemporaryDirectory() as corpus:
            for at, data in enumerate(seeds(reader)):
                Path(corpus, str(at)).write_bytes(data)
            command = [sys.executable, __file__, "--one", reader, corpus, str(seconds)]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        last = [line for line in done.stderr.splitlines() if line.startswith(("Done", "SUMMARY", "==", "#"))][-1:]
        print(f"{reader:<6}{'survived' if done.returncode == 0 else 'FAILED'}  {' '.join(last)}", flush=True)
        if done.returncode:
            print(done.stderr[-2000:])


if __name__ == "__main__":
    main()
