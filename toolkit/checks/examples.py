"""Rules' own examples: the table that a cell is tried in, and the text of one of its rows."""

from __future__ import annotations

HEAD = "序号\t年度目标\t第4季度目标\t是否完成\t具体工作进展\t未完成原因\t分管领导\t责任单位\n"
ROW = "1\t建设学校2所。\t建设学校2所。\t完成\t建成学校2所。\t无\t张三\t市教育局\n"


def line_of(number: int, target: str, progress: str, unit: str = "市教育局") -> str:
    """A row of a whole table: what it is to do (year and quarter alike) and what was done; 完成, without a reason."""
    return f"{number}\t{target}\t{target}\t完成\t{progress}\t无\t张三\t{unit}\n"


def quarters(*texts: str, first: int = 1, year: int = 2023) -> tuple[tuple[str, str], ...]:
    """Tables of quarters that follow one another, each with its period, for examples across periods."""
    places = (divmod(first - 1 + at, 4) for at in range(len(texts)))
    return tuple(
        (f"{year + later}Q{at + 1}", HEAD.replace("第4", f"第{at + 1}") + text)
        for (later, at), text in zip(places, texts, strict=True)
    )


def row_of(number: int, target: str, progress: str, status: str = "正在推进", reason: str = "无") -> str:
    """A row of one quarter: the year's target, what was done so far, whether the quarter's share is done."""
    return f"{number}\t{target}\t按进度推进。\t{status}\t{progress}\t{reason}\t张三\t市教育局\n"


def held_against(
    target: str, progress: str = "", unit: str = "", leader: str = "", **references: str
) -> dict[str, str]:
    """One item with rows of reference tables, their cells parted by | in the order of contract.md."""
    cells = {"item": "", "annual_target": target, "progress": progress, "responsible_unit": unit, "leader": leader}
    if " " in target and target.partition(" ")[0].isdigit():
        cells["item"], _, cells["annual_target"] = target.partition(" ")
    return {**{name: text for name, text in cells.items() if text}, **references}
