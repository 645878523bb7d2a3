"""Figures (数量) of the wrong kind: a target of what came new answered with the sum of what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.conversions import convertible, ratio
from toolkit.language.binding import LIKELY, RIVAL, Match
from toolkit.language.measures import Measure
from toolkit.language.text import fold
from toolkit.model import Column

# What adds to a stock without the word 新增, what a stock is called, and the words that bound a sum to the year.
_ADDS = re.compile(r"新(?:[建购投置]|开(?!工|始|展))|更新|购置|添置|再(?=完成|新|建|改|治|增|开|培|造|安|引)")
_GROWS = re.compile("(?:培育|引进|认定|创建|推动|孵化|招引|选树|引育|打造)[一-鿿“”]{0,16}$")
_STANDING = re.compile(r"保有|存量|总量|总数|存续|现有|拥有|共有|实有|有效期内|余额|总长|总里程|在册|在库")
_SINCE = re.compile(
    r"自(?!今年|本年|年初|去年|[0-9]{1,2}月)[^，。；0-9月]{2,14}以来|历年|(?:政策|工程|计划)(?:启动|实施)以来"
)
_ISSUED = re.compile(r"新发")  # 新发行20亿元 may be answered by 累计发行: of the year's months
_LENGTHS = re.compile(r"总长度?|总里程|余额|保有量|总量|总数")
_CAPACITY = re.compile(r"(?:容量|能力|装机|库容)[一-鿿]{0,4}$")
# What tells that something came new, whatever it is called: 名录中4项入选, 新获认定7家.
_CAME = re.compile(r"新[增获入认评列]|入选|入围|获[批评]|[公发]布|列入|授牌|命名|评[为定]|认定")
_THIS_YEAR = re.compile(r"全年|年内|当年|今年|本年|\d月|季度|20\d\d年(?![^，。]{0,3}[底末])")


@item_check(
    "increment-vs-cumulative",
    family="figures",
    title="增量与累计口径不符",
    certainty="derived",
    severity="high",
    verdict="unsupported",
    flips=True,
    objects=[
        {"period_target": "新增燃料电池汽车100辆。", "progress": "累计推广氢燃料电池汽车310辆。"},
        {"period_target": "新增绿色建筑200万平方米。", "progress": "截至年底，全市绿色建筑累计达到3180万平方米。"},
        {"period_target": "更新新能源公交车120辆。", "progress": "全市新能源公交车保有量达到2318辆。"},
        {"period_target": "今年再完成湿地修复30万亩。", "progress": "累计完成湿地修复186万亩。"},
        {"period_target": "新增储能规模20万千瓦。", "progress": "全市新型储能并网容量达86万千瓦。"},
        {"period_target": "新建体育公园6处。", "progress": "全市体育公园累计建成48处。"},
        {"period_target": "培育专精特新企业30家。", "progress": "累计拥有专精特新企业186家。"},
    ],
    silent=[
        {"period_target": "新增上市公司2家。", "progress": "新增上市公司2家，累计达到33家。"},
        {"period_target": "培育专精特新企业30家。", "progress": "累计培育专精特新企业66家。"},
        {"period_target": "累计改造老旧小区320个。", "progress": "累计改造老旧小区326个。"},
        {"period_target": "制造业单项冠军达到40家。", "progress": "新增制造业单项冠军9家，总数达到43家。"},
        {"period_target": "新增公共充电桩1200个。", "progress": "年内累计新增公共充电桩1315个。"},
        {"period_target": "今年再完成湿地修复30万亩。", "progress": "今年累计完成湿地修复31万亩。"},
        {"period_target": "新增储能规模20万千瓦。", "progress": "年内投运储能容量45万千瓦。"},
        {"period_target": "新建城市书房12处。", "progress": "全年累计建成城市书房26处。"},
        {"period_target": "新建改建农村公路240公里。", "progress": "累计新建改建农村公路251公里。"},
        {"period_target": "更新新能源公交车120辆。", "progress": "更新公交车124辆，全市公交车保有量达到2318辆。"},
        {"period_target": "新认证绿色食品20个。", "progress": "绿色食品达到238个，年内增加26个。"},
        {"period_target": "新认定绿色工厂20家。", "progress": "绿色工厂总数达到86家，较年初增加22家。"},
    ],
)
def increment_vs_cumulative(item: Reading) -> Iterator[Remark]:
    """判什么：目标要的是增量（新增、净增、新认定，新建、更新），进展只给存量（累计、总数、达到），且没有换算。
    为什么：历年累计的总数证明不了当年新增。
    取证：请提供年初与期末的存量，或当年新增的名单与数量。
    局限：只看同一单位、同一指标的数；同时给出增量的不判；新建、更新的目标只在进展为保有量、总数或数倍于目标的累计数时判。
    """
    if not item.done:
        return
    for match in item.matches:
        target = match.target
        asks = target.new or _ADDS.search(target.before) or _ISSUED.search(target.before)
        if not (asks or _grows(target)) or target.change is not None:
            continue
        likely = [a for a in match.answers if a.coverage >= LIKELY]
        # Another level beside the total (地理标志商标达到41件) is of something else.
        least = target.amount / 2
        likely = [
            a
            for a in likely
            if (a.coverage >= likely[0].coverage - RIVAL or not (a.actual.level or a.actual.amount < least))
            and not _is_part(item, likely[0].actual, a.actual)
        ]
        if not likely:
            likely = [a for a in match.answers if _is_capacity(item, match, a.actual)]
        stocks = [a for a in likely if _is_stock(target, a.actual) or _is_capacity(item, match, a.actual)]
        if stocks and len(stocks) == len(likely) and not any(_came(match, other) for other in match.kindred):
            actual = stocks[0].actual
            stock = actual.number.quote
            message = f"目标要求新增“{target.number.quote}”，进展只给出累计或总量“{stock}”，看不出本期新增多少。"
            clause = item.passage(item.target, target.clause.start, target.clause.end)
            yield Remark(item.figure(Column.PROGRESS, actual.number), message, related=(clause,))


def _grows(target: Measure) -> bool:
    """Whether a target has so many come about without a word of new (培育30家): only all there are is no answer."""
    reached = target.level or target.number.basis is not None or target.before.endswith(("达到", "达"))
    return _GROWS.search(target.before) is not None and not reached


def _came(match: Match, other: Measure) -> bool:
    """Whether a figure tells, in words or a unit of its own, of enough that came new: 4项入选, 新增214兆瓦."""
    mine, yours = other.number.unit, match.target.number.unit
    if mine != yours and not convertible(mine, yours):
        return False
    enough = Fraction(other.amount) * ratio(mine, yours) >= match.target.amount
    return enough and other.flow != "stock" and (other.new or _CAME.search(other.clause.text) is not None)


def _is_part(item: Reading, whole: Measure, part: Measure) -> bool:
    """Whether a figure belongs to the breakdown of another: 现有传承人412名，其中国家级6名、省级57名."""
    between = item[Column.PROGRESS][whole.number.end : part.number.start]
    return whole.sentence == part.sentence and "其中" in between


def _is_stock(target: Measure, actual: Measure) -> bool:
    if actual.new:
        return False
    if _SINCE.search(fold(actual.lead).text + actual.before) and actual.amount >= 2 * target.amount:
        return True  # 自政策实施以来，累计投放4.3亿元
    if _ISSUED.search(target.before):
        return False
    if not (target.new or _ADDS.search(target.before)):
        all_there_is = _STANDING.search(actual.before) is not None and not _THIS_YEAR.search(actual.before)
        return all_there_is and actual.amount >= 2 * target.amount
    if not target.new:
        # 累计新建 may be the sum of this year's months; what is there (保有量), or many times the target, is not.
        standing = _STANDING.search(actual.before) or actual.amount >= 2 * target.amount
        stock = actual.flow == "stock" or _LENGTHS.search(actual.before) is not None
        return stock and bool(standing) and not _THIS_YEAR.search(actual.before)
    if actual.flow == "stock":
        return True
    if actual.flow is None and _STANDING.search(actual.before) and actual.amount >= 2 * target.amount:
        return True  # 贷款余额418亿元 for 新增60亿元
    reached = actual.before.endswith(("达到", "达", "为", "有")) or actual.number.basis == "level"
    return reached and actual.flow is None and actual.amount >= 2 * target.amount


def _is_capacity(item: Reading, match: Match, actual: Measure) -> bool:
    """Whether the one figure in a unit that measures tells of all there is: 并网容量达86万千瓦."""
    target = match.target
    if len(match.answers) != 1 or not target.new or actual.number.dimension in ("count", "money", "ratio"):
        return False
    if actual.new or _THIS_YEAR.search(actual.before) or not _CAPACITY.search(actual.before):
        return False
    spoken = (
        c.start for a in item.coverage.answers if a.ask.start <= target.number.start < a.ask.end for c in a.clauses
    )
    return actual.amount >= 2 * target.amount and actual.clause.start in spoken


RULES = (increment_vs_cumulative,)
