"""Fragments rewritten to begin with a literal match what they matched before, at the same places."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language.spreading import spread
from toolkit.language.words import default_words

WORDS = default_words()
NAMES = [name for name in WORDS.every() if name.endswith("pattern")]
SPECIMENS = Path(__file__).parent.parent / "specimens"
PROSE = "。".join(
    row[cell]
    for path in sorted(SPECIMENS.glob("*.tsv"))
    for row in csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")
    for cell in ("季度目标", "具体工作进展", "未完成原因")
)


@pytest.mark.parametrize(
    ("fragment", "spreads"),
    [
        ("(?:暂|尚)?未填", ["暂未填", "尚未填", "未填"]),
        ("(?<!无)未完成", ["未(?<!(?:无)未)完成"]),
        ("^待[^，]后", ["待(?<=^待)[^，]后"]),
        ("[市区]无", ["市无", "区无"]),
        ("总?工程量", ["总工程量", "工程量"]),
        (r"\d月", [r"\d月"]),
        ("(有)无", ["(有)无"]),
        ("(?:甲|乙)丙|丁", ["甲丙", "乙丙", "丁"]),
    ],
)
def test_how_fragments_spread(fragment: str, spreads: list[str]) -> None:
    assert spread(fragment) == spreads


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("name", NAMES)
def test_every_list_finds_what_it_found(name: str) -> None:
    assert spans(WORDS.pattern(name), PROSE) == spans(re.compile("|".join(WORDS[name]) or "(?!)"), PROSE)


PARTS = st.sampled_from(
    ["暂", "尚", "未", "无", "(?:暂|尚)", "(?:暂|尚)?", "[未无]", "未?", "(?<!无)", "(?<=[暂未])", "^"]
)


@given(st.lists(PARTS, min_size=1, max_size=4), st.text(alphabet="暂尚未无填", max_size=12))
def test_any_fragment_finds_what_it_found(parts: list[str], text: str) -> None:
    fragment = "".join(parts) + "填"
    try:
        plain = re.compile(fragment)
    except re.error:
        return
    assert spans(re.compile("|".join(spread(fragment))), text) == spans(plain, text)
