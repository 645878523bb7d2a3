"""Charts show Chinese where a font can, ids where none can, and never a box or a warning."""

from __future__ import annotations

import warnings
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import pytest

from tests.presenting import specimens
from toolkit.model import SEVERITIES, Audit, Column
from toolkit.presenting import charts, fonts
from toolkit.presenting.fonts import Face

LATIN = Face("DejaVu Sans", frozenset(range(0x20, 0x7F)))
AUDITS = {
    "plain": specimens.plain(),
    "hostile": specimens.hostile(),
    "nothing found": specimens.audit(specimens.item("1")),
    "nothing read": specimens.audit(),
}


def _texts(chart: charts.Chart) -> str:
    found = [text.get_text() for axes in chart.figure.axes for text in axes.texts]
    for axes in chart.figure.axes:
        found += [label.get_text() for label in (*axes.get_xticklabels(), *axes.get_yticklabels())]
    legends = [text.get_text() for legend in chart.figure.legends for text in legend.get_texts()]
    hints = [legend.get_title().get_text() for legend in chart.figure.legends]
    return "\n".join((*found, *legends, *hints))


@pytest.mark.parametrize("audit", AUDITS.values(), ids=AUDITS.keys())
@pytest.mark.parametrize("face", [None, LATIN])
def test_a_chart_is_drawn_without_a_warning_and_without_pyplot(audit: Audit, face: Face | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for chart in (charts.heat_map(audit, face=face), charts.unit_bars(audit, face=face)):
            ET.fromstring(chart.svg())  # noqa: S314  # our own drawing
            assert chart.png().startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_without_a_chinese_font_labels_are_ids_and_one_hint_is_given() -> None:
    heat, units = (charts.heat_map(specimens.plain(), face=LATIN), charts.unit_bars(specimens.plain(), face=LATIN))
    for chart in (heat, units):
        assert _texts(chart).isascii()
        assert _texts(chart).count(fonts.HINT_LATIN) == 1
    assert "done-on-forecast" in _texts(heat)
    assert {"A", "B", "C"} <= set(_texts(units).split("\n"))


def test_where_nothing_is_installed_matplotlibs_own_font_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", ())
    monkeypatch.setattr(fonts, "_refresh", lambda: None)
    fonts.face.cache_clear()
    try:
        assert not fonts.face().chinese
        assert fonts.face().label("目标", "target") == "target"
    finally:
        fonts.face.cache_clear()


@pytest.mark.skipif(not fonts.face().chinese, reason="本机没有中文字体")
def test_with_a_chinese_font_labels_are_chinese() -> None:
    assert "以预计代完成" in _texts(charts.heat_map(specimens.plain()))
    assert "市教育局" in _texts(charts.unit_bars(specimens.plain()))
    assert fonts.HINT_LATIN not in _texts(charts.heat_map(specimens.plain()))


def test_severity_reads_in_grey_by_its_letter_and_its_shade() -> None:
    shades = [sum(int(charts.COLOURS[s][at : at + 2], 16) for at in (1, 3, 5)) for s in SEVERITIES]
    assert shades == sorted(shades)
    assert {"H", "L", "I"} <= set(_texts(charts.heat_map(specimens.plain(), face=LATIN)).split("\n"))


def test_a_chart_has_its_numbers_and_a_sentence_beside_it() -> None:
    chart = charts.heat_map(specimens.plain())
    assert "4 处" in chart.alt
    assert chart.numbers["合计"].sum() == 4
    bundle, metadata = chart._repr_mimebundle_()
    assert bundle["text/plain"] == metadata["image/png"]["alt"] == chart.alt


def test_a_chart_of_many_items_keeps_the_gravest() -> None:
    items = [specimens.item(str(n), line=n) for n in range(1, 101)]
    found = tuple(specimens.finding(i, Column.PROGRESS, "预计", severity="low") for i in items[:-1])
    grave = specimens.finding(items[-1], Column.PROGRESS, "预计")
    chart = charts.heat_map(specimens.audit(*items, findings=(*found, grave)), face=LATIN)
    labels = [label.get_text() for label in chart.figure.axes[0].get_xticklabels()]
    assert len(labels) == 40
    assert labels[-1] == "100"


def test_leaders_appear_in_no_chart() -> None:
    for chart in (charts.heat_map(specimens.plain()), charts.unit_bars(specimens.plain())):
        assert "张三" not in _texts(chart) + chart.alt


def test_the_same_audit_gives_the_same_drawing() -> None:
    assert charts.heat_map(specimens.plain()).svg() == charts.heat_map(specimens.plain()).svg()
    assert charts.unit_bars(specimens.plain()).svg() == charts.unit_bars(specimens.plain()).svg()
