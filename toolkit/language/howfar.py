"""How far a clause says that a deed has come: the step that was taken, or the one that is still to be taken."""

from __future__ import annotations

import re

from toolkit.language.claims import HEDGED, Clause

REST = re.compile(r"剩余|尚余|尚有|还有|仍有|余下|还剩|仅剩|剩(?=[0-9])")
DATE = re.compile(
    r"(?:20[0-9]{2}年|去年|今年|明年|年内|年初)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|份|底|初|末)?|[一二三四]季度|[上下]半年|年底|年末)(?:之?前|底|末)?|"
    r"20[0-9]{2}年(?:底|末|初)?前?"
)
FIGURE = re.compile(
    r"[约近超共]?[0-9][0-9.,]*(?:[—~～-][0-9.]+)?(?!号|期|[#＃]|[0-9]*[—~～-])[万亿]*(?:余|多)?"
    r"(?:平方公里|平方米|立方米|公里|公顷|[一-鿿%])?"
)
_PENDING = re.compile(
    r"正在|尚未|还未|仍未|未(?=取得|完成|通过|办|签|拆|批|验)|待(?!遇)|排队|拟|计划(?=[^，。；]{0,10}(?:组织|开展|申报|完成|召开|取得|启动|办|[0-9]))|预计|力争|争取|有望|将于|仍在|在办|在(?=拆|浇|编|建|报|审)|"
    r"准备|筹备|再(?=组织|行|次|申)|资料[^，。；]{0,4}整理|(?:办理|编制|审批|评审|审查|推进|施工|协商|商谈)(?:之|过程)?中|阶段$|报批|"
    r"完成[^，。；0-9]{0,3}(?:[0-9.]+%|[一二三四五六七八九]成|过半|大半)"
)
_CUE = re.compile(f"{_PENDING.pattern}|{REST.pattern}")
_ALL = re.compile(r"全部|均|悉数|全面(?=完成)|完毕|(?:工作|任务)?(?:已|业已)(?:于|经|顺利|圆满)*(?:完成|结束)$")
_APPROVED = re.compile(
    r"获批|批复|核准|批准|取得|核发|领取|办结|办妥|办理完[成毕]|获得|准予|下达|通过[^，。；]{0,8}(?:审批|审定)"
)
_REVIEWED = re.compile(
    r"通过[^，。；]{0,12}(?:评审|审查|论证)|(?:评审|审查)[^，。；]{0,4}(?:通过|完成)|完成[^，。；]{0,8}(?:评审|审查)"
)
_WRITTEN = re.compile(
    r"编制完成|完成[^，。；]{0,6}(?:编制|送审稿|初稿)|编制(?:工作)?(?:已|全部)*完成|形成[^，。；]{0,6}[稿本]"
)
_TAKEN = ((3, _APPROVED), (2, _REVIEWED), (1, _WRITTEN))
_UP_FOR = (
    (
        3,
        re.compile(
            r"报批|审批|批复|批准|核准|核发|办理|申领|取得|待批|获批|报[省市县区国][^，。；]{0,8}[审批定]|报审|上报|许可"
        ),
    ),
    (2, re.compile(r"评审|审查|论证(?:会|中)|征求")),
    (1, re.compile(r"编制|起草|委托|编写|修改完善|组卷")),
)
_OFFICE = re.compile(r"行政审批(?:服务)?局?|审批(?:服务)?局")
_HAPPENED = re.compile(r"已|[月日](?!底前|前)")
# What may stand behind a deed that is told by itself, and not as part of another: 安装调试, 拆除清运.
_GOES_ON = re.compile(
    r"(?:工作|任务|工程|项目|手续|协议)*(?:$|[、，0-9（(]|已|于|全部|均|完[成毕]|到位|结束|使用|试?运[行营]|并|至|给)"
)
_OFFICES = r"[省市县区国州][一-鿿]{0,8}?(?:[部厅局委]|政府)"
# What may stand between what says that something is pending and the deed: 正在组织竣工验收; and behind the deed then.
# Possessive: their words overlap (报, 报送), and a hostile cell would have every way of parting them tried.
_ON_TO = re.compile(
    r"(?:组织|开展|进行|办理|准备|筹备|申请|申报|申领|推进|加快|抓紧|有序|积极|公开|编制|起草|修改|完善|实施|启动|再|的|技术)*+"
)
_TAIL = re.compile(r"(?:工作|任务|手续|事宜|会议?|资料|材料|文件|公告|证书?|前的?[一-鿿]{0,8}|[，、（(].*)*+")
# What may stand between the deed and what says that it is pending: 验收资料正在整理, 环评已报省厅、正在排队.
_LINK = re.compile(
    rf"(?:工作|任务|项目|会|资料|材料|文件|报告|报批|手续|证|已|于|仍|还|尚|也|[、，的]|(?:上报|报送|报){_OFFICES})*+"
)
# And what may follow: a step of the deed itself and no other deed.
_STEPS = {
    "permit": re.compile(
        rf"(?:{_OFFICES}|上报|报送|报|送|待|审[批查核]|批[复准]|核发|编制|办理|申领|评审|技术|专家|修改|完善|排队|进行|组织|推进|正在|仍在|材料|之?中|[批已于的、，])*+"
    ),
    "tender": re.compile(r"(?:正在|组织|进行|开展|推进|公开|挂网|之?中)*+"),
    "acceptance": re.compile(rf"(?:{_OFFICES}|正在|于|整理|准备|召开|组织|申报|申请|进行|推进|开展|之?中)*+"),
    "mass": re.compile(
        r"(?:正在|仍在|组织|进行|推进|加快|扫尾|收尾|攻坚|协商|逐户|实施|开展|左右|尚|未|完成|签约|签|之?中|[户亩处、，])*+"
    ),
    "point": re.compile(r""),
}
_COUNTED = re.compile(r"[0-9](?:个|座|宗|家|所|条|项|栋|台|套|辆|处|批|件)")
_APPLIED_FOR = re.compile(r"申报|报验|组织")
_HELD = re.compile(r"通过|合格|已(?:于|经|顺利|全部|正式)*(?:完成|组织|竣工|交工|联合)?|完成")
_CLOSED = re.compile(r"完成|结束|中标|定标|确定|签订|签约|已开标")


