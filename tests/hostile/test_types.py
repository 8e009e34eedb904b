"""The right reader or a refusal for any file under any name: only the content tells."""

from __future__ import annotations

import pytest
from tests.hostile import bounds, kinds, pdfs, zips

READ = {
    "docx named pdf": ("a.pdf", zips.good_docx(), "openxmlformats-officedocument.wordprocessingml.document"),
    "docx named doc": ("a.doc", zips.good_docx(), "wordprocessingml.document"),
    "docx named zip": ("a.zip", zips.good_docx(), "wordprocessingml.document"),
    "docx that carries a workbook": ("a.xlsx", zips.docx(zips.good_docx_main(), ("xl/book.xlsx", zips.good_xlsx())), "wordprocessingml"),
    "docx with a picture's name": ("a.png", zips.good_docx(), "wordprocessingml.document"),
    "xlsx named csv": ("a.csv", zips.good_xlsx(), "spreadsheetml.sheet"),
    "xlsx named docx": ("a.docx", zips.good_xlsx(), "spreadsheetml.sheet"),
    "xlsx with macros": ("a.xlsm", kinds.with_types(zips.good_xlsx(), kinds.MACROS), "spreadsheetml.sheet"),
    "ods named xls": ("a.xls", zips.good_ods(), "opendocument.spreadsheet"),
    "ods template": ("a.ots", zips.good_ods("spreadsheet-template"), "opendocument.spreadsheet"),
    "html named xlsx": ("a.xlsx", zips.good_html(), "text/html"),
    "html named xls": ("a.xls", zips.good_html(), "text/html"),
    "html in utf-16": ("a.htm", kinds.HTML_UTF16, "text/html"),
    "html behind a comment": ("a.doc", kinds.HTML_LATE, "text/html"),
    "xhtml": ("a.xml", kinds.XHTML, "text/html"),
    "web page in one file": ("a.mht", kinds.MHTML, "message/rfc822"),
    "pdf named docx": ("a.docx", kinds.PDF, "application/pdf"),
    "pdf named txt": ("a.txt", kinds.PDF, "application/pdf"),
    "pdf behind 900 bytes": ("a.bin", b"x" * 900 + b"\n" + kinds.PDF, "application/pdf"),
    "text named pdf": ("a.pdf", zips.good_text(), "text/plain"),
    "text named docx": ("a.docx", kinds.GB18030, "text/plain"),
    "text in utf-16": ("a.xlsx", kinds.UTF16, "text/plain"),
    "text without a name": ("a", zips.good_text(), "text/plain"),
    "pdf that is an archive too": ("a.zip", kinds.PDF + zips.good_docx(), "application/pdf"),
    "pdf that is a web page too": ("a.html", kinds.PDF + zips.good_html(), "application/pdf"),
    "archive that is a pdf too": ("a.pdf", zips.good_docx() + b"\n%PDF-1.7\n", "wordprocessingml.document"),
    "text that speaks of a web page": ("a.html", zips.good_text() + b"<html><table>\n", "text/plain"),
    "text that begins with a mark": ("a.md", b"# <b>" + zips.good_text(), "text/plain"),
}
REFUSED = {
    "doc": ("a.docx", kinds.compound("WordDocument", "1Table"), "application/msword", "READ-030"),
    "doc of wps": ("a.wps", kinds.compound("WordDocument", "\x05SummaryInformation"), "application/msword", "READ-030"),
    "slides of old": ("a.xls", kinds.compound("PowerPoint Document"), "application/vnd.ms-powerpoint", "READ-030"),
    "workbook of old that is empty": ("a.doc", kinds.compound("Workbook"), "application/vnd.ms-excel", "READ-003"),
    "compound file of something": ("a.msg", kinds.compound("__properties_version1.0"), "application/vnd.ms-office", "READ-030"),
    "office under a password": (
        "a.docx",
        kinds.compound("EncryptionInfo", "EncryptedPackage"),
        "application/x-encrypted-office",
        "READ-032",
    ),
    "slides": ("a.docx", kinds.with_types(zips.good_docx(), kinds.SLIDES), "presentationml.presentation", "READ-030"),
    "binary workbook": ("a.xlsx", kinds.with_types(zips.good_xlsx(), kinds.BINARY_BOOK), "sheet.binary", "READ-030"),
    "odt": ("a.ods", zips.good_ods("text"), "opendocument.text", "READ-030"),
    "ofd": ("a.pdf", kinds.OFD, "application/ofd", "READ-030"),
    "e-book": ("a.html", kinds.EPUB, "application/epub+zip", "READ-030"),
    "archive of documents": ("a.docx", zips.archive(("a.docx", zips.good_docx())), "application/zip", "READ-030"),
    "rar": ("a.zip", kinds.RAR, "application/vnd.rar", "READ-030"),
    "7z": ("a.zip", kinds.SEVEN, "application/x-7z-compressed", "READ-030"),
    "gzip": ("a.txt", kinds.GZIP, "application/gzip", "READ-030"),
    "rtf": ("a.doc", kinds.RTF, "application/rtf", "READ-030"),
    "png": ("a.pdf", kinds.PNG, "image/png", "READ-030"),
    "jpeg": ("a.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "image/jpeg", "READ-030"),
    "tiff": ("a.pdf", b"II*\x00" + bytes(100), "image/tiff", "READ-030"),
    "bmp": ("a.pdf", b"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00" + bytes(60), "image/bmp", "READ-030"),
    "gif": ("a.pdf", b"GIF89a" + bytes(100), "image/gif", "READ-030"),
    "webp": ("a.pdf", b"RIFF\x00\x10\x00\x00WEBPVP8 " + bytes(100), "image/webp", "READ-030"),
    "excel 2003 xml": ("a.xls", kinds.EXCEL_2003, "application/vnd.ms-spreadsheetml", "READ-030"),
    "word 2003 xml": ("a.doc", kinds.WORD_2003, "application/vnd.ms-wordml", "READ-030"),
    "word in one xml file": ("a.docx", kinds.PACKAGE, "application/vnd.ms-wordml", "READ-030"),
    "ods in one xml file": ("a.ods", kinds.FLAT, "flat-xml", "READ-030"),
    "xml": ("a.docx", b'<?xml version="1.0"?><data><row/></data>', "application/xml", "READ-030"),
    "program": ("a.txt", kinds.PROGRAM, "application/octet-stream", "READ-001"),
    "zeros": ("a.pdf", bytes(5000), "application/octet-stream", "READ-001"),
    "text of an unknown encoding": ("a.txt", bytes(range(128, 256)) * 40, "text/plain", "READ-002"),
    "pdf that is none": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9, "application/pdf", "READ-031"),
    "nothing": ("a.docx", b"", "text/plain", "READ-003"),
}


