"""Across items (跨行): names of documents, projects, companies and units that are spelled in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.checks.catalogue import report_check
from toolkit.checks.examples import HEAD, line_of
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.language.text import fold
from toolkit.lean import quick
from toolkit.model import Column, Passage

_TEXTS = (Column.ANNUAL_TARGET, Column.PERIOD_TARGET, Column.PROGRESS)
_TITLE = re.compile(r"(?<=《)[^《》]{6,60}(?=》)")
_WORKS = re.compile("公司|集团|产业园|工业园|科技园|水库|医院|学院|大学|高速|铁路|大桥|项目|工程")
# What ends in a word for a body or a work and begins where a clause or a list does, with the mark before it.
_BODY = re.compile(rf"[，。；、：\s]([一-鿿]{{4,16}}?(?:{_WORKS.pattern}))(?=[，。；、：\s（(]|$)")
_UNIT = re.compile(r"[^\s，、；;,]{5,30}")
_JOINING = re.compile(r"[的和与及、]")
# One of these for another makes another thing, not another spelling.
_TELLING = frozenset("0123456789零〇一二三四五六七八九十百千万甲乙丙丁年级")
_TELLING |= frozenset("东西南北中上下左右前后内外新老大小高低省市县区镇乡村街州旗期")
# Letters that look alike and sound different.
_LOOKALIKES = tuple(
    map(
        frozenset,
        ("己已巳", "未末", "候侯", "拨拔", "坏环", "泄泻", "竞竟", "栗粟", "戊戌戍", "籍藉", "赢羸", "洽恰", "晴睛"),
    )
)
# 水务局 and 税务局 sound nearly alike and both exist.
_DISTINCT = frozenset({frozenset("水税")})
# The first 3,755 characters of GB 2312 stand in the order of their sounds: one syllable lies within so many places.
_SOUND = 12
SHORTEST = 4
USUAL = 3  # rows with a name from which on it is no slip


@quick
@dataclass(frozen=True, slots=True)
class _Name:
    kind: str
    text: str
    row: Reading
    column: Column
    start: int
    end: int

    @property
    def place(self) -> Passage:
        """The name where it stands; few of all names are ever quoted."""
        return self.row.passage(self.column, self.start, self.end)


@report_check(
    "entity-variant",
    family="across-items",
    title="名称前后不一",
    certainty="lead",
    severity="low",
    objects=[
        HEAD
        + line_of(1, "药谷产业园建设。", "肽和生物、康博生物、欧迈医疗等7个项目建成投产。")
        + line_of(2, "培育医药企业。", "肽禾生物、康博生物2家企业入库。"),
        HEAD
        + line_of(1, "出台政策。", "印发《关于促进民营经济高质量发展的若干意见》。")
        + line_of(2, "优化环境。", "落实《关于促进民营经济高质量发展若干意见》，兑现资金。"),
    ],
    silent=[
        HEAD
        + line_of(1, "建设学校。", "印发《城东片区学校建设工作方案》。")
        + line_of(2, "建设医院。", "印发《城西片区学校建设工作方案》。"),
        HEAD
        + line_of(1, "工业转型。", "印发《工业绿色低碳发展行动方案》。")
        + line_of(2, "农业转型。", "印发《农业绿色低碳发展行动方案》。"),
        HEAD
        + line_of(1, "建设学校。", "建成2所。", "市自然资源和规划局")
        + line_of(2, "建设医院。", "建成1所。", "市自然资源和规划局"),
    ],
)
def entity_variant(report: ReportReading) -> Iterator[Remark]:
    """判什么：两处名称只差一个音近或形近的字，或只差“的、和、与、及”，疑为同一文件、项目、企业或单位。
    为什么：名称不一，事项之间、与其他资料之间就对不上；也可能是两个不同的对象。
    取证：请核对文件原件、项目批复或营业执照上的名称。
    局限：线索，需人工核实；只看书名号内的文件名、列举的名称、以公司、医院、工程等收尾的名称和责任单位；差在数字、方位、级别的，同一格中并列的，都视为不同对象。
    """
    names = [name for item in report.intact for name in _names(item)]
    bearers: defaultdict[tuple[str, str], list[_Name]] = defaultdict(list)
    for name in names:
        bearers[name.kind, name.text].append(name)
    for one, other in _variants(bearers):
        here, there = bearers[one], bearers[other]
        rows = [{name.row.item.line for name in side} for side in (here, there)]
        if rows[0] & rows[1] and {n.column for n in here} & {n.column for n in there}:
            continue  # told side by side: two things
        if min(map(len, rows)) >= USUAL:
            continue
        rarer, usual = (here, there) if len(rows[0]) < len(rows[1]) else (there, here)
        yield _remark(rarer[0], usual[0])


def _names(item: Reading) -> Iterator[_Name]:
    """Every name of an item that stands in marks, in a list, or ends as bodies and works do."""
    for column in _TEXTS:
        text = item[column]
        spans = [("文件", found.start(), found.end()) for found in _TITLE.finditer(text)] if "《" in text else []
        spans += [("名称", start, end) for start, end in _bodies(text)]
        spans += [("名称", name.start, name.end) for found in item.enumerations(column) for name in found.names]
        for kind, start, end in dict.fromkeys(spans):
            told = fold(text[start:end]).text
            if len(told) >= SHORTEST:
                yield _Name(kind, told, item, column, start, end)
    units = item[Column.RESPONSIBLE_UNIT]
    for found in _UNIT.finditer(units):
        yield _Name("单位", fold(found.group()).text, item, Column.RESPONSIBLE_UNIT, *found.span())


@lru_cache(maxsize=4096)
def _bodies(text: str) -> tuple[tuple[int, int], ...]:
    """Places of the names that end as those of bodies and works do; the word is looked for before its beginning."""
    if not _WORKS.search(text):
        return ()
    return tuple((found.start(1) - 1, found.end(1) - 1) for found in _BODY.finditer("，" + text))


def _variants(names: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of names that are one but for a character; linear in their number, for each is laid under its own gaps.

    Only the hash of a name with a gap is kept; of names that meet under one, the characters decide.
    """
    first: dict[int, tuple[str, str]] = {}
    found: dict[tuple[tuple[str, str], tuple[str, str]], None] = {}
    for name in names:
        kind, text = name
        gaps = (f"{text[:at]}\0{text[at + 1 :]}" for at in range(len(text)))
        for form in (_JOINING.sub("", text), *gaps):
            met = first.setdefault(hash((kind, form)), name)
            if met is not name and met[0] == kind and met != name and _one_name(met[1], text):
                found[met, name] = None
    return list(found)


