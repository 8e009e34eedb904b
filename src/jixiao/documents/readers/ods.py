"""Spreadsheets of LibreOffice and others (ODS), from their XML: it holds the text of every cell as it prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.archive import Archive
from jixiao.documents.grid import Block, Cell
from jixiao.documents.limits import Limits, Refusal, over_limit
from jixiao.documents.markup import parsed
from jixiao.documents.readers.docx_names import number
from jixiao.documents.readers.plain import cleaned
from jixiao.documents.readers.shape import MAX_COLUMNS, Shape
from jixiao.documents.readers.sheet_rows import SheetRow, column_name, sheet_blocks
from jixiao.provenance import SourceRef

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CONTENT = "content.xml"
_ROW, _CELL, _COVERED = _TABLE + "table-row", _TABLE + "table-cell", _TABLE + "covered-table-cell"
_COLUMN = _TABLE + "table-column"
_GROUPS = tuple(_TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))
_COLUMN_GROUPS = tuple(_TABLE + name for name in ("table-header-columns", "table-columns", "table-column-group"))
_UNSEEN = ("collapse", "filter")


@dataclass(slots=True)
class OdsSheet:
    """A sheet of an ODS file.

    Attributes:
        name: on its tab.
        hidden: the tab is not shown.
        blocks: its lines and tables.
        hidden_rows: numbers of rows that are not shown, from 1.
        hidden_columns: first and last numbers of columns that are not shown, from 1.
        covered: letters in cells that a merged one covers.
    """

    name: str
    hidden: bool = False
    blocks: list[Block] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    covered: int = 0


@dataclass(slots=True)
class _Printed:
    col: int
    text: str
    columns: int
    rows: int


def read_sheets(data: bytes, source: SourceRef, shape: Shape, limits: Limits) -> Iterator[OdsSheet]:
    """Read all sheets.

    Raises:
        Refusal: the file is damaged, locked, over a limit or not to be trusted.
    """
    archive = Archive(data, source, limits)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refusal("READ-032", source)
    root = parsed(archive.read(_CONTENT), _CONTENT, source)
    book = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if book is None:
        raise Refusal("READ-031", source, reason=_CONTENT)
    unseen = {
        style.get(_STYLE + "name", "")
        for style in root.iter(_STYLE + "style")
        if any(properties.get(_TABLE + "display") == "false" for properties in style)
    }
    for table in book.iterchildren(_TABLE + "table"):
        sheet = OdsSheet(table.get(_TABLE + "name", ""), table.get(_TABLE + "style-name", "") in unseen)
        _look_at_columns(table, sheet)
        rows = list(_rows(table, sheet, source, limits))
        sheet.blocks = sheet_blocks(_full(rows, sheet, shape), shape, lambda address: False)
        yield sheet


def _inside(element: etree._Element, tag: str, groups: tuple[str, ...]) -> Iterator[etree._Element]:
    for child in element.iterchildren(tag, *groups):
        if child.tag == tag:
            yield child
        else:
            yield from _inside(child, tag, groups)


def _look_at_columns(table: etree._Element, sheet: OdsSheet) -> None:
    at = 1
    for column in _inside(table, _COLUMN, _COLUMN_GROUPS):
        repeated = max(1, number(column.get(_TABLE + "number-columns-repeated"), 1))
        if column.get(_TABLE + "visibility") in _UNSEEN:
            sheet.hidden_columns.append((at, at + repeated - 1))
        at += repeated


def _rows(table: etree._Element, sheet: OdsSheet, source: SourceRef, limits: Limits) -> Iterator[tuple[int, list[_Printed]]]:
    """Rows that print something with their numbers from 1; a row that stands for several is repeated."""
    at = count = 0
    for row in _inside(table, _ROW, _GROUPS):
        repeated = max(1, number(row.get(_TABLE + "number-rows-repeated"), 1))
        cells = _cells(row, sheet, source, limits)
        if cells:
            count += repeated * len(cells)
            if count > limits.cells:
                raise over_limit(source, "cells", count, limits.cells, "--max-cells")
            unseen = row.get(_TABLE + "visibility") in _UNSEEN
            for offset in range(repeated):
                if unseen:
                    sheet.hidden_rows.append(at + offset + 1)
                yield at + offset + 1, cells
        at += repeated


def _cells(row: etree._Element, sheet: OdsSheet, source: SourceRef, limits: Limits) -> list[_Printed]:
    cells: list[_Printed] = []
    col = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        repeated = max(1, number(cell.get(_TABLE + "number-columns-repeated"), 1))
        text = cleaned(_text(cell)) if len(cell) or cell.get(_OFFICE + "value-type") else ""
        if text and cell.tag == _COVERED:
            sheet.covered += len(text)
        elif text:
            if repeated + len(cells) > limits.cells:
                raise over_limit(source, "cells", repeated + len(cells), limits.cells, "--max-cells")
            columns = max(1, number(cell.get(_TABLE + "number-columns-spanned"), 1))
            rows = max(1, number(cell.get(_TABLE + "number-rows-spanned"), 1))
            cells += [_Printed(col + offset, text, columns, rows) for offset in range(repeated)]
        col += repeated
    return cells


def _text(cell: etree._Element) -> str:
    """What a cell prints; where a program left that out, its value."""
    found = [_paragraph(child) for child in cell.iterchildren(_TEXT + "p", _TEXT + "h")]
    return "\n".join(found) if found else cell.get(_OFFICE + "string-value", "") or cell.get(_OFFICE + "value", "")


def _paragraph(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        tag = child.tag
        if tag == _TEXT + "s":
            parts.append(" " * min(max(1, number(child.get(_TEXT + "c"), 1)), 100))
        elif tag == _TEXT + "tab":
            parts.append(" ")
        elif tag == _TEXT + "line-break":
            parts.append("\n")
        elif tag not in (_OFFICE + "annotation", _TEXT + "note"):
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _full(rows: list[tuple[int, list[_Printed]]], sheet: OdsSheet, shape: Shape) -> list[SheetRow]:
    """The rows with a cell for every column; columns that stand far apart are drawn together."""
    used = sorted({cell.col for _, cells in rows for cell in cells})
    if not used:
        return []
    columns = used if used[-1] - used[0] > MAX_COLUMNS else list(range(used[0], used[-1] + 1))
    place = {col: at for at, col in enumerate(columns)}
    shape.count(0, len(columns) * len(rows))
    numbers = [number for number, _ in rows]
    found: list[SheetRow] = []
    for index, (row_number, cells) in enumerate(rows):
        full = SheetRow(row_number, shape.empty(0, len(columns)), len(cells))
        for cell in cells:
            at = place[cell.col]
            address = f"{column_name(cell.col)}{row_number}"
            new = Cell(cell.text, at, SourceRef(shape.source.file, sheet=sheet.name, address=address))
            if cell.columns > 1:
                new.colspan = sum(1 for col in columns[at : at + cell.columns] if col < cell.col + cell.columns)
            if cell.rows > 1:
                last = row_number + cell.rows - 1
                new.rowspan = sum(1 for other in numbers[index : index + cell.rows] if other <= last)
                full.bottoms[at] = last
            full.cells[at] = new
        found.append(full)
    return found
