"""Figures (数量) against their targets: inside the bounds that the words set, or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from toolkit.checks.admitting import admitted
from toolkit.checks.catalogue import item_check
from toolkit.checks.covering import ALL
from toolkit.checks.judging import contenders
from toolkit.checks.proving import prove
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.checks.together import in_target_unit, is_part_of_all, reaches_together
from toolkit.language.binding import LIKELY, RIVAL, SURE, Answer, Match, comparable, coverage, same_unit, share_of_plan
from toolkit.language.claims import Mode
from toolkit.language.measures import Measure
from toolkit.language.sides import CAP, LOWER_BETTER
from toolkit.model import Column, Proof
from toolkit.proofs import factor, printed

_SO_FAR = re.compile(r"累计(?!新|完成)|总数|总量|保有")
_CAME_NEW = re.compile(r"新[增建设签认办归收登]")
_TOPPED = re.compile(r"(?:主体|结构|单体|[楼房塔栋]|屋面|工程|项目)[^，。；]{0,6}封顶")
_BEHIND = re.compile(r"滞后|缓慢|偏慢|未|不足")
_LATER = re.compile(r"明年|下一?年|到20\d\d年|总投资")

ROUGHLY = Fraction(11, 10)  # what 约 and 左右 may hide
QUARTER = 3  # the month with which the first quarter ends


def _direction(target: Measure) -> str:
    """The role of a target in a proof: at-least or at-most, with about- before it for 左右."""
    lid = "封顶" in target.before and not _TOPPED.search(target.before)  # 主体封顶12栋 sets no bound
    cap = lid or target.number.comparator in ("<=", "<", "<~") or bool(CAP.search(target.before))
    if not cap and target.change is None and target.delta is None and target.number.comparator in ("=", "~"):
        cap = bool(LOWER_BETTER.search(target.before + target.label))
    return ("about-" if target.number.comparator == "~" else "") + ("at-most" if cap else "at-least")


def _proof(item: Reading, match: Match, answer: Answer) -> Proof | None:
    operand = (_direction(match.target), item.target, match.target.number)
    return prove(item, "bound", [operand], (Column.PROGRESS, answer.actual.number))


def _definite(target: Measure, actual: Measure) -> bool:
    """Whether the printed number decides: 超过2000 may be anything above, 近1000 is as good as there."""
    sign = actual.number.comparator
    if sign == "~" and _direction(target).endswith("at-least"):
        slack = Fraction(9, 10) if target.number.comparator == "~" else Fraction(1)
        return (
            in_target_unit(target, actual) * ROUGHLY < Fraction(target.amount) * slack
        )  # 约7万公里 is no 10万公里左右
    return sign == "=" or sign in (("<", "<=") if _direction(target).endswith("at-least") else (">", ">="))


def _decides(target: Measure, actual: Measure) -> bool:
    """Whether a figure inside the bound shows that it was met: 不足100家 and 近百家 do not show a hundred."""
    sign = actual.number.comparator
    if _direction(target).endswith("at-least"):
        return sign in ("=", ">", ">=") or (sign == "~" and target.number.comparator == "~")
    return sign in ("=", "<", "<=", "<~") or (sign == "~" and target.number.comparator == "~")


_JOINED = re.compile(r"[和、及与]")  # 新增和优化: its parts add up


@item_check(
    "target-not-met",
    family="figures",
    title="数值未达标",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    flips=True,
    objects=[
        {"period_target": "新建5G基站3000个。", "progress": "全年新建5G基站2716个，累计建成1.2万个。"},
        {"period_target": "完成年度投资1260亿元以上。", "progress": "年度计划投资1265亿元，完成投资1210亿元。"},
        {"period_target": "PM10年均浓度不高于72微克/立方米。", "progress": "PM10年均浓度76微克/立方米，同比下降3.8%。"},
        {"period_target": "社会消费品零售总额增长8%。", "progress": "实现社会消费品零售总额1286亿元，同比增长6.9%。"},
        {"period_target": "完成营造林3万亩。", "progress": "完成营造林1860公顷。"},
        {"period_target": "治理河道90公里。", "progress": "东县、西县、南区分别治理河道31公里、28公里、19公里。"},
        {"period_target": "粗钢产能压减80万吨。", "progress": "粗钢产能由960万吨减少到888万吨，压减72万吨。"},
        {"period_target": "孵化器净增20家。", "progress": "孵化器由上年的64家增加到78家，净增14家。"},
        {"period_target": "加快工业技改投资。", "progress": "完成技改投资208.9亿元，滞后序时进度9.8个百分点。"},
    ],
    silent=[
        {"period_target": "降低管网漏损率。", "progress": "管网漏损率8.4%，低于目标0.6个百分点。"},
        {"period_target": "规上工业增加值增长6%左右。", "progress": "规上工业增加值同比增长5.8%。"},
        {"period_target": "新增和优化公交线路20条。", "progress": "新增公交线路8条，优化公交线路15条。"},
        {"period_target": "各区县集中培育2～3条优势产业链。", "progress": "全市梳理产业链24条。"},
        {
            "status": "未完成",
            "period_target": "新建高标准农田20万亩。",
            "progress": "已建成17.3万亩。",
            "reason": "降雨",
        },
        {"period_target": "高新技术企业达到1600家。", "progress": "认定高新技术企业626家，总量达到1680家。"},
        {"period_target": "婴儿死亡率控制在3‰以内。", "progress": "婴儿死亡率为2.1‰。"},
        {"period_target": "完成营造林3万亩。", "progress": "完成营造林2000公顷。"},
        {"period_target": "治理河道90公里。", "progress": "东县、西县、南区分别治理河道41公里、30公里、19公里。"},
        {"period_target": "孵化器净增20家。", "progress": "孵化器由上年的64家增加到85家，净增21家。"},
        {"period_target": "粗钢产能压减80万吨。", "progress": "粗钢产能由960万吨减少到878万吨。"},
        {"period_target": "减少排放5万吨。", "progress": "排放由50万吨降至44万吨。"},
        {"period_target": "农村公路完工300公里。", "progress": "四季度完工农村公路112公里，全年累计新建改建318公里。"},
        {
            "period_target": "甲业、乙业销售额分别增长9%、7%。",
            "progress": "甲业、乙业销售额分别为31亿元、8亿元，同比增长9.3%、7.8%。",
        },
    ],
)
def target_not_met(item: Reading) -> Iterator[Remark | Verified]:
    """判什么：状态为完成，而进展中同一指标、同一单位的实绩落在目标的界限之外，或进展自己写明低于目标、滞后序时进度。
    为什么：数字自己说没有完成。
    取证：请提供该指标报告期末的统计数据及口径说明，或据实更正完成状态。
    局限：以上、以下、不低于、控制在等按界限理解，左右容许一成以内的差；指标由字面重合确定，拿不准的列入未核对；分地区列数而合计达标的不判。
    """
    found = list(_by_figures(item))
    yield from found
    if item.done and not found:
        yield from admitted(item)


def _by_figures(item: Reading) -> Iterator[Remark | Verified]:
    share = item.coverage.share if item.done and item.due else None
    open_ended = all(ask.soft for ask in item.coverage.asks) and not _BEHIND.search(item[Column.PROGRESS])
    if share is not None and isinstance(share.value, Decimal) and share.value < ALL and not open_ended:
        message = f"进展写明只完成“{share.quote}”，状态却为完成。"
        yield Remark(item.figure(Column.PROGRESS, share), message, related=(item.whole(item.target),))
    for match in item.matches:
        judged = contenders(match)
        proofs = [(answer, proof) for answer in judged if (proof := _proof(item, match, answer)) is not None]
        level = max(LIKELY, max((a.coverage for a in judged), default=0) - RIVAL)
        held = [(a, p) for a, p in proofs if p.holds and (a.coverage >= level or len(judged) == 1)]
        met = [(a, p) for a, p in held if _decides(match.target, a.actual)]
        if met:
            answer, proof = max(met, key=lambda pair: (round(pair[0].coverage, 1), pair[0].actual.number.start))
            yield Verified(item.figure(Column.PROGRESS, answer.actual.number), proof)
        elif (
            proofs and not held and item.done and _is_due(item, match.target, proofs) and _all_fail(item, match, proofs)
        ):
            answer, proof = proofs[0]
            yield _shortfall(item, match, answer, proof)
        elif item.done and item.due and (told := _told_short(item, match)):
            yield told
        elif not proofs and item.done and _is_due(item, match.target) and not _either_way(match.target):
            yield from _short_estimate(item, match)


def _told_short(item: Reading, match: Match) -> Remark | None:
    """累计解决49.8万人，占总计划的99.6%: the share says which figure stands against the target, and that it is less."""
    found = item.measures(Column.PROGRESS)
    for done, rate in pairwise(found):
        beside = (
            done.sentence == rate.sentence and share_of_plan(rate) and rate.number.unit == "%" and rate.amount < ALL
        )
        if not beside or not same_unit(match.target, done) or not _direction(match.target).endswith("at-least"):
            continue
        ratio = prove(
            item,
            "ratio",
            [("numerator", Column.PROGRESS, done.number), ("target", item.target, match.target.number)],
            (Column.PROGRESS, rate.number),
        )
        proof = _proof(item, match, Answer(done, SURE))
        if ratio is not None and ratio.holds and proof is not None and not proof.holds:
            return _shortfall(item, match, Answer(done, SURE), proof)
    return None


def _short_estimate(item: Reading, match: Match) -> Iterator[Remark]:
    """预计全年增长2%: where even the estimate falls short, nothing is left that could have met the target."""
    for told in (item.lone[0],) if item.lone else item.measures(Column.PROGRESS):
        actual = told._replace(realised=True)
        estimated = (
            told.clause.mode is Mode.PROSPECTIVE and told.clause.cue == "预计" and not _LATER.search(told.before)
        )
        if not estimated or not comparable(match.target, actual) or coverage(match.target, actual) < SURE:
            continue
        rough = ROUGHLY if actual.number.comparator == "~" else Fraction(1)
        short = in_target_unit(match.target, actual) * rough < match.target.amount
        proof = _proof(item, match, Answer(actual, SURE))
        if short and proof is not None and not proof.holds and _direction(match.target).endswith("at-least"):
            yield _shortfall(item, match, Answer(actual, SURE), proof)
        return


def _is_due(item: Reading, target: Measure, found: Sequence[tuple[Answer, Proof]] = ()) -> bool:
    """Whether a demand is due: a pace (增长8%) is so at any time, unless its own clause speaks of the whole year.

    What is to grow and shrinks (增长-6.2%) is on no way there.
    """
    shrinks = target.change == "up" and bool(found) and all(answer.actual.amount < 0 for answer, _ in found)
    if item.due or shrinks:
        return True
    told = item[item.target][target.clause.start : target.clause.end]
    pace = target.change is not None and item.target is Column.PERIOD_TARGET
    return pace and not any(word in told for word in ("全年", "年度", "年均"))


def _all_fail(item: Reading, match: Match, proofs: list[tuple[Answer, Proof]]) -> bool:
    """Whether the best figure is surely the one meant, and neither it nor the figures beside it together do."""
    best = proofs[0][0]
    level = max(LIKELY, best.coverage - RIVAL)
    rivals = [a for a, _ in proofs if a.coverage >= level and a.actual.number.start != best.actual.number.start]
    rivals = [a for a in rivals if not a.actual.before.lstrip("，（(").startswith("其中")]  # a part adds nothing
    if best.actual.label == match.target.label and not _JOINED.search(match.target.before):
        rivals = [a for a in rivals if a.actual.label == match.target.label]  # 失业人员再就业 is no part of 新增就业
    came = best.actual.flow == "flow" or _CAME_NEW.search(best.actual.before) is not None
    if _SO_FAR.search(match.target.before) and came and "累计" not in best.actual.before:
        return False  # what came in the period cannot fall short of the sum so far
    sure = best.coverage >= SURE or (len(proofs) == 1 and share_of_plan(match.target) and best.coverage >= LIKELY)
    if not sure or not _definite(match.target, best.actual) or _either_way(match.target):
        return False
    if is_part_of_all(item.measures(Column.PROGRESS), match.target, best.actual):
        return False
    if reaches_together(match, best.actual):
        return False
    opening = item.period is not None and item.period.end.month == QUARTER  # 一季度 is all there was of the year
    if not opening and not match.target.partial and any(a.actual.partial for a in (best, *rivals)):
        return False  # 四季度完工112公里 is not what the year came to
    if rivals and not _direction(match.target).endswith("at-most") and match.target.number.dimension != "ratio":
        together = sum(in_target_unit(match.target, a.actual) for a in (best, *rivals))
        return together < match.target.amount
    return not rivals or all(_definite(match.target, a.actual) for a in rivals)


def _either_way(target: Measure) -> bool:
    """Whether it is not said which side is good: 利率4%, 涨幅3%左右, 材料精简 without a bound word."""
    bare = target.number.comparator in ("=", "~") and not CAP.search(target.before)
    return bare and bool(LOWER_BETTER.search(target.before + target.label))


def _shortfall(item: Reading, match: Match, answer: Answer, proof: Proof) -> Remark:
    target, actual = match.target.number, answer.actual.number
    gap = printed(
        abs(Fraction(match.target.amount) * factor(target.quote, actual.quote) - Fraction(answer.actual.amount)), 4
    )
    side = "高于" if _direction(match.target).endswith("at-most") else "低于"
    message = f"目标为“{target.quote}”，进展为“{actual.quote}”，{side}目标 {gap}{actual.unit}，状态却为完成。"
    clause = item.passage(item.target, match.target.clause.start, match.target.clause.end)
    return Remark(item.figure(Column.PROGRESS, answer.actual.number), message, related=(clause,), proof=proof)


RULES = (target_not_met,)
