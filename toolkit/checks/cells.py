"""Structure (结构) of the cells: markup left over, the status word, required cells, numbered sub-items."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check, report_check
from toolkit.checks.examples import HEAD, ROW
from toolkit.checks.subject import TEXT_COLUMNS, Reading, Remark, ReportReading
from toolkit.language.numbering import Marker
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


@report_check(
    "markup-residue",
    family="structure",
    title="标记残留",
    certainty="exact",
    severity="low",
    objects=[
        HEAD + ROW.replace("市教育局", '<p style="text-align: center;">市教育局</p>'),
        HEAD + ROW.replace("张三", "张&nbsp;三"),
    ],
    silent=[HEAD + ROW, HEAD + ROW.replace("建成学校2所", "误差<5%，《A&B合作协议》已签，建成学校2所")],
)
def markup_residue(report: ReportReading) -> Iterator[Remark]:
    """判什么：单元格里残留网页标记、实体或样式。
    为什么：说明文字由网页编辑器直接粘贴，未经校对。
    取证：请发布单位清除标记后重新发布。
    局限：文字已还原，标记去处与原样列在 removed；每格报一处。
    """
    for repair in report.report.repairs:
        reading = report.place(repair.item, repair.line)
        if repair.kind != "markup" or reading is None or repair.column is None:
            continue
        passage = reading.passage(repair.column, repair.offset, repair.offset)
        count = repair.before.count("<") + repair.before.count("&")
        message = f"“{repair.column.title}”一格残留网页标记 {count} 处，读取时已去掉，文字未动。"
        yield Remark(passage, message, removed=repair.before)


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
    groups: dict[str, list[Reading]] = {}
    for reading in report.intact:
        printed = reading[Column.STATUS]
        bare = fold(printed).text
        if bare and printed not in report.words["status.vocabulary"] and bare not in report.words["cells.placeholders"]:
            groups.setdefault(printed.strip(), []).append(reading)
    for printed, readings in groups.items():
        shown = printed if len(printed) <= 30 else printed[:30] + "…"
        proposal = _proposal(readings[0], report.words)
        slight = printed.strip("。.") in report.words["status.vocabulary"]
        count = f"（共 {len(readings)} 处）" if len(readings) > 1 else ""
        yield Remark(
            readings[0].whole(Column.STATUS),
            f"状态“{shown}”不是规定用语{count}，宜写作“{proposal}”。"
            if proposal
            else f"状态“{shown}”不是规定用语{count}。",
            related=tuple(r.whole(Column.STATUS) for r in readings[1:]),
            severity="info" if slight else None,
        )


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
    objects=[
        "待补充",
        "",
        {"status": "", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "", "progress": "主体在建。"},
    ],
    silent=[
        "建成学校2所。",
        {"period_target": "—", "progress": "建成学校2所。"},
        {"reason": "", "progress": "建成学校2所。"},
    ],
)
def required_cell_empty(item: Reading) -> Iterator[Remark]:
    """判什么：状态、进展为空或只有占位（无、待补充、××、暂无）；年度目标与季度目标都空；未完成的事项原因栏空白。
    为什么：没有进展文字的“完成”无从核实。
    取证：请责任单位补填该栏及其依据。
    局限：本期无目标时季度目标可以空；原因写“无”的由“状态与原因矛盾”判断。
    """
    placeholders = item.words["cells.placeholders"]
    empty = [c for c in (Column.STATUS, Column.PROGRESS) if c in item.item.cells and _blank(item[c], placeholders)]
    targets = [c for c in (Column.ANNUAL_TARGET, Column.PERIOD_TARGET) if c in item.item.cells]
    if targets and all(_blank(item[c], placeholders) for c in targets):
        empty.append(targets[0])
    if item.status in {"not_done", "behind"} and Column.REASON in item.item.cells and not item[Column.REASON].strip():
        empty.append(Column.REASON)
    for column in empty:
        printed = item[column].strip()
        shown = f"只有占位“{printed}”" if printed else "为空"
        yield Remark(item.whole(column), f"“{column.title}”{shown}。", key=column.value)


def _blank(cell: str, placeholders: tuple[str, ...]) -> bool:
    return fold(cell).text in placeholders


@item_check(
    "status-reason-conflict",
    family="structure",
    title="状态与原因矛盾",
    certainty="exact",
    severity="high",
    objects=[
        {"status": "完成", "reason": "受疫情影响进度滞后", "progress": "建成学校2所。"},
        {"status": "未完成", "reason": "无", "progress": "主体在建。"},
    ],
    silent=[
        {"status": "完成", "reason": "无", "progress": "建成学校2所。"},
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
    reason = fold(item[Column.REASON]).text
    none = reason in item.words["cells.no_reason"] or bool(
        item.words.pattern("cells.no_reason_pattern").fullmatch(reason)
    )
    status = item.whole(Column.STATUS)
    if item.done and not none:
        message = "状态为完成，却填写了未完成原因，两栏相互矛盾。"
        yield Remark(item.whole(Column.REASON), message, related=(status,), flips=True)
    elif item.status in {"not_done", "behind"} and none and reason:
        message = f"状态为“{status.quote}”，未完成原因却为“{item[Column.REASON].strip()}”。"
        yield Remark(item.whole(Column.REASON), message, related=(status,))


@item_check(
    "subitem-numbering-broken",
    family="structure",
    title="分项编号断裂",
    certainty="exact",
    severity="low",
    objects=[
        "1.建成学校2所。3.新增学位500个。",
        "1.建成学校2所。2.新增学位500个。2.培训教师90人。",
        "1.建成学校2所。（二）新增学位500个。（三）培训教师90人。",
    ],
    silent=[
        "1.建成学校2所。2.新增学位500个。",
        "1.建成学校2所：（1）城东1所；（2）城西1所。2.新增学位500个：（1）小学300个；（2）初中200个。",
        "1.2023年度建成学校2所。2.2.5公里道路完工。",
        "1.全年浓度38微克，下降7.3%。2.35蒸吨以下锅炉全部淘汰。3.检查企业60家。",
    ],
)
def subitem_numbering_broken(item: Reading) -> Iterator[Remark]:
    """判什么：一格之内的分项编号跳号、重号，或半路换了写法（1. 之后接（二））。
    为什么：跳号常意味着一项被删去，目标有三项而进展只编到二，差的正是没做的。
    取证：请填报单位核对是否漏写或删去了分项。
    局限：下级编号在上级编号之下从一重新开始不算断裂；只有一个编号的不判。
    """
    for column in TEXT_COLUMNS:
        fault = _fault(item.markers(column))
        if fault:
            marker, message = fault
            quoted = item.passage(column, marker.start, marker.end)
            yield Remark(quoted, f"“{column.title}”内分项编号{message}。")


def _fault(found: tuple[Marker, ...]) -> tuple[Marker, str] | None:
    """The first marker that does not follow: per scheme the last number, forgotten when a higher level moves on."""
    if not found or found[0].number != 1:
        return None
    levels: list[Marker] = []
    for marker in found:
        schemes = [level.scheme for level in levels]
        if marker.scheme in schemes:
            depth = schemes.index(marker.scheme)
            last = levels[depth]
            if marker.number != last.number + 1:
                return marker, _told(marker, last)
            del levels[depth:]
        elif marker.number != 1:
            return marker, f"写法由“{found[0].scheme}”换成“{marker.scheme}”，且不从一起"
        levels.append(marker)
    return None


def _told(marker: Marker, last: Marker) -> str:
    if marker.number <= last.number:
        return f"重复或倒退：{last.number} 之后为 {marker.number}"
    return f"跳号：{last.number} 之后为 {marker.number}"


RULES = (
    markup_residue,
    status_vocabulary,
    required_cell_empty,
    status_reason_conflict,
    subitem_numbering_broken,
)
