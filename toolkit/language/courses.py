"""The courses that things take: what was told at the end of its course, and is told later as still on the way.

东川路泵站已竣工, 东川路泵站正在进行设备安装; 石塘村462户全部签约, 石塘村还有17户在洽谈.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from toolkit.language.calling import GOES_ON
from toolkit.language.claims import Clause, Mode
from toolkit.language.deeds import ASIDE, LISTED, LONGEST, MOST, ROLLING
from toolkit.language.howfar import DATE
from toolkit.language.text import fold
from toolkit.language.words import Words

LEAST = 3  # characters in a row that both name
OWN = 2  # characters of a subject besides words that any has
IN_USE = "courses.works.done_in_use_pattern"  # what is 正在运行 is in use
BY_ALL = "agreed"  # one contract is followed by the next: only of all the households is none left
_HOUSEHOLDS = re.compile("[0-9]户[^，。；]{0,6}全")
_OPEN = (Mode.ONGOING, Mode.PENDING, Mode.PROSPECTIVE)
_NOT_YET = re.compile(
    r"[尚还仍暂]未|一直(?:没|未)|还没|没有?(?=[一-鿿])|未(?=能|完成|开|投|通|建|办|取得|获|签|到|与|接|拨|批|报|进|招|落实|启|动|搬|迁|交|封)|"
    r"(?<![接招款期对])待(?!遇)|等[待候]|等(?=[一-鿿]{2,14}(?:批|核发|审|验收|同意|许可|后|到))|计划(?=[^，。；]{0,12}(?:[0-9]|[年月季底前]|完成|组织|开|投|建|启|交|搬))|"
    r"预计|力争|争取(?!到)|(?<![草虚模])拟(?!定)|将(?!军|来|其|原)|有望|可望|确保|未定|待定|另行|再(?=组织|行|报|申|办|次申)|才(?=能|可)|明年|次年|来年|明春|年后|节后|"
    r"前(?=(?:全部|正式|全面|具备)?(?:完工|建成|开|投|启|通|运|交付|搬|迁|挂牌|上线|入|取得|获|签|到位|竣工|完成|接))|尚早|要到|[尚还仍][缺需差]|方可|准备"
)
_GOING = re.compile(
    r"正(?=在|向|抓|加|组|逐|利|排|做|开展|进行|办|按)|仍在?|还在|尚在|在(?=[装铺办编建施审拟做粉砌浇安调布申走公联准拆洽]|[一-鿿]{1,6}(?:中|$))|抓紧|加快|过半|一半|大半|近半|"
    r"[0-9.]+%|[一二三四五六七八九]成|[一二三四五]分之|中$|刚|途中|阶段|剩余|余下|剩下|进行|推进|施工至|排队"
)
_AT_IT = re.compile("(?:正|仍|尚|还)在(?=组织|进行|开展|办理|准备|推进|洽|商|签|搬|移|拨|申|抓紧)")
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
_FILLER = re.compile(
    r"授牌|挂牌|揭牌|起(?=免|面|对|正)|免费|项目|工程|工作|建设|结构|任务|手续|合同|协议|文本|材料|目前|现场?|[已由在于仍还尚也该均内的了、，]|全部|正式|主体|整体|年度|[约近]?[0-9.]+(?!号)[一-鿿%]{0,2}|[两各其]|室内|公司|成果|"
    r"报告书?|证书?|首批|方面|资金|补助|日期|时间|新建|迁建"
)
_WITHIN = re.compile("坝体|坝基|主体|路基|墩身|梁板|桩基")  # without which there is nothing
_PARTS = re.compile(
    "(?:水泵|发电|制冷|主)?机组|水泵|锅炉|厂房|钢结构|钢构|跑道|草坪|轨道|沥青|标线|机电|消防|电梯|设备|采购|招标|生产线|安装|装饰|装修|室内|布展|滤池|"
    "内部|外墙|保温|桥面|铺装|路面|屋面|幕墙|吊装|铺设|敷设|施划|浇筑|砌筑|粉刷|联调|测试|调试|施工|材料|方案|文稿|草案|有序|推进|进行|开展|基本|免费|点位|勘察|"
    "完成|提请|[一二三]审|审议|征求意见|洽谈|磋商|商谈|谈判|协商|条款|合作|正|%"
)
_LEADS = re.compile(
    r"^(?:目前|其中|同时|此外|但|因|由于|截至|全[市县区]|我[市县区]|[市县区](?=[一-鿿]{3})|累计|完成|实施|推进|加快|启动|新建|建成|对|将|把|[一二三四五六]是|、|，)+"
)
# Where a name ends.
_CUT = re.compile(
    r"(?<![0-9.])[约近共]?[0-9.]+(?![0-9]*(?:号|#|期|[.0-9]))(?:万|亿)?[一-鿿%]?|[A-Z]+[0-9]+|[“”\"‘’]|已经?|均(?!衡)|全部|正式|顺利|如期|提前|全面|整体|如数|悉数|全数|都(?!市)|仍|还(?!款|湖|林)|尚|正(?=在)|"
    r"[两三四五六七八九十]+(?:条|个|座|所|栋|家)|起$|先后|成功|基本|通过|取得|获得?|[由经向在于](?!济)|因|的"
)
_MARK = re.compile(
    r"[一二三四五]期|[0-9]+(?:号|#|标)|第[一二三四五六七八九]|[东西南北][段区线片侧岸]|[左右上下][幅行线岸游]|[左右]半幅|[A-D][区座栋]"
)


class Stand(NamedTuple):
    """Where a clause says that its subject is: the `rung` of its course, counted from the bottom.

    Of what is `open`, the highest rung that it can have reached; `ends` where the rung is behind it once it is told.
    `led` is what led to the state: the clause's own words, or those of the clause whose subject it goes on with.
    """

    clause: Clause
    text: str
    subject: str
    course: str
    rung: int
    ends: bool
    open: bool
    led: str


def stands(claims: Sequence[Clause], words: Words) -> list[Stand]:
    """What a cell tells of how far things have come, in order."""
    found: list[Stand] = []
    stretch, head, led = -1, "", ""
    any_rung = words.any_of("courses")
    for clause in claims[:MOST]:
        if clause.stretch != stretch:
            stretch, head, led = clause.stretch, "", ""
        if len(clause.text) > LONGEST:
            continue
        text = ASIDE.sub("", LISTED.sub("", fold(clause.text).text))
        first = any_rung.search(text)
        if first is None:
            head, led = (head, led) if head else (_name(text), text[: _cue(text)])
            continue
        found += _stands_of(clause, text, (head, led), words)
        own = _name(text[: min(_cue(text), first.start())])
        if _is_name(own) and not GOES_ON.match(text):
            head, led = own, text[: _cue(text)]
    return found


def _stands_of(clause: Clause, text: str, before: tuple[str, str], words: Words) -> Iterator[Stand]:
    head, led = before
    not_yet, going = _NOT_YET.search(text), _GOING.search(text)
    is_open = clause.mode in _OPEN or bool(not_yet or going)
    for course, rungs in _courses(words).items():
        met = [(at, word) for at, name in enumerate(rungs) if (word := words.pattern(name).search(text))]
        if not met:
            continue
        at, word = met[-1]
        if text[word.end() : word.end() + 1] == "后" and not text[word.end() :].startswith("后续"):
            continue  # 力争投产后年产值10亿元
        ends = "done_" in rungs[at] and not text[word.end() : word.end() + 1].isdigit()  # 并网20兆瓦 is some of it
        ahead = "done_" in rungs[at] and bool(not_yet or (_AT_IT.search(text) and rungs[at] != IN_USE))
        own = _name(text[: min(_cue(text), word.start())])
        named = _is_name(own) and not GOES_ON.match(text)
        led = text if named else led
        yield Stand(clause, text, own if named else head + own, course, at - ahead, ends, is_open, led)


def _courses(words: Words) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in words.names("courses"):
        found.setdefault(name.split(".")[1], []).append(name)
    return found


def _cue(text: str) -> int:
    """Where a clause begins to tell how things stand; its end where it does not say."""
    return min((cue.start() for kind in (_NOT_YET, _GOING) if (cue := kind.search(text))), default=len(text))


def _name(before: str) -> str:
    """The names that stand before a state, without counts and adverbs."""
    pieces = (_CUT.split(piece) for piece in re.split("[、和及]", _LEADS.sub("", DATE.sub("", before))))
    return "、".join(kept for cut in pieces if (kept := next((part for part in cut if _is_name(part)), "")))


def _is_name(part: str) -> bool:
    return len(_FILLER.sub("", part)) >= OWN


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
        if (len(run) < LEAST and not numbered) or not _is_name(run) or len(run) <= len(best):
            continue
        ahead, behind = other.subject[: met.b], other.subject[met.b + met.size :]
        mine = piece[met.a + met.size :]
        if run not in other.text:  # it goes on with a subject: 移动端 is another one
            behind = other.led.partition(run)[2]
        behind = _WITHIN.sub("", behind)
        if other.ends and other.open:
            behind = _PARTS.sub("", behind)  # what is put into it before it opens
        if _says_more(behind, one.text) or _says_more(mine, other.led + other.text) or _is_elsewhere(ahead, context):
            continue
        level = re.compile(f"([省市县区州镇]){re.escape(run)}")
        levels = [found[1] for told in (one.text, other.text) if (found := level.search(told))]
        if len(set(levels)) > 1:
            continue  # 市体育中心, 县体育中心
        branch = _ANOTHER.match(behind) and not _ANOTHER.match(mine)
        if not branch and set(_MARK.findall(one.text)) == set(_MARK.findall(other.subject + other.text)):
            best = run
    return best


def _says_more(rest: str, text: str) -> bool:
    return any(char not in text for char in _FILLER.sub("", rest))


def _is_elsewhere(ahead: str, context: str) -> bool:
    own = _FILLER.sub("", ahead)
    return not all(own[at : at + 2] in context for at in range(max(1, len(own) - 1)))
