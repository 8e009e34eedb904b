"""A table that goes on behind the end of a page: its rows are put together, a row that the page cut is one row again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.documents.pdf.frames import Frame, Place
from jixiao.documents.pdf.page import Char
from jixiao.documents.pdf.words import cell_text, join_lines, to_lines
from jixiao.provenance import SourceRef

_SAME = 4.0  # points between the columns of a table on two pages
_PADDING = 7.5  # points between a text and the line beside it, at most
_SLACK = 1.5  # points that a line of text may lack by its setting
_NEW = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、．](?!\d)|[①-⑳●■◆]|[≥≤＞＜<>=＝]")
_FIGURE = re.compile(r"-?\d[\d,，]*(?:\.\d+)?[%％]?")
_ENDED = re.compile(r"[。；;！？!?：:]$")
_CLOSING = "，。、；：！？）》」』”’％%,.;:!?)]}〉】…"
_MOST_HEADS = 6
_MOST_ROWS = 100  # of a merged cell


@dataclass(slots=True)
class Open:
    """A table that the next page may go on with.

    Attributes:
        frame: its frame on the last page.
        grid: its grid.
        chars: the characters of its cells on the last page.
        head: texts of its first rows, which later pages may repeat.
    """

    frame: Frame
    grid: Grid
    chars: dict[Place, list[Char]]
    head: list[list[str]] = field(default_factory=list)


def opened(frame: Frame, grid: Grid, chars: dict[Place, list[Char]]) -> Open:
    """A table that begins on a page."""
    return Open(frame, grid, chars, [_texts(row) for row in grid.rows[:_MOST_HEADS]])


def go_on(above: Open, frame: Frame, grid: Grid, chars: dict[Place, list[Char]]) -> Grid | None:
    """Put a grid to the one that it goes on with.

    A row that was cut is put together. Where the page repeats no header, its rows are put to the grid above; where it does, it
    stays a grid of its own, for the header to be known as one.

    Returns:
        What stays a grid of its own; ``None`` where nothing does.
    """
    if not grid.rows:
        return grid
    columns = _columns(above.frame, frame)
    if columns is None:
        wider = _columns(frame, above.frame)
        if wider is None:
            _rejoin_by_edges(above, frame, grid, chars)
            return grid if grid.rows else None
        above.grid.rows[:] = [_moved(row, wider, len(frame.xs) - 1) for row in above.grid.rows]
        above.head = [_texts(row) for row in above.grid.rows[:_MOST_HEADS]]
        above.frame, above.chars = _in_columns(above.frame, above.chars, wider, frame.xs)
    else:
        grid.rows[:] = [_moved(row, columns, len(above.frame.xs) - 1) for row in grid.rows]
        frame, chars = _in_columns(frame, chars, columns, above.frame.xs)
    heads = _repeated(above.head, grid)
    if heads < len(grid.rows):
        if _is_cut(above, chars, heads):
            _rejoin(above.grid.rows[-1], grid, heads)
        else:
            _lift(above, grid, chars, heads)
    if heads:
        return grid
    above.grid.rows += grid.rows
    above.frame, above.chars = frame, chars
    return None


def is_rest(above: Open, frame: Frame, chars: dict[Place, list[Char]]) -> bool:
    """A frame goes on with the last row above, with nothing else in it: a text that is longer than a page fills the next one by itself."""
    columns = _columns(above.frame, frame)
    return columns is not None and _is_cut(above, _in_columns(frame, chars, columns, above.frame.xs)[1], 0)


def repeats_head(above: Open, grid: Grid) -> bool:
    """The first row of a grid is that of the table above once more."""
    return bool(grid.rows) and _repeated(above.head[:1], grid) == 1


def _columns(above: Frame, below: Frame) -> list[int] | None:
    """For each line between columns its number above; ``None`` where the columns are others."""
    found: list[int] = []
    for x in below.xs:
        near = min(range(len(above.xs)), key=lambda at: abs(above.xs[at] - x))
        if abs(above.xs[near] - x) > _SAME or near in found:
            return None
        found.append(near)
    return found if found[0] == 0 and found[-1] == len(above.xs) - 1 else None


def _in_columns(
    frame: Frame, chars: dict[Place, list[Char]], columns: Sequence[int], xs: list[float]
) -> tuple[Frame, dict[Place, list[Char]]]:
    """A frame and its characters in the columns of a page that has more of them."""
    moved = {
        Place(place.row, columns[place.col], place.rowspan, columns[place.col + place.colspan] - columns[place.col]): texts
        for place, texts in chars.items()
    }
    return Frame(xs, frame.ys), moved


def _texts(row: Row) -> list[str]:
    return [re.sub(r"\s", "", cell.text) for cell in row.cells]


def _repeated(head: Sequence[Sequence[str]], grid: Grid) -> int:
    """How many rows of a grid repeat the first rows of the table."""
    count = 0
    for texts, row in zip(head, grid.rows, strict=False):
        if not any(texts) or texts != _texts(row):
            break
        count += 1
    return count


def _is_cut(above: Open, chars: dict[Place, list[Char]], first: int) -> bool:
    """The first row goes on with the last one above: each of its texts there breaks off at a full line."""
    last = len(above.frame.ys) - 2
    rest = {place: texts for place, texts in chars.items() if place.row == first}
    if not rest:
        return False
    filled = {place.col: place for place in above.chars if place.row <= last < place.row + place.rowspan}
    return all(place.col in filled and _breaks_off(above, filled[place.col], texts) for place, texts in rest.items()) and len(rest) <= sum(
        1 for place in filled.values() if place.row + place.rowspan == last + 1
    )


def _breaks_off(above: Open, place: Place, rest: Sequence[Char]) -> bool:
    """The last line of a cell is full, so that the first word of the rest would not have fitted into it."""
    lines, others = to_lines(above.chars[place]), to_lines(rest)
    following, text = others[0], lines[-1].text()
    if len(lines) > 1 and all(len(line.chars) == 1 for line in [*lines, *others]):  # a label whose characters stand below each other
        return True
    if _ENDED.search(text) or _NEW.match(following.text()) or (_FIGURE.fullmatch(text) and _FIGURE.fullmatch(cell_text(rest))):
        return False
    room = above.frame.xs[place.col + place.colspan] - lines[-1].right
    return room < _first_word(following.chars) + _padding(above) + _SLACK


def _padding(above: Open) -> float:
    """Points that the texts of a table keep from its lines: what most of those keep that stand nearest to the line on their left."""
    gaps = sorted(min([char.left for char in chars]) - above.frame.xs[place.col] for place, chars in above.chars.items())
    return max(0.0, min(_PADDING, gaps[len(gaps) // 5]))


def _first_word(chars: Sequence[Char]) -> float:
    """Width of what cannot be parted at the beginning of a line: a word or figure, a character and the marks that close it."""
    end = 1
    while end < len(chars) and chars[end - 1].text.isascii() and chars[end].text.isascii():
        end += 1
    while end < len(chars) and chars[end].text in _CLOSING:
        end += 1
    return chars[end - 1].right - chars[0].left


def _rejoin(last: Row, grid: Grid, at: int) -> None:
    """Put the texts of a row to those of the row that it goes on with."""
    first = grid.rows.pop(at)
    below = grid.rows[at].cells if at < len(grid.rows) else []
    for cell, rest in zip(last.cells, first.cells, strict=True):
        if rest.text:
            cell.text = join_lines([cell.text, rest.text])
        if rest.rowspan > 1 and rest.col < len(below):  # what is left of a merged cell begins a row further down
            below[rest.col].rowspan, below[rest.col].colspan = rest.rowspan - 1, rest.colspan


def _lift(above: Open, grid: Grid, chars: dict[Place, list[Char]], first: int) -> None:
    """The text of a merged cell that the page cut may stand in its lower part: it belongs to the upper one, which is empty.

    Cells that begin and end together, as those of a project in a list, are cut together: where one of them has its text above, the
    next page begins other cells.
    """
    top = max(0, len(above.grid.rows) - len(above.frame.ys) + 2)  # what begins there goes on with a cell of the page before
    groups: dict[tuple[int, int], list[tuple[Cell, Cell]]] = {}
    for place in chars:
        if place.row == first and place.col < len(above.grid.rows[-1].cells):
            row, upper = _last_in(above.grid, place.col)
            if upper.colspan == place.colspan and row > top:
                groups.setdefault((row, place.rowspan), []).append((upper, grid.rows[first].cells[place.col]))
    lifted: set[int] = set()
    for (_, rowspan), pairs in sorted(groups.items(), key=lambda group: -group[0][1]):
        if any(upper.text for upper, _ in pairs):
            continue
        for upper, cell in sorted(pairs, key=lambda pair: pair[1].col):
            if rowspan > 1 or cell.col - 1 in lifted:  # a row of its own beside those of the cells that are cut is cut with them
                lifted.update(range(cell.col, cell.col + cell.colspan))
                upper.text, upper.source, cell.text = cell.text, cell.source, ""


def _last_in(grid: Grid, col: int) -> tuple[int, Cell]:
    """The cell that covers the last row of a column, and its first row."""
    last = len(grid.rows) - 1
    for row in range(last, max(-1, last - _MOST_ROWS), -1):
        cell = grid.rows[row].cells[col]
        if cell.text or cell.rowspan > max(1, last - row):
            return (row, cell) if cell.rowspan > last - row else (last, grid.rows[last].cells[col])
    return last, grid.rows[last].cells[col]


def _rejoin_by_edges(above: Open, frame: Frame, grid: Grid, chars: dict[Place, list[Char]]) -> None:
    """Columns are others on the next page, but the cells of its first row go on with cells above that have the same edges."""
    last = len(above.frame.ys) - 2
    ending = [place for place in above.chars if place.row + place.rowspan == last + 1]
    pairs: list[tuple[Place, Place]] = []
    for place, rest in chars.items():
        if place.row:
            continue
        mate = next((other for other in ending if _has_same_edges(above.frame, other, frame, place)), None)
        if mate is None or not _breaks_off(above, mate, rest):
            return
        pairs.append((mate, place))
    if not pairs or len(pairs) >= len(ending):
        return
    row, first = above.grid.rows[-1], grid.rows.pop(0)
    for mate, place in pairs:
        cell = row.cells[mate.col]
        cell.text = join_lines([cell.text, first.cells[place.col].text])


def _has_same_edges(above: Frame, mate: Place, below: Frame, place: Place) -> bool:
    return (
        abs(above.xs[mate.col] - below.xs[place.col]) <= _SAME
        and abs(above.xs[mate.col + mate.colspan] - below.xs[place.col + place.colspan]) <= _SAME
    )


def _moved(row: Row, columns: Sequence[int], width: int) -> Row:
    """A row in the columns of the page above, some of which it may not have."""
    if len(columns) == width + 1 == len(row.cells) + 1:
        return row
    cells = [Cell("", col, SourceRef(row.cells[0].source.file, page=row.cells[0].source.page)) for col in range(width)]
    for cell in row.cells:
        start, end = columns[cell.col], columns[min(cell.col + cell.colspan, len(columns) - 1)]
        cell.col, cell.colspan = start, max(1, end - start)
        cells[start] = cell
    return Row(cells, row.after_gap)
