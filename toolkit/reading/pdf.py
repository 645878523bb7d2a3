"""A PDF with a text layer becomes a Grid: ruled tables, stitched across pages, and the lines around them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.errors import InputError
from toolkit.reading.glyphs import Glyph, lines_of
from toolkit.reading.grid import Grid
from toolkit.reading.guard import SCAN_HINT, ScannedError
from toolkit.reading.limits import Limits
from toolkit.reading.ruled import Ruling, clipped, tables
from toolkit.reading.stitching import LEAST_COLUMNS, Sheet, stitched

THIN = 4.0  # points: a filled box lower or narrower than this is a ruling
STRAIGHT = 1.0  # points that a ruling may lean
LEAST_COLUMNED = 4  # lines with gaps that make a table without upright rules
COLUMNED = 0.15  # of all lines, too
LEAST_TEXT = 10  # characters of a page that has a text layer
_NO_GLYPH = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})
BROKEN_HYPHEN = 2  # what the library gives for a hyphen or minus at a line's end, lest -1.3% lose its sign
EM = 0.8  # of a loose box's height, which is 1.0 to 1.45 of the font's size
DEEPEST = 6  # forms within each other
MOST_SEGMENTS = 20_000  # of one path
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
        pages = f"{len(sheets)} 页"
        if any(_has_image(document[index]) for index in range(min(len(document), 3))):
            raise ScannedError.of(where, expected="带文字层的 PDF", met=f"扫描件（{pages}没有文字；{SCAN_HINT}）")
        raise InputError.of(where, expected="带文字层的 PDF", met=f"没有文字的 PDF（{pages}）")
    _refuse_open(where, sheets)
    grid = stitched(where, sheets, limits)
    _refuse_clipped(where, sheets)
    return [grid]


def _refuse_open(where: str, sheets: Sequence[Sheet]) -> None:
    """Refuse a table without upright rules: where its columns end would be a guess."""
    ruled = any(len(table.xs) > LEAST_COLUMNS for sheet in sheets for table in sheet.tables)
    columned, lines = sum(sheet.columned for sheet in sheets), sum(len(sheet.lines) for sheet in sheets)
    if not ruled and columned >= max(LEAST_COLUMNED, lines * COLUMNED):
        met = "没有竖线的表（分不出列；请导出为 Excel 或 Word，或从网页带边框打印）"
        raise InputError.of(where, expected="有横竖框线的 PDF 表格", met=met)


def _refuse_clipped(where: str, sheets: Sequence[Sheet]) -> None:
    """Refuse a table printed with rows too low for its texts: a part of them is not in the file."""
    for number, sheet in enumerate(sheets, 1):
        for text in filter(None, map(clipped, sheet.tables)):
            met = f"第 {number} 页的行高只容一行字，单元格文字被截去（如“{text[:20]}”；请调整行高再打印，或用原文件）"
            raise InputError.of(where, expected="文字完整的表格", met=met)


def _sheet(where: str, page: Any) -> Sheet:
    """One page: its tables, the lines outside them, and how many characters it has."""
    turned = _turning(page)
    glyphs = list(_glyphs(page, turned))
    across, upright = _rulings(page, turned)
    drawn, outside = tables(across, upright, glyphs)
    told = lines_of(outside)
    lines = [(line.glyphs[0].base, line.text) for line in told]
    columned = sum(1 for line in told if line.gaps >= LEAST_COLUMNS - 1)
    return Sheet(drawn, lines, sum(1 for glyph in glyphs if not glyph.text.isspace()), columned)


def _has_image(page: Any) -> bool:
    """Whether a page shows a picture, as every scan does."""
    import pypdfium2.raw as raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST)), None) is not None


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

    holder = page.get_textpage()  # frees the text when it goes
    text = holder.raw
    count = raw.FPDFText_CountChars(text)
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    pending = ""
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _NO_GLYPH or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        # The loose box spans the letter's advance: between the tight boxes of two 1s there is room for a space.
        if not raw.FPDFText_GetLooseCharBox(text, index, box) or not raw.FPDFText_GetCharOrigin(text, index, x, y):
            continue
        letter = "-" if code == BROKEN_HYPHEN else chr(code)
        if 0xD800 <= code < 0xDC00:
            pending = letter
            continue
        if pending:
            letter = (pending + letter).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            pending = ""
        (x1, y1), (x2, y2) = turned(box.left, box.bottom), turned(box.right, box.top)
        base = turned(x.value, y.value)[1]
        yield Glyph(letter, min(x1, x2), max(x1, x2), base, max(abs(y2 - y1) * EM, 1.0))


def _rulings(page: Any, turned: Any) -> tuple[list[Ruling], list[Ruling]]:
    """Straight lines of the page's paths: strokes, and filled boxes that are thin."""
    across: list[Ruling] = []
    upright: list[Ruling] = []
    for item, chain in _paths(page):
        for (x1, y1), (x2, y2) in _strokes(item, chain, turned):
            if abs(y1 - y2) <= STRAIGHT and abs(x1 - x2) > STRAIGHT:
                across.append(Ruling((y1 + y2) / 2, min(x1, x2), max(x1, x2)))
            elif abs(x1 - x2) <= STRAIGHT and abs(y1 - y2) > STRAIGHT:
                upright.append(Ruling((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        if len(across) + len(upright) > MOST_RULINGS:
            return [], []
    return across, upright


def _paths(page: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """The page's paths, each with the matrices that place it, its own first; forms are looked into."""
    import pypdfium2.raw as raw

    waiting: list[tuple[Any, tuple[Any, ...]]] = [
        (raw.FPDFPage_GetObject(page.raw, index), ()) for index in range(raw.FPDFPage_CountObjects(page.raw))
    ]
    for item, outer in waiting:
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM):
            continue
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, matrix)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, (matrix, *outer)
        elif len(outer) < DEEPEST and len(waiting) < MOST_RULINGS * 10:
            inner = range(raw.FPDFFormObj_CountObjects(item))
            waiting += [(raw.FPDFFormObj_GetObject(item, index), (matrix, *outer)) for index in inner]


def _strokes(item: Any, chain: Any, turned: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    points = list(_points(item, chain, turned))
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


def _points(item: Any, chain: Any, turned: Any) -> Iterator[tuple[int, float, float]]:
    """The points of a path where they stand on the page."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        px, py = x.value, y.value
        for m in chain:
            px, py = m.a * px + m.c * py + m.e, m.b * px + m.d * py + m.f
        yield raw.FPDFPathSegment_GetType(segment), *turned(px, py)
