"""Across periods (跨季): what was told to be all done, and later is told to be done but for a rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.checks.series import Step
from toolkit.language.claims import Clause, Mode
from toolkit.language.coverage import covered, mass, pieces
from toolkit.language.deeds import MOST, ROLLING
from toolkit.language.howfar import DATE, REST
from toolkit.language.measures import Measure
from toolkit.language.text import fold
from toolkit.model import Column

_PROGRESS = Column.PROGRESS
_ALL = re.compile(
    r"全部|全都|全数|悉数|全面(?=完|消|建|结|清|到|落)|均(?!衡|价|线|等|质|匀|为|未|值|量)|都(?=已|完|拆|交|到|建)|清零|一个不[少落]|无一例外|任务(?:已经?|均|提前|如期|圆满|顺利|超前)*(?=完成)"
)
_REST = re.compile(rf"{REST.pattern}|其余|剩下|另外?(?=[0-9一二两三四五六七八九十])|另有|[还尚仍]缺|[还尚仍](?=[0-9])")
# What is not done yet, said of the rest.
_OPEN = re.compile(
    r"在建|未(?!来|成年)|没有?|正在?(?!式|常|规|确)|仍|尚|还(?!款|湖|林|草)|待|在(?=[一-鿿]{1,8}(?:中|$|，))|拟|计划|预计|力争|将|停工|协商|恢复|再|"
    r"底前|前(?:完|建|交|拆)|[0-9]月(?:底|份|初|末)?(?:前|完|续|开|再)|明年|年底|年后|节后"
)
# Steps behind what was done: 12栋全部完工, then 9栋 handed over.
_STEPS = (
    "开工 动工 进场 启动 开建 复工 招标 签约 立项 受理 下达 摸底 排查",
    "封顶 主体",
    "完成 完工 竣工 建成 建好 结束 落地 到位 配齐 拆 化解 办结 消除 解决 清零 整改 治理 改造 做 换 整治 修复 并网 接入 "
    "联网 联通 对接 安装 迁 搬 清退 关停 关闭 淘汰 覆盖 接通 清理 处置 腾退 发放 兑付 拨付 缴 收回 还清 "
    "退 吊装 立起 转入 选聘 选到",
    "验收 接收 分配 交付 移交 销号 收房 交房",
    "投用 投产 投运 投入 启用 开放 入住 运行 运营 使用 通车 供热 结算 审计 决算 核查 复核 评估 办证 挂牌 回访 达产",
)
_STEP = {word: rung for rung, words in enumerate(_STEPS) for word in words.split()}
_WORD = re.compile("|".join(sorted(_STEP, key=len, reverse=True)))
KNOWN = 5.0  # weight of the words by which a thing is known again where the figures add up
NAMED, SAME = 12.0, 0.7  # and that weight and share where nothing but a rest tells
OWN = 0.7  # share of its own words that the whole has to have told
AT_ONCE = 3  # characters before 全部 in a clause that goes on with a figure
FEW = 2  # of one thing there is no part


# All of them planned is none of them done: 全部完成选址, 均已制定方案.
_OF_PLAN = re.compile(
    r"(?:完成|通过|结束)[^，。；]{0,8}(?:规划|设计|选址|放样|招标|摸[排底]|勘察|勘测|方案|立项|评审|签约|协议|踏勘|测绘|审批|手续|招投标|预算|备案|登记|评估)"
)
_SPAN = re.compile("上半年|下半年|[一二三四]季度|批次")
_ENDED = re.compile("、|[0-9]")
_NOT = re.compile(f"[没未][有能]?[^，。；]{{0,4}}(?:{_WORD.pattern})")
_BARE = re.compile(r"累计|目前|已经?|均|全部|其中|任务|只|仅|了|到|现|共|还|正|在|的|因")


class _Whole(NamedTuple):
    """So many of a thing, all of them told as done: how far, and the words that tell of what."""

    measure: Measure
    clause: Clause
    rung: int
    words: frozenset[str]


def left(step: Step) -> Iterator[tuple[str, Clause, Clause]]:
    """What was all done, where that is told, and where a rest is told of later: 9家全部完成; 6家, 其余3家."""
    told = [m for m in step.later.measures(_PROGRESS)[:MOST] if m.number.kind in ("number", "list-count")]
    clauses = step.later.claims[:MOST]
    rests = [(m, now) for m in told if (now := _open(m, clauses)) is not None]
    for whole in _wholes(step) if rests else ():
        for rest, now in rests:
            if _is_left(whole, rest, now, told):
                yield whole.measure.number.quote, whole.clause, now
                break


def _wholes(step: Step) -> Iterator[_Whole]:
    clauses = step.earlier.claims[:MOST]
    at = {clause.start: place for place, clause in enumerate(clauses)}
    asked = pieces(step.earlier[Column.ANNUAL_TARGET])
    for m in step.earlier.measures(_PROGRESS)[:MOST]:
        place = at.get(m.clause.start)
        if place is None or m.number.kind != "number" or m.amount <= FEW or m.intensive or m.change is not None:
            continue
        heads = [c for c in clauses[max(0, place - 1) : place] if c.stretch == m.clause.stretch]
        before = pieces(heads[0].text) if heads else frozenset()
        for clause in (*clauses[place : place + 2], *heads):
            behind = fold(clause.text).text
            every = _ALL.search(behind, 0 if clause is not m.clause else max(0, m.number.end - m.clause.start - 1))
            if clause in clauses[place + 1 : place + 2] and (every is None or every.start() > AT_ONCE):
                continue  # 已全部消除 goes on with what was counted, 37处全部消除 counts anew
            if every is None or clause.stretch != m.clause.stretch or clause.mode is not Mode.REALISED:
                continue
            told = _OF_PLAN.sub("启动", _ENDED.split(DATE.sub("", behind[every.end() :]))[0])
            rungs = [_STEP[word] for word in _WORD.findall(told)]
            if rungs:
                yield _Whole(m, clause, max(rungs), pieces(m.clause.text) | pieces(clause.text) | before | asked)
                break


def _open(m: Measure, clauses: Sequence[Clause]) -> Clause | None:
    """The clause of a figure that is told of as a rest that is not done: 其余3家脱硫设施正在安装."""
    at = next((i for i, clause in enumerate(clauses) if clause.start == m.clause.start), None)
    if at is None:
        return None
    here = clauses[at]
    following = (c for c in clauses[at + 1 : at + 3] if c.stretch == here.stretch)
    text = "，".join(fold(c.text).text for c in (here, *following))
    lead = fold(here.text).text[: max(0, m.number.start - here.start) + 1]
    if _REST.search(lead[-9:]) and not _WORD.search(fold(here.text).text, len(lead)):
        return here
    return here if _OPEN.search(text) or _OPEN.search(lead) else None


def _is_left(whole: _Whole, rest: Measure, now: Clause, told: Sequence[Measure]) -> bool:
    """Whether a rest and what is told as done beside it make up the whole; or the rest is named as the whole was."""
    size, unit = whole.measure.amount, whole.measure.number.unit
    if not 0 < rest.amount < size:
        return False
    if unit == rest.number.unit and _is_undone(whole, now):
        return True
    beside = (m for m in told if m is not rest and m.sentence == rest.sentence and m.amount + rest.amount == size)
    done = next((m for m in beside if unit in (m.number.unit, rest.number.unit)), None)
    return done is not None and _is_of(whole, done)


def _is_undone(whole: _Whole, now: Clause) -> bool:
    """Whether a clause tells, of the very thing, that so many of it are not done: 剩14处没有解决."""
    text = fold(now.text).text
    undone = _NOT.search(text)
    if undone is None or not _REST.search(text) or ROLLING.search(text):
        return False
    own = pieces(_BARE.sub("，", _WORD.sub("，", _REST.sub("，", text[: undone.start()]))))
    return mass(own & whole.words) >= NAMED and covered(own, whole.words) >= SAME


def _is_of(whole: _Whole, done: Measure) -> bool:
    """Whether a figure tells of the very deed that all of the whole was told to have seen, or of an earlier one."""
    text = fold(done.clause.text).text
    spans = [set(_SPAN.findall(said)) for said in (fold(whole.clause.text).text, text)]
    if spans[1] and spans[1] != spans[0]:
        return False  # of another quarter's ten
    rungs = [_STEP[word] for word in _WORD.findall(text)]
    own = pieces(_BARE.sub("，", _WORD.sub("，", text)))
    known = mass(own & whole.words) >= KNOWN
    return bool(rungs) and max(rungs) <= whole.rung and known and covered(own, whole.words) >= OWN
