"""How a figure moves, by the words before it: up or down, to a level or by so much, as a flow or as a stock."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from toolkit.language.bounds import Basis

Flow = Literal["flow", "stock"]
Way = Literal["up", "down"]
# The words before a figure are few and come again in cell after cell (同比增长, 完成投资, 达到): each is searched once.

# What moves, in which direction: a rate of change is another measure than the level it leads to.
_UP = re.compile(r"增长|上升|提高|提升|增加|增幅|涨幅|增速|扩大|攀升|回升|增收|上涨")
_DOWN = re.compile(r"下降|降低|减少|压减|削减|降幅|跌幅|回落|缩短|压降|压缩|减幅")
# It begins where the words end in 至 or 到, so that the search is quick.
_LEVEL = re.compile(
    r"[至到在为](?:(?<=[降增减升][至到为])|(?<=(?:提高|提升|增加|扩大|下降|降低|减少|压减|控制|稳定|保持|缩短|压缩)[至到在为]))"
    r"(?:20\d\d年)?[底末]?的?[约近]?$"
)
_PACE = re.compile(r"增速|降幅|增幅|涨幅|跌幅")
_FLOW = re.compile(
    r"新增|净增|新(?:认定|建|开工|培育|发展|引进|获批|签约|注册|设|改建|获|落户|评|入库|纳入|增设|创建|改扩建)|年内新|培训|接待|发放|改造|整治|举办"
)
_NEW = re.compile(r"新增|净增|年内新|当年新|新(?:认定|认证|培育|发展|引进|获批|注册|签约|落户|设|创建|入库|纳入|评定)")
_STOCK = re.compile(r"总数|总量|保有量?|总规模|存量|累计(?!新)|总计|共有|拥有|现有|存续|实有")
# 比上年增加7.2万标箱, 压减54万吨: by how much something changed, which is not where it stands.
_ROSE = re.compile(r"(?:增加|净增|增长|提高)了?[约近]?$")
_AGAIN_LESS = re.compile("[较比](?:上年|去年|同期|年初|上季度?)(?:末|底)?(?:再|又)?(?:减|降|缩|压)$")
_FELL = re.compile(r"(?:压减|减少|削减|下降|降低|压降|缩减|压缩)了?[约近]?$")
_LESS = re.compile(r"(?:压减|减少|削减|缩减)[一-鿿]{1,8}(?<![至到为在])$")


@lru_cache(maxsize=4096)
def is_level(before: str) -> bool:
    """Whether the words lead to a level (降至, 提高到) rather than tell of a change."""
    return _LEVEL.search(before) is not None


@lru_cache(maxsize=4096)
def is_new(before: str) -> bool:
    """Whether the words ask for, or report, what came new in the period."""
    return _NEW.search(before) is not None


@lru_cache(maxsize=4096)
def by_so_much(before: str) -> Way | None:
    """The way that an amount moved by so much (压减54万吨); None where it tells where it stands."""
    if _LESS.search(before) or _FELL.search(before) or _AGAIN_LESS.search(before):
        return "down"
    return "up" if _ROSE.search(before) else None


@lru_cache(maxsize=4096)
def change(before: str) -> Way | None:
    """The way that the words say a rate or a multiple moves; None where they say none, or lead to a level."""
    if _LEVEL.search(before) and not _PACE.search(before):
        return None
    up = max((m.end() for m in _UP.finditer(before)), default=-1)
    down = max((m.end() for m in _DOWN.finditer(before)), default=-1)
    return None if up == down == -1 else "up" if up > down else "down"


@lru_cache(maxsize=4096)
def flow(before: str, basis: Basis | None) -> Flow | None:
    """Flow where the words say that it came in the period, stock where they say that it is the sum so far."""
    if _NEW.search(before) or basis == "increment":
        return "flow"
    if _STOCK.search(before) or basis == "cumulative":
        return "stock"
    return "flow" if _FLOW.search(before) else None
