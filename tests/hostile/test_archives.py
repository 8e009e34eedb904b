"""Office files are archives: sizes, names and counts that lie, before anything is unpacked and while it is."""

from __future__ import annotations

import struct
import sys

import pytest
from tests.hostile import bounds, zips
from tests.hostile.zips import MB, Entry, archive, bomb, cell, document, docx, paragraph, sheet, xlsx

from jixiao.documents.limits import Limits

DOCUMENT = document(paragraph("湿地栈道维护"))
SHEET = sheet('<row r="1">' + cell("A1", "湿地栈道维护") + "</row>")
LINK = 0o120777 << 16


def lying(name: str, megabytes: int, declared: int) -> Entry:
    """A part that unpacks to more than it says."""
    return Entry(name, packed=zips.deflated_blocks(megabytes), size=declared, crc=zips.crc_of_fill(megabytes))


def nested(depth: int) -> bytes:
    """An archive in an archive in an archive; the innermost is a bomb."""
    inner = archive(bomb("zeros", 300))
    for level in range(depth):
        inner = archive((f"{level}.zip", inner))
    return inner


FILES = {
    "1 GB declared": (docx(bomb("word/document.xml", 1024)), {"READ-033"}),
    "1 GB in a part that nobody asks for": (docx(DOCUMENT, bomb("word/media/a.bin", 1024)), {"READ-033"}),
    "30 parts of 9 MB": (docx(DOCUMENT, *(bomb(f"word/media/{at}.bin", 9) for at in range(30))), {"READ-033"}),
    "ratio beyond 200": (docx(bomb("word/document.xml", 30)), {"READ-033"}),
    "a size that lies: 1 GB as 1,000 bytes": (docx(lying("word/document.xml", 1024, 1000)), {"READ-031", "READ-033", "READ-039"}),
    "a size that lies in a sheet": (xlsx(lying("xl/worksheets/sheet1.xml", 1024, 1000)), {"READ-031", "READ-033", "READ-039"}),
    "a size that lies in the list of types": (
        archive(lying("[Content_Types].xml", 1024, 1000), ("word/document.xml", DOCUMENT)),
        {"READ-030", "READ-031", "READ-033", "READ-039"},
    ),
    "2,001 parts": (docx(DOCUMENT, *((f"word/{at}.xml", b"") for at in range(2001))), {"READ-033"}),
    "60,000 parts": (docx(DOCUMENT, *((f"word/{at}.xml", b"") for at in range(60_000))), {"READ-033", "READ-030"}),
    "name above the folder": (docx(DOCUMENT, ("../../evil.txt", b"x")), {"READ-039"}),
    "name above the folder with other strokes": (docx(DOCUMENT, ("..\\..\\evil.txt", b"x")), {"READ-039"}),
    "name from the root": (docx(DOCUMENT, ("/evil.txt", b"x")), {"READ-039"}),
    "name of a drive": (docx(DOCUMENT, ("C:\\evil.txt", b"x")), {"READ-039"}),
    "name with a zero byte": (docx(DOCUMENT, ("evil.txt\x00.xml", b"x")), {"READ-039"}),
    "link to a file": (docx(DOCUMENT, Entry("word/link", b"/etc/hostname", attributes=LINK)), {"READ-039"}),
    "two parts of one name": (docx(DOCUMENT, ("word/document.xml", DOCUMENT)), {"READ-039"}),
    "two parts of one name in a workbook": (xlsx(SHEET, ("xl/worksheets/sheet1.xml", SHEET)), {"READ-039"}),
    "a part under a password": (docx(Entry("word/document.xml", DOCUMENT, flags=0x801)), {"READ-032"}),
    "a way of packing that is none": (docx(Entry("word/document.xml", DOCUMENT, method=99)), {"READ-039", "READ-031"}),
    "a checksum that is wrong": (docx(Entry("word/document.xml", DOCUMENT, crc=1)), {"READ-031"}),
    "packed bytes that are none": (docx(Entry("word/document.xml", DOCUMENT, packed=b"\xff" * 100)), {"READ-031"}),
    "an archive in an archive": (nested(5), {"READ-030"}),
    "no parts": (archive(), {"READ-030"}),
    "only the end": (b"PK\x05\x06" + bytes(18), {"READ-030"}),
    "a list of parts beyond the file": (b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 9, 9, 2**31, 2**31, 0), {"READ-030", "READ-031"}),
    "no main part": (archive(("[Content_Types].xml", zips.DOCX_TYPES), ("_rels/.rels", zips.DOCX_RELATIONS)), {"READ-031"}),
    "relation to itself": (
        archive(
            ("[Content_Types].xml", zips.DOCX_TYPES),
            ("_rels/.rels", zips.DOCX_RELATIONS.replace(b"word/document.xml", b"_rels/.rels")),
            ("word/document.xml", DOCUMENT),
        ),
        {"READ-031", "READ-003", "READ-005"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_archive_is_refused(case, tmp_path):
    data, expected = FILES[case]
    reading = bounds.read_bytes(data, tmp_path)

    assert bounds.ids(reading) & expected, [problem.describe("en") for problem in reading.problems]
    assert not reading.projects
    assert [path.name for path in tmp_path.iterdir()] == ["file.bin"]


def test_part_whose_ratio_is_high_but_small_is_read(tmp_path):
    """Blank styles pack well: a part below 10 MB may unpack as far as it likes."""
    reading = bounds.read_bytes(docx(DOCUMENT, bomb("word/styles2.xml", 5)), tmp_path)

    assert "READ-033" not in bounds.ids(reading)
    assert reading.account.cells == 1


def test_limits_can_be_raised_and_lowered(tmp_path):
    data = docx(DOCUMENT, bomb("word/media/a.bin", 30))

    assert bounds.ids(bounds.read_bytes(data, tmp_path, limits=Limits(ratio=2000))) == {"READ-005"}
    assert bounds.ids(bounds.read_bytes(data, tmp_path, limits=Limits(ratio=2000, unpacked_megabytes=20))) == {"READ-033"}
    assert bounds.ids(bounds.read_bytes(data, tmp_path, limits=Limits(ratio=2000, entries=3))) == {"READ-033"}


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files are made otherwise there")
def test_file_over_the_limit_of_size_is_not_opened(tmp_path):
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.truncate(101 * MB)
    reading = bounds.read(path)

    assert bounds.ids(reading) == {"READ-033"}
    assert "--max-megabytes" in reading.problems[0].remedy("en")
