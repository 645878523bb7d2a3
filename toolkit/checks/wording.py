"""Wording (文字): repeated clauses, unbalanced brackets, mixed styles, stray punctuation (约数: approximation.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from toolkit.checks.catalogue import item_check, report_check
from toolkit.checks.examples import HEAD, ROW
from toolkit.checks.subject import TEXT_COLUMNS, Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.language.repetition import Repeat, repeats
from toolkit.model import Column, Passage

_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」", "[": "]", "〈": "〉"}
_CLOSING = {")": "(", "）": "（", "》": "《", "”": "“", "〕": "〔", "】": "【", "」": "「", "]": "[", "〉": "〈"}
_WIDE = {"(": "（", ")": "）"}
_MARKS = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSING)) + "]")
_LIST_BRACKET = re.compile(r"(?:^|[。；;，,：:\s])\s*[0-9０-９a-zA-Z一二三四五六七八九十]{1,2}$")

# A half-open interval closes with the other kind of bracket: (0,1].
_INTERVAL = re.compile(r"[(（\[]\s*[-+]?[0-9.∞]+%?\s*[,，]\s*[-+]?[0-9.∞]+%?\s*[)）\]]")


@item_check(
    "clause-repeated",
    family="wording",
    title="语句重复",
    certainty="exact",
    severity="medium",
    objects=[
        "健全了风险监测预警机制，健全了风险监测预警机制，处置线索58条。",
        "全年完成投资21.4亿元，打造完整社区试点26个，投资完成率107%，打造完整社区试点26个，群众满意。",
        "组建教育集团62个，覆盖率达到83.5%。组建教育集团62个，覆盖率达到83.5%。",
    ],
    silent=[
        "新建公路268公里，完成率100%；改造危桥18座，完成率100%；安防工程310公里，完成率100%。",
        "截至2023年底，累计保障用地3120亩；截至2023年底，授信196.4亿元。",
        "城东小学已竣工投入使用；城西小学项目，已竣工投入使用；城南小学项目，已竣工投入使用。",
        "工业增加值增长6%，同比提高0.3个百分点；用电量增长4%，同比提高0.3个百分点。",
        "一季度，建成公办幼儿园2所，新增学位600个；二季度，建成公办幼儿园3所，新增学位600个。",
        "对张店区，逐户开展入户走访；对淄川区，逐户开展入户走访。",
        "博山区，改造农村公路36公里，完成年度计划；沂源县，改造农村公路36公里，完成年度计划。",
        "出台《方案》，明确责任单位和完成时限；出台《细则》，明确责任单位和完成时限。",
    ],
)
def clause_repeated(item: Reading, *, min_chars: int = 7) -> Iterator[Remark]:
    """判什么：同一语句（去空白与全半角差异后不少于七字，可调）在一格内出现两次以上。
    为什么：粘贴重复往往用来凑篇幅，也说明该段未经校核。
    取证：请责任单位删去重复，补充该项工作的实际结果（文件、数据、时间）。
    局限：时间状语、依附前句的短语（完成率100%、已竣工投用）、只换了地名数字季度文件名的并列各段不算；近似重复不判。
    """
    # 7 characters: shorter clauses recur in parallel lists of clean text (measured on the labelled items).
    for column in TEXT_COLUMNS:
        for found in repeats(item[column], item.clauses(column), item.words, min_chars):
            yield _repeat_remark(item, column, found)


def _repeat_remark(item: Reading, column: Column, found: Repeat) -> Remark:
    places = [item.passage(column, start, end) for start, end in found.places]
    quoted = places[0].quote if len(places[0].quote) <= 40 else places[0].quote[:40] + "…"
    message = f"“{quoted}”在“{column.title}”中出现 {len(places)} 次。"
    return Remark(places[1], message, related=(places[0], *places[2:]))


@item_check(
    "bracket-unbalanced",
    family="wording",
    title="括号引号不配对",
    certainty="exact",
    severity="low",
    objects=["《关于推动县域经济的意见 已印发。", "建成学校2所（城东、城西。", "实施”双碳”行动。", "落实〈意见要求。"],
    silent=[
        "《意见》已印发（见附件）。",
        "1）建成学校2所；2）新增学位500个。",
        "出台《关于落实〈意见〉的通知》。",
        "建成学校2所（城东、城西)。",
        "合格率落在区间(0,1]内。",
        "系数取[0.5，1）。",
    ],
)
def bracket_unbalanced(item: Reading) -> Iterator[Remark]:
    """判什么：一格之内（）《》“”〔〕【】等不成对。
    为什么：括注或文件名断在哪里无从知道，引文可能不完整。
    取证：请填报单位补全括号或引号。
    局限：全角与半角混配算配对；1）a）之类编号的半边括号不算。
    """
    for column in TEXT_COLUMNS:
        at = _unbalanced(item[column])
        if at is not None:
            mark = item[column][at]
            yield Remark(item.passage(column, at, at + 1), f"“{column.title}”中“{mark}”没有与之配对的另一半。")


def _unbalanced(text: str) -> int | None:
    """Offset of the first bracket without its other half."""
    if not _MARKS.search(text):
        return None
    stack: list[tuple[str, int]] = []
    whole = {at for found in _INTERVAL.finditer(text) for at in (found.start(), found.end() - 1)}
    for mark in _MARKS.finditer(text):
        char, at = mark[0], mark.start()
        if at in whole:
            continue
        if char in _PAIRS:
            stack.append((_WIDE.get(char, char), at))
            continue
        opening = _WIDE.get(_CLOSING[char], _CLOSING[char])
        if stack and stack[-1][0] == opening:
            stack.pop()
        elif not (char in ")）" and _LIST_BRACKET.search(text, max(0, at - 4), at)):
            return at
    return stack[0][1] if stack else None


# Each trait of style: what it is called, and its forms; a document that mixes the forms is remarked on once.
# A form begins with one character of a set, so that a whole report is quickly searched for it.
_STYLES: tuple[tuple[str, tuple[tuple[str, re.Pattern[str]], ...]], ...] = (
    (
        "数字与“年”之间的空格",
        (("有", re.compile(r"[0-9][0-9]{3}[ \u3000]+年")), ("无", re.compile(r"[0-9][0-9]{3}年"))),
    ),
    (
        "数字与单位之间的空格",
        (
            ("有", re.compile(r"[0-9][ \u3000]+(?:[个家项亩吨辆套栋名户处条]|亿元|万元|公里|平方米|立方米)")),
            ("无", re.compile(r"[0-9](?:[个家项亩吨辆套栋名户处条]|亿元|万元|公里|平方米|立方米)")),
        ),
    ),
    ("数字宽度", (("全角", re.compile(r"[０-９][０-９]*")), ("半角", re.compile(r"[0-9][0-9]*")))),
    ("百分号宽度", (("全角", re.compile(r"[0-9０-９]％")), ("半角", re.compile(r"[0-9]%")))),
    (
        "年份写法",
        (("汉字", re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}年")), ("数字", re.compile(r"20\d\d\s*年"))),
    ),
    (
        "千分位逗号",
        (
            ("有", re.compile(r"\d(?<!\d\d)\d{0,2}(?:,\d{3})+(?!\d)")),
            ("无", re.compile(r"\d(?<![\d.]\d)\d{3,}(?![\d年])")),
        ),
    ),
)


@report_check(
    "style-inconsistent",
    family="wording",
    title="数字与间距体例不一",
    certainty="exact",
    severity="info",
    objects=[HEAD + ROW.replace("建成学校2所。", "2023 年建成学校２所，2023年新增学位5个。")],
    silent=[HEAD + ROW, HEAD + ROW.replace("建成学校2所。", "2023年建成学校2所，新增学位5个。")],
)
def style_inconsistent(report: ReportReading) -> Iterator[Remark]:
    """判什么：同一文件中数字的宽度、间距、年份写法混用（参照 GB/T 15835—2011）。
    为什么：提示文字由多处拼成，未统稿；不影响结论。
    取证：统稿时改为一种写法即可，无需取证。
    局限：按全文计数，不逐处报；千分位与空格只看常见单位。
    """
    # No form runs on over the end of a cell.
    whole = "\0".join([text for reading in report.intact for column in TEXT_COLUMNS if (text := reading[column])])
    for trait, forms in _STYLES:
        if all(pattern.search(whole) for _, pattern in forms):
            told = "、".join(f"{name} {len(pattern.findall(whole))} 处" for name, pattern in forms)
            samples = tuple(_sample(report.intact, pattern) for _, pattern in forms)
            yield Remark(report.whole(), f"{trait}写法不一：{told}。", related=samples, key=trait)


def _sample(rows: Sequence[Reading], form: re.Pattern[str]) -> Passage:
    """The first place where a form stands."""
    found = ((reading, column, form.search(reading[column])) for reading in rows for column in TEXT_COLUMNS)
    return next(reading.passage(column, *match.span()) for reading, column, match in found if match)


RULES = (clause_repeated, bracket_unbalanced, style_inconsistent)
