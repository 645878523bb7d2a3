"""Substance of the evidence (认定): does 完成 rest on anything that can be checked, or on the target said again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.blanks import blank
from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.claims import Mode
from toolkit.language.substance import ECHO, anchored, echo, is_only_when, only_activity, slogans
from toolkit.language.text import fold
from toolkit.model import Column

# Counters of events and papers: so many of them are an activity.
_EVENTS = frozenset("场次期批轮份册篇条件")
_ALREADY = re.compile(r"(?:已|正式|均|全部|如期|顺利)[一-鿿]{0,3}$")
_WORD = re.compile(r"[一-鿿A-Za-z]")
_NONE = re.compile("[未无零没不0０]|平稳|稳定|清零|杜绝|良好")
_ACTIVITY_ASKED = re.compile(r"开展|组织|举办|召开|通报")


@item_check(
    "done-without-anchor",
    family="claims",
    title="完成无佐证",
    certainty="derived",
    severity="high",
    verdict="unsupported",
    flips=True,
    objects=[
        {"period_target": "提升办学水平。", "progress": "各部门高度重视，持续加大力度，办学水平得到进一步提升。"},
    ],
    silent=[
        {"period_target": "提升办学水平。", "progress": "教学楼已竣工启用，首批学生入学。"},
        {"period_target": "不发生校园安全事故。", "progress": "校园安全形势总体平稳。"},
    ],
)
def done_without_anchor(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，而进展没有任何可以核对的东西：没有数字、日期、文件名，也没有留下痕迹的动作（印发、验收、启用）。
    为什么：不能佐证的，按通行的考核办法计为未完成。
    取证：请提供能够核对的事实：数量、时间、文件名称与文号、项目名称或现场资料。
    局限：目标有数量要求的，由“定量目标无数”判；目标本身要求“不发生”的不判；名称只凭引号和书名号辨认；以没有对象为由的由“无对象完成”判。
    """
    if (
        not item.matches
        and not item.coverage.restated
        and not _anchored(item)
        and _claims_something(item)
        and _is_talk(item)
    ):
        if all(clause.mode is Mode.ONGOING for clause in item.claims) and item.coverage.hoped:
            return  # done-on-forecast's to judge
        yield Remark(item.whole(Column.PROGRESS), "进展没有数字、日期、文件或可核对的动作，“完成”没有佐证。")


@item_check(
    "target-echoed",
    family="wording",
    title="照抄目标",
    certainty="lead",
    severity="medium",
    verdict="unsupported",
    objects=[
        {"period_target": "做好迎峰度冬准备。", "progress": "认真做好迎峰度冬各项准备工作，取得明显成效。"},
    ],
    silent=[
        {"period_target": "做好迎峰度冬准备。", "progress": "做好迎峰度冬准备，电厂存煤146万吨。"},
    ],
)
def target_echoed(item: Reading, *, share: float = ECHO) -> Iterator[Remark]:
    """判什么：进展把目标的话换个语气再说一遍，没有新的数字、日期、文件或动作。
    为什么：复述目标不是完成目标的证据。
    取证：请写明做了什么、何时、多少，附可以核对的材料。
    局限：按字词被目标覆盖的比例判断，只作线索；赞语不计入；含任何可核对事实的不判。
    """
    hoped = all(clause.mode is Mode.PROSPECTIVE for clause in item.claims)
    if hoped or item.lone or item.coverage.restated or _anchored(item) or not _says_something(item):
        return
    target = fold(item[item.target] + "，" + item[Column.ANNUAL_TARGET]).text
    told = echo(item.claims, target, item.words)
    if told >= share:
        message = f"进展基本是目标的复述（用词有 {told:.0%} 出自目标），没有新的事实。"
        yield Remark(item.whole(Column.PROGRESS), message, related=(item.whole(item.target),))


@item_check(
    "slogan-density",
    family="wording",
    title="空泛表述",
    certainty="lead",
    severity="info",
    objects=["坚持高站位谋划，凝聚起强大合力，氛围日益浓厚，各项工作迈上新台阶。"],
    silent=["坚持党建引领，平台接入部门31个，流转事件28.3万件，治理效能不断提升。"],
)
def slogan_density(item: Reading, *, share: float = 0.5, least: int = 2) -> Iterator[Remark]:
    """判什么：进展的语句有一半以上只是套话，不含任何可核对的事实。
    为什么：套话多的地方事实少，值得先看。
    取证：请以事实替换套话：做了什么、多少、何时、何处。
    局限：套话按词表辨认，只作线索，不单独影响结论。
    """
    clauses = item.claims
    found = slogans(clauses, item.coverage.figured, item.words) if item.done else []
    # Where nothing at all can be checked, one stock phrase gives the rest away.
    bare = len(clauses) > least and bool(found) and not _anchored(item)
    if bare or len(found) > max(least - 1, share * len(clauses)):
        first = found[0]
        message = f"{len(clauses)} 个分句中有 {len(found)} 个只是套话，没有可核对的事实。"
        yield Remark(item.passage(Column.PROGRESS, first.start, first.end), message)


