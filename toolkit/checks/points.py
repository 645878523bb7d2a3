"""Figures (数量) of change: percentages and percentage points told one for the other; how a change is recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.proving import Role, prove
from toolkit.checks.subject import Reading, Remark, Verified
from toolkit.language.changes import Change
from toolkit.language.measures import Measure
from toolkit.model import Column, Proof

PROGRESS = Column.PROGRESS


def difference(item: Reading, base: Measure, current: Measure, stated: Measure, way: str = "") -> Proof | None:
    """The proof that a stated step lies between two values; None where a quote holds no number.

    `way` says where the words go, up or down, if the step itself does not.
    """
    roles = ("minuend", "subtrahend") if (way or stated.change) == "up" else ("subtrahend", "minuend")
    operands = [(roles[0], PROGRESS, current.number), (roles[1], PROGRESS, base.number)]
    return prove(item, "difference", operands, (PROGRESS, stated.number))


def growth_operands(change: Change) -> list[Role]:
    """What a stated rate of change is computed from: the value and its base, or the value and the step to it."""
    current, step = change.current.number, change.step
    if step is not None:
        return [
            ("current", PROGRESS, current),
            ("increase" if step.delta == "up" else "decrease", PROGRESS, step.number),
        ]
    fell = change.stated is not None and change.stated.change == "down"
    base = [] if change.base is None else [("base", PROGRESS, change.base.number)]
    return [("fallen-to" if fell else "current", PROGRESS, current), *base]


_PACE = re.compile(r"增速|[增降涨]幅")

_TIMES_OF = re.compile(r"(?:目标|计划|任务|同期|上年|去年|平均|水平|标准)[^，。；0-9]{0,4}的$")


@item_check(
    "percent-point-confused",
    family="figures",
    title="百分点误用",
    certainty="derived",
    severity="medium",
    objects=[
        "覆盖率由62%提高到65%，提高3%。",
        "办理费用下降2倍。",
        "回收率为37.6%，上年为34.8%，同比增长2.8%。",
        "零售额由812.5亿元增加到881.6亿元，同比增长8.5个百分点。",
    ],
    silent=[
        "零售额由812.5亿元增加到881.6亿元，增速提高8.5个百分点。",
        "覆盖率由62%提高到65%，提高3个百分点。",
        "产量由40万吨提高到50万吨，提高25%。",
        "产量增长2倍。",
    ],
)
def percent_point_confused(item: Reading) -> Iterator[Remark | Verified]:
    """判什么：两个比率之差写成了百分之几（应为百分点），或说某数下降几倍。
    为什么：3% 与 3 个百分点相差可达数十倍；下降一倍即已归零。
    取证：请更正为百分点，或提供原始数值。
    局限：只看“由甲%提高到乙%，提高丙”“乙%，上年为甲%，提高丙”两种写法，及数额的增幅写作百分点；差与增幅都讲得通的不判。
    """
    found = item.measures(PROGRESS)
    for measure in found:
        compared = _TIMES_OF.search(measure.before) is not None  # 降幅为年度目标的1.2倍
        if (
            measure.number.unit == "倍"
            and measure.change == "down"
            and not compared
            and measure.number.kind == "number"
        ):
            yield Remark(item.figure(PROGRESS, measure.number), f"不能下降“{measure.number.quote}”。")
    for change in item.changes:
        base, current, stated = change.base, change.current, change.stated
        if base is None or stated is None:
            continue
        remark = f"由“{base.number.quote}”到“{current.number.quote}”"
        related = (item.figure(PROGRESS, base.number), item.figure(PROGRESS, current.number))
        if current.number.unit == "%":
            proof = difference(item, base, current, stated)
            if proof is None or not proof.holds:
                continue
            if stated.number.dimension == "percentage-point":
                yield Verified(item.figure(PROGRESS, stated.number), proof)
            elif stated.number.unit == "%":
                message = f"{remark}相差的是百分点，不应写作“{stated.number.quote}”。"
                yield Remark(item.figure(PROGRESS, stated.number), message, related=related)
        elif stated.number.dimension == "percentage-point" and not _PACE.search(stated.before):
            proof = prove(item, "growth", growth_operands(change), (PROGRESS, stated.number))
            if proof is not None and proof.holds:
                message = f"{remark}是数额的增减，应写百分之几，不应写作“{stated.number.quote}”。"
                yield Remark(item.figure(PROGRESS, stated.number), message, related=related)


RULES = (percent_point_confused,)
