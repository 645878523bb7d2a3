"""Holds our reading of everyday numbers against a peer's own test cases, beside the peer's packages.

    python benchmarks/quantities_peers.py [FOLDER] [--failures]

FOLDER holds NumberModel.json, PercentModel.json, CurrencyModel.json and DimensionModel.json as recognizers-text
publishes them (default: ../shared/peers/recognizers-text beside the repository). Prints a skip line where the folder
is absent, and leaves the peer's column empty where its packages are not installed (pip install recognizers-text-suite
"emoji<2").
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.language.everyday import numbers  # noqa: E402  # the checkout is put on the path first
from toolkit.language.places import squeeze  # noqa: E402
from toolkit.language.quantities import Number, quantities  # noqa: E402

GOALS = {"NumberModel": 350, "PercentModel": 145, "CurrencyModel": 31, "DimensionModel": 30}
# Cases whose answer contradicts official usage: we keep to the usage and count them as failed.
AGAINST_USAGE = {
    "一位是最小的存储单位": "“一位”在公文里是人数或名次，不是比特",
    "人民币 美元": "没有数值，不是数量",
    "人民币美元": "没有数值，不是数量",
}
# Our canonical unit in the peer's wording, with the factor that turns our value into theirs.
UNITS = {
    "亩": "Mu", "公斤": "Kilogram", "千克": "Kilogram", "厘米": "Centimeter", "吨": "Ton", "米": "Meter", "斤": "Jin",
    "公里": "Kilometer",
    "克": "Gram", "Kb": "Kilobit", "MB": "Megabyte", "KB": "Kilobyte", "MHz": "Megahertz", "兆赫": "Megahertz",
    "赫兹": "Hertz",
    "千瓦": "Kilowatt", "千卡": "Kilocalorie", "两": "Liang", "微克": "Microgram",
    "元": "Chinese yuan", "欧元": "Euro", "美元": "United States dollar", "瑞士法郎": "Swiss franc",
    "港元": "Hong Kong dollar",
    "新台币": "New Taiwan dollar", "日元": "Japanese yen", "奈拉": "Nigerian naira", "比特币": "Bitcoin",
}  # fmt: skip
NO_DIMENSION = {"money", "count", "ratio", "percentage-point", "number", "duration", "score", "unknown", "age"}
Answer = tuple[int, int, float, str]


def number_answers(text: str) -> list[Answer]:
    """Bare numbers; a lone Chinese digit before a foreign currency is left to the currency model, as the peer does."""
    places = squeeze(text)
    found = []
    for number in numbers(places.text):
        start, end = places.span(number.start, number.end)
        found.append((start, end, float(number.value), ""))
    return found


def _answers(text: str, wanted: Callable[[Number], bool], unit: Callable[[Number], str]) -> list[Answer]:
    return [(n.start, n.end, float(n.value), unit(n)) for n in quantities(text, general=True)
            if not isinstance(n.value, tuple | str) and wanted(n)]  # fmt: skip


def percent_answers(text: str) -> list[Answer]:
    """Percentages, percentage points, tenths and discounts, all in per cent."""
    return _answers(text, lambda n: n.unit in ("%", "百分点"), lambda n: "%")


def currency_answers(text: str) -> list[Answer]:
    """Amounts of money."""
    return _answers(text, lambda n: n.dimension == "money",
                    lambda n: "Dollar" if n.quote.startswith("$") else UNITS.get(n.unit, n.unit))  # fmt: skip


def dimension_answers(text: str) -> list[Answer]:
    """Physical quantities."""
    return _answers(text, lambda n: n.dimension not in NO_DIMENSION, lambda n: UNITS.get(n.unit, n.unit))


OURS = {"NumberModel": number_answers, "PercentModel": percent_answers, "CurrencyModel": currency_answers,
        "DimensionModel": dimension_answers}  # fmt: skip


def expected(case: dict[str, Any]) -> list[Answer] | None:
    """The case's answers in our form; None where a value is missing, which no number of ours can equal."""
    answers = []
    for result in case["Results"]:
        resolution = result["Resolution"]
        if resolution.get("value") is None:
            return None
        value = float(str(resolution["value"]).rstrip("%"))
        unit = "%" if result["TypeName"] == "percentage" else resolution.get("unit", "")
        # Several cases of the peer miscount their own offsets by one; the quoted text decides where both are given.
        answers.append((result["Start"], result["End"] + 1, value, unit))
    return answers


