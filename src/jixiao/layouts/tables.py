"""Budget, procurement, institution and asset tables: header, rows and typed lines, continuation pages merged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jixiao.documents.grid import Cell, Row
from jixiao.layouts import heads, spans
from jixiao.layouts.columns import is_column_numbers
from jixiao.layouts.draft import RepairNote, Value, squash, tidy
from jixiao.layouts.kinds import is_table_title
from jixiao.layouts.ledger import Ledger
from jixiao.values import MoneyUnit, money_unit, printed_number

_CODE = re.compile(r"^\d{3}(?:\d{2}){0,3}$|^[ABC]\d{2,8}$")
_DECIMAL = re.compile(r"^[(（\-△]?\s?[\d,，]*\d[.．]\d+[)）]?$|^-?\d{1,3}(?:[,，]\d{3})+$|^\d+(?:\.\d+)?[%％]$")
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[、.．]|[①-⑳]|其中|合计|总计|小计|收入总计|支出总计|本年(?:收入|支出)合计)"
)
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|部门合计|单位合计)$")
_SUM = re.compile(r"^(?:合计|小计|总计)$")
_GROUP = re.compile(r"^(?:本年收入|本年支出|收入|支出|项目|功能分类科目|经济分类科目|\d{4}年.*)$")
_NAMING = re.compile(r"名称|科目|项目|内容")
_MAX_HEADER = 5
_TAIL = 14


@dataclass(slots=True)
class Page:
    """The part of a table that one page prints: its column names and its rows of cells by column."""

    names: list[str]
    header: list[Cell]
    rows: list[dict[int, Value]]
    repairs: list[RepairNote] = field(default_factory=list)
    kept: list[int] | None = None
    """Columns of the grid that are columns of the page, where the file states its spans."""


@dataclass(slots=True)
class TableDraft:
    """A table being read."""

    title: Value | None = None
    unit: MoneyUnit | None = None
    unit_cells: list[Cell] = field(default_factory=list)
    notes: list[Value] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    header: list[Cell] = field(default_factory=list)
    rows: list[dict[int, Value]] = field(default_factory=list)
    repairs: list[RepairNote] = field(default_factory=list)
    has_page: bool = False
    kept: list[int] | None = None

    def take(self, page: Page, ledger: Ledger) -> None:
        """Append a page; columns are those of the page with the header that fits best."""
        if not page.names and not page.rows:
            return
        mapping = list(range(len(page.names)))
        if not page.names and self.has_page and self.kept is not None and page.kept is not None:
            page = Page([], page.header, [_in_columns(row, self.kept) for row in page.rows], page.repairs)
        elif not page.names and self.has_page:
            page = Page([], page.header, [{min(col, len(self.names) - 1): v for col, v in row.items()} for row in page.rows], page.repairs)
        if not self.has_page:
            self.names = page.names
            self.has_page = True
            self.kept = page.kept
        elif page.names:
            mapping = map_columns(self.names, page.names)
            added = [page.names[col] for col, place in enumerate(mapping) if place >= len(self.names)]
            self.names = [*self.names, *added]
            self._improve_names(page)
        self.header += page.header
        self.repairs += page.repairs
        for index, row in enumerate(page.rows):
            moved = {_mapped(mapping, col): value for col, value in row.items()}
            if index == 0 and self.rows and self._is_tail(moved):
                for col, value in moved.items():
                    for cell in value.cells:
                        self.rows[-1].setdefault(col, Value("")).append(cell)
                    self.repairs.append(RepairNote("joined", value.cells[0], value.text, self.rows[-1][col].text))
            else:
                self.rows.append(moved)

    def _is_tail(self, row: dict[int, Value]) -> bool:
        """The first row of a page holds the rest of a cell of the page before: no number, no code, where other rows have them."""
        if any(_is_figure(value.text) or _CODE.match(value.text) for value in row.values()) or len(row) > 2:
            return False
        last = self.rows[-1]
        return len(last) > len(row) and all(col in last and not _is_figure(last[col].text) for col in row)

    def _improve_names(self, page: Page) -> None:
        """A later page whose header was not damaged gives its names where this one's had to be repaired."""
        if self.repairs and not page.repairs and len(page.names) == len(self.names):
            self.names = page.names


def _in_columns(row: dict[int, Value], kept: Sequence[int]) -> dict[int, Value]:
    """Cells of a page without a header in the columns of the first page, whose unused ones were left out."""
    found: dict[int, Value] = {}
    for col, value in row.items():
        place = min(max(bisect_right(kept, col) - 1, 0), len(kept) - 1)
        if place in found:
            for cell in value.cells:
                found[place].append(cell)
        else:
            found[place] = value
    return found


