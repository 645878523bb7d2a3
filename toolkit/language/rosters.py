"""Names of units and leaders in a cell: cut at every usual mark, without 牵头, 配合 and posts; groups are no names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from toolkit.language.text import Span, fold
from toolkit.language.words import Words

_CUT = re.compile(r"[、，,；;/／|｜\n\r。]+|\s{1,}|(?<=[局委办厅府会院部心])[和及与](?=[一-鿿]{2})")
_LABEL = re.compile(
    r"^[（(]?(?:牵头|责任|配合|主办|协办|承办|参与|主要|落实|主管|实施|负责)?(?:责任)?(?:单位|部门)?[)）]?[:：]"
)
_ROLE = re.compile(
    r"^[（(](?:牵头|配合|主办|协办|参与|负责)[^（）()]{0,4}[)）]|[（(][^（）()]{0,30}[)）]$|(?:牵头|配合|参与|负责|主办|协办)$|等$"
)
_LONE = re.compile(r"(?<![一-鿿])([一-鿿])\s+([一-鿿])(?![一-鿿])")
_PERSON = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,8}(?:[·•．.][一-鿿]{1,8}){1,3}")
_NOBODY = re.compile(r"领导|分管|政府|负责|主管|空缺|待定|暂缺|牵头|有关|全体|班子|轮值|^各|[局委办厅部会长]$")
_TITLES = re.compile(
    r"(?:市|区|县|州|盟|旗)?(?:政府|委|人大|政协)?(?:党组成员|党组副书记|党组书记|常务委员|常委|常务副[市县区州]长|副[市县区州盟旗]长|[市县区州盟旗]长|"
    r"副书记|书记|副主任|主任|副秘书长|秘书长|副主席|主席|副局长|局长|部长|同志|二级巡视员|一级巡视员|党工委)"
)
_SHORT = (
    ("管理委员会", "管委会"),
    ("工作委员会", "工委"),
    ("委员会", "委"),
    ("人民政府", "政府"),
    ("监督管理", "监管"),
)
_PLACE = re.compile(r"(?![市县区旗])[一-鿿]{2,3}?[市县区旗](?=[一-鿿]{3,})")
_JOINING = re.compile(r"[和与及、]")


def names(cell: str) -> Iterator[Span]:
    """The names of a cell with their printed places; labels (牵头单位：) and bracketed notes are none."""
    start = 0
    for end, after in [*((cut.start(), cut.end()) for cut in _cuts(cell)), (len(cell), len(cell))]:
        yield from _name(cell, start, end)
        start = after


def _cuts(cell: str) -> list[re.Match[str]]:
    """The marks between names; one in brackets, or between the two characters of a name (张 三), parts nothing."""
    spaced = {found.start(1) + 1 for found in _LONE.finditer(cell)}
    return [cut for cut in _CUT.finditer(cell) if cut.start() not in spaced and not _inside(cell, cut.start())]


def _inside(cell: str, at: int) -> bool:
    opened = max(cell.rfind("（", 0, at), cell.rfind("(", 0, at))
    return opened >= 0 and max(cell.rfind("）", opened, at), cell.rfind(")", opened, at)) < 0


def _name(cell: str, start: int, end: int) -> Iterator[Span]:
    text = cell[start:end]
    while True:
        bare = text.strip()
        start, text = start + len(text) - len(text.lstrip()), bare
        if found := _LABEL.match(text):
            start, text = start + found.end(), text[found.end() :]
        elif found := _ROLE.search(text):
            start, text = (
                (start + found.end(), text[found.end() :]) if found.start() == 0 else (start, text[: found.start()])
            )
        else:
            break
    if text:
        yield Span(start, start + len(text), text)


@lru_cache(maxsize=8192)
def unit_key(name: str, words: Words, home: str = "") -> str:
    """A unit's name in the form in which two are one: at `home` 淄博市发展和改革委员会, 市发展改革委 and 市发改委."""
    told = _JOINING.sub("", re.sub(r"[（(][^（）()]*[)）]", "", fold(name).text))
    for long, short in _SHORT:
        told = told.replace(long, short)
    for pair in words["rosters.short_names"]:
        short, _, long = pair.partition("=")
        told = told.replace(long, short)
    return told.removeprefix(home[:-1]) if home and told.startswith(home) and len(told) > len(home) + 1 else told


def home_of(names_: Iterable[str]) -> str:
    """The place whose units these are (淄博市, 临水县): how most that name one begin; "" where none leads."""
    found = [match[0] for name in names_ if (match := _PLACE.match(fold(name).text))]
    place, count = Counter(found).most_common(1)[0] if found else ("", 0)
    return place if count * 2 >= len(found) else ""


@lru_cache(maxsize=8192)
def person_key(name: str) -> str:
    """A person's name without posts and brackets: 宋振波副市长 is 宋振波; empty for a post alone."""
    told = fold(re.sub(r"[（(][^（）()]*[)）]", "", name)).text
    bare = _TITLES.sub("", told)
    return bare.replace("•", "·").replace("．", "·")


def is_person(key: str) -> bool:
    """Whether a key is shaped as the name of a person."""
    return _PERSON.fullmatch(key) is not None and _NOBODY.search(key) is None


@lru_cache(maxsize=8192)
def unit_class(name: str, words: Words) -> str:
    """What kind of body a name is of, by its ends: of the province, the city, a district, a company; "" for no name."""
    told = fold(name).text
    if words.pattern("rosters.group_pattern").search(told):
        return ""
    for name_ in words.names("rosters.classes"):
        if words.pattern(name_).search(told):
            return name_.rpartition(".")[2].removesuffix("_pattern")
    return ""
