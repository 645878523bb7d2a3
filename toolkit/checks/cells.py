"""Structure (结构) of the cells: markup left over, the status word, required cells."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from toolkit.checks.blanks import blank, no_reason, visible
from toolkit.checks.catalogue import item_check, report_check
from toolkit.checks.examples import HEAD, ROW
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.language.text import fold
from toolkit.language.words import Words
from toolkit.model import Column

_CANONICAL = {
    "done": "完成",
    "mostly_done": "基本完成",
    "on_schedule": "正在推进",
    "behind": "部分完成",
    "not_done": "未完成",
}


# What a spreadsheet shows in place of a value that it cannot compute.
_CELL_ERROR = re.compile(r"#(?:REF!|VALUE!|DIV/0!|NUM!|NULL!|N/A|NAME\?)")


@report_check(
    "markup-residue",
    family="structure",
    title="标记残留",
    certainty="exact",
    severity="low",
    objects=[
        HEAD + ROW.replace("市教育局", '<p style="text-align: center;">市教育局</p>'),
        HEAD + ROW.replace("张三", "张&nbsp;三"),
        HEAD + ROW.replace("建成学校2所", "建成学校#REF!2所"),
    ],
    silent=[HEAD + ROW, HEAD + ROW.replace("建成学校2所", "误差<5%，《A&B合作协议》已签，建成学校2所")],
)
def markup_residue(report: ReportReading) -> Iterator[Remark]:
    """判什么：单元格里残留网页标记、实体或样式，或电子表格的错误值（#REF!）。
    为什么：说明文字由网页编辑器直接粘贴，未经校对。
    取证：请发布单位清除标记后重新发布。
    局限：标记已去掉、文字已还原，去处与原样列在 removed（错误值留在原处）；每格报一处。
    """
    for repair in report.report.repairs:
        reading = report.place(repair.item, repair.line)
        if repair.kind != "markup" or reading is None or repair.column is None:
            continue
        passage = reading.passage(repair.column, repair.offset, repair.offset)
        count = repair.before.count("<") + repair.before.count("&")
        message = f"“{repair.column.title}”一格残留网页标记 {count} 处，读取时已去掉，文字未动。"
        yield Remark(passage, message, removed=repair.before)
    for reading in report.intact:
        for column, text in reading.item.cells.items():
            error = _CELL_ERROR.search(text) if "#" in text else None
            if error:
                told = f"“{column.title}”一格残留电子表格的错误值“{error[0]}”。"
                yield Remark(reading.passage(column, *error.span()), told)


@report_check(
    "status-vocabulary",
    family="structure",
    title="完成状态用语不规范",
    certainty="exact",
    severity="medium",
    objects=[HEAD + ROW.replace("\t完成\t", "\t已完成。\t"), HEAD + ROW.replace("\t完成\t", "\t√\t")],
    silent=[HEAD + ROW, HEAD + ROW.replace("\t完成\t", "\t基本完成\t"), HEAD + ROW.replace("\t完成\t", "\t\t")],
)
def status_vocabulary(report: ReportReading) -> Iterator[Remark]:
    """判什么：状态不在规定用语（完成、基本完成、部分完成、未完成、正在推进）之内；每种写法报一处，附其余各处。
    为什么：用语不一，统计完成率时同一状态会被数成几种。
    取证：请填报单位改用规定用语；规定用语可在配置的 [words.status] vocabulary 中增补。
    局限：只差空白或句末标点的降为提示。
    """
    vocabulary = report.words["status.vocabulary"]
    groups: dict[tuple[str, bool], list[Reading]] = {}
    for reading in report.intact:
        printed = reading[Column.STATUS]
        bare = fold(printed).text
        if printed not in vocabulary and not blank(printed, report.words):
            groups.setdefault((printed.strip(), bare in vocabulary), []).append(reading)
    for (printed, spaced), readings in groups.items():
        yield Remark(
            readings[0].whole(Column.STATUS),
            _told_of_status(printed, spaced, readings, report.words),
            related=tuple(r.whole(Column.STATUS) for r in readings[1:]),
            severity="info" if spaced or printed.strip("。.") in vocabulary else None,
        )


def _told_of_status(printed: str, spaced: bool, readings: list[Reading], words: Words) -> str:
    shown = printed if len(printed) <= 30 else printed[:30] + "…"
    count = f"（共 {len(readings)} 处）" if len(readings) > 1 else ""
    if spaced:
        return f"状态“{shown}”的文字前后或中间多出空格{count}。"
    proposal = _proposal(readings[0], words)
    return f"状态“{shown}”不是规定用语{count}" + (f"，宜写作“{proposal}”。" if proposal else "。")


def _proposal(reading: Reading, words: Words) -> str:
    """The canonical form of a status: by its class, else the nearest word."""
    if reading.status:
        return _CANONICAL.get(reading.status, "")
    near = difflib.get_close_matches(fold(reading[Column.STATUS]).text, words["status.vocabulary"], 1)
    return near[0] if near else ""


@item_check(
    "required-cell-empty",
    family="structure",
    title="必填项为空",
    certainty="exact",
    severity="high",
    verdict="unsupported",
    objects=[
        "待补充",
        "",
        {"status": "", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "", "progress": "主体在建。"},
        {"status": "未完成", "reason": "待补充", "progress": "主体在建。"},
        "详见附件",
        "……",
        "（空）",
        "XXX",
        "暂无进展",
        "未填报。",
        "\u200b\ufeff",
    ],
    silent=[
        "建成学校2所。",
        "暂无进展缓慢项目，建成学校2所。",
        "建成学校2所，详见附件。",
        {"status": "√", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "无", "progress": "主体在建。"},
        {"period_target": "—", "progress": "建成学校2所。"},
        {"reason": "", "progress": "建成学校2所。"},
    ],
)
def required_cell_empty(item: Reading) -> Iterator[Remark]:
    """判什么：状态、进展为空或只有占位（无、待补充、××、暂无）；年度目标与季度目标都空；未完成的事项原因栏空白或待补。
    为什么：没有进展文字的“完成”无从核实。
    取证：请责任单位补填该栏及其依据。
    局限：本期无目标时季度目标可以空；原因写“无”的由“状态与原因矛盾”判断。
    """
    words = item.words
    empty = [c for c in (Column.STATUS, Column.PROGRESS) if c in item.item.cells and blank(item[c], words)]
    targets = [c for c in (Column.ANNUAL_TARGET, Column.PERIOD_TARGET) if c in item.item.cells]
    if targets and all(blank(item[c], words) for c in targets):
        empty.append(targets[0])
    if item.status in {"not_done", "behind"} and Column.REASON in item.item.cells and _reason_missing(item):
        empty.append(Column.REASON)
    for column in empty:
        printed = item[column].strip() if visible(item[column]) else ""
        shown = f"只有占位“{printed}”" if printed else "为空"
        yield Remark(item.whole(column), f"“{column.title}”{shown}。", key=column.value)


def _reason_missing(item: Reading) -> bool:
    """Whether the reason is still to be filled in; one that says 无 contradicts the status, which is another rule's."""
    reason = item[Column.REASON]
    return not visible(reason) or (blank(reason, item.words) and not no_reason(reason, item.words))


