"""Inputs that mean harm or are broken: name → bytes, made when asked for; all must be read or refused in one line."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator

from tests.reading import makers
from tests.tables import HEAD, row, table

GOOD = table(*(row(item=str(at)) for at in range(1, 6)))
MIB = 1024 * 1024


def zipped(members: dict[str, bytes], base: bytes | None = None, *, store: bool = False) -> bytes:
    """A zip of `members`, over those of `base`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as made:
        if base:
            with zipfile.ZipFile(io.BytesIO(base)) as source:
                for name in source.namelist():
                    if name not in members:
                        made.writestr(name, source.read(name))
        for name, data in members.items():
            made.writestr(name, data)
    return held.getvalue()


def xlsx(sheet: str | bytes, **more: bytes) -> bytes:
    """A good workbook with another first sheet."""
    data = sheet.encode() if isinstance(sheet, str) else sheet
    others = {name.replace("__", "/").replace("_dot_", "."): held for name, held in more.items()}
    return zipped({"xl/worksheets/sheet1.xml": data, **others}, makers.as_xlsx(makers.real()))


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(body: str, rest: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet {NS}><sheetData>{body}</sheetData>{rest}</worksheet>'


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, declaration: str = "") -> bytes:
    text = f'<?xml version="1.0"?>{declaration}<w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": text.encode()}, makers.as_docx(makers.real()))


