"""What became of the user's references, as lines for a terminal and as a sentence for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.corroborated import Corroborated, CorroboratedTable
from toolkit.errors import one_line

TITLES: Mapping[str, str] = {"statistics": "统计", "plan": "下达目标", "documents": "文件索引", "directory": "名录"}
# What a table is held against, by its measure word.
_COUNTED: Mapping[str, str] = {"statistics": "个数", "plan": "项", "documents": "处", "directory": "个名称"}
MOST_SHOWN = 4


def lines(told: Corroborated) -> Iterator[str]:
    """One line a table: its rows, what agreed, what conflicts, what had no match on either side."""
    for at, table in enumerate(told.tables):
        yield f"{'参考资料：' if at == 0 else '　　　　　'}{_counts(table)}；{_unmatched(table)}"
    left = [
        f"{one_line(file.name, 40)} 略去 {len(file.skipped)} 行"
        for t in told.tables
        for file in t.files
        if file.skipped
    ]
    left += [
        f"{one_line(file.name, 40)} 未识别的列 {'、'.join(one_line(name, 20) for name in file.unread[:MOST_SHOWN])}"
        for t in told.tables
        for file in t.files
        if file.unread
    ]
    if told.ignored:
        left.append(f"未识别的文件 {'、'.join(one_line(name, 40) for name in told.ignored[:MOST_SHOWN])}")
    if left:
        yield f"　　　　　{'；'.join(left)}"


def _counts(table: CorroboratedTable) -> str:
    word = _COUNTED[table.table]
    return f"{TITLES[table.table]} {table.rows} 行，对上 {table.matched} {word}，不符 {table.conflicts} 处"


def _unmatched(table: CorroboratedTable) -> str:
    word = _COUNTED[table.table]
    return f"未对上：资料 {len(table.unmatched)} 行，文中 {len(table.unsourced)} {word}"


def sentence(told: Corroborated) -> str:
    """What was held against the references, and what was not, for a list of limits."""
    known = "；".join(
        f"{_counts(table)}，文中另有 {len(table.unsourced)} {_COUNTED[table.table]}未对上" for table in told.tables
    )
    missing = [title for name, title in TITLES.items() if name not in {table.table for table in told.tables}]
    without = f"；没有提供{'、'.join(missing)}" if missing else ""
    return f"已与您提供的参考资料核对：{known}{without}。资料本身的真伪没有核对；未与其他期次比较。"
