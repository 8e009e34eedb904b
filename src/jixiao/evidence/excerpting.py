"""The rows around marked cells as one small table, with the header of their columns (表格摘录)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jixiao.documents import Cell, Grid, Paragraph
from jixiao.evidence.finding_cells import Line, Lines, label_of
from jixiao.evidence.shown import Excerpt, ExcerptRow
from jixiao.evidence.spans import Part, Seen, columns_of, rows_of
from jixiao.layouts.headers import header_height
from jixiao.layouts.lexicon import roles
from jixiao.messages import text
from jixiao.provenance import SourceRef

_MOST_MARKED = 40
"""Lines with marks of one excerpt; further ones make it no clearer."""
_MOST_HEAD = 3  # rows of a header
_TOP = 12  # rows in which the head of a table is looked for
_DEEPEST_HEAD = 5  # rows of the head of a table above and with the names of its columns
_FAR = 300  # rows above a cell in which the head of its columns is looked for
_HEAD_LABELS = 2  # names of columns in a row that make it the head of a form
_HEAD_SHARE = 0.6
_TITLE_AWAY = 6  # lines above a table in which its title stands
_TITLE_LENGTH = 60
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_TITLE = re.compile(r"[:：。；]|^[（(]\d{4}年度?[)）]$")
_FEW_PLACES = 4
_ONE_PER_LINE = 3  # lines of a table that was printed one cell per line stand for one row

Marked = Mapping[int, Sequence[Cell]]
"""Numbers of lines and cells in them."""


def make_excerpt(
    lines: Lines, places: Sequence[SourceRef], sha256: str, context: int, hidden: Sequence[SourceRef] = (), words: Sequence[str] = ()
) -> Excerpt | None:
    """The rows around some places of a document; ``None`` where it has none of them.

    Args:
        lines: of the document.
        places: of the marked cells; a place that names no cell but a page or a sheet is shown from its beginning.
        sha256: of the file.
        context: rows above and below each.
        hidden: places of the cells whose text is shown to nobody.
        words: what is quoted: of several lines of one place, that is marked which prints some of it.
    """
    marked = _cells_at(lines, places, _MOST_MARKED, words)
    if not marked:
        return None
    shown = sorted({number for at in marked for number in (*_around(lines, at, context), *_heads(lines, at))})
    is_table = any(isinstance(lines.all[number].block, Grid) for number in marked)
    rows = tuple(rows_shown(lines, shown, marked, _cells_at(lines, hidden, len(lines.all))))
    return Excerpt(sha256, _caption(lines, sorted(marked), is_table=is_table), rows, is_table)


def _cells_at(lines: Lines, places: Sequence[SourceRef], most: int, words: Sequence[str] = ()) -> dict[int, list[Cell]]:
    """The cells of some places by number of their line, of at most so many lines."""
    cells: dict[int, list[Cell]] = {}
    for place in places:
        if (found := lines.find(place, words)) is not None and (found[0] in cells or len(cells) < most):
            cells.setdefault(found[0], []).extend(found[1])
    return cells


def _around(lines: Lines, at: int, context: int) -> Iterator[int]:
    """A line and those that print something before and behind it: in its table and above it, on the same page or sheet."""
    yield at
    block = lines.all[at].block
    if isinstance(block, Paragraph) and block.is_cell:
        context *= _ONE_PER_LINE
    for step in (-1, 1):
        left, number = context, at + step
        while left and 0 <= number < len(lines.all):
            line = lines.all[number]
            if not line.is_empty:
                if line.block is not block and not _is_near(line, lines.all[at]):
                    break
                yield number
                left -= 1
            number += step


def _heads(lines: Lines, at: int) -> Iterator[int]:
    """The row that names the columns of a row, and the first of its table: in a form it names the project."""
    line = lines.all[at]
    if isinstance(line.block, Paragraph):
        return
    grid, start = line.block, at - line.row
    above = range(line.row - 1, max(line.row - _FAR, 0) - 1, -1)
    named = next((row for row in above if _names_columns(grid, row)), None)
    filled = [row for row in range(min(len(grid.rows), _TOP)) if grid.rows[row].filled()]
    if named is None:
        height = min(max(header_height([grid.rows[row] for row in filled], wrapped=grid.wrapped), 1), _MOST_HEAD)
        heads = filled[:height]
    else:
        heads = [row for row in filled if row < named] if named < _DEEPEST_HEAD else filled[:1]
        heads.append(named)
    yield from (start + row for row in heads if row < line.row)


def _names_columns(grid: Grid, row: int) -> bool:
    """Most of the cells of a row are names of columns."""
    cells = grid.rows[row].filled()
    named = sum(1 for cell in cells if roles("columns", cell.text))
    return named >= _HEAD_LABELS and named >= _HEAD_SHARE * len(cells)


def rows_shown(lines: Lines, shown: Sequence[int], marked: Marked, hidden: Marked, *, is_whole: bool = False) -> Iterator[ExcerptRow]:
    """The rows of an excerpt, with a gap wherever a line was left out that prints something."""
    parts = list(_parts(lines, shown))
    by_block: dict[int, list[Part]] = {}
    for part in parts:
        by_block.setdefault(id(part[0].block), []).append(part)
    kept = {block: columns_of(own) for block, own in by_block.items()}
    widest = max(len(own) for own in kept.values())
    last, page = -1, 0
    at = 0
    for part in parts:
        first = shown[at]
        if at and not all(lines.all[number].is_empty for number in range(last + 1, first)):
            yield ExcerptRow("", (), is_gap=True)
        numbers = shown[at : at + len(part)]
        known = [[cell for number in numbers for cell in cells.get(number, ())] for cells in (marked, hidden)]
        seen = Seen(known[0], known[1], is_whole)
        for line, cells in zip(part, rows_of(part, kept[id(part[0].block)], widest, seen), strict=True):
            place = line.place
            label = label_of(line)
            if place is not None and place.page and place.page != page:
                page = place.page
                label = text("place.short_page", page=page)
            yield ExcerptRow(label, cells)
        at += len(part)
        last = shown[at - 1]


def _parts(lines: Lines, shown: Sequence[int]) -> Iterator[Part]:
    """Runs of lines of the same block between which nothing was left out."""
    part: list[Line] = []
    last = -1
    for number in shown:
        line = lines.all[number]
        goes_on = part and part[0].block is line.block and all(lines.all[between].is_empty for between in range(last + 1, number))
        if part and not goes_on:
            yield part
            part = []
        part.append(line)
        last = number
    yield part


def _is_near(line: Line, other: Line) -> bool:
    """Two lines stand on the same page or sheet."""
    one, two = line.place, other.place
    return one is None or two is None or (one.sheet, one.page) == (two.sheet, two.page)


def _first_print(lines: Lines, start: int) -> int:
    """The first row of a table; where it goes on from the page before under the same header, its first row there."""
    while start:
        above = lines.all[start - 1]
        if not isinstance(above.block, Grid) or [c.text for c in above.block.rows[0].cells] != [c.text for c in lines.all[start].cells]:
            break
        start -= above.row + 1
    return start


def _caption(lines: Lines, marked: Sequence[int], *, is_table: bool) -> str:
    """The line above the first table, which is its title as a rule, and where the marks stand."""
    at = next((number for number in marked if isinstance(lines.all[number].block, Grid)), marked[0])
    line = lines.all[at]
    title = ""
    if is_table and isinstance(line.block, Grid):
        start = _first_print(lines, at - line.row)
        above = [lines.all[number] for number in range(start - 1, max(start - _TITLE_AWAY, 0) - 1, -1)]
        texts = [one.block.text for one in above if isinstance(one.block, Paragraph) and _is_near(one, lines.all[start])]
        texts = [words for words in texts if len(words) <= _TITLE_LENGTH and _HAN.search(words) and not _NO_TITLE.search(words)]
        title = next((words for words in texts if "表" in words), texts[0] if texts else "")
    wheres = list(dict.fromkeys(_where(place) for number in marked if (place := lines.all[number].place) is not None))
    where = text("cli.comma").join(wheres[:_FEW_PLACES]) + ("…" if len(wheres) > _FEW_PLACES else "")
    return text("evidence.caption", title=title, place=where) if title and where else title or where


def _where(place: SourceRef) -> str:
    """The page, sheet or table of a place, not the cell in it."""
    if place.page:
        return text("place.page", page=place.page)
    if place.sheet:
        return text("place.sheet", sheet=place.sheet)
    if place.table:
        return text("place.table", table=place.table)
    return SourceRef(place.file, line=place.line, paragraph=place.paragraph).where()