def how_far(lane: str, clause: Clause, text: str, met: re.Match[str], behind: str) -> tuple[int, bool] | None:
    """The rung of a deed, and whether it was reached; None where the clause does not tell.

    `behind` is what its stretch goes on with. So many of a kind are some of them: of those nothing is told but of all.
    """
    if lane == "permit":
        text = _OFFICE.sub(lambda office: "局" * len(office[0]), text)
    counted = _COUNTED.search(text, 0, met.start() + 1) is not None
    ahead = lane == "acceptance" and text[met.end() : met.end() + 1] == "前"
    left = REST.search(text) if lane == "mass" else REST.search(text, met.end())
    if ahead or left or _PENDING.search(text) or clause.mode in HEDGED:
        if (counted and not (lane == "mass" and left)) or not _is_due(lane, text, met):
            return None
        if "整理" in text and not _APPLIED_FOR.search(behind):
            return None  # for the archives, and not to be handed in
        return _due_of_paper(text) if lane == "permit" else (1, False)
    if counted and lane != "mass":
        return None
    if lane == "permit":
        return next(((rung, True) for rung, step in _TAKEN if step.search(text)), None)
    if lane == "mass":
        done = _ALL.search(text) and _GOES_ON.match(text, met.end())
    elif lane == "point":
        done = _HAPPENED.search(text, 0, met.start()) and _GOES_ON.match(text, met.end())
    else:
        done = (_HELD if lane == "acceptance" else _CLOSED).search(text)
    return (1, True) if done else None


def _is_due(lane: str, text: str, met: re.Match[str]) -> bool:
    """Whether it is this deed that is pending: 正在组织验收, 验收资料正在整理; not 正在清运拆除垃圾."""
    before = [cue.end() for cue in _PENDING.finditer(text, 0, met.start())]
    if before:
        between = FIGURE.sub("", DATE.sub("", text[before[-1] : met.start()]))
        return _ON_TO.fullmatch(between) is not None and _TAIL.fullmatch(text, met.end()) is not None
    cue = _CUE.match(text, met.start()) or _CUE.search(text, met.end())  # 完成七成 is a deed and how far it is
    if cue is None or (cue.start() > met.end() and not _LINK.fullmatch(DATE.sub("", text[met.end() : cue.start()]))):
        return False
    return _STEPS[lane].fullmatch(FIGURE.sub("", DATE.sub("", text[cue.end() :]))) is not None


def _due_of_paper(text: str) -> tuple[int, bool] | None:
    return next(((rung, False) for rung, step in _UP_FOR if step.search(text)), None)
