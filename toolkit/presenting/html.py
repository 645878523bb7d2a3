"""The HTML report: one self-contained page, no script, every cell escaped; it reads like a memo and prints well."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from toolkit.model import SEVERITIES, Audit, Column, Finding, Severity
from toolkit.presenting import charts, fonts, frames, marks, numbers, titles, words
from toolkit.presenting.limits import limits
from toolkit.presenting.marks import Numbered, Row
from toolkit.presenting.precision import measured

_MOST_GRAVE = 20
_SHORT = 12


def report(audit: Audit, *, rules: titles.Rules | None = None, face: fonts.Face | None = None) -> str:
    """Write the whole report of an audit as one HTML page; the same audit gives the same text."""
    known = titles.known(rules)
    face = face or fonts.face()
    every = marks.numbered(audit)
    fired = list(dict.fromkeys(n.finding.rule for n in every))
    page = {
        "audit": audit,
        "report": audit.report,
        "title": words.visible(audit.report.title).strip() or "目标任务完成情况表",
        "period": words.period_name(audit.report.period),
        "severities": [(s, words.SEVERITY[s], sum(n.finding.severity == s for n in every)) for s in SEVERITIES],
        "verdicts": _verdicts(audit),
        "flips": sum(n.finding.flips_verdict for n in every),
        "flipped": len({(f.line, f.passage.item) for f in audit.findings if f.flips_verdict}),
        "claimed": sum(bool(a.parts) or a.verdict != "not-assessable" for a in audit.assessments),
        "told_verdicts": "、".join(f"{name} {n} 个" for _, name, n, _ in _verdicts(audit) if n),
        "grave": [n for n in every if n.finding.severity == "high" or n.finding.flips_verdict],
        "charts": [_picture(c) for c in (charts.heat_map(audit, known, face), charts.unit_bars(audit, face))],
        "hint": "" if face.chinese else fonts.HINT,
        "rows": [(row, _cells(row), marks.lettered(row.assessment)) for row in marks.rows(audit)],
        "unjudged": words.unjudged(audit.assessments),
        "whole": marks.about_whole(audit),
        "repairs": _table(frames.repairs_by_kind(audit).reset_index()),
        "families": _families(audit, known),
        "limits": limits(audit, known),
        "numbers": numbers.sentence(audit) if audit.quantities else "",
        "verified": _table(frames.verifications(audit, known)),
        "unchecked": _table(numbers.unchecked(audit, times=False)),
        "cards": [(rule, _card(rule, known)) for rule in sorted(fired)],
        "fired": frozenset(fired),
    }
    return _environment().get_template("report.html.j2").render(page, known=known)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("toolkit.presenting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(
        SEVERITY=words.SEVERITY,
        CERTAINTY=words.CERTAINTY,
        CERTAINTY_MEANS=words.CERTAINTY_MEANS,
        place=words.place_name,
        verdict=words.verdict_name,
        proof=words.proof_sentence,
        title_of=titles.title_of,
        tally=_tally,
        told=told,
        ruling=words.ruling_sentence,
        STATE=words.STATE,
        LEVEL=words.LEVEL,
        ROLE=words.ROLE,
        scaled=words.scaled,
        interval=words.interval,
        measured=measured,
        MOST=_MOST_GRAVE,
        clipped=words.clipped,
    )
    return made


def _shown(value: Any) -> Any:
    """Every text that a template prints shows its hidden characters; markup made here already does."""
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _verdicts(audit: Audit) -> list[tuple[str, str, int, int]]:
    """Verdicts in order as (id, name, items, of these only suggested)."""
    every = Counter(a.verdict for a in audit.assessments)
    tentative = Counter(a.verdict for a in audit.assessments if a.certainty == "lead")
    return [(v, words.VERDICT[v], every[v], tentative[v]) for v in words.VERDICT]


def _tally(findings: Sequence[Numbered]) -> list[tuple[Severity, int]]:
    counts = Counter(n.finding.severity for n in findings)
    return [(severity, counts[severity]) for severity in SEVERITIES if counts[severity]]


def _picture(chart: charts.Chart) -> dict[str, Any]:
    data = base64.b64encode(chart.svg().encode()).decode()
    drawn = not chart.numbers.empty and bool(chart.numbers["合计"].sum())
    table = _table(chart.numbers[chart.numbers["合计"] > 0].reset_index())
    return (
        {"title": chart.title, "alt": chart.alt, "src": f"data:image/svg+xml;base64,{data}", "table": table}
        if drawn
        else {}
    )


def _table(frame: Any) -> dict[str, Any]:
    return {"head": list(frame.columns), "rows": frame.to_numpy().tolist()}


def _cells(row: Row) -> list[tuple[Column, Markup, bool]]:
    """The cells with their quotes marked, and whether each is short; the number stands in the heading already."""
    parts = marks.lettered(row.assessment)
    made = []
    for column in Column:
        found = marks.in_cell(row.findings, column)
        spans = [(start, end, entry.letter) for entry in parts for start, end in entry.spans(column)]
        if found or column is not Column.ITEM:
            text = marked(row.item[column], found, parts=spans)
            made.append((column, text, len(row.item[column]) <= _SHORT))
    return made


def told(finding: Finding) -> Markup:
    """Tell a finding with its quote marked in the sentence, or before it where the sentence does not repeat it."""
    message, quote = words.visible(finding.message), words.visible(finding.passage.quote)
    before, met, after = message.partition(quote) if quote else (message, "", "")
    if quote and not met:
        before, after = "", f" {message}"
    return escape(before) + (Markup("<q>{}</q>").format(quote) if quote else Markup("")) + escape(after)


def marked(
    text: str, findings: Sequence[Numbered], link: str = "#f{}", parts: Sequence[tuple[int, int, str]] = ()
) -> Markup:
    """Escape a cell and mark in it the quotes of `findings`, each closed by its number, and the lettered `parts`."""
    return Markup("").join(_piece(piece, link) for piece in marks.pieces(text, findings, parts))


def _piece(piece: marks.Piece, link: str) -> Markup:
    text = escape(words.visible(piece.text))
    letters = Markup("").join(Markup('<sup class="part">{}</sup>').format(letter) for letter in piece.closes)
    if piece.parts and text:
        text = Markup('<span class="part">{}</span>').format(text)
    if not piece.covers:
        return text + letters
    body = (
        Markup('<mark class="{}">{}</mark>').format(piece.severity, text)
        if text
        else Markup('<mark class="gone">‸</mark>')
    )
    notes = (Markup('<sup><a href="{}">〔{}〕</a></sup>').format(link.format(n.number), n.number) for n in piece.ends)
    return body + Markup("").join(notes) + letters


def _families(audit: Audit, rules: titles.Rules) -> list[tuple[str, list[str]]]:
    """The rules that ran, by family."""
    families: dict[str, list[str]] = {}
    for rule in audit.rules:
        families.setdefault(titles.family_of(rule, rules), []).append(rule)
    return list(families.items())


def _card(rule: str, rules: titles.Rules) -> list[tuple[str, str]]:
    return list(rules[rule].card.items()) if rule in rules else []
