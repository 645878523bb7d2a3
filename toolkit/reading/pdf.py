"""A PDF with a text layer becomes a Grid: ruled tables, stitched across pages, and the lines around them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from toolkit.errors import InputError
from toolkit.reading.glyphs import Glyph, lines_of
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.ruled import Ruling, tables
from toolkit.reading.stitching import Sheet, stitched

THIN = 4.0  # points: a filled box lower or narrower than this is a ruling
STRAIGHT = 1.0  # points that a ruling may lean
LEAST_TEXT = 10  # characters of a page that has a text layer
MOST_RULINGS = 20_000  # of a page; a drawing has more, a table never


def read(where: str, data: bytes, limits: Limits) -> list[Grid]:
    """One Grid of all pages; raises InputError for an encrypted, broken or scanned file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        met = "加密的 PDF（请先解除密码）" if "assword" in str(error) else f"残缺的 PDF（{error}）"
        raise InputError.of(where, expected="完好的 PDF", met=met) from None
    if len(document) > limits.pages:
        raise limits.refuse(where, "pages", f"{len(document)} 页", "页")
    sheets = [_sheet(where, document[index]) for index in range(len(document))]
    if sum(sheet.characters for sheet in sheets) < LEAST_TEXT * min(len(sheets), 3):
        raise InputError.of(
            where,
            expected="带文字层的 PDF",
            met=f"扫描件（{len(sheets)} 页没有文字；请先识别为文字，或另存为 Word、Excel）",
        )
    return [stitched(where, sheets, limits)]


def _sheet(where: str, page: Any) -> Sheet:
    """One page: its tables, the lines outside them, and how many characters it has."""
    turned = _turning(page)
    glyphs = list(_glyphs(page, turned))
    across, upright = _rulings(page, turned)
    drawn, outside = tables(across, upright, glyphs)
    lines = [(line.glyphs[0].base, line.text) for line in lines_of(outside)]
    return Sheet(drawn, lines, sum(1 for glyph in glyphs if not glyph.text.isspace()))


def _turning(page: Any) -> Any:
    """A function that turns a point as the page is turned for reading."""
    rotation = page.get_rotation()
    return {
        90: lambda x, y: (y, -x),
        180: lambda x, y: (-x, -y),
        270: lambda x, y: (-y, x),
    }.get(rotation, lambda x, y: (x, y))


def _glyphs(page: Any, turned: Any) -> Iterator[Glyph]:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    sides = [ctypes.c_double() for _ in range(4)]
    origin = [ctypes.c_double() for _ in range(2)]
    pending = ""
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or code in (0, 0xFFFE, 0xFFFF, 10, 13):
            continue
        if not raw.FPDFText_GetCharBox(text, index, *map(ctypes.byref, sides)):
            continue
        left, right, bottom, top = (side.value for side in sides)
        raw.FPDFText_GetCharOrigin(text, index, *map(ctypes.byref, origin))
        (x1, y1), (x2, y2) = turned(left, bottom), turned(right, top)
        letter = chr(code)
        if 0xD800 <= code < 0xDC00:
            pending = letter
            continue
        if pending:
            letter = (pending + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            pending = ""
        size = raw.FPDFText_GetFontSize(text, index) * _scale(text, index)
        height = max(abs(y2 - y1), 0.1)
        base = turned(origin[0].value, origin[1].value)[1]
        yield Glyph(letter, min(x1, x2), max(x1, x2), base, size if size > 1 else height)


def _scale(text: Any, index: int) -> float:
    """How much the text matrix enlarges the font."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return 1.0
    return float(abs(matrix.d) or abs(matrix.b) or 1.0)


def _rulings(page: Any, turned: Any) -> tuple[list[Ruling], list[Ruling]]:
    """Straight lines of the page's paths: strokes, and filled boxes that are thin."""
    import pypdfium2.raw as raw

    across: list[Ruling] = []
    upright: list[Ruling] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=6):
        for (x1, y1), (x2, y2) in _strokes(item, turned):
            if abs(y1 - y2) <= STRAIGHT and abs(x1 - x2) > STRAIGHT:
                across.append(Ruling((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
            elif abs(x1 - x2) <= STRAIGHT and abs(y1 - y2) > STRAIGHT:
                upright.append(Ruling((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        if len(across) + len(upright) > MOST_RULINGS:
            return [], []
    return across, upright


def _strokes(item: Any, turned: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    points = list(_points(item, turned))
    xs, ys = [x for _, x, _ in points], [y for _, _, y in points]
    if not points or (not stroke.value and min(max(xs) - min(xs), max(ys) - min(ys)) > THIN):
        return
    if not stroke.value and not fill.value:
        return
    start = here = (points[0][1], points[0][2])
    for kind, x, y in points:
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = (x, y)
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield here, (x, y)
        here = (x, y)
    yield here, start


def _points(item: Any, turned: Any) -> Iterator[tuple[int, float, float]]:
    """The points of a path where they stand on the page."""
    import pypdfium2.raw as raw

    chain = []
    holder = item
    while holder is not None:
        chain.append(holder.get_matrix())
        holder = getattr(holder, "container", None)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), 5_000)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = (x.value, y.value)
        for matrix in chain:
            point = matrix.on_point(*point)
        yield raw.FPDFPathSegment_GetType(segment), *turned(*point)
