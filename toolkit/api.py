"""What a notebook calls: audit a source, compare several, save what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.auditing import audit_source
from toolkit.checks.catalogue import Rule, assemble
from toolkit.checks.profile import Profile
from toolkit.model import Audit
from toolkit.references import References

if TYPE_CHECKING:
    from toolkit.presenting.history_view import HistoryView
    from toolkit.presenting.view import AuditView


def audit(
    source: Path | str,
    *,
    period: str = "",
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
    references: Path | str | References | None = None,
    previous: Sequence[Path | str] = (),
) -> AuditView:
    """Audit one source for a notebook.

    `source` is a file of any readable format; `period` like `2023Q4` overrules what the source says of itself;
    `profile` is a TOML file of overrides; `checks` are rules of your own, declared with `@toolkit.item_check`.
    `references` is a folder of your own tables that the report is held against (`target-audit references DIR`);
    `previous` are reports of earlier periods of the same unit: with them come the findings across periods and the
    state of each finding.
    Returns a view whose `.findings`, `.items` and `.quantities` are DataFrames. Raises InputError.
    """
    from toolkit.presenting.view import AuditView

    own = tuple(checks)
    plain = audit_source(source, period=period, profile=profile, checks=own, references=references)
    if previous:
        from toolkit.previous import against
        from toolkit.running.sources import expanded

        plain = against(plain, expanded(previous), profile=profile, checks=own)
    return AuditView(plain, rules={rule.id: rule for rule in assemble(own)})


def compare(
    sources: Sequence[Path | str],
    *,
    periods: Sequence[str] = (),
    profile: Path | str | Profile | None = None,
    checks: Iterable[Rule] = (),
) -> HistoryView:
    """Hold two or more periods of one unit against each other, for a notebook.

    `sources` are files, or a folder of reports named after their periods. `periods` names them in the order of
    `sources` where these do not tell; `checks` may hold `@toolkit.history_check`s.
    Returns a view whose `.ledger`, `.across`, `.findings` and `.lives` are DataFrames. Raises InputError.
    """
    from toolkit.history import compare_sources
    from toolkit.presenting.history_view import HistoryView
    from toolkit.running.sources import expanded

    own = tuple(checks)
    plain = compare_sources(expanded(sources), periods=periods, profile=profile, checks=own)
    return HistoryView(plain, rules={rule.id: rule for rule in assemble(own)})


def save(view: AuditView | HistoryView | Audit, out: Path | str, **parameters: object) -> str:
    """Write every file of contract.md into `out` (nothing where it is empty); returns a sentence that says what."""
    from toolkit.presenting.history_view import HistoryView
    from toolkit.running import comparing, outputs

    if not out:
        return "out 为空，未写文件。"
    given = {"out": str(out), **parameters}
    if isinstance(view, HistoryView):
        written = comparing.save(view.history, Path(out), parameters=given)
    else:
        plain, rules = (view, None) if isinstance(view, Audit) else (view.audit, view.rules)
        written = outputs.save(plain, Path(out), parameters=given, rules=rules)
    names = "、".join(path.name for path in written.paths)
    aside = "、".join(path.name for path in written.set_aside)
    return f"已写入 {out}：{names}" + (f"；人工改过的文件另存为 {aside}" if aside else "") + "。"
