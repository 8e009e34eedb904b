"""Where a place stands in the grids of a document: its line, and the cell in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from jixiao.documents import Cell, Grid, OpenedDocument, Paragraph
from jixiao.messages import text
from jixiao.provenance import SourceRef

_SHARED = 0.5
"""Share of the smaller of two boxes that both cover at least, where neither is the other."""
_ROW = re.compile(r"(?<!\d)\d+$")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a grid, or a paragraph, in the order of the document.

    Attributes:
        block: the grid or paragraph.
        row: index of the row in its grid.
    """

    block: Grid | Paragraph
    row: int = 0

    @property
    def cells(self) -> Sequence[Cell]:
        """Its cells, the empty ones too; that of a paragraph is its text."""
        return [self.block.as_cell()] if isinstance(self.block, Paragraph) else self.block.rows[self.row].cells

    @property
    def place(self) -> SourceRef | None:
        """The place of its first cell that has one."""
        return next((cell.source for cell in self.cells if _group(cell.source) is not None), None)

    @property
    def is_empty(self) -> bool:
        """It prints nothing."""
        return not any(cell.text for cell in self.cells)


class Lines:
    """The lines of a document, and which of them hold a place.

    Args:
        document: as it was opened.
    """

    def __init__(self, document: OpenedDocument) -> None:
        self.all: list[Line] = []
        self._by_group: dict[Hashable, list[int]] = defaultdict(list)
        for block in document.blocks:
            rows = 1 if isinstance(block, Paragraph) else len(block.rows)
            for row in range(rows):
                line = Line(block, row)
                for group in dict.fromkeys(_group(cell.source) for cell in line.cells):
                    if group is not None:
                        self._by_group[group].append(len(self.all))
                self.all.append(line)

    def find(self, place: SourceRef, words: Sequence[str] = ()) -> tuple[int, list[Cell]] | None:
        """The line of a place and the cells that are meant: none of them where the place names more than a line.

        A place that no cell has, because a value was read out of the middle of a cell, is that of the cell around it. Of several lines of
        one place, such as the paragraphs in a cell of a sheet, that is meant which prints some words.
        """
        group = _group(place)
        numbers = self._by_group.get(group, []) if group is not None else []
        if not numbers:
            return None
        same = [
            (number, cells) for number in numbers if (cells := [cell for cell in self.all[number].cells if _is_same(cell.source, place)])
        ]
        if same:
            wanted = [folded for word in words if (folded := _BLANKS.sub("", word))]
            return next((found for found in same if _prints(found[1], wanted)), same[0])
        if place.box:
            return self._around(numbers, place.box)
        if place.address or place.row or place.line:
            for number in numbers:
                if self._is_row_of(number, place):
                    return number, [cell for cell in self.all[number].cells if cell.text]
        return numbers[0], []

    def _around(self, numbers: Sequence[int], box: Sequence[float]) -> tuple[int, list[Cell]] | None:
        """The cell of a page that shares most with a box."""
        best, found = _SHARED, None
        for number in numbers:
            for cell in self.all[number].cells:
                if cell.source.box and (share := _shared(cell.source.box, box)) > best:
                    best, found = share, (number, [cell])
        return found

    def _is_row_of(self, number: int, place: SourceRef) -> bool:
        for cell in self.all[number].cells:
            own = cell.source
            if place.address and own.address and _row_of(own.address) == _row_of(place.address):
                return True
            if not place.address and _group(own) == _group(place) and (place.row or place.line) == (own.row if place.row else own.line):
                return True
        return False


def _prints(cells: Sequence[Cell], words: Sequence[str]) -> bool:
    """One of some words, which have no blanks, stands in the cells, however they are spaced."""
    printed = [_BLANKS.sub("", cell.text) for cell in cells]
    return any(word in text for word in words for text in printed)


def label_of(line: Line) -> str:
    """The number of the row or line as a person finds it in the file; empty for a line of a page, which has none."""
    place = line.place
    if place is None or place.page:
        return ""
    if place.address:
        return _row_of(place.address)
    if place.paragraph and not place.table:
        return text("place.short_paragraph", paragraph=place.paragraph)
    return str(place.row or place.line or "")


def _row_of(address: str) -> str:
    """The number of a row out of the name of a cell.

    >>> _row_of("AB12")
    '12'
    """
    found = _ROW.search(address)
    return found.group() if found else ""


def _group(place: SourceRef) -> Hashable:
    """What narrows the search for a place: its page, sheet, table, paragraph or line."""
    for key in ("page", "sheet", "table", "paragraph", "line"):
        if value := getattr(place, key):
            return key, value
    return None


def _is_same(one: SourceRef, other: SourceRef) -> bool:
    """The same place, whatever the file is called."""
    if one.box or other.box:
        return one.page == other.page and one.box == other.box
    if one.address or other.address:
        return one.sheet == other.sheet and one.address == other.address
    keys = ("page", "sheet", "table", "row", "paragraph", "cell")
    is_same = all(getattr(one, key) == getattr(other, key) for key in keys)
    return is_same and (one.line == other.line or bool(one.table or one.paragraph))


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    """Share of the smaller of two boxes that both cover."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / smaller if smaller > 0 else 0.0
