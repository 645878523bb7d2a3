"""The words people read: Chinese names of severities, verdicts, periods and passages; hidden characters shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from toolkit.model import Assessment, Certainty, Finding, Level, Outcome, Passage, Period, Proof, Severity, Verdict

SEVERITY: Final[Mapping[Severity, str]] = {"high": "高", "medium": "中", "low": "低", "info": "提示"}
CERTAINTY: Final[Mapping[Certainty, str]] = {"exact": "确定", "derived": "推算", "lead": "线索"}
CERTAINTY_MEANS: Final[Mapping[Certainty, str]] = {
    "exact": "凭表内文字即可判定",
    "derived": "判定精确，但依赖对语句的解析",
    "lead": "线索，需人工核实",
}
VERDICT: Final[Mapping[Verdict, str]] = {
    "supported": "佐证充分",
    "partial": "部分佐证",
    "unsupported": "佐证不足",
    "contradicted": "佐证相悖",
    "not-assessable": "无法判断",
}
LEVEL: Final[Mapping[Level, str]] = {
    "supported": "有据",
    "unquantified": "只有叙述",
    "unaddressed": "没有回应",
    "hedged": "只有预期",
    "contradicted": "与目标相悖",
}
ROLE: Final[Mapping[str, str]] = {
    "numerator": "分子",
    "denominator": "分母",
    "target": "目标",
    "part": "部分",
    "whole": "总数",
    "base": "基数",
    "current": "本期",
    "step": "变动",
    "rate": "比率",
    "count": "个数",
    "name": "列名",
    "example": "举例",
    "minuend": "被减数",
    "subtrahend": "减数",
    "at-least": "至少",
    "at-most": "至多",
    "about": "左右",
    "about-at-least": "左右（不低于）",
    "about-at-most": "左右（不高于）",
    "stated": "原文所述",
}
STATE: Final[Mapping[str, str]] = {
    "new": "新出现",
    "unchanged": "上期已有",
    "absent": "本期未见",
    "reopened": "再次出现",
}
RULING: Final[Mapping[str, str]] = {"confirmed": "确认", "dismissed": "排除", "open": "待定"}
REPAIR: Final[Mapping[str, str]] = {
    "blank-line": "空行略去",
    "blank-row": "空白行略去",
    "dash-row": "分隔线行略去",
    "repeated-heading": "重复表头略去",
    "new-heading": "另起表头",
    "page-footer": "页脚略去",
    "note-row": "非事项行略去",
    "row-joined": "断行接合",
    "row-shape": "列数不符",
    "markup": "标记清除",
    "column-ignored": "未识别列略去",
    "lists-joined": "多个列表并读",
    "merged": "合并单元格填入",
    "rows-merged": "合并行并入一项",
    "page-heading": "跨页重复表头略去",
    "page-joined": "跨页断行接合",
    "outside-table": "表外文字略去",
    "table-ignored": "其他表格略去",
    "hidden": "隐藏内容",
    "revision": "修订删除内容略去",
    "struck-out": "删除线文字略去",
    "picture-text": "图片替代文字读入",
    "formula": "公式无缓存值",
    "number-format": "数字格式未能照显示读出",
    "numbering": "自动编号未能读出",
    "unread-sign": "符号未能读出",
    "status-from-progress": "状态取自进展首句",
    "ocr": "扫描识别",
    "needs-look": "识别存疑",
    "radical": "部首字符改为汉字",
    "mojibake": "疑似乱码",
    "bidi": "双向控制符",
    "zero-width": "零宽字符",
    "private-use": "私用区字符",
    "control": "控制字符",
}
OUTCOME: Final[Mapping[Outcome, str]] = {
    "verified": "复算相符",
    "contradicted": "复算不符",
    "compared": "参与比对",
    "unchecked": "未核对",
}
CORROBORATED: Final = "与参考资料相符"
WHOLE_REPORT: Final = "全表"

_HALVES = "　上下"
_NUMERALS = "　一二三四"
_UNIT_BREAK = re.compile(r"[\s、，,；;]+")
# Characters that a reader cannot see or that reorder what she sees, and those that XML and workbooks forbid.
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Print control, bidirectional and zero-width characters as their code point, so that nothing hides in a cell."""
    return _UNSEEN.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text)


