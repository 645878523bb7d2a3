"""What a numeral was read as before the words around it are heard, and the parts of a reading both scripts share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from toolkit.language.patterns import Lazy
from toolkit.language.units import Unit, rate_at

Kind = Literal["number", "range", "date", "ordinal", "list-count"]
Value = Decimal | tuple[Decimal, Decimal] | str

PERCENT = Unit("%", "ratio", Decimal("0.01"))
_TENTHS = Lazy("成(?![立功果员长效都为本熟品人型套份绩色片因分交])(半?)")
# The unit printed first in a compound time, and how many of the next finer one make it up.
_FINER = {"年": ("个月", 12), "天": ("小时", 24), "小时": ("分钟", 60), "分": ("秒", 60), "分钟": ("秒", 60)}
_MINUTES = Lazy("分钟?(?=[0-9 ]|[，。；、）)]|$)")
_STAGE = Lazy("[工项建标地厂园扩改储机投主用竣启验规设一的（(，。、及和]|$")
_COURSE = Lazy("(?:举办|开展|开办|组织|举行|培训班?|讲座|沙龙|简报|专刊|班|共|计|达|发布|完成|印发|推出|编发|刊发)了?$")
_PERIODICAL = Lazy("期(?:[间末货限初待望盼权刊满内房]|工程量)")


@dataclass(slots=True)
class Reading:
    """One reading in squeezed offsets; `unit` is None while a list still owes it (12、8、5所).

    `mantissa` and `scale` keep what a shared 万 or 亿 may still multiply; `rough` is true with 余, 多 or 几.
    """

    start: int
    end: int
    value: Value
    unit: str | None
    dimension: str
    kind: Kind = "number"
    rough: bool = False
    scale: int = 0
    pure: bool = False


def unit_behind(text: str, end: int) -> tuple[Unit, int, int] | None:
    """Unit behind a numeral, its end, and a power of ten to multiply by: 成 is ten per cent; None where none stands."""
    following = text[end : end + 1]
    if following == "成":
        tenths = _TENTHS.match(text, end)
        return (PERCENT, tenths.end(), 1) if tenths and not tenths[1] else None
    found = rate_at(text, end)
    return (found[0], found[1], 0) if found else None


def compound_time(text: str, first: Reading, unit: str, end: int) -> Reading | None:
    """2分30秒, 1小时20分, 3年6个月 as one duration in the finest unit printed; None where nothing continues."""
    total, start = first.value, first.start
    if not isinstance(total, Decimal):
        return None
    parts = 1
    while unit in _FINER and (more := _TIME_PART.match(text, end)):
        finer, ratio = _FINER[unit]
        minutes = finer == "分钟" and _MINUTES.match(text, more.end(1))
        found = None if minutes else rate_at(text, more.end(1))
        if not minutes and (found is None or found[0].canonical != finer):
            break
        total = total * ratio + Decimal(more[1])
        unit, end = finer, minutes.end() if minutes else found[1] if found else end
        parts += 1
    return Reading(start, end, total, unit, "duration") if parts > 1 else None


_TIME_PART = Lazy("([0-9]{1,2})")


def phase(text: str, start: int, end: int, spelled: bool) -> bool:
    """Whether the 期 at `end` names a phase (二期工程) and does not count courses or issues (培训班18期)."""
    if _PERIODICAL.match(text, end):
        return False
    if _COURSE.search(text[max(0, start - 4) : start]):
        return False
    return spelled or (
        bool(_STAGE.match(text, end + 1)) and text[end + 1 : end + 2] not in ("", "，", "。", "、", "的")
    )


def share_scale(low: Decimal, high: Decimal, scale: int) -> Decimal:
    """A number under the 万 or 亿 printed once at the last of several: 30—50万; a larger one stays (5000—1万)."""
    return low.scaleb(scale) if scale and low <= high.scaleb(-scale) * 20 else low
