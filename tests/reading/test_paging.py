"""Tables over several pages: what goes on, what is a table of its own, and what cannot be joined."""

from __future__ import annotations

import pytest

from tests.reading.test_prints import glyphs
from toolkit.errors import InputError
from toolkit.reading.glyphs import Glyph
from toolkit.reading.limits import Limits
from toolkit.reading.ruled import Ruling, bands, clipped, tables
from toolkit.reading.stitching import Sheet, stitched


def drawn(*rows: str, xs: tuple[int, ...] = (0, 30, 100, 160, 200), top: float = 300) -> Sheet:
    """A page with one ruled table of rows 20 points high; cells are parted by |, and = is one with its left."""
    across = [Ruling(top - 20 * at, xs[0], xs[-1]) for at in range(len(rows) + 1)]
    upright = [Ruling(xs[0], top - 20 * len(rows), top), Ruling(xs[-1], top - 20 * len(rows), top)]
    told: list[Glyph] = []
    for at, row in enumerate(rows):
        floor = top - 20 * (at + 1)
        for left, text in zip(xs, row.split("|"), strict=False):
            if text != "=":
                upright.append(Ruling(left, floor, floor + 20))
                told += glyphs(text, left + 2, floor + 5, 5)
    return Sheet(tables(across, upright, told)[0], [], len(told))


def rows_of(*sheets: Sheet) -> list[str]:
    grid = stitched("甲.pdf", sheets, Limits())
    return ["|".join(row.cells) for row in grid.rows]


BODY = ("序号|目标|进展|单位", "1|甲|乙|丙", "2|甲|乙|丙")


def test_a_box_above_the_table_takes_no_columns_of_it() -> None:
    xs = (0, 30, 50, 100, 160, 180, 200)
    rows = ("索引号|=|甲|=|=|=",)
    table = ("序号|目标|=|进展|乙|单位", "1|甲|=|乙|乙|丙", "2|甲|=|乙|乙|丙")
    (whole,) = drawn(*rows, *table, xs=xs).tables
    assert [len(part.xs) - 1 for part in bands(whole)] == [2, 5]
    following = drawn("3|甲|乙|乙|丙", xs=(0, 30, 100, 160, 180, 200))
    got = rows_of(drawn(*rows, *table, xs=xs), following)
    assert got == ["索引号|甲", "序号|目标|进展|乙|单位", "1|甲|乙|乙|丙", "2|甲|乙|乙|丙", "3|甲|乙|乙|丙"]


def test_a_grouped_heading_and_a_parted_row_are_no_box() -> None:
    (grouped,) = drawn("序号|任务|=|单位", *BODY).tables
    (parted,) = drawn(*BODY, "3|甲|乙|=").tables
    assert [len(bands(table)) for table in (grouped, parted)] == [1, 1]


def test_a_small_table_at_a_page_foot_does_not_end_the_table_above() -> None:
    foot = drawn("网站地图|联系我们", xs=(0, 40, 80), top=100)
    first = drawn(*BODY)
    both = Sheet([*first.tables, *foot.tables], [], 50)
    assert rows_of(both, drawn("|续甲||", "3|甲|乙|丙")) == [
        *(BODY[:2]),
        "2|甲续甲|乙|丙",
        "3|甲|乙|丙",
        "网站地图|联系我们",
    ]


def test_columns_in_other_places_go_on_with_the_numbers() -> None:
    assert rows_of(drawn(*BODY), drawn("3|丁|乙|丙", xs=(0, 50, 90, 140, 200)))[-1] == "3|丁|乙|丙"
    assert rows_of(drawn(*BODY), drawn("|丁||", "3|丁|乙|丙", xs=(0, 50, 90, 140, 200)))[2:] == [
        "2|甲丁|乙|丙",
        "3|丁|乙|丙",
    ]
    merged = rows_of(drawn(*BODY), drawn("3|丁|丙", xs=(0, 30, 100, 200)))
    assert merged[-1] == "3|丁|丙|丙"


def test_numbers_with_marks_go_on_too() -> None:
    assert (
        rows_of(drawn("序号|目标|进展|单位", "1、|甲|乙|丙"), drawn("2、|丁|丙", xs=(0, 30, 100, 200)))[-1]
        == "2、|丁|丙|丙"
    )


def test_numbers_that_go_on_in_another_number_of_columns_are_refused() -> None:
    with pytest.raises(InputError, match="第 2 页的表有 5 列、前页有 4 列，序号却接着 2"):
        rows_of(drawn(*BODY), drawn("3|甲|乙|丙|丁", xs=(0, 30, 80, 120, 160, 200)))


def test_another_table_is_left_as_one() -> None:
    assert rows_of(drawn(*BODY), drawn("甲|乙|丙|丁", "1|甲|乙|丙", xs=(0, 50, 90, 140, 200)))[-2:] == [
        "甲|乙|丙|丁",
        "1|甲|乙|丙",
    ]


def test_columns_that_run_over_to_another_page_are_refused() -> None:
    with pytest.raises(InputError, match="第 1 页的表有几列印到了第 2 页"):
        rows_of(drawn(*BODY, "3|甲|乙|丙"), drawn("原因|领导", "无|甲", "无|乙", "无|丙", xs=(0, 90, 200)))


LOW = ("序号|目标|进展|单位", "1|长6%。|成。|丙", "2|甲|镇）。|丙", "3|甲|乙|丙", "4|甲|乙|丙")


def test_rows_too_low_for_their_texts_are_told() -> None:
    (low,) = drawn(*LOW, "5|。|乙|丙").tables
    assert clipped(low) == "镇）。"


@pytest.mark.parametrize("last", ["5|甲|乙|丙", "5|1）甲|2）乙|丙", "5|（甲）|《乙》|丙"])
def test_short_texts_are_not_clipped_ones(last: str) -> None:
    (table,) = drawn(*LOW, last).tables
    assert clipped(table) == ""


def test_a_heading_below_a_title_is_known_again() -> None:
    assert rows_of(drawn("总表|=|=|=", *BODY), drawn(BODY[0], "|续||", "3|甲|乙|丙"))[1:] == [
        BODY[0],
        "1|甲|乙|丙",
        "2|甲续|乙|丙",
        "3|甲|乙|丙",
    ]


def test_what_stands_in_a_table_within_a_frame_is_the_tables() -> None:
    frame = [Ruling(y, -20, 220) for y in (360, 330, 200)], [Ruling(x, 200, 360) for x in (-20, 220)]
    across = [*frame[0], *(Ruling(y, 0, 200) for y in (300, 280, 260))]
    upright = [*frame[1], Ruling(100, 330, 360), *(Ruling(x, 260, 300) for x in (0, 100, 200))]
    drawn_here, _ = tables(across, upright, [*glyphs("甲", 10, 285, 5), *glyphs("乙", 10, 340, 5)])
    assert [[r.text for r in table.regions if r.text] for table in drawn_here] == [["乙"], ["甲"]]
