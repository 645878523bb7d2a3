"""Bytes become a Report: the only place that opens sources; what it mends, it lists."""

from toolkit.reading.report import read, read_text

__all__ = ["read", "read_text"]