@pytest.mark.parametrize("case", READ)
def test_file_goes_to_the_reader_of_its_content(case, tmp_path):
    name, data, media_type = READ[case]
    reading = bounds.read_bytes(data, tmp_path, name)

    assert media_type in reading.source.media_type
    assert [project.name for project in reading.projects] == ["湿地栈道维护"], [problem.describe("en") for problem in reading.problems]
    assert len(reading.projects[0].indicators) == 1


@pytest.mark.parametrize("case", REFUSED)
def test_file_that_cannot_be_read_says_what_it_is_and_what_to_do(case, tmp_path):
    name, data, media_type, problem = REFUSED[case]
    reading = bounds.read_bytes(data, tmp_path, name)

    assert media_type in reading.source.media_type
    assert [found.id for found in reading.problems] == [problem]
    for language in ("zh", "en"):
        words = reading.problems[0].message(language) + reading.problems[0].remedy(language)
        assert not any(part in words for part in ("filetype.", "way.", "application/"))


def test_names_that_are_no_utf8_are_shown_and_do_no_harm(tmp_path):
    """Archives from other systems bring names in GBK."""
    path = tmp_path / "目标表.txt".encode("gbk").decode("utf-8", "surrogateescape")
    try:
        path.write_bytes(zips.good_text())
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    reading = bounds.jixiao.read(path)

    assert reading.projects[0].name == "湿地栈道维护"
    assert "\\xb1" in reading.source.file
    assert reading.model_dump_json().encode()


def test_matrix_has_its_thirty_files():
    assert len(READ) + len(REFUSED) >= 30
    assert pdfs.good_pdf().startswith(b"%PDF-")
