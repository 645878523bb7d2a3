"""History → plain records: the lines of all its periods together, and history.jsonl, as contract.md gives them."""

from __future__ import annotations

from toolkit.history import Entry, History, TargetCourse
from toolkit.model import Column
from toolkit.presenting import records
from toolkit.presenting.records import Record


def findings(history: History) -> list[Record]:
    """One record a finding, period by period."""
    return [record for found in history.audits for record in records.findings(found)]


def items(history: History) -> list[Record]:
    """One record an item and period."""
    return [record for found in history.audits for record in records.items(found)]


def quantities(history: History) -> list[Record]:
    """One record a number and period; `period` comes first, the rest is as in the file of one period."""
    return [
        {"period": str(found.report.period), **record}
        for found in history.audits
        for record in records.quantities(found)
    ]


def verifications(history: History) -> list[Record]:
    """One record a place that a check found right; `period` comes first."""
    return [
        {"period": str(found.report.period), **record}
        for found in history.audits
        for record in records.verifications(found)
    ]


def ledger(history: History) -> list[Record]:
    """One record a target, in the order in which targets first appear."""
    return [_target(course) for course in history.targets]


def _target(course: TargetCourse) -> Record:
    return {"target_id": course.id, "periods": [_entry(entry) for entry in course.entries]}


def _entry(entry: Entry) -> Record:
    return {
        "period": str(entry.period),
        "item": entry.item.number,
        "annual_target": entry.item[Column.ANNUAL_TARGET],
        "period_target": entry.item[Column.PERIOD_TARGET],
        "status": entry.item[Column.STATUS],
        "quantities": [records.quantity(quantity) for quantity in entry.quantities],
        "changed": [column.value for column in entry.changed],
    }
