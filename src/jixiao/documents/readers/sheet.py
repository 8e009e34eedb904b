"""Spreadsheets: XLSX and XLS through python-calamine, ODS from its XML; every cell as a person sees it on the sheet."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import python_calamine as calamine

from jixiao.documents.archive import Archive, packed
from jixiao.documents.grid import Cell, OpenedDocument
from jixiao.documents.limits import Limits, Refusal
from jixiao.documents.markup import checked, parsed
from jixiao.documents.readers import xls_parts
from jixiao.documents.readers.docx_names import PACKAGE, R
from jixiao.documents.readers.number_format import plain_number, printed
from jixiao.documents.readers.ods import read_sheets
from jixiao.documents.readers.plain import cleaned
from jixiao.documents.readers.shape import Shape
from jixiao.documents.readers.sheet_rows import SheetRow, column_name, sheet_blocks
from jixiao.documents.readers.xlsx_parts import MAIN, Range, SheetLook, look, read_styles
from jixiao.provenance import Problem, SourceRef

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_XLS = "application/vnd.ms-excel"
_MOST_RANGES = 12  # hidden ranges that a note names


@dataclass(slots=True)
class Sheet:
    """A sheet as it was read.

    Attributes:
        name: on its tab.
        hidden: the tab is not shown.
        values: rows of values.
        top: number of the first row, from 0.
        left: number of the first column, from 0.
        look: what is known of the sheet besides.
    """

    name: str
    hidden: bool
    values: Sequence[Sequence[Any]]
    top: int
    left: int
    look: SheetLook = field(default_factory=SheetLook)


def read(data: bytes, document: OpenedDocument, limits: Limits) -> None:
    """Append the lines and tables of all sheets.

    Raises:
        Refusal: the file is damaged, locked, over a limit or not to be trusted.
    """
    source = SourceRef(document.file)
    shape = Shape(source, limits)
    if document.media_type == _ODS:
        for sheet in read_sheets(data, source, shape, limits):
            document.blocks += sheet.blocks
            note_sheet(document, sheet.name, sheet.hidden, _ranges(sheet.hidden_rows, sheet.hidden_columns), sheet.covered)
        return
    sheets = _xls(data, source, limits) if document.media_type == _XLS else _xlsx(data, source, limits)
    for found in sheets:
        covered = _read_sheet(found, document, shape)
        note_sheet(document, found.name, found.hidden, _ranges(found.look.hidden_rows, found.look.hidden_columns), covered)


def note_sheet(document: OpenedDocument, name: str, hidden: bool, ranges: Sequence[str], covered: int) -> None:
    """Tell that a sheet, or rows and columns of it, are hidden although they were read, and what merged cells cover, which was not."""
    place = SourceRef(document.file, sheet=name)
    if hidden:
        document.notes.append(Problem("READ-040", place, {"sheet": name}))
    if ranges:
        named = ", ".join(ranges[:_MOST_RANGES]) + ("…" if len(ranges) > _MOST_RANGES else "")
        document.notes.append(Problem("READ-041", place, {"sheet": name, "ranges": named}))
    if covered:
        document.notes.append(Problem("READ-047", place, {"count": str(covered)}))


# --- from the file to values ---------------------------------------------------------------------------------------------------


def _xlsx(data: bytes, source: SourceRef, limits: Limits) -> list[Sheet]:
    """The sheets of an XLSX file: calamine gets only the parts that were looked over, and nothing that unpacks."""
    archive = Archive(data, source, limits)
    relations, book = _main_parts(archive, source)
    parts: dict[str, bytes] = {}
    for name in archive.names():
        if name.endswith((".xml", ".rels")) and not re.search(
            r"/(?:worksheets|drawings|charts|theme|externalLinks|pivot\w*)/(?!_rels)", name
        ):
            parts[name] = checked(archive.read(name), name, source)
    styles = next((name for kind, name in relations.values() if kind == "styles"), "")
    formats, bordered = read_styles(parts[styles], styles, source) if styles in parts else ({}, frozenset())
    looks: dict[str, SheetLook] = {}
    for element in parsed(parts.get(book) or archive.read(book), book, source).iter(MAIN + "sheet"):
        _, part = relations.get(element.get(R + "id", ""), ("", ""))
        if part in archive:
            place = SourceRef(source.file, sheet=element.get("name", ""))
            found = look(checked(archive.read(part), part, place), formats, place, limits)
            if found.data:
                parts[part] = found.data
                found.bordered = bordered
                looks[element.get("name", "")] = found
    return _through_calamine(packed(parts), source, looks)


def _main_parts(archive: Archive, source: SourceRef) -> tuple[dict[str, tuple[str, str]], str]:
    """Kind and name of what the workbook refers to, by id, and the name of the workbook."""
    book = archive.spelled("xl/workbook.xml")
    for kind, name in _relations(archive, "", source).values():
        if kind == "officeDocument":
            book = name
    if book not in archive:
        raise Refusal("READ-031", source, reason=book)
    return _relations(archive, book, source), book


def _relations(archive: Archive, part: str, source: SourceRef) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if path in archive:
        for element in parsed(archive.read(path), path, source).iter(PACKAGE + "Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
                found[element.get("Id", "")] = (element.get("Type", "").rsplit("/", 1)[-1], archive.spelled(target))
    return found


def _xls(data: bytes, source: SourceRef, limits: Limits) -> list[Sheet]:
    return _through_calamine(data, source, xls_parts.look(data, source, limits))


def _through_calamine(data: bytes, source: SourceRef, looks: Mapping[str, SheetLook]) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[Sheet] = []
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            top, left = sheet.start or (0, 0)
            found = looks.get(meta.name) or SheetLook()
            if not found.merged:
                found.merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(meta.name, hidden, sheet.to_python(), top, left, found))
    except calamine.PasswordError as error:
        raise Refusal("READ-032", source) from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Refusal("READ-031", source, reason=str(error)[:80]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what calamine raises where it fails itself is no Exception
            raise
        raise Refusal("READ-031", source, reason=str(error)[:80]) from error
    return sheets


# --- from values to blocks -----------------------------------------------------------------------------------------------------


def _read_sheet(sheet: Sheet, document: OpenedDocument, shape: Shape) -> int:
    """Append the blocks of a sheet.

    Returns:
        Letters in cells that a merged one covers: nobody sees them.
    """
    look = sheet.look
    width = max((len(values) for values in sheet.values), default=0)
    columns = [look.columns[sheet.left + at] if look.columns else sheet.left + at for at in range(width)]
    names = [column_name(col) for col in columns]
    rows: list[SheetRow] = []
    empty = shape.empty(0, width)
    for at, values in enumerate(sheet.values):
        number = look.rows[sheet.top + at] if look.rows else sheet.top + at + 1
        row = _row(values, number, names, empty, sheet, document.file)
        if row.filled or look.errors:
            rows.append(row)
    if look.errors:
        rows = _with_errors(rows, columns, sheet, document.file)
    covered = merge(rows, columns, look.merged, shape)
    document.blocks += sheet_blocks([row for row in rows if row.filled], shape, look.has_border)
    return covered


def _row(values: Sequence[Any], number: int, names: Sequence[str], empty: Sequence[Cell], sheet: Sheet, file: str) -> SheetRow:
    cells = list(empty)
    filled = 0
    has_breaks = False
    name = sheet.name
    formats = sheet.look.formats
    for col, value in enumerate(values):
        if value == "":
            continue
        address = f"{names[col]}{number}"
        if value.__class__ is str:
            if not value.isprintable():
                has_breaks = True
                value = cleaned(value)
            text = value.strip()
        elif value.__class__ is float:
            if formats and (code := formats.get(address)) is not None:
                text = printed(value, code)
            else:
                text = repr(value)
                text = text.removesuffix(".0") if len(text) < 16 and "e" not in text else plain_number(value)
        else:
            text = ("FALSE", "TRUE")[value] if value.__class__ is bool else printed(value, formats.get(address, ""))
        if text:
            cells[col] = Cell(text, col, SourceRef(file, 0, 0, 0, (), name, address, 0, 0, 0))
            filled += 1
    return SheetRow(number, cells, filled, {}, has_breaks)


def _with_errors(rows: list[SheetRow], columns: Sequence[int], sheet: Sheet, file: str) -> list[SheetRow]:
    """Formulas without a result print an error, which calamine leaves out."""
    by_number = {row.number: row for row in rows}
    col_of = {column_name(col): at for at, col in enumerate(columns)}
    for address, text in sheet.look.errors.items():
        letters = address.rstrip("0123456789")
        row = by_number.get(int(address[len(letters) :]))
        if row is not None and letters in col_of and not row.cells[col_of[letters]].text:
            row.cells[col_of[letters]] = Cell(text, col_of[letters], SourceRef(file, sheet=sheet.name, address=address))
            row.filled += 1
    return rows


def merge(rows: Sequence[SheetRow], columns: Sequence[int], merged: Sequence[Range], shape: Shape) -> int:
    """Set the spans of merged cells and empty the places that they cover.

    Args:
        rows: of the sheet; changed.
        columns: numbers of its columns, from 0.
        merged: ranges by rows and columns of the sheet, from 0.
        shape: gives the empty cells.

    Returns:
        Letters of the cells that were emptied.
    """
    hidden = 0
    at_row = {row.number - 1: at for at, row in enumerate(rows)}
    at_col = {col: at for at, col in enumerate(columns)}
    for top, left, bottom, right in merged:
        first, col = at_row.get(top), at_col.get(left)
        last = (
            at_row.get(bottom) if bottom in at_row else max((at for number, at in at_row.items() if top <= number <= bottom), default=None)
        )
        if first is None or col is None or last is None or last < first:
            continue
        end = at_col.get(right)
        if end is None:
            end = max(at for number, at in at_col.items() if number <= right)
        cell = rows[first].cells[col]
        if cell.text:
            cell.colspan, cell.rowspan = end - col + 1, last - first + 1
            if last > first:
                rows[first].bottoms[col] = rows[last].number
        for row in rows[first : last + 1]:
            for at in range(col, end + 1):
                if (other := row.cells[at]) is not cell and other.text:
                    hidden += len(other.text)
                    row.cells[at] = shape.empty(at, at + 1)[0]
                    row.filled -= 1
    return hidden


def _ranges(rows: Sequence[int], columns: Sequence[tuple[int, int]]) -> list[str]:
    named = [column_name(first - 1) + (f"–{column_name(last - 1)}" if last > first else "") for first, last in columns]
    return named + joined_ranges(rows)


def joined_ranges(numbers: Sequence[int]) -> list[str]:
    """Numbers of rows with runs drawn together.

    >>> joined_ranges([3, 4, 5, 9])
    ['3–5', '9']
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [f"{first}–{last}" if last > first else str(first) for first, last in runs]
