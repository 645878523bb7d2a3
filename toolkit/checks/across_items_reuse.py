"""Across items (跨行): evidence and whole texts that stand in more than one row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from toolkit.checks.across_items_pairs import COMMON_ROWS, Figures, Pair, Related, Rows, rows_of, weight
from toolkit.checks.catalogue import report_check
from toolkit.checks.examples import HEAD, line_of
from toolkit.checks.subject import Reading, Remark
from toolkit.checks.table import ReportReading
from toolkit.model import Column, Passage
from toolkit.reuse.passages import Shared

_PROGRESS = Column.PROGRESS
_SHOWN = 6  # figures named in a message
_MOST_RELATED = 3  # other rows named in a finding


_PROJECTS = "全市实施重大项目536个，总投资5930亿元，年度计划投资1265亿元，完成投资1310亿元，完成率103.6%。"


@report_check(
    "row-evidence-reused",
    family="across-items",
    title="跨行复用佐证",
    certainty="exact",
    severity="medium",
    objects=[
        HEAD
        + line_of(8, "抓好重大项目建设。", _PROJECTS)
        + line_of(
            29, "助力老工业区振兴。", "2023年实施重大项目536个，总投资5930亿元，年底完成投资1310亿元。另认定企业626家。"
        ),
    ],
    silent=[
        HEAD
        + line_of(8, "抓好重大项目建设。", _PROJECTS)
        + line_of(29, "助力老工业区振兴。", "2023年实施老工业区改造项目36个，总投资593亿元，年底完成投资131亿元。"),
        HEAD
        + line_of(1, "新建学校2所。", "建成1个，完成率100%，3所在建。")
        + line_of(2, "新建医院。", "1个，100%，3所。"),
    ],
)
def row_evidence_reused(report: ReportReading, *, figures: int = 3, min_chars: int = 40) -> Iterator[Remark]:
    """判什么：两项进展至少有 figures 个有分量的数字（数值与单位）相同，或同有一段不少于 min_chars 字、
    带两个以上数字的文字。
    为什么：同一份成果被用来证明两项不同的任务，其中一项可能并无自己的工作。
    取证：请两项责任单位分别说明该成果与本项目标的关系，并提供只属于本项的佐证。
    局限：100%、1个等常见数字、时间、所在地概况不计；数字合起来须不像巧合，行数越多要求越高；
    两项都在复述目标里的数字不算；目标相同的两项只作提示。
    """
    rows = rows_of(report)
    reused: defaultdict[int, dict[int, tuple[Pair, Figures]]] = defaultdict(dict)
    for pair, related in rows.related.items():
        shown = _fingerprint(rows, pair, related, figures, min_chars)
        if shown:
            reused[pair[0]][pair[1]] = reused[pair[1]][pair[0]] = (pair, shown)
    for row, partners in sorted(reused.items()):
        yield _reused(rows, row, partners)


def _fingerprint(rows: Rows, pair: Pair, related: Related, figures: int, min_chars: int) -> Figures:
    """The figures by which the evidence of two rows is the same; none where they could agree by chance."""
    long = [passage for passage in related.passages if passage.length >= min_chars]
    if not long and (len(related.figures) < figures or related.weight < rows.chance()):
        return {}  # most pairs share a figure or two: their targets are not even read
    evidence = rows.evidence(pair, related)
    if len(evidence) >= figures and weight(evidence) >= rows.chance():
        return evidence
    for passage in long:
        start, end = rows.progress[pair[0]].span(passage.start, passage.start + passage.length)
        held = [key for key, (one, _) in evidence.items() if start <= one.start and one.end <= end]
        if len(held) >= 2 and weight(held) >= 3:
            return evidence
    return {}


def _reused(rows: Rows, row: int, partners: Mapping[int, tuple[Pair, Figures]]) -> Remark:
    """One remark for a row: what it shares with the row it shares most with, and which others there are."""
    ranked = sorted(partners, key=lambda other: (-len(partners[other][1]), other))
    best = ranked[0]
    pair, figures = partners[best]
    side = 0 if pair[0] == row else 1
    mine = sorted((both[side] for both in figures.values()), key=lambda number: number.start)
    printed = "、".join(number.quote for number in mine[:_SHOWN]) + ("等" if len(mine) > _SHOWN else "")
    more = f"；另与{_named(rows, ranked[1:])}也有相同" if len(ranked) > 1 else ""
    message = f"与第 {rows.items[best].item.number} 项的进展有 {len(mine)} 个数字相同：{printed}{more}。"
    related = [_around(rows.items[other], partners[other], other) for other in ranked[:_MOST_RELATED]]
    own = _around(rows.items[row], partners[best], row)
    mild = all(rows.alike(*partners[other][0]) for other in ranked)
    return Remark(own, message, related=tuple(related), severity="info" if mild else None)


def _named(rows: Rows, others: Sequence[int]) -> str:
    numbers = "、".join(rows.items[other].item.number for other in others[:_MOST_RELATED])
    return f"第 {numbers} {'等' if len(others) > _MOST_RELATED else ''}项"


def _around(item: Reading, shared: tuple[Pair, Figures], row: int) -> Passage:
    """The stretch of a row's progress from the first shared figure, with its clause, to the last."""
    pair, figures = shared
    side = 0 if pair[0] == row else 1
    numbers = [both[side] for both in figures.values()]
    first, end = min(n.start for n in numbers), max(n.end for n in numbers)
    starts = [clause.start for clause in item.clauses(_PROGRESS) if clause.start <= first]
    return item.passage(_PROGRESS, max(starts, default=first), end)


