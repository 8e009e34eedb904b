"""Write paragraphs and tables as a workbook: forms below each other on one sheet, tables of a document with prose on a sheet each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.documents.grid import Block, Grid, Paragraph
from jixiao.documents.printout import placed

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_PROSE = 40  # characters of a line that is no caption
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def write_xlsx(blocks: Sequence[Block], path: Path, *, as_numbers: bool = False) -> None:
    """Write a workbook; ``as_numbers``: amounts with decimals are numbers with a format, as people type them."""
    has_prose = any(isinstance(block, Paragraph) and len(block.text) > _PROSE for block in blocks)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, group in enumerate(_groups(blocks) if has_prose else [list(blocks)], 1):
        sheet = book.create_sheet(f"表{number}")
        at = 1
        for block in group:
            if isinstance(block, Grid):
                at = _write_grid(sheet, block, at, as_numbers=as_numbers) + 1
            else:
                _write_text(sheet.cell(at, 1), block.text)
                at += 1
    book.save(path)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Every table with the lines above it, and with the tables that follow without a line between."""
    group: list[Block] = []
    for block in blocks:
        if group and isinstance(group[-1], Grid) and isinstance(block, Paragraph):
            yield group
            group = []
        group.append(block)
    yield group


def _write_grid(sheet: Worksheet, grid: Grid, at: int, *, as_numbers: bool) -> int:
    """Write a table from row ``at`` on; returns the number of the row below it."""
    for y, row in enumerate(placed(grid), at):
        for col, cell in enumerate(row, 1):
            target = sheet.cell(y, col)
            target.border = _BORDER
            if cell is None or not cell.text:
                continue
            if as_numbers and _AMOUNT.fullmatch(cell.text) and "." in cell.text:
                target.value = float(Decimal(cell.text.replace(",", "")))
                decimals = len(cell.text.rpartition(".")[2])
                target.number_format = ("#,##0." if "," in cell.text else "0.") + "0" * decimals
            else:
                _write_text(target, cell.text)
    for y, row in enumerate(placed(grid), at):
        for col, cell in enumerate(row, 1):
            if cell is not None and (cell.colspan > 1 or cell.rowspan > 1):
                sheet.merge_cells(start_row=y, start_column=col, end_row=y + cell.rowspan - 1, end_column=col + cell.colspan - 1)
    return at + len(grid.rows)


def _write_text(target: SheetCell, text: str) -> None:
    target.value = text
    target.data_type = "s"  # a text that begins with = is no formula
    target.alignment = Alignment(wrap_text=True, vertical="center")
