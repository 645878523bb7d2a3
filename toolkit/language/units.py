"""The unit table: which token in unit place is which unit, what it measures, which unit a wrong token meant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pkgutil import get_data

from toolkit.language.patterns import Lazy

# Slips of ear, eye or keyboard in the place of a one-syllable unit, where no edit distance can help.
_SLIPS = {
    "远": "元", "园": "元", "员": "元", "来": "米", "朱": "米", "顿": "吨", "盹": "吨", "屯": "吨", "苗": "亩",
    "母": "亩", "牧": "亩", "千万": "千瓦", "倾": "公顷", "公倾": "公顷", "公项": "公顷", "俩": "辆", "坐": "座",
    "公理": "公里", "干米": "千米", "千来": "千米", "公斥": "公斤",
    "千佤": "千瓦", "千砜": "千瓦", "兆佤": "兆瓦", "WM": "MW", "WK": "kW", "WG": "GW", "VK": "kV",
}  # fmt: skip
# Those that are looked for by their two characters; 千万 needs more of the text than itself.
TWO_SLIPS = frozenset(slip for slip in _SLIPS if len(slip) == 2 and slip[0] != "千")
# After a Chinese numeral these are names far more often than units: 三门峡, 四方, 五路, 三国, 七台河.
_ARABIC_ONLY = frozenset(
    "方分度门口节头路班队课首行字代档面区村镇乡国校院馆园厂店桥站里把单双对格车包箱段步样票拨挺枪杆桩周日VWJ"
)
# 12项目标 is 12项 of 目标.
_CUT = {"项目": ("标", "录")}
_LATIN = Lazy(r"[A-Za-zμµΩ°℃]+(?:·h|\.h|[²³]|[23](?![0-9]))?(?:\(A\))?")
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SCALE = Lazy("[十百千]?[万亿]?")
_AGAIN = Lazy(
    r"(?:立方米?|平方米?|公(?!里)|元|亩|米|里|吨|(?<=㎡)[²³]|(?<=方米)[²³])(?![一-鿿A-Za-z/])"
)  # 吨公里 is a unit
_HOUR = Lazy(r"[食石实识士是市晌吋](?![一-鿿0-9A-Za-z])")  # for 时
_MISREAD = Lazy(r"[来朱]|[木末未采迷术](?![一-鿿])")  # for 米; 12立方木材 is of wood
_LIMIT = 8  # longest token that a misspelt unit is looked for in


@dataclass(frozen=True, slots=True)
class Unit:
    """One legal unit: `scale` turns a value into the base of its dimension (metre, tonne, kWh, kW, second …).

    `scale` is None where nothing in the table converts it (foreign money, working days).
    """

    canonical: str
    dimension: str
    scale: Decimal | None


@dataclass(frozen=True, slots=True)
class _Table:
    """Every spelling; those folded to lower case; words that are no unit; the lengths to try, longest first.

    These by the first two characters, or by the only one where no longer spelling begins with the two.
    """

    units: dict[str, Unit]
    folded: dict[str, Unit]
    lengths: dict[str, tuple[int, ...]]
    words: frozenset[str]


@cache
def _table() -> _Table:
    """Read units.tsv once: every spelling to its unit; RuntimeError where the package lost its data."""
    data = get_data(__package__, "units.tsv")
    if data is None:
        raise RuntimeError("units.tsv is missing from the package")
    units: dict[str, Unit] = {}
    # Words that begin like a unit and are none (方案, 家长): the longest match wins, so they hide the unit.
    words: set[str] = set()
    for line in data.decode("utf-8").splitlines()[1:]:
        symbol, canonical, dimension, scale, aliases = line.split("\t")
        if dimension == "none":
            words.update((symbol, *aliases.split()))
            continue
        unit = Unit(canonical, dimension, None if scale == "-" else Decimal(scale))
        for name in (canonical, symbol, *aliases.split()):
            units.setdefault(name, unit)
    # Case is forgiven (4GWH) only from two letters on: 5G is no gram, 5A no ampere.
    folded: dict[str, Unit] = {}
    for name, unit in units.items():
        if name.isascii() and len(name) > 1:
            folded.setdefault(name.casefold(), unit)
    lengths: dict[str, set[int]] = {}
    for name in (*units, *words):
        lengths.setdefault(name[:2], set()).add(len(name))
    for opening, found in lengths.items():
        found |= lengths.get(opening[0], set())
    by_opening = {opening: tuple(sorted(n, reverse=True)) for opening, n in lengths.items()}
    return _Table(units, folded, by_opening, frozenset(words))


def unit(token: str) -> Unit | None:
    """The legal unit that is written exactly so (case forgiven from two Latin letters on), or None."""
    table = _table()
    found = table.units.get(token) or table.folded.get(token.casefold())
    if found is None and "/" in token:
        whole = rate_at(token, 0)
        return whole[0] if whole and whole[1] == len(token) and whole[0].dimension != "unknown" else None
    return found


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The simple unit that begins at `at` and the offset behind it; the longest wins; None where there is none."""
    table = _table()
    lengths = table.lengths.get(text[at : at + 2]) or table.lengths.get(text[at : at + 1])
    if lengths:
        for length in lengths:
            token = text[at : at + length]
            legal = table.units.get(token)
            if legal is None and token not in table.words:
                continue
            if token in _CUT and text[at + length : at + length + 1] in _CUT[token]:
                continue
            if legal is None:
                return None
            if token[0].isascii() and token[0].isalpha():
                break
            return legal, at + len(token)
    latin = _LATIN.match(text, at)
    if latin is None:
        return None
    token = latin[0]
    found = table.units.get(token) or (table.folded.get(token.casefold()) if len(token) > 1 else None)
    return (found, latin.end()) if found else None


