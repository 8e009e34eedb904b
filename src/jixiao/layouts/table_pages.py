"""Grids that are tables (预算表各页): which of them goes on with the table above, and what the lines around them say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from jixiao.documents.grid import Cell, Grid, Paragraph
from jixiao.layouts import heads, signs
from jixiao.layouts.draft import Value, squash
from jixiao.layouts.heads import Head
from jixiao.layouts.identity import Identity
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.spans import without_unused_columns
from jixiao.layouts.tables import TableDraft, read_page, split_foot_rows, split_head_rows, unit_in
from jixiao.values import money_unit


class TablePages:
    """The tables of a document, and the one that is open.

    Args:
        ledger: the account of the document.
        identity: whom and which year titles name.
        see_head: takes what a head line says.
    """

    def __init__(self, ledger: Ledger, identity: Identity, see_head: Callable[[Head, Cell | Paragraph], None]) -> None:
        self.ledger = ledger
        self.identity = identity
        self.found: list[TableDraft] = []
        self._see_head = see_head
        self._open: TableDraft | None = None

    def end(self) -> None:
        """Nothing below goes on with the table above."""
        self._open = None

    def take_below(self, paragraph: Paragraph, head: Head | None) -> bool:
        """A note or a lone 合计 right below the open table; false for any other line."""
        if self._open is None:
            return False
        if self._open.is_note(paragraph.text, head):
            self._open.notes.append(Value.of(paragraph.as_cell()))
            return True
        if squash(paragraph.text) in ("合计", "总计"):
            self.ledger.ignore("total", paragraph)
            return True
        return False

    def read(self, grid: Grid, above: Sequence[Paragraph]) -> None:
        """Read a grid as a table of its own, or as the next page of the one that is open.

        Args:
            grid: the grid.
            above: the lines right above that belong to it.
        """
        top, rest = split_head_rows(grid.rows)
        rest = without_unused_columns(replace(grid, rows=rest)).rows if top else rest
        rest, foot = split_foot_rows(rest)
        lines: list[Cell | Paragraph] = [*above]
        lines += [cell for row in top for cell in row.filled()]
        titles = [line for line in lines if heads.read_head(line.text) is None]
        title = titles[-1] if titles else None
        name, continued = heads.caption(title.text) if title is not None else ("", False)
        page = read_page(rest, self.ledger, wrapped=grid.wrapped, spanned=grid.spanned)
        if (
            title is None
            and self._open is not None
            and self._open.has_page
            and not self._continues(page.names, None)
            and signs.width(rest) <= len(self._open.names) + 1
        ):
            page = read_page(rest, self.ledger, wrapped=grid.wrapped, has_header=False, spanned=grid.spanned)
        if (
            self._open is None
            or (title is not None and not continued and not self._repeats(name))
            or not self._continues(page.names, title)
        ):
            self._open = TableDraft()
            self.found.append(self._open)
            if title is not None:
                self._open.title = Value(name, [title.as_cell() if isinstance(title, Paragraph) else title])
        for line in lines:
            self._read_head(line, self._open)
        self._open.take(page, self.ledger)
        self._open.notes += [Value.of(cell) for cell in foot]
        if self._open.unit is None:
            self._open.unit = unit_in([cell.text for cell in page.header])

    def _repeats(self, name: str) -> bool:
        """The caption of the table above is printed again on its next page."""
        return self._open is not None and self._open.title is not None and squash(self._open.title.text) == squash(name)

    def _continues(self, names: Sequence[str], title: Cell | Paragraph | None) -> bool:
        """A grid without a caption goes on with the table above if it has the same header, or none."""
        if self._open is None:
            return False
        if title is not None or not any(names) or not self._open.has_page:
            return True
        mine, other = {squash(n.rsplit("/", 1)[-1]) for n in self._open.names if n}, {squash(n.rsplit("/", 1)[-1]) for n in names if n}
        return len(mine & other) * 2 >= max(len(mine), len(other)) or not other

    def _read_head(self, line: Cell | Paragraph, table: TableDraft) -> None:
        head = heads.read_head(line.text)
        if head is None:
            self.identity.title(line)
            self.ledger.ignore("title", line)
            return
        self._see_head(head, line)
        if head.kind == "money":
            table.unit = money_unit(line.text) or table.unit
            table.unit_cells.append(line.as_cell() if isinstance(line, Paragraph) else line)
        elif head.kind == "note":
            table.notes.append(Value.of(line.as_cell() if isinstance(line, Paragraph) else line))
