"""How a figure that is asked for may be answered without one: all of them, none of them, by name, by a milestone."""

from __future__ import annotations

import re
from itertools import pairwise

from toolkit.checks.covering import ALL
from toolkit.checks.subject import Reading
from toolkit.language.binding import same_unit
from toolkit.language.claims import Clause, Mode
from toolkit.language.measures import Measure, grams
from toolkit.language.stages import PROJECT, highest
from toolkit.language.text import fold
from toolkit.model import Column

# Words that any two sentences of such reports may share: no sign that they speak of one thing.
COMMON = frozenset(
    ("企业", "项目", "工作", "建设", "服务", "管理", "城市", "城乡", "农村", "社会", "重点", "资金", "经济")
)
NOT_WORDS = re.compile(r"[^一-鿿A-Za-z]")
_NAMES = re.compile(r"、|(?<=[一-鿿])和(?=[一-鿿])")
_LANDED = re.compile(
    r"完成|推行|实施|落户|注册|落地|获批|挂牌|公布|出台|印发|发布|颁布|上市|通过|认定|命名|建成|投用|开工|投产|举办|召开|引进|签约|"
    r"入选|列入|纳入|获评|授牌|揭牌|成立|设立|开业|收治|启用|开园|开馆|运营"
)
_ON_THE_WAY = ("started", "structure", "topped")  # milestones with a measure of their own: 施工至地上三层
MOST_NAMED = 12  # more things than this nobody counts by naming them
_WHOLE = re.compile(r"全部|全量|均已|均|所有|全覆盖|全面覆盖|悉数|应.尽.|清零|实现.{0,6}覆盖")
# What says of a share of things that it is all of them, whichever clause of the sentence names them.
_EVERY = re.compile(
    r"全部|全量|全数|均|悉数|尽数|应.尽.|清零|逐[一个家户项处件条所村人]|无一|一个不|不漏|无遗漏|全覆盖|足额|"
    r"各[一-鿿]{1,6}都|每[一个家户项处所][一-鿿]{0,8}[都均]"
)
_SPELLED = ("", "", "[两二]", "三", "四", "五", "六", "七", "八", "九", "十")
NAMED_TOGETHER = 3  # bigrams of a name that the clauses of one stretch tell between them
NAMED_BY = 3  # one in so many bigrams of a name, for a clause to name the thing
_NONE = re.compile(r"为零|[为是]0(?![.0-9])|零发生|未发生|没有发生|无[一-鿿]{0,8}发生|零[事报]")


def all_told(item: Reading, target: Measure) -> bool:
    """Whether the evidence says of the thing itself that all of it is done."""
    wanted = grams(target.label)
    if item.coverage.all_of_it:
        return True
    if not wanted:
        return False
    whole = target.amount == ALL and target.number.unit == "%"
    if whole and (_as_many_as_there_were(item, wanted) or _every(item, wanted)):
        return True
    for clause in item.claims:
        if _WHOLE.search(clause.text):
            met = wanted & _words(clause)
            if len(met) * 2 >= len(wanted) or (target.amount == ALL and met - COMMON):
                return True  # 通达率100%: 快递进村全覆盖
    return False


def _every(item: Reading, wanted: frozenset[str]) -> bool:
    """排查隐患48项，已全部闭环销号: the clause that says all goes on from the one that names them."""
    met: dict[int, frozenset[str]] = {}
    for clause in item.claims:
        own = wanted & _words(clause)
        told = met[clause.stretch] = met.get(clause.stretch, frozenset()) | own
        named = (told - COMMON and NAMED_BY * len(told) >= len(wanted)) or len(told - COMMON) >= NAMED_TOGETHER
        if named and clause.mode is Mode.REALISED and _EVERY.search(clause.text):
            return True
    return False


