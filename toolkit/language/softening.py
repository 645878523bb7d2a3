"""In which words a target asks for less than before: a condition, a weaker verb, a lower degree, something left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.language.differing import differing
from toolkit.language.labels import grams
from toolkit.language.scales import is_lower
from toolkit.language.words import Words

_STRONG = re.compile(
    r"建成|创成|获评|入选|认定|获批|通过(?!预|初)|实现|完成(?!终审|初审|上市|编制|送审)|达到|确保|全面|开通|投用|投产|竣工|完工|零的突破|清零|全部|覆盖|新增|印发|出台|签约|"
    r"运行|上市(?!辅导)|出版|批复|拔除|消除|根治"
)
_WEAK = re.compile(
    r"申报|争创|争取|力争|启动|推进|推动|培育|筹备|谋划|研究|探索|着手|筹建|基本|起草|"
    r"预验收|初验|终审|初审|送审|编制完成|上报|辅导|备案|有效控制|遏制|缓解|好转|改善"
)
_FIRM = re.compile("不[低少]于|确保|达到|实现|完成|确保达到")
_HOPING = re.compile("力争|争取|努力|尽量|尽可能|力求")
# What makes a promise hang on something else.
_CONDITION = re.compile(
    r"前提下?|情况下|条件(?:允许|成熟|具备)|(?:具备|符合|有)条件|具备[一-鿿]{2,4}条件|视[一-鿿]{1,10}(?:情况|进度|安排)|结合[一-鿿]{2,12}(?:情况|进度|安排|实际)|"
    r"根据[一-鿿]{2,10}(?:情况|进度|安排)|原则上|适时|择机|待[一-鿿]{2,12}后|如[一-鿿]{2,10}到位"
)
_PART = re.compile(r"首批|首期|部分|[一二三四五六七八九]成|过半|一半|半数|大部|多数|(?<![0-9.])(?!100%)[0-9.]+%")
_WHOLE = re.compile(
    r"100%|全容量|全线|全部|所有|各类|全体|清零|全覆盖|应.尽.|每[个座所家村镇街县区项]|县县|村村|乡乡|镇镇|户户"
)
_AGES = re.compile(r"(?P<from>[0-9]{1,2})[—～~至-](?P<to>[0-9]{1,3})(?:岁|周岁)")
_SAME_AS_BEFORE = re.compile(
    r"不[高低]于(?:上年|去年|20[0-9]{2}年)|与?(?:上年|去年)(?:同期)?持平|(?:上年|去年)同期?水平|不[高低]于上一?[个年]?[一-鿿]{1,4}[季期年度]"
)
# What of a target may go without anything being asked less: words that urge, marks, what is said twice.
_FILLER = re.compile(
    r"进一步|切实|全力|积极|着力|大力|持续|不断|扎实|有效|加快|认真|深入|年度|今年|本年|全年|工作|项目|工程|建设|任务|目标|以上|左右|确保|力争|等|的|并|和|与|及|了|[，、；。（）()]"
)
_ASIDE = re.compile("[（(].*")
_PIECE = re.compile("[，。；;：:]")
_FLOOR = re.compile("不[低少]于(?P<to>[0-9.]+)(?:℃|度|摄氏度|小时|天)$")
ALIKE = 0.4  # of the bigrams of the shorter part, for two parts to be one
MOST = 40  # parts of a target; more are not held against one another
FEW = 2  # stretches in which two parts may differ besides
_COUNTED = re.compile("(?P<rest>[^0-9]*)(?P<n>[0-9]{1,4})(?P<unit>[一-鿿]{0,2})")
WORDS = 12  # characters that change with a verb
_NUMBER = re.compile("[0-9]+(?:[.][0-9]+)?")
_REACHED = re.compile("不[低少]于|每[千万百]人|以上")
_SIZE = re.compile(
    "[0-9](?:千伏|kV|千瓦|万吨级|吨级|车道|层|米|床|座|MW|GW|MWh|GWh|兆瓦|万千瓦|公里|班|处理能力|立方米)"
)  # how large it is to be
_CEILING = re.compile("以内|以下|不超过|不高于|控制|降|压减|减少|缩短|投诉|失业|死亡|浓度|能耗|时限")
LESS_IS_BETTER = re.compile(
    r"投诉|失业|赤字|死亡|事故|浓度|PM|细颗粒物|臭氧|能耗|排放|逾期|不良|负债|债务|成本|用时|时限|时间|耗时|隐患|发案|流失|"
    r"贫困|辍学|超标|缺口|差错|费用|化学需氧量|氨氮|漏损|空置|库存|积案|去化|覆盖时延|(?<!投入)强度"
)
_OLDER = re.compile("([0-9]{2,3})周?岁(?:及)?以上")  # for the older: fewer
_YOUNGER = re.compile("([0-9]{1,2})周?岁(?:及)?以下")
_LARGER = re.compile("([0-9]+)亿元(?:及)?以上(?:的)?(?:工业|产业|重大)?(?:项目|企业)")
_CUT = 3  # characters of what is left out, fillers apart, by which less is asked
_LIST = re.compile(r"、|^[和与及并]|[和与及]$")
_DEMANDS = re.compile(r"验收|拆除|投用|投入使用|达标|销号|通过|覆盖|运行|移交|评估|审计|认定|公示|免费|建成|完工")


def is_softer(one: str, other: str, words: Words) -> bool:
    """Whether `other` asks for less than `one` did, part by part; parts that are told anew are left alone."""
    parts = [[piece for piece in _PIECE.split(text) if piece] for text in (one, other)]
    if max(map(len, parts)) > MOST:
        return False
    pairs = list(_alike(*parts))
    added = [piece for piece in parts[1] if piece not in {new for _, new in pairs}]
    gone = [piece for piece in parts[0] if piece not in {old for old, _ in pairs}]
    if not _CONDITION.search(one) and any(
        _CONDITION.search(piece) and not _is_missing(piece, grams(one)) for piece in added
    ):
        return True  # 具备条件的年底前全部化解; 有条件的加装电梯 is more work
    told = grams(other)
    if gone and not added and any(_is_missing(piece, told) for piece in gone):
        return True
    lower = any(is_lower(old, new, other, words) for old, new in pairs if old != new)
    return lower or any(_is_softer(old, new) for old, new in pairs if old != new)


def _is_missing(piece: str, told: frozenset[str]) -> bool:
    """Whether a part asks for something that the other text nowhere speaks of."""
    own = grams(piece)
    return len(_FILLER.sub("", piece)) >= 2 * _CUT and len(own & told) < ALIKE * len(own)


def _alike(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each part with the one of the other text that it goes on as: the likeliest, each once."""
    told = [[grams(piece) for piece in pieces] for pieces in (old, new)]
    scored = [
        (len(a & b) / max(1, min(len(a), len(b))), i, j) for i, a in enumerate(told[0]) for j, b in enumerate(told[1])
    ]
    taken: set[tuple[str, int]] = set()
    for share, i, j in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if share >= ALIKE and not taken & {("old", i), ("new", j)}:
            taken |= {("old", i), ("new", j)}
            yield old[i], new[j]


