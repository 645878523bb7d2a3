"""A second opinion on parts that the rules take as answered: it may add leads with verbatim quotes, nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.checks.catalogue import Rule
from toolkit.checks.opinion_section import OpinionSettings
from toolkit.checks.subject import Remark
from toolkit.consulted import Consulted
from toolkit.language.text import clauses
from toolkit.model import Audit, Column, Failure, Item, Part, Passage
from toolkit.opinion_answers import Embedder, Judge, MalformedAnswerError, Opinion

NAME = "second-opinion"
LEVELS = ("supported", "unquantified")  # what the rules object to needs no second opinion
LONG = 1200  # characters from which the nearest clauses are put first; few cells are longer
MOST_SHOWN = 6000  # characters of evidence in one question, within the context of a small model
MOST_ASKED = 600  # characters of a part
NEAREST = 12  # clauses put first
MOST_CLAUSES, LONGEST_CLAUSE = 512, 300  # put to the embedder for one cell; characters of each
PATIENCE = 3  # questions without an answer, one after another, before the server is given up


@dataclass(slots=True)
class Consultation:
    """What came of asking: remarks under the rules of the catalogue, failures, and the counts."""

    model: str
    remarks: list[tuple[Rule, Remark, Item | None]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    asked: int = 0
    cached: int = 0
    discarded: int = 0

    def record(self, settings: OpinionSettings) -> Consulted:
        """The counts as the manifest tells them."""
        return Consulted(settings.base_url, settings.model, self.asked, self.cached, len(self.remarks), self.discarded)

    def fail(self, item: str | None, why: str) -> None:
        """Record what was not answered."""
        self.failures.append(Failure(NAME, item, f"第二意见（模型 {self.model}）：{why}"))


def consult(
    found: Audit, rules: Sequence[Rule], model: str, judge: Judge, embedder: Embedder | None = None
) -> Consultation:
    """Put every part that the rules take as answered to the judge; only rules among `rules` are objected under."""
    told = Consultation(model)
    questions = list(_questions(found, rules))
    unanswered = 0
    for at, (rule, item, part) in enumerate(questions):
        opinion, crashed = _opinion(told, item, part, judge, embedder)
        unanswered = unanswered + 1 if crashed else 0
        if opinion:
            _weigh(told, rule, item, part, opinion)
        if unanswered == PATIENCE:
            told.fail(None, f"连续 {PATIENCE} 次没有答复，其余 {len(questions) - at - 1} 处不再询问")
            break
    return told


def _questions(found: Audit, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Item, Part]]:
    known = {rule.id: rule for rule in rules}
    for assessment in found.assessments:  # only items that claim to be done have parts
        rule = known.get("subitem-unaddressed" if len(assessment.parts) > 1 else "target-unaddressed")
        if rule and assessment.item[Column.PROGRESS].strip():
            yield from ((rule, assessment.item, part) for part in assessment.parts if part.level in LEVELS)


def _opinion(
    told: Consultation, item: Item, part: Part, judge: Judge, embedder: Embedder | None
) -> tuple[Opinion | None, bool]:
    """The judge's word, or none; and whether there was no answer at all."""
    evidence = _shown(told, item, part, embedder)
    told.asked += 1
    try:
        opinion = judge.judge(part.passage.quote[:MOST_ASKED], evidence)
    except MalformedAnswerError as error:
        told.fail(item.number, str(error))
        return None, False
    except Exception as error:
        told.fail(item.number, f"没有答复（{_kind(error)}）")
        return None, True
    told.cached += opinion.cached
    return opinion, False


def _weigh(told: Consultation, rule: Rule, item: Item, part: Part, opinion: Opinion) -> None:
    """Add a lead where the judge misses an answer and its quote stands in the progress as printed."""
    if opinion.answered:
        return
    quote = opinion.quote.strip()
    at = item[Column.PROGRESS].find(quote)
    if at < 0 or not any(character.isalnum() for character in quote):
        told.discarded += 1
        return
    cut = len(item[Column.PROGRESS]) > MOST_SHOWN
    limit = f"进展过长，模型只看了 {MOST_SHOWN} 字；" if cut else ""
    message = (
        f"第二意见（模型 {told.model}）：目标中的“{_short(part.passage.quote)}”，进展似乎没有回应；"
        f"{limit}模型所引最接近的一处是“{_short(quote)}”。线索，需人工核实。"
    )
    near = Passage(part.passage.period, item.number, Column.PROGRESS, at, at + len(quote), quote)
    # Its own key: a ruling on it is never taken for one on the rule's own finding, nor the other way round.
    remark = Remark(part.passage, message, related=(near,), severity="medium", flips=False, key=NAME)
    told.remarks.append((rule, remark, item))


def _shown(told: Consultation, item: Item, part: Part, embedder: Embedder | None) -> str:
    """The evidence as the judge sees it: the cell; of a long one the nearest clauses, then the cell."""
    cell = item[Column.PROGRESS]
    if len(cell) <= LONG:
        return cell
    near = [passage.quote for passage in part.evidence]
    if embedder:
        try:
            near = _nearest(part.passage.quote[:MOST_ASKED], cell, embedder) or near
        except Exception as error:
            why = str(error) if isinstance(error, MalformedAnswerError) else _kind(error)
            told.fail(item.number, f"没有得到向量（{why}），语句按原文顺序给出")
    return "\n".join([*near, cell])[:MOST_SHOWN]


def _nearest(asked: str, cell: str, embedder: Embedder) -> list[str]:
    """The clauses of a cell nearest in meaning to what is asked, the nearest first."""
    texts = [span.text[:LONGEST_CLAUSE] for span in clauses(cell)[:MOST_CLAUSES]]
    target, *vectors = embedder.embed([asked, *texts])
    ranked = sorted(range(len(texts)), key=lambda i: (-_likeness(target, vectors[i]), i))
    return [texts[i] for i in ranked[:NEAREST]]


def _likeness(one: Sequence[float], other: Sequence[float]) -> float:
    """Cosine of the angle between two vectors; 0 where one is nothing."""
    norm = math.hypot(*one) * math.hypot(*other)
    return sum(a * b for a, b in zip(one, other, strict=True)) / norm if norm else 0.0


def _kind(error: Exception) -> str:
    """What kind of error it is; its text may repeat a key or an answer, and is left out."""
    status = getattr(error, "status_code", None)
    return type(error).__name__ + (f" {status}" if isinstance(status, int) else "")


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[:limit] + "…"
