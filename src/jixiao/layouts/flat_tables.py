"""Tables of accounts that were printed one cell per line (逐行印出的决算表) become grids again.

A web page that is turned into text prints each cell of a table as a line, and empty cells as blank lines or not at all; the text of
a page in rows has single blanks between its cells. Only a table whose rows come out whole is made a grid. Everything else stays lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jixiao.documents.grid import Block, Cell, Grid, Paragraph, Row
from jixiao.layouts import heads
from jixiao.layouts.draft import squash
from jixiao.layouts.flat_rows import FlatTable, read_rows
from jixiao.layouts.kinds import ends_as_table, is_table_title, kind_of
from jixiao.layouts.ledger import Ledger

_HEAD_LINES = 6
_LONGEST = 60
_MOST_CELLS = 20_000
_ROW = re.compile(r"\S\s-?[\d,]{1,16}\.\d{1,6}$")
_PARTS = tuple(f"第{number}部分" for number in "一二三四五六七")


def restore_accounts(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks with the lines of such tables as grids."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        begin = _begin(blocks, at)
        end = _end(blocks, begin) if begin else 0
        table = None
        if begin and end > begin:
            lines = _pieces([block for block in blocks[begin:end] if isinstance(block, Paragraph)])
            table = read_rows(kind_of(heads.caption(_text(blocks[at]))[0]), lines)
        if table is None:
            result.append(blocks[at])
            at += 1
            continue
        result += [block for block in blocks[at:begin] if not isinstance(block, Paragraph) or block.text]
        result.append(_grid(table))
        ledger.ignore("label", *table.pieces, *(line for line in table.spare if line.text and not line.text.isdigit()))
        ledger.ignore("column_numbers", *(line for line in table.spare if line.text.isdigit()))
        at = end
    return result


def _pieces(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The cells of rows that are printed one per line with single blanks between the cells; other lines as they are."""
    rows = sum(1 for line in lines if len(line.text.split()) > 1)
    if 2 * rows < sum(1 for line in lines if line.text) or not any(_ROW.search(line.text) for line in lines):
        return list(lines)
    return [replace(line, text=part) for line in lines for part in (line.text.split() or [""])]


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _begin(blocks: Sequence[Block], at: int) -> int:
    """Index of the first line of the table whose title stands at a place; 0 where none does: a unit of money stands between."""
    title = heads.caption(_text(blocks[at]))[0]
    if not title or not is_table_title(title) or not ends_as_table(title):
        return 0
    begin, seen = 0, 0
    for index in range(at + 1, min(at + 4 * _HEAD_LINES, len(blocks))):
        text = _text(blocks[index])
        if not text:
            continue
        found = [heads.read_head(part) for part in heads.split_heads(text)]
        is_title = squash(heads.caption(text)[0]) == squash(title)
        is_head = all(head is None or head.kind not in ("note", "page_number") for head in found) and any(found)
        if not is_head and not is_title:
            break
        if any(head is not None and head.kind == "money" for head in found):
            begin = index + 1
        seen += 1
        if seen > _HEAD_LINES:
            break
    return begin


def _end(blocks: Sequence[Block], begin: int) -> int:
    """Index behind the last line of a table."""
    for index in range(begin, min(begin + _MOST_CELLS, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            return 0
        head = heads.read_head(block.text) if block.text else None
        is_note = head is not None and head.kind not in ("page_number", "number", "year")
        is_next = is_table_title(heads.caption(block.text)[0]) and ends_as_table(block.text)
        is_prose = len(block.text) > _LONGEST and re.search(r"[，。；]", block.text) is not None
        if is_note or is_next or is_prose or block.text.startswith(_PARTS):
            return index
        if block.text.endswith(("。", "情况说明", "：", "名词解释")):
            return index
    return min(begin + _MOST_CELLS, len(blocks))


def _grid(table: FlatTable) -> Grid:
    """A grid with one header row; a column that no line names has the place of the line before it."""
    lines = [line for row in table.rows for line in row if line is not None]
    place = next(iter([*table.header, *table.spare, *lines])).source
    named = dict(zip(table.names[-len(table.header) :] if table.header else [], table.header, strict=False))
    header = [Cell(name, col, named[name].source if name in named else place) for col, name in enumerate(table.names)]
    rows = [Row(header)]
    for row in table.rows:
        source = next((line.source for line in row if line is not None), place)
        rows.append(Row([line.as_cell(col) if line is not None else Cell("", col, source) for col, line in enumerate(row)]))
    return Grid(rows, spanned=True)
