"""Figures dealt out to names in their order: A和B分别达到1600家、2000家; A和B低于10‰和13‰."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.language.labels import content

if TYPE_CHECKING:
    from toolkit.language.measures import Measure

_BOUND = re.compile(
    r"(?:均|都|要|应|需|保持)*(?:低于|不超过|不高于|不低于|控制在|高于|达到|降至|降到|提高到|提高至|达)$"
)
LEAST_NAME = 3  # characters of each of two names to which two figures belong in turn
_LIST = re.compile(r"、|和|与|以及|(?<![普以])及")
JOINT = frozenset(("、", "和", "与", "及"))


def distributed(own: list[Measure], earlier: Sequence[Measure]) -> list[Measure]:
    """分别 gives the first number to the first name and so on: A和B分别达到1600家、2000家."""
    if len(own) < 2:
        return own
    run = [m for m in own if m is own[0] or not content(m.before)]
    dealt_out = "分别" in own[0].before
    named, rest = own[0].before.split("分别", 1) if dealt_out else _paired(own[0].before, run)
    names = [name for name in _LIST.split(named) if content(name)]
    if not names:
        return _dealt_again(own, run, earlier)
    if len(names) != len(run):
        return own
    thing, sign = content(rest), own[0].number.comparator
    dealt: dict[int, Measure] = {}
    for m, name in zip(run, names, strict=True):
        label = f"{content(name)} {thing}".strip()
        before = rest if m is own[0] or not dealt_out else m.before
        number = m.number if dealt_out else m.number._replace(comparator=sign)
        dealt[id(m)] = m._replace(label=label, lead="", told=content(name), before=before, number=number)
    return [dealt.get(id(m), m) for m in own]


def _paired(before: str, run: Sequence[Measure]) -> tuple[str, str]:
    """The names and the bound of 婴儿死亡率和儿童死亡率低于10‰和13‰, dealt out without 分别; empty where nothing is."""
    bound = _BOUND.search(before)
    alike = len({m.number.unit for m in run}) == 1 and all(m.before in JOINT for m in run[1:])
    if bound is None or not alike or len(run) != 2:
        return "", ""
    names = _LIST.split(before[: bound.start()])
    return (before[: bound.start()], bound[0]) if all(len(name) >= LEAST_NAME for name in names) else ("", "")


def _dealt_again(own: list[Measure], run: list[Measure], earlier: Sequence[Measure]) -> list[Measure]:
    """A second list takes its names, in order, from the figures before it: A、B分别为5、6亿元，增长3%、4%.

    As it does where 分别 deals out the same units again: 三季度建成A12公里、B6个，累计分别为33公里和14个.
    """
    before = list(earlier[-len(run) :])
    apart = any(m.before not in JOINT for m in run[1:]) or content(own[0].before)
    if apart or len(before) < len(run) or any((m.part, m.sentence) != (own[0].part, own[0].sentence) for m in before):
        return own
    listed = before[0].before not in JOINT and all(m.before in JOINT for m in before[1:])
    rates = all(m.number.unit == "%" for m in run) and all(m.number.unit != "%" for m in before)
    again = "分别" in own[0].before
    alike = again and all(m.number.unit == b.number.unit for m, b in zip(run, before, strict=True))
    if not alike and not (rates and (listed or again)):
        return own
    dealt = {id(m): m._replace(label=b.label, lead="", told=b.label) for m, b in zip(run, before, strict=True)}
    return [dealt.get(id(m), m) for m in own]
