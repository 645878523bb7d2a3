"""What a check of sources is given: a report's readings together with the user's reference tables."""

from __future__ import annotations

from toolkit.checks.table import ReportReading
from toolkit.language.words import Words
from toolkit.model import Report
from toolkit.references.values import References


class SourceReading(ReportReading):
    """A report with the readings of its items and the references that it is held against."""

    def __init__(self, report: Report, words: Words, references: References) -> None:
        """Read every item of `report` with the vocabulary `words`."""
        super().__init__(report, words)
        self.references = references


def reading_of(report: Report, words: Words, references: References | None) -> ReportReading:
    """The reading of a report, together with references where there are any."""
    return ReportReading(report, words) if references is None else SourceReading(report, words, references)
