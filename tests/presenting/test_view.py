"""What a notebook holds: each call gives one value to display, escaped, and prints nothing."""

from __future__ import annotations

import pytest

from tests.presenting import specimens
from tests.presenting.test_html import Page
from toolkit.presenting.quotes import Shown
from toolkit.presenting.view import AuditView


def _shown(view: AuditView) -> dict[str, Shown]:
    return {"summary": view.summary(), "marked": view.marked(), "limits": view.limits()}


def test_it_counts_on_one_line() -> None:
    line = str(AuditView(specimens.plain()))
    assert line == (
        "样表.txt（2023年第四季度）：2 个事项，运行规则 1 条，"
        "提出问题 4 处（高 1、中 0、低 2、提示 1），运行出错 1 项。"
    )


def test_frames_are_made_once() -> None:
    view = AuditView(specimens.plain())
    assert view.findings is view.findings
    assert len(view.findings) == 4
    assert len(view.items) == 2
    assert len(view.quantities) == len(view.verifications) == 1
    assert len(view.repairs) == 2


def test_every_finding_is_shown_with_its_quote_marked() -> None:
    shown = AuditView(specimens.plain()).marked()
    for number in range(1, 5):
        assert f'vertical-align:top">{number}</td>' in shown.html
    assert "<b>学位目标</b></mark><sup>[1]</sup>" in shown.html
    assert "⟦学位目标⟧[1]⟦，目前⟧[3]" in shown.text
    assert repr(shown) == shown.text


@pytest.mark.parametrize("name", ["summary", "marked", "limits"])
def test_hostile_text_is_escaped_and_shows_what_it_hides(name: str) -> None:
    shown = _shown(AuditView(specimens.hostile()))[name]
    page = Page(shown.html)
    assert set(page.tags) <= {"table", "thead", "tbody", "tr", "th", "td", "p", "b", "mark", "sup", "ul", "li"}
    assert not [found for _, found, _ in page.attributes if found != "style"]
    assert "\u202e" not in shown.html + shown.text
    assert "\x00" not in shown.html + shown.text


def test_the_page_needs_no_style_sheet_and_no_address() -> None:
    for shown in _shown(AuditView(specimens.plain())).values():
        assert "<style" not in shown.html
        assert "http" not in shown.html


def test_limits_say_what_was_not_checked() -> None:
    text = AuditView(specimens.plain()).limits().text
    assert "1 个没有规则能够核对" in text
    assert "1 项检查运行出错" in text
    assert "1 处问题只是线索" in text


def test_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    view = AuditView(specimens.plain())
    _shown(view)
    view.by_rule(), view.by_unit(), view.repaired(), view.heat_map(), view.unit_chart()
    assert capsys.readouterr() == ("", "")


def test_no_findings_are_said_plainly() -> None:
    view = AuditView(specimens.audit(specimens.item("1")))
    assert view.marked().text == "未提出问题。"
    assert view.by_rule().empty
