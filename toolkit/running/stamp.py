"""A seal on an executed notebook: what its outputs were made from, so that a stale or touched one shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

KEY = "target_audit"
_DRAWING = Path(__file__).parent.parent / "presenting"


def stamp(notebook: Mapping[str, Any]) -> dict[str, str]:
    """Three shas of an executed notebook (nbformat 4): of its code, of its outputs, and of the code that draws.

    nbval compares text with a fresh run but neither images nor what is missing: `sources` shows a cell edited after
    the run, `outputs` one that was cleared or retouched, `drawing` pictures older than presenting/charts*.py.
    """
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    drawing = sorted(_DRAWING.glob("charts*.py"))
    return {
        "sources": _digest("".join(cell["source"]) for cell in code),
        "outputs": _digest(
            json.dumps([cell.get("execution_count"), cell.get("outputs", [])], sort_keys=True) for cell in code
        ),
        "drawing": _digest(path.read_text(encoding="utf-8") for path in drawing),
    }


def _digest(texts: Iterable[str]) -> str:
    whole = json.dumps(list(texts))
    return hashlib.sha256(whole.encode("ascii")).hexdigest()
