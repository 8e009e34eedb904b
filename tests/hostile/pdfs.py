"""PDF files written object by object, so that any of them can be wrong."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from tests.hostile.zips import GOOD, deflated_blocks

MARK = "Marker7731"
"""What the pages print that are to be read."""


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"", startxref: int | None = None, keyword: bytes = b"xref") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += keyword + b"\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start if startxref is None else startxref,
    )
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def text_at(x: int, y: int, text: str) -> bytes:
    return f"BT /F1 12 Tf {x} {y} Td ({text}) Tj ET\n".encode()


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> >>"


def one_page(content: bytes, *more: bytes, resources: bytes = b"", contents: bytes | None = None, **options) -> bytes:
    """A file of one page; further objects are numbered from 6."""
    return pdf([CATALOGUE, PAGES, PAGE % resources, contents or stream(content), FONT, *more], **options)


def good_page() -> bytes:
    """A page with a small ruled table of figures."""
    return text_at(72, 780, MARK) + b"".join(
        b"%d %d 120 20 re S\n" % (72 + 120 * col, 700 - 20 * row) + text_at(76 + 120 * col, 705 - 20 * row, f"{row}{col}.5")
        for row in range(4)
        for col in range(3)
    )


def many_paths(count: int) -> bytes:
    content = b"".join(b"%d %d 1 1 re f\n" % (at % 590, at // 590 % 800) for at in range(count))
    return one_page(content + text_at(72, 780, MARK))


def flate_bomb(megabytes: int) -> bytes:
    packed = b"\x78\xda" + deflated_blocks(megabytes)
    return one_page(b"", contents=stream(packed, b"/Filter /FlateDecode"))


def twice_packed_bomb(megabytes: int) -> bytes:
    """Bytes packed twice: a thousandth of a thousandth of what they unpack to."""
    packed = zlib.compress(b"\x78\xda" + deflated_blocks(megabytes), 9)
    return one_page(b"", contents=stream(packed, b"/Filter [/FlateDecode /FlateDecode]"))


def lzw_bomb(kilobytes: int) -> bytes:
    """LZW of one byte again and again: the codes 258, 259 … each stand for one byte more than the one before."""
    bits, width, code = [], 9, 258
    out = [(256, 9), (32, 9)]
    total = 1
    while total < kilobytes * 1024:
        width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
        out.append((code, width))
        total += code - 256
        code += 1
        if code >= 4094:
            out += [(256, 12), (32, 9)]
            code = 258
    out.append((257, 12))
    bits = "".join(f"{value:0{size}b}" for value, size in out)
    bits += "0" * (-len(bits) % 8)
    return one_page(b"", contents=stream(int(bits, 2).to_bytes(len(bits) // 8, "big"), b"/Filter /LZWDecode"))


def run_length_bomb(kilobytes: int) -> bytes:
    return one_page(b"", contents=stream(b"\x81 " * (kilobytes * 8) + b"\x80", b"/Filter /RunLengthDecode"))


def jbig2_bomb() -> bytes:
    """A picture that says to be 60,000 dots wide and high, in a few bytes."""
    page_info = b"\x00\x00\x00\x000\x00\x01\x00\x00\x00\x13" + (60_000).to_bytes(4, "big") * 2 + bytes(8) + b"\x00\x00\x00"
    head = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode"
    image = stream(page_info, head)
    return one_page(good_page() + b"q 500 0 0 500 0 0 cm /I Do Q", image, resources=b"/XObject << /I 6 0 R >>")


def page_tree_loop() -> bytes:
    return pdf([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>", PAGE % b"", stream(good_page()), FONT])


def page_tree_of_itself() -> bytes:
    return pdf([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"])


def recursive_forms() -> bytes:
    """A form that draws itself, and two that draw each other."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /A 6 0 R /B 7 0 R >> /Font << /F1 5 0 R >> >>"
    return one_page(
        good_page() + b"/A Do /B Do\n", stream(b"/A Do /B Do\n", head), stream(b"/A Do /A Do\n", head),
        resources=b"/XObject << /A 6 0 R /B 7 0 R >>",
    )  # fmt: skip


def forms_within_forms(depth: int) -> bytes:
    """Each form draws the next one ten times: 10 to the power of the depth."""
    forms = []
    for level in range(depth):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /N %d 0 R >> /Font << /F1 5 0 R >> >>" % (
            7 + level
        )
        content = b"/N Do\n" * 10 if level < depth - 1 else text_at(72, 500, "deep")
        forms.append(stream(content, head))
    return one_page(good_page() + b"/N Do\n", *forms, resources=b"/XObject << /N 6 0 R >>")


def many_pages(count: int, content: bytes | None = None) -> bytes:
    """The same page again and again."""
    kids = b" ".join([b"3 0 R"] * count)
    return pdf([CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), PAGE % b"", stream(content or good_page()), FONT])


def object_stream_of_itself() -> bytes:
    """A cross-reference stream by which an object stream lies within itself."""
    body = b"%PDF-1.7\n"
    first = len(body)
    body += b"6 0 obj\n" + stream(b"6 0 1 40 << /Type /Catalog /Pages 2 0 R >>", b"/Type /ObjStm /N 2 /First 9") + b"\nendobj\n"
    start = len(body)
    table = b"".join(kind + where.to_bytes(4, "big") + at for kind, where, at in [
        (b"\x00", 0, b"\xff"), (b"\x02", 6, b"\x01"), (b"\x02", 6, b"\x00"), (b"\x02", 6, b"\x00"), (b"\x02", 6, b"\x00"),
        (b"\x02", 6, b"\x00"), (b"\x02", 6, b"\x00"), (b"\x01", start, b"\x00")])  # fmt: skip
    body += b"7 0 obj\n" + stream(table, b"/Type /XRef /Size 8 /W [1 4 1] /Root 1 0 R") + b"\nendobj\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % (start if first else 0)


def with_javascript_and_files() -> bytes:
    """Opens with a script, has another on its page, and carries a program."""
    catalogue = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}) >> "
        b"/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >> /AA << /WC << /S /Launch /F (calc.exe) >> >> >>"
    )
    embedded = b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>"
    page = PAGE[:-3] + b"/AA << /O << /S /URI /URI (http://example.invalid/) >> >> >>"
    return pdf([catalogue, PAGES, page % b"", stream(good_page()), FONT, embedded, stream(b"MZ" * 100, b"/Type /EmbeddedFile")])


def encrypted(password: str = "secret") -> bytes:  # noqa: S107 - the password of a test file
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption(password, "owner"), invariant=1)
    canvas.drawString(72, 700, MARK)
    canvas.save()
    return out.getvalue()


def good_pdf() -> bytes:
    """The form of :data:`tests.hostile.zips.GOOD` as a ruled table, in a font whose characters have codes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=0)
    canvas.setFont("STSong-Light", 10)
    canvas.drawString(220, 800, "项目支出绩效目标表")
    for at, row in enumerate(GOOD):
        width = 480 / len(row) if len(row) == 4 else 120
        for col, text in enumerate(row):
            canvas.rect(50 + width * col, 740 - 24 * at, width if len(row) == 4 or col == 0 else 360, 24)
            canvas.drawString(54 + width * col, 748 - 24 * at, text)
    canvas.save()
    return out.getvalue()
