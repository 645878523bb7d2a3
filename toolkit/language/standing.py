"""How a named thing stands: a deed that was told as done, and a later cell in which it is still to come.

城东社区卫生服务中心正式开诊; 城东中心正在办理执业许可, 计划年底前开诊.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.language.calling import GOES_ON, SHORT, forms, is_whole, names
from toolkit.language.claims import Clause, Mode
from toolkit.language.deeds import ASIDE, LISTED, LONGEST, MOST
from toolkit.language.howfar import DATE
from toolkit.language.lanes import is_another_deed, is_out
from toolkit.language.text import fold
from toolkit.language.things import things
from toolkit.language.words import Words

LANES = ("open", "built", "topped", "accepted", "granted", "agreed", "joined", "moved", "handed")
BUILT = ("open", "built", "topped", "accepted", "handed")  # what no works go on for once it is told
AHEAD = 5  # clauses of a stretch in which a thing is looked for behind its name
SUBJECT = 2  # characters before a cue that nobody spoke of before: a subject of its own
_MONTH = re.compile(r"(?<![0-9年至—~-])([0-9]{1,2})月(?![至—~-])")
_QUARTER = re.compile(r"(?<![前至到—~-])([一二三四])季度(?!末)")
# That it was asked for, and no answer told.
_APPLIED = re.compile(
    r"(?:申请|申报|材料|资料|方案|报告)[^，。；]{0,8}(?:递交|报送|上报|报|送|提交|受理|整理|待)|(?:递交|报送|提交|上报)[^，。；]{0,10}(?:申请|材料|资料)|(?:招标|比选|磋商|采购|招聘)(?:公告|文件)|流标|废标|送审"
)
_BRANCH = re.compile(
    r"》的?(?:实施|配套|解读|宣传|宣讲|修订|修正|释义|落实|细则|贯彻)|[的]?(?:[二三四五]期|[一二三四五]部|分部|第[二三四五]|[东西南北新]院?[校园]?区|分[院馆校站店中]|[一二三四五六七八九十0-9]+标段?|扩[建容]|[A-D][区座栋楼]|新[加增设]|新增|续建|周边|外围|配套|附属|"
    r"连接线|延[伸长]|至|线路|站点)"
)
# What says that the thing was there and is changed, or that another piece of it is meant.
_AGAIN = re.compile(
    r"检修|维修|大修|抢修|停(?!车|机坪|靠)|恢复|重新|重启|补[做建充]|追加|渗漏|发现|返工|扩建|扩容|改扩建|二次|升级|修订|修编|续[期签建]|换[证届发]|"
    r"[二三四五]期|第[二三四五]批|新一轮|下一批|另(?!行)[外一有]?|其余|其他|余下|剩余|剩下|新[加增设建](?!成)|配套|附属|回访|延长|延时|更新|增[设补]|局部|修改(?!完善)|到期|延期后|原址|老[院校]区|分批"
)
_AHEAD = re.compile(
    r"计划|预计|力争|争取(?!到)|(?<![草虚模])拟(?!定)|将(?!军|来)|有望|可望|待(?!遇)|确保|尚未|还未|仍未|未(?=能|完成|开|投|通|建|办|取得|获|签|到|与|接)(?![一-鿿]{1,2}(?:户|的|项目|企业))|没有?(?=[完开投通建办取获签到接])|"
    r"等[待候]|才(?=能|可|[一-鿿]{0,4}[批开投])|再(?=组织|报|申|行|办)|后(?:再|方|才|上?报|提交|启用|注入)|底前|年底(?=[一-鿿]{0,4}(?:动工|开工|完|建|投|启|开|交))|年后|节后|元旦后|春节后|明年|次年|来年|"
    r"等(?=[一-鿿]{2,12}(?:批|核发|审|验收|同意|许可))|未定|待定|另行|方可|尚[缺需待处]|"
    r"前(?=(?:全部|正式|全面|具备)?(?:完工|建成|开|投|启|通|运|交付|搬|迁|挂牌|上线|入|取得|获|签|到位|竣工|完成|接))"
)
_HOPED = re.compile(
    r"计划|预计|力争|争取(?!到)|(?<![草虚模])拟(?!定)|将(?!军|来)|有望|可望|待(?!遇)|确保|尚未|[月年]底?前|底前|[仍还尚]差|未(?=[一-鿿]{1,2}[户的])|由[^，。；]{2,16}[到至]"
)
_UNDER_WAY = re.compile(
    r"正向|正在?(?!式|常|规|确|面|好|大)|仍在?|还在|尚在|在(?=[一-鿿]{1,6}(?:中|$))|同步推进|推进|抓紧|收尾|做到|过半|一半|刚|[0-9.]+%|进行|施工|中$"
)
# Works without which nothing opens.
_STRUCTURE = re.compile(
    r"沟槽|路基|基坑|桩基|主体(?!责任)|土建|砌墙|砌筑|铺轨|开挖|打桩|钻孔|浇筑|封顶|吊装|架设|填筑|支护|井道|衬砌|灌浆|护坡|清表|场平|地基|夯|烘炉|客土|清淤|混凝土|钢筋|墩|承台|梁"
)
# Works that are all that a clause tells of a thing: 泵站正在进行设备安装.
_WORKED_ON = re.compile(
    r"(?:目前|现|现场|项目|工程)?(?:正在|仍在|尚在)(?:进行|开展)?(?:设备|室内|内墙|外墙|主体|机电|土建|装饰|装修|安装(?=$|设备|机组|机电|中|管|锅炉|水泵|电梯))[^，。；]{0,14}"
)
_BELOW = re.compile(r"层主体|主体施工|施工至|基坑|桩基|地下室|基础|浇筑|节段")
_OTHERS = re.compile("其余|其他|另(?!行)|剩余|余下")
_ORDINAL = re.compile("^(?:[一二三四五六]是|[0-9]{1,2}[.、．)）])")
_SO_MANY = re.compile(r"[0-9](?:余|多)?[户人名条辆台件批]")
# For whom, or for when, a thing is done again and again: 7至9月高龄津贴.
_FOR_WHEN = re.compile(r"[0-9]{1,2}(?:[至—~-][0-9]{1,2})?月(?:份)?(?=[一-鿿]{2,8}(?:已|正|均|全部|发放|拨付|到|审))")
_PAST = re.compile(r"[一-鿿]{2,6}后(?=正在|已|即|组织|开展|启动|转入)")
_FILLER = re.compile(
    r"日期|时间|合同|文本|手续|目前|现|的|已|由|在|于|仍|还|尚|也|该|项目|工程|工作|内|室|两|各|其|，|[0-9.]+|[个栋处台套%]"
)


class Standing(NamedTuple):
    """That a named thing was told to have come about in one of the LANES."""

    clause: Clause
    name: str
    lane: str


class Later(NamedTuple):
    """A later cell: its clauses, the last month that its report is of, and what was told and asked for before it."""

    claims: Sequence[Clause]
    month: int
    context: str


class Spoken(NamedTuple):
    """A clause that tells of a name: what it says behind it; whether it names it, and as part of a longer name."""

    clause: Clause
    text: str
    named: bool
    longer: bool = False


def reached(claims: Sequence[Clause], words: Words) -> list[Standing]:
    """What a cell tells to have come about, by name."""
    found: list[Standing] = []
    stretch, head = -1, ""
    for clause in claims[:MOST]:
        if clause.stretch != stretch:
            stretch, head = clause.stretch, ""
        if len(clause.text) > LONGEST:
            continue
        text = ASIDE.sub("", LISTED.sub("", fold(clause.text).text))
        plain = clause.mode is Mode.REALISED and not _HOPED.search(text) and not _AGAIN.search(text)
        met = {
            lane: word for lane in LANES if plain and (word := words.pattern(f"standing.{lane}_pattern").search(text))
        }
        if met:
            first = min(word.start() for word in met.values())
            met = {lane: word for lane, word in met.items() if not text[word.end() : word.end() + 1].isdigit()}
            named = names(text, first)
            met = {lane: word for lane, word in met.items() if not is_out(lane, text, named)}
            if not (len(named) == 1 and _SO_MANY.search(text, 0, first)):  # 移民安置63户已入住: some of many
                found += [Standing(clause, name, lane) for lane in met for name in named or [head] if name]
        head = next(iter(names(text, len(text))), "") or head
    return found


def fallen_back(earlier: Sequence[Standing], cell: Later, words: Words) -> Iterator[tuple[Standing, Clause]]:
    """What had come about, with the clause of a later cell in which it is still to come; each name once."""
    told: set[str] = set()
    for was in earlier:
        if was.name in told:
            continue
        alone = not any(other.name != was.name and other.name[-SHORT:] == was.name[-SHORT:] for other in earlier)
        spoken = list(_spoken_of(was, cell, alone=alone))
        if any(_stands(said, was, cell, words) for said in spoken):
            continue
        again = next((said.clause for said in spoken if _is_to_come(said, was, cell, words)), None)
        if again is not None:
            told.add(was.name)
            yield was, again


def _spoken_of(was: Standing, cell: Later, *, alone: bool) -> Iterator[Spoken]:
    """The clauses that tell of a name; those that go on with it among them."""
    form = forms(was.name)
    for at, clause in enumerate(cell.claims[:MOST]):
        text = ASIDE.sub("", _ORDINAL.sub("", fold(clause.text).text))
        met = form.search(text) if len(text) <= LONGEST else None
        if met is None or _BRANCH.match(text, met.end()) or not is_whole(was.name, text, met, cell.context):
            continue
        if (len(met[0]) == SHORT and not alone) or _is_for_another(was, text):
            continue
        longer = any(len(name) > len(met[0]) for name in things(text[met.start() :]) if name.startswith(met[0]))
        yield Spoken(clause, text[met.end() :], named=True, longer=longer)
        if _has_subject(text[met.end() :], cell):
            continue  # 北门正在施工，预计10月开放
        for follower in cell.claims[at + 1 : at + AHEAD]:
            behind = fold(follower.text).text
            if follower.stretch != clause.stretch or len(behind) > LONGEST or _names_another(behind):
                break
            yield Spoken(follower, behind, named=False, longer=longer)


def _is_for_another(was: Standing, text: str) -> bool:
    """Whether two clauses tell of different months' rounds of a thing."""
    rounds = [set(_FOR_WHEN.findall(said)) for said in (fold(was.clause.text).text, text)]
    return bool(rounds[0] and rounds[1]) and rounds[0] != rounds[1]