@item_check(
    "status-reason-conflict",
    family="structure",
    title="状态与原因矛盾",
    certainty="exact",
    severity="high",
    verdict="unsupported",
    objects=[
        {"status": "完成", "reason": "受疫情影响进度滞后", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "无", "progress": "主体在建。"},
        {"status": "完成", "reason": "已完成，但资金尚未拨付", "progress": "建成学校2所。"},
        {"status": "完成", "reason": "完成率85%", "progress": "建成学校2所。"},
        {"status": "完成", "reason": "无资金", "progress": "建成学校2所。"},
    ],
    silent=[
        {"status": "完成", "reason": "无", "progress": "建成学校2所。"},
        *(
            {"status": "完成", "reason": reason, "progress": "建成学校2所。"}
            for reason in (
                *("（无）", "(无)", "无（已完成）", "已完成，无未完成原因", "四季度目标已完成。", "2023年度目标已完成"),
                *(
                    "本项目标已完成",
                    "该项工作已完成",
                    "暂无未完成原因",
                    "完成率100%",
                    "未涉及",
                    "无该情况",
                    "0",
                    "None",
                ),
                *("\\", "/", "——", "待补充", "1.无", "本季度目标任务已全部完成，不涉及未完成原因", "已超额完成105%"),
            )
        ),
        {"status": "完成", "reason": "已按期完成。", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "征地滞后，预计3月开工。", "progress": "主体在建。"},
        {"status": "基本完成", "reason": "剩余1所正在装修。", "progress": "建成学校1所。"},
    ],
)
def status_reason_conflict(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成却填了未完成原因，或状态为未完成、部分完成而原因为“无”。
    为什么：两栏必有一栏不实；填了原因的“完成”多半并未完成。
    取证：请责任单位说明以哪一栏为准，并附完成或未完成的依据。
    局限：“已按期完成”“不涉及”等等于没有原因的写法不算矛盾；基本完成不判。
    """
    reason = item[Column.REASON]
    if item.status not in {"done", "not_done", "behind"}:
        return
    none = no_reason(reason, item.words)
    status = item.whole(Column.STATUS)
    if item.done and not none and not blank(reason, item.words):
        message = "状态为完成，却填写了未完成原因，两栏相互矛盾。"
        yield Remark(item.whole(Column.REASON), message, related=(status,), flips=True)
    elif item.status in {"not_done", "behind"} and none and visible(reason):
        message = f"状态为“{status.quote}”，未完成原因却为“{reason.strip()}”。"
        yield Remark(item.whole(Column.REASON), message, related=(status,))


RULES = (
    markup_residue,
    status_vocabulary,
    required_cell_empty,
    status_reason_conflict,
)
