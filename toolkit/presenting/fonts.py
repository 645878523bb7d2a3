"""Which font can print Chinese in a chart, and what a label falls back to where none can."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

# Simplified-Chinese faces first; a Japanese face prints the same characters in slightly other shapes.
FAMILIES: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "Heiti SC", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans SC",
    "Sarasa Gothic SC", "AR PL UMing CN", "Droid Sans Fallback", "Noto Serif CJK SC", "Source Han Serif SC",
    "Songti SC", "SimSun", "Noto Sans CJK JP", "Noto Serif CJK JP", "Arial Unicode MS",
)  # fmt: skip
# File names that betray such a font when matplotlib's cache is older than the installation.
_STEMS: Final = ("notosanscjk", "notoserifcjk", "notosanssc", "sourcehan", "wqy", "msyh", "simhei", "simsun")
_PROBE: Final = "目标完成情况责任单位"
_LATIN: Final = "DejaVu Sans"

HINT: Final = "本机没有中文字体，图中以编号代替中文；安装 Noto Sans CJK（如 fonts-noto-cjk）后重新运行即可。"
HINT_LATIN: Final = "No Chinese font found, labels are ids; install Noto Sans CJK (e.g. fonts-noto-cjk) and run again."


@dataclass(frozen=True, slots=True)
class Face:
    """A font family and the characters it can print."""

    family: str
    covers: frozenset[int]

    @property
    def chinese(self) -> bool:
        """Whether it prints Chinese."""
        return all(ord(c) in self.covers for c in _PROBE)

    def label(self, text: str, otherwise: str) -> str:
        """Give `text` where every character of it can be printed, else `otherwise`."""
        return text if all(ord(c) in self.covers for c in text) else otherwise


@lru_cache(maxsize=1)
def face() -> Face:
    """Find the best installed font for Chinese; where there is none, the Latin one that matplotlib brings along."""
    return _chinese() or _face(_LATIN)


def _chinese() -> Face | None:
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    if not installed.intersection(FAMILIES):
        _refresh()
        installed = {entry.name for entry in font_manager.fontManager.ttflist}
    faces = (_face(family) for family in FAMILIES if family in installed)
    return next((found for found in faces if found.chinese), None)


def _refresh() -> None:
    """Tell matplotlib of fonts that were installed after it wrote its cache."""
    for path in font_manager.findSystemFonts():
        if Path(path).stem.lower().replace("-", "").startswith(_STEMS):
            font_manager.fontManager.addfont(path)


def _face(family: str) -> Face:
    path = font_manager.findfont(font_manager.FontProperties(family=[family]))
    return Face(family, frozenset(FT2Font(path).get_charmap()))
