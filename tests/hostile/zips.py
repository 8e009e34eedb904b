"""Archives as nobody's office program writes them: every field of every part can lie."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import cache

MB = 1024 * 1024
DOCX_TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
DOCX_RELATIONS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
XLSX_TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
XLSX_RELATIONS = DOCX_RELATIONS.replace(b"word/document.xml", b"xl/workbook.xml")
WORKBOOK = b"""<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>"""
WORKBOOK_RELATIONS = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
</Relationships>"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_UTF8 = 0x800


@dataclass(frozen=True)
class Entry:
    """A part of an archive; what is None is stated truly.

    Attributes:
        packed: its compressed bytes where they are not to be made from ``data``.
        size: how many bytes it says to unpack to.
    """

    name: str
    data: bytes = b""
    packed: bytes | None = None
    size: int | None = None
    crc: int | None = None
    flags: int = _UTF8
    attributes: int = 0
    method: int = zlib.DEFLATED


def archive(*entries: Entry | tuple[str, bytes], comment: bytes = b"") -> bytes:
    """The archive of these parts, in their order."""
    body, directory = bytearray(), bytearray()
    count = 0
    for item in entries:
        entry = item if isinstance(item, Entry) else Entry(*item)
        packed = entry.packed if entry.packed is not None else raw_deflate(entry.data)
        crc = zlib.crc32(entry.data) if entry.crc is None else entry.crc
        size = len(entry.data) if entry.size is None else entry.size
        name = entry.name.encode("utf-8", "surrogateescape")
        fields = struct.pack("<HHHHHIIIHH", 20, entry.flags, entry.method, 0, 0x21, crc, len(packed), size, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 0x0314) + fields + struct.pack("<HHHII", 0, 0, 0, entry.attributes, len(body)) + name
        body += b"PK\x03\x04" + fields + name + packed
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(body), len(comment))
    return bytes(body + directory) + b"PK\x05\x06" + end + comment


def raw_deflate(data: bytes) -> bytes:
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    return compressor.compress(data) + compressor.flush()


@cache
def deflated_blocks(megabytes: int, fill: bytes = b" ") -> bytes:
    """Deflated bytes that unpack to so many megabytes: one block again and again, so that it is made at once."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = compressor.compress(fill * (MB // len(fill))) + compressor.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + b"\x03\x00"


@cache
def crc_of_fill(megabytes: int, fill: bytes = b" ") -> int:
    crc, block = 0, fill * (MB // len(fill))
    for _ in range(megabytes):
        crc = zlib.crc32(block, crc)
    return crc


def bomb(name: str, megabytes: int) -> Entry:
    """A part of blanks that says truly how large it is."""
    return Entry(name, packed=deflated_blocks(megabytes), size=megabytes * MB, crc=crc_of_fill(megabytes))


def document(body: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """A part ``word/document.xml``."""
    return f"{head}<w:document {W}><w:body>{body}</w:body></w:document>".encode()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(main: bytes | Entry, *more: Entry | tuple[str, bytes]) -> bytes:
    """A document with this main part, and further parts."""
    part = main if isinstance(main, Entry) else Entry("word/document.xml", main)
    return archive(("[Content_Types].xml", DOCX_TYPES), ("_rels/.rels", DOCX_RELATIONS), part, *more)


def sheet(rows: str, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>', behind: str = "") -> bytes:
    """A part ``xl/worksheets/sheet1.xml``."""
    return f"{head}<worksheet {S}><sheetData>{rows}</sheetData>{behind}</worksheet>".encode()


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def xlsx(main: bytes | Entry, *more: Entry | tuple[str, bytes]) -> bytes:
    """A workbook with this sheet, and further parts."""
    part = main if isinstance(main, Entry) else Entry("xl/worksheets/sheet1.xml", main)
    return archive(
        ("[Content_Types].xml", XLSX_TYPES),
        ("_rels/.rels", XLSX_RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS),
        part,
        *more,
    )


GOOD_ROWS = (("项目名称", "湿地栈道维护"), ("年度资金总额（万元）", "12.50"), ("年度绩效目标", "维护栈道3公里。"))
GOOD_HEADER = ("一级指标", "二级指标", "三级指标", "指标值")
GOOD_INDICATOR = ("产出指标", "数量指标", "栈道长度", "≥3公里")
GOOD = (*GOOD_ROWS, GOOD_HEADER, GOOD_INDICATOR)
"""A form of an invented project: whatever the format, it is read as one project with one indicator."""


def good_docx_main() -> bytes:
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>" for row in GOOD)
    return document(paragraph("项目支出绩效目标表") + f"<w:tbl>{rows}</w:tbl>")


def good_docx() -> bytes:
    return docx(good_docx_main())


def good_xlsx() -> bytes:
    rows = "".join(
        f'<row r="{at}">' + "".join(cell(f"{'ABCD'[col]}{at}", text) for col, text in enumerate(row)) + "</row>"
        for at, row in enumerate(GOOD, start=1)
    )
    return xlsx(sheet(rows))


def good_ods(kind: str = "spreadsheet") -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row)
        + "</table:table-row>"
        for row in GOOD
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{name}office:1.0" xmlns:table="{name}table:1.0" '
        f'xmlns:text="{name}text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype.decode()}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    stored = Entry("mimetype", mimetype, packed=mimetype, method=0)
    return archive(stored, ("content.xml", content.encode()), ("META-INF/manifest.xml", manifest.encode()))


def good_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in GOOD)
    return f'<html><head><meta charset="utf-8"></head><body><p>项目支出绩效目标表</p><table>{rows}</table></body></html>'.encode()


def good_text() -> bytes:
    return ("项目支出绩效目标表\n" + "\n".join("\t".join(row) for row in GOOD) + "\n").encode()