def _mapped(mapping: Sequence[int], col: int) -> int:
    return mapping[col] if col < len(mapping) else col


def map_columns(base: Sequence[str], names: Sequence[str]) -> list[int]:
    """Column of the first page for each column of a later one: the same name in order; a name that it lacks is a new column."""
    if len(base) == len(names):
        return list(range(len(names)))
    mapping: list[int] = []
    start, new = 0, len(base)
    for name in names:
        leaf = name.rsplit("/", 1)[-1]
        found = next((at for at in range(start, len(base)) if base[at].rsplit("/", 1)[-1] == leaf), None)
        if found is None:
            found, new = new, new + 1
        else:
            start = found + 1
        mapping.append(found)
    return mapping


def read_page(rows: Sequence[Row], ledger: Ledger, *, wrapped: bool, has_header: bool = True, spanned: bool = False) -> Page:
    """One page of a table from the rows of a grid."""
    filled = [row for row in rows if row.filled()]
    repairs: list[RepairNote] = []
    if spanned and is_stated(filled):
        count = spans.header_height(filled, _is_data_or_item) if has_header else 0
        header = _without_numbers(filled[:count], ledger)
        names = spans.column_names(header)
    else:
        count = header_height(filled, wrapped=wrapped) if has_header else 0
        header = filled[:count]
        names, repairs = column_names(header, printed=wrapped)
    body: list[dict[int, Value]] = []
    for row in filled[count:]:
        cells = row.filled()
        if is_column_numbers([cell.text for cell in cells]) and not any(_is_filled(r) for r in body):
            ledger.ignore("column_numbers", *cells)
            continue
        data = {cell.col: Value.of(cell) for cell in cells}
        body.append(data)
    if wrapped:
        body = join_wrapped(body)
    width = max([len(names), *(max(row) + 1 for row in body)], default=0)
    names += [""] * (width - len(names))
    if not has_header or (spanned and not header):
        return Page([], [], body, [], list(range(width)) if spanned else None)
    if wrapped:
        names, body = merge_orphans(names, body)
    names, body, kept = drop_blank_columns(names, body)
    return Page(names, [cell for row in header for cell in row.filled()], body, repairs, kept if spanned else None)


def _without_numbers(header: list[Row], ledger: Ledger) -> list[Row]:
    """A last row of the header that numbers the columns beside the names 类, 款, 项: the names alone."""
    if not header or not is_column_numbers([cell.text for cell in header[-1].filled()]):
        return header
    numbers = [cell for cell in header[-1].filled() if cell.text not in ("类", "款", "项")]
    ledger.ignore("column_numbers", *numbers)
    return [*header[:-1], Row([replace(cell, text="") if cell in numbers else cell for cell in header[-1].cells])]


def is_stated(rows: Sequence[Row]) -> bool:
    """Whether the header has merged cells, or no blank that could be part of a merged cell: files made from texts have lost them."""
    top = rows[:_MAX_HEADER]
    return any(cell.colspan > 1 or cell.rowspan > 1 for row in top for cell in row.filled()) or all(
        cell.text for row in rows[:1] for cell in row.cells
    )


def _is_data_or_item(row: Row) -> bool:
    cells = row.filled()
    return _is_data(row) or (len(cells) > 1 and _begins_item(row) and not _SUM.match(squash(cells[0].text)))


def join_wrapped(body: Sequence[dict[int, Value]]) -> list[dict[int, Value]]:
    """Lines of a name that was broken over several lines, above and below its figures or only below, become one row."""
    rows: list[dict[int, Value]] = []
    above: list[dict[int, Value]] = []
    owed = 0
    following: dict[int, Value] | None = None
    below: list[tuple[dict[int, Value], bool, dict[int, Value] | None]] = []
    for row in reversed(body):
        is_own = _is_own_row(row)
        below.append((row, is_own, following))
        following = row if is_own else following
    for row, is_own, following in reversed(below):
        if is_own:
            for piece in above:
                for col, value in piece.items():
                    if col in row:
                        continue
                    row = row | {col: Value(value.text, list(value.cells))}
            owed, above = len(above), []
            rows.append(row)
            continue
        is_above = following is not None and owed == 0 and all(col not in following for col in row)
        if is_above:
            if above and all(col in above[-1] for col in row):
                for col, value in row.items():
                    above[-1][col].append(value.cells[0])
            else:
                above.append({col: Value(value.text, list(value.cells)) for col, value in row.items()})
        elif rows and all(col in rows[-1] and not _is_figure(rows[-1][col].text) for col in row):
            owed = max(0, owed - 1)
            for col, value in row.items():
                rows[-1][col].append(value.cells[0])
        else:
            rows.append(row)
    return rows + above


