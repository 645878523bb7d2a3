"""What a target only tells of its object (总用地面积38亩, 全长约8.5公里): completion answers it."""

from __future__ import annotations

import re

_NAMES = (
    r"(?:全长|总长度?|路线长|长约|宽约|红线宽度?|占地(?:面积)?|总用地(?:面积)?|总建筑面积|总投资额?|概算(?:总?投资)?|"
    r"总床位数?|设计时速|设计标准|设计日?处理能力)(?:约|为|是|共)*"
)
_BEFORE = re.compile(rf"{_NAMES}$")
_CLAUSE = re.compile(rf"[^，。；0-9]{{0,40}}?{_NAMES}(?:[0-9]|(?<=为)[^，。；]{{2,12}}$)")
# A bound, or a deed with which the clause opens, makes it a demand: 完成总投资8亿元, 总投资不低于8亿元.
_BOUND = re.compile(r"以[上下内]|不[低少高多]于|不超过|超过?[0-9]|达到?|突破|力争|确保")
_DEED = re.compile(
    r"(?:全年|年内|全市|全区|全县|计划|力争|确保)*(?:将|把|完成|实现|新|建成|引进|签约|落地|开工|竣工|投产|储备|策划|谋划|争取|入库|改造|改建|扩建|"
    r"整治|治理|修复|拆除|供应|出让|收储|盘活|腾退|培育|打造|推进|投放|实施|建设|开展|组织|形成|疏浚|清淤|铺设|敷设)"
)


def is_trait(clause: str) -> bool:
    """Whether a folded clause only tells what something is like."""
    return _CLAUSE.match(clause) is not None and not _demands(clause)


def names_trait(before: str, clause: str) -> bool:
    """Whether the words right before a figure of a folded clause say that it is a trait."""
    return _BEFORE.search(before) is not None and not _demands(clause)


def _demands(clause: str) -> bool:
    return _DEED.match(clause) is not None or _BOUND.search(clause) is not None
