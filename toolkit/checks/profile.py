"""What one city or one office sets differently: rules, severities, thresholds, words, a second opinion; a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.checks.catalogue import Rule, select
from toolkit.checks.opinion_section import OpinionSettings, opinion_settings
from toolkit.errors import InputError
from toolkit.language.words import Words, default_words
from toolkit.model import SEVERITIES, Severity
from toolkit.reading.limits import Limits, for_audit


@dataclass(frozen=True, slots=True)
class Profile:
    """Overrides by rule id; an empty profile changes nothing."""

    only: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    words: Words = field(default_factory=default_words)
    opinion: OpinionSettings | None = None
    limits: Limits = field(default_factory=for_audit)

    def choose(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules that run, after refusing names and settings that no rule knows."""
        rules = tuple(rules)
        select(rules, self.severity)
        for name, values in self.settings.items():
            rule = select(rules, [name])[0]
            for key, value in values.items():
                _demand_setting(rule, key, value)
        chosen = select(rules, self.only) if self.only else rules
        dropped = {rule.id for rule in select(rules, self.disable)}
        return tuple(rule for rule in chosen if rule.id not in dropped)

    def severity_of(self, rule: Rule, own: Severity | None) -> Severity:
        """The profile's severity for a rule or its family, else the remark's own, else the rule's."""
        return self.severity.get(rule.id) or self.severity.get(rule.family) or own or rule.severity


def _demand_setting(rule: Rule, key: str, value: Any) -> None:
    if key not in rule.settings:
        known = "、".join(rule.settings) or "没有可调参数"
        raise InputError.of(f"配置 [settings.{rule.id}]", expected=known, met=key)
    default = rule.settings[key]
    numeric = isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool)
    if type(value) is not type(default) and not numeric:
        raise InputError.of(
            f"配置 [settings.{rule.id}] {key}", expected=f"{type(default).__name__}（默认 {default}）", met=repr(value)
        )


def load_profile(path: Path | str | None) -> Profile:
    """Read a profile file; no path is the empty profile. Raises InputError with the place of a fault."""
    if not path:
        return Profile()
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError.of(str(path), expected="可读的配置文件", met="没有这个文件") from None
    except OSError as error:
        raise InputError.of(str(path), expected="可读的配置文件", met=error.strerror or "无法读取") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError.of(str(path), expected="UTF-8 的 TOML", met=str(error)) from None
    return _profile(str(path), tables)


def _profile(where: str, tables: Mapping[str, Any]) -> Profile:
    known = {"rules", "severity", "settings", "words", "opinion", "limits"}
    for name, value in tables.items():
        if name not in known or not isinstance(value, Mapping):
            expected = "[rules] [severity] [settings.规则] [words] [opinion] [limits] 各节"
            raise InputError.of(where, expected=expected, met=name)
    rules = tables.get("rules", {})
    for key, value in rules.items():
        if key not in {"only", "disable"} or not _strings(value):
            raise InputError.of(f"{where} [rules]", expected="only 或 disable = [规则名…]", met=key)
    severity = tables.get("severity", {})
    for key, value in severity.items():
        if value not in SEVERITIES:
            raise InputError.of(f"{where} [severity] {key}", expected="、".join(SEVERITIES), met=repr(value))
    settings = tables.get("settings", {})
    for key, value in settings.items():
        if not isinstance(value, Mapping):
            raise InputError.of(f"{where} [settings]", expected=f"[settings.{key}] 一节", met=repr(value))
    words = tables.get("words", {})
    return Profile(
        only=tuple(rules.get("only", ())),
        disable=tuple(rules.get("disable", ())),
        severity=severity,
        settings=settings,
        words=default_words().extended(words) if words else default_words(),
        opinion=opinion_settings(where, tables["opinion"]) if "opinion" in tables else None,
        limits=for_audit(f"{name}={value}" for name, value in tables.get("limits", {}).items()),
    )


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