def same(case: dict[str, Any], got: list[Answer]) -> bool:
    """Whether values, units and quoted texts agree, one for one and in order."""
    want = expected(case)
    if want is None or len(want) != len(got):
        return False
    texts = [squeeze(r["Text"]).text.casefold() for r in case["Results"]]
    quotes = [squeeze(case["Input"][start:end]).text.casefold() for start, end, _, _ in got]
    return texts == quotes and all(
        math.isclose(w[2], g[2], rel_tol=1e-9, abs_tol=1e-12) and w[3] == g[3] for w, g in zip(want, got, strict=True)
    )


def peer_models() -> dict[str, Callable[[str], list[Any]]]:
    """The peer's recognizers by file name; empty where its packages are not installed."""
    try:
        suite, culture = import_module("recognizers_suite"), import_module("recognizers_text").Culture.Chinese
    except ImportError:
        return {}
    return {
        "NumberModel": lambda text: suite.recognize_number(text, culture),
        "PercentModel": lambda text: suite.recognize_percentage(text, culture),
        "CurrencyModel": lambda text: suite.recognize_currency(text, culture),
        "DimensionModel": lambda text: suite.recognize_dimension(text, culture),
    }


def peer_same(case: dict[str, Any], got: list[Any]) -> bool:
    """The same comparison for the peer's own result objects."""
    if len(got) != len(case["Results"]):
        return False
    for result, answer in zip(case["Results"], got, strict=True):
        resolution = answer.resolution or {}
        want = result["Resolution"]
        if squeeze(result["Text"]).text.casefold() != squeeze(answer.text).text.casefold():
            return False
        if want.get("unit") != resolution.get("unit") or (want.get("value") is None) != (
            resolution.get("value") is None
        ):
            return False
        if want.get("value") is not None:
            one, other = (float(str(v).rstrip("%")) for v in (want["value"], resolution["value"]))
            if not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12):
                return False
    return True


def passes(judge: Callable[[], bool]) -> bool:
    """A recognizer that crashes on a case has failed it."""
    try:
        return judge()
    except Exception:
        return False


def main(arguments: list[str]) -> int:
    """Print one line per file: ours, the goal, the peer's."""
    verbose = "--failures" in arguments
    places = [argument for argument in arguments if not argument.startswith("-")]
    folder = Path(places[0]) if places else ROOT.parent / "shared" / "peers" / "recognizers-text"
    if not folder.is_dir():
        print(f"skipped: no peer cases in {folder.name}")
        return 0
    peers = peer_models()
    print(f"{'file':16}{'cases':>6}{'ours':>6}{'goal':>6}{'recognizers-text':>18}")
    for name, goal in GOALS.items():
        cases = json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig"))
        failed = [case for case in cases if not passes(lambda c=case, n=name: same(c, OURS[n](c["Input"])))]
        peer = (
            str(sum(passes(lambda c=case, n=name: peer_same(c, peers[n](c["Input"]))) for case in cases))
            if peers
            else "-"
        )
        print(f"{name:16}{len(cases):6}{len(cases) - len(failed):6}{goal:6}{peer:>18}")
        for case in failed:
            if case["Input"] in AGAINST_USAGE:
                print(f"    kept to usage: {case['Input']}: {AGAINST_USAGE[case['Input']]}")
            elif verbose:
                want = [(result["Text"], result["Resolution"].get("value")) for result in case["Results"]]
                got = [(case["Input"][a:b], value, unit) for a, b, value, unit in OURS[name](case["Input"])]
                print(f"    failed: {case['Input']}: want {want}, got {got}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
