"""A table of a Word document, read in one walk over its elements.

Tables and text boxes inside its cells were set beside before (:mod:`~jixiao.documents.readers.docx_clean`), so that every row and cell
met on the way belongs to the table itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from jixiao.documents.grid import Cell, Row
from jixiao.documents.readers.docx_names import PPR, TBL, TBLGRID, TC, TR, VAL, P, T, W, number
from jixiao.documents.readers.docx_text import SIGNS, Labels, sign
from jixiao.documents.readers.plain import in_one_line
from jixiao.documents.readers.shape import MAX_COLUMNS, Shape
from jixiao.provenance import SourceRef

Beside = Mapping[etree._Element, list[etree._Element]]
"""What was set beside, by the element that held it."""

_SPAN, _MERGE, _OLD_MERGE, _BEFORE = W + "gridSpan", W + "vMerge", W + "hMerge", W + "gridBefore"
_MET = (TR, TC, P, T, *SIGNS, _SPAN, _MERGE, _OLD_MERGE, _BEFORE)
_WIDEST = 64  # a table of Word has at most 63 columns


class TableRows:
    """The rows of one table.

    Args:
        shape: of the document.
        table: number of the table in the file, from 1.
        labels: numbers that are printed before paragraphs.
    """

    def __init__(self, shape: Shape, table: int, labels: Labels) -> None:
        self.rows: list[Row] = []
        self.inner: list[list[etree._Element]] = []
        """For every row what was set beside its cells."""
        self.hidden = 0
        self._shape = shape
        self._file = shape.source.file
        self._table = table
        self._labels = labels
        self._most = _WIDEST
        self._merged: dict[int, Cell] = {}
        self._cells: list[Cell] = []
        self._parts: list[str] = []
        self._index = 0
        self._span, self._merge, self._is_rest = 1, "", False

    def read(self, table: etree._Element, beside: Beside) -> None:
        """Walk over the table and collect its rows."""
        columns = next(table.iterchildren(TBLGRID), None)
        self._most = max(_WIDEST, min(len(columns) if columns is not None else 0, MAX_COLUMNS))
        tags = (*_MET, PPR) if self._labels else _MET
        parts = self._parts
        for element in table.iter(*tags):
            tag = element.tag
            if tag == T:
                parts.append(element.text or "")
                continue
            if tag == P:
                if parts:
                    parts.append("\n")
            elif tag == TC:
                if self._index:
                    self._end_cell()
                self._index += 1
            elif tag == TR:
                self._end_row()
                self.rows.append(Row([]))
                self.inner.append([])
            else:
                self._note(str(tag), element)
            if beside and element in beside:
                self.inner[-1 if self.inner else 0] += [element] if tag == P else beside[element]
        self._end_row()

    def _note(self, tag: str, element: etree._Element) -> None:
        value = element.get(VAL)
        if tag == _SPAN:
            self._span = max(1, number(value, 1))
        elif tag == _MERGE:
            self._merge = "restart" if value == "restart" else "continue"
        elif tag == _OLD_MERGE:
            self._is_rest = value != "restart"
        elif tag == _BEFORE:
            self._cells += self._shape.empty(0, max(0, min(number(value), self._most)))
        elif tag == PPR:
            self._parts.append(self._labels.of(element))
        else:
            self._parts.append(sign(element))

    def _end_row(self) -> None:
        if self._index:
            self._end_cell()
        if self.rows:
            self.rows[-1].cells = self._cells
            self._shape.count(0, len(self._cells))
        self._cells, self._index = [], 0

    def _end_cell(self) -> None:
        parts = self._parts
        text = in_one_line("".join(parts) if len(parts) != 1 else parts[0]) if parts else ""
        parts.clear()
        cells, merged = self._cells, self._merged
        col, span = len(cells), self._span
        if span == 1 and not self._merge and not self._is_rest:  # nearly all cells
            if text:
                place = SourceRef(self._file, 0, self._index, 0, (), "", "", self._table, len(self.rows))
                cells.append(Cell(text, col, place))
            else:
                cells += self._shape.empty(col, col + 1)
            if merged:
                merged.pop(col, None)
            return
        if self._is_rest and cells:
            self._widen(col)
            self.hidden += len(text)
            cells += self._shape.empty(col, col + 1)
        elif self._merge == "continue" and col in merged:
            merged[col].rowspan += 1
            self.hidden += len(text)
            cells += self._shape.empty(col, col + 1)
        else:
            if text:
                source = SourceRef(self._file, 0, self._index, 0, (), "", "", self._table, len(self.rows))
            else:
                source = self._shape.source
            cells.append(Cell(text, col, source, max(1, min(span, self._most - col))))
            merged.pop(col, None)
            if self._merge:
                merged[col] = cells[-1]
        if span > 1:
            cells += self._shape.empty(col + 1, max(col + 1, min(col + span, self._most)))
        self._span, self._merge, self._is_rest = 1, "", False

    def _widen(self, col: int) -> None:
        """An old way to merge columns: the cell goes on the one before."""
        first = next((cell for cell in reversed(self._cells) if cell.text), None)
        if first is not None and first.col + first.colspan == col:
            first.colspan += 1


def only_cell(table: etree._Element) -> etree._Element | None:
    """The cell of a table that has no other: a frame around what it holds."""
    cells = table.iter(TC)
    first = next(cells, None)
    for other in cells:
        if next(other.iterancestors(TBL)) is table:
            return None
    return first
