"""Named works and houses that a text tells of: 澜江博物馆, 城北水厂, without the deed before them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.language.asks import Ask
from toolkit.language.coverage import mass, pieces
from toolkit.language.text import fold

NAMED, NAMED_MASS = 4, 12.0  # characters, and their weight, from which on a thing is known again by its name
VERBS = re.compile(
    r"(?:力争|确保|全力|加快|继续|抓好|办好|开好|提升|整治|修缮|修编|印发|出台|制定|修订|发布|编制|推进|推动|实施|启动|完成|建成|启用|开工|建设|新建|改建|扩建|改造|投用|投产|竣工|完工|开展|做好|"
    r"重点|突出|统筹|全面|调度|总结|督促|协调|支持|加强|落实|举办|组织|争取|打造|年内|年底前|对|将|把|[0-9]{1,2}月底?前)+"
)
KINDS = (
    r"项目|工程|中心|医院|学校|小学|中学|学院|[校院园]区|园|广场|码头|港|机场|车站|枢纽|[大道公铁]路|路|"
    r"高速|大桥|桥|隧道|水库|水厂|电厂|变电站|河|湖|湿地|湾|闸|泵站|基地|馆|楼|院|厂|站|线|街区|综合体|平台|系统|实验室|片区|"
    r"装置|(?:试验|实验|科研|研究|观测)设施|新城|示范区|立交|互通|街|巷|新址|旧址|水系|沟|渠|口岸|专线|管廊|博览会|展会|论坛|大会|峰会|马拉松|大赛|锦标赛|公开赛|邀请赛|联赛|运动会|文化节|戏剧节|节|景区|庙|寺|塔|阁|祠|故居|城楼|牌坊|书院"
)
_SUBJECT = re.compile(rf"[一-鿿A-Za-z0-9]{{2,10}}?(?:{KINDS})")
_WITHIN = re.compile(rf"[一-鿿]{{0,4}}?(?:{KINDS})")
FATE = re.compile(r"建成|竣工|完工|投产|投用|投运|启用|开工|通车|封顶|投入|交付|运营|开放|开园|验收")


def subject(ask: Ask) -> str:
    """The named thing that an ask opens with (黄沙坪水库开工), or nothing where it opens with a deed."""
    opened = _SUBJECT.match(ask.folded)
    return opened.group() if opened and not VERBS.match(ask.folded) else ""


def things(text: str) -> Iterator[str]:
    """The named works and houses that a clause tells of (澜江博物馆, 城北水厂), without the deed before them."""
    folded = fold(text).text
    for found in _SUBJECT.finditer(folded):
        end = found.end()
        while (more := _WITHIN.match(folded, end)) and not FATE.search(more.group()):
            end = more.end()  # 第一中学体育馆 is no 第一中学
        name = folded[found.start() : end]
        opened = VERBS.match(name)
        name = name[opened.end() :] if opened else name
        if len(name) >= NAMED and mass(pieces(name)) >= NAMED_MASS:
            yield name
