"""The name of an indicator, in a heading or before a figure: what it counts, whose, a level or a rate of growth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from toolkit.language.text import fold
from toolkit.language.words import Words

_BRACKETS = re.compile(r"[（(【\[]([^（）()【】\[\]]{0,20})[)）】\]]")
_UNIT_NOTE = re.compile(
    r"(?:单位[:：])?(?:[%‰]|[十百千万亿]*[元人户家个件吨亩辆张所项次套米]{1,2}|公里|平方米|公顷|GDP)"
)
_WHEN = re.compile(
    r"^(?:全年度?|年内|年度|今年|本年度?|当年|(?:20\d\d年)?1月?[-—–~至到]{1,2}1?\d月份?|"
    r"(?:截至|截止|到|至)?(?:20\d\d年度?)?(?:[前一二三四第]{1,2}(?:季度|个季度)|[上下]半年|1?\d月份?)?(?:\d{1,2}日)?[底末]?)[，,]?"
)
_OURS = re.compile(r"^(?:全[市县区州盟旗域]|[我本][市县区州盟旗])")
_BEYOND = re.compile(r"^(?:全国|全省|全区域|我国|我省|本省)")
_PLACE = re.compile(r"^([一-鿿]{1,7}?(?:自治县|自治州|新区|高新区|经开区|开发区|[区县市旗州盟]))(?=[一-鿿A-Za-z]{2})")
# Words that end like the name of a place and are none.
_NO_PLACE = re.compile(
    r"(?:地|城|市|园|社|小|景|山|库|校|矿|片|街|厂|院|港|牧|林|灾|辖|自治|示范|保护|功能|保税|农|主城|老|湿地|工业|各|都|超|股|上|夜|"
    r"集|期|门|城乡|保税|试验|实验|产业|商)[区市县]$"
)
_LEAD = re.compile(r"^(?:共计?|已|累计|实际|合计|总计|完成|实现|达到|确保|力争|其中|预计)")
_TAIL = re.compile(
    r"(?:达到?|完成|实现|[为是至到共计约近超逾]|超过|突破|不足|达成|(?:控制|稳定|保持)在|(?:提高|提升|下降|降低|增加|减少|上升|增长)[至到]|"
    r"[降升增减][至到]|累计|已|总计|合计|均)$"
)
_YEAR_AGO = r"(?:比|较|与)?(?:上年|去年|20\d\d年)(?:同期|同比)?"
_GROWTH = re.compile(
    rf"(?:按?(?:可比|不变)价格?(?:计算)?)?(?:{_YEAR_AGO})?(?:同比)?(?:累计)?(?:实际)?"
    r"(?:增长率|增长速度|增速|增幅|涨幅|增长|上升|上涨|提高|下降率|降低率|降幅|跌幅|下降|降低|减少|增减|同比)+$"
)
_DOWN = re.compile(r"下降|降低|降幅|跌幅|减少")
_SUFFIX = re.compile(r"(?<=[一-鿿]{2})(?:总数量?|数量|总量|总人数|人数|户数|家数|个数|数)$")
# Time said in the middle of a name: 市级重点项目全年完成投资.
_YEAR_SO_FAR = re.compile(r"(?<=[一-鿿])(?:全年度?|年内|本年度?|今年)")
_MARKS = re.compile(r"[“”\"'《》的\s、，。；：:;,·]")
SHORTEST, LONGEST = 3, 60  # characters of a name


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure counts.

    `core` is the name without time, place and movement; `growth` tells a rate of change from a level, `down` that its
    positive figure is a fall, `chain` 环比, `new` 新增, `total` 累计; `scope` is empty for the whole area, or a place's
    name; `explicit` where the words say whose it is, `area` by 市, 县 or 区 in 全市, 全县, 全区; `beyond` for the
    province or the country.
    """

    core: str
    growth: bool = False
    down: bool = False
    chain: bool = False
    new: bool = False
    total: bool = False
    scope: str = ""
    explicit: bool = False
    area: str = ""
    beyond: bool = False

    def one_area(self, other: Indicator) -> bool:
        """Whether both may speak of one area: 全市 and 全县 do not."""
        return not self.area or not other.area or self.area == other.area

    @property
    def key(self) -> tuple[str, bool, bool, bool, str]:
        """What has to agree for two figures to be of one indicator."""
        return (self.core, self.growth, self.chain, self.new, self.scope)


@lru_cache(maxsize=8192)
def indicator(text: str, words: Words, *, rate: bool) -> Indicator:
    """Read a name; `rate` where its figure is a share or a rate, which alone can be one of growth."""
    told = _BRACKETS.sub(_unless_unit, fold(text).text)
    told = _synonyms(told, words)
    told, scope, explicit, beyond, area = _scoped(told)
    while (found := _LEAD.match(told)) and len(told) > found.end():
        told = told[found.end() :] if found[0] != "累计" else f"{told[found.end() :]}累计"
    if not scope and not explicit:
        told, scope, explicit, beyond, area = _scoped(told)
    told = _YEAR_SO_FAR.sub("", told)
    total = "累计" in told
    chain = "环比" in told
    told = _MARKS.sub("", told.replace("累计", "").replace("环比", ""))
    down, growth = False, False
    while True:
        if rate and (moved := _GROWTH.search(told)) and not _TAIL.search(told):
            growth, down, told = True, bool(_DOWN.search(moved[0])), told[: moved.start()]
        elif end := _TAIL.search(told):
            told = told[: end.start()]
        else:
            break
    new = "新增" in told
    core = _SUFFIX.sub("", told.replace("新增", ""))
    return Indicator(core, growth, down, chain, new, total, scope, explicit, area, beyond)


def _unless_unit(found: re.Match[str]) -> str:
    return "" if _UNIT_NOTE.fullmatch(found[1]) or found[1] in ("全市", "全区", "全县", "") else found[1]


def _synonyms(text: str, words: Words) -> str:
    for pair in words["indicators.synonyms"]:
        short, _, long = pair.partition("=")
        if short in text and (short not in long or long not in text):
            text = text.replace(short, long)
    return text


def _scoped(text: str) -> tuple[str, str, bool, bool, str]:
    """The text without the time and the place that it opens with; whose it is."""
    text = _without_time(text)
    if found := _OURS.match(text):
        return _without_time(text[found.end() :]), "", True, False, found[0][-1].replace("域", "")
    if found := _BEYOND.match(text):
        return text[found.end() :], "", False, True, ""
    found = _PLACE.match(text)
    if found and not _NO_PLACE.search(found[1]):
        return text[found.end() :], found[1], True, False, ""
    return text, "", False, False, ""


def _without_time(text: str) -> str:
    while (found := _WHEN.match(text)) and found.end():
        text = text[found.end() :]
    return text
