"""Grids that list projects, one indicator a row (项目清单各页): where the list begins, and the lines that its pages repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.layouts import heads
from jixiao.layouts.columns import read_header
from jixiao.layouts.draft import ProjectDraft
from jixiao.layouts.heads import Head
from jixiao.layouts.identity import Identity
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.lists import ListReader
from jixiao.layouts.tables import unit_in
from jixiao.values import MoneyUnit, money_unit


class ListPages:
    """The list that is open.

    Args:
        ledger: the account of the document.
        identity: whom and which year titles name.
        see_head: takes what a head line says.
    """

    def __init__(self, ledger: Ledger, identity: Identity, see_head: Callable[[Head, Cell | Paragraph], None]) -> None:
        self.ledger = ledger
        self.identity = identity
        self._see_head = see_head
        self._open: ListReader | None = None

    @property
    def is_open(self) -> bool:
        """A list stands above, with which a grid may go on."""
        return self._open is not None

    def read(self, grid: Grid, above: Sequence[Paragraph]) -> None:
        """Read a grid as the next page of the open list, or as the beginning of one.

        Args:
            grid: the grid.
            above: the lines right above that belong to it.
        """
        unit: MoneyUnit | None = None
        for paragraph in above:
            unit = money_unit(paragraph.text) or unit
            self._take_head(paragraph)
        for row in grid.rows:
            cells = row.filled()
            if not cells:
                continue
            header = read_header(cells)
            if self._open is None:
                if header is None:
                    for cell in cells:
                        unit = money_unit(cell.text) or unit
                        self._take_head(cell)
                    continue
                self._open = ListReader(header, self.ledger, unit or unit_in([cell.text for cell in cells]), wrapped=grid.wrapped)
                continue
            if all(_is_line_between(cell) for cell in cells):
                for cell in cells:
                    self._take_head(cell)
                continue
            self._open.feed(cells, after_gap=row.after_gap, header=header)

    def end(self) -> list[ProjectDraft]:
        """The projects of the open list, which is closed."""
        drafts = self._open.finish() if self._open is not None else []
        self._open = None
        return drafts

    def _take_head(self, cell: Cell | Paragraph) -> None:
        head = heads.read_head(cell.text)
        if head is not None:
            self._see_head(head, cell)
        else:
            self.ledger.ignore("title", cell)
            self.identity.title(cell)


def _is_line_between(cell: Cell) -> bool:
    """A caption, unit or agency line that a page repeats."""
    head = heads.read_head(cell.text)
    is_line = head is not None and (
        head.kind in ("page_number", "money", "number", "note", "year") or ":" in cell.text or "：" in cell.text
    )
    return heads.is_form_title(cell.text) or is_line
