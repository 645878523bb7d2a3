"""Rows of cells become the values of one table; blank rows and examples of a template are left out, and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from toolkit.errors import InputError, one_line
from toolkit.language.text import fold
from toolkit.language.words import Words
from toolkit.reading.grid import Row
from toolkit.references import fields
from toolkit.references.headings import Heading
from toolkit.references.values import Document, Entry, Planned, Statistic, Table

EXAMPLE = "示例："  # how the example row of a template begins one of its cells
_MARK = re.compile(r"[（(]?示例[)）:：]")
_ALIASES = re.compile(r"[、，,；;/／|\n]")
Cells = Mapping[str, str]


@dataclass(slots=True)
class Told:
    """The rows of a table, and those that were left out, each with its reason."""

    rows: list[Any] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def read_rows(where: str, rows: Sequence[Row], heading: Heading, words: Words) -> Told:
    """Everything below a heading; raises InputError with the place of the first cell that cannot be understood."""
    told = Told()
    for row in rows[heading.at + 1 :]:
        cells = {name: fields.cleaned(row.cells[i]) for name, i in heading.columns.items() if i < len(row.cells)}
        place = row.place or f"第 {row.line} 行"
        if row.blank or not any(cells.values()):
            continue
        if any(_MARK.match(text) for text in cells.values()):
            told.skipped.append(f"{place}：示例")
            continue
        if set(row.cells) == set(rows[heading.at].cells):
            continue  # headings repeated on a later page
        wanting = _wanting(heading.table, cells)
        if wanting:
            told.skipped.append(f"{place}：{wanting}")
            continue
        told.rows.append(_MAKERS[heading.table](f"{where} {place}", cells, words))
    return told


def _at(where: str) -> str:
    """The place of a row by the name of its file alone: what is told of it tells nothing of the machine."""
    return Path(where).name


def _wanting(table: Table, cells: Cells) -> str:
    """Why a row says nothing: a figure not given, a name left empty."""
    subject = {"statistics": "indicator", "plan": "annual_target", "documents": "title", "directory": "name"}[table]
    if fields.is_blank(cells.get(subject, "")):
        return "名称为空"
    return "没有数值" if table == "statistics" and fields.is_blank(cells.get("value", "")) else ""


def _statistic(where: str, cells: Cells, _words: Words) -> Statistic:
    value, behind = fields.number(f"{where} 数值", cells["value"])
    unit = fold(cells.get("unit", "")).text
    if behind and unit and behind != unit:
        raise InputError.of(f"{where} 数值", expected=f"与单位栏“{one_line(unit, 20)}”一致", met=f"“{behind}”")
    said = cells.get("period", "")
    return Statistic(
        indicator=cells["indicator"],
        period=fields.period(f"{where} 时期", said),
        said=said,
        value=value,
        unit=unit if unit and unit not in ("-", "—", "/", "无") else behind,
        source_title=cells.get("source_title", ""),
        date=fields.day(f"{where} 日期", cells.get("date", ""), last=True),
        at=_at(where),
        scope=cells.get("scope", ""),
    )


def _planned(where: str, cells: Cells, _words: Words) -> Planned:
    return Planned(
        year=fields.year(f"{where} 年份", cells.get("year", "")),
        item=fold(cells.get("item", "")).text.rstrip(".、．"),
        annual_target=cells["annual_target"],
        responsible_unit=cells.get("responsible_unit", ""),
        issued_by=cells.get("issued_by", ""),
        at=_at(where),
    )


def _document(where: str, cells: Cells, _words: Words) -> Document:
    date = fields.day(f"{where} 日期", cells.get("date", ""), last=True)
    number = cells.get("number", "")
    number = "" if fields.is_blank(number) else number
    return Document(cells["title"], number, cells.get("issuer", ""), date, _at(where))


def _entry(where: str, cells: Cells, words: Words) -> Entry:
    kind = fold(cells.get("kind", "")).text.casefold()
    kinds = {name: (name, *words[f"references.kinds.{name}"]) for name in ("unit", "leader")}
    if kind not in kinds["unit"] and kind not in kinds["leader"]:
        raise InputError.of(
            f"{where} 类别", expected="unit（单位）或 leader（领导）", met=f"“{one_line(cells.get('kind', ''), 40)}”"
        )
    start = fields.day(f"{where} 启用日期", cells.get("valid_from", ""), last=False)
    end = fields.day(f"{where} 停用日期", cells.get("valid_to", ""), last=True)
    if start and end and end < start:
        raise InputError.of(f"{where} 停用日期", expected=f"不早于启用日期 {start}", met=str(end))
    aliases = tuple(_named(_ALIASES.split(cells.get("alias", ""))))
    known: Literal["unit", "leader"] = "unit" if kind in kinds["unit"] else "leader"
    return Entry(known, cells["name"], aliases, cells.get("post", ""), start, end, _at(where))


def _named(texts: Sequence[str]) -> Iterator[str]:
    yield from (text.strip() for text in texts if not fields.is_blank(text))


_MAKERS: Mapping[Table, Callable[[str, Cells, Words], Statistic | Planned | Document | Entry]] = {
    "statistics": _statistic,
    "plan": _planned,
    "documents": _document,
    "directory": _entry,
}
