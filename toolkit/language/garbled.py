"""Slips of the keyboard: a number with two points, signs and letters that no word is written with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from toolkit.language.coverage import is_usual

# 13.2.6亿元, 18..6亿元; not 2023.12.31, V2.0.3, 10.1.1.8.
NUMBER = re.compile(
    r"(?<![A-Za-z0-9.．第])(?!20[0-9]{2}[.．])"
    r"(?:[0-9]+(?:[.．]{2,}[0-9]+|[.．][0-9]+[.．][0-9]+)(?=\s*[万亿%％])|"
    r"(?![0-9][.．][0-9][.．][0-9](?![0-9]))[0-9]+(?:[.．]{2,}[0-9]+|[.．][0-9]+[.．][0-9]+)"
    r"(?=\s*(?:元(?![旦宵素数件])|吨|户(?![外厕籍表])|公里|平方|立方|公顷|人次|千瓦)))"
)
# Two signs or more that stand together in no word: 观众#￥2.1万人次, 接种=+率. Masked names (王**) are left.
_SIGNS = re.compile(
    r"(?<=[一-鿿0-9%）”])(?:(?=[^0-9一-鿿]*[#￥¥$^&~=|\\§?])(?!#[^#]*#)[#￥¥$^&*~=|\\§@+?]{2,})(?=[一-鿿0-9，。；、])"
)
_LOST = re.compile(r"(?:锟斤拷|烫烫烫|屯屯屯|\ufffd)+")  # bytes read in the wrong encoding
# 的的 but in 目的的 and 的的确确.
_TWICE = re.compile("(?<![目标])的的(?![确士])|了了(?![解结])")
# 3.9亿亿元, 12公里里.
UNITS_TWICE = re.compile(
    "[0-9]+(?:[.][0-9]+)?(?:(?:亿亿|万万)元?|[万亿]?(?:元元(?![旦宵])|吨吨|亩亩|公里里(?!程)|平方米米))"
)
DOUBLE, MOST = 2, 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = re.compile(r"(?<=[一-鿿])[a-z]{1,4}(?=[一-鿿])")
_MEANT = "we as er re op oi io po tr pop ui jk kj qwe oop vc cv ppp qq pp sd ds ss cc kk df fd"
_WORDS = frozenset(_MEANT.split())


def numbers(text: str) -> Iterator[re.Match[str]]:
    """The numbers of a text that have one point too many."""
    return NUMBER.finditer(text) if "." in text or "．" in text else iter(())


def units_twice(text: str) -> Iterator[re.Match[str]]:
    """The figures of a text whose unit is written twice."""
    return UNITS_TWICE.finditer(text)


def strays(text: str) -> Iterator[re.Match[str]]:
    """Signs and letters in the midst of a sentence that look like struck by chance: neighbours on the keyboard."""
    yield from _LOST.finditer(text)
    yield from _TWICE.finditer(text)
    yield from _SIGNS.finditer(text)
    met = list(_LETTERS.finditer(text))
    for found in met if len(met) <= MOST else ():  # what stands again and again is meant
        if (found[0] not in _WORDS and _are_neighbours(found[0])) or _cuts_a_word(text, found):
            yield found


def _cuts_a_word(text: str, found: re.Match[str]) -> bool:
    """Whether one letter, or one struck twice, parts two characters that stand together elsewhere: 施q工, and 施工."""
    sole = len(set(found[0])) == 1 and len(found[0]) <= DOUBLE and found[0] != "e"  # 全程e网通办
    pair = text[found.start() - 1] + text[found.end()]
    return sole and (pair in text or is_usual(pair))


def _are_neighbours(letters: str) -> bool:
    for row in _ROWS if len(letters) > 1 else ():
        places = [row.find(letter) for letter in letters]
        if min(places) >= 0:
            return all(abs(one - other) <= 1 for one, other in pairwise(places))
    return False
