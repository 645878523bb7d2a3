"""Quotes in their place: the findings of an audit, marked in the cells they stand in, for a notebook and a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from toolkit.model import Audit, Column, Severity
from toolkit.presenting import marks, titles, words
from toolkit.presenting.marks import Numbered, Row
from toolkit.presenting.precision import measured

# Inline, because code-hosting pages drop style sheets; where they drop these too, bold type and numbers remain.
_TINT: dict[Severity, str] = {"high": "#f6d9d2", "medium": "#fae3c6", "low": "#fbf1cf", "info": "#e7edf1"}
_MARK = Markup('<mark style="background:{};color:inherit"><b>{}</b></mark>')
_HEADS = ("编号", "规则", "严重程度", "问题", "取证要求")
_HEAD = Markup('style="text-align:left;white-space:nowrap"')
_LEFT = Markup('style="text-align:left;vertical-align:top"')


@dataclass(frozen=True, slots=True)
class Shown:
    """Something to display: HTML for a page, text for a terminal."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """Give the text, which is also what a notebook keeps beside the HTML."""
        return self.text


def marked(audit: Audit, rules: titles.Rules) -> Shown:
    """Show every finding with its quote marked in its cell, item by item; then what concerns the whole table."""
    parts = [_row(row, rules) for row in marks.rows(audit) if row.findings]
    whole = marks.about_whole(audit)
    if whole:
        name = words.WHOLE_REPORT
        parts.append(Shown(_heading(name) + _table(whole, rules), _lines(name, (), whole, rules)))
    if not parts:
        return Shown("<p>未提出问题。</p>", "未提出问题。")
    return Shown("".join(part.html for part in parts), "\n\n".join(part.text for part in parts))


def _row(row: Row, rules: titles.Rules) -> Shown:
    name = f"序号 {words.visible(row.item.number)} · {words.verdict_name(row.assessment)}"
    cells = [(column, marks.in_cell(row.findings, column)) for column in Column]
    quoted = [(column.title, marks.pieces(row.item[column], found)) for column, found in cells if found]
    html = _joined(Markup("<p>{}：{}</p>").format(title, _html(pieces)) for title, pieces in quoted)
    lines = [f"{title}：{_text(pieces)}" for title, pieces in quoted]
    return Shown(_heading(name) + html + _table(row.findings, rules), _lines(name, lines, row.findings, rules))


def _table(findings: Sequence[Numbered], rules: titles.Rules) -> Markup:
    return table(_HEADS, (_facts(n, rules) for n in findings))


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Markup:
    """Make a table of texts, whole and left-aligned."""
    head = _joined(Markup("<th {}>{}</th>").format(_HEAD, name) for name in heads)
    cells = (_joined(Markup("<td {}>{}</td>").format(_LEFT, words.visible(text)) for text in row) for row in rows)
    body = _joined(Markup("<tr>{}</tr>").format(line) for line in cells)
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def _lines(name: str, quoted: Iterable[str], findings: Sequence[Numbered], rules: titles.Rules) -> str:
    told = ("  " + "  ".join(_facts(n, rules)) for n in findings)
    return "\n".join((f"■ {name}", *quoted, *told))


def _facts(entry: Numbered, rules: titles.Rules) -> tuple[str, ...]:
    found = entry.finding
    lead = f"（{words.CERTAINTY_MEANS['lead']}；{measured(found.rule)}）" if found.certainty == "lead" else ""
    severity = f"{words.SEVERITY[found.severity]}{lead}"
    return (
        str(entry.number),
        titles.title_of(found.rule, rules),
        severity,
        words.visible(found.message),
        words.visible(found.ask),
    )


def listing(lines: Iterable[tuple[str, str]]) -> Markup:
    """Make a two-column table of names and texts."""
    body = _joined(Markup("<tr><th {0}>{1}</th><td {0}>{2}</td></tr>").format(_LEFT, *line) for line in lines)
    return Markup("<table><tbody>{}</tbody></table>").format(body)


def _heading(name: str) -> Markup:
    return Markup("<p><b>{}</b></p>").format(name)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _html(pieces: Iterable[marks.Piece]) -> Markup:
    return _joined(_piece(p) + _joined(Markup("<sup>[{}]</sup>").format(n.number) for n in p.ends) for p in pieces)


def _piece(piece: marks.Piece) -> Markup:
    text = words.visible(piece.text)
    return _MARK.format(_TINT[piece.severity], text or "‸") if piece.severity else escape(text)


def _text(pieces: Iterable[marks.Piece]) -> str:
    return "".join(
        (f"⟦{words.visible(p.text)}⟧" if p.severity else words.visible(p.text))
        + "".join(f"[{n.number}]" for n in p.ends)
        for p in pieces
    )
