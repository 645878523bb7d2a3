"""Coverage of targets (认定): is what was asked for spoken of at all, part by part and name by name."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.checks.blanks import blank
from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.answering import UNTOLD, Answer
from toolkit.language.claims import Mode
from toolkit.language.members import Member, Roll, all_told, roll, subject, unnamed
from toolkit.language.text import fold
from toolkit.model import Column, Passage


@item_check(
    "target-unaddressed",
    family="claims",
    title="答非所问",
    certainty="lead",
    severity="high",
    verdict="unsupported",
    flips=True,
    objects=[
        {
            "annual_target": "推进减碳降碳十大行动。",
            "period_target": "将节能降碳工作情况纳入年度综合考核。",
            "progress": "出台《碳达峰工作方案》，确定能源转型、节能降碳增效等行动，减碳降碳工作全面起势。",
        },
    ],
    silent=[
        {
            "period_target": "常态化开展政银企融资对接。",
            "progress": "上线政银企对接平台，组织线下对接24场，授信187亿元。",
        },
    ],
)
def target_unaddressed(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，而进展没有一句话回应目标要求的事项：只谈同一主题，不谈所要求的动作。
    为什么：主题相关不等于目标完成；要求考核的，说了十项行动也不是考核。
    取证：请提供该项动作本身的凭据：何时、由谁、以什么文件或活动完成，结果如何。
    局限：按用词判断，换了说法的可能误报，故只作线索；“加强”“推动”一类只定方向的目标不判。
    """
    missed = _missed(item)
    if missed and len(missed) == len(_hard(item)):
        first = missed[0]
        quoted = item.passage(item.target, first.ask.start, first.ask.end)
        message = f"进展没有回应“{_short(first.ask.text)}”{_told(item, first)}。"
        yield Remark(quoted, message, ask=_wanted(item, first), related=_related(item, first))


@item_check(
    "subitem-unaddressed",
    family="claims",
    title="分项未回应",
    certainty="lead",
    severity="high",
    verdict="partial",
    flips=True,
    objects=[
        {
            "period_target": "1.主体施工基本完成，开始内外装饰装修施工。2.肽和生物等5个项目建成。",
            "progress": "18栋单体主体已全部封顶。肽和生物等7个项目建成投产。",
        },
    ],
    silent=[
        {
            "period_target": "新建社区食堂40家；完成适老化改造1200户。",
            "progress": "完成适老化改造1264户；新建社区食堂43家。",
        },
    ],
)
def subitem_unaddressed(item: Reading) -> Iterator[Remark]:
    """判什么：目标有几项要求，进展回应了别的，唯独这一项没有一句话谈到。
    为什么：没有写的一项，往往就是没有做的一项；其余各项的成绩不能替它。
    取证：请责任单位补充该项的完成情况与凭据。
    局限：按用词判断，换了说法的可能误报，故只作线索；进展另有一段不属任何一项的，可能是换了说法回应，不判。
    """
    missed = _missed(item)
    if len(missed) < len(_hard(item)) or len(_hard(item)) < len(item.answers):
        for answer in missed if len(missed) < len(item.answers) else ():
            if _is_name(item, answer):
                continue  # named-item-missing's to tell
            quoted = item.passage(item.target, answer.ask.start, answer.ask.end)
            message = f"目标中的“{_short(answer.ask.text)}”，进展没有回应{_told(item, answer)}。"
            yield Remark(quoted, message, ask=_wanted(item, answer), related=_related(item, answer))
    for found, member in _unnamed(item):
        if found.topics:
            quoted = item.passage(item.target, member.start, member.end)
            yield Remark(quoted, f"目标逐项列出的“{_short(member.text)}”，进展没有谈到，其余各项谈到了。")


