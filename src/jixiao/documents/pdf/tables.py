"""The characters of a page go to the cells of its frames; the grid of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.documents.pdf.frames import Frame, Place
from jixiao.documents.pdf.page import Char, Page
from jixiao.documents.pdf.words import cell_text
from jixiao.provenance import SourceRef

_RUN = 0.15  # of the height: characters that are nearer are one run
_STRAY = 2  # characters of a run that stand over a line into the next cell


def share_out(page: Page, frames: Sequence[Frame]) -> tuple[list[dict[Place, list[Char]]], list[Char]]:
    """Which characters stand in which cell of which frame, and those that stand in none."""
    cells: list[dict[Place, list[Char]]] = [{} for _ in frames]
    outside: list[Char] = []
    found: list[tuple[Char, int, Place]] = []
    for char in page.chars:
        x, y = char.x, char.y
        for number, frame in enumerate(frames):
            if (place := frame.find(x, y)) is not None:
                found.append((char, number, place))
                break
        else:
            outside.append(char)
    for char, number, place in _mended(found, page):
        cells[number].setdefault(place, []).append(char)
    return cells, outside


def _mended(found: list[tuple[Char, int, Place]], page: Page) -> list[tuple[Char, int, Place]]:
    """Characters that stand over a line belong to the cell of the text that they end or begin."""
    borders = [
        at
        for at, ((char, number, place), (after, other, place_after)) in enumerate(pairwise(found))
        if number == other
        and place is not place_after
        and after.index - char.index == 1
        and abs(after.left - char.right) < _RUN * char.height
        and abs(after.y - char.y) < _RUN * char.height
        and page.object_of(char.index) == page.object_of(after.index) != 0
    ]
    for at in borders:
        before, after = found[: at + 1], found[at + 1 :]
        tail = _run([item[0] for item in after], page, found[at][0])
        head = _run([item[0] for item in before][::-1], page, found[at][0])
        if tail <= _STRAY < head:
            for index in range(at + 1, at + 1 + tail):
                found[index] = (found[index][0], *found[at][1:])
        elif head <= _STRAY < tail:
            for index in range(at + 1 - head, at + 1):
                found[index] = (found[index][0], *found[at + 1][1:])
    return found


def _run(chars: Sequence[Char], page: Page, of: Char) -> int:
    """How many characters the run has that belongs to the object of a character."""
    owner, count = page.object_of(of.index), 0
    for at, char in enumerate(chars):
        if page.object_of(char.index) != owner or (at and abs(char.y - chars[at - 1].y) > _RUN * char.height):
            break
        if at and min(abs(char.left - chars[at - 1].right), abs(chars[at - 1].left - char.right)) > _RUN * char.height:
            break
        count += 1
    return count


def grid_of(page: Page, frame: Frame, cells: dict[Place, list[Char]], file: str, *, after_page_break: bool) -> Grid:
    """The grid of a frame; places that a merged cell covers are empty."""
    grid = Grid(after_page_break=after_page_break, spanned=True)
    width = len(frame.xs) - 1
    for row in range(len(frame.ys) - 1):
        made: list[Cell] = []
        for col in range(width):
            place = frame.at[(row, col)]
            box = page.box(frame.xs[col], frame.ys[row], frame.xs[col + place.colspan - (col - place.col)], frame.ys[row + 1])
            if (place.row, place.col) == (row, col):
                box = page.box(frame.xs[col], frame.ys[row], frame.xs[col + place.colspan], frame.ys[row + place.rowspan])
                source = SourceRef(file, page=page.number, box=box)
                made.append(Cell(cell_text(cells[place]) if place in cells else "", col, source, place.colspan, place.rowspan))
            else:
                made.append(Cell("", col, SourceRef(file, page=page.number, box=box)))
        grid.rows.append(Row(made))
    return grid
