"""Wording (文字): marks that are doubled, stray or out of place, and slips of the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.checks.catalogue import item_check
from toolkit.checks.subject import TEXT_COLUMNS, Reading, Remark
from toolkit.language.garbled import numbers, strays

_DOUBLED = re.compile(r"[，。；：、,;][，。；：、]+")
_STRAY_SIGN = re.compile(
    r"(?<=[一-鿿0-9%）”])(?:(?:[■◆●▲▼※\ufffd]+|[￥¥#@&^|\\][%$#@&*^~|\\￥¥]+)(?=[，。；、：]|$)"
    r"|[#￥&^|@][■◆●▲▼※\ufffd]+|(?<=[0-9])[%％‰]{2,})"
)
# One sign that no other in its cell answers: no bullet, no box to tick, no #…#. A ▲ before a figure is a minus sign.
_LONE_SIGN = re.compile(
    r"^##+(?=[一-鿿])|(?<=[一-鿿）”])(?<![标注带号])(?:#(?=[，。；、：]|$)|##+(?=[0-9一-鿿]))|(?<=[一-鿿0-9%）”，])(?<![标注带用以画])□(?=[一-鿿0-9])"
    r"|(?<=[；，。])##+(?=[一-鿿])|(?<=[一-鿿])(?<![标注带用以画为是])[■◆●](?=[0-9])|(?<=，)[■◆●](?=[一-鿿])|(?<=[0-9%])□(?=[，。；])"
)
_SIGN = re.compile("[#□■◆●]")
_STRAY_START = re.compile(r"\s*[，。；、：！？]")
# “金融机构为460个，省市级重大项目融资支持364.03亿元”: the comma parts a measure word from the noun it measures.
# 为 gives only where a giver stands before it; a new statement behind the comma opens with an adverb or a verb.
_CUT_MEASURE = re.compile(
    r"(?:机构|银行|部门|公司|单位|平台|基金|中心|政府)(?P<giving>为)\s*[0-9０-９.]+\s*[个家项户名]\s*(?P<comma>[，,])"
    r"(?!累计|全年|年度|年内|今年|当年|本年|共|总|其中|新增|争取|实现|完成|已|均|各|为)"
    r"[^，。；0-9０-９]{0,12}(?:项目|企业|工程|农户|商户|学生|群众|居民|主体)"
    r"(?:融资|提供|保障|落实|争取|发放|授信|办理|解决|兑现)[^，。；0-9０-９]{0,10}[0-9０-９]"
)


@item_check(
    "punctuation-suspect",
    family="wording",
    title="标点误用",
    certainty="lead",
    severity="low",
    objects=[
        "建成学校2所，。新增学位500个。",
        "，建成学校2所。",
        "完成进出口151.3亿元■，新增学位500个。",
        "新建5G基站##186个，2座泵站已复工。",
        "新增公园绿地7.6公顷，□栽植黑松2700株。",
        "一般公共预算收入13.2.6亿元，同比增长5.1%。",
        "送戏下乡61场，现场观众#￥2.1万人次。",
        "梳理并上线asd高频事项126项。",
        "全市金融机构为460个，省市级重大项目融资支持364.03亿元。",
    ],
    silent=[
        "建成学校2所，新增学位500个。",
        "1#、2#冷库封顶，开展#平安出行#活动3场，发放问卷（□满意□一般）。",
        "为460个省市级重大项目融资支持364.03亿元。",
        "建成“智慧校园”、“平安校园”……等。",
        "全市学校为46所，新增学位500个。",
        "系统升级到V2.0.3版，地址10.1.1.8，截至2023.12.31完成。",
        "市民王**等3人获奖，C++培训2期，发放app券1.2万张。",
        "新增企业为36家，累计融资支持100亿元。",
        "重点项目为12个，全年争取资金3亿元。",
        "服务机构为12个，全年为企业提供贷款3亿元。",
    ],
)
def punctuation_suspect(item: Reading) -> Iterator[Remark]:
    """判什么：标点连用、句首多出标点、句中多出■一类符号或误键的字母、数字多出小数点、逗号隔断了数量词与它的名词。
    为什么：断句错了，数字属于谁就会读错。
    取证：请填报单位核对原文断句。
    局限：线索，需人工核实；句末缺句号不判。
    """
    for column in TEXT_COLUMNS:
        text = item[column]
        for match in _DOUBLED.finditer(text):
            yield Remark(item.passage(column, *match.span()), f"标点“{match.group()}”连用。")
        for match in _STRAY_SIGN.finditer(text) if "□" not in text else ():
            yield Remark(item.passage(column, *match.span()), f"句中多出符号“{match.group()}”。")
        lone = _LONE_SIGN.search(text) if _SIGN.search(text) else None
        if lone and text.count(lone[0][0]) == len(lone[0]):
            yield Remark(item.passage(column, *lone.span()), f"句中多出符号“{lone[0]}”。")
        for match in numbers(text):
            yield Remark(item.passage(column, *match.span()), f"数字“{match.group()}”多出小数点，读不出数值。")
        for match in strays(text):
            yield Remark(item.passage(column, *match.span()), f"句中多出“{match.group()}”，疑为误键。")
        stray = _STRAY_START.match(text)
        if stray and len(text.strip()) > 1:
            yield Remark(item.passage(column, *stray.span()), "句首多出标点。")
        for match in _CUT_MEASURE.finditer(text):
            quoted = item.passage(column, match.start("giving"), match.end("comma"))
            yield Remark(quoted, "逗号隔断了数量与其后的名词，疑为多余。")


RULES = (punctuation_suspect,)
