"""A scanned PDF or a picture becomes a Grid by OCR: rulings found in the image, each cell's crop read on its own."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from toolkit.errors import InputError
from toolkit.model import Repair
from toolkit.reading.glyphs import Glyph
from toolkit.reading.grid import Grid
from toolkit.reading.limits import Limits
from toolkit.reading.ruled import Region, Ruling, Table, tables
from toolkit.reading.stitching import Sheet, stitched

DPI = 200
POINT = 72 / DPI  # points a pixel, so that the geometry of text layers holds here too
SURE = 0.90  # confidence below which a cell needs a look
WIDEST = 4_000  # pixels that a picture is read at; more only costs time
MOST_PIXELS = 120_000_000  # of a picture before it is unpacked
LEAST_WIDTH = 0.3  # of the page that a table takes
MOST_CELLS = 600  # of a page; a drawing or a pattern has more
MARGIN = 2  # pixels of a cell beside its rulings


def read(where: str, data: bytes, limits: Limits) -> list[Grid]:
    """One Grid of all pages; every repair list begins with the sentence that it rests on OCR."""
    engine: Any = None  # takes seconds to load: not before there is an image that can be opened
    sheets: list[Sheet] = []
    doubts: list[tuple[int, str, float]] = []
    for number, image in enumerate(_images(where, data, limits), 1):
        engine = engine or _engine()
        sheets.append(_sheet(image, engine, number, doubts))
    grid = stitched(where, sheets, limits)
    noted = [Repair(1, None, "ocr", f"{len(sheets)} 页扫描件", "文字由识别得来，未经人工核对")]
    for page, text, score in doubts:
        noted.append(Repair(_line(grid, text), None, "needs-look", text[:200], f"第 {page} 页，置信度 {score:.2f}"))
    return [Grid(grid.rows, "scan", (*noted, *grid.repairs))]


def _line(grid: Grid, text: str) -> int:
    """The row in which a cell's text stands."""
    bare = "".join(text.split())
    return next((r.line for r in grid.rows if any(bare in "".join(cell.split()) for cell in r.cells)), 1)


def _engine() -> Any:
    import rapidocr

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    # By default a small crop is blown up to 736 pixels first, which takes most of the time and gains nothing.
    return rapidocr.RapidOCR(params={"Global.log_level": "error", "Det.limit_type": "max", "Det.limit_side_len": 1600})


def _images(where: str, data: bytes, limits: Limits) -> Iterator[Any]:
    """Pages as grey images, dark on light."""
    import cv2
    import numpy

    if data[:1024].find(b"%PDF-") >= 0:
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        if len(document) > limits.scans:
            raise limits.refuse(where, "scans", f"{len(document)} 页", "页扫描件")
        for index in range(len(document)):
            page = document[index]
            scale = min(DPI / 72, WIDEST / max(*page.get_size(), 1))
            yield cv2.cvtColor(page.render(scale=scale).to_numpy()[:, :, :3], cv2.COLOR_BGR2GRAY)
        return
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise InputError.of(where, expected="大小合理的图片", met=f"{picture.width}×{picture.height} 像素")
            grey = picture.convert("L")
            grey.thumbnail((WIDEST, WIDEST))
            yield numpy.asarray(grey)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InputError.of(where, expected="完好的图片", met=f"打不开的图片（{error}）") from None


def _sheet(image: Any, engine: Any, page: int, doubts: list[tuple[int, str, float]]) -> Sheet:
    straight = _straightened(image)
    across, upright, inkless = _rulings(straight)
    found, _ = tables(across, upright, ())
    wide = LEAST_WIDTH * straight.shape[1] * POINT  # the strokes of a large title make small grids too
    drawn = [table for table in found if table.xs[-1] - table.xs[0] > wide]
    count = 0
    height = straight.shape[0]
    if sum(len(table.regions) for table in drawn) > MOST_CELLS:
        drawn = []
    for table in drawn:
        for region in table.regions:
            worst = _fill(region, table, inkless, engine, height)
            count += len(region.text)
            if region.text and worst < SURE:
                doubts.append((page, region.text, worst))
    top = int(height - drawn[0].ys[0] / POINT) if drawn else height
    title = [] if drawn and page > 1 else _read(straight[:top], 0, 0, engine)
    lines = [(height * POINT - glyph.base, glyph.text) for glyph, _ in title]
    return Sheet(drawn, lines, count)


