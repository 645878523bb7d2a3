"""Figures (数量) recomputed from what the text itself states: ratios, growth, points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from toolkit.checks.catalogue import item_check
from toolkit.checks.points import difference, growth_operands
from toolkit.checks.proving import prove
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.changes import Change, steps
from toolkit.language.measures import Measure
from toolkit.language.proportions import MOST_OFF
from toolkit.language.ratios import ratio_pairs
from toolkit.language.tasks import Pair
from toolkit.model import Column, Proof

PROGRESS = Column.PROGRESS


def _ratio_proof(item: Reading, stated: Measure, pair: Pair) -> Proof | None:
    column = Column(pair.source) if pair.source else PROGRESS
    under = "target" if pair.source else "denominator"
    operands = [("numerator", PROGRESS, pair.numerator.number), (under, column, pair.denominator.number)]
    return prove(item, "ratio", operands, (PROGRESS, stated.number))


@item_check(
    "ratio-mismatch",
    family="figures",
    title="比率复算不符",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    objects=[
        "年度计划投资240亿元，截至2023年底完成投资236亿元，投资完成率103.4%。",
        "计划新开工项目245个，实际新开工项目248个，开工率103.2%。",
        "全市政务服务事项1862项，其中可网办1806项，可网办率98.5%。",
        "抽检样品5280批次，合格5222批次，合格率99.6%。",
        "在校生43.6万人中有38.1万人参加，参与率91.2%。",
    ],
    silent=[
        "抽检样品5280批次，合格5222批次，合格率98.9%。",
        "抽检样品5280批次，合格5222批次，监督抽检合格率99.6%。",
        "在校生43.6万人中有38.1万人参加，满意率91.2%。",
        "年度计划投资1265亿元，完成投资1310亿元，投资完成率103.6%。",
        "计划新开工项目245个，新开工项目248个，开工率101.2%。",
        "新建学校44所，新建公园55处，覆盖率达到82%。",
        {"period_target": "新建公共充电桩1200个。", "progress": "新建公共充电桩1315个，完成年度任务的109.6%。"},
        "全市政务服务事项1862项，其中可网办1806项，可网办率97.0%。",
    ],
)
def ratio_mismatch(item: Reading) -> Iterator[Remark | Verified]:
    """判什么：写明的比率落在分子、分母按印出精度所容许的范围之外。
    为什么：比率是由旁边的数算出来的，算不拢说明其中一个数有误。
    取证：请提供分子、分母的原始数据和计算过程。
    局限：只在名称与角色都对得上时复算（开工率＝新开工÷计划新开工）；碰巧相等的商不算；有多种对法时只认相符的。
    """
    if not any(measure.share for measure in item.measures(PROGRESS)):
        return
    if item.lone:
        yield from _lone_share(item)
        return
    targets = {column.value: item.measures(column) for column in (Column.ANNUAL_TARGET, Column.PERIOD_TARGET)}
    for stated, pairs in ratio_pairs(item.measures(PROGRESS), targets):
        proofs = [(pair, proof) for pair in pairs if (proof := _ratio_proof(item, stated, pair)) is not None]
        held = [proof for _, proof in proofs if proof.holds]
        if held:
            yield Verified(item.figure(PROGRESS, stated.number), held[0])
        elif len(proofs) == len(pairs) and (nearest := _nearest(stated, proofs)):
            yield _ratio_remark(item, stated, *nearest)


def _nearest(stated: Measure, proofs: Sequence[tuple[Pair, Proof]]) -> tuple[Pair, Proof] | None:
    """The pair that comes nearest to a rate which none of them gives; of several none where all are far off."""
    off, at = min((abs(Decimal(proof.interval[0]) - stated.amount), at) for at, (_, proof) in enumerate(proofs))
    return proofs[at] if len(proofs) == 1 or off <= MOST_OFF else None


def _lone_share(item: Reading) -> Iterator[Remark | Verified]:
    """3350；占全年计划：105%: the share is of the figure that is demanded, where both targets demand the same."""
    done, share = item.lone or (None, None)
    stated = next((m for m in item.measures(PROGRESS) if share and m.number == share), None)
    if done is None or stated is None or done.number.dimension == "ratio":
        return
    match = item.matches[0]
    pair = Pair(done, match.target, item.target.value)
    proof = _ratio_proof(item, stated, pair)
    if proof is not None and proof.holds:
        yield Verified(item.figure(PROGRESS, stated.number), proof)
    elif proof is not None and item[Column.ANNUAL_TARGET].strip() in ("", item[Column.PERIOD_TARGET].strip()):
        yield _ratio_remark(item, stated, pair, proof)


def _ratio_remark(item: Reading, stated: Measure, pair: Pair, proof: Proof) -> Remark:
    lo, hi = proof.interval
    shown = (
        f"{Decimal(lo):.1f}%"
        if f"{Decimal(lo):.1f}" == f"{Decimal(hi):.1f}"
        else f"{Decimal(lo):.2f}%～{Decimal(hi):.2f}%"
    )
    top, bottom = pair.numerator.number.quote, pair.denominator.number.quote
    truncated = _is_truncated(stated, proof)
    message = f"“{stated.number.quote}”与“{top}”÷“{bottom}”＝{shown} 不符。"
    if truncated:
        message = f"“{stated.number.quote}”系截尾而非四舍五入（{top}÷{bottom}＝{shown}）。"
    return Remark(item.figure(PROGRESS, stated.number), message, proof=proof, severity="low" if truncated else None)


def _is_truncated(stated: Measure, proof: Proof) -> bool:
    """Whether the stated rate is the true one with its last digits cut off instead of rounded."""
    step = Decimal(1).scaleb(int(stated.amount.as_tuple().exponent))
    return stated.amount <= Decimal(proof.interval[0]) < stated.amount + step


@item_check(
    "growth-mismatch",
    family="figures",
    title="增幅复算不符",
    certainty="derived",
    severity="high",
    verdict="contradicted",
    objects=[
        "发明专利授权量由2022年的1200件增加到1500件，同比增长20%。",
        "企业由1240家增至1680家，增长30%。",
        "接待游客4326万人次，上年为2580万人次，同比增长73.2%。",
        "贷款余额936.5亿元，较年初增加158.3亿元，增长24.6%。",
        "绿化覆盖率由43.1%提高到43.6%，提高0.8个百分点。",
        "生猪出栏98.6万头，比去年同期的96.1万头多出3.5万头。",
    ],
    silent=[
        "生猪出栏98.6万头，比去年同期的96.1万头多出2.5万头。",
        "发明专利授权量由2022年的1200件增加到1500件，同比增长25%。",
        "用水量为31.2立方米，较2020年的35.8立方米下降12.8%。",
        "贷款余额936.5亿元，较年初增加158.3亿元，同比增长24.6%。",
        "贷款余额936.5亿元，较年初增加158.3亿元，增长20.3%。",
        "接待游客4326万人次，上年为2580万人次，同比增长67.7%。",
        "吞吐量64.8万标箱，比上年增加7.2万标箱，其中海铁联运增长15.3%。",
        "企业由1240家增至1680家，产值增长30%。",
        "覆盖率由62%提高到65%，提高3个百分点。",
    ],
)
def growth_mismatch(item: Reading) -> Iterator[Remark | Verified]:
    """判什么：现值、基值与增幅（增量）三个数按印出精度不能同时成立。
    为什么：由旧值到新值的增幅可以直接算出。
    取证：请提供基期与本期的原始数据。
    局限：只看“由甲增至乙，增长丙”“较某年的甲下降丙”“上年为甲，增长丙”“较上年增加丁，增长丙”“比上年的甲多丁”几种写法，且增幅须属于同一指标。
    """
    yield from _steps_off(item)
    for change in item.changes:
        stated = change.stated
        points = stated is not None and stated.number.unit == "百分点"  # a 基点 is another step
        if points and stated and change.base is not None and not change.reversed:
            yield from _points_off(item, change.base, change.current, stated)
        if stated is None or stated.number.unit != "%" or change.current.number.unit == "%" or change.reversed:
            continue  # figures that go the other way than the words are direction-conflict's
        proof = prove(item, "growth", growth_operands(change), (PROGRESS, stated.number))
        if proof is None:
            continue
        if proof.holds:
            yield Verified(item.figure(PROGRESS, stated.number), proof)
        else:
            yield _growth_remark(item, change, stated, proof)


def _steps_off(item: Reading) -> Iterator[Remark | Verified]:
    """比去年同期的96.1万头多出3.5万头: the difference of two amounts is not what is stated."""
    for base, current, step, way in steps(item.measures(PROGRESS)):
        proof = difference(item, base, current, step, way)
        if proof is not None and proof.holds:
            yield Verified(item.figure(PROGRESS, step.number), proof)
        elif proof is not None and (current.amount > base.amount) is (way == "up"):  # else direction-conflict's
            told = f"由“{base.number.quote}”到“{current.number.quote}”的变化不是“{step.number.quote}”。"
            yield Remark(item.figure(PROGRESS, step.number), told, proof=proof)


def _points_off(item: Reading, base: Measure, current: Measure, stated: Measure) -> Iterator[Remark]:
    """由43.1%提高到43.6%，提高0.8个百分点: the difference of two rates is not what is stated."""
    proof = difference(item, base, current, stated) if current.number.unit == "%" else None
    if proof is not None and not proof.holds:
        points = format(abs(current.amount - base.amount), "f")
        told = f"由“{base.number.quote}”到“{current.number.quote}”相差 {points} 个百分点"
        yield Remark(item.figure(PROGRESS, stated.number), f"{told}，文中写作“{stated.number.quote}”。", proof=proof)


def _growth_remark(item: Reading, change: Change, stated: Measure, proof: Proof) -> Remark:
    told = f"{Decimal(proof.interval[0]):.1f}%～{Decimal(proof.interval[1]):.1f}%"
    now = change.current.number.quote
    if change.base is not None:
        move = f"由“{change.base.number.quote}”到“{now}”的变化"
    else:
        move = f"“{now}”中含有的变化“{change.step.number.quote if change.step else ''}”"
    return Remark(
        item.figure(PROGRESS, stated.number), f"{move}为 {told}，文中写作“{stated.number.quote}”。", proof=proof
    )


RULES = (ratio_mismatch, growth_mismatch)
