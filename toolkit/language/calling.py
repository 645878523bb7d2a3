"""How a thing is called, and called again in fewer words: 城东社区卫生服务中心, 城东中心."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.language.deeds import thing_before
from toolkit.language.howfar import DATE
from toolkit.language.shortening import in_terms

SHORTEST, LONG = 3, 16  # characters of a name
ENDING = 4  # last characters by which a name is known again
SHORT = 2  # characters of a name that only opens a clause

_PLACES = "厂站馆园院校桥路库楼街场所河湖港"
_ROAD = re.compile(r"[GSXYZ][0-9]{1,4}")
_WITH = re.compile("与([一-鿿]{4,10}?)(?=正式|成功|顺利|共同|签)")  # 与浙江申达汽配正式签订
_RANK = re.compile("[国省市县]家?级")
_KIND = re.compile(r"(?:平台|系统|中心|项目|工程)$")
_TITLE = re.compile("《([^《》]{3,30})》")
# A clause that goes on with what its stretch spoke of.
GOES_ON = re.compile(
    r"^(?:与|向|由|经|在|从|并|已|被|获|全部|共|也|均|于|对外|[0-9]{1,2}月|正式|顺利|成功|通过|取得|开始|当[日月])"
)
_CUT = re.compile(
    r"免费|正式|对外|全面|顺利|如期|提前|清明|春节|元旦|国庆|五一|中秋|端午|汛[前期末]|[暑寒]假|年前|节前|与|在(?!线)|于|从|由|迁|搬|向|对(?!外)|经(?!开|济|营|贸)|获|被|把|将|为(?!民)|累计|已|(?<!公)共(?![享建青产和同])|等|[0-9]|[两二三四五六七八九十]+(?:[个座处所家栋条项台套期支名辆部]|$)|[A-D]"
)
_WORKS = re.compile(
    r"(?:主体|提质|升级|除险|新建|迁建|扩建|改建|改造|提升|修复|加固|整治|治理|建设|工程|项目|修缮|评审|申报|资质|采购|合同|协议)+$"
)
_LEADS = re.compile(
    r"^(?:(?:端午|春节|国庆|五一|元旦|清明|中秋|暑假|寒假)节?(?:前夕|期间|假期)|目前|其中|同时|此外|(?:省|市(?!民|政|场|容)|县(?!城)|区(?!域))级?(?=[一-鿿]{3})|全[市县区]|城区(?=[一-鿿]{4})|完成|实施|推进|加快|启动|累计|年度|新建|建成|配套)+"
)


def names(text: str, end: int) -> list[str]:
    """The names that a clause gives before an offset: titles, houses and works, the members of a list."""
    titles = _TITLE.findall(text[:end])
    if titles:
        return titles
    before = DATE.sub("", text[:end])
    if other := _WITH.match(before):
        return [other[1]]
    if GOES_ON.match(before):
        return []
    found = []
    for piece in re.split("、|和|及|至", before):
        road = _ROAD.match(piece)
        cut = _CUT.search(piece, road.end() if road else 2)
        bare = piece[: cut.start()] if cut else piece
        name = _WORKS.sub("", _LEADS.sub("", bare if road else thing_before(bare)))
        if 2 <= len(name) <= LONG and (name.isalpha() or road):
            found.append(name)
    many = len(found) > 1
    return [name for name in found if len(name) >= SHORTEST or many]


@lru_cache(maxsize=4096)
def forms(name: str) -> re.Pattern[str]:
    """The ways in which a name is told again: in full, its opening with its end, its end alone."""
    told = [re.escape(name)]
    if len(name) > ENDING:
        told.append(f"{name[:2]}[一-鿿]{{0,6}}{name[-2:]}")
        if name[-1] in _PLACES:
            told.append(f"{name[:2]}[一-鿿]{{0,4}}{name[-1]}")
        told.append(re.escape(name[-ENDING:]))
    if len(bare := _KIND.sub("", name)) >= ENDING:
        told.append(re.escape(bare))  # 智慧林长 for 智慧林长平台
    told += map(re.escape, in_terms(name))
    if len(name) >= ENDING:
        told.append(f"^{re.escape(name[-2:])}")  # 平台尚未联网
    return re.compile("|".join(told))


def _is_term(said: str, name: str) -> bool:
    """Whether a short form is a term, or what a school is called."""
    return said in in_terms(name)


def is_whole(name: str, text: str, met: re.Match[str], context: str) -> bool:
    """Whether no other name ends in the words that were met: 城西服务中心 for 城东服务中心."""
    if not set(_RANK.sub("", met[0])) <= set(name) and not _is_term(met[0], name):
        return False  # 城东新区幼儿园 for 城东幼儿园
    if met[0] == name and len(name) > ENDING + 1:
        return True
    before = re.search(r"[一-鿿]{0,6}$", _LEADS.sub("", DATE.sub("，", text[: met.start()])))
    if before is None or all(char in name for char in before[0]):
        return True
    pairs = {before[0][at : at + 2] for at in range(max(1, len(before[0]) - 1))}
    return all(pair in context for pair in pairs) and before[0] + met[0] not in context
