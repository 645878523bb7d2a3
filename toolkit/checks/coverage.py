"""Coverage of targets (认定): is what was asked for spoken of at all, part by part and name by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.answered import answered_all_the_same
from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import Reading, Remark
from toolkit.language.answering import Answer
from toolkit.language.things import subject
from toolkit.model import Column, Passage

# 甲、乙等项目, not 高等, 等级, 等次.
_AND_OTHERS = re.compile(r"(?<![高中初同平均相优对])等(?![级次额同于待候效距分])")
_FATE = re.compile(
    r"[^，。；]{0,6}(?:开工|完工|竣工|建成|建设|投用|投产|投入|通车|封顶|蓄水|验收|开放|运营|启用|完成|改造|施工|交付)"
)
# A paper to be issued, and whatever may be the paper: with one of these words in it the progress may speak of it.
_ISSUE = re.compile(
    "(?:研究|及时|尽快)?(?:制定)?(?:出台|印发|颁布|发布)[^，。；]{0,24}(?:政策|办法|意见|方案|措施|条例|细则|规定|规划|制度)"
)
_PAPER = re.compile(
    r"《|政策|举措|若干|办法|意见|方案|措施|条例|细则|规定|规划|制度|机制|文件|出台|印发|颁布|发布|修订|制定|起草|审议|[0-9一二三四五六七八九十]条"
)
NEAR = 0.2  # share of a part's words below which no clause is worth showing as the nearest


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
        {
            "annual_target": "建设学校2所。",
            "period_target": "常态化开展政银企融资对接。",
            "progress": "建成学校2所。",
        },
        {
            "annual_target": "改造老旧小区120个。",
            "period_target": "开展污染防治攻坚战督察。",
            "progress": "改造老旧小区126个，惠及居民2.1万户。",
        },
    ],
    silent=[
        {
            "period_target": "常态化开展政银企融资对接。",
            "progress": "上线政银企对接平台，组织线下对接24场，授信187亿元。",
        },
        {
            "annual_target": "完成清洁取暖改造8000户以上。",
            "period_target": "年度任务圆满收官。",
            "progress": "供暖前完成清洁取暖改造8260户，设备抽检合格率99%。",
        },
        {
            "annual_target": "改造老旧小区120个。",
            "period_target": "确保全年工作画上圆满句号。",
            "progress": "改造老旧小区126个，惠及居民2.1万户。",
        },
    ],
)
def target_unaddressed(item: Reading) -> Iterator[Remark]:
    """判什么：状态为完成，而进展没有一句话回应目标要求的事项：只谈同一主题，不谈所要求的动作。
    为什么：主题相关不等于目标完成；要求考核的，说了十项行动也不是考核。
    取证：请提供该项动作本身的凭据：何时、由谁、以什么文件或活动完成，结果如何。
    局限：按用词判断，换了说法的可能误报，故只作线索；“加强”“推动”一类只定方向的目标不判；要求出台文件而进展通篇
    不见文件的，同题也判。
    """
    missed = item.coverage.missed
    unissued = () if missed else _unissued(item)
    if unissued or (missed and len(missed) == len(item.coverage.owed) and not answered_all_the_same(item)):
        first = (unissued or missed)[0]
        quoted = item.passage(item.target, first.ask.start, first.ask.end)
        message = f"进展没有回应“{_short(first.ask.text)}”{_told(item, first)}。"
        yield Remark(quoted, message, ask=_wanted(item, first), related=_related(item, first))


def _unissued(item: Reading) -> tuple[Answer, ...]:
    """The one ask that wants a paper issued, where the progress nowhere speaks of any: it met, and issued nothing."""
    owed = item.coverage.owed
    asked = len(owed) == 1 and _ISSUE.match(owed[0].ask.folded) is not None
    return owed if asked and not _PAPER.search(item[Column.PROGRESS]) else ()


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
    missed = item.coverage.missed
    if len(missed) < len(item.coverage.owed):
        for answer in missed:
            if _is_name(item, answer):
                continue  # named-item-missing's to tell
            quoted = item.passage(item.target, answer.ask.start, answer.ask.end)
            message = f"目标中的“{_short(answer.ask.text)}”，进展没有回应{_told(item, answer)}。"
            yield Remark(quoted, message, ask=_wanted(item, answer), related=_related(item, answer))
    for found, member in item.coverage.unnamed if item.done else ():
        if found.topics:
            quoted = item.passage(item.target, member.start, member.end)
            message = f"目标逐项列出的“{_short(member.text)}”，进展没有谈到，其余各项谈到了。"
            wanted = f"请提供{item.until}“{_short(member.text)}”的进展、结果与凭据。"
            yield Remark(quoted, message, ask=wanted)


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
    for answer in item.coverage.missed:
        if _is_name(item, answer):
            name = subject(answer.ask)
            quoted = item.passage(item.target, answer.ask.start, answer.ask.end)
            message = f"目标点名的“{name}”在进展中没有出现，并列的其他几个出现了{_told(item, answer)}。"
            yield Remark(quoted, message, ask=_wanted(item, answer), related=_related(item, answer))
    missing = {member for _, member in item.coverage.unnamed}
    for found, member in item.coverage.unnamed if item.done else ():
        if found.topics:
            continue
        hidden = _AND_OTHERS.search(item[Column.PROGRESS]) is not None
        told = "，进展以“等”代过" if hidden else ""
        quoted = item.passage(item.target, member.start, member.end)
        others = [other.text for other in found.members if other not in missing]
        wanted = f"请提供{item.until}“{member.text}”的进展、结果与凭据。"
        message = f"目标点名的“{member.text}”在进展中没有出现（同列的“{others[0]}”等出现了）{told}。"
        yield Remark(
            quoted, message, ask=wanted, certainty="lead" if hidden else None, related=(item.whole(Column.PROGRESS),)
        )


def _is_name(item: Reading, answer: Answer) -> bool:
    """Whether what is missed is a named thing among others named as it is: 甲水库蓄水，乙水库封顶，丙水库开工."""
    others = [other for other in item.coverage.answers if other is not answer and other.told]
    name = subject(answer.ask)
    fate = _FATE.match(answer.ask.folded, len(name)) if name else None
    return fate is not None and any(subject(other.ask) for other in others)


def _told(item: Reading, answer: Answer) -> str:
    """What is missing, and how near the nearest clause comes."""
    acts = "、".join(_acts(item, answer))
    missing = f"（没有一处谈到{acts}）" if acts else ""
    if answer.best is None or answer.share < NEAR:
        return f"{missing}，没有一句与之相近"
    return f"{missing}；最相近的一句是“{_short(answer.best.text)}”，用词重合 {answer.share:.0%}"


def _wanted(item: Reading, answer: Answer) -> str:
    """What would settle it: the act or the thing, by when, from whom."""
    acts = "、".join(_acts(item, answer))
    how = f"{acts}的时间、方式、结果与经办单位" if acts else "完成的时间、数量与结果，及验收、认定、印发等证明材料"
    return f"请提供{item.until}“{_short(answer.ask.text)}”的凭据：{how}。"


def _acts(item: Reading, answer: Answer) -> Iterator[str]:
    """The missing acts in the target's own words."""
    for act in answer.missing:
        found = item.words.pattern(f"actions.{act}").search(answer.ask.folded)
        yield found.group() if found else item.words[f"actions.{act}"][0]


def _related(item: Reading, answer: Answer) -> tuple[Passage, ...]:
    if answer.best is None:
        return ()
    return (item.passage(Column.PROGRESS, answer.best.start, answer.best.end),)


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


RULES = (target_unaddressed, subitem_unaddressed, named_item_missing)
