"""Executes committed notebooks in place, as `make notebooks` asks: `python -m toolkit.running.refresh NOTEBOOK…`."""

from __future__ import annotations

import sys
from pathlib import Path

from toolkit.errors import AuditError
from toolkit.running.notebook import execute


def main(paths: list[str]) -> int:
    """Execute each notebook with its own defaults in its own folder, as nbval will; gives the exit code."""
    for path in map(Path, paths):
        try:
            execute(path, path, {}, progress=True)
        except AuditError as error:
            sys.stderr.write(f"{error}\n")
            return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
