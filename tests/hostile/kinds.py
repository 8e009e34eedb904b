"""Files of every type that people send, as small as they can be."""

from __future__ import annotations

import gzip
import struct

from tests.hostile import pdfs, zips

SECTOR = 512


def compound(*streams: str) -> bytes:
    """A compound file of empty streams with these names."""
    names = ["Root Entry", *streams]
    names += [""] * (-len(names) % 4)
    entries = b"".join(_entry(name, at) for at, name in enumerate(names))
    sectors = len(entries) // SECTOR
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 4 * 108
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    return header + table + entries


def _entry(name: str, at: int) -> bytes:
    text = name.encode("utf-16-le")
    kind = 0 if not name else 5 if at == 0 else 2
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text) + 2 if name else 0, kind, 1)
        + b"\xff" * 12
        + bytes(36)
        + b"\xfe\xff\xff\xff"
        + bytes(8)
    )


CONTAINER = b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"/>'
EXCEL_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    b"<Worksheet/></Workbook>"
)
WORD_2003 = b'<?xml version="1.0"?>\n<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
PACKAGE = b'<?xml version="1.0"?>\n<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'
FLAT = b'<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
MHTML = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'
    + zips.good_html()
    + b"\r\n--b--\r\n"
)
MACROS = zips.XLSX_TYPES.replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
BINARY_BOOK = zips.XLSX_TYPES.replace(
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"application/vnd.ms-excel.sheet.binary.macroEnabled.main",
)
SLIDES = zips.DOCX_TYPES.replace(b"wordprocessingml.document.main", b"presentationml.presentation.main")


def with_types(data: bytes, types: bytes) -> bytes:
    """An archive of an office program with other content types."""
    return zips.archive(("[Content_Types].xml", types), *_parts(data))


def _parts(data: bytes):
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist() if name != "[Content_Types].xml"]


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17)
EPUB = zips.archive(
    zips.Entry("mimetype", b"application/epub+zip", packed=b"application/epub+zip", method=0), ("META-INF/container.xml", CONTAINER)
)
OFD = zips.archive(("OFD.xml", b'<?xml version="1.0"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'), ("Doc_0/Document.xml", b"<x/>"))
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(50)
SEVEN = b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(50)
PROGRAM = b"\x7fELF\x02\x01\x01" + bytes(200)
GZIP = gzip.compress(zips.good_text(), mtime=0)
RTF = b"{\\rtf1\\ansi\\ansicpg936 \\trowd text}"
GB18030 = zips.good_text().decode().encode("gb18030")
UTF16 = zips.good_text().decode().encode("utf-16")
HTML_UTF16 = zips.good_html().decode().replace('charset="utf-8"', 'charset="utf-16"').encode("utf-16")
HTML_LATE = "\ufeff\n\n <!-- 保存自 网页 -->\n<!DOCTYPE html>\n".encode() + zips.good_html()
XHTML = b'<?xml version="1.0" encoding="utf-8"?>\n' + zips.good_html().replace(
    b"<html>", b'<html xmlns="http://www.w3.org/1999/xhtml">'
).replace(b'<meta charset="utf-8">', b'<meta charset="utf-8"/>')
PDF = pdfs.good_pdf()
