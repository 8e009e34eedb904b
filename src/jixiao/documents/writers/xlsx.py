"""Spreadsheets (XLSX): a sheet for each page, merged cells, numbers as numbers, ready for the printer.

Tables below each other share the columns of their sheet (:func:`~jixiao.documents.printout.lattice`). A text is never a formula,
not even after somebody edits it.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.documents.printout import Align, Page, PrintedGrid, Printout, UnprintableError, align_of, check_shape, display_width, placed
from jixiao.documents.readers.sheet_rows import column_name
from jixiao.documents.writers.lines import (
    HEI,
    MARGIN_SIDE_MM,
    MARGIN_TOP_MM,
    SONG,
    align_of_line,
    fits,
    height_of,
    look_of,
    row_height,
    together,
)
from jixiao.documents.writers.printable import printable
from jixiao.documents.writers.xlsx_layout import Columns, RowPlan, plan_rows
from jixiao.documents.writers.xlsx_values import is_formula_like, number_of, tab_names

_WRITTEN = datetime.datetime(2000, 1, 1)  # a file says when it was written; this one says always the same
_A4 = 9
_MEASURE = {"font_name": "Arial", "font_size": 10}
"""Column widths are counted in digits of this type: every system has it or one of the same widths, and its digits are 7 pixels wide."""
_MOST = 32_767  # characters of a cell, by the specification of Excel
_INCH = 25.4
_ROWS_IN_SIGHT = 20  # of a table, on a screen of usual height
_GAP, _BETWEEN = 6.0, 12.0  # points between a table and a line, and between two tables


def write(printout: Printout) -> bytes:
    """Write a workbook.

    Args:
        printout: what to write.

    Returns:
        The file; the same bytes for the same document.

    Raises:
        UnprintableError: two cells of a table stand in one place, or a text is longer than a cell can hold.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": dict(_MEASURE)})
    book.set_properties({"title": printable(printout.title)[:255], "created": _WRITTEN})
    formats = _Formats(book)
    for page, name in zip(printout.pages, tab_names([page.name for page in printout.pages]), strict=True):
        _Sheet(book.add_worksheet(name), name, page, formats).write()
    book.close()
    return buffer.getvalue()


@dataclass(slots=True)
class _Formats:
    """The formats of a workbook: one for each way in which a cell looks."""

    book: xlsxwriter.Workbook
    _made: dict[tuple[tuple[str, str | float], ...], Format] = field(default_factory=dict)

    def of(self, align: Align, points: float, **others: str | float) -> Format:
        """The format of a cell; a border is drawn where ``border`` says so."""
        looks: dict[str, str | float] = {"font_name": SONG, "font_size": points, "align": align.value, "valign": "vcenter"}
        looks |= {"text_wrap": True, **others}
        key = tuple(looks.items())
        if key not in self._made:
            self._made[key] = self.book.add_format(looks)
        return self._made[key]