def _is_own_row(row: dict[int, Value]) -> bool:
    """The line holds a figure, a code or the beginning of a numbered item: it is no mere piece of a name."""
    texts = [value.text for value in row.values()]
    return any(_is_figure(text) or _CODE.match(text) or _ITEM.match(text) for text in texts) or len(max(texts, key=len)) > _TAIL + 6


def _is_filled(row: dict[int, Value]) -> bool:
    return bool(row)


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
    return any(_DECIMAL.match(cell.text) or _CODE.match(cell.text) for cell in cells) or (
        len(cells) > 1 and cells[0].text.isdigit() and not cells[1].text.isdigit()
    )


def _begins_item(row: Row) -> bool:
    cells = row.filled()
    return bool(cells) and _ITEM.match(cells[0].text) is not None


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
    return not (_TOTAL.match(first.text) and _at(above[0], first.col) and len(row.filled()) == 1) and not (
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
    return following if following is not None and is_sum and _NAMING.search(group) else group


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


def _is_figure(text: str) -> bool:
    return printed_number(text) is not None


def merge_orphans(names: list[str], body: list[dict[int, Value]]) -> tuple[list[str], list[dict[int, Value]]]:
    """Aligned columns whose header stands beside its data are one: a name without data next to data without a name of its own."""
    texts: dict[int, list[str]] = {}
    for row in body:
        for col, value in row.items():
            texts.setdefault(col, []).append(value.text)
    used = set(texts)
    for col in range(len(names)):
        if names[col] and col not in used:
            for near in (col - 1, col + 1):
                is_text = near in used and not any(_is_figure(text) for text in texts[near])
                if near in used and 0 <= near < len(names) and (not names[near] or (is_text and _NAMING.search(names[col]))):
                    names[near], names[col] = names[col], ""
                    break
    keep = [col for col in range(len(names)) if names[col] or col in used]
    place = {col: index for index, col in enumerate(keep)}
    return [names[col] for col in keep], [{place[col]: value for col, value in row.items()} for row in body]


def drop_blank_columns(names: list[str], body: list[dict[int, Value]]) -> tuple[list[str], list[dict[int, Value]], list[int]]:
    """Without columns that have neither a name nor data; and which columns are left."""
    used = {col for row in body for col in row}
    keep = [col for col in range(len(names)) if names[col] or col in used]
    place = {col: index for index, col in enumerate(keep)}
    return [names[col] for col in keep], [{place[col]: value for col, value in row.items()} for row in body], keep


def is_empty(rows: Sequence[dict[int, Value]], notes: Sequence[Value]) -> bool:
    """The table has no data: no rows, or nothing but the word 合计 where no figure stands, or a note says so."""
    texts = [value.text for row in rows for value in row.values()]
    if not texts:
        return True
    return all(_TOTAL.match(tidy(text)) or text in ("0", "0.00", "-", "—", "无") for text in texts)


def unit_in(texts: Sequence[str]) -> MoneyUnit | None:
    """A money unit that stands in a cell: 价值（金额单位：万元）, 预算数（元）."""
    for text in texts:
        if ("单位" in text or "（" in text or "(" in text) and (unit := money_unit(text)) is not None:
            return unit
    return None


def split_head_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows at the top of a grid that are no part of the table: its title, the agency, the year, the unit."""
    at = 0
    for row in rows:
        cells = row.filled()
        if not cells:
            at += 1
            continue
        is_lone = len(cells) == 1 and (heads.read_head(cells[0].text) is not None or _may_be_title(cells[0], rows))
        found = [heads.read_head(cell.text) is not None for cell in cells]
        is_mixed = any(found) and all(known or is_table_title(cell.text) for known, cell in zip(found, cells, strict=True))
        if not is_lone and not is_mixed:
            break
        if is_column_numbers([cell.text for cell in cells]):
            break
        at += 1
    return list(rows[:at]), list(rows[at:])


def _may_be_title(cell: Cell, rows: Sequence[Row]) -> bool:

    return is_table_title(cell.text) and any(len(row.filled()) > 1 for row in rows)
