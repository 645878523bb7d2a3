"""Templates of the reference tables: the headings of contract.md and one row that shows how to fill them in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from toolkit.references.rows import EXAMPLE
from toolkit.references.values import HEADINGS, TABLES, Table

_ROWS: dict[Table, tuple[str, ...]] = {
    "statistics": (f"{EXAMPLE}城镇新增就业", "2023", "5.82", "万人", "2023年国民经济和社会发展统计公报", "2024-02-28"),
    "plan": ("2023", "1", f"{EXAMPLE}城镇新增就业5万人以上。", "市人力资源社会保障局", "2023年政府工作报告"),
    "documents": (f"{EXAMPLE}关于进一步促进就业的若干措施", "市政发〔2023〕5号", "市政府", "2023-03-02"),
    "directory": ("unit", f"{EXAMPLE}市人力资源和社会保障局", "市人社局", "", "2019-01-01", ""),
}


def templates() -> Iterator[tuple[str, str]]:
    """File name and text of each table; CSV with the mark by which spreadsheets know UTF-8."""
    for table in TABLES:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows((HEADINGS[table], _ROWS[table]))
        yield f"{table}.csv", "\ufeff" + text.getvalue()
