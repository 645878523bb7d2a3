"""Audit → plain records with the fields of contract.md, in its order; every file and frame is made from them."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from toolkit.model import Audit, Column, Finding, Operand, Part, Passage, Proof, Quantity, Verification

Record = dict[str, Any]


def findings(audit: Audit) -> list[Record]:
    """One record a finding, sorted by line, column, start, rule."""
    return [_finding(finding) for finding in audit.findings]


def items(audit: Audit) -> list[Record]:
    """One record an item, in the order of the source, with its verdict."""
    return [
        {
            "item": found.item.number,
            "line": found.item.line,
            "period": _period(audit),
            "cells": {column.value: found.item[column] for column in Column},
            "verdict": found.verdict,
            "verdict_certainty": found.certainty,
            "parts": [_part(part) for part in found.parts],
            "rules": list(found.rules),
        }
        for found in audit.assessments
    ]


def quantities(audit: Audit) -> list[Record]:
    """The ledger of numbers: one record a quantity, in the order of the source."""
    return [quantity(found) for found in audit.quantities]


def verifications(audit: Audit) -> list[Record]:
    """One record a place that a check found right."""
    return [_verification(verification) for verification in audit.verifications]


def references(audit: Audit) -> Record | None:
    """What became of the reference tables; None where there were none."""
    return asdict(audit.corroborated) if audit.corroborated else None


def _period(audit: Audit) -> str | None:
    return str(audit.report.period) if audit.report.period else None


def passage_record(passage: Passage) -> Record:
    """A passage as contract.md gives it in `related`."""
    return {
        "period": passage.period,
        "item": passage.item,
        "column": passage.column.value if passage.column else None,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _finding(finding: Finding) -> Record:
    place = passage_record(finding.passage)
    return {
        "rule": finding.rule,
        "certainty": finding.certainty,
        "severity": finding.severity,
        "period": place.pop("period"),
        "item": place.pop("item"),
        "line": finding.line,
        **place,
        "removed": finding.removed,
        "related": [passage_record(passage) for passage in finding.related],
        "message": finding.message,
        "ask": finding.ask,
        "proof": _proof(finding.proof),
        "flips_verdict": finding.flips_verdict,
        "fingerprint": finding.fingerprint,
        "state": finding.state,
        "review": dict(finding.review) if finding.review else None,
    }


def _part(part: Part) -> Record:
    place = passage_record(part.passage)
    return {
        "text": part.passage.quote,
        "column": place["column"],
        "start": part.passage.start,
        "end": part.passage.end,
        "level": part.level,
        "evidence": [{"start": p.start, "end": p.end, "quote": p.quote} for p in part.evidence],
    }


def _verification(verification: Verification) -> Record:
    place = passage_record(verification.passage)
    del place["period"]
    return {"rule": verification.rule, **place, "proof": _proof(verification.proof)}


def _proof(proof: Proof | None) -> Record | None:
    if proof is None:
        return None
    return {
        "kind": proof.kind,
        "operands": [_operand(operand, proof.stated.passage.period) for operand in proof.operands],
        "stated": _operand(proof.stated, proof.stated.passage.period),
        "interval": list(proof.interval),
        "holds": proof.holds,
    }


def _operand(operand: Operand, home: str | None) -> Record:
    """An operand as contract.md gives it; one of another period than the stated number's tells which."""
    place = passage_record(operand.passage)
    period = place.pop("period")
    quote = place.pop("quote")
    elsewhere = {} if period == home else {"period": period}
    return {"role": operand.role, "quote": quote, **elsewhere, **place, "value": operand.value, "unit": operand.unit}


def quantity(quantity: Quantity) -> Record:
    """One number as the ledger gives it."""
    place = passage_record(quantity.passage)
    del place["period"]
    return {
        **place,
        "kind": quantity.kind,
        "value": value_text(quantity.value),
        "unit": quantity.unit,
        "dimension": quantity.dimension,
        "comparator": quantity.comparator,
        "basis": quantity.basis,
        "outcome": quantity.outcome,
        "checked_by": list(quantity.checked_by),
    }


def value_text(value: Decimal | tuple[Decimal, Decimal] | str) -> str:
    """A value as the ledger prints it: multiplied out, no exponent, `lo..hi` for a range."""
    if isinstance(value, tuple):
        return "..".join(value_text(end) for end in value)
    return value if isinstance(value, str) else format(value, "f")
