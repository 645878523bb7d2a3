"""Bytes become text: which encoding they are in, or where they cannot be read."""

from __future__ import annotations

import codecs
import re

from toolkit.errors import InputError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EXPECTED = "文字、网页、Office、PDF 或 JSON 的表格"
# Characters that every such table is full of, in either script: in a wrong encoding they turn into rare ones.
_COMMON = frozenset(
    "序号號年度月日季目标標任务務完成未已情况況是否工作进進展原因领領导導责責任单單位市区區县縣局全的新建项項无無，。、"
)
_SAMPLE = 200_000  # bytes that tell one Chinese encoding from another


def decode(where: str, data: bytes) -> tuple[str, str]:
    """Text and encoding: a byte order mark decides, then strict UTF-8, then GB18030 or Big5 by their characters."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(where, data, encoding)
    if b"\0" in data:
        return _checked(where, data, _sixteen(where, data))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _checked(where, data, _chinese(data), error.start)


def _sixteen(where: str, data: bytes) -> str:
    """UTF-16 without its mark is known by tabs and line ends, whose other byte is zero always on the same side."""
    little, big = (len(re.findall(p, data[:_SAMPLE], re.S)) for p in (rb"[\t\n\r -~]\0", rb"\0[\t\n\r -~]"))
    guess = "utf-16-le" if little > big else "utf-16-be"
    if len(data) % 2 == 0 and max(little, big) >= 4 and _commonness(data, guess) > 0.05:
        return guess
    raise InputError.of(where, expected=_EXPECTED, met=f"二进制内容（第 {data.index(0) + 1} 字节为 NUL）")


def _chinese(data: bytes) -> str:
    """GB18030 unless the bytes make far more sense as Big5, which decodes as GB18030 too, but to nonsense."""
    return "big5hkscs" if _commonness(data, "big5hkscs") > 2 * _commonness(data, "gb18030") else "gb18030"


def _commonness(data: bytes, encoding: str) -> float:
    text = [c for c in data[:_SAMPLE].decode(encoding, "replace") if ord(c) > 0x7F]
    return sum(1 for c in text if c in _COMMON) / len(text) if text else 0.0


def _checked(where: str, data: bytes, encoding: str, sound: int = 0) -> tuple[str, str]:
    """Decode; `sound` is how far another encoding got, and the farther of the two is where the fault lies."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = max(error.start, sound)
        line = data.count(b"\n", 0, at) + 1
        raise InputError.of(
            f"{where} 第 {line} 行", expected="UTF-8 或 GB18030 文字", met=f"无法解码的字节（第 {at + 1} 字节）"
        ) from None
    if "\0" in text:
        raise InputError.of(where, expected=_EXPECTED, met="二进制内容（含 NUL）")
    return text, encoding.removesuffix("hkscs")
