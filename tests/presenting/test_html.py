"""The page: self-contained, escaped, complete, the same every time."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from tests.presenting import specimens
from toolkit.model import Audit, Column, Severity
from toolkit.presenting import fonts, html
from toolkit.presenting.fonts import Face

LATIN = Face("DejaVu Sans", frozenset(range(0x20, 0x7F)))
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags, attributes and text of a page; it fails on a tag that is closed out of order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(scope="module")
def plain() -> Page:
    return Page(html.report(specimens.plain()))


@pytest.fixture(scope="module")
def hostile() -> Page:
    return Page(html.report(specimens.hostile()))


def test_the_page_declares_chinese_utf8_and_a_policy_that_lets_nothing_in(plain: Page) -> None:
    assert ("html", "lang", "zh-CN") in plain.attributes
    assert ("meta", "charset", "utf-8") in plain.attributes
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert policy in plain.values("content")


@pytest.mark.parametrize("name", ["plain", "hostile"])
def test_nothing_runs_and_nothing_comes_from_elsewhere(name: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(name)
    assert not {"script", "link", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert not [found for _, found, _ in page.attributes if found.startswith("on")]
    assert all(value.startswith("data:image/") for value in page.values("src"))
    assert all(value.startswith("#") for value in page.values("href"))
    assert not re.search(r"url\(|@import", html.report(specimens.plain()))


def test_hostile_text_stands_as_text_and_shows_what_it_hides(hostile: Page) -> None:
    assert "<script>alert(1)</script>" in hostile.text
    assert "⟨U+0000⟩" in hostile.text
    assert "⟨U+202E⟩evil⟨U+202C⟩" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert "⟨U+D800⟩" in hostile.text
    html.report(specimens.hostile()).encode("utf-8")
    assert not re.search("[\x00-\x08\u202a-\u202e]", hostile.text)


def test_a_hostile_cell_cannot_close_the_style_sheet(hostile: Page) -> None:
    assert hostile.tags.count("style") == 1
    assert hostile.tags.count("main") == 1


def test_every_link_within_the_page_arrives(plain: Page) -> None:
    places = set(plain.values("id"))
    targets = {value[1:] for value in plain.values("href")}
    known = {target for target in targets if target.split("-")[0] in {"f1", "f2", "f3", "f4", "i1", "i2"}}
    assert known <= places
    assert targets <= places


def test_ids_are_used_once(plain: Page) -> None:
    assert len(plain.values("id")) == len(set(plain.values("id")))


def test_the_first_page_tells_source_period_and_counts(plain: Page) -> None:
    for told in ("样表（合成）", "2023年第四季度", "0" * 64, "佐证不足", "（拟 2）", "严重程度高的问题"):
        assert told in plain.text


def test_a_lead_says_that_a_person_has_to_look(plain: Page) -> None:
    assert "线索，需人工核实" in plain.text
    assert "拟：佐证不足" in plain.text


def test_a_finding_is_complete(plain: Page) -> None:
    for part in ("事实", "标准", "影响", "取证", "对照", "复算", "1.55万～1.65万", "请提供考核结果通报。"):
        assert part in plain.text


def test_repairs_crashes_and_limits_are_told(plain: Page) -> None:
    for told in (
        "分隔线行略去",
        "ZeroDivisionError: 除数为零",
        "未核对的内容",
        "1 项检查运行出错",
        "不对领导个人作任何排序",
    ):
        assert told in plain.text


def test_charts_have_a_text_that_stands_for_them(plain: Page) -> None:
    assert plain.tags.count("img") == len([alt for alt in plain.values("alt") if alt]) == 2


def test_without_a_chinese_font_the_hint_stands_there_once() -> None:
    assert html.report(specimens.plain(), face=LATIN).count(fonts.HINT) == 1


@pytest.mark.skipif(not fonts.face().chinese, reason="本机没有中文字体")
def test_with_a_chinese_font_there_is_no_hint() -> None:
    assert fonts.HINT not in html.report(specimens.plain())


@pytest.mark.parametrize("audit", [specimens.audit(), specimens.audit(specimens.item("1"))])
def test_an_audit_without_findings_does_not_claim_a_clean_bill(audit: Audit) -> None:
    page = Page(html.report(audit))
    assert "不等于已经证实" in page.text
    assert "img" not in page.tags


def test_every_quote_is_marked_in_its_cell() -> None:
    text = html.report(specimens.plain())
    marked = re.findall(r'<mark class="(\w+)">(.*?)</mark>', text)
    assert marked == [("high", "预计能够完成新增"), ("high", "学位目标"), ("low", "，目前"), ("info", "已完工")]


@pytest.mark.parametrize("severity", ["high", "medium", "low", "info"])
def test_many_findings_of_any_severity_are_all_there(severity: Severity) -> None:
    row = specimens.item("1")
    found = tuple(
        dataclasses.replace(specimens.finding(row, Column.PROGRESS, "预计"), severity=severity) for _ in range(60)
    )
    page = Page(html.report(specimens.audit(row, findings=found)))
    assert {f"f{n}" for n in range(1, 61)} <= set(page.values("id"))


def test_the_same_audit_gives_the_same_page() -> None:
    assert html.report(specimens.plain()) == html.report(specimens.plain())
