"""The characters of a page go to the cells of its frames; the grid of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from sys import intern

from jixiao.documents.grid import Cell, Grid, Row
from jixiao.documents.pdf.frames import Frame, Place
from jixiao.documents.pdf.page import Char, Page
from jixiao.documents.pdf.words import cell_text
from jixiao.provenance import SourceRef

_RUN = 0.15  # of the height: characters that are nearer are one run
_LARGE = 2.0  # times the type of the page
_STRAY = 2  # characters of a run that stand over a line into the next cell


def set_large_apart(page: Page, frames: Sequence[Frame]) -> None:
    """Characters inside a table that are much larger than its type were printed over it: a watermark that does not lean."""
    if not frames or not page.chars:
        return
    heights = sorted(char.height for char in page.chars)
    limit = _LARGE * heights[len(heights) // 2]
    if heights[-1] <= limit:
        return
    large = [char for char in page.chars if char.height > limit and any(_is_over(frame, char) for frame in frames)]
    if large:
        taken = {char.index for char in large}
        page.chars = [char for char in page.chars if char.index not in taken]
        page.leaning.append("".join(char.text for char in large))


def _is_over(frame: Frame, char: Char) -> bool:
    """The character is higher than the cell in which its middle stands."""
    place = frame.find(char.x, char.y)
    return place is not None and char.height > frame.ys[place.row + place.rowspan] - frame.ys[place.row]


def share_out(page: Page, frames: Sequence[Frame]) -> tuple[list[dict[Place, list[Char]]], list[Char]]:
    """Which characters stand in which cell of which frame, and those that stand in none."""
    cells: list[dict[Place, list[Char]]] = [{} for _ in frames]
    outside: list[Char] = []
    runs: list[tuple[int, Place, list[Char]]] = []
    left = top = right = bottom = 0.0
    chars: list[Char] = outside
    for char in page.chars:
        x, y = char.x, char.y
        if left <= x < right and top <= y < bottom:  # most characters stand in the cell of the one before
            chars.append(char)
            continue
        left = top = right = bottom = 0.0
        chars = outside
        for number, frame in enumerate(frames):
            if (place := frame.find(x, y)) is not None:
                left, top, right, bottom = frame.box(place)
                chars = []
                runs.append((number, place, chars))
                break
        chars.append(char)
    _mend(runs, page)
    for number, place, chars in runs:
        if chars:
            cells[number].setdefault(place, []).extend(chars)
    return cells, outside


def _mend(runs: Sequence[tuple[int, Place, list[Char]]], page: Page) -> None:
    """Characters that stand over a line belong to the cell of the text that they end or begin."""
    for (number, place, chars), (other, place_after, following) in pairwise(runs):
        if number != other or place is place_after or not chars or not following:
            continue
        char, after = chars[-1], following[0]
        if (
            after.index - char.index != 1
            or abs(after.left - char.right) >= _RUN * char.height
            or abs(after.y - char.y) >= _RUN * char.height
            or not page.object_of(char.index) == page.object_of(after.index) != 0
        ):
            continue
        tail, head = _run(following, page, char), _run(chars[::-1], page, char)
        if tail <= _STRAY < head:
            chars += following[:tail]
            del following[:tail]
        elif head <= _STRAY < tail:
            following[:0] = chars[-head:]
            del chars[-head:]


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
    nowhere = SourceRef(file, page=page.number)
    for row in range(len(frame.ys) - 1):
        made: list[Cell] = []
        for col in range(width):
            place = frame.at[row, col]
            if place.row != row or place.col != col:
                made.append(Cell("", col, nowhere))
            elif place in cells:
                source = SourceRef(file, page=page.number, box=page.box(*frame.box(place)))
                made.append(Cell(intern(_text(page, cells[place])), col, source, place.colspan, place.rowspan))
            else:
                made.append(Cell("", col, nowhere, place.colspan, place.rowspan))
        grid.rows.append(Row(made))
    return grid


def _text(page: Page, chars: Sequence[Char]) -> str:
    """What a cell prints; a label may run up or down in it."""
    if not page.directions:
        return cell_text(chars)
    by_turn: dict[int, list[Char]] = {}
    for char in chars:
        by_turn.setdefault(page.direction_of(char), []).append(char)
    return "".join(cell_text([_turned(char, turn) for char in part] if turn else part) for turn, part in sorted(by_turn.items()))


def _turned(char: Char, turn: int) -> Char:
    """A character that runs down (1), upside down (2) or up (3) as if it ran to the right."""
    if turn == 1:
        box = (char.top, -char.right, char.bottom, -char.left)
    elif turn == 3:
        box = (-char.bottom, char.left, -char.top, char.right)
    else:
        box = (-char.right, -char.bottom, -char.left, -char.top)
    return Char(char.text, *box, char.index, char.after_blank)
