"""Proofs replay from their quotes alone, and a changed digit in a relation that was verified never goes unnoticed."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables import audit_rows, row
from toolkit import proofs
from toolkit.auditing import audit
from toolkit.errors import RunError
from toolkit.model import Audit, Operand, Passage, Report, Verification
from toolkit.presenting import records
from toolkit.reading import read
from toolkit.running import outputs

ROOT = Path(__file__).parent.parent
REAL = read(ROOT / "data" / "2023Q4.txt")
AUDIT = audit(REAL)
# What an experienced auditor verified by hand in the real report: item, kind, quote.
VERIFIED = {
    ("1", "bound", "5.5%"),
    ("8", "sum", "536个"),
    ("8", "ratio", "101.2%"),
    ("8", "ratio", "103.6%"),
    ("8", "bound", "248个"),
    ("8", "bound", "1310亿元"),
    ("12", "part-of", "99万吨"),
    ("26", "part-of", "23个"),
    ("26", "part-of", "423.64亿元"),
    ("27", "part-of", "20 家"),
    ("27", "count-list", "7 个"),
    ("29", "ratio", "103.6%"),
    ("29", "bound", "1310亿元"),
    ("29", "bound", "1680家"),
    ("29", "bound", "2300家"),
    ("41", "bound", "101%"),
    ("70", "count-list", "十大行动"),
}


@pytest.mark.parametrize(("module", "allowed"), [("proofs", {"toolkit.conversions"}), ("conversions", set())])
def test_it_imports_nothing_of_the_toolkit_but_the_sizes_of_units(module: str, allowed: set[str]) -> None:
    tree = ast.parse((ROOT / "toolkit" / f"{module}.py").read_text(encoding="utf-8"))
    modules = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    modules |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert {module for module in modules if module and module.startswith("toolkit")} == allowed


def test_the_real_reports_relations_are_verified() -> None:
    proved = {(v.passage.item, v.proof.kind, v.passage.quote) for v in AUDIT.verifications if v.proof and v.proof.holds}
    assert proved >= VERIFIED


@pytest.mark.parametrize(
    ("quote", "value", "lo", "hi"),
    [
        ("248个", "248", "248", "248"),
        ("103.6%", "103.6", "103.55", "103.65"),
        ("1310亿元", "131000000000", "130950000000", "131050000000"),
        ("2800 万立方米", "28000000", "27995000", "28005000"),
        ("8,652元", "8652", "8651.5", "8652.5"),
        ("十大行动", "10", "10", "10"),
        ("九个批次", "9", "9", "9"),
        ("１６８０家", "1680", "1680", "1680"),
        ("3.2万人", "32000", "31500", "32500"),
    ],
)
def test_quotes_are_read_with_their_printed_precision(quote: str, value: str, lo: str, hi: str) -> None:
    spread = proofs.spread(quote)
    assert proofs.value(quote) == Fraction(value)
    assert spread == (Fraction(lo), Fraction(hi))


@pytest.mark.parametrize(
    ("kind", "operands", "stated", "holds"),
    [
        ("ratio", [("numerator", "248个"), ("denominator", "245个")], "101.2%", True),
        ("ratio", [("numerator", "248个"), ("denominator", "245个")], "101.3%", False),
        ("ratio", [("numerator", "1310亿元"), ("denominator", "1265亿元")], "103.6%", True),
        ("sum", [("part", "245个"), ("part", "220个"), ("part", "71个")], "536个", True),
        ("sum", [("part", "245个"), ("part", "220个"), ("part", "75个")], "536个", False),
        ("growth", [("current", "1500件"), ("base", "1200件")], "25%", True),
        ("growth", [("current", "1500件"), ("base", "1200件")], "20%", False),
        ("growth", [("fallen-to", "31.2立方米"), ("base", "35.8立方米")], "12.8%", True),
        ("difference", [("minuend", "65%"), ("subtrahend", "62%")], "3个百分点", True),
        ("part-of", [("whole", "77个")], "23个", True),
        ("part-of", [("whole", "77个")], "79个", False),
        ("count-list", [("name", "甲"), ("name", "乙")], "2家", True),
        ("count-list", [("example", "甲"), ("example", "乙")], "7 个", True),
        ("count-list", [("example", "甲"), ("example", "乙"), ("example", "丙")], "2个", False),
        ("bound", [("at-least", "1260亿元")], "1310亿元", True),
        ("sum", [("part", "9.8公里"), ("part", "14300米")], "24.1公里", True),
        ("sum", [("part", "9.8公里"), ("part", "14300米")], "21.6公里", False),
        ("difference", [("minuend", "13.8万千瓦"), ("subtrahend", "73兆瓦")], "65兆瓦", True),
        ("difference", [("minuend", "13.8万千瓦"), ("subtrahend", "73兆瓦")], "56兆瓦", False),
        ("bound", [("at-least", "1260亿元")], "1210亿元", False),
        ("bound", [("at-most", "42微克/立方米")], "39微克/立方米", True),
        ("bound", [("about-at-least", "6%")], "5.5%", True),
        ("bound", [("about-at-least", "6%")], "5.3%", False),
        ("integer-share", [("count", "45个")], "95.6%", True),
        ("integer-share", [("count", "45个")], "95.0%", False),
    ],
)
def test_kinds(kind: str, operands: list[tuple[str, str]], stated: str, holds: bool) -> None:
    outcome = proofs.evaluate(kind, operands, stated)
    assert outcome is not None and outcome.holds is holds


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_rightly_rounded_ratio_always_holds(top: int, bottom: int, digits: int) -> None:
    """Half-up rounding of the true quotient is never accused, at any printed precision."""
    scale = 10**digits
    rounded = (top * 100 * scale * 2 + bottom) // (2 * bottom)
    stated = f"{rounded // scale}.{rounded % scale:0{digits}d}%" if digits else f"{rounded}%"
    outcome = proofs.evaluate("ratio", [("numerator", f"{top}个"), ("denominator", f"{bottom}个")], stated)
    assert outcome is not None and outcome.holds


@given(st.lists(st.integers(0, 10**7), min_size=2, max_size=8), st.integers(-3, 3))
def test_a_sum_of_counts_holds_only_where_it_is_exact(parts: list[int], off: int) -> None:
    whole = sum(parts) + off
    if whole < 0:
        return
    outcome = proofs.evaluate("sum", [("part", f"{part}个") for part in parts], f"{whole}个")
    assert outcome is not None and outcome.holds is (off == 0)


@given(st.text(max_size=12), st.lists(st.tuples(st.sampled_from(["numerator", "whole", "name"]), st.text(max_size=8))))
def test_no_text_makes_it_crash(stated: str, operands: list[tuple[str, str]]) -> None:
    for kind in ("sum", "count-list"):
        proofs.evaluate(kind, operands, stated)
    assert proofs.replay({"kind": "ratio", "operands": [], "stated": {"quote": stated, "value": ""}}) != ""


def record(verification: Verification) -> dict[str, object]:
    proof: dict[str, object] = next(
        r["proof"] for v, r in zip(AUDIT.verifications, records.verifications(AUDIT), strict=True) if v is verification
    )
    return proof


@pytest.mark.parametrize("number", range(len(AUDIT.verifications)))
def test_every_proof_of_the_real_report_replays(number: int) -> None:
    assert proofs.replay(record(AUDIT.verifications[number])) == ""


def test_a_tampered_proof_does_not_replay() -> None:
    proof = record(next(v for v in AUDIT.verifications if v.passage.quote == "103.6%"))
    stated = dict(proof["stated"])  # type: ignore[call-overload]
    assert "区间" in proofs.replay({**proof, "interval": ["0", "1"]})
    assert "相反" in proofs.replay({**proof, "holds": False})
    assert "读不出" in proofs.replay({**proof, "stated": {**stated, "quote": "103.9%"}})


def mutations() -> Iterator[object]:
    """Every digit of every verified number, changed to every other, where the relation can no longer hold."""
    for verification in AUDIT.verifications:
        proof = verification.proof
        if proof is None:
            continue
        if _open(proof.stated.passage):
            continue  # 超过2300家 states no exact relation
        numbers = [proof.stated, *(o for o in proof.operands if o.value)]
        for operand in numbers:
            quote = operand.passage.quote
            for at, old in enumerate(quote):
                for new in "0123456789" if old.isdecimal() else ():
                    changed = quote[:at] + new + quote[at + 1 :]
                    if new != old and _is_number(changed) and not _still_holds(verification, operand, changed):
                        name = f"{operand.passage.item}-{proof.kind}-{proof.stated.passage.quote}-{quote}-{changed}"
                        yield pytest.param(operand, at, new, id=name)


def _open(passage: Passage) -> bool:
    entry = next(q for q in AUDIT.quantities if q.passage == passage)
    return entry.comparator != "="


def _is_number(quote: str) -> bool:
    """Whether the changed quote is a number that could be printed: no zero leads it."""
    return not (quote[0] == "0" and quote[1:2].isdecimal())


def _still_holds(verification: Verification, changed: Operand, quote: str) -> bool:
    proof = verification.proof
    assert proof is not None
    pairs = [(o.role, quote if o is changed else o.passage.quote) for o in proof.operands]
    stated = quote if changed is proof.stated else proof.stated.passage.quote
    outcome = proofs.evaluate(proof.kind, pairs, stated)
    return outcome is None or outcome.holds


def spoiled(operand: Operand, at: int, digit: str) -> Audit:
    """The audit of the one item with one digit changed."""
    passage = operand.passage
    item = next(item for item in REAL.items if item.number == passage.item)
    assert passage.column is not None
    text = item[passage.column]
    place = passage.start + at
    cells = {**item.cells, passage.column: text[:place] + digit + text[place + 1 :]}
    report: Report = dataclasses.replace(REAL, items=(dataclasses.replace(item, cells=cells),), repairs=())
    return audit(report)


MUTATIONS = list(mutations())


def test_there_are_many_mutations() -> None:
    assert len(MUTATIONS) > 400


@pytest.mark.parametrize(("operand", "at", "digit"), MUTATIONS)
def test_a_changed_digit_is_noticed(operand: Operand, at: int, digit: str) -> None:
    family = {"ratio-mismatch", "sum-mismatch", "part-exceeds-whole", "target-not-met", "enumeration-mismatch"}
    family |= {"integer-impossible", "growth-mismatch", "subset-rate-over-100"}
    before = {(f.rule, f.passage.quote) for f in AUDIT.findings if f.passage.item == operand.passage.item}
    after = {(f.rule, f.passage.quote) for f in spoiled(operand, at, digit).findings}
    assert {rule for rule, _ in after - before} & family


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "x"},
        {"kind": None},
        {"holds": 1},
        {"operands": []},
        {"operands": None},
        {"stated": None},
        {"stated": {"role": "stated", "quote": None, "value": "1", "unit": ""}},
        {"stated": {"role": "stated", "quote": "1个", "value": "NaN", "unit": ""}},
        {"stated": {"role": "stated", "quote": "1个", "value": "1/0", "unit": ""}},
        {"stated": {"role": "stated", "quote": "9" * 5000, "value": "9", "unit": ""}},
    ],
)
def test_a_misshapen_proof_is_told_and_never_a_crash(change: dict[str, object]) -> None:
    proof = record(next(v for v in AUDIT.verifications if v.passage.quote == "103.6%"))
    assert proofs.replay({**proof, **change}) != ""


def test_two_rows_of_one_number_have_outcomes_of_their_own() -> None:
    good = row(period_target="完成投资100亿元。", annual_target="完成投资100亿元。", progress="完成投资110亿元。")
    bad = row(period_target="完成投资200亿元。", annual_target="完成投资200亿元。", progress="完成投资150亿元。")
    outcomes = [q.outcome for q in audit_rows(good, bad).quantities if q.passage.column == "progress"]
    assert outcomes == ["verified", "contradicted"]


def test_truncation_is_a_low_remark_of_its_own_wording() -> None:
    """Of 147 stated percentages in real tables two were truncated: told, and told apart from an error."""
    cut = audit_rows(row(progress="建成学校2所，计划新开工项目1265个，新开工项目1310个，开工率103.5%。"))
    (finding,) = [f for f in cut.findings if f.rule == "ratio-mismatch"]
    assert finding.severity == "low" and "截尾" in finding.message
    wrong = audit_rows(row(progress="建成学校2所，计划新开工项目1265个，新开工项目1310个，开工率104.5%。"))
    assert [f.severity for f in wrong.findings if f.rule == "ratio-mismatch"] == ["high"]


def test_a_run_whose_proofs_do_not_replay_is_not_written(tmp_path: Path) -> None:
    verification = next(v for v in AUDIT.verifications if v.proof)
    assert verification.proof is not None
    false = dataclasses.replace(verification, proof=dataclasses.replace(verification.proof, interval=("0", "1")))
    with pytest.raises(RunError, match="不能复算"):
        outputs.save(dataclasses.replace(AUDIT, verifications=(false,)), tmp_path / "out", full=False)
    assert not (tmp_path / "out").exists()
