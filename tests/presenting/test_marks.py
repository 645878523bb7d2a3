"""Findings belong to items, and overlapping quotes are cut so that each can be marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.presenting import specimens
from toolkit.model import Column, Passage
from toolkit.presenting import marks
from toolkit.presenting.html import marked

Cell = tuple[str, list[tuple[int, int]]]


def _numbered(text: str, spans: list[tuple[int, int]]) -> list[marks.Numbered]:
    found = []
    for number, (start, end) in enumerate(spans, start=1):
        at = Passage("2023Q4", "1", Column.PROGRESS, start, end, text[start:end])
        plain = specimens.finding(specimens.item("1", progress=text), Column.PROGRESS, "", passage=at)
        found.append(marks.Numbered(number, plain))
    return found


@st.composite
def _cells(draw: st.DrawFn) -> Cell:
    text = draw(st.text(max_size=30))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: (min(pair), max(pair)))
    return text, draw(st.lists(ends, max_size=6))


@given(_cells())
def test_the_pieces_joined_are_the_cell_and_each_finding_covers_its_quote(
    cell: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = cell
    found = _numbered(text, spans)
    pieces = marks.pieces(text, found)
    assert "".join(piece.text for piece in pieces) == text
    for entry in found:
        assert "".join(piece.text for piece in pieces if entry in piece.covers) == entry.finding.passage.quote
        assert sum(entry in piece.ends for piece in pieces) == 1


def test_overlapping_quotes_are_marked_without_crossing_tags() -> None:
    html = str(marked("预计能够完成目标", _numbered("预计能够完成目标", [(0, 6), (4, 8)])))
    assert html == (
        '<mark class="high">预计能够</mark><mark class="high">完成</mark><sup><a href="#f1">〔1〕</a></sup>'
        '<mark class="high">目标</mark><sup><a href="#f2">〔2〕</a></sup>'
    )


def test_a_piece_takes_the_gravest_severity_that_covers_it() -> None:
    audit = specimens.plain()
    row = marks.rows(audit)[0]
    pieces = marks.pieces(row.item[Column.PROGRESS], marks.in_cell(row.findings, Column.PROGRESS))
    assert [(piece.text, piece.severity) for piece in pieces] == [
        ("预计能够完成新增", "high"),
        ("学位目标", "high"),
        ("，目前", "low"),
        ("进展顺利。", None),
    ]


def test_something_removed_is_marked_where_it_stood() -> None:
    html = str(marked("甲乙", _numbered("甲乙", [(1, 1)])))
    assert html == '甲<mark class="gone">‸</mark><sup><a href="#f1">〔1〕</a></sup>乙'


def test_hidden_characters_do_not_shift_the_marks() -> None:
    html = str(marked("甲\u202e<乙>", _numbered("甲\u202e<乙>", [(3, 4)])))
    assert html == '甲⟨U+202E⟩&lt;<mark class="high">乙</mark><sup><a href="#f1">〔1〕</a></sup>&gt;'


def test_two_rows_of_one_number_keep_their_own_findings() -> None:
    first, second = specimens.item("7", line=5), specimens.item("7", line=9)
    found = tuple(specimens.finding(i, Column.PROGRESS, "预计") for i in (first, second, second))
    rows = marks.rows(specimens.audit(first, second, findings=found))
    assert [[n.number for n in row.findings] for row in rows] == [[1], [2, 3]]


def test_findings_about_the_table_belong_to_no_item() -> None:
    audit = specimens.plain()
    assert [n.finding.rule for n in marks.about_whole(audit)] == ["junk-row"]
    assert sum(len(row.findings) for row in marks.rows(audit)) + 1 == len(audit.findings)