def storable(text: str) -> str:
    """Print lone surrogates, which no file and no frame can hold, as their code point; all else stays."""
    return _SURROGATE.sub(lambda m: f"⟨U+{ord(m[0]):04X}⟩", text)


def clipped(text: str, limit: int = 48) -> str:
    """Shorten `text` to `limit` characters for a line of a table."""
    return visible(text if len(text) <= limit else f"{text[: limit - 1]}…")


def period_name(period: Period | None) -> str:
    """Name a period as a headline would: 2023年第四季度."""
    if period is None:
        return "报告期未知"
    part = {
        "Q": f"第{_NUMERALS[period.number % 5]}季度",
        "H": f"{_HALVES[period.number % 3]}半年",
        "M": f"{period.number}月",
        "Y": "",
    }
    return f"{period.year}年{part[period.kind]}"


def repair_name(kind: str) -> str:
    """Name a kind of repair; the kind itself where it has no name yet."""
    return REPAIR.get(kind, kind)


def verdict_name(assessment: Assessment) -> str:
    """Name a verdict; one that rests on a lead is only a suggestion and says so."""
    name = VERDICT[assessment.verdict]
    return f"拟：{name}" if assessment.certainty == "lead" else name


def place_name(passage: Passage, period: Period | None = None) -> str:
    """Say where a passage stands: 序号 8 · 具体工作进展; with its period where that is not `period`."""
    item = f"序号 {visible(passage.item)}" if passage.item is not None else WHOLE_REPORT
    other = period is not None and passage.period not in (None, str(period))
    column = f" · {passage.column.title}" if passage.column else ""
    return f"{visible(passage.period or '')} {item}{column}" if other else f"{item}{column}"


def quoted(finding: Finding) -> str:
    """Give what a finding quotes; where reading removed it, say so and show how it began."""
    if finding.passage.quote or not finding.removed:
        return finding.passage.quote
    return f"〔读取时去掉〕{clipped(' '.join(finding.removed.split()), 60)}"


def units_of(cell: str) -> tuple[str, ...]:
    """Split a responsible-unit cell into the units it names, each once, in order."""
    return tuple(dict.fromkeys(part for part in _UNIT_BREAK.split(cell) if part))


def ruling_sentence(review: Mapping[str, str]) -> str:
    """Put an analyst's ruling on one line: what, why, who and when, as far as told."""
    said = RULING.get(review.get("ruling", ""), review.get("ruling", ""))
    signed = "，".join(part for part in (review.get("by"), review.get("on")) if part)
    note = f"：{review['note']}" if review.get("note") else ""
    return visible(f"{said}{note}（{signed}）" if signed else f"{said}{note}")


def proof_sentence(proof: Proof) -> str:
    """Put a proof on one line: its operands, the interval they imply, what the text states."""
    operands = "，".join(f"{ROLE.get(o.role, o.role)} {' '.join(o.passage.quote.split())}" for o in proof.operands)
    stated = " ".join(proof.stated.passage.quote.split())
    verdict = "相符" if proof.holds else "不符"
    return visible(f"{operands} → 应在 {interval(proof)}，原文 {stated}，{verdict}")


def interval(proof: Proof) -> str:
    """What a proof implies, as a reader writes it: 1260亿～不限."""
    low, high = (scaled(end) for end in proof.interval)
    return low if low == high else f"{low}～{high}"


def scaled(number: str) -> str:
    """A printed number in 万 or 亿 where it is large; an open end as 不限."""
    if "inf" in number:
        return "不限"
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    for power, name in ((8, "亿"), (4, "万")):
        if abs(value) >= Decimal(10) ** power:
            return f"{(value.scaleb(-power)).normalize():f}{name}"
    return number


_COUNTED = re.compile(r"目标的 \d+ 部分中，|\d+ 部分")


def unjudged(assessments: Iterable[Assessment]) -> list[tuple[str, int]]:
    """Why items could not be judged, with how many for each reason, the most frequent first."""
    whys = (_COUNTED.sub("", a.why) for a in assessments if a.verdict == "not-assessable")
    return Counter(f"有部分目标{why}" if why.startswith(("只有", "没有回应")) else why for why in whys).most_common()
