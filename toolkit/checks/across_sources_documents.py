"""Across sources (跨源): to be written, a module without rules so far."""

from __future__ import annotations

from toolkit.checks.catalogue import Rule

RULES: tuple[Rule, ...] = ()
