"""Which deeds are one: of a kind, a level and a partner; and which statements tell of none in their lane."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Of what kind, on whose level, with whom: a deed of another is another deed.
_KINDS = (
    re.compile("([一-鿿]{0,4})(?:验收|评估|复评)"),
    re.compile("([0-9]+)[号#]"),
    re.compile("(施工|监理|设计|勘察|运营|采购|检测)"),
    re.compile("[与同]([一-鿿]{2,8}?)(?:对接|联网|联调|互通|接通)"),
)
_DOCUMENT = re.compile("条例|办法|规定|规划|方案|细则|总规|控规|意见|标准|规程|章程")
_TRIAL = re.compile("试(?:运|用|点|营|开|供|投)")
_OBJECT = re.compile("(?!运营|使用|运行|首批|条件|验收|营业|生产|供[水热气]|收房)[一-鿿]{2,}")
_WHOLE = re.compile("全容量|全部|整体|全面|其他|全线")
_SOME = re.compile("[0-9](?:余|多)?(?:个|家|兆瓦|万千瓦|路|条|所|户)")


def is_out(lane: str, text: str, named: Sequence[str]) -> bool:
    """Whether a lane does not tell: what is on trial is not open, and only papers come back to their drafts."""
    if lane == "granted":
        return not any(_DOCUMENT.search(name) for name in named)
    some = lane == "joined" and _SOME.search(text) is not None  # 已接入12个部门
    return some or (lane == "open" and _TRIAL.search(text) is not None)


def is_another_deed(text: str, lane: str, before: str, due: re.Pattern[str]) -> bool:
    """Whether it is another kind of deed, of all and not of the one, or done with something: 联合验收, 开通异地结算."""
    for kind in _KINDS:
        mine, yours = (set(kind.findall(said)) - {""} for said in (before, text))
        if mine and yours and mine.isdisjoint(yours):
            return True
    if _WHOLE.search(text) and not _WHOLE.search(before):
        return True
    met = due.search(text)
    return met is not None and lane in ("open", "handed") and _OBJECT.match(text, met.end()) is not None
