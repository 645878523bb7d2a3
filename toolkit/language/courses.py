"""The courses that things take: what was told at the end of its course, and is told later as still on the way.

东川路泵站已竣工, 东川路泵站正在进行设备安装; 石塘村462户全部签约, 石塘村还有17户在洽谈.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from toolkit.language.claims import Clause, Mode
from toolkit.language.deeds import ROLLING
from toolkit.language.stands import FILLER, Stand, is_name, stands
from toolkit.language.words import Words

LEAST = 3  # characters in a row that both name
BESIDE = 5  # characters on either side of a name in which a mark is of it
BY_ALL = "agreed"  # one contract is followed by the next: only of all the households is none left
_HOUSEHOLDS = re.compile("[0-9]户[^，。；]{0,6}全")
# What comes when all is built, what is put into a thing that is built, and what a thing that is open begins besides:
# 正在安装自助借还机, 预计明年开诊口腔科.
_AFTERWARDS = re.compile("验收|决算|备案|评审|评定|等级|产权|(?:厂房|车间)[^，。；]*(?:设备|机组|产线)")
_PART_OF_IT = re.compile("(?:主体|基础|分部|单项|专项|规划)[^，。；]{0,8}验收")
_ADDED = re.compile(
    "安装(?!设备|机组|机电)[一-鿿]{2}|"
    "(?:开[诊放通馆业设]|上线|启用|供[热水]|投用|投入使用|营业|运营|接待)(?!运营|使用|运行|试运行|营业|生产|时间|日期)[一-鿿]{2}"
)
_ACCEPTED = re.compile("验收|五方")
# What tells of another piece, another round, or of the thing taken up again.
_AGAIN = re.compile(
    r"检修|维修|大修|抢修|停(?!车|机坪|靠)|恢复|重新|重启|补[做建充种栽]|追加|渗漏|返工|返修|质保|扩建|扩容|二次(?!结构)|升级|修编|续[期签建]|换[证届发]|第[二三四五]批|"
    r"新一轮|下一批|另(?!行)[外一有]?|其余|其他|余下|剩余|剩下|新[加增设]|配套|附属|回访|延长|延时|更新|增[设补]|局部|到期|原址(?!重建)|分批|试(?:运|用|点|营|开|供|投|生产)|"
    r"变更|调整|缺陷|灾|暴雨|洪水|撤销|失效|有效期|复核(?:发现|后)|整改(?=意见|问题|项)|日常|常态|陆续|滚动|轮|提标|修补"
)
_ANOTHER = re.compile(
    r"的?(?:[二三四五]期|[一二三四五]部|分部|第[二三四五]|[东西南北新]院?[校园]?区|分[院馆校站店中]|[一二三四五六七八九十0-9]+标段?|扩[建容]|[A-D][区座栋楼]|续建|周边|外围|连接线|延[伸长]|至|"
    r"线路|站点|停车|宿舍|食堂|[一二三四五六]层|旧址|原址|老[院校]区)"
)
_WITHIN = re.compile("坝体|坝基|主体|路基|墩身|梁板|桩基")  # without which there is nothing
_OF_PAPER = re.compile("的?(?:实施|配套|解读|宣传|宣讲|修订|修正|释义|落实|细则|贯彻)")
_PARTS = re.compile(
    "(?:水泵|发电|制冷|主)?机组|水泵|锅炉|厂房|钢结构|钢构|跑道|草坪|轨道|沥青|标线|机电|消防|电梯|设备|采购|招标|生产线|安装|装饰|装修|室内|布展|滤池|"
    "内部|外墙|保温|桥面|铺装|路面|屋面|幕墙|吊装|铺设|敷设|施划|浇筑|砌筑|粉刷|联调|测试|调试|施工|材料|方案|文稿|草案|有序|推进|进行|开展|基本|免费|点位|勘察|"
    "完成|提请|[一二三]审|审议|征求意见|洽谈|磋商|商谈|谈判|协商|条款|合作|正|%"
)
_MARK = re.compile(
    r"[一二三四五]期|[0-9]+(?:号|#|标)|第[一二三四五六七八九]|[东西南北][段区线片侧岸]|[左右上下][幅行岸游]|[左右]线|[左右]半幅|[A-D][区座栋]"
)


def gone_back(
    earlier: Sequence[Clause], later: Sequence[Clause], context: str, words: Words
) -> Iterator[tuple[str, Clause, Clause]]:
    """The name of what had come to an end of its course, the clause that told it, and the later one on its way.

    `context` is what was asked for and told before: by it what stands before a name is known as no other's. Silent
    where the later cell tells the thing as far as before too, or the earlier one told both: then two bear one name.
    """
    before = stands(earlier, words)
    done = [told for told in before if told.ends and not told.open and _is_firm(told)]
    now = stands(later, words) if done else []
    named: set[str] = set()
    for was in done:
        for still in (one for one in now if one.open and one.course == was.course and one.rung < was.rung):
            if was.course == BY_ALL and not (still.ends or _HOUSEHOLDS.search(was.text)):
                continue
            added = _ADDED.search(still.text) and not _ACCEPTED.search(was.text)
            name = _same(was, still, context) if _is_firm(still) and not added else ""
            if name and name not in named and not _is_told_both_ways(was, still, (before, now), context):
                named.add(name)
                yield name, was.clause, still.clause


def _is_told_both_ways(was: Stand, still: Stand, cells: tuple[list[Stand], list[Stand]], context: str) -> bool:
    before, now = ([one for one in cell if one.course == was.course] for cell in cells)
    if any(not one.open and one.rung >= was.rung and _same(was, one, context) for one in now):
        return True
    return any(one.open and one.rung < was.rung and _same(one, still, context) for one in before)


def _is_firm(told: Stand) -> bool:
    if told.open and _AFTERWARDS.search(told.text):
        return False
    plain = told.open or told.clause.mode is Mode.REALISED
    if not told.open and (_PART_OF_IT.search(told.text) or (told.course == BY_ALL and "意向" in told.text)):
        return False
    return plain and not _AGAIN.search(told.text) and not ROLLING.search(told.text)


def _same(one: Stand, other: Stand, context: str) -> str:
    """The longest name that both subjects give, where neither says more of it; empty where they are of two things."""
    best = ""
    for piece in one.subject.split("、"):
        met = SequenceMatcher(None, piece, other.subject, autojunk=False).find_longest_match()
        run = piece[met.a : met.a + met.size]
        numbered = re.search("[0-9]号.$", run) is not None
        if (len(run) < LEAST and not numbered) or not is_name(run) or len(run) <= len(best):
            continue
        ahead, behind = other.subject[: met.b], other.subject[met.b + met.size :]
        mine = piece[met.a + met.size :]
        if run not in other.text:  # it goes on with a subject: 移动端 is another one
            behind = other.led.partition(run)[2]
        behind = _WITHIN.sub("", behind)
        if other.ends and other.open:
            behind = _PARTS.sub("", behind)  # what is put into it before it opens
        if (
            (not run.endswith("》") and _says_more(behind, one.text))
            or _says_more(mine, other.led + other.text)
            or _is_elsewhere(ahead, context)
        ):
            continue
        level = re.compile(f"([省市县区州镇]){re.escape(run)}")
        levels = [found[1] for told in (one.text, other.text) if (found := level.search(told))]
        if len(set(levels)) > 1:
            continue  # 市体育中心, 县体育中心
        if run.endswith("》") and _OF_PAPER.match(other.led.partition(run)[2]):
            continue
        branch = _ANOTHER.match(behind) and not _ANOTHER.match(mine)
        if not branch and _marks(one.text, run) == set(_MARK.findall(other.subject + other.text)):
            best = run
    return best


def _marks(text: str, name: str) -> frozenset[str]:
    """The marks of parts that stand beside a name: 一期, 3号."""
    at = text.find(name)
    beside = text[max(0, at - BESIDE) : at + len(name) + BESIDE] if at >= 0 else text
    return frozenset(_MARK.findall(beside))


def _says_more(rest: str, text: str) -> bool:
    return any(char not in text for char in FILLER.sub("", rest))


def _is_elsewhere(ahead: str, context: str) -> bool:
    own = FILLER.sub("", ahead)
    return not all(own[at : at + 2] in context for at in range(max(1, len(own) - 1)))