def _is_softer(one: str, other: str) -> bool:
    pairs = [(old, new) for old, new in differing(one, other) or () if old or new]
    if _SAME_AS_BEFORE.search(other) and not _SAME_AS_BEFORE.search(one):
        return True
    if any(_CONDITION.search(_ASIDE.sub("", new)) and not _CONDITION.search(one) for _, new in pairs):
        return True
    if _is_weaker(one, other, pairs) or _is_less(one, other):
        return True
    if _WHOLE.search(one) and _PART.search(other) and not _WHOLE.search(other) and not _PART.search(one):
        return True
    was, now = (list(_FLOOR.finditer(text)) for text in (one, other))
    if len(was) == len(now) == 1 and float(now[0]["to"]) < float(was[0]["to"]):
        return True
    was, now = (list(_AGES.finditer(text)) for text in (one, other))
    if len(was) == len(now) == 1 and was[0][0] != now[0][0]:
        ends = [(int(found["from"]), int(found["to"])) for found in (was[0], now[0])]
        return ends[0][0] <= ends[1][0] and ends[1][1] <= ends[0][1]
    return _leaves_out(pairs)


def _is_weaker(one: str, other: str, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a verb gave way to a weaker one, and little else was changed: 建成 to 申报."""
    if any(_HOPING.match(new) and (not old or _FIRM.fullmatch(old)) for old, new in pairs) and not _HOPING.search(one):
        return True  # 不低于72%, 力争达到72%
    changed = sum(max(len(old), len(new)) for old, new in pairs)
    if len(pairs) > FEW or changed > WORDS:
        return False
    strong, weak = ([set(pattern.findall(text)) for text in (one, other)] for pattern in (_STRONG, _WEAK))
    return bool(strong[0] - strong[1] and not strong[1] - strong[0] and weak[1] - weak[0])


def _is_less(one: str, other: str) -> bool:
    """Whether all that changed is one figure, which is lower, of what is to be reached; or for whom it is done."""
    for pattern, narrower in ((_OLDER, 1), (_YOUNGER, -1), (_LARGER, -1)):
        was, now = pattern.findall(one), pattern.findall(other)
        if len(was) == len(now) == 1 and was != now:
            return (float(now[0]) - float(was[0])) * narrower > 0
    frames = [_NUMBER.sub("#", text) for text in (one, other)]
    was, now = _NUMBER.findall(one), _NUMBER.findall(other)
    moved = [(float(a), float(b)) for a, b in zip(was, now, strict=False) if a != b]
    if frames[0] != frames[1] or len(moved) != 1 or _CEILING.search(one) or not moved[0][1] < moved[0][0]:
        return False
    return bool(_REACHED.search(one) or (_SIZE.search(one) and not LESS_IS_BETTER.search(one)))


def _leaves_out(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether all that changed is that members of a list, or a further demand, are gone: 甲、乙、丙3座 to 甲、乙2座."""
    gone: list[str] = []
    for old, new in pairs:
        was, now = _COUNTED.fullmatch(old), _COUNTED.fullmatch(new)
        if new and not (
            was and now and was["unit"] == now["unit"] and int(now["n"]) < int(was["n"]) and not now["rest"]
        ):
            return False
        gone.append(was["rest"] if was and new else old)
    return any(
        len(_FILLER.sub("", piece)) >= _CUT - 1
        and not any(map(str.isdigit, piece))
        and (_LIST.search(piece) or _DEMANDS.search(piece))
        for piece in gone
    )
