"""Words around a number: which bound they set on it, and whether it counts an increment, a cumulation or a level."""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal

from toolkit.language.patterns import Lazy

Basis = Literal["increment", "cumulative", "level"]

_BEFORE_WORDS = {
    ">=": "不低于 不少于 不小于 不下于 不短于 不得低于 不得少于 不能低于 未低于 不下 至少 最低 最少 ≥ >= "
    "大于等于 达到或超过",
    "<=": "不超过 不高于 不大于 不多于 不得超过 不得高于 不能超过 未超过 没有超过 未突破 不超 至多 最多 最高 ≤ "
    "<= 小于等于 控制在 控制到 限制在",
    ">": "超 超过 超出 逾 突破 大于 多于 高于 高出 > 已超",
    "<": "不足 不到 低于 少于 小于 < 不满 不及 短于",
    "~": "约 大约 大概 ≈",
    "<~": "近 接近 将近 临近 逼近",
}
_BEFORE = {word: sign for sign, words in _BEFORE_WORDS.items() for word in words.split()}
_BEFORE_LENGTHS = tuple(sorted({len(word) for word in _BEFORE}, reverse=True))
_BEFORE_LAST = frozenset(word[-1] for word in _BEFORE)
_LINK = frozenset("了为占有合计达到在至")
_DISTANCE = 12
_ADVERBS = (("至少", ">="), ("至多", "<="))
_WORDS_ONLY = Lazy("[一-龥]+")
_OF = Lazy("(不低于|不少于|不超过|不高于|不得低于|不得超过|超过)[一-龥]{1,10}的$")
# 附近5公里, 最近3年: 近 belongs to the word before it.
_NOT_NEAR = frozenset("附最邻靠远相贴亲")
# 签约1260人, 实现突破12项: nouns and verbs that end like a bound.
_NOT_BOUND = {"约": frozenset("签预合节契违履邀特集制"), "突破": frozenset("现得大新键术点性"), "超": frozenset("赶反")}
_AFTER = Lazy(
    r"(?:[（(]含[）)]|[含及])?(?:(?P<ge>以上|之上)|(?P<le>以下|以内|之内|之下|以里)|左右|上下(?!游|级|班|联|浮))"
)
_AFTER_FIRST = frozenset("以之左上含及（(")
_WITHIN = Lazy("内(?![部容外涵设需循销河])")
_MORE = Lazy("[多余](?=[的，。；、）)]|$)")
_BASIS: dict[str, Basis] = {
    "新增": "increment", "净增": "increment", "年内": "increment", "当年": "increment", "累计": "cumulative",
    "总量": "cumulative", "保有": "cumulative", "达到": "level", "总数": "level",
}  # fmt: skip
# 新增建设用地指标 is the name of a quota, not a gain.
_NOT_NEW = ("建设用地", "用地指标", "耕地指标")
_BASIS_WORDS = Lazy("|".join(_BASIS))
_CLAUSE_END = "，。；：！？\n（(;"
_ENDS = Lazy(f"[{_CLAUSE_END}]")
# A clause of official prose is rarely longer; the limit keeps a hostile cell linear.
REACH = 80


def before(text: str, start: int, dimension: str) -> str:
    """The comparator set by the words right before the number that starts at `start`, "" where none stands there."""
    last = text[start - 1 : start] if start else ""
    if not last or last in _CLAUSE_END:
        return ""
    distant = _distant(text, start, last)
    if distant:
        return distant
    if last not in _BEFORE_LAST and not (last in _LINK and start > 1 and text[start - 2] in _BEFORE_LAST):
        return ""
    for end in (start, start - 1) if last in _LINK else (start,):
        for length in _BEFORE_LENGTHS:
            sign = _BEFORE.get(text[end - length : end]) if end >= length else None
            if sign:
                return _checked(sign, text[end - length : end], text[end - length - 1 : end - length], dimension)
    return ""


def _distant(text: str, start: int, last: str) -> str:
    """Bounds with a verb or an attribute between: 至少新增2家, 不低于上年的95%."""
    low = max(0, start - _DISTANCE)
    for word, sign in _ADVERBS:
        at = text.rfind(word, low, start)
        if at >= 0 and _WORDS_ONLY.fullmatch(text, at + 2, start):
            return sign
    if last == "的":
        found = _OF.search(text[low:start])
        return _BEFORE[found[1]] if found else ""
    return ""


def _checked(sign: str, word: str, ahead: str, dimension: str) -> str:
    """Drop the words that only look like bounds: 附近5公里, 近3年 (the last three), 高于…0.4个百分点 (a difference)."""
    if word == "近" and (ahead in _NOT_NEAR or dimension == "duration"):
        return ""
    if ahead and ahead in _NOT_BOUND.get(word, frozenset()):
        return ""
    if dimension == "percentage-point" and word in ("高于", "低于", "高出", "多于", "少于"):
        return ""
    return sign


def after(text: str, end: int, dimension: str) -> tuple[str, int]:
    """The comparator set right behind the number that ends at `end`, and the end of a 多 that belongs to the number."""
    following = text[end : end + 1]
    if not following:
        return "", end
    if following in _AFTER_FIRST:
        found = _AFTER.match(text, end)
        if found:
            return (">=" if found["ge"] else "<=" if found["le"] else "~"), end
    if following == "内" and dimension == "duration" and _WITHIN.match(text, end):
        return "<=", end
    if following in "多余" and _MORE.match(text, end):
        return ">", end + 1
    return "", end


class Bases:
    """What the words of a text say that its numbers count; each text is searched for them once."""

    def __init__(self, text: str) -> None:
        """Find every such word of `text`, and every end of a clause."""
        self._text = text
        self._words = [(word.start(), word[0]) for word in _BASIS_WORDS.finditer(text)]
        self._ends = [end.start() for end in _ENDS.finditer(text)] if self._words else []

    def at(self, start: int) -> Basis | None:
        """What the nearest word before the number in its clause says it counts; None where no word says so."""
        last = bisect_left(self._words, (start - 1, ""))  # all have two characters
        if not last or self._words[last - 1][0] < start - REACH:
            return None
        clause = bisect_left(self._ends, start)
        low = max(start - REACH, self._ends[clause - 1] if clause else 0)
        said: Basis | None = None
        met: set[str] = set()
        for at, word in reversed(self._words[:last]):
            if at < low or said not in (None, "level"):
                break
            known = word in met
            met.add(word)
            if known or (word == "新增" and self._text.startswith(_NOT_NEW, at + 2)):
                continue
            # 累计达到 and 总量达到 are stocks that reached a level: the stock word rules.
            said = "cumulative" if _BASIS[word] == "cumulative" else said or _BASIS[word]
        return said