def _one_name(one: str, other: str) -> bool:
    if len(one) != len(other):
        return abs(len(one) - len(other)) == 1 and len(one) > 2 * SHORTEST
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(differing) == 1 and _confusable(*differing[0])


@lru_cache(maxsize=4096)
def _confusable(one: str, other: str) -> bool:
    """Whether a character may have been written for another: both join, or they sound or look alike."""
    if one in _TELLING or other in _TELLING:
        return False
    if _JOINING.fullmatch(one) and _JOINING.fullmatch(other):
        return True
    if frozenset((one, other)) in _DISTINCT:
        return False
    if any({one, other} <= alike for alike in _LOOKALIKES):
        return True
    here, there = _sound(one), _sound(other)
    return here is not None and there is not None and abs(here - there) <= _SOUND


def _sound(character: str) -> int | None:
    """The place of a character in the order of sounds; None for the rarer ones, which stand in that of radicals."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2 or not 0xB0 <= code[0] <= 0xD7:
        return None
    return (code[0] - 0xB0) * 94 + code[1] - 0xA1


def _remark(rarer: _Name, usual: _Name) -> Remark:
    where = "本项" if usual.row is rarer.row else f"第 {usual.row.item.number} 项"
    message = f"“{rarer.text}”与{where}的“{usual.text}”只差一字，疑为同一{rarer.kind}。线索，需人工核实。"
    return Remark(rarer.place, message, related=(usual.place,))


RULES = (entity_variant,)
