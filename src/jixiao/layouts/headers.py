"""The header of a table where the file does not say which cells were merged: how many rows it has and what its columns are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jixiao.documents.grid import Row
from jixiao.layouts.columns import is_column_numbers
from jixiao.layouts.draft import RepairNote, squash
from jixiao.layouts.ledger import Ledger

CODE = re.compile(r"^\d{3}(?:\d{2}){0,3}$|^[ABC]\d{2,8}$")
_DECIMAL = re.compile(r"^[(（\-△]?\s?[\d,，]*\d[.．]\d+[)）]?$|^-?\d{1,3}(?:[,，]\d{3})+$|^\d+(?:\.\d+)?[%％]$")
ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[、.．]|[①-⑳]|其中|合计|总计|小计|收入总计|支出总计|本年(?:收入|支出)合计)"
)
TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|部门合计|单位合计)$")
_SUM = re.compile(r"^(?:合计|小计|总计)$")
_GROUP = re.compile(r"^(?:本年收入|本年支出|收入|支出|项目|功能分类科目|经济分类科目|\d{4}年.*)$")
NAMING = re.compile(r"名称|科目|项目|内容")
_MAX_HEADER = 5
_PARTS = ("类", "款", "项")


def without_numbers(header: list[Row], ledger: Ledger) -> list[Row]:
    """A last row of the header that numbers the columns beside the names 类, 款, 项: the names alone."""
    if not header or not is_column_numbers([cell.text for cell in header[-1].filled()]):
        return header
    numbers = [cell for cell in header[-1].filled() if cell.text not in _PARTS]
    ledger.ignore("column_numbers", *numbers)
    return [*header[:-1], Row([replace(cell, text="") if cell in numbers else cell for cell in header[-1].cells])]


def numbers_parts(row: Row) -> bool:
    """A row that numbers the columns and names the parts of the code: 类 款 项 栏次 1 2 3."""
    texts = [cell.text for cell in row.filled()]
    return texts[:2] == ["类", "款"] and is_column_numbers(texts)


def with_parts_apart(rows: Sequence[Row]) -> list[Row]:
    """The names 类, 款, 项 that stand in the row of the total (类 款 项 合计 12.00), as merged cells lead to, in a row of their own."""
    at = next((at for at, row in enumerate(rows[: _MAX_HEADER + 1]) if _is_data(row)), 0)
    parts = [cell for cell in rows[at].filled() if cell.text in _PARTS] if at else []
    if len(parts) < 2 or any(cell.rowspan > 1 for cell in parts):
        return list(rows)
    above = Row([cell if cell in parts else replace(cell, text="", colspan=1, rowspan=1) for cell in rows[at].cells], rows[at].after_gap)
    below = Row([replace(cell, text="") if cell in parts else cell for cell in rows[at].cells])
    return [*rows[:at], above, below, *rows[at + 1 :]]


def is_stated(rows: Sequence[Row]) -> bool:
    """Whether the header has merged cells, or no blank that could be part of a merged cell: files made from texts have lost them."""
    top = rows[:_MAX_HEADER]
    return any(cell.colspan > 1 or cell.rowspan > 1 for row in top for cell in row.filled()) or all(
        cell.text for row in rows[:1] for cell in row.cells
    )


def is_data_or_item(row: Row) -> bool:
    cells = row.filled()
    return _is_data(row) or (len(cells) > 1 and _begins_item(row) and not _SUM.match(squash(cells[0].text)))


def header_height(rows: Sequence[Row], *, wrapped: bool) -> int:
    """How many rows the header has."""
    for index, row in enumerate(rows[: _MAX_HEADER + 1]):
        if index and is_column_numbers([cell.text for cell in row.filled()]):
            return index
    if not rows or _is_data(rows[0]):
        return 0
    if wrapped:
        return next((i for i, row in enumerate(rows) if _is_data(row) or _begins_item(row)), min(len(rows), _MAX_HEADER))
    for index in range(1, min(len(rows), _MAX_HEADER)):
        if _is_data(rows[index]) or not _is_under(rows[:index], rows[index]):
            return index
    return min(len(rows), _MAX_HEADER) if len(rows) > 1 and not _is_data(rows[-1]) and len(rows) <= _MAX_HEADER else 1


def _is_data(row: Row) -> bool:
    cells = row.filled()
    return any(_DECIMAL.match(cell.text) or CODE.match(cell.text) for cell in cells) or (
        len(cells) > 1 and cells[0].text.isdigit() and not cells[1].text.isdigit()
    )


def _begins_item(row: Row) -> bool:
    cells = row.filled()
    return bool(cells) and ITEM.match(cells[0].text) is not None


def _is_under(above: Sequence[Row], row: Row) -> bool:
    """Every cell of the row stands below a blank of the header or below the first column of a group."""
    for cell in row.filled():
        stack = [_at(line, cell.col) for line in above]
        if not any(stack):
            continue
        level = max(index for index, text in enumerate(stack) if text)
        if not _is_group(above[level], cell.col):
            return False
    first = row.filled()[0]
    return not (TOTAL.match(first.text) and _at(above[0], first.col) and len(row.filled()) == 1) and not (
        _begins_item(row) and first.col == 0 and (len(row.filled()) == 1 or not _SUM.match(squash(first.text)))
    )


def _is_group(row: Row, col: int) -> bool:
    """The cell spans more than its own column: the next one is blank."""
    return col + 1 < len(row.cells) and not row.cells[col + 1].text


def _at(row: Row, col: int) -> str:
    return row.cells[col].text if col < len(row.cells) else ""


def column_names(header: Sequence[Row], *, printed: bool = False) -> tuple[list[str], list[RepairNote]]:
    """Header cells from top to bottom joined with ``/``; a group's text over each of its columns.

    Args:
        header: the rows of the header.
        printed: the columns are places on a page, where a group stands centred over its columns and does not say which they are.
    """
    width = max((cell.col + 1 for row in header for cell in row.filled()), default=0)
    grid = [[squash(_at(row, col)) for col in range(width)] for row in header]
    repairs = _mend_last_group(grid, header)
    parts: list[list[str]] = [[] for _ in range(width)]
    for level, line in enumerate(grid):
        group = ""
        for col in range(width):
            below = any(lower[col] for lower in grid[level + 1 :])
            if line[col]:
                group = line[col]
                parts[col].append(group)
            elif group and below and not any(upper[col] for upper in grid[:level]):
                parts[col].append(_right_group(line, col, grid[level + 1 :], group) if printed else group)
            elif any(upper[col] for upper in grid[:level]):
                group = ""
    if printed:
        parts = [_joined_pieces(part) for part in parts]
    return ["/".join(dict.fromkeys(part)) for part in parts], repairs


def _joined_pieces(parts: Sequence[str]) -> list[str]:
    """Pieces of one header cell that was broken over lines: each as long as the first, the last as long or shorter."""
    at = 1 if parts and _GROUP.match(parts[0]) else 0
    pieces = list(parts[at:])
    width = len(pieces[0]) if pieces else 0
    is_broken = len(pieces) > 1 and (len(pieces) > 2 or len(pieces[-1]) <= 2) and 3 <= width <= 6
    if is_broken and all(len(piece) == width for piece in pieces[:-1]) and len(pieces[-1]) <= width and not _SUM.match(pieces[-1]):
        return [*parts[:at], "".join(pieces)]
    return list(parts)


def _right_group(line: Sequence[str], col: int, below: Sequence[Sequence[str]], group: str) -> str:
    """The sum that opens a block of figures belongs to the group on its right where the one on its left names the rows."""
    following = next((text for text in line[col + 1 :] if text), None)
    is_sum = any(_SUM.match(lower[col]) for lower in below if col < len(lower))
    return following if following is not None and is_sum and NAMING.search(group) else group


def _mend_last_group(grid: list[list[str]], header: Sequence[Row]) -> list[RepairNote]:
    """The last column of a group and the column behind it have changed places: a group whose first column is blank below."""
    if len(grid) != 2 or len(grid[0]) < 4:
        return []
    top, bottom = grid
    last = len(top) - 1
    if top[last - 1] and not top[last] and not bottom[last - 1] and bottom[last] and bottom[last - 2]:
        top[last], top[last - 1] = top[last - 1], ""
        bottom[last - 1], bottom[last] = bottom[last], ""
        cell = header[1].cells[last]
        return [RepairNote("header_swapped", cell, cell.text, top[last])]
    return []
