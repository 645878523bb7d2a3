"""The working paper: one xlsx in which findings are ruled on, linked to the text they quote; every text stays text."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd
import xlsxwriter

from toolkit.model import SEVERITIES, Audit, Column
from toolkit.presenting import charts, frames, marks, titles, words
from toolkit.presenting.limits import limits
from toolkit.presenting.marks import Numbered, Row

LEDGER, ITEMS, PARTS, REPAIRS, NOTES = "问题台账", "事项原文", "目标各部分", "读取修复", "说明"
_LONGEST: Final = 32_767  # characters that Excel holds in a cell
_CUT: Final = "…〔超出单元格上限，全文见 items.jsonl〕"
_WIDE: Final = 0x1100  # characters from here on are taken to be two columns wide
_LINE, _TALLEST = 15.0, 409.0  # points; Excel allows no taller row
_CREATED: Final = dt.datetime(2000, 1, 1)  # the same audit gives the same bytes
_RULINGS: Final = tuple(words.RULING.values())
_LEDGER: Final[tuple[tuple[str, int], ...]] = (
    ("编号", 6), ("序号", 7), ("规则", 16), ("性质（证据级别）", 12), ("严重程度", 9), ("栏目", 13), ("原文引用", 36),
    ("问题描述", 42), ("取证要求", 36), ("责任单位", 22), ("复核结论", 10), ("复核说明", 26),
    ("复核人", 10), ("复核日期", 12), ("指纹", 19),
)  # fmt: skip
_RULING_AT = 10
_WIDTHS: Final = {
    Column.ANNUAL_TARGET: 32, Column.PERIOD_TARGET: 32, Column.STATUS: 10, Column.PROGRESS: 64, Column.REASON: 14,
    Column.LEADER: 11, Column.RESPONSIBLE_UNIT: 24,
}  # fmt: skip
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_FACE: Final = {"font_name": "等线", "font_size": 10.5, "valign": "top", "text_wrap": True, "num_format": "@"}
_INK: Final = {"high": "#9E3328", "medium": "#A8610F", "low": "#7A6315", "info": "#56656F"}


@dataclass(slots=True)
class _Book:
    """A workbook being written, with its formats made once."""

    book: Any
    formats: dict[str, Any] = field(default_factory=dict)

    def format(self, name: str = "text", **more: Any) -> Any:
        """The format `name`, made on first use from the common face and `more`."""
        if name not in self.formats:
            self.formats[name] = self.book.add_format({**_FACE, "border": 1, "border_color": "#D9D5CA", **more})
        return self.formats[name]

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], rows: int, frozen: int = 0) -> Any:
        """A sheet with a frozen, filtered heading that is repeated on every printed page."""
        sheet = self.book.add_worksheet(name)
        for at, (title, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            head = self.format("head", bold=True, bg_color="#ECE9E0", valign="vcenter")
            sheet.write_string(0, at, cell_text(title), head)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3: what offices print ledgers on
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet


def workpaper(audit: Audit, *, rules: titles.Rules | None = None) -> bytes:
    """Write the working paper of an audit as xlsx: 问题台账, 事项原文, 目标各部分, 读取修复, 说明."""
    known = titles.known(rules)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(_OPTIONS)) as book:
        book.set_properties({"title": "核查工作底稿", "created": _CREATED})
        paper, rows = _Book(book), marks.rows(audit)
        _ledger(paper, audit, rows, known)
        _items(paper, audit, rows)
        _plain(paper, PARTS, frames.parts(audit), (8, 6, 50, 12, 70))
        _plain(paper, REPAIRS, frames.repairs(audit), (8, 8, 14, 18, 70, 50))
        _notes(paper, audit, known)
    return out.getvalue()


def cell_text(text: str) -> str:
    """Fit a text for a cell: nothing that xlsx forbids, not longer than Excel holds, and a cut that shows."""
    shown = words.visible(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - len(_CUT)] + _CUT


def _fit(sheet: Any, at: int, texts: Iterable[str], columns: Sequence[tuple[str, int]]) -> None:
    """Set a row as high as its longest wrapped cell: not every program does so by itself on opening."""
    lines = (
        sum(max(1, math.ceil(sum(1 if ord(c) < _WIDE else 2 for c in line) / (width - 1))) for line in text.split("\n"))
        for text, (_, width) in zip(texts, columns, strict=True)
    )
    sheet.set_row(at, min(_TALLEST, _LINE * max(lines) + 4))


def _ledger(paper: _Book, audit: Audit, rows: Sequence[Row], rules: titles.Rules) -> None:
    sheet = paper.sheet(LEDGER, _LEDGER, len(audit.findings), frozen=3)
    line_of = {n.number: at for at, row in enumerate(rows, start=1) for n in row.findings}
    unit_of = {n.number: row.item[Column.RESPONSIBLE_UNIT] for row in rows for n in row.findings}
    for at, entry in enumerate(marks.numbered(audit), start=1):
        texts = _ledger_texts(entry, unit_of.get(entry.number, ""), rules)
        _fit(sheet, at, texts, _LEDGER)
        for column, text in enumerate(texts):
            sheet.write_string(at, column, cell_text(text), _ledger_format(paper, entry, column))
        sheet.write_number(at, 0, entry.number, paper.format("number", num_format="0", align="center"))
        if entry.number in line_of:
            link = paper.format("link", font_color="#1F4E79", underline=1)
            target = f"internal:'{ITEMS}'!A{line_of[entry.number] + 1}"
            sheet.write_url(at, 1, target, link, cell_text(entry.finding.passage.item or ""))
    last = max(len(audit.findings), 1)
    sheet.data_validation(1, _RULING_AT, last, _RULING_AT, {
        "validate": "list", "source": list(_RULINGS), "input_title": "复核结论", "input_message": "确认、排除或待定",
        "error_title": "复核结论", "error_message": "请在 确认、排除、待定 中选择。",
    })  # fmt: skip


def _ledger_texts(entry: Numbered, unit: str, rules: titles.Rules) -> Sequence[str]:
    found, at, review = entry.finding, entry.finding.passage, entry.finding.review or {}
    return (
        str(entry.number),
        at.item if at.item is not None else words.WHOLE_REPORT,
        titles.title_of(found.rule, rules),
        words.CERTAINTY[found.certainty],
        words.SEVERITY[found.severity],
        at.column.title if at.column else "",
        words.quoted(found),
        found.message,
        found.ask,
        unit,
        words.RULING.get(review.get("ruling", ""), review.get("ruling", "")),
        review.get("note", ""),
        review.get("by", ""),
        review.get("on", ""),
        found.fingerprint,
    )


def _ledger_format(paper: _Book, entry: Numbered, column: int) -> Any:
    severity = entry.finding.severity
    if _LEDGER[column][0] == "严重程度":
        colours = {"bg_color": charts.COLOURS[severity], "font_color": charts.INKS[severity]}
        return paper.format(f"severity-{severity}", align="center", **colours)
    if _RULING_AT <= column < len(_LEDGER) - 1:
        return paper.format("fill-in", bg_color="#FDF8E7")
    return paper.format("small", font_size=8, font_color="#8F8B80") if column == len(_LEDGER) - 1 else paper.format()


def _items(paper: _Book, audit: Audit, rows: Sequence[Row]) -> None:
    columns = [column for column in Column if column is not Column.ITEM]
    heads = [("序号", 7), ("核查结论", 13), ("结论依据", 30), *((c.title, _WIDTHS[c]) for c in columns)]
    sheet = paper.sheet(ITEMS, heads, len(rows), frozen=1)
    for at, row in enumerate(rows, start=1):
        first = (row.item.number, words.verdict_name(row.assessment), row.assessment.why)
        _fit(sheet, at, (*first, *(row.item[column] for column in columns)), heads)
        for place, text in enumerate(first):
            sheet.write_string(at, place, cell_text(text), paper.format())
        for place, column in enumerate(columns, start=len(first)):
            _marked(sheet, paper, (at, place), row.item[column], marks.in_cell(row.findings, column))


def _marked(sheet: Any, paper: _Book, place: tuple[int, int], text: str, findings: Sequence[Numbered]) -> None:
    """Write a cell with the quotes of its findings coloured, each followed by the finding's number."""
    parts: list[Any] = []
    for piece in marks.pieces(text, findings):
        shown = words.visible(piece.text) + "".join(f"〔{n.number}〕" for n in piece.ends)
        if shown and piece.severity:
            ink = {"font_color": _INK[piece.severity], "bold": True}
            parts.append(paper.format(f"ink-{piece.severity}", **ink))
        if shown:
            parts.append(shown)
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) > 1 and sum(map(len, texts)) <= _LONGEST:
        sheet.write_rich_string(*place, *parts, paper.format())
    else:
        sheet.write_string(*place, cell_text("".join(texts)), paper.format())


