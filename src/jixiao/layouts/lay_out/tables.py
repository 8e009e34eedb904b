"""A table of a disclosure as it is printed (预算表, 采购表): title, agency, unit, a header of groups and columns, figures flush right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.grid import Block, Row
from jixiao.documents.printout import NOWHERE, Align, Page, PrintedCell, PrintedGrid, PrintedLine, Style, display_width
from jixiao.layouts.lay_out.binding import Around, Printed
from jixiao.layouts.lay_out.declaration import ABOVE, LEFT
from jixiao.layouts.lay_out.spans import Content, rows_of
from jixiao.model import Table
from jixiao.values import printed_number

_GROUP = "/"
_KEY = re.compile(r"编码|代码|编号|序号|行次|栏次|年份|年度$|^(?:类|款|项)$")
_PORTRAIT_MM, _LANDSCAPE_MM = 174.0, 261.0
_MM_PER_HALF = 1.9  # half a Chinese character of 10 points, and a little
_NARROWEST, _WIDEST_HEAD = 7, 12  # halves of a Chinese character
_WIDEST = (34, 28, 22, 16)
"""Of a column of texts: with many columns, names are broken over more lines rather than set in type that is hard to read."""
_SHORT = 16
_OPEN_ROWS = 2  # of a table without rows, so that it looks like one
_BESIDE = 2.0  # halves of a character that a cell is wider than its text
_FIGURE = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


def lay_out_table(table: Table, around: Around) -> Page:
    """Lay a table out as a page of its own: across where its columns need it, in smaller type where that is not enough.

    Args:
        table: as it was read.
        around: agency and number; without an agency, its line holds the money unit alone.
    """
    blocks: list[Block] = []
    if table.title:
        blocks.append(PrintedLine(table.title, NOWHERE, style=Style.TITLE, align=Align.CENTER))
    if around.agency:
        blocks.append(PrintedLine(f"编制单位：{around.agency}", NOWHERE, style=Style.HEAD))
    if table.unit:
        blocks.append(PrintedLine(f"单位：{table.unit}", NOWHERE, style=Style.HEAD, align=Align.RIGHT, beside=bool(around.agency)))
    tried = [_widths(table, most) for most in _WIDEST]
    natural = next((widths for widths in tried if sum(widths) * _MM_PER_HALF <= _LANDSCAPE_MM), tried[-1])
    needed = sum(natural) * _MM_PER_HALF
    if table.columns:
        blocks.append(_grid(table, natural))
    blocks += [PrintedLine(line, NOWHERE, style=Style.NOTE) for line in (table.note or "").splitlines()]
    is_landscape = needed > _PORTRAIT_MM
    room = _LANDSCAPE_MM if is_landscape else _PORTRAIT_MM
    points = max(min(10.0, 10.0 * room / needed if needed else 10.0), 6.0)
    name = f"{around.number}.{table.title or table.kind}" if around.number else table.title or table.kind
    return Page(name, blocks, is_landscape, round(points * 2) / 2)


def _grid(table: Table, widths: Sequence[float]) -> PrintedGrid:
    header = rows_of(_header(table.columns), table.title or table.kind)
    aligns = [_align(table, col) for col in range(len(table.columns))]
    printed = table.rows or [[""] * len(table.columns)] * _OPEN_ROWS
    rows = [Row([_cell(text, col, aligns[col]) for col, text in enumerate(row)]) for row in printed]
    return PrintedGrid([*header, *rows], spanned=True, widths=tuple(widths), header_rows=len(header))


def _header(columns: Sequence[str]) -> list[list[Content]]:
    """The rows of a header: a group stands above its columns, a column without a group goes down to the last row."""
    paths = [column.split(_GROUP) for column in columns]
    height = max(len(path) for path in paths)
    rows: list[list[Content]] = [[] for _ in range(height)]
    for col, path in enumerate(paths):
        before = paths[col - 1] if col else []
        for level, row in enumerate(rows):
            is_group = level < len(path) - 1 and level < len(before) - 1 and path[: level + 1] == before[: level + 1]
            if level >= len(path):
                row.append(ABOVE)
            elif is_group:
                row.append(LEFT)
            else:
                row.append(Printed(path[level], Align.CENTER))
    return rows


def _is_figures(table: Table, col: int) -> bool:
    """A column of money, quantities or shares: all that it prints are numbers, and its name does not say that they are codes."""
    if _KEY.search(table.columns[col].rpartition(_GROUP)[2]):
        return False
    texts = [row[col] for row in table.rows if row[col]]
    return bool(texts) and all(printed_number(text.rstrip("%％")) is not None for text in texts)


def _align(table: Table, col: int) -> Align:
    """Figures stand at the right, names at the left, what is short in all rows in the middle."""
    if _is_figures(table, col):
        return Align.RIGHT
    longest = max((display_width(row[col]) for row in table.rows), default=0)
    return Align.CENTER if longest <= _SHORT else Align.LEFT


def _cell(text: str, col: int, align: Align) -> PrintedCell:
    """A cell of the body; a figure gets its thousands separators."""
    if align is not Align.RIGHT or not _FIGURE.fullmatch(text):
        return PrintedCell(text, col, NOWHERE, align=align)
    whole, point, part = text.replace(",", "").partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    number_format = f"#,##0{point}{'0' * len(part)}"
    return PrintedCell(f"{sign}{int(digits):,}{point}{part}", col, NOWHERE, align=align, number_format=number_format)


def _widths(table: Table, most: int) -> list[float]:
    """Widths of the columns in halves of a Chinese character: figures whole, names (at ``most``) and heads broken over a few lines."""
    widths = []
    for col, name in enumerate(table.columns):
        cells = [row[col] for row in table.rows]
        longest = max((display_width(text) for text in cells), default=0)
        if _is_figures(table, col):
            longest = max(longest, max((_printed_width(text) for text in cells), default=0))
        else:
            longest = _broken(longest, most)
        head = max((_broken(display_width(part), _WIDEST_HEAD) for part in name.rpartition(_GROUP)[2].split()), default=0)
        widths.append(max(longest, head, _NARROWEST) + _BESIDE)
    return widths


def _broken(width: int, most: int) -> int:
    """Width of a text that is broken into lines of the same length where it is long: no line holds its last character alone."""
    lines = -(-width // most) or 1
    return 2 * -(-width // (2 * lines))


def _printed_width(text: str) -> int:
    """Width of a figure with its separators."""
    whole = text.replace(",", "").partition(".")[0].lstrip("-")
    return display_width(text.replace(",", "")) + max(len(whole) - 1, 0) // 3