@item_check(
    "activity-not-outcome",
    family="claims",
    title="以过程代结果",
    certainty="lead",
    severity="medium",
    verdict="unsupported",
    objects=[
        {"period_target": "PM2.5浓度下降3%。", "progress": "召开调度会12次，开展专项检查，下发督办单94份。"},
    ],
    silent=[
        {"period_target": "开展宣传活动50场。", "progress": "开展宣传活动53场，发放资料1.8万册。"},
        {"period_target": "PM2.5浓度下降3%。", "progress": "召开调度会12次，PM2.5浓度下降4.1%。"},
    ],
)
def activity_not_outcome(item: Reading) -> Iterator[Remark]:
    """判什么：目标要的是结果（增长、下降、建成、办结），进展只有活动（召开、开展、调度、检查），没有一句结果。
    为什么：开了多少会、出动多少人，说明不了指标是否达到。
    取证：请提供结果本身：指标数值、办结清单、验收或认定文件。
    局限：活动与结果按词表辨认，只作线索；目标本身就是开展某项活动的不判。
    """
    asked = _result_asked(item) if item.done else None
    if asked is None or not _says_something(item):
        return
    claims = [clause for clause in item.claims if clause.mode is Mode.REALISED]
    if not claims or not only_activity(item.claims, item.words):
        return
    first = claims[0]
    message = f"目标要求的结果“{item[item.target][asked[0] : asked[1]]}”没有下文，进展只有活动和过程。"
    related = (item.passage(item.target, *asked),)
    yield Remark(item.passage(Column.PROGRESS, first.start, first.end), message, related=related)


def _result_asked(item: Reading) -> tuple[int, int] | None:
    """The first ask for a result that no figure answers; None where one is answered or an activity is asked for."""
    if any(match.answers for match in item.matches):
        return None
    result = item.words.pattern("substance.result_pattern")
    demanded = {match.target.clause.start for match in item.matches if match.target.number.unit not in _EVENTS}
    for ask in item.coverage.asks:
        if ask.acts or _ACTIVITY_ASKED.search(ask.folded):
            return None
        if result.search(ask.folded) or any(ask.start <= start < ask.end for start in demanded):
            return ask.start, ask.end
    return None


def _claims_something(item: Reading) -> bool:
    """Whether the item claims 完成 on some text that is not about absence."""
    return item.done and _says_something(item)


def _says_something(item: Reading) -> bool:
    """Whether there is progress to read, and it is not about absence, asked for or not."""
    if blank(item[Column.PROGRESS], item.words) or _WORD.search(item[Column.PROGRESS]) is None:
        return False  # 6 says how many
    absent = item.words.pattern("void.asked_pattern").search(fold(item[item.target]).text)
    if absent and _NONE.search(item[Column.PROGRESS]):
        return False
    return not any(clause.mode is Mode.VOID for clause in item.claims)


def _is_talk(item: Reading) -> bool:
    """Whether half of the clauses or more are praise or exertion, or the target said again: else deeds unknown here."""
    patterns = [item.words.pattern(f"substance.{name}_pattern") for name in ("slogan", "praise", "effort")]
    texts = [fold(clause.text).text for clause in item.claims]
    if 2 * sum(any(p.search(text) for p in patterns) for text in texts) >= len(texts):
        return True
    target = fold(item[item.target] + "，" + item[Column.ANNUAL_TARGET]).text
    return echo(item.claims, target, item.words) >= ECHO


def _arrived(item: Reading) -> bool:
    """Whether a clause says that what was asked for came about, in the target's own words: 病房楼已竣工."""
    deed = item.words.pattern("substance.deed_pattern")
    for clause in item.claims:
        text = fold(clause.text).text
        for met in deed.finditer(text) if clause.mode is Mode.REALISED else ():
            if met.end() == len(text) or _ALREADY.search(text[: met.start()]):
                return True
    return False


def _anchored(item: Reading) -> bool:
    """Whether any clause holds something to check besides the target's own words, or says that these came about."""
    told = [clause for clause in item.claims if clause.mode is Mode.REALISED and not is_only_when(clause)]
    if any(clause.start in item.coverage.figured for clause in told):
        return True
    target = fold(item[item.target]).text
    figured = item.coverage.figured
    return _arrived(item) or any(anchored(clause, figured, target, item.words) for clause in item.claims)


RULES = (done_without_anchor, target_echoed, slogan_density, activity_not_outcome)
