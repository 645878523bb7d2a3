"""Structure (结构) of the table: are its columns, rows, numbers and period what the heading promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import report_check
from toolkit.checks.examples import HEAD, ROW
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.language.numbering import han_number
from toolkit.language.text import fold
from toolkit.model import Column, Passage, Repair
from toolkit.reading.period import agree

_JUNK = {"dash-row": "分隔线行", "blank-row": "空白行", "repeated-heading": "重复表头", "page-footer": "页脚行"}
_INTEGER = re.compile(r"(?:第)?(\d{1,6})[.、)）]?|[（(](\d{1,6})[)）]")
_HAN_INTEGER = re.compile(r"[（(]?([一二三四五六七八九十]{1,3})[)）、.]?")


@report_check(
    "column-missing",
    family="structure",
    title="表头缺列",
    certainty="exact",
    severity="high",
    objects=[
        "序号\t年度目标\t第4季度目标\t是否完成\t具体工作进展\t分管领导\t责任单位\n1\t甲\t乙\t完成\t丙\t张三\t市教育局\n"
    ],
    silent=[HEAD + ROW, HEAD.replace("第4季度目标", "四季度目标").replace("未完成原因", "未完成 原因") + ROW],
)
def column_missing(report: ReportReading) -> Iterator[Remark]:
    """判什么：表头中找不到八个规范栏目之一（空格、季度写法与同义表头已归一）。
    为什么：缺了“未完成原因”或“责任单位”等栏，相应的核对无从进行，也常是口径被删减的痕迹。
    取证：请填报单位按统一表式补齐该栏，或说明该栏为何不设。
    局限：只认词表中的同义表头；未认出的表头在读取记录中列出，可在配置的 [words.headings] 补充。
    """
    for column in Column:
        if column not in report.report.headings:
            yield Remark(report.whole(), f"表头中没有“{column.title}”栏。", key=column.value)


@report_check(
    "row-shape-mismatch",
    family="structure",
    title="列数不符",
    certainty="exact",
    severity="high",
    objects=[
        HEAD + "1\t建设学校2所。\t建设学校2所。\t完成\t建成\n学校2所。\t无\t张三\t市教育局\n",
        HEAD + ROW + "2\t甲\t完成\t乙\n",
    ],
    silent=[HEAD + ROW, HEAD + ROW.replace("\n", "\t\n")],
)
def row_shape_mismatch(report: ReportReading) -> Iterator[Remark]:
    """判什么：数据行的单元格数与表头不同（丢了制表符，或单元格被换行截断）。
    为什么：错位的一行里，状态可能落进了进展栏，后面的判断都会张冠李戴。
    取证：请提供该行的原始表格，核对各格归属。
    局限：能确定拼回的行已拼回并列入读取记录；不能确定的行原样保留，内容类检查对其不作判断。
    """
    width = _width(report)
    for repair in report.report.repairs:
        if repair.kind not in {"row-joined", "row-shape"}:
            continue
        if repair.kind == "row-joined":
            message = f"第 {repair.line} 行起的一条事项被换行截断（{repair.before}），读取时已拼回。"
        else:
            message = f"第 {repair.line} 行有 {repair.before}，表头为 {width} 格（{repair.after}）。"
        yield Remark(_of_item(report, repair), message, key=f"{repair.kind}", line=repair.line)


def _width(report: ReportReading) -> int:
    ignored = sum(1 for repair in report.report.repairs if repair.kind == "column-ignored")
    return len(report.report.headings) + ignored


def _of_item(report: ReportReading, repair: Repair) -> Passage:
    """The number cell of the row a repair speaks of, or the report as such."""
    reading = report.place(repair.item, repair.line)
    return reading.whole(Column.ITEM) if reading and reading[Column.ITEM].strip() else report.whole()


@report_check(
    "junk-row",
    family="structure",
    title="无效行残留",
    certainty="exact",
    severity="low",
    objects=[HEAD + ROW + "----\t----\t----\t----\t----\t----\t----\t----\n", HEAD + ROW + HEAD],
    silent=[HEAD + ROW, HEAD + "\n" + ROW + "\n\n"],
)
def junk_row(report: ReportReading) -> Iterator[Remark]:
    """判什么：没有内容的行——分隔线、空白格、重复表头、页脚——留在发布的表里（行间空行不算）。
    为什么：说明表格未经整理即发布，自动统计会把它们数成事项。
    取证：请发布单位删除无效行后重新发布。
    局限：这些行读取时已去掉，不影响其他检查；逐行列在读取记录中。
    """
    rows = [repair for repair in report.report.repairs if repair.kind in _JUNK]
    if not rows:
        return
    kinds = {kind: [r.line for r in rows if r.kind == kind] for kind in _JUNK}
    told = "；".join(f"{_JUNK[k]} {len(at)} 行（第 {_lines(at)} 行）" for k, at in kinds.items() if at)
    removed = "\n".join(dict.fromkeys(row.before for row in rows))
    yield Remark(report.whole(), f"表中残留无效行：{told}，读取时已去掉。", removed=removed, line=rows[0].line)


def _lines(lines: list[int], most: int = 12) -> str:
    return "、".join(map(str, lines[:most])) + (" 等" if len(lines) > most else "")


@report_check(
    "row-id-broken",
    family="structure",
    title="序号异常",
    certainty="exact",
    severity="medium",
    objects=[
        HEAD + ROW + ROW,
        HEAD + ROW.replace("1\t", "甲\t", 1),
        HEAD + "2" + ROW[1:] + ROW,
        HEAD + ROW + "3" + ROW[1:],
    ],
    silent=[HEAD + ROW + "2" + ROW[1:], HEAD + ROW.replace("1\t", "1.\t", 1) + ROW.replace("1\t", "２、\t", 1)],
)
def row_id_broken(report: ReportReading) -> Iterator[Remark]:
    """判什么：序号重复、不是整数、前后倒置；只是有缺号时报提示（可能是节选）。
    为什么：序号是追踪一项目标的凭据，重号或倒置会让同一目标前后对不上。
    取证：请填报单位核对序号与年初下达的目标编号。
    局限：不推断缺号的内容；带层级的编号（1.1）按不是整数报出。
    """
    if Column.ITEM not in report.report.headings:
        return
    numbered: list[tuple[int, Reading]] = []
    for reading in report.items:
        number = _integer(reading[Column.ITEM])
        if number is None:
            printed = reading[Column.ITEM].strip()
            yield Remark(
                _number_cell(report, reading), f"序号“{printed}”不是整数。", key="integer", line=reading.item.line
            )
        else:
            numbered.append((number, reading))
    seen: dict[int, Reading] = {}
    last = 0
    for number, reading in numbered:
        if number in seen:
            first = seen[number]
            message = f"序号 {number} 重复（第 {first.item.line} 行与第 {reading.item.line} 行）。"
            yield Remark(reading.whole(Column.ITEM), message, related=(first.whole(Column.ITEM),), key="repeat")
        elif number < last:
            yield Remark(reading.whole(Column.ITEM), f"序号 {number} 排在 {last} 之后。", key="order")
        seen.setdefault(number, reading)
        last = max(last, number)
    yield from _gaps(report, sorted(seen))


def _number_cell(report: ReportReading, reading: Reading) -> Passage:
    return reading.whole(Column.ITEM) if reading[Column.ITEM].strip() else report.whole()


def _gaps(report: ReportReading, numbers: list[int]) -> Iterator[Remark]:
    if not numbers:
        return
    missing = numbers[-1] - numbers[0] + 1 - len(numbers) + (numbers[0] - 1)
    if missing > 0:
        message = f"序号到 {numbers[-1]} 为止共缺 {missing} 个，表中有 {len(numbers)} 项；可能是节选，请确认。"
        yield Remark(report.whole(), message, severity="info", key="gaps")


def _integer(printed: str) -> int | None:
    folded = fold(printed).text
    match = _INTEGER.fullmatch(folded)
    if match:
        return int(match[1] or match[2])
    han = _HAN_INTEGER.fullmatch(folded)
    return (han_number(han[1]) or None) if han else None


@report_check(
    "period-header-mismatch",
    family="structure",
    title="期次不符",
    certainty="exact",
    severity="medium",
    objects=["2023年全市重点工作三季度完成情况\n" + HEAD + ROW],
    silent=[
        "2023 年全市重点工作四季度暨年度完成情况\n" + HEAD + ROW,
        HEAD + ROW,
        "2023年第4季度、2024年第1季度对照表\n" + HEAD + ROW,
    ],
)
def period_header_mismatch(report: ReportReading) -> Iterator[Remark]:
    """判什么：标题、表头、文件名、运行参数所说的年份或季度彼此不同。
    为什么：期次错了，截止时点与目标值都会错配；也常是套用上期表格未改。
    取证：请发布单位确认本表所属期次。
    局限：标题中出现两个年份或季度时不作判断。
    """
    claims = report.report.claims
    for at, (where, text) in enumerate(claims):
        against = next(((w, t) for w, t in claims[:at] if not agree(t, text)), None)
        if against:
            message = f"{against[0]}为 {against[1]}，{where}为 {text}，期次不一致。"
            yield Remark(report.whole(), message, key=where)
            return


RULES = (column_missing, row_shape_mismatch, junk_row, row_id_broken, period_header_mismatch)