@item_check(
    "named-item-missing",
    family="claims",
    title="点名事项缺失",
    certainty="derived",
    severity="medium",
    verdict="partial",
    flips=True,
    objects=[
        {
            "period_target": "大成、远航、金瑞三个项目投产。",
            "progress": "大成、远航项目已投产。",
        },
    ],
    silent=[
        {"period_target": "大成、远航、金瑞三个项目投产。", "progress": "三个项目均已投产。"},
    ],
)
def named_item_missing(item: Reading) -> Iterator[Remark]:
    """判什么：目标点名的项目、地点或文件，进展里没有，而同列的其他几个有。
    为什么：点名的事项是逐个下达的，少一个就是少一个答复。
    取证：请提供该事项的进展与凭据；以“等”代过的，请逐一列出。
    局限：简称按原名取字辨认；只说“三个项目均已完成”的视为全部回应；进展用“等”代过的只作线索。
    """
    for answer in _missed(item):
        if _is_name(item, answer):
            name = subject(answer.ask)
            quoted = item.passage(item.target, answer.ask.start, answer.ask.end)
            message = f"目标点名的“{name}”在进展中没有出现，并列的其他几个出现了{_told(item, answer)}。"
            yield Remark(quoted, message, related=_related(item, answer))
    for found, member in _unnamed(item):
        if found.topics:
            continue
        hidden = "等" in item[Column.PROGRESS]
        told = "，进展以“等”代过" if hidden else ""
        quoted = item.passage(item.target, member.start, member.end)
        others = [other.text for other in found.members if other is not member]
        message = f"目标点名的“{member.text}”在进展中没有出现（同列的“{others[0]}”等出现了）{told}。"
        yield Remark(quoted, message, certainty="lead" if hidden else None, related=(item.whole(Column.PROGRESS),))


def _is_name(item: Reading, answer: Answer) -> bool:
    """Whether what is missed is a named thing among others named as it is: 甲水库蓄水，乙水库封顶，丙水库开工."""
    others = [other for other in item.answers if other is not answer and other.told]
    return bool(subject(answer.ask)) and any(subject(other.ask) for other in others)


def _hard(item: Reading) -> list[Answer]:
    """The answers to what could be missing: no mere directions, nothing that is asked not to happen."""
    absent = item.words.pattern("void.asked_pattern")
    return [a for a in item.answers if not a.ask.soft and not absent.search(a.ask.folded)]


def _missed(item: Reading) -> list[Answer]:
    """The asks that the evidence does not speak of; none where there is no evidence, or only that nothing existed."""
    if not item.done or blank(item[Column.PROGRESS], item.words):
        return []
    if any(clause.mode is Mode.VOID for clause in item.claims):
        return []
    short = {found.ask for found in item.shortfalls}  # spoken of, and told to be not so far
    missed = [answer for answer in _hard(item) if not answer.told and answer.ask not in short]
    if not missed:
        return []
    evidence = _told_clauses(item)
    lists = [(answer, roll(answer.ask)) for answer in missed]
    # What a list names is judged name by name.
    return [a for a, found in lists if found is None or (a.share < UNTOLD and not all_told(found, evidence))]


def _told_clauses(item: Reading) -> list[str]:
    return [fold(clause.text).text for clause in item.claims if clause.mode is not Mode.VOID]


def _unnamed(item: Reading) -> Iterator[tuple[Roll, Member]]:
    if not item.done:
        return
    evidence = _told_clauses(item)
    for ask in item.asks:
        found = roll(ask)
        if found:
            yield from ((found, member) for member in unnamed(found, evidence))


def _told(item: Reading, answer: Answer) -> str:
    """What is missing, and how near the nearest clause comes."""
    acts = "、".join(item.words[f"actions.{act}"][0] for act in answer.missing)
    missing = f"（没有一处谈到{acts}）" if acts else ""
    if answer.best is None:
        return f"{missing}，没有一句与之相近"
    return f"{missing}；最相近的一句是“{_short(answer.best.text)}”，用词重合 {answer.share:.0%}"


def _wanted(item: Reading, answer: Answer) -> str:
    """What would settle it: the act or the thing, by when, from whom."""
    acts = "、".join(item.words[f"actions.{act}"][0] for act in answer.missing)
    thing = f"“{_short(answer.ask.text)}”的{acts or '办理'}凭据"
    return f"请提供{item.until}{thing}：文件或记录的名称与日期、办理单位、结果与数量。"


def _related(item: Reading, answer: Answer) -> tuple[Passage, ...]:
    if answer.best is None:
        return ()
    return (item.passage(Column.PROGRESS, answer.best.start, answer.best.end),)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


RULES = (target_unaddressed, subitem_unaddressed, named_item_missing)
