"""The neutral form of a document: paragraphs and grids of cells, with nothing said about their meaning.

Every file format is read into this form and written from it. A cell that was merged in the file stands in its first place; the
places that it covers are empty cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.provenance import Problem, SourceRef


@dataclass(slots=True, eq=False)
class Cell:
    """A cell (单元格).

    Attributes:
        text: what is printed, without the blanks around it.
        col: its column in the grid, from 0.
        source: its place in the file.
        colspan: how many columns it covers, itself included; 1 where the file does not say.
        rowspan: how many rows it covers, itself included.
    """

    text: str
    col: int
    source: SourceRef
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True, eq=False)
class Row:
    """A row of a grid, with its empty cells."""

    cells: list[Cell]
    after_gap: bool = False
    """A blank line or a page break stands before the row."""

    def filled(self) -> list[Cell]:
        """The cells that print something."""
        return [cell for cell in self.cells if cell.text]


@dataclass(slots=True, eq=False)
class Paragraph:
    """A line of prose or a heading (段落).

    Attributes:
        text: what is printed.
        source: its line.
        level: depth of a heading that the file marks as such; 0 for other lines.
        is_cell: it is the cell of a table that was printed one cell per line.
        after_gap: a blank line stands before it.
        after_page_break: a page begins with it.
    """

    text: str
    source: SourceRef
    level: int = 0
    is_cell: bool = False
    after_gap: bool = False
    after_page_break: bool = False

    def as_cell(self, col: int = 0) -> Cell:
        """The paragraph as a cell of a grid."""
        return Cell(self.text, col, self.source)


@dataclass(slots=True, eq=False)
class Grid:
    """A run of rows (表格).

    Attributes:
        rows: from top to bottom.
        wrapped: one row of the grid is one printed line, so that a cell may go on in the rows below (columns aligned by spaces).
        after_page_break: a page begins with it.
        spanned: the file states which cells were merged, so that an empty cell is empty and no part of its neighbour.
    """

    rows: list[Row] = field(default_factory=list)
    wrapped: bool = False
    after_page_break: bool = False
    spanned: bool = False

    def cells(self) -> Iterator[Cell]:
        """All cells that print something, row by row."""
        for row in self.rows:
            yield from row.filled()


Block = Paragraph | Grid


@dataclass(slots=True, eq=False)
class OpenedDocument:
    """A file in neutral form.

    Attributes:
        file: name as the caller gave it.
        sha256: of the bytes.
        media_type: by content.
        blocks: paragraphs and grids in the order of the file.
        problems: what could not be opened or decoded.
        pages: number of pages where the format has pages.
        notes: what a person should know of the file although it was read whole: hidden sheets, changes not yet accepted.
    """

    file: str
    sha256: str
    media_type: str
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pages: int | None = None
    notes: list[Problem] = field(default_factory=list)

    def cells(self) -> Iterator[SourceRef]:
        """Places of everything that prints something: each counts once in the account."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                if block.text:
                    yield block.source
            else:
                for cell in block.cells():
                    yield cell.source
