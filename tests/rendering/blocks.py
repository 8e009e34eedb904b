"""What is rendered: paragraphs and tables of a text, with its merged cells where they are marked.

The cells of a text in columns aligned by blanks cannot be told from its lines alone; those of a text with one cell per line are those
that recognition restores. Both say so in what they return: a document without cells has no rendering.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from jixiao.documents import open_document
from jixiao.documents.grid import Block, Cell, Grid, Paragraph, Row
from jixiao.documents.printout import display_width, width_of
from jixiao.layouts.flatten import restore_rows
from jixiao.provenance import SourceRef

NOWHERE = SourceRef("rendered")
ABOVE, LEFT = "^", "<"
"""Marks of a cell that is merged with the one above it, or left of it."""


def blocks_of_text(path: Path) -> list[Block]:
    """Paragraphs and tables of a text file.

    Raises:
        ValueError: the text is in columns aligned by blanks, so that its cells are not known.
    """
    blocks = restore_rows(open_document(path, name=path.name).blocks)
    if any(isinstance(block, Grid) and block.wrapped for block in blocks):
        raise ValueError(f"{path}: the cells of columns aligned by blanks are not known")
    return blocks


def blocks_of_marked_text(path: Path) -> list[Block]:
    """Paragraphs and tables of a text with tabs in which cells are marked as merged; a blank line ends a table, a form feed a page."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    is_gap = is_page_break = False
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        parts = line.lstrip("\f").split("\t")
        if rows and len(parts) == 1:
            blocks.append(merged(rows))
            rows = []
        is_page_break = is_page_break or line.startswith("\f")
        if len(parts) > 1:
            rows.append([part.strip() for part in parts])
            continue
        if parts[0].strip():
            blocks.append(Paragraph(parts[0].strip(), NOWHERE, after_gap=is_gap, after_page_break=is_page_break))
            is_page_break = False
        is_gap = not parts[0].strip()
    return blocks


def merged(rows: Sequence[Sequence[str]]) -> Grid:
    """A table from rows of texts in which marks stand for the places that a merged cell covers.

    Raises:
        ValueError: the marks do not make rectangles.
    """
    width = max(len(row) for row in rows)
    texts = [[*row, *[""] * (width - len(row))] for row in rows]
    covered: set[tuple[int, int]] = set()
    grid = Grid(spanned=True)
    for at, row in enumerate(texts):
        cells = []
        for col, text in enumerate(row):
            if (at, col) in covered:
                cells.append(Cell("", col, NOWHERE))
                continue
            if text in (ABOVE, LEFT):
                raise ValueError(f"nothing to merge with at row {at + 1}, column {col + 1}: {row}")
            colspan = _run(texts[at][col + 1 :], LEFT)
            rowspan = _run([other[col] for other in texts[at + 1 :]], ABOVE)
            places = {(at + i, col + j) for i in range(rowspan) for j in range(colspan)}
            if any(texts[y][x] not in (ABOVE, LEFT) for y, x in places - {(at, col)}):
                raise ValueError(f"no rectangle at row {at + 1}, column {col + 1}: {row}")
            covered |= places
            cells.append(Cell(text, col, NOWHERE, colspan, rowspan))
        grid.rows.append(Row(cells))
    return grid


def _run(texts: Iterable[str], mark: str) -> int:
    """How many places a cell covers in one direction, itself included."""
    length = 1
    for text in texts:
        if text != mark:
            break
        length += 1
    return length


def grids(blocks: Iterable[Block]) -> list[Grid]:
    """The tables among the blocks."""
    return [block for block in blocks if isinstance(block, Grid)]


def column_widths(grid: Grid) -> list[float]:
    """Shares of the columns in the width of the table, by what they print."""
    widths = [4.0] * width_of(grid)
    for row in grid.rows:
        for cell in row.cells:
            if cell.colspan == 1 and cell.text:
                longest = max(display_width(part) for part in cell.text.split("\n"))
                widths[cell.col] = max(widths[cell.col], min(longest + 1.0, 30.0))
    return [width / sum(widths) for width in widths]
