"""Spreadsheets and tables that say they are large: what is printed is read, and what is not printed costs nothing."""

from __future__ import annotations

import pytest
from tests.hostile import bounds
from tests.hostile.pdfs import MARK
from tests.hostile.zips import cell, document, docx, paragraph, sheet, xlsx

from jixiao.documents.limits import Limits
from jixiao.pipeline import pool

SECONDS = 5
MEGABYTES = 200
FAR = f'<row r="1">{cell("A1", "first")}</row><row r="1048576">{cell("XFD1048576", MARK)}</row>'
ONE = f'<row r="1">{cell("A1", MARK)}</row>'
SPAN = f'<table><tr><td {{}}="100000000">{MARK}</td><td>b</td></tr><tr><td>c</td></tr></table>'


def merged(count: int) -> str:
    return f'<mergeCells count="{count}">' + "".join(f'<mergeCell ref="A{at}:B{at}"/>' for at in range(1, count + 1)) + "</mergeCells>"


def styles(count: int) -> bytes:
    return (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        + '<xf numFmtId="14"/>' * count
        + "</cellXfs></styleSheet>"
    ).encode()


def word_cell(properties: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(MARK)}</w:tc></w:tr></w:tbl>"


LIES = sheet(ONE).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
HIDDEN = sheet(ONE).replace(b"<sheetData>", b'<cols><col min="2" max="16384" hidden="1"/></cols><sheetData>')
BEFORE = '<w:trPr><w:gridBefore w:val="100000000"/></w:trPr>'
WIDE = '<w:tcPr><w:gridSpan w:val="10000000"/></w:tcPr>'

READ = {
    "far cell": xlsx(sheet(FAR)),
    "dimension that lies": xlsx(LIES),
    "merged range over the whole sheet": xlsx(
        sheet(ONE, behind='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ),
    "columns hidden to the end": xlsx(HIDDEN),
    "gridSpan": docx(document(word_cell('<w:gridSpan w:val="100000000"/>'))),
    "gridSpan below zero": docx(document(word_cell('<w:gridSpan w:val="-5"/>'))),
    "gridSpan that is no number": docx(document(word_cell('<w:gridSpan w:val="many"/>'))),
    "gridBefore": docx(document(f"<w:tbl><w:tr>{BEFORE}<w:tc>{paragraph(MARK)}</w:tc></w:tr></w:tbl>")),
    "100 cells of gridSpan 10,000,000": docx(
        document("<w:tbl><w:tr>" + f"<w:tc>{WIDE}{paragraph(MARK)}</w:tc>" * 100 + "</w:tr></w:tbl>")
    ),
    "rowspan": f"<html><body>{SPAN.format('rowspan')}</body></html>".encode(),
    "colspan": f"<html><body>{SPAN.format('colspan')}</body></html>".encode(),
    "colspan below zero": f'<html><body><table><tr><td colspan="-5" rowspan="x">{MARK}</td></tr></table>'.encode(),
}  # fmt: skip
REFUSED_OR_READ = {
    "1,000,000 merged ranges": xlsx(sheet(ONE, behind=merged(1_000_000))),
    "1,000,000 styles": xlsx(sheet(ONE), ("xl/styles.xml", styles(1_000_000))),
    "2,000 far cells": xlsx(sheet("".join(f'<row r="{at * 500}">{cell(f"XFD{at * 500}", f"{MARK}x{at}")}</row>' for at in range(1, 2001)))),
    "tables nested 200 deep": docx(document("<w:tbl><w:tr><w:tc>" * 60 + paragraph(MARK) + "</w:tc></w:tr></w:tbl>" * 60)),
    "web page nested 20,000 deep": ("<html><body>" + "<div>" * 20_000 + MARK).encode(),
    "spans in 1,000 rows that overlap": (
        "<html><body><table>" + f'<tr><td colspan="1000" rowspan="65534">{MARK}</td></tr>' * 1000 + "</table>"
    ).encode(),
    "web tables nested 2,000 deep": ("<html><body>" + "<table><tr><td>" * 2_000 + MARK).encode(),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_what_is_printed_is_read(case, tmp_path):
    pool().close()  # a new child, so that its memory is that of this file
    reading = bounds.read_bytes(READ[case], tmp_path, seconds=SECONDS)

    assert MARK in reading.model_dump_json(), [problem.describe("en") for problem in reading.problems]
    assert reading.account.cells < 2_000
    assert pool().most_megabytes() < MEGABYTES


@pytest.mark.parametrize("case", REFUSED_OR_READ)
def test_large_file_is_refused_or_read(case, tmp_path):
    reading = bounds.read_bytes(REFUSED_OR_READ[case], tmp_path, seconds=2 * SECONDS)

    assert MARK in reading.model_dump_json() or bounds.ids(reading) & {"READ-033", "READ-031"}


def test_too_many_cells_are_refused_before_they_are_understood(tmp_path):
    text = "".join(f"第{number}行\t{number}\n" for number in range(600)).encode()

    assert bounds.ids(bounds.read_bytes(text, tmp_path, limits=Limits(cells=1000))) == {"READ-033"}
    assert bounds.read_bytes(text, tmp_path, limits=Limits(cells=1200)).account.cells == 1200