class _Sheet:
    """Writes one page on one sheet.

    Args:
        sheet: of the workbook.
        name: on its tab.
        page: what to write.
        formats: of the workbook.
    """

    def __init__(self, sheet: Worksheet, name: str, page: Page, formats: _Formats) -> None:
        self._sheet = sheet
        self._name = name
        self._page = page
        self._formats = formats
        self._columns = Columns([block for block in page.blocks if isinstance(block, Grid)], is_landscape=page.is_landscape)
        self._at = 0

    def write(self) -> None:
        """Write the page from top to bottom."""
        self._set_up()
        has_titles = False
        before: Grid | list[Paragraph] | None = None
        for block in together(self._page.blocks):
            if isinstance(block, Grid):
                check_shape(block)
                if isinstance(before, Grid) and not (isinstance(block, PrintedGrid) and block.follows):
                    self._gap(_BETWEEN)
                first = self._at
                plan = self._table(block)
                heads = block.header_rows if isinstance(block, PrintedGrid) else 0
                if heads and not has_titles:
                    self._sheet.repeat_rows(first, first + plan.starts[min(heads, len(block.rows))] - 1)
                    has_titles = True
                    self._keep_in_sight(first + plan.starts[min(heads, len(block.rows))])
            else:
                if isinstance(before, Grid):
                    self._gap(_GAP)  # otherwise the line would be a row of the table
                self._line(block)
            before = block

    def _keep_in_sight(self, rows: int) -> None:
        """The header of a long table that is the only one of its sheet stays above its rows on the screen."""
        grids = [block for block in self._page.blocks if isinstance(block, Grid)]
        if len(grids) == 1 and len(grids[0].rows) > _ROWS_IN_SIGHT:
            self._sheet.freeze_panes(rows, 0)

    def _set_up(self) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        if self._page.is_landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        side, top = MARGIN_SIDE_MM / _INCH, MARGIN_TOP_MM / _INCH
        sheet.set_margins(left=side, right=side, top=top, bottom=top)
        sheet.set_footer("&C&9— &P —", {"margin": 10 / _INCH})
        for col, width in enumerate(self._columns.characters):
            sheet.set_column(col, col, width)

    def _gap(self, points: float) -> None:
        self._sheet.set_row(self._at, points)
        self._at += 1

    # --- lines -----------------------------------------------------------------------------------------------------------------

    def _line(self, line: Sequence[Paragraph]) -> None:
        """A line over the whole width of the sheet; lines that stand beside each other share it, where it has a column for each."""
        ends = self._columns.shared_by([display_width(part.text) for part in line])
        if not ends:
            for part in line:
                self._line([part])
            return
        height = 0.0
        for part, (first, end) in zip(line, pairwise([0, *ends]), strict=True):
            look = look_of(part)
            text = self._checked(part.text, first)
            faces = {"font_name": HEI} if look.is_title else {}
            form = self._formats.of(align_of_line(part), look.points, **faces, **_quoting(text))
            if end - first > 1:
                self._sheet.merge_range(self._at, first, self._at, end - 1, "", form)
            self._sheet.write_string(self._at, first, text, form)
            height = max(height, height_of(text, self._columns.points(first, end), look.points) + look.before + look.after)
        self._sheet.set_row(self._at, min(height, 409.0))
        self._at += 1

    # --- tables ----------------------------------------------------------------------------------------------------------------

    def _table(self, grid: Grid) -> RowPlan:
        rows = placed(grid)
        lines = self._columns.of(grid)
        plan = plan_rows(rows, lines, self._columns, self._page.points, row_height(self._page))
        for at, height in enumerate(plan.heights):
            self._sheet.set_row(self._at + at, height)
        for at, row in enumerate(rows):
            for cell in row:
                if cell is not None:
                    self._cell(
                        cell,
                        (self._at + plan.starts[at], lines[cell.col]),
                        (self._at + plan.starts[at + cell.rowspan] - 1, lines[cell.col + cell.colspan] - 1),
                    )
        self._at += len(plan.heights)
        return plan

    def _cell(self, cell: Cell, first: tuple[int, int], last: tuple[int, int]) -> None:
        """A cell with its borders, from its first to its last place on the sheet."""
        row, col = first
        text = self._checked(cell.text, col, row)
        number = number_of(cell, text)
        looks = _quoting(text) if number is None else {"num_format": getattr(cell, "number_format", "")}
        if number is not None and not fits(text, self._columns.points(col, last[1] + 1), self._page.points):
            looks |= {"text_wrap": False, "shrink": True}  # a number is not wrapped: it would print as ####
        form = self._formats.of(align_of(cell), self._page.points, border=1, **looks)
        if first != last:
            self._sheet.merge_range(row, col, *last, "", form)
        if number is not None:
            self._sheet.write_number(row, col, number, form)
        elif text:
            self._sheet.write_string(row, col, text, form)
        else:
            self._sheet.write_blank(row, col, None, form)

    def _checked(self, text: str, col: int, row: int | None = None) -> str:
        """A text that a cell can hold.

        Raises:
            UnprintableError: it is too long.
        """
        text = printable(text)
        length = len(text) if len(text) <= _MOST // 2 else len(text.encode("utf-16-le")) // 2  # Excel counts as UTF-16 does
        if length > _MOST:
            address = f"{column_name(col)}{(self._at if row is None else row) + 1}"
            raise UnprintableError("error.text_too_long", sheet=self._name, address=address, text=text[:12], length=length, limit=_MOST)
        return text


def _quoting(text: str) -> dict[str, str | float]:
    """The mark of a text that looks like a formula: with it a spreadsheet keeps it a text, also when it is edited."""
    return {"quote_prefix": True} if is_formula_like(text) else {}