def _straightened(image: Any) -> Any:
    """The image turned so that its long lines lie level."""
    import cv2
    import numpy

    _, ink = cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    found = cv2.HoughLinesP(ink, 1, numpy.pi / 1800, 200, minLineLength=image.shape[1] // 4, maxLineGap=20)
    if found is None:
        return image
    angles = [numpy.degrees(numpy.arctan2(y2 - y1, x2 - x1)) for x1, y1, x2, y2 in found.reshape(-1, 4)]
    level = [angle for angle in angles if abs(angle) < 10]
    if not level or abs(turn := float(numpy.median(level))) < 0.05:
        return image
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1)
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _rulings(image: Any) -> tuple[list[Ruling], list[Ruling], Any]:
    """Long dark lines across and upright in points, y growing upwards; and the image without them."""
    import cv2

    height, width = image.shape
    soft = cv2.GaussianBlur(image, (3, 3), 0)
    ink = cv2.adaptiveThreshold(soft, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    across: list[Ruling] = []
    upright: list[Ruling] = []
    clean = image.copy()
    for kernel, level in (((max(width // 30, 40), 1), True), ((1, max(height // 40, 40)), False)):
        shape = cv2.getStructuringElement(cv2.MORPH_RECT, kernel)
        joined = cv2.dilate(
            cv2.morphologyEx(ink, cv2.MORPH_OPEN, shape), cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
        )
        clean[joined > 0] = 255
        outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in outlines:
            x, y, w, h = cv2.boundingRect(outline)
            if level and h < 30:
                across.append(Ruling((height - y - h / 2) * POINT, x * POINT, (x + w) * POINT))
            elif not level and w < 30:
                upright.append(Ruling((x + w / 2) * POINT, (height - y - h) * POINT, (height - y) * POINT))
    return across, upright, clean


def _fill(region: Region, table: Table, image: Any, engine: Any, height: int) -> float:
    """Read one cell's crop into its region; the least confidence of its lines."""
    left, right = (round(x / POINT) for x in (region.left, region.right))
    top = round(height - table.ys[region.row] / POINT)
    bottom = round(height - table.ys[region.row + region.down] / POINT)
    crop = image[max(top + MARGIN, 0) : max(bottom - MARGIN, 0), max(left + MARGIN, 0) : max(right - MARGIN, 0)]
    read = _read(crop, left, top, engine)
    region.glyphs += [glyph._replace(base=height * POINT - glyph.base) for glyph, _ in read]
    return min((score for _, score in read), default=1.0)


def _read(crop: Any, left: int, top: int, engine: Any) -> list[tuple[Glyph, float]]:
    """The lines of a crop from the top down, as glyphs of many letters, each with its confidence."""
    import cv2

    if min(crop.shape) < 8 or int(crop.min()) > 160:
        return []
    pad = cv2.copyMakeBorder(crop, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255)
    found = engine(cv2.cvtColor(pad, cv2.COLOR_GRAY2BGR), use_cls=False)
    if found.boxes is None or not found.txts:
        return []
    lines = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = [float(p[0]) - 20 + left for p in box], [float(p[1]) - 20 + top for p in box]
        size = (max(ys) - min(ys)) * POINT * 0.8
        lines.append((Glyph(_widened(text), min(xs) * POINT, max(xs) * POINT, max(ys) * POINT, size), float(score)))
    lines.sort(key=lambda pair: (round(pair[0].base / max(pair[0].size, 1)), pair[0].left))
    return lines


def _widened(text: str) -> str:
    """Brackets and marks beside Chinese are wide in print; the models read them as narrow."""
    for narrow, wide in ("(（", ")）", ",，", ";；", ":：", "?？", "!！"):
        text = re.sub(rf"(?<=[\u4e00-\u9fff]){re.escape(narrow)}|{re.escape(narrow)}(?=[\u4e00-\u9fff])", wide, text)
    opened, closed = text.count("（"), text.count("）")
    return text.replace(")", "）") if opened > closed and ")" in text else text
