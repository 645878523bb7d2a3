"""What a rule is: a check with the facts the catalogue tells of it; declaring, selecting and loading rules."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module, metadata
from typing import Any, Literal

from toolkit.checks.remarks import Unmatched
from toolkit.checks.series import HistoryReading
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.checks.table import ReportReading
from toolkit.errors import InputError, RunError
from toolkit.model import Certainty, Severity, Verdict

ENTRY_POINTS = "target_audit.checks"
FAMILIES = {
    "structure": "结构",
    "wording": "文字",
    "claims": "认定",
    "figures": "数量",
    "across-items": "跨行",
    "across-periods": "跨季",
    "across-sources": "跨源",
    "user": "自定义",
}
# The rooms of the catalogue: each module's RULES, named here and nowhere registered by being imported.
ROOMS: tuple[str, ...] = (
    "structure",
    "cells",
    "wording",
    "punctuation",
    "approximation",
    "evidence",
    "numbered",
    "dating",
    "bounds",
    "stocks",
    "unanswered",
    "directions",
    "slips",
)
ROOMS += (
    "arithmetic",
    "points",
    "composition",
    "enumerations",
    "symbols",
    "coverage",
    "milestones",
    "substance",
    "across_items",
)
ROOMS += ("across_items_reuse", "across_items_conflicts", "across_items_targets", "across_items_names")
ROOMS += ("across_periods", "across_periods_status", "across_periods_targets", "across_periods_figures")
ROOMS += ("across_periods_sums", "across_periods_evidence", "across_periods_reopened")
ROOMS += ("across_sources_figures", "across_sources_targets", "across_sources_documents", "across_sources_roster")
CARD = ("判什么", "为什么", "取证", "局限")

Scope = Literal["item", "report", "history", "source"]
Subject = Reading | ReportReading | HistoryReading
Example = str | Mapping[str, str] | tuple[tuple[str, str], ...]
ItemCheck = Callable[..., Iterator[Remark | Verified | Unmatched]]
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as a value: callable, with the facts the catalogue tells of it.

    `scope` says what it is given: one item's Reading, the ReportReading, the HistoryReading of several periods, or the
    SourceReading. `verdict` is what its finding makes of an item's evidence, where it says anything of that; `flips`
    whether the defect alone undoes a claimed 完成.
    An example is the text of a progress cell, a mapping of column ids to cells, (scope report) a whole table, (scope
    history) tables with their periods: `(("2023Q3", …), ("2023Q4", …))`, or (scope source) a mapping of cells, or of
    `table` to a whole one, together with rows of reference tables by their names.
    """

    id: str
    title: str
    family: str
    certainty: Certainty
    severity: Severity
    scope: Scope
    check: ItemCheck
    objects: tuple[Example, ...]
    silent: tuple[Example, ...]
    verdict: Verdict | None = None
    flips: bool = False
    card: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, subject: Subject, **settings: Any) -> Iterator[Remark | Verified | Unmatched]:
        """Run the check."""
        return self.check(subject, **settings)

    @property
    def ask(self) -> str:
        """The evidence or repair that settles a finding, unless the finding asks for its own."""
        return self.card.get("取证", "")


def _declare(scope: Scope) -> Callable[..., Callable[[ItemCheck], Rule]]:
    def declare(
        id: str,
        *,
        title: str,
        certainty: Certainty,
        severity: Severity,
        objects: Iterable[Example],
        silent: Iterable[Example],
        family: str = "user",
        verdict: Verdict | None = None,
        flips: bool = False,
    ) -> Callable[[ItemCheck], Rule]:
        """Declare the check that follows as the rule `id`: its docstring is its card, its keywords its settings."""
        if not _ID.fullmatch(id):
            raise ValueError(f"规则名应为小写连字符写法（如 done-on-forecast），实为 {id!r}")

        def make(check: ItemCheck) -> Rule:
            parameters = inspect.signature(check).parameters.values()
            settings = {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}
            return Rule(
                id=id,
                title=title,
                family=family,
                certainty=certainty,
                severity=severity,
                scope=scope,
                check=check,
                objects=tuple(objects),
                silent=tuple(silent),
                verdict=verdict,
                flips=flips,
                card=read_card(inspect.getdoc(check) or ""),
                settings=settings,
            )

        return make

    return declare


item_check = _declare("item")
report_check = _declare("report")
history_check = _declare("history")
source_check = _declare("source")


def read_card(doc: str) -> dict[str, str]:
    """The card in a docstring: lines that open with one of CARD and ： , each running to the next."""
    card: dict[str, str] = {}
    heading = CARD[0]
    for line in doc.splitlines():
        name, colon, text = line.strip().partition("：")
        if colon and name in CARD:
            heading, line = name, text
        card[heading] = (card.get(heading, "") + line.strip()).strip()
    return card


@lru_cache(maxsize=1)
def built_in() -> tuple[Rule, ...]:
    """The rules that ship with the toolkit, family by family."""
    rules = [rule for room in ROOMS for rule in import_module(f"toolkit.checks.{room}").RULES]
    return tuple(sorted(rules, key=lambda rule: list(FAMILIES).index(rule.family)))


@lru_cache(maxsize=1)
def installed() -> tuple[Rule, ...]:
    """Rules of other packages, by the entry-point group `target_audit.checks`: a Rule, or an iterable of them."""
    rules: list[Rule] = []
    for point in metadata.entry_points(group=ENTRY_POINTS):
        try:
            found = point.load()
        except Exception as error:
            raise RunError(f"扩展 {point.name} 无法载入：{type(error).__name__}: {error}") from error
        rules += [found] if isinstance(found, Rule) else list(found)
    return tuple(rules)


def assemble(extra: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """All rules there are: built in, installed, and the caller's own; two rules of one id are refused."""
    rules = (*built_in(), *installed(), *extra)
    seen: dict[str, Rule] = {}
    for rule in rules:
        if not isinstance(rule, Rule):
            raise InputError.of(
                "自定义规则",
                expected="用 @item_check、@report_check、@history_check 或 @source_check 声明的规则",
                met=type(rule).__name__,
            )
        if rule.id in seen:
            raise InputError.of("规则", expected="每个规则名只用一次", met=f"{rule.id} 出现两次")
        seen[rule.id] = rule
    return rules


def select(rules: Iterable[Rule], names: Iterable[str]) -> tuple[Rule, ...]:
    """The rules named by id, family or title, in the catalogue's order; InputError suggests the near name."""
    rules = tuple(rules)
    known = {rule.id for rule in rules} | {rule.family for rule in rules}
    spoken = {rule.title: rule.id for rule in rules} | {title: family for family, title in FAMILIES.items()}
    wanted = {spoken.get(name, name) for name in names}
    for name in sorted(wanted - known):
        near = difflib.get_close_matches(name, sorted(known), 1)
        hint = f"，是否想写 {near[0]}" if near else ""
        raise InputError.of("规则", expected="目录里的规则名或类别（target-audit rules 列出全部）", met=f"{name}{hint}")
    return tuple(rule for rule in rules if rule.id in wanted or rule.family in wanted)
