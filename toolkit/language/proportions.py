"""Rates that are the share of the figure before their part: told by their place, and by a deed that both name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.language.binding import same_unit
from toolkit.language.measures import Measure
from toolkit.language.tasks import LONG_STEM, Pair
from toolkit.language.text import fold

ALL = 100  # per cent
_ASIDE = re.compile("[（(]|按|含|不含|扣除|剔除")
DEED = 2  # characters of a rate's name that tell the deed: 定期检验率
MOST_OFF = 10  # percentage points; a rate farther off is one of something else
_IN = re.compile(r"中，?(?:已|共)?有$")
# 检测5280批次，合格5222批次，合格率: rates that are the share of what was dealt with, by their very name.
_CERTIFIED = frozenset(("合格", "办结", "整改", "管理", "参与", "参加", "达标", "网办", "化解", "结案", "销号", "完工"))
_CERTIFIED |= {"竣工", "验收", "就业", "入学", "接种", "兑现"}
_PUT_UP = re.compile("(?:提交|申报|受理|推荐|送检|检测|抽检|排查|报名|交办|申请|收到|检查|摸排)[^，。；]{0,8}$")
_ABBREVIATED = {"网办": "网上办理", "破案": "破获"}
_SO_FAR = re.compile("^(?:目前|现|已|累计|共|全部)+")
_ALTOGETHER = re.compile("(?:共有?|总数为?|合计)$|(?:小区|项目|企业|学校|村|户|案件)$")
NEAR_BY = 5  # percentage points, where nothing but its place says what a share is of


def _is_first(before: Sequence[Measure], rate: Measure) -> bool:
    """Whether a share is the first of its sentence: what the second is of, its place does not say."""
    told = [m for m in before if (m.part, m.sentence) == (rate.part, rate.sentence)]
    return len(told) <= 2 and "%" not in fold(rate.lead).text


def beside(before: Sequence[Measure], rate: Measure) -> list[Pair]:
    """在校生98400人，寄宿生61200人，占66.2%: the part right before its share, the whole before it; not far off."""
    if len(before) < 2 or rate.before not in ("占", "占比", "占比为") or not _is_first(before, rate):
        return []
    whole, part = before[-2:]
    alike = same_unit(whole, part) and (whole.part, whole.sentence) == (part.part, rate.sentence) == (
        rate.part,
        part.sentence,
    )
    if (
        not alike
        or whole.former
        or part.former
        or whole.intensive
        or part.intensive
        or not 0 < part.amount < whole.amount
    ):
        return []
    off = abs(part.amount / whole.amount * 100 - rate.amount)
    return [Pair(part, whole)] if off <= NEAR_BY else []


def follows(whole: Measure, part: Measure, stem: str) -> bool:
    """Whether a part goes on with its whole by the rate's own deed alone: 86个小区已开工43个，开工率."""
    if part.before.startswith("、"):
        return False
    beside = stem != "" and whole.clause == part.clause and whole.after == part.before and part.before.endswith(stem)
    return beside and part.after == ""


def _is_its_deed(stem: str, part: Measure) -> bool:
    """Whether a part is told by a deed alone, and the rate by the same: 破获190起 and 破案率, 已进场9个 and 进场率."""
    deed = _SO_FAR.sub("", part.before)
    return len(stem) == DEED == len(deed) and part.after == "" and deed[0] == stem[0]


def told_before(before: Sequence[Measure], rate: Measure, stem: str) -> list[Pair]:
    """列入计划的小区共36个。目前已进场9个，进场率35%: the whole closes the sentence before."""
    if len(before) < 2 or not rate.before.startswith(stem):
        return []
    whole, part = before[-2:]
    near = part.sentence == rate.sentence == whole.sentence + 1 and _ALTOGETHER.search(whole.before) is not None
    if rate.amount >= ALL or _ASIDE.match(rate.after):
        return []
    if not near or not same_unit(whole, part) or whole.former or not _is_its_deed(stem, part):
        return []
    off = abs(part.amount / whole.amount * 100 - rate.amount) if 0 < part.amount <= whole.amount else MOST_OFF + 1
    return [Pair(part, whole)] if off <= MOST_OFF else []


def tells(stem: str, words: str) -> bool:
    """Whether words tell of a rate's deed, in full or by what its name is short for: 网上办理15.9万件，网办率."""
    return stem in words or (len(stem) == DEED and _ABBREVIATED.get(stem, "\0") in words)


def certified(before: Sequence[Measure], rate: Measure, stem: str) -> list[Pair]:
    """检测甲，合格乙，合格率丙, and 甲人中有乙人参加，参与率丙: nothing between them, and not far off."""
    whole, part = before[-2:]
    here = (rate.part, rate.sentence)
    if (whole.part, whole.sentence) != here or (part.part, part.sentence) != here or not same_unit(whole, part):
        return []
    among = bool(_IN.match(part.before) and set(stem) & set(part.after[:4]))
    among = among or (part.before.endswith("中") and stem in part.after[: len(stem) + 3])  # 20个断面中17个达到优良
    named = stem in _CERTIFIED and rate.before.startswith(stem) and part.before.endswith(stem)
    named = named or (len(stem) >= LONG_STEM and stem in part.before and rate.before.startswith(stem))
    turned = len(stem) == LONG_STEM and sorted(part.before[-LONG_STEM:]) == sorted(stem)  # 发现问题320家，问题发现率
    named = named or (turned and rate.before.startswith(stem))
    alone = len(before) == DEED or not same_unit(before[-3], whole) or before[-3].sentence != whole.sentence
    put_up = len(stem) == DEED and part.before.endswith(stem) and _PUT_UP.search(whole.before) is not None
    plain = alone and rate.amount < ALL and not _ASIDE.match(rate.after)  # 审批率100%（50户撤回）
    named = named or (plain and rate.before.startswith(stem) and (put_up or _is_its_deed(stem, part)))
    if not (among or named) or whole.intensive or whole.former or part.intensive or not 0 < part.amount <= whole.amount:
        return []
    off = abs(part.amount / whole.amount * 100 - rate.amount)
    return [Pair(part, whole)] if off <= MOST_OFF else []