def _as_many_as_there_were(item: Reading, wanted: frozenset[str]) -> bool:
    """Whether as many are told to be dealt with as there were: 排查出隐患87项，已销号87项 is a rate of 100%."""
    for there, dealt in pairwise(item.measures(Column.PROGRESS)):
        same = there.number.dimension == "count" and there.amount == dealt.amount and same_unit(there, dealt)
        if same and there.sentence == dealt.sentence and dealt.realised and wanted & grams(there.label + dealt.context):
            return True
    return False


def none_told(item: Reading, target: Measure) -> bool:
    """Whether what has to stay below a bound is told not to have happened: 受害率为零 for 控制在0.9‰以内."""
    if target.number.comparator not in ("<", "<="):
        return False
    wanted = grams(target.label)
    return any(_NONE.search(fold(clause.text).text) and wanted & _words(clause) for clause in item.claims)


def spare(item: Reading, target: Measure) -> bool:
    """Whether a count in the unit, large enough, answers nothing else: 转型升级为企业63户 for 60户."""
    if target.number.dimension != "count":
        return False
    answered = {m.answers[0].actual.number.start for m in item.matches if m.answers and m.target is not target}
    return any(
        m.realised
        and not m.former
        and same_unit(target, m)
        and target.amount <= m.amount <= MOST_SPARE * target.amount
        and m.number.start not in answered
        for m in item.measures(Column.PROGRESS)
    )


MOST_SPARE = 2  # times what is asked for: much more is likely another thing


def listed(item: Reading, target: Measure) -> bool:
    """Whether a clause names as many things as are asked for (清溪河、白沙河、罗江河 for 3条), or the one that is."""
    if target.number.dimension != "count" or not target.amount <= MOST_NAMED:
        return False
    if not item.coverage.demands(target) and sum(c.mode is Mode.REALISED for c in item.claims) >= target.amount:
        return True  # 推进3个项目: each is told of by itself
    wanted = grams(target.label)
    if target.amount > 1 and any(_so_many(clause, target) for clause in item.claims if clause.mode is Mode.REALISED):
        return True
    for clause in item.claims:
        dealt = clause.text.partition("分别")[0]
        names = len(_NAMES.split(dealt)) if clause.mode is Mode.REALISED else 0
        one = target.amount == 1 and bool(_LANDED.search(clause.text))
        if names == target.amount > 1 or (one and wanted & _words(clause)):
            return True
    return False


def _so_many(clause: Clause, target: Measure) -> bool:
    """Whether a clause sums up just so many of them, in whatever words: 四院共增加床位210张 for 四个卫生院."""
    amount = int(target.amount)
    spelled = _SPELLED[amount] if 1 < amount < len(_SPELLED) else str(amount)
    summed = re.search(
        rf"(?<![0-9.一二三四五六七八九十第])(?:{amount}|{spelled})[个家所处座条]?([一-鿿])共", fold(clause.text).text
    )
    return summed is not None and summed[1] in target.label


def folded(item: Reading, target: Measure) -> bool:
    """Whether a multiple (翻一番) may be answered by the figures between which the thing moved."""
    told = item.measures(Column.PROGRESS) if target.number.unit == "倍" else ()
    return any(grams(target.label) & (grams(m.label) | grams(m.context)) for m in told)


def passed(item: Reading, target: Measure) -> bool:
    """Whether a milestone is told that lies above the one whose measure is asked for: 主体封顶 for 施工至地上三层."""
    at = target.number.start
    text = next((a.text for a in item.coverage.asks if a.start <= at < a.end), "")
    asked = highest(text, 0, PROJECT, item.words, _ON_THE_WAY) if len(item.coverage.asks) == 1 else None
    told = (highest(c.text, 0, PROJECT, item.words) for c in item.claims if asked and c.mode is Mode.REALISED)
    return asked is not None and any(stage is not None and stage.rung > asked.rung for stage in told)


def _words(clause: Clause) -> frozenset[str]:
    return grams(NOT_WORDS.sub("", clause.text))
