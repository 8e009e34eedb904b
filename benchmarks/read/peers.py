"""The least that others do to get at the same text: floors and peers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pdfplumber
import pypdfium2
import python_calamine
from lxml import etree, html

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdfium_text(path: Path) -> int:
    """Characters of all pages through bare pypdfium2."""
    document = pypdfium2.PdfDocument(path)
    count = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return count


def pdfplumber_tables(path: Path) -> int:
    """Cells of all tables through pdfplumber."""
    count = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            count += sum(len(row) for table in page.extract_tables() for row in table)
            page.close()
    return count


def lxml_docx(path: Path) -> int:
    """Texts of paragraphs and cells of the body through zipfile and lxml, with no thought of merged cells, numbering or changes."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    found: list[str | list[list[str]]] = []
    for block in body:
        if block.tag == f"{_W}tbl":
            rows = block.iterchildren(f"{_W}tr")
            found.append([["".join(t.text or "" for t in cell.iter(f"{_W}t")) for cell in row.iterchildren(f"{_W}tc")] for row in rows])
        elif block.tag == f"{_W}p":
            found.append("".join(t.text or "" for t in block.iter(f"{_W}t")))
    return len(found)


def calamine_sheets(path: Path) -> int:
    """Rows of all sheets through calamine."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def lxml_html(path: Path) -> int:
    """Texts of paragraphs and cells through lxml.html, with no thought of spans."""
    page = html.document_fromstring(path.read_bytes())
    found = [
        "".join(cast("Iterator[str]", element.itertext())) for element in page.iter("p", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6")
    ]
    return len(found)
