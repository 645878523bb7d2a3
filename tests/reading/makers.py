"""The real report's table made again in every format, so that each reader can be held against the text it came from."""

from __future__ import annotations

import html
import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import docx
import openpyxl
import xlsxwriter

from toolkit.model import Column, Report
from toolkit.reading import read
from toolkit.reading.office import converter

REAL = Path(__file__).parents[2] / "data" / "2023Q4.txt"
TITLE = "2023年全市经济社会发展四季度暨年度目标任务完成情况"
Table = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def original() -> Report:
    """What the text reader makes of the real report: the cells that every other format has to give back."""
    return read(REAL)


@lru_cache(maxsize=1)
def real() -> Table:
    """Heading and rows of the real report, markup removed."""
    report = original()
    return (tuple(report.headings[c] for c in Column), *(tuple(item[c] for c in Column) for item in report.items))


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def cells(report: Report) -> list[dict[str, str]]:
    """The cells of every item, white space aside."""
    return [{column.value: bare(item[column]) for column in Column} for item in report.items]


def as_tsv(table: Table) -> str:
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in table]
    return TITLE + "\n" + "".join("\t".join(row) + "\n" for row in quoted)


def as_html(table: Table) -> bytes:
    def cell(text: str, tag: str) -> str:
        return f"<{tag}>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n")) + f"</{tag}>"

    rows = "".join(
        "<tr>" + "".join(cell(text, "td" if at else "th") for text in row) + "</tr>\n" for at, row in enumerate(table)
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>页面</title><style>table,td,th{border:1px solid;"
        "border-collapse:collapse;font-size:9pt}@page{size:A4 landscape}</style></head><body><ul><li>首页</li>"
        f"<li>政务公开</li></ul><h1>{TITLE}</h1><table>{rows}</table><p>版权所有</p></body></html>"
    ).encode()


def as_xlsx(table: Table) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "完成情况"
    sheet.append([TITLE])
    sheet.merge_cells("A1:H1")
    for row in table:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_xlsx_by_xlsxwriter(table: Table) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 7, TITLE)
    for at, row in enumerate(table, 1):
        sheet.write_row(at, 0, row)
    book.close()
    return held.getvalue()


def as_docx(table: Table) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(TITLE, 1)
    drawn = document.add_table(rows=0, cols=len(table[0]), style="Table Grid")
    for row in table:
        for place, text in zip(drawn.add_row().cells, row, strict=True):
            place.text = text
    document.add_paragraph("来源：市政府办公室")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def as_markdown(table: Table) -> bytes:
    lines = ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |" for row in table]
    return (
        f"# {TITLE}\n\n".encode() + "\n".join([lines[0], "|" + " --- |" * len(table[0]), *lines[1:]]).encode() + b"\n"
    )


def as_json(table: Table) -> bytes:
    records = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    return json.dumps({"标题": TITLE, "data": records}, ensure_ascii=False).encode()


def as_jsonl(table: Table) -> bytes:
    records = (dict(zip(table[0], row, strict=True)) for row in table[1:])
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def by_office(data: bytes, suffix: str, to: str) -> bytes:
    """The file in another format, by LibreOffice."""
    program = converter()
    assert program
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source.{suffix}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", to, "--outdir", f"{folder}/out", str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return next(Path(folder, "out").iterdir()).read_bytes()


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