def _plain(paper: _Book, name: str, frame: pd.DataFrame, widths: Sequence[int]) -> None:
    """A sheet that holds a frame as it is."""
    heads = list(zip(frame.columns, widths, strict=True))
    sheet = paper.sheet(name, heads, len(frame))
    for at, record in enumerate(frame.itertuples(index=False), start=1):
        texts = [str(value) for value in record]
        _fit(sheet, at, texts, heads)
        for column, text in enumerate(texts):
            sheet.write_string(at, column, cell_text(text), paper.format())


def _notes(paper: _Book, audit: Audit, rules: titles.Rules) -> None:
    source = audit.report.source
    counts = "、".join(f"{words.SEVERITY[s]} {sum(f.severity == s for f in audit.findings)}" for s in SEVERITIES)
    ran = "、".join(titles.title_of(rule, rules) for rule in audit.rules)
    lines = [
        ("报告", audit.report.title),
        ("报告期", words.period_name(audit.report.period)),
        ("来源", f"{source.name}（{source.format}，{source.encoding}）"),
        ("SHA-256", source.sha256),
        ("问题", f"{len(audit.findings)} 处：{counts}"),
        ("运行规则", f"{len(audit.rules)} 条：{ran}"),
        *(
            ("运行出错", f"{titles.title_of(f.rule, rules)}，{f.item or words.WHOLE_REPORT}：{f.error}")
            for f in audit.failures
        ),
        *((f"证据级别：{words.CERTAINTY[level]}", means) for level, means in words.CERTAINTY_MEANS.items()),
        *(("未核对的内容", sentence) for sentence in limits(audit, rules)),
        (
            "填写办法",
            "在问题台账的“复核结论”中选 确认、排除 或 待定，并填说明、复核人和日期；指纹用于跨期对应，请勿改动。",
        ),
        ("工具", f"target-audit {audit.version}"),
    ]
    heads = [("项目", 20), ("内容", 110)]
    sheet = paper.sheet(NOTES, heads, len(lines))
    for at, (name, text) in enumerate(lines, start=1):
        _fit(sheet, at, (name, text), heads)
        sheet.write_string(at, 0, cell_text(name), paper.format())
        sheet.write_string(at, 1, cell_text(text), paper.format())
