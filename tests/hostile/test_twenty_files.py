"""The twenty files that bring other readers down: each is refused with a reason, or read rightly, within bounds."""

from __future__ import annotations

import threading

import pytest
from tests.hostile import bounds, pdfs, zips
from tests.hostile.zips import cell, document, docx, paragraph, sheet, xlsx

from jixiao.documents.limits import Limits
from jixiao.pipeline import read

LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 11)
) + "]>"  # fmt: skip
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]>'
ROW = '<row r="1">{}</row>'


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("inside") + "</w:tc></w:tr></w:tbl>" * depth


FILES = {
    "pdf: xref broken": (lambda: pdfs.one_page(pdfs.good_page(), keyword=b"xrxx", startxref=7), pdfs.MARK),
    "pdf: flate bomb of 440 MB": (lambda: pdfs.flate_bomb(440), {"READ-031", "READ-034", "READ-035", "READ-003", "READ-038"}),
    "pdf: 300,000 rectangles": (lambda: pdfs.many_paths(300_000), {"READ-037"}),
    "pdf: q nested 200,000 deep": (lambda: pdfs.one_page(b"q " * 200_000 + pdfs.good_page() + b"Q " * 200_000), pdfs.MARK),
    "pdf: arrays nested 20,000 deep": (
        lambda: pdfs.one_page(pdfs.good_page(), b"[" * 20_000 + b"]" * 20_000, resources=b"/Deep 6 0 R"),
        pdfs.MARK,
    ),
    "pdf: page tree in a circle": (pdfs.page_tree_loop, {"READ-031", "READ-003", "READ-033", "READ-038"}),
    "pdf: not a pdf": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, {"READ-031"}),
    "pdf: truncated": (lambda: pdfs.one_page(pdfs.good_page())[:700], {"READ-031", "READ-003", "READ-038"}),
    "docx: 1 GB in 1 MB": (lambda: docx(zips.bomb("word/document.xml", 1024)), {"READ-033"}),
    "docx: billion laughs": (lambda: docx(document(paragraph("&a10;"), head=LAUGHS)), {"READ-036"}),
    "docx: external entity": (lambda: docx(document(paragraph("&out;"), head=OUTSIDE)), {"READ-036"}),
    "docx: tables nested 5,000 deep": (lambda: docx(document(nested_tables(5000))), {"READ-031", "READ-033"}),
    "docx: gridSpan of 100,000,000": (
        lambda: docx(
            document(f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>{paragraph(pdfs.MARK)}</w:tc></w:tr></w:tbl>')
        ),
        pdfs.MARK,
    ),
    "docx: truncated": (lambda: zips.good_docx()[:-200], {"READ-031"}),
    "docx: empty": (lambda: docx(b""), {"READ-031"}),
    "xlsx: 1 GB in 1 MB": (lambda: xlsx(zips.bomb("xl/worksheets/sheet1.xml", 1024)), {"READ-033"}),
    "xlsx: one cell at XFD1048576": (lambda: xlsx(sheet(f'<row r="1048576">{cell("XFD1048576", pdfs.MARK)}</row>')), pdfs.MARK),
    "xlsx: billion laughs": (lambda: xlsx(sheet(ROW.format(cell("A1", "&a10;")), head=LAUGHS)), {"READ-036"}),
    "xlsx: external entity": (lambda: xlsx(sheet(ROW.format(cell("A1", "&out;")), head=OUTSIDE)), {"READ-036"}),
    "xlsx: truncated": (lambda: zips.good_xlsx()[:-200], {"READ-031"}),
}
"""How each is made, and what becomes of it: the problems of which it has one, or the words that are read."""


@pytest.mark.parametrize("case", FILES)
def test_file_is_refused_with_a_reason_or_read(case, tmp_path):
    make, expected = FILES[case]
    reading = bounds.read_bytes(make(), tmp_path)

    if isinstance(expected, str):
        assert expected in reading.model_dump_json(), bounds.ids(reading)
    else:
        assert bounds.ids(reading) & expected, bounds.ids(reading)


def test_there_are_twenty():
    assert len(FILES) == 20


def test_a_child_has_no_more_than_512_megabytes():
    assert Limits().memory_megabytes <= 512


def test_others_are_served_while_a_bomb_is_chewed(tmp_path):
    bomb, good = tmp_path / "bomb.pdf", tmp_path / "good.docx"
    bomb.write_bytes(pdfs.many_pages(1900, content=b"0 0 1 1 re f\n" * 150_000))
    good.write_bytes(zips.good_docx())
    readings = []
    thread = threading.Thread(target=lambda: readings.append(read(bomb, limits=Limits(seconds=3))))
    thread.start()
    served = 0
    while thread.is_alive():
        assert [project.name for project in read(good).projects] == ["湿地栈道维护"]
        served += 1
    thread.join()

    assert served > 1
    assert bounds.ids(readings[0]) == {"READ-035"}