def by_chromium(page: bytes) -> bytes:
    """The page printed to PDF."""
    assert CHROMIUM
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_bytes(page)
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command += [f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target.read_bytes()


def landscape(table: Table) -> bytes:
    """The table as an OpenDocument-free page that LibreOffice prints in rows broken across pages."""
    return by_office(as_docx(table), "docx", "pdf")


MADE: Mapping[str, Callable[[Table], bytes]] = {
    "TSV": lambda table: as_tsv(table).encode(),
    "TSV, UTF-8 with BOM": lambda table: as_tsv(table).encode("utf-8-sig"),
    "TSV, UTF-16": lambda table: as_tsv(table).encode("utf-16"),
    "TSV, UTF-16 without BOM": lambda table: as_tsv(table).encode("utf-16-le"),
    "TSV, GB18030": lambda table: as_tsv(table).encode("gb18030"),
    "CSV": lambda table: as_tsv(table).replace('"\t"', '","').encode(),
    "HTML": as_html,
    "HTML, GB18030": lambda table: as_html(table).decode().replace("utf-8", "gb2312").encode("gb18030"),
    "Markdown": as_markdown,
    "JSON": as_json,
    "JSON lines": as_jsonl,
    "xlsx (openpyxl)": as_xlsx,
    "xlsx (xlsxwriter)": as_xlsx_by_xlsxwriter,
    "docx": as_docx,
}
BY_OFFICE: Mapping[str, Callable[[Table], bytes]] = {
    "xls": lambda table: by_office(as_xlsx(table), "xlsx", "xls:MS Excel 97"),
    "ods": lambda table: by_office(as_xlsx(table), "xlsx", "ods"),
    "doc": lambda table: by_office(as_docx(table), "docx", "doc:MS Word 97"),
    "rtf": lambda table: by_office(as_docx(table), "docx", "rtf"),
    "odt": lambda table: by_office(as_docx(table), "docx", "odt"),
    "PDF (LibreOffice)": landscape,
}
BY_CHROMIUM: Mapping[str, Callable[[Table], bytes]] = {
    "PDF (Chromium)": lambda table: by_chromium(as_html(table)),
}


def scanned(data: bytes, pages: int, form: str) -> bytes:
    """The first pages of a PDF as a scanner gives them: 200 dpi, noise, blur, turned by half a degree."""
    import numpy
    import pypdfium2
    from PIL import Image, ImageFilter

    noise = numpy.random.default_rng(1)
    document = pypdfium2.PdfDocument(data)
    made = []
    for index in range(min(pages, len(document))):
        grey = document[index].render(scale=200 / 72).to_pil().convert("L")
        turned = numpy.asarray(grey.rotate(0.5, fillcolor=255, resample=Image.Resampling.BICUBIC)).astype(float)
        rough = (turned + noise.normal(0, 12, turned.shape)).clip(0, 255).astype("uint8")
        made.append(Image.fromarray(rough).filter(ImageFilter.GaussianBlur(0.6)))
    held = io.BytesIO()
    if form == "PDF":
        made[0].save(held, form, resolution=200, save_all=True, append_images=made[1:])
    else:
        made[0].save(held, form)
    return held.getvalue()


SCANS: Mapping[str, Callable[[Table], bytes]] = {
    "scanned PDF": lambda table: scanned(by_chromium(as_html(table[:4])), 1, "PDF"),
    "PNG": lambda table: scanned(by_chromium(as_html(table[:4])), 1, "PNG"),
}

# What the README's table says: a format in both languages, what it needs, and the sources above that show it.
CORE, OFFICE_NEEDED = ("core", "核心安装"), ("LibreOffice installed", "装有 LibreOffice")
FORMATS: tuple[tuple[str, str, tuple[str, str], tuple[str, ...]], ...] = (
    ("delimited text", "分隔文本", CORE, tuple(name for name in MADE if name.startswith(("TSV", "CSV")))),
    ("web page, mht", "网页、mht", CORE, ("HTML", "HTML, GB18030")),
    ("Markdown table", "Markdown 表格", CORE, ("Markdown",)),
    ("JSON, JSON lines", "JSON、JSON lines", CORE, ("JSON", "JSON lines")),
    ("xlsx, xlsm", "xlsx、xlsm", CORE, ("xlsx (openpyxl)", "xlsx (xlsxwriter)")),
    ("xls, et", "xls、et", ("extra `excel`", "附加组件 `excel`"), ("xls",)),
    ("docx", "docx", CORE, ("docx",)),
    ("doc, wps, rtf, odt, ods", "doc、wps、rtf、odt、ods", OFFICE_NEEDED, ("doc", "rtf", "odt", "ods")),
    (
        "PDF with a text layer",
        "有文字层的 PDF",
        ("extra `pdf`", "附加组件 `pdf`"),
        ("PDF (LibreOffice)", "PDF (Chromium)"),
    ),
    ("scan, picture", "扫描件、图片", ("extra `ocr`", "附加组件 `ocr`"), tuple(SCANS)),
)


def formats_table(language: int) -> str:
    """The README's table of formats, in English (0) or Chinese (1)."""
    heads = ("source", "needs", "tested with the real report as"), ("来源", "需要", "用真实报告逐格验证的样本")
    lines = ["| " + " | ".join(heads[language]) + " |", "|---|---|---|"]
    lines += [f"| {row[language]} | {row[2][language]} | {' · '.join(row[3])} |" for row in FORMATS]
    return "\n".join(lines) + "\n"