LAUGHS = (
    "<!DOCTYPE x ["
    + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def pdf(content: bytes, catalog: bytes = b"", pages: int = 1) -> bytes:
    """A small PDF with one content stream for all pages."""
    kids = b" ".join(b"%d 0 R" % (4 + at) for at in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
    ]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R >>"] * pages
    out, places = b"%PDF-1.7\n", []
    for at, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % at + held + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def html(body: str) -> bytes:
    heads = "".join(f"<th>{name}</th>" for name in HEAD.split("\t"))
    return f"<html><body><table><tr>{heads}</tr>{body}</table></body></html>".encode()


LINE = (
    "<tr>"
    + "".join(f"<td>{text}</td>" for text in ("1", "甲", "乙", "完成", "建成学校2所。", "无", "张三", "市教育局"))
    + "</tr>"
)

TEXTS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one-byte": lambda: b"\xff",
    "only-bom": lambda: b"\xef\xbb\xbf",
    "only-bom-16": lambda: b"\xff\xfe",
    "nul-in-a-cell": lambda: GOOD.replace("建成", "建\0成").encode(),
    "nul-run": lambda: b"\0" * 100_000,
    "random": lambda: bytes((at * 7919 + at // 251) % 256 for at in range(200_000)),
    "lone-surrogates-utf8": lambda: GOOD.replace("建成", "建X成").encode().replace(b"X", b"\xed\xa0\x80"),
    "lone-surrogates-utf16": lambda: GOOD.replace("建成", "建X成").encode("utf-16-le").replace(b"X\0", b"\0\xd8"),
    "bidi": lambda: GOOD.replace("建成", "\u202e建成\u2066").encode(),
    "zero-width": lambda: GOOD.replace("建", "建\u200b\u200d").encode(),
    "private-use": lambda: GOOD.replace("建", "\ue123").encode(),
    "replacement": lambda: GOOD.replace("建", "\ufffd").encode(),
    "controls": lambda: GOOD.replace("建", "\x01\x1b[31m\x07").encode(),
    "five-megabyte-cell": lambda: table(row(progress="建成学校2所。" * 750_000)).encode(),
    "many-columns": lambda: (HEAD + "\t" + "\t".join(f"列{at}" for at in range(20_000)) + "\n" + row() + "\n").encode(),
    "many-rows": lambda: (HEAD + "\n" + "".join(row(item=str(at)) + "\n" for at in range(200_000))).encode(),
    "many-blank-rows": lambda: (GOOD + "\t\t\t\t\t\t\t\n" * 200_000).encode(),
    "many-newlines": lambda: (GOOD + "\n" * 3_000_000).encode(),
    "open-quote": lambda: (HEAD + '\n1\t"' + "甲\t乙\n" * 50_000).encode(),
    "quotes": lambda: (HEAD + "\n" + '"' * 1_000_000).encode(),
    "heading-only": lambda: HEAD.encode(),
    "heading-many-times": lambda: (HEAD + "\n").encode() * 20_000,
    "long-line": lambda: ("序号" * 3_000_000).encode(),
    "many-lines-of-labels": lambda: ("任务目标：" * 400_000).encode(),
    "labels-by-line": lambda: "任务目标：甲\n进展情况：乙\n".encode() * 50_000,
    "numbers-by-line": lambda: ("\n".join([*HEAD.split("\t"), *map(str, range(100_000))])).encode(),
    "angle-brackets": lambda: table(row(progress="<" * 500_000)).encode(),
    "open-tags": lambda: table(row(progress="<p><script>" * 100_000)).encode(),
    "ampersands": lambda: table(row(progress="&#x41;&" * 200_000)).encode(),
    "digits": lambda: table(row(progress="9" * 300_000)).encode(),
    "brackets": lambda: table(row(progress="（" * 100_000)).encode(),
    "commas": lambda: table(row(progress="，" * 200_000)).encode(),
    "numbered": lambda: table(row(progress="".join(f"{at}.完成{at}个。" for at in range(20_000)))).encode(),
    "formulas": lambda: table(row(progress='=HYPERLINK("http://x","y")', leader="@SUM(A1)", reason="+1")).encode(),
    "script": lambda: table(row(progress="<script>alert(1)</script><img src=x onerror=alert(1)>")).encode(),
    "huge-number-of-item": lambda: table(row(item="9" * 5_000)).encode(),
    "path-as-number": lambda: table(row(item="../../../../tmp/x")).encode(),
    "strokes": lambda: b"|" * 2_000_000,
    "dashes": lambda: ("| a | b | c |\n" + "|---|---|---|\n" * 100_000).encode(),
    "utf-7": lambda: GOOD.encode("utf-7"),
    "utf-32": lambda: GOOD.encode("utf-32"),
    "gb18030-cut": lambda: GOOD.encode("gb18030")[:-3] + b"\x81",
    "utf-16-odd": lambda: GOOD.encode("utf-16")[:-1],
    "old-mac-lines": lambda: GOOD.replace("\n", "\r").encode(),
}
PAGES: dict[str, Callable[[], bytes]] = {
    "script": lambda: html(
        "<tr onclick='x()'>" + LINE[4:].replace("甲", "<script>while(1);</script><iframe src=x>甲</iframe>")
    ),
    "giant-rowspan": lambda: html(LINE.replace("<td>", "<td rowspan=999999999>", 1)),
    "giant-colspan": lambda: html(LINE.replace("<td>", "<td colspan=999999999>", 1)),
    "many-spans": lambda: html(LINE.replace("<td>", "<td rowspan=1000 colspan=1000>") * 300),
    "deep-tables": lambda: b"<table><tr><td>" * 20_000,
    "deep-divs": lambda: html(LINE.replace("甲", "<div>" * 50_000)),
    "deep-spans": lambda: html(LINE.replace("甲", "<b>" * 100_000)),
    "unclosed": lambda: html(LINE.replace("</td>", "").replace("</tr>", "") * 1_000),
    "entities": lambda: LAUGHS.encode() + html(LINE.replace("甲", "&a11;")),
    "external-entity": lambda: EXTERNAL.encode() + html(LINE.replace("甲", "&e;")),
    "many-rows": lambda: html(LINE * 200_000),
    "many-columns": lambda: html("<tr>" + "<td>甲</td>" * 20_000 + "</tr>"),
    "many-tables": lambda: b"<table><tr><td>a</td></tr></table>" * 30_000,
    "huge-cell": lambda: html(LINE.replace("甲", "甲" * 5_500_000)),
    "huge-attribute": lambda: html(LINE.replace("<td>", "<td title='" + "x" * 5_000_000 + "'>", 1)),
    "surrogate-reference": lambda: html(LINE.replace("甲", "&#xD800;&#x110000;&#0;")),
    "nul": lambda: html(LINE.replace("甲", "\0甲")),
    "cut": lambda: html(LINE * 5)[:300],
    "comment-open": lambda: html("<!-- " + LINE * 1_000),
    "meta-refresh": lambda: b"<meta http-equiv=refresh content='0;url=file:///etc/passwd'>" + html(LINE),
    "cdata": lambda: html(LINE.replace("甲", "<![CDATA[甲]]>")),
    "svg": lambda: html(LINE.replace("甲", "<svg><script>x</script></svg>甲")),
    "base": lambda: html(LINE.replace("甲", "<base href='//x'><link rel=stylesheet href='//x'>甲")),
    "no-cells": lambda: b"<html><table></table></html>",
    "frameset": lambda: b"<html><frameset><frame src=file:///etc/passwd></frameset></html>",
    "xml": lambda: b"<?xml version='1.0'?>" + EXTERNAL.encode() + b"<x>&e;</x>",
}
OFFICE: dict[str, Callable[[], bytes]] = {
    "zip-bomb-sheet": lambda: xlsx(sheet(" " * (300 * MIB))),
    "zip-bomb-member": lambda: xlsx(sheet(""), xl__media__x_dot_bin=b"\0" * (200 * MIB)),
    "many-members": lambda: zipped({f"xl/{at}.xml": b"" for at in range(20_000)}, makers.as_xlsx(makers.real())),
    "lying-size": lambda: _lying(makers.as_xlsx(makers.real())),
    "entity-bomb": lambda: xlsx(sheet(inline("A1", "&a11;")).replace("<worksheet", LAUGHS + "<worksheet")),
    "external-entity": lambda: xlsx(sheet(inline("A1", "&e;")).replace("<worksheet", EXTERNAL + "<worksheet")),
    "entity-bomb-utf16": lambda: xlsx(
        sheet(inline("A1", "&a11;"))
        .replace("<worksheet", LAUGHS + "<worksheet")
        .replace('1.0"', '1.0" encoding="utf-16"')
        .encode("utf-16")
    ),
    "far-reference": lambda: xlsx(sheet(f'<row r="1048576">{inline("XFD1048576", "x")}</row>')),
    "beyond-the-sheet": lambda: xlsx(sheet(f'<row r="99999999999">{inline("ZZZZZZ99999999999", "x")}</row>')),
    "reference-nonsense": lambda: xlsx(sheet(f'<row r="x">{inline("?!", "x")}</row>')),
    "giant-merge": lambda: xlsx(
        sheet(f'<row r="1">{inline("A1", "x")}</row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ),
    "many-merges": lambda: xlsx(
        sheet(
            "",
            "<mergeCells>"
            + "".join(f'<mergeCell ref="A{at}:H{at + 1}"/>' for at in range(1, 60_000, 2))
            + "</mergeCells>",
        )
    ),
    "many-rows": lambda: xlsx(
        sheet("".join(f'<row r="{at}">{inline(f"A{at}", "x")}</row>' for at in range(1, 200_001)))
    ),
    "many-cells": lambda: xlsx(
        sheet("".join(f'<row r="{at}">' + '<c t="n"><v>1</v></c>' * 200 + "</row>" for at in range(1, 10_001)))
    ),
    "many-columns": lambda: xlsx(sheet('<row r="1">' + '<c t="n"><v>1</v></c>' * 16_384 + "</row>")),
    "huge-shared-string": lambda: xlsx(sheet(f'<row r="1">{inline("A1", "x" * 9_000_000)}</row>')),
    "shared-index-off": lambda: xlsx(sheet('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>')),
    "number-nonsense": lambda: xlsx(sheet('<row r="1"><c r="A1"><v>1e999999</v></c><c r="B1"><v>abc</v></c></row>')),
    "not-xml": lambda: xlsx("{}"),
    "deep-xml": lambda: xlsx("<a>" * 100_000),
    "no-sheets": lambda: zipped({"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"}),
    "empty-zip": lambda: b"PK\x05\x06" + b"\0" * 18,
    "zip-slip": lambda: zipped({"../../../../tmp/evil.txt": b"x"}, makers.as_xlsx(makers.real())),
    "plain-zip": lambda: zipped({"a.txt": GOOD.encode()}),
    "xlsb": lambda: zipped({"xl/workbook.bin": b"x"}),
    "cut": lambda: makers.as_xlsx(makers.real())[:-300],
    "cut-half": lambda: makers.as_xlsx(makers.real())[:4_000],
    "corrupt": lambda: _corrupt(makers.as_xlsx(makers.real())),
    "ole-nothing": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000,
    "ole-encrypted": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
    "xls-torso": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\1" * 9_000
    ),
    "word-entity-bomb": lambda: word("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", LAUGHS),
    "word-external-entity": lambda: word("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", EXTERNAL),
    "word-deep-tables": lambda: word("<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000),
    "word-many-tables": lambda: word("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 50_000),
    "word-giant-span": lambda: word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'
    ),
    "word-bomb": lambda: word("<w:p/>" * 20_000_000),
    "word-empty": lambda: word(""),
    "word-cut": lambda: makers.as_docx(makers.real())[:9_000],
    "ods-torso": lambda: zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x"}, store=True
    ),
    "rtf-torso": lambda: b"{\\rtf1\\ansi" + b"{" * 50_000,
    "doc-torso": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "WordDocument".encode("utf-16-le") + b"\1" * 9_000
    ),
}
PDFS: dict[str, Callable[[], bytes]] = {
    "torso": lambda: b"%PDF-1.7\n",
    "empty-page": lambda: pdf(b""),
    "javascript": lambda: pdf(b"", b"/OpenAction << /S /JavaScript /JS (while(1);) >>"),
    "launch": lambda: pdf(b"", b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
    "many-pages": lambda: pdf(b"0 0 m 10 10 l S\n", pages=5_000),
    "many-lines": lambda: pdf(b"".join(b"%d 0 m %d 800 l S\n" % (at % 600, at % 600) for at in range(200_000))),
    "grid": lambda: pdf(
        b"".join(b"0 %d m 600 %d l S\n%d 0 m %d 800 l S\n" % (at, at, at, at) for at in range(0, 600, 6))
    ),
    "wide-numbers": lambda: pdf(b"999999999999999999 0 m -99999999999999999999 1e400 l S\n" * 100),
    "pages-loop": lambda: pdf(b"").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
    "content-loop": lambda: pdf(b"").replace(b"/Contents 3 0 R", b"/Contents 4 0 R"),
    "huge-count": lambda: pdf(b"").replace(b"/Count 1", b"/Count 999999999"),
    "nested-arrays": lambda: pdf(b"[" * 100_000),
    "save-states": lambda: pdf(b"q " * 1_000_000),
    "encrypted": lambda: pdf(b"").replace(
        b"trailer << ", b"trailer << /Encrypt << /Filter /Standard /V 2 /R 3 /O (x) /U (y) /P -4 >> "
    ),
    "cut": lambda: pdf(b"0 0 m 10 10 l S\n" * 100)[:600],
    "garbage-inside": lambda: pdf(bytes(at % 256 for at in range(100_000))),
}
JSONS: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"[" * 200_000,
    "deep-objects": lambda: b'{"a":' * 200_000,
    "deep-closed": lambda: b"[" * 50_000 + b"]" * 50_000,
    "huge-integer": lambda: b'[{"a": ' + b"9" * 100_000 + b"}]",
    "not-a-number": lambda: b'[{"a": NaN, "b": Infinity, "c": -Infinity}]',
    "huge-exponent": lambda: b'[{"a": 1e999999999}]',
    "surrogate": lambda: json.dumps(
        [dict(zip(HEAD.split("\t"), ["1", "\ud800", "b", "c", "d", "e", "f", "g"], strict=True))]
    ).encode(),
    "many-keys": lambda: json.dumps([{str(at): at for at in range(20_000)}]).encode(),
    "many-records": lambda: json.dumps([{"a": 1}] * 300_000).encode(),
    "scalar": lambda: b"[1, 2, 3]",
    "cut": lambda: makers.as_json(makers.real())[:2_000],
    "lines-cut": lambda: makers.as_jsonl(makers.real())[:2_000],
    "lines-mixed": lambda: makers.as_jsonl(makers.real()) + b"nonsense\n",
    "duplicate-keys": lambda: b'[{"a": 1, "a": 2}]',
    "object": lambda: b"{}",
    "empty-list": lambda: b"[]",
}
OTHERS: dict[str, Callable[[], bytes]] = {
    "png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "jpeg": lambda: b"\xff\xd8\xff\xe0" + b"\0" * 100,
    "elf": lambda: b"\x7fELF" + bytes(range(256)) * 10,
    "gzip": lambda: b"\x1f\x8b\x08" + b"\0" * 100,
    "mht-without-page": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b--\n",
    "mht-deep": lambda: b"".join(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(2_000)
    ),
    "shell": lambda: b"#!/bin/sh\nrm -rf /\n",
    "xml-sheet-bomb": lambda: (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        + b"<Worksheet>" * 10_000
    ),
}
FAMILIES = {"text": TEXTS, "page": PAGES, "office": OFFICE, "pdf": PDFS, "json": JSONS, "other": OTHERS}


def _corrupt(data: bytes) -> bytes:
    held = bytearray(data)
    for at in range(200, len(held) - 2_000, 97):
        held[at] ^= 0x55
    return bytes(held)


def _lying(data: bytes) -> bytes:
    """A zip whose directory promises less than its members hold."""
    held = bytearray(data)
    at = held.find(b"PK\x01\x02")
    while at >= 0:
        held[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = held.find(b"PK\x01\x02", at + 4)
    return bytes(held)


def corpus() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """All of them, by family and name."""
    for family, made in FAMILIES.items():
        for name, make in made.items():
            yield f"{family}:{name}", make
