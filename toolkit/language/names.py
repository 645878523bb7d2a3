"""Numerals that are no quantity: those inside names, documents, policies, hotlines, codes and set phrases."""

from __future__ import annotations

import re

from toolkit.language.patterns import Lazy

_HOTLINES = frozenset({
    "12345", "12315", "12319", "12328", "12333", "12338", "12348", "12355", "12369", "12371", "12380", "12388", "12393",
    "95598", "110", "119", "120", "122", "211", "985", "315", "360", "1688",
})  # fmt: skip
# Only where one of these stands beside the digits can they be part of a name; everything else is spared the pattern.
_NAME_NEXT = frozenset("+×xX*·:：∶时点-分小号强国省路后〕]）)")
_NAME_BEFORE = frozenset("+·-_道号话线打码编证本")
# What begins with Arabic digits and is a name as a whole, tried where the digits begin.
_ARABIC_NAMES = Lazy(
    r"""
      [0-9]+(?:\+[0-9A-Za-z]+)+                    # 1+3+N
    | 7[×xX*]24(?:小时)?                           # 7×24小时
    | [0-9]+[×xX*](?=[0-9])                        # 2×350兆瓦: the factor goes, the rating stays
    | [0-9]+·[0-9]+                                # 3·15
    | [0-9]+[:：∶][0-9]+(?:[:：∶][0-9]+)?          # 14:30, 1:50000
    | [0-9]{1,2}(?:时(?:[0-9]{1,2}分)?|点[0-9]{1,2}分)  # 14时30分
    | 0[0-9]{2,3}-[0-9]{7,8}                       # telephone
    | [0-9]+-[0-9]+-[0-9]+(?:-[0-9]+)*             # codes
    | [0-9]{1,3}(?:分钟|小时)[一-龥]{0,6}圈        # 15分钟便民生活圈
    | [0-9]{1,2}年(?:行动|攻坚|规划|计划|倍增|大变样|级|制|一贯|期)
    | [0-9]+\.0(?=版|时代|工程|升级|模式|系统|平台|战略|行动|计划|体系|建设|阶段)
    | [0-9]+(?=热线|平台|便民|服务|投诉|举报|报警|指挥|急救|工程|高校|晚会)
    | [0-9]+(?=号(?!召)|强(?!化)|国道|省道|路公交|后(?:[、，。]|青年|干部|人才))
    | (?:19|20)[0-9]{2}[〕\]】](?:第?[0-9]+号?)?   # 〔2023〕15号
    | (?:19|20)[0-9]{2}[）)]第?[0-9]+号
    | [0-9]{1,2}0年代
    | 0[0-9]+(?![.0-9])                            # a leading zero codes something
    """,
    re.VERBOSE,
)
_CODE_BEFORE = Lazy(
    r"(?:国道|省道|县道|乡道|编号|文号|字号|电话|热线|拨打|代码|邮编|证号|批号|型号|版本|牌号|桩号|房号)$"
)
_LENGTHS = ("公里", "千米", "米", "条", ".")  # 县乡道68公里 is how long they are
# Latin letters that make one name with the digits behind them: PM2.5, G20, H7N9, ISO9001. A measure's acronym
# (GMV, GDP) has two capitals or more and is none of these.
_LATIN_BEFORE = Lazy(r"[A-Za-z][A-Za-z0-9.+/&_-]*$")
_LATIN_NAMES = frozenset({
    "PM", "SO", "NO", "CO", "CH", "NH", "VOC", "ISO", "GB", "GB/T", "DB", "DBJ", "HJ", "JT", "JGJ", "IP", "IPV",
    "COVID", "TOP", "WEB", "WIFI", "SA", "DN", "AQI",
})  # fmt: skip
# What begins with a Chinese numeral and is a name or a set phrase, though a unit seems to follow.
_HAN_NAMES = Lazy(
    r"""
      [一二三四五]类(?=水|断面|标准|及以上) |
      一批 | 一幅 | 一方面 | 一度 | 一种 | 一类 | 一部 | 一起(?!事故|案|火灾|突发|事件|交通|较大|重大|生产|安全|涉)
    | 一次(?:性|办|告知|成型|通过|分配) | 一件事 | 一张(?:网|图|蓝图|表|清单|卡) | 一本(?:账|通|书|色)
    | 一枚印章 | 一支队伍 | 一条(?:龙|心|鞭|街|主线|红线) | 一家(?:人|亲) | 一户(?:一|多) | 一人一
    | 一个(?:样|都|不|口|劲|窗口|个|声音|盘子) | 一年(?:四季|一度|级) | 一位难求 | 一亩三分地? | 一村(?:一|多)
    | 一[^\d\W一]{1,2}一(?=[^\d\W]) | 一项项 | 一件件 | 一座座 | 一条条 | 一处处
    | 两个(?:维护|确立|结合|毫不动摇|一百年|百年|健全|务必|先行|坚决|责任|清单|至上|作用|根本|大局|文明|转变)
    | 三个(?:代表|务必|区分|年|第一|走在前|必须|一批|一百|服务|全面|倡导|努力|导向)
    | 四个(?:意识|自信|全面|伟大|革命|创新|对照|不摘|最严|不放过|一批|服务|着力|铁一般)
    | 五个(?:一|必须|振兴|打造|统筹|到位|坚持|认同) | 六个(?:必须|坚持|一|着力|严禁) | 七个(?:有之|着力|一)
    | 八个(?:一|明确|坚持|必须) | [四六八九十]个(?:明确|坚持) | 八项规定 | [三四五六]位一体 | 四套班子
    | 三张清单 | 三支一扶 | 三项(?:制度改革|教育|岗位) | 五条禁令 | 两家抬 | 百度 | 千户苗寨
    | 三台县 | 五台(?:山|县) | 九台区 | 七台河 | 五家渠 | 三人行 | 三月三 | [一二三四五]级 | [一二三四五六七八九]年期
    | [一二三四五六七八九十](?:届[一二三四五六七八九十]+)?次(?:全会|全体会议|党代会|人代会)
    | [一二两三四五六七八九十]+年(?:行动|攻坚|规划|计划|倍增|大变样|级|制|一贯|义务|禁渔)
    | [一二两三四五六七八九十]+(?:分钟|小时)[一-龥]{0,6}圈
    """,
    re.VERBOSE,
)
# 一 and others are part of the word before them: 统一个…, 进一步, 最后一公里.
_ONE_BEFORE = frozenset("每这那同统唯之进单任某万逐不专划归合")
_DIGITS = Lazy("[0-9.]+")
_SESSION = Lazy("[一二三四五六七八九十]+次会议")
_LAST_MILE = ("最后", "最先", "最初")
_LIST_HEADS = (
    "行动|工程|产业链|产业集群|产业|攻坚战|攻坚|任务|体系|平台|中心|领域|板块|举措|措施|重点|方面|战略|计划|"
    "专项|项目|基地|园区|片区|组团|支柱|优势|品牌|机制|抓手|路径|方向|目标|指标|系统|模块|场景|环节|要素|活动|"
    "主题|赛道|集群|行业|企业|改革|专题|问题|短板|风险|流域|水系|商圈|枢纽|通道|走廊|组别|类别|类型|类|特色|"
    "功能|载体|载具|高地|新区|示范区|标志性成果|成果|亮点|案例|制度|责任|关系|突破|提升|节会|节庆|赛事"
)
# The first head noun and any that follow it at once: 八大重点工程 counts 工程.
_LIST_COUNT = Lazy(f"大[一-龥]{{0,6}}?(?:({_LIST_HEADS}))+")
_NO_LIST = Lazy("大(?:报告|会|精神|以来|报告|代表|常委|部署|班子|家|洲|洋)")