def _names_another(text: str) -> bool:
    """Whether a clause opens with a thing of its own, or with the others."""
    if _OTHERS.match(text):
        return True
    return not (_AHEAD.match(text) or GOES_ON.match(text)) and any(text.startswith(name) for name in things(text))


def _is_ahead(text: str, cell: Later) -> bool:
    """Whether a clause looks ahead: it says so, or names a month or quarter in which its report was not yet due."""
    if _AHEAD.search(text):
        return True
    quarters = ("一二三四".index(found[1]) for found in _QUARTER.finditer(text))
    return any(int(m[1]) > cell.month for m in _MONTH.finditer(text)) or any(3 * q >= cell.month for q in quarters)


def _stands(said: Spoken, was: Standing, cell: Later, words: Words) -> bool:
    """Whether a clause tells that the thing stands as it did, or has gone on."""
    told = fold(said.clause.text).text
    if said.clause.mode is not Mode.REALISED or _is_ahead(said.text, cell) or _APPLIED.search(said.text):
        return _AGAIN.search(told) is not None
    stands = words.pattern(f"standing.{was.lane}_pattern").search(said.text)
    return stands is not None or _AGAIN.search(told) is not None


def _is_to_come(said: Spoken, was: Standing, cell: Later, words: Words) -> bool:
    """Whether what is told of the thing comes before what it had reached."""
    past = _PAST.match(said.text)
    if past and words.pattern(f"standing.{was.lane}_pattern").search(past[0]):
        return False  # 批复后正在编制初步设计
    text = _PAST.sub("", said.text)
    due = words.either((f"standing.{was.lane}_due_pattern", f"standing.{was.lane}_way_pattern"))
    hoped = (_is_ahead(text, cell) or _APPLIED.search(text) is not None) and due.search(text) is not None
    way = _UNDER_WAY.search(text) and words.pattern(f"standing.{was.lane}_way_pattern").search(text)
    if (
        (hoped or way)
        and not said.longer
        and not is_another_deed(text, was.lane, fold(was.clause.text).text, due)
        and not _has_subject(text, cell, due)
    ):
        return True
    if not said.named:
        return False  # 清淤58万立方米 may be of anything
    if was.lane == "open" and _WORKED_ON.fullmatch(text) and not said.longer:
        return True
    works = (_STRUCTURE if was.lane != "topped" else _BELOW).search(text) if was.lane in BUILT else None
    if works is None or (was.lane != "accepted" and _is_own(text[: works.start()], cell)):
        return False
    return _UNDER_WAY.search(text) is not None or not DATE.search(text)


def _has_subject(text: str, cell: Later, due: re.Pattern[str] | None = None) -> bool:
    """Whether a clause goes on with something that nobody spoke of before: 公共设施正在移交; the deed `due` is none."""
    cue = _AHEAD.search(text) or _UNDER_WAY.search(text)
    before = DATE.sub("", text[: cue.start()]) if cue else ""
    return _is_own(due.sub("", before) if due else before, cell)


def _is_own(before: str, cell: Later) -> bool:
    own = _FILLER.sub("", DATE.sub("", before))
    return len(own) >= SUBJECT and not any(own[at : at + 2] in cell.context for at in range(len(own) - 1))
