"""How far back a reported figure counts: a month, a quarter, the year so far, years; as of which month; may it fall."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from toolkit.language.measures import Measure
from toolkit.language.text import fold

Reach = Literal["month", "quarter", "year", "years"]

# 自2020年以来累计, 历年, 保有量: it goes on across the turn of the year.
_YEARS = re.compile(
    r"自?20\d\d年(?:\d{1,2}月)?(?:起|以来|至今)|历年|“?十[一二三四五]五”?(?:期间|时期|以来)|项目?实施以来|开工以来|启动以来|"
    r"(?:建成|成立|运营|开通|上线)以来|保有|存量|总量|总数|历史累计|总里程|共有|拥有"
)
_MONTH = re.compile(
    r"(?:端午|清明|五一|国庆|中秋|春节|元旦|劳动节|暑期|寒假)[^，。；]{0,8}|(?<![0-9])[0-9]{1,2}天|"
    r"(?<![\d—~至到-])1?\d月(?:份|当月|[上中下]旬|\d{1,2}日)|当月|本月|单月|(?<![\d—~至到、和-])1?\d月(?![底末—~至到、和\d-]|以来|起)"
)
_QUARTER = re.compile(
    r"(?<![前至到—~-])(?:第?[一二三四]季度|当季|本季度?)(?!末|底|任务|目标|计划)(?:累计|合?共计?)?|[较比]上一?个?季度末?|"
    r"(?<!\d)(?:1[—~至到-]{1,2}3|4[—~至到-]{1,2}6|7[—~至到-]{1,2}9|10[—~至到-]{1,2}12)月份?"
)
_QUARTERS = re.compile(r"[一二三四](?:季度)?[、和][一二三四](?:[、和][一二三四])*季度")
_NAMED_QUARTER = re.compile(r"(?<![前至到—~-])第?([一二三四])季度(?!末|底)")
_YEAR = re.compile(
    r"1[月]?[—~至到-]{1,2}(?:1?\d)月|(?:年初|今年|本年|20\d\d年)以来|全年|上半年|前[二三]个?季度|[一1]至[二三四]季度|"
    r"截[至止](?:20\d\d年)?(?:1?\d月|目前|年底|年末|[一二三四]季度末?|季度末)|(?:目前|至今|截止?至?今)[，,]?(?:全[市县区])?已|年内|今年|本年|20\d\d年(?!\d{1,2}月)|累计"
)
_REACHES: tuple[tuple[Reach, re.Pattern[str]], ...] = (("month", _MONTH), ("quarter", _QUARTER), ("year", _YEAR))
OPENING = 24  # characters with which a sentence says of when it speaks
_SPANS = (("上半年", 6), ("前三季度", 9))
_CUT = re.compile(r"(?:截[至止](?:20\d\d年)?|1月?[—~至到-]{1,2})(1?\d)月(\d{1,2}日|[上中]旬|初)?")
# 在建, 存栏, 浓度: what there is at a time; it may fall as it rises.
_STANDING = re.compile(
    r"在建|在库|在册|在用|在营|在读|在校|在岗|在职|库存|存栏|余额|存量|保有|现有|共有|拥有|积压|拖欠|浓度|失业(?!人员再?就业)|剩余|尚[有余]|"
    r"未|超期|逾期|有效期内|供热面积|空置|闲置(?!地|用地|土地|资产|资源|校舍|厂房)|批而未供|债务|负债|不良|亏损|僵尸|储备|低保|监测对象|待业|缺口|"
    r"排名|位居|均[价值]|价格|电价|人均|平均|指数|等待|(?<!接)待[一-鿿]|单[日月周次]|最[高低多少大]|"
    r"峰值|高峰|假期|黄金周|当[日天]|现场"
)
# Only what happened adds up: a figure that a word of doing, or the name of a yearly flow, leads to.
DOING = re.compile(
    r"累计|新增|净增|招引|招商|筹集|新[建购开签认]|完成|建成|改造|开工|竣工|投用|培训|发放|接待|办[理结]|受理|排查|整治|整改|检查|签约|引进|到位|"
    r"招[聘收]|资助|救助|举办|开展|组织|征收|入库|拆除|清理|植树|造林|绿化|建设|实施|安装|铺设|敷设|争取|落实|投放|投入|出动|查处|"
    r"处置|化解|销号|修复|治理|支持|兑[现付]|减[免税]|退税|销售|产[量值]|成交额|交易额|吞吐量|收入|零售额|进出口|生产总值|增加值|投资|客流|就业|认定|"
    r"推广|更新|修建|疏浚|配备|调解|审结|执结|破获|服务|惠及|供应|交付|处分|立案|问责|走访|慰问|演出|放映|筛查|授权|接种|体检|抽检|检测|救治|收购|播种|收储|出让|外迁|搬迁|关停|回收|收运|压减|淘汰|挽回|追缴"
)
_ALREADY = re.compile("已经?[一-鿿]{1,3}$")  # 已装1460根, 已演156场
_PLAN_SHARE = re.compile(
    r"完成了?[^，。；0-9]{0,8}(?:工程量|年度(?:投资)?(?:计划|任务|目标)|投资计划|总任务|建设任务)的$|"
    r"完成[^，。；0-9]{0,8}占(?:项目|工程)?总?(?:投资|工程量|任务)[额量]?的$|"
    r"(?:形象|工程|总体|整体|建设|施工)进度(?:已?达到?|完成|为|至)*$|(?:年度)?投资(?:计划)完成率(?:为|达到?)*$"
)
_ADDED_UP = frozenset({"count", "money", "area", "length", "mass", "volume", "energy", "power"})


def reach(measure: Measure, *, quarter: int = 0) -> Reach | None:
    """How far back the words say that a figure counts; None where they say nothing.

    `quarter` is that of the report: the first quarter is its year so far.
    """
    lead, own = fold(measure.lead).text, measure.before
    first, _, last = lead.rpartition("；")
    # Behind a ； what the sentence opened with holds again, not what was told of its parts.
    told = (last[-40:], first[:OPENING].partition("，")[0]) if first else (lead[-40:],)
    before = fold(measure.clause.text[: measure.number.start - measure.clause.start]).text
    for words in (own, before, *told):
        found = _nearest(words)
        if found:
            return "year" if found == "quarter" and quarter == 1 else found
    opening = first[:OPENING].split("，")[1:2] if first else []
    if any(_nearest(words) == "year" for words in opening):
        return "year"  # 受迁出影响，前三季度净增16家；成交额1.7亿元
    return "years" if measure.flow == "stock" and "累计" not in own else None


def named_quarter(measure: Measure) -> int:
    """The quarter that the words nearest to a figure name (一季度新建412个 is 1), 0 for none, -1 for several."""
    before = fold(measure.clause.text[: measure.number.start - measure.clause.start]).text
    if _QUARTERS.search(before):
        return -1  # 二、三、四季度分别新增0.31万个、0.81万个
    for words in (measure.before, fold(measure.lead).text[-40:]):
        told = _NAMED_QUARTER.findall(words)
        if told or _YEAR.search(words):
            return "一二三四".index(told[-1]) + 1 if told else 0
    return 0


def _nearest(words: str) -> Reach | None:
    if _YEARS.search(words):
        return "years"
    places: list[tuple[int, int, Reach]] = []
    for order, (name, pattern) in enumerate(_REACHES):
        ends = [found.end() for found in pattern.finditer(words)]
        if ends:
            places.append((max(ends), -order, name))
    return max(places)[2] if places else None


def is_bare_sum(measure: Measure) -> bool:
    """Whether a sum does not say since when (累计完成投资155亿元): it may go back before January."""
    told = {found[0] for found in _YEAR.finditer(fold(measure.lead).text[-40:] + measure.before)}
    return told == {"累计"}


def cut_off(measure: Measure) -> tuple[int, bool] | None:
    """The month that a figure is told as of (截至9月底, 上半年), and whether to its end; None where no word says so."""
    words = fold(measure.lead).text[-40:] + measure.before
    told = list(_CUT.finditer(words))
    if told:
        return int(told[-1][1]), not told[-1][2]
    spans = [month for span, month in _SPANS if span in measure.before]
    return (spans[0], True) if spans else None


def is_standing(measure: Measure) -> bool:
    """Whether a figure tells what there is at a time, a rate or an average: it may fall."""
    return (
        measure.intensive
        or "/" in measure.number.unit
        or measure.number.dimension not in _ADDED_UP
        or measure.change is not None
        or measure.delta is not None
        or measure.level
        or _STANDING.search(measure.before + measure.after[:8]) is not None
    )


def is_plan_share(measure: Measure) -> bool:
    """Whether a figure tells how much of its whole work is done (完成总工程量的78%): it falls in no year."""
    return measure.number.unit == "%" and measure.change is None and _is_plan_share(measure.before)


@lru_cache(maxsize=4096)
def _is_plan_share(before: str) -> bool:
    return _PLAN_SHARE.search(before) is not None


def has_happened(measure: Measure) -> bool:
    """Whether words of doing lead to a figure (培训, 建成, 累计), or it names a flow of the year (产量, 收入)."""
    told = measure.before + measure.label + measure.after[:12]
    if measure.before.lstrip("，").startswith("其中"):
        told += fold(measure.lead).text[-20:]  # 共受理648件，其中刑事案件119件
    return DOING.search(told) is not None or _ALREADY.search(measure.before) is not None
