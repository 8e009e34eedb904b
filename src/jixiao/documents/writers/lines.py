"""How lines look on paper, the same in every kind of file: sizes, typefaces and distances by what a line is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.documents.grid import Block, Cell, Grid, Paragraph
from jixiao.documents.printout import Align, Page, PrintedGrid, PrintedLine, Style, display_width, edges_of

SONG, HEI, ROMAN = "宋体", "黑体", "Times New Roman"
"""Typefaces of official papers: for text, for titles, and for Latin letters and figures in both."""

MARGIN_TOP_MM, MARGIN_SIDE_MM = 20.0, 16.0
"""Around what is printed on A4; a table of many columns needs the width."""
A4_MM = (210.0, 297.0)
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Look:
    """How a line looks.

    Attributes:
        points: size of its type.
        is_title: in the typeface of titles (黑体).
        before: distance to what stands above, in points.
        after: distance to what stands below, in points.
        keeps_next: it stays on the page of what stands below it.
    """

    points: float
    is_title: bool = False
    before: float = 0.0
    after: float = 0.0
    keeps_next: bool = False


LOOKS = {
    Style.TITLE: Look(16.0, is_title=True, before=2.0, after=6.0, keeps_next=True),
    Style.SUBTITLE: Look(12.0, after=6.0, keeps_next=True),
    Style.HEAD: Look(10.5, before=2.0, after=3.0, keeps_next=True),
    Style.BODY: Look(10.5, before=2.0, after=2.0),
    Style.NOTE: Look(9.5, before=3.0, after=1.0),
}
_PADDING = 6.0  # points beside a text that a cell keeps free
_LOOSE = 1.08  # letters are wider than half of a Chinese character, and words are not divided
_LEADING, _ABOVE_AND_BELOW = 1.32, 5.0
_TALL = 0.4  # of a page
_NEVER_TALL = 40  # characters
ROOMY = 2.1
"""Height of a row of one line as a multiple of its type: it has air."""
_HEIGHTS = (ROOMY, 2.0, 1.9, 1.8)
_SPARE = 12.0  # points at the end of a page that a program may set otherwise
_HEADINGS = (16.0, 14.0, 12.0, 11.0)


def look_of(line: Paragraph) -> Look:
    """How a line looks: by its depth where it is a heading, otherwise by what it is."""
    if isinstance(line, PrintedLine) and (not line.level or line.style is not Style.BODY):
        return LOOKS[line.style]
    if line.level:
        return Look(_HEADINGS[min(line.level, len(_HEADINGS)) - 1], is_title=True, before=6.0, after=4.0, keeps_next=True)
    return LOOKS[Style.BODY]


def align_of_line(line: Paragraph) -> Align:
    """Where a line stands: as it says, otherwise at the left."""
    return line.align if isinstance(line, PrintedLine) else Align.LEFT


def together(blocks: Sequence[Block]) -> Iterator[Grid | list[Paragraph]]:
    """The blocks of a page, with the lines that stand beside each other together."""
    line: list[Paragraph] = []
    for block in blocks:
        if line and isinstance(block, PrintedLine) and block.beside:
            line.append(block)
            continue
        if line:
            yield line
            line = []
        if isinstance(block, Grid):
            yield block
        else:
            line = [block]
    if line:
        yield line


def width_mm(*, is_landscape: bool) -> float:
    """Width of what is printed on a page of A4."""
    return A4_MM[int(is_landscape)] - 2 * MARGIN_SIDE_MM


def fits(text: str, width: float, points: float) -> bool:
    """Whether a text in one line has room in a cell of a width, in points."""
    return display_width(text) * points / 2 * _LOOSE + _PADDING <= width


def height_of(text: str, width: float, points: float) -> float:
    """Height of a text in a cell of a width, in points."""
    per_line = max((width - _PADDING) / (points / 2), 2.0)
    lines = sum(max(1, math.ceil(display_width(part) * _LOOSE / per_line)) for part in text.split("\n"))
    return lines * points * _LEADING + _ABOVE_AND_BELOW


def row_height(page: Page) -> float:
    """Height of a row of one line as a multiple of the type: roomy, but less where a few rows would else stand on a page of their own."""
    if _pages(page, ROOMY) == 1:
        return ROOMY
    least = _pages(page, _HEIGHTS[-1])
    return next(height for height in _HEIGHTS if _pages(page, height) == least)


def _pages(page: Page, row: float) -> int:
    """How many sheets of paper a page takes, about."""
    width = width_mm(is_landscape=page.is_landscape) * POINTS_PER_MM
    room = (A4_MM[int(not page.is_landscape)] - 2 * MARGIN_TOP_MM) * POINTS_PER_MM - _SPARE
    total = repeated = 0.0
    for block in together(page.blocks):
        if isinstance(block, Grid):
            heights = _row_heights(block, width, page.points, row)
            total += sum(heights)
            repeated = sum(heights[: block.header_rows]) if isinstance(block, PrintedGrid) else 0.0
        else:
            look = look_of(block[0])
            total += look.points * _LEADING + look.before + look.after
    return max(1, math.ceil((total - repeated) / max(room - repeated, 1.0)))


def _row_heights(grid: Grid, width: float, points: float, row: float) -> list[float]:
    shares = edges_of(grid)
    heights = []
    for line in grid.rows:
        cells = [cell for cell in line.cells if cell.text and cell.rowspan == 1]
        needed = [height_of(cell.text, width * (shares[cell.col + cell.colspan] - shares[cell.col]), points) for cell in cells]
        heights.append(max([points * row, *needed]))
    return heights


def is_tall(row: Sequence[Cell | None], edges: Sequence[float], page: Page) -> bool:
    """Whether a row may be broken at the end of a page: if it went to the next one as a whole, it left much of the page empty.

    Args:
        row: every place of it.
        edges: of the columns of its table, from 0 to 1.
        page: that it stands on.
    """
    width = width_mm(is_landscape=page.is_landscape) * POINTS_PER_MM
    most = _TALL * (A4_MM[int(not page.is_landscape)] - 2 * MARGIN_TOP_MM) * POINTS_PER_MM
    return any(
        cell is not None
        and len(cell.text) > _NEVER_TALL
        and height_of(cell.text, width * (edges[cell.col + cell.colspan] - edges[cell.col]), page.points) > most * cell.rowspan
        for cell in row
    )
