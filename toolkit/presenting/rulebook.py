"""The catalogue as Markdown: docs/rules.md is made of this and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.checks.catalogue import FAMILIES, Example, Rule
from toolkit.presenting import titles, words

_PREFACE = """# 规则目录

本页由 `target-audit rules --format markdown` 生成（`make docs`），请勿手改。每条规则的“会报”“不报”两组例子都是测试。

| 证据级别 | 含义 |
|---|---|
| `exact` 确定 | 只凭表中文字与明示的词表、参数即可判定；误报即是缺陷 |
| `derived` 推算 | 判定本身严格，但依赖对语句的解析；解析不确定时不判 |
| `lead` 线索 | 需人工核实 |
"""


def markdown(rules: Iterable[Rule]) -> Iterator[str]:
    """The whole catalogue, family by family, each rule with its card and examples."""
    rules = tuple(rules)
    yield _PREFACE
    yield f"共 {len(rules)} 条。\n"
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            yield f"## {FAMILIES.get(family, family)}（{family}）\n"
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### `{rule.id}` {rule.title}\n"
    certainty, severity = words.CERTAINTY[rule.certainty], words.SEVERITY[rule.severity]
    yield f"证据级别 {certainty}（`{rule.certainty}`）· 严重程度 {severity}（`{rule.severity}`）\n"
    for heading, text in rule.card.items():
        yield f"- **{heading}** {_plain(text)}"
    for name, value in rule.settings.items():
        yield f"- **可调参数** `{name} = {value!r}`（配置 `[settings.{rule.id}]`）"
    yield ""
    for title, examples in (("会报", rule.objects), ("不报", rule.silent)):
        yield f"{title}：\n"
        yield "```text"
        for example in examples:
            yield _shown(example)
        yield "```\n"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")


def _shown(example: Example) -> str:
    """An example on one line: tabs and line breaks as arrows."""
    return titles.example(example).rstrip("\n").replace("\t", " ⇥ ").replace("\n", " ⏎ ") or "（空）"