@report_check(
    "row-text-duplicated",
    family="across-items",
    title="跨行文本雷同",
    certainty="exact",
    severity="medium",
    objects=[
        HEAD
        + line_of(
            1,
            "加强养老服务。",
            "东县组织部门联动，完善工作机制，压实工作责任，健全服务体系，强化督导检查，各项任务全部落实到位。",
        )
        + line_of(
            2,
            "推进垃圾分类。",
            "西县组织部门联动，完善工作机制，压实工作责任，健全服务体系，强化督导检查，各项任务全部落实到位。",
            "市城管局",
        ),
    ],
    silent=[
        HEAD
        + line_of(
            1,
            "东县建设农村公路。",
            "东县建成农村公路32公里，完成养护工程15公里，群众出行条件明显改善，满意度达到96.5%。",
        )
        + line_of(
            2,
            "西县建设农村公路。",
            "西县建成农村公路47公里，完成养护工程28公里，群众出行条件明显改善，满意度达到97.2%。",
        ),
        HEAD + line_of(1, "加强养老服务。", "已完成。") + line_of(2, "推进垃圾分类。", "已完成。"),
    ],
)
def row_text_duplicated(report: ReportReading, *, similarity: float = 0.85, min_chars: int = 30) -> Iterator[Remark]:
    """判什么：两项不同的任务，进展全文（不少于 min_chars 字）相同或只差几个字，相似度不低于 similarity。
    为什么：不同任务写同一段话，至少一项没有写自己的进展。
    取证：请责任单位按本项目标重新填报进展，并附本项的依据。
    局限：数字不同的视为各报各数，不判；目标相同的、许多行共用的、只有一段政策性文字相同的，只作提示。
    """
    rows = rows_of(report)
    reported: set[int] = set()
    for one, other, distance in sorted(_near(rows, similarity, min_chars)):
        for row, twin in ((one, other), (other, one)):
            if row not in reported:
                reported.add(row)
                yield _duplicate(rows, row, twin, distance)
    for text, bearers in rows.alone.items():
        if len(bearers) > COMMON_ROWS and len(text) >= min_chars:
            first, *others = (rows.items[row] for row in bearers)
            message = f"共有 {len(bearers)} 项的进展为同一段文字，疑为统一用语。"
            related = tuple(item.whole(_PROGRESS) for item in others[:_MOST_RELATED])
            yield Remark(first.whole(_PROGRESS), message, related=related, severity="info")
            reported |= set(bearers)
    yield from _sentences(rows, reported, min_chars)


def _near(rows: Rows, similarity: float, min_chars: int) -> Iterator[tuple[int, int, int]]:
    """Rows whose whole progress is nearly the same, and by how many characters it differs."""
    for bearers in rows.alone.values():
        if 1 < len(bearers) <= COMMON_ROWS and len(rows.progress[bearers[0]].text) >= min_chars:
            yield from ((one, other, 0) for one, other in combinations(bearers, 2))
    passages = [passage for related in rows.related.values() for passage in related.passages]
    texts = [text.text for text in rows.progress]
    long = [p for p in passages if min(len(texts[p.one]), len(texts[p.other])) >= min_chars]
    long = [p for p in long if texts[p.one] != texts[p.other]]
    if long:
        from toolkit.reuse.near import among

        for one, other, distance in among(texts, long, most=1 - similarity):
            if _same_figures(rows.items[one], rows.items[other]):
                yield one, other, distance


def _same_figures(one: Reading, other: Reading) -> bool:
    """Whether two rows state the same figures throughout: parallel rows state each their own."""
    mine, yours = (
        [(str(n.value), n.unit) for n in item.numbers(_PROGRESS) if n.kind not in ("date", "ordinal")]
        for item in (one, other)
    )
    return len(mine) == len(yours) and set(mine) == set(yours) and sorted(mine) == sorted(yours)


def _duplicate(rows: Rows, row: int, twin: int, distance: int) -> Remark:
    other = rows.items[twin]
    alike = "完全相同" if distance == 0 else f"只差 {distance} 个字"
    message = f"进展与第 {other.item.number} 项的进展{alike}，两项的目标却不同。"
    mild = rows.alike(row, twin)
    if mild:
        message = f"进展与第 {other.item.number} 项的进展{alike}，两项的目标也相同。"
    own = rows.items[row].whole(_PROGRESS)
    return Remark(own, message, related=(other.whole(_PROGRESS),), severity="info" if mild else None)


def _sentences(rows: Rows, reported: set[int], min_chars: int) -> Iterator[Remark]:
    """A long passage without evidence that two rows share: the longest of each row, once, and only a hint."""
    longest: dict[int, tuple[Shared, int]] = {}
    for (one, other), related in rows.related.items():
        for passage in related.passages:
            if passage.length >= min_chars and not related.figures:
                for row in {one, other} - reported:
                    if row not in longest or passage.length > longest[row][0].length:
                        longest[row] = (passage, other if row == one else one)
    for row, (passage, twin) in sorted(longest.items()):
        message = f"有 {passage.length} 字与第 {rows.items[twin].item.number} 项的进展逐字相同。"
        twin_passage = _slice(rows, twin, passage)
        yield Remark(_slice(rows, row, passage), message, related=(twin_passage,), severity="info")


def _slice(rows: Rows, row: int, passage: Shared) -> Passage:
    begin = passage.start if passage.one == row else passage.begin
    start, end = rows.progress[row].span(begin, begin + passage.length)
    return rows.items[row].passage(_PROGRESS, start, end)


RULES = (row_evidence_reused, row_text_duplicated)
