"""An audit as lines for a terminal: repairs first, then the findings, worst first, each with its quote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from toolkit.checks.catalogue import FAMILIES, Rule
from toolkit.errors import one_line
from toolkit.model import SEVERITIES, Audit, Finding, Severity, Source
from toolkit.presenting import corroboration, words
from toolkit.presenting.titles import example as told


def summary(audit: Audit, titles: Mapping[str, str], *, least: Severity = "info") -> Iterator[str]:
    """What one audit found, in lines; findings below `least` are only counted."""
    report = audit.report
    period = str(report.period) if report.period else "不明（与期末时点有关的检查不作判断）"
    yield f"{one_line(report.source.name)} · 报告期 {period} · {len(report.items)} 项 · {_form(report.source)}"
    yield f"读取修复：{_repairs(audit)}"
    yield from _to_look_at(audit)
    yield f"发现：{counts(f.severity for f in audit.findings)}"
    places = {item.line: item.place for item in report.items if item.place}
    shown = [f for level in SEVERITIES for f in audit.findings if f.severity == level]
    for finding in shown:
        if SEVERITIES.index(finding.severity) <= SEVERITIES.index(least):
            yield from finding_lines(finding, titles, places=places)
    verdicts = Counter(found.verdict for found in audit.assessments)
    told = "、".join(f"{words.VERDICT[v]} {n}" for v, n in sorted(verdicts.items(), key=lambda pair: -pair[1]))
    yield f"各项佐证：{told}"
    if audit.opinion:
        said = audit.opinion
        counted = f"询问 {said.asked} 处（缓存 {said.cached}），增列线索 {said.added}，作废 {said.discarded}"
        yield f"第二意见（模型 {one_line(said.model)}）：{counted}"
    yield from corroboration.lines(audit.corroborated) if audit.corroborated else ()
    for failure in audit.failures:
        yield f"检查出错：{failure.rule}（事项 {failure.item or '全表'}）{failure.error}"


def _form(source: Source) -> str:
    """The encoding of a text, the format of everything else."""
    return source.format if source.encoding == "binary" else source.encoding


def counts(levels: Iterable[Severity]) -> str:
    """`高 2、中 3、低 11、提示 4`, or that there is nothing."""
    count = Counter(levels)
    return "、".join(f"{words.SEVERITY[s]} {count[s]}" for s in SEVERITIES if count[s]) or "无"


def _repairs(audit: Audit) -> str:
    count = Counter(repair.kind for repair in audit.report.repairs)
    ignored = [one_line(repair.before, 20) for repair in audit.report.repairs if repair.kind == "column-ignored"]
    told = [f"{words.REPAIR.get(kind, kind)} {n}" for kind, n in count.items()]
    return ("、".join(told) or "无") + (f"（未识别：{'、'.join(ignored)}）" if ignored else "")


# What reading left out or could not vouch for; the rest is mended for certain and only counted.
_DOUBTS = (
    "hidden",
    "table-ignored",
    "formula",
    "number-format",
    "struck-out",
    "numbering",
    "unread-sign",
    "revision",
    "new-heading",
    "mojibake",
    "bidi",
    "private-use",
    "control",
)
MOST_DOUBTS = 12


def _to_look_at(audit: Audit) -> Iterator[str]:
    torn = {item.number for item in audit.report.items if not item.intact}
    told = [r for r in audit.report.repairs if r.kind == "rows-merged" and r.item in torn]  # two statuses for one item
    told += [repair for repair in audit.report.repairs if repair.kind in _DOUBTS]
    for repair in told[:MOST_DOUBTS]:
        where = f"事项 {one_line(repair.item, 20)}" if repair.item else f"第 {repair.line} 行"
        after = f"（{one_line(repair.after, 60)}）" if repair.after else ""
        yield f"    {words.REPAIR[repair.kind]} {where}：{one_line(repair.before, 40)}{after}"
    if len(told) > MOST_DOUBTS:
        yield f"    …（其余 {len(told) - MOST_DOUBTS} 处略）"


def finding_lines(
    finding: Finding, titles: Mapping[str, str], ahead: str = "", *, places: Mapping[int, str] | None = None
) -> Iterator[str]:
    """One finding: its level and place, what it says, what it quotes; `places` tell where a line is of no use."""
    passage, places = finding.passage, places or {}
    where = f"事项 {passage.item}" if passage.item else "全表"
    line = places.get(finding.line, f"第 {finding.line} 行") if finding.line else ""
    place = " ".join(filter(None, (one_line(where, 40), line, passage.column.title if passage.column else "")))
    title = titles.get(finding.rule, finding.rule)
    yield f"[{words.SEVERITY[finding.severity]}] {ahead}{place} · {title} {finding.rule}"
    yield f"    {one_line(finding.message)}"
    if passage.quote:
        yield f"    原文：{one_line(passage.quote, 120)}"


def catalogue(rules: Iterable[Rule]) -> Iterator[str]:
    """The catalogue as a list, family by family."""
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            yield f"{FAMILIES.get(family, family)} {family}"
        yield f"  {rule.id:<26} {rule.certainty:<8} {rule.severity:<7} {rule.title}"


def card(rule: Rule) -> Iterator[str]:
    """One rule's card: its facts, what it objects to and why, and its examples."""
    yield f"{rule.id}  {rule.title}"
    certainty = f"{rule.certainty}（{words.CERTAINTY_MEANS[rule.certainty]}）"
    yield f"类别 {FAMILIES.get(rule.family, rule.family)} · 证据级别 {certainty} · 严重程度 {rule.severity}"
    for heading, text in rule.card.items():
        yield f"{heading}：{text}"
    for name, value in rule.settings.items():
        yield f"可调参数：{name} = {value!r}（配置 [settings.{rule.id}]）"
    for title, examples in (("会报", rule.objects), ("不报", rule.silent)):
        for example in examples:
            yield f"{title}：{one_line(told(example), 200)}"
