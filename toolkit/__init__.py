"""target-audit: audits the target-completion tables that Chinese governments publish, quarter by quarter."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from toolkit.api import audit, compare, save
    from toolkit.checks.catalogue import history_check, item_check, report_check, source_check
    from toolkit.checks.series import HistoryReading
    from toolkit.checks.sources import SourceReading
    from toolkit.checks.subject import Reading, Remark
    from toolkit.checks.table import ReportReading
    from toolkit.reading import read
    from toolkit.references import References, read_references
    from toolkit.specimens import examples_that_fail

# The public names and where they live: imported only when asked for, so that `check` starts without pandas.
_PUBLIC = {
    "audit": "toolkit.api",
    "compare": "toolkit.api",
    "save": "toolkit.api",
    "examples_that_fail": "toolkit.specimens",
    "read": "toolkit.reading",
    "item_check": "toolkit.checks.catalogue",
    "report_check": "toolkit.checks.catalogue",
    "history_check": "toolkit.checks.catalogue",
    "HistoryReading": "toolkit.checks.series",
    "source_check": "toolkit.checks.catalogue",
    "read_references": "toolkit.references",
    "Reading": "toolkit.checks.subject",
    "ReportReading": "toolkit.checks.table",
    "SourceReading": "toolkit.checks.sources",
    "References": "toolkit.references",
    "Remark": "toolkit.checks.subject",
}

__all__ = [
    "HistoryReading",
    "Reading",
    "References",
    "Remark",
    "ReportReading",
    "SourceReading",
    "__version__",
    "audit",
    "compare",
    "examples_that_fail",
    "history_check",
    "item_check",
    "read",
    "read_references",
    "report_check",
    "save",
    "source_check",
]


def __getattr__(name: str) -> Any:
    """Resolve a public name on first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    """List the public names (for completion)."""
    return sorted(__all__)