def arabic_name(text: str, at: int, end: int) -> int:
    """End of the name that the digits [at:end) belong to, or 0 where they are free to be a quantity."""
    digits = text[at:end]
    following = text[end : end + 1]
    suspect = following in _NAME_NEXT or text[at] == "0" or digits in _HOTLINES
    if suspect or (end - at <= 2 and (following == "年" or text.startswith(".0", end))):
        found = _ARABIC_NAMES.match(text, at)
        if found:
            return found.end()
    before = text[at - 1 : at] if at else ""
    if before in _NAME_BEFORE:
        ahead = text[at - 2 : at - 1] if at > 1 else ""
        joined = ahead.isalnum() if before in "+·" else before in "-_" and ahead.isalpha()
        if ahead.isascii() and joined:
            return _digits_end(text, at)
        if _CODE_BEFORE.search(text[max(0, at - 4) : at]) and not (before == "道" and text.startswith(_LENGTHS, end)):
            return _digits_end(text, at)
    return 0


def latin_name(text: str, at: int) -> bool:
    """Whether the Latin letters right before `at` make one name with the digits there (PM2.5, B2B, but not GMV210)."""
    found = _LATIN_BEFORE.search(text[max(0, at - 12) : at])
    if found is None:
        return False
    letters = found[0]
    return len(letters) == 1 or letters.upper() in _LATIN_NAMES or not letters.isalpha() or not letters[:2].isupper()


def han_name(text: str, at: int) -> int:
    """End of the set phrase that begins with the Chinese numeral at `at`, or 0 where it may be a quantity."""
    found = _HAN_NAMES.match(text, at)
    if found or not at:
        return found.end() if found else 0
    # 人大三次会议 is a name, 召开三次会议 a count.
    if text[at - 1] in "大届会委" and (session := _SESSION.match(text, at)):
        return session.end()
    glued = text[at] == "一" and text[at - 1 : at] in _ONE_BEFORE
    return at + 1 if glued or text.startswith(_LAST_MILE, max(0, at - 2), at) else 0


def list_count(text: str, end: int) -> tuple[str, int] | None:
    """Head noun and its end where a numeral that ends at `end` counts a list: 十大行动, 八大重点工程; else None."""
    if _NO_LIST.match(text, end):
        return None
    found = _LIST_COUNT.match(text, end)
    return (found[1], found.end()) if found else None


def _digits_end(text: str, at: int) -> int:
    digits = _DIGITS.match(text, at)
    return digits.end() if digits else at + 1
