"""What a stretch of words is about: its content without dates, empty words and marks, and the bigrams of that."""

from __future__ import annotations

import re
from functools import lru_cache

# Words of a label that tell nothing of what is measured; each begins with its own character, none with a set of them:
# only then does a search pass over everything else at full speed.
_EMPTY = re.compile(
    r"由(?:上年末?|去年末?|年初|同期)?的?$|从(?:上年末?|去年末?|年初|同期)?的?$|压[减缩降]|削减|缩减|新(?=完成|实现|建成|累计)|新增|净增|使(?!用)|完成|实现|建成|完工|竣工|"
    r"达到|达(?!率)|累计|总数|总量|数量|面积|规模|人数|起数|件数|宗数|共(?<!公共)计?|合计|全年|年内|全市|全区|全县|我市|城镇(?=新增)|"
    r"市级|以上|以下|以内|左右|不低于|不少于|不超过|不高于|控制在|稳定在|超过|突破|(?<!签)约(?!谈)|近|同比|环比|"
    r"上年(?:同期)?(?=[为是，]|$)|较(?:上年末?|去年末?|年初)|比(?:上年末?|去年末?|年初)|年均|平均|增长|上升|提高|提升|增加|下降|降低|减少|降至|降到|"
    r"降幅|增幅|涨幅|跌幅|增速|其中|力争|确保|全力|截至|分别|的|了|为|是|在|和|与|及|等|于|到(?!位)|至|有|已|并|均|各[类项级]?|"
    r"超$|推动|实际|同期|预计|计划|任务|目标|年度|推进|加快|开展|组织|实施|做好|圆满|顺利|高于|低于|超额|比例|比重|占比|占|率|全部|再"
)
_NOISE = re.compile(r"[^一-鿿A-Za-z.0-9]")
_DATED = re.compile(r"[\d季半年]")  # what no date does without
_DATE = re.compile(
    r"(?:截至|截止|到|比|较)?(?:20\d\d年?)(?:1?\d月)?(?:\d{1,2}日)?(?:底|末|度)?|(?<![\d.])1?\d月?[—–～~至到-]{1,2}1?\d月份?|1?\d月(?:底|末|份)?|[第前]?(?:[一二三四]、)*[一二三四]季度末?|[上下]半年|(?:今年|本年|年初)(?:以来|起)"
)
_LIST_MARK = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.、)）](?![0-9])|[一二三四五六七八九十]{1,2}、(?![二三四][、季]))"
)


# The same indicator by its other names; 民营经济增长 is of something else.
_PRODUCT = re.compile(r"GDP|(?:(?<=^)|(?<=全[市省区县州]))(?:地区)?经济(?=增[长速])")


@lru_cache(maxsize=4096)
def content(words: str) -> str:
    """What a stretch of words is about: without dates, empty words and marks."""
    if not words:
        return ""
    words = _LIST_MARK.sub("", words)
    if _DATED.search(words):
        words = _DATE.sub("", words)
    if "GDP" in words or "经济增" in words:
        words = _PRODUCT.sub("生产总值", words)
    if "CPI" in words or "细颗粒" in words or "定检" in words:
        words = words.replace("CPI", "居民消费价格").replace("细颗粒物", "PM2.5").replace("定检", "定期检验")
    return _NOISE.sub("", _EMPTY.sub("", words))


@lru_cache(maxsize=4096)
def grams(label: str) -> frozenset[str]:
    """Character bigrams of a label; a single character stands for itself."""
    runs = label.split()
    return frozenset(run[i : i + 2] for run in runs for i in range(max(len(run) - 1, 1)))