def _denominator(text: str, at: int) -> tuple[str, str, Decimal | None, int] | None:
    """What stands under the stroke: (as written, dimension, scale, end); 万人 and 10万 may stand there too."""
    start, found = at, unit_at(text, at)
    if found is None and (scaled := _SCALE.match(text, at)):
        start = scaled.end()
        found = unit_at(text, start)
    if found is None:
        return None
    below, end = found
    power = Decimal(10) ** sum(_POWER[c] for c in text[at:start])
    return text[at:start] + below.canonical, below.dimension, below.scale and below.scale * power, end


def rate_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit at `at` with what it is divided by (元/平方米, 立方米每秒) and the offset behind it, or None."""
    found = unit_at(text, at)
    if found is None:
        return None
    above, end = found
    for _ in range(2):
        sign = text[end : end + 1]
        if sign not in ("/", "每", "·") or (sign == "·" and "/" not in above.canonical):
            break
        below = _denominator(text, end + 1)
        if below is None or (sign == "每" and above.dimension in ("count", "date")):
            break
        name, dimension, scale, end = below
        joined = "·" if sign == "·" else "/"
        both = above.scale / scale if above.scale is not None and scale and joined == "/" else None
        above = Unit(f"{above.canonical}{joined}{name}", f"{above.dimension}/{dimension}", both)
    if _MISREAD.match(text, end) and text.endswith(("平方", "立方"), at, end):
        return Unit(text[at : end + 1], "unknown", None), end + 1  # 微克/立方来
    twice = _AGAIN.match(text, end) if "/" not in above.canonical and above.dimension not in ("date", "count") else None
    if twice:
        return Unit(text[at : twice.end()], "unknown", None), twice.end()  # 3万亩立方, 1.2亿元元
    if _HOUR.match(text, end) and text.endswith("千瓦", at, end):
        return Unit(text[at : end + 1], "unknown", None), end + 1  # 2.3亿千瓦食
    return above, end


def arabic_only(printed: str) -> bool:
    """Whether the unit is too often part of a name to be read after a Chinese numeral (三门峡, 四方)."""
    return printed in _ARABIC_ONLY


def _deletions(token: str) -> set[str]:
    """The token itself and every way to leave one character out: two tokens one slip apart share one of these."""
    return {token} | {token[:i] + token[i + 1 :] for i in range(len(token))}


@cache
def _slips() -> dict[str, list[tuple[str, Unit]]]:
    index: dict[str, list[tuple[str, Unit]]] = {}
    for name, legal in _table().units.items():
        if len(name) > 2 and legal.dimension not in ("count", "age"):
            for form in _deletions(name.casefold()):
                index.setdefault(form, []).append((name, legal))
    return index


@lru_cache(maxsize=4096)
def nearest_unit(token: str) -> str | None:
    """The canonical legal unit that a token most likely meant (HWH → GWh, 远 → 元, 平方来 → 平方米), or None.

    A legal token means itself. Known slips come first, then a measure of three characters or more one slip away.
    """
    legal = unit(token)
    if legal or token in _SLIPS:
        return legal.canonical if legal else _SLIPS[token]
    if "/" in token:
        meant = [nearest_unit(half) for half in token.split("/")]
        return "/".join(half for half in meant if half) if all(meant) else None
    if not 3 <= len(token) <= _LIMIT:
        return None
    near = [pair for form in _deletions(token.casefold()) for pair in _slips().get(form, ())]
    # GWh, MWh and kWh are all one letter from HWH: the one beside it on the keyboard is the likelier slip.
    near.sort(key=lambda pair: (abs(len(pair[0]) - len(token)), not _neighbours(token[0], pair[0][0]), pair[0]))
    return near[0][1].canonical if near else None


def _neighbours(one: str, other: str) -> bool:
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm"):
        if one.casefold() in row and other.casefold() in row:
            return abs(row.index(one.casefold()) - row.index(other.casefold())) == 1
    return False
