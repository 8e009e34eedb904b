"""The least that others do to write the same: floors and peers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pylopdf_fonts_zh_cn
import typst
import xlsxwriter

from jixiao.documents.grid import Cell, Grid
from jixiao.documents.printout import Page, placed
from jixiao.exports import ExportedTable

FONTS = [str(Path(pylopdf_fonts_zh_cn.__file__).parent)]


def typst_compile(sources: list[bytes]) -> int:
    """Each form through the type setter as its documentation shows it: one call, which finds the fonts by itself."""
    return sum(len(typst.compile(source, format="pdf", font_paths=FONTS, ignore_system_fonts=True)) for source in sources)


def typst_kept(sources: list[bytes]) -> int:
    """Each form through one type setter that is kept, so that fonts are loaded only once."""
    kept = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, font_paths=FONTS), ignore_system_fonts=True)
    return sum(len(kept.compile(source, format="pdf")) for source in sources)


def _cells(grid: Grid) -> Iterator[tuple[int, Cell]]:
    for at, row in enumerate(placed(grid)):
        yield from ((at, cell) for cell in row if cell is not None)


def python_docx(pages: list[Page]) -> int:
    """A document for each form, its tables made cell by cell, without widths and typefaces."""
    total = 0
    for page in pages:
        document = docx.Document()
        for block in page.blocks:
            if not isinstance(block, Grid):
                document.add_paragraph(block.text)
                continue
            table = document.add_table(len(block.rows), len(placed(block)[0]), style="Table Grid")
            rows = [table.row_cells(at) for at in range(len(block.rows))]
            for at, cell in _cells(block):
                own = rows[at][cell.col]
                if cell.colspan > 1 or cell.rowspan > 1:
                    own = own.merge(rows[at + cell.rowspan - 1][cell.col + cell.colspan - 1])
                own.text = cell.text
        buffer = io.BytesIO()
        document.save(buffer)
        total += len(buffer.getvalue())
    return total


def bare_xlsxwriter(pages: list[Page]) -> int:
    """A workbook with a sheet for each form, its tables in one format, without widths and heights."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    look = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    for page in pages:
        sheet = book.add_worksheet()
        first = 0
        for block in page.blocks:
            if not isinstance(block, Grid):
                sheet.write_string(first, 0, block.text)
                first += 1
                continue
            for at, cell in _cells(block):
                if cell.colspan > 1 or cell.rowspan > 1:
                    last = (first + at + cell.rowspan - 1, cell.col + cell.colspan - 1)
                    sheet.merge_range(first + at, cell.col, *last, cell.text, look)
                else:
                    sheet.write_string(first + at, cell.col, cell.text, look)
            first += len(block.rows)
    book.close()
    return len(buffer.getvalue())


def bare_csv(tables: list[ExportedTable], rows: dict[str, list[tuple[Any, ...]]], folder: Path) -> None:
    """The same rows, already made, through the writer of the standard library."""
    for table in tables:
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(table.schema.names)
            writer.writerows(rows[table.name])


def bare_sheets(tables: list[ExportedTable], rows: dict[str, list[tuple[Any, ...]]], file: Path) -> None:
    """The same rows, already made, into a workbook without formats."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        sheet.write_row(0, 0, table.schema.names)
        for at, row in enumerate(rows[table.name], start=1):
            sheet.write_row(at, 0, row)
    book.close()
