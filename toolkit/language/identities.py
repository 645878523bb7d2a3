"""What tells one project or unit from another of the same words: ordinals, places, roads, hospitals; who answers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit.language.likeness import bigrams, unfigured
from toolkit.language.text import fold, normal

_HAN = "一二三四五六七八九十"
# 第三人民医院, but not 第三季度, 第一批, 第三方: those count times, not projects.
_ORDINAL = re.compile(
    rf"第(?P<第>[{_HAN}\d]{{1,4}})(?![{_HAN}\d季批阶轮次期年届方个])"
    rf"|(?P<期>[{_HAN}\d]{{1,3}})期(?=工程|项目|建设|主体|厂房|地块|片区)"
    rf"|(?P<号>[{_HAN}\d]{{1,3}})号(?=线|楼|院|地块|桥|泊位|机组|井|站|厂房|标段)"
    r"|(?<![A-Za-z])(?P<道>[GSXY]\d{2,4})(?!\d)"
)
_KIND = re.compile(
    r"街道|[区县镇乡]|大道|[路街]|大桥|隧道|立交|高速|水库|机场|医院|小学|中学|学校|幼儿园|大学|学院|公园|广场"
    r"|博物馆|图书馆|体育馆|体育场|产业园|电站|水厂|处理厂"
)
# What stands between a name and its kind: 历山|实验|小学, 泉城|文化|公园.
_BETWEEN = re.compile(r"(?:人民|实验|中心|中医|妇幼|保健|附属|文化|体育|湿地|森林|郊野|综合|职业|高级|污水|垃圾|新)$")
# A name does not end so: 新建小学, 农村公路, 三所医院, 示范区, 口袋公园; what is left out here is no veto, and no harm.
_NO_NAME = {
    "区": frozenset("社园地片小辖城景库校郊山林牧灾市全各县矿厂商街旧老禁限示范发能验行聚贸护作点板领性业居住核的个"),
    "县": frozenset("各全市区该本郊个镇强出省"),
    "镇": frozenset("城乡村点集古小特各全建心强重个色"),
    "乡": frozenset("城下返家各全回还故离个镇"),
    "街道": frozenset("各全镇乡个条村"),
    "路": frozenset("公道铁线网思出退管马支回水电油一条的速"),
    "街": frozenset("大条行业的一老"),
}
_NO_NAME_ELSE = frozenset(
    "所个座条处家间批类级等各全的办立型性化共旧大小农村镇乡区县市园善好建设造成进动工升快展强加增持理修盖范育质惠甲袋"
    "点民童庭游色慧字业公路道新老高中初两三四五六七八九十百余多"
)
# Districts whose names end as what is none does: 城区, 山区.
_DISTRICTS = frozenset({
    "历城", "钢城", "东城", "西城", "增城", "宣城", "谯城", "柯城", "鹿城", "越城", "薛城", "莱城", "芗城", "龙城",
    "南山", "房山", "金山", "宝山", "萧山", "象山", "坪山", "博山", "泰山", "黄山", "惠山", "洪山", "青山",
})  # fmt: skip
_NAME_FROM = 12  # characters before the kind in which its name is looked for
_PARTED = re.compile(r"[、，,；;/|\n\s]+")
_ROLE = re.compile(r"(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门)?[:：]|[（(][^（）()]{0,8}[）)]")
_SHORT = 3  # 市中区 is 市中区政府, 发改委 is 发展和改革委员会; shorter names are found in too many
_MEMBERS = 12  # units of one cell that are looked at


class Known(NamedTuple):
    """What a target's text is known by."""

    grams: frozenset[str]
    figures: frozenset[str]
    frame: str  # the text without figures: what the rows of several districts have in common
    template: str  # and without names
    names: frozenset[tuple[str, str]]


_FIGURE = re.compile(r"\d+(?:\.\d+)?[万亿%]*[一-鿿A-Za-z]?")


@lru_cache(maxsize=8192)
def known(text: str) -> Known:
    """The bigrams, figures, frame and names of a text."""
    plain = fold(text).text
    names, template = _named(plain)
    return Known(bigrams(text), frozenset(_FIGURE.findall(plain)), unfigured(text), unfigured(template), names)


def conflicting(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether two texts name things of one kind and none of them in common: 第一/第二, 黄河大道/泉城大道."""
    if not one or not other or one == other:
        return False
    kinds = {kind for kind, _ in one} & {kind for kind, _ in other}
    both = {kind for kind, _ in one & other}
    return bool(kinds - both)


def _named(plain: str) -> tuple[frozenset[tuple[str, str]], str]:
    """The names of a text by their kinds, and the text without them."""
    found: list[tuple[int, int, str]] = []
    for mark in _ORDINAL.finditer(plain):
        kind = mark.lastgroup or ""
        found.append((*mark.span(kind), kind))
    for mark in _KIND.finditer(plain):
        end = _before(plain, mark.start())
        start = end - (1 if mark[0] == "县" else 2)
        if start >= 0 and _is_name(plain[start:end], mark[0]):
            found.append((start, end, mark[0]))
    names = frozenset((kind, _numeral(plain[start:end])) for start, end, kind in found)
    pieces, at = [], 0
    for start, end, _ in sorted(found):
        pieces.append(plain[at : max(at, start)] + "□")
        at = max(at, end)
    return names, "".join(pieces) + plain[at:]


def _before(plain: str, at: int) -> int:
    """Where the name ends that stands before a kind."""
    first = max(0, at - _NAME_FROM)
    while between := _BETWEEN.search(plain, first, at):
        at = between.start()
    return at


def _is_name(tail: str, kind: str) -> bool:
    """Whether the characters before a kind are a name and no verb, count or attribute."""
    if not all("一" <= c <= "鿿" for c in tail) or tail in ("集中", "高速"):
        return False
    return tail[-1] not in _NO_NAME.get(kind, _NO_NAME_ELSE) or (kind == "区" and tail in _DISTRICTS)


def _numeral(name: str) -> str:
    """第3 is 第三."""
    return name.translate({ord(str(n)): han for n, han in enumerate(_HAN[:9], 1)}) if name.isdigit() else name


def units_told(cell: str) -> str:
    """A cell of units as it is compared: without width and white space, those parted by white space alone by 、."""
    told = cell.split()
    return "、".join(map(normal, told)) if all(len(name) > 1 for name in told) else normal(cell)


@lru_cache(maxsize=16384)
def units_alike(one: str, other: str) -> float:
    """How far two cells name the same units, 0 to 1: 历下区 is 历下区政府, 市教育局 half of 市教育局、市财政局."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    fewer, more = sorted((_units(one), _units(other)), key=len)
    return sum(max(_alike(a, b) for b in more) for a in fewer) / len(more) if fewer else 0.0


def disjoint(one: str, other: str) -> bool:
    """Whether two cells both name units, and none that could be the same."""
    return bool(one and other) and units_alike(one, other) == 0


@lru_cache(maxsize=4096)
def _units(cell: str) -> tuple[str, ...]:
    bare = _PARTED.split(_ROLE.sub("", normal(cell)))
    return tuple(dict.fromkeys(part for part in bare if part))[:_MEMBERS] or (cell,)


def _alike(one: str, other: str) -> float:
    """1 for one name; less where the shorter one's characters all stand, in order, in the longer one."""
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    within = len(short) >= _SHORT and all(c in rest for c in short)
    return 0.5 + 0.4 * len(short) / len(long) if within else 0.0
