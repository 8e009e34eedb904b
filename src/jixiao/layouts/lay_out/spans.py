"""Rows of texts in which ``<`` and ``^`` stand for merged cells become a grid."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Row
from jixiao.documents.printout import NOWHERE, PrintedCell
from jixiao.errors import JixiaoError
from jixiao.layouts.lay_out.binding import Printed
from jixiao.layouts.lay_out.declaration import ABOVE, LEFT

Content = Printed | str
"""A cell filled in, or the mark of one that is merged."""


def rows_of(contents: Sequence[Sequence[Content]], where: str) -> list[Row]:
    """Rows of a grid, merged cells laid out.

    Args:
        contents: rows of cells and marks, all of one length.
        where: what a message calls the table.

    Raises:
        JixiaoError: the marks do not make rectangles.
    """
    covered: set[tuple[int, int]] = set()
    rows: list[Row] = []
    for at, row in enumerate(contents):
        cells = []
        for col, content in enumerate(row):
            if (at, col) in covered:
                cells.append(PrintedCell("", col, NOWHERE))
                continue
            if isinstance(content, str):
                raise JixiaoError("error.form_spans", where=where, row=at + 1, col=col + 1)
            colspan = _run(row[col + 1 :], LEFT)
            rowspan = _run([other[col] for other in contents[at + 1 :]], ABOVE)
            places = {(at + i, col + j) for i in range(rowspan) for j in range(colspan)}
            if any(not isinstance(contents[y][x], str) for y, x in places - {(at, col)}) or places & covered:
                raise JixiaoError("error.form_spans", where=where, row=at + 1, col=col + 1)
            covered |= places
            cells.append(PrintedCell(content.text, col, NOWHERE, colspan, rowspan, content.align, content.number_format))
        rows.append(Row(list(cells)))
    return rows


def _run(contents: Sequence[Content], mark: str) -> int:
    """How many places a cell covers in one direction, itself included."""
    length = 1
    for content in contents:
        if content != mark:
            break
        length += 1
    return length
