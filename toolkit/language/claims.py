"""What a clause of the evidence claims: a finished fact, work under way, a hope, or that there was nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from toolkit.language.text import Span, clauses, fold, sentences
from toolkit.language.words import Words
from toolkit.lean import quick


class Mode(Enum):
    """How a clause stands to the fact it tells of."""

    REALISED = "已实现"
    BASICALLY = "基本实现"
    ONGOING = "进行中"
    PROSPECTIVE = "预期"
    PENDING = "尚未"
    VOID = "无对象"


# Tuples: one of these few is found by its identity before a set has hashed it.
HEDGED = (Mode.BASICALLY, Mode.ONGOING, Mode.PROSPECTIVE, Mode.PENDING)

# 已 before the cue turns it into a report of what was done: 已按计划, 已将…纳入.
_DONE = re.compile(r"已(?!经?(?:计划|预计))|[^未]完成了|业已")


_AWAITED = re.compile(
    r"待[^，。；]{1,24}(?:通过|批[复准]|审[核批]|验收|评审|公示|到位|完成|结束|确认|后)[^，。；]{0,8}$"
)
_SEMICOLON = frozenset("；;")
_COLONS = frozenset("：:")


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its mode and the words that show it; a plain statement has no cue and counts as realised.

    `stretch` counts the stretches of its cell between 。 and ；, from 0.
    """

    start: int
    end: int
    text: str
    mode: Mode
    cue: str = ""
    stretch: int = 0


def read_clauses(text: str, words: Words) -> tuple[Clause, ...]:
    """All clauses of a cell in order, each with its mode; offsets are those of the cell as printed."""
    found: list[Clause] = []
    spans = clauses(text)
    at = stretch = 0
    for sentence in sentences(text):
        outlook = words.pattern("modes.outlook_pattern").match(fold(sentence.text).text)
        inside: list[Span] = []
        awaiting = False  # 待审核通过，完成公示后，补贴足额发放: none of it has happened
        while at < len(spans) and spans[at].end <= sentence.end:
            inside.append(spans[at])
            at += 1
        for span in inside:
            mode, cue = mode_of(span.text, words, inside)
            if mode is Mode.REALISED and (outlook or awaiting) and not (awaiting and _DONE.search(span.text)):
                mode, cue = Mode.PROSPECTIVE, outlook.group() if outlook else "待"
            awaiting = awaiting or _AWAITED.match(fold(span.text).text) is not None
            found.append(Clause(span.start, span.end, span.text, mode, cue, stretch))
            ends = text[span.end : span.end + 1] in _SEMICOLON
            awaiting = awaiting and not ends
            stretch += span is inside[-1] or ends
    return tuple(_headed(text, found))


def _headed(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Clauses of which a heading claims no more than what stands behind its colon: 下降率：预计基本完成."""
    read = list(clauses)
    for at in range(len(read) - 2, -1, -1):
        one, other = read[at], read[at + 1]
        heads = one.stretch == other.stretch and text[one.end : other.start].strip() in _COLONS
        if heads and one.mode is Mode.REALISED and other.mode is not Mode.REALISED:
            read[at] = Clause(one.start, one.end, one.text, other.mode, other.cue, one.stretch)
    return read


def stated(span: Span) -> Clause:
    """A clause taken as a plain statement, without looking for its mode."""
    return Clause(span.start, span.end, span.text, Mode.REALISED)


_CUES = (
    (Mode.VOID, "void.cue_pattern"),
    (Mode.PROSPECTIVE, "modes.prospective_pattern"),
    (Mode.PENDING, "modes.pending_pattern"),
    (Mode.ONGOING, "modes.ongoing_pattern"),
    (Mode.BASICALLY, "modes.basically_pattern"),
)


_ANY_CUE = tuple(name for _, name in _CUES)


def mode_of(text: str, words: Words, sentence: Sequence[Span] = ()) -> tuple[Mode, str]:
    """Mode of one clause and its cue; 基本 hedges only where one of the clauses of its `sentence` admits a rest."""
    folded = fold(text).text
    if words.either(_ANY_CUE).search(folded) is None:
        return Mode.REALISED, ""  # most clauses
    for mode, name in _CUES:
        cue = words.pattern(name).search(folded)
        if cue is None:
            continue
        if mode is Mode.VOID:
            return mode, cue.group()
        if mode is Mode.BASICALLY:
            if not _DONE.search(folded, cue.end()) and _admits_rest(sentence, words):
                return mode, cue.group()
        elif not _DONE.search(folded, 0, cue.start()):
            return mode, cue.group()
    return Mode.REALISED, ""


def _admits_rest(sentence: Sequence[Span], words: Words) -> bool:
    rest = words.pattern("modes.remainder_pattern")
    return any(rest.search(fold(span.text).text) for span in sentence)
