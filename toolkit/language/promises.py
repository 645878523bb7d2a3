"""What a hedged clause names besides the completion that it promises, and besides when."""

from __future__ import annotations

import re

from toolkit.language.finished import MILESTONES
from toolkit.language.words import Words

_CEREMONY = re.compile(r"仪式|初步|暂|定于|举行|举办")
_PROCEDURE = re.compile(r"[^，。；]*后")
COMPLETES = re.compile(
    r"(?:全部|全面|基本|如期|按期)*(?:完工|完成|竣工|建成|建好|装好|修好|投用|投产|交付|达标|验收)(?:投用|使用|任务|目标)?"
)
_SEASON = re.compile(r"年?[春夏秋冬][季天]")


def named(folded: str) -> str:
    """A clause without its completion and without the season it is set for."""
    return _SEASON.sub("，", COMPLETES.sub("，", folded))


def on_the_way(folded: str, words: Words) -> bool:
    """Whether a clause tells of a step on the way to something built: begun, built, in use."""
    return any(words.pattern(f"milestones.{name}_pattern").search(folded) for name in ("started", "built", "in_use"))


def without_milestones(folded: str, words: Words) -> str:
    """A clause without its milestones and without the procedure that leads to them (待评审后, 提请审议后)."""
    folded = _CEREMONY.sub("，", _PROCEDURE.sub("，", folded))
    for name in MILESTONES:
        folded = words.pattern(f"milestones.{name}_pattern").sub("，", folded)
    return folded
