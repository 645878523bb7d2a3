"""Audits made by hand: a plain one and a hostile one, so that presenting is tested without reading or checks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from toolkit.model import (
    Assessment,
    Audit,
    Column,
    Failure,
    Finding,
    Item,
    Operand,
    Passage,
    Period,
    Proof,
    Quantity,
    Repair,
    Report,
    Source,
    Verification,
)

PERIOD = Period(2023, "Q", 4)
# Everything that a cell may carry to break out of where it is shown.
HOSTILE = (
    "=cmd|'/c calc'!A1 <script>alert(1)</script> <img src=x onerror=alert(2)> ]]> </style> {{ 7*7 }} $x_1$ "
    "&lt; \" ' \x00\x07\u202eevil\u202c\u200b\ufeff\ud800 \U0001f600 http://evil.example/x"
)


def passage(item: Item, column: Column, quote: str) -> Passage:
    """The first place where `quote` stands in a cell of `item`."""
    start = item[column].index(quote)
    return Passage(str(PERIOD), item.number, column, start, start + len(quote), quote)


def finding(item: Item, column: Column, quote: str, rule: str = "done-on-forecast", **more: Any) -> Finding:
    """A finding of high severity that quotes `quote`, with whatever else is given."""
    facts: dict[str, Any] = {
        "rule": rule,
        "certainty": "derived",
        "severity": "high",
        "passage": passage(item, column, quote),
        "line": item.line,
        "message": f"以“{quote}”作为完成依据。",
        "ask": "请提供考核结果通报。",
        "fingerprint": f"{rule}-{item.number}-{quote}",
    }
    return Finding(**(facts | more))


def item(number: str, line: int = 5, **cells: str) -> Item:
    """An item with plausible cells, any of them replaced."""
    plain: Mapping[str, str] = {
        "item": number,
        "annual_target": "新增学位1.6万个。",
        "period_target": "新增学位1.6万个。",
        "status": "完成",
        "progress": "预计能够完成新增学位目标，目前进展顺利。",
        "reason": "无",
        "leader": "张三",
        "responsible_unit": "市教育局 市财政局、市统计局",
    }
    return Item(number, {Column(name): text for name, text in (dict(plain) | cells).items()}, line)


def audit(*items: Item, findings: tuple[Finding, ...] = (), **more: Any) -> Audit:
    """An audit of `items` with `findings`; every item is unsupported on a lead unless told otherwise."""
    facts: dict[str, Any] = {
        "report": Report(PERIOD, Source("样表.txt", "0" * 64, "utf-8", "tsv"), items, title="样表（合成）"),
        "findings": findings,
        "verifications": (),
        "quantities": (),
        "assessments": tuple(Assessment(i, "unsupported", "lead", (), "依据预计。") for i in items),
        "failures": (),
        "rules": ("done-on-forecast",),
        "version": "0.0",
    }
    return Audit(**(facts | more))


def plain() -> Audit:
    """Two items: overlapping quotes, a proof, repairs, a crash, an unchecked number, a finding of the whole table."""
    one, two = item("1"), item("2", line=6, progress="已完工。")
    quote = passage(one, Column.PROGRESS, "预计能够完成")
    operand = Operand("part", passage(one, Column.ANNUAL_TARGET, "1.6万个"), "16000", "个")
    proof = Proof("ratio", (operand,), operand, ("15500", "16500"), holds=True)
    number = Quantity(
        operand.passage, Decimal("16000"), Decimal("16000"), None, "个", "count", "=", "increment", "number"
    )
    whole = Passage(str(PERIOD), None, None, 0, 0, "")
    found = (
        Finding("junk-row", "exact", "low", whole, 9, "第 9 行没有内容。", "请删去。", "junk-9", removed="----\t----"),
        finding(one, Column.PROGRESS, "预计能够完成新增学位目标", flips_verdict=True, related=(quote,), proof=proof),
        finding(one, Column.PROGRESS, "学位目标，目前", "as-of-undated", severity="low", certainty="exact"),
        finding(two, Column.PROGRESS, "已完工", "target-echoed", severity="info", certainty="lead"),
    )
    made = audit(
        one,
        two,
        findings=found,
        verifications=(Verification("ratio-mismatch", operand.passage, proof),),
        quantities=(number,),
        failures=(Failure("sum-mismatch", "2", "ZeroDivisionError: 除数为零"),),
    )
    repairs = (Repair(9, None, "dash-row", "----\t----", ""), Repair(5, Column.PROGRESS, "markup", "<p>", "", "1"))
    report = Report(PERIOD, made.report.source, (one, two), repairs, made.report.title)
    return Audit(**{name: getattr(made, name) for name in Audit.__slots__} | {"report": report})


def hostile() -> Audit:
    """An audit in which every text that comes from outside is hostile."""
    bad = Item(HOSTILE, dict.fromkeys(Column, HOSTILE), 5)
    at = Passage(HOSTILE, HOSTILE, Column.PROGRESS, 0, len(HOSTILE), HOSTILE)
    operand = Operand(HOSTILE, at, HOSTILE, HOSTILE)
    proof = Proof("ratio", (operand,), operand, (HOSTILE, HOSTILE), holds=False)
    found = Finding(
        "done-on-forecast",
        "lead",
        "high",
        at,
        5,
        HOSTILE,
        HOSTILE,
        HOSTILE,
        removed=HOSTILE,
        related=(at,),
        proof=proof,
        flips_verdict=True,
        state="reopened",
        review={"ruling": HOSTILE, "note": HOSTILE, "by": HOSTILE, "on": HOSTILE},
    )
    repair = Repair(5, Column.PROGRESS, HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    headings = dict.fromkeys(Column, HOSTILE)
    return Audit(
        report=Report(None, Source(HOSTILE, "0" * 64, HOSTILE, HOSTILE), (bad,), (repair,), HOSTILE, headings),
        findings=(found,),
        verifications=(Verification("ratio-mismatch", at, proof),),
        quantities=(Quantity(at, HOSTILE, None, None, HOSTILE, HOSTILE, "=", None, "number"),),
        assessments=(Assessment(bad, "unsupported", "lead", ("done-on-forecast",), HOSTILE),),
        failures=(Failure("sum-mismatch", HOSTILE, HOSTILE),),
        rules=("done-on-forecast",),
        version="0.0",
    )
