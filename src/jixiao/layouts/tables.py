"""Budget, procurement, institution and asset tables: header, rows and typed lines, continuation pages merged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jixiao.documents.grid import Cell, Row
from jixiao.layouts import heads, spans
from jixiao.layouts.columns import is_column_numbers
from jixiao.layouts.draft import RepairNote, Value, tidy
from jixiao.layouts.headers import (
    CODE,
    ITEM,
    NAMING,
    TOTAL,
    column_names,
    header_height,
    is_data_or_item,
    is_stated,
    numbers_parts,
    with_parts_apart,
    without_numbers,
)
from jixiao.layouts.kinds import is_table_title
from jixiao.layouts.ledger import Ledger
from jixiao.values import MoneyUnit, money_unit, printed_number

_TAIL = 14
_MOST_NAMES = 2
_FEWEST_ROWS = 3
_LONGEST_NAME = 40
_SAYS_EMPTY = re.compile(r"空表|(?:本表|此表|该表|表格)[^。]{0,6}(?:为空|无数据|没有数据|无内容)|(?:本表|此表|该表)无")
_LONGEST_NOTE = 120
_ITEM = re.compile(r"(?:[*※]?\s*(?:备\s*)?(?:注|说明|附注)\s*[:：])?\s*[（(]?(\d{1,2})(?:[.．、](?!\d)|[）)])")


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

    def is_note(self, text: str, head: heads.Head | None) -> bool:
        """A line below the table that is a note, or the next number of the one above it: 注：1.… and then 2.…; below one without data,
        a sentence that says so.
        """
        if head is not None and head.kind == "note":
            return True
        if len(text) <= _LONGEST_NOTE and _SAYS_EMPTY.search(text) and is_empty(self.rows, ()):
            return True
        above, below = (_ITEM.match(tidy(line)) for line in (self.notes[-1].text if self.notes else "", text))
        return above is not None and below is not None and int(below[1]) == int(above[1]) + 1

    def _is_tail(self, row: dict[int, Value]) -> bool:
        """The first row of a page holds the rest of a cell of the page before: no number, no code, where other rows have them."""
        if any(_is_figure(value.text) or CODE.match(value.text) for value in row.values()) or len(row) > 2:
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
    filled = with_parts_apart([row for row in rows if row.filled()])
    if not spanned and not wrapped:
        filled = with_totals_in_place(filled)
    repairs: list[RepairNote] = []
    if spanned and is_stated(filled):
        count = spans.header_height(filled, is_data_or_item) if has_header else 0
        header = without_numbers(filled[:count], ledger)
        names = spans.column_names(header)
    else:
        count = header_height(filled, wrapped=wrapped) if has_header else 0
        count += 1 if has_header and count < len(filled) and numbers_parts(filled[count]) else 0
        header = without_numbers(filled[:count], ledger)
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


def with_totals_in_place(rows: Sequence[Row]) -> list[Row]:
    """Rows of a total whose merged label has left one cell, with their figures below the columns of the other rows.

    Only where all other rows have the same number of cells, blank ones included, and the row has fewer.
    """
    widths = {len(row.cells) for row in rows[1:] if not _is_total_row(row)}
    width = max(widths, default=0)
    is_even = len(widths) == 1 and len(rows) >= _FEWEST_ROWS
    return [_slid_right(row, width - len(row.cells)) if is_even and _is_total_row(row) and len(row.cells) < width else row for row in rows]


def _is_total_row(row: Row) -> bool:
    cells = row.filled()
    return bool(cells) and cells[0] is row.cells[0] and TOTAL.match(tidy(cells[0].text)) is not None and len(cells) > 1


def _slid_right(row: Row, by: int) -> Row:
    return Row([row.cells[0], *(replace(cell, col=cell.col + by) for cell in row.cells[1:])], row.after_gap)


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
    return any(_is_figure(text) or CODE.match(text) or ITEM.match(text) for text in texts) or len(max(texts, key=len)) > _TAIL + 6


def _is_filled(row: dict[int, Value]) -> bool:
    return bool(row)


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
                if near in used and 0 <= near < len(names) and (not names[near] or (is_text and NAMING.search(names[col]))):
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
    return all(TOTAL.match(tidy(text)) or text in ("0", "0.00", "-", "—", "无") for text in texts)


def unit_in(texts: Sequence[str]) -> MoneyUnit | None:
    """A money unit that stands in a cell: 价值（金额单位：万元）, 预算数（元）."""
    for text in texts:
        if ("单位" in text or "（" in text or "(" in text) and (unit := money_unit(text)) is not None:
            return unit
    return None


def split_head_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows at the top of a grid that are no part of the table: its title, the agency, the year, the unit."""
    at = 0
    for index, row in enumerate(rows):
        cells = row.filled()
        if not cells:
            at = index + 1 if at == index else at
            continue
        is_lone = len(cells) == 1 and (heads.read_head(cells[0].text) is not None or _may_be_title(cells[0], rows))
        found = [heads.read_head(cell.text) is not None for cell in cells]
        is_mixed = any(found) and all(known or is_table_title(cell.text) for known, cell in zip(found, cells, strict=True))
        is_name = len(cells) == 1 and index < _MOST_NAMES and len(cells[0].text) <= _LONGEST_NAME  # of the document, above its title
        if not is_lone and not is_mixed and not is_name:
            break
        if is_column_numbers([cell.text for cell in cells]):
            break
        if is_lone or is_mixed:
            at = index + 1
    return list(rows[:at]), list(rows[at:])


def split_foot_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Cell]]:
    """The rows of a grid without the notes at its bottom (注：…), each one cell at the left edge; and these notes."""
    filled = [(at, row.filled()) for at, row in enumerate(rows) if row.filled()]
    end = len(filled)
    while end and len(filled[end - 1][1]) == 1 and filled[end - 1][1][0].col == 0:
        end -= 1
    for first in range(end, len(filled)):
        head = heads.read_head(filled[first][1][0].text)
        if first and head is not None and head.kind == "note":
            return list(rows[: filled[first][0]]), [cells[0] for _, cells in filled[first:]]
    return list(rows), []


def _may_be_title(cell: Cell, rows: Sequence[Row]) -> bool:

    return is_table_title(cell.text) and any(len(row.filled()) > 1 for row in rows)
