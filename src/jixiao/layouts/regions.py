"""A document from top to bottom: which rows are a form, a list of projects or a table, and which lines are prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from jixiao.documents.grid import Block, Cell, Grid, Paragraph, Row
from jixiao.layouts import heads, lexicon, signs
from jixiao.layouts.beside import pieces
from jixiao.layouts.columns import read_header
from jixiao.layouts.draft import ProjectDraft, Value, squash, tidy
from jixiao.layouts.forms import FormReader
from jixiao.layouts.halves import merge_halves
from jixiao.layouts.heads import Head
from jixiao.layouts.identity import Identity
from jixiao.layouts.indicators import is_goal_head
from jixiao.layouts.joined_headers import with_joined_headers
from jixiao.layouts.kinds import is_table_title
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2
from jixiao.layouts.list_pages import ListPages
from jixiao.layouts.narrative import heading_level
from jixiao.layouts.pairs import read_pairs
from jixiao.layouts.rounds import is_moment
from jixiao.layouts.settling import is_list_head, settle
from jixiao.layouts.signatures import result_cells, signature_cells
from jixiao.layouts.summary_columns import begins_summary
from jixiao.layouts.table_pages import TablePages
from jixiao.layouts.tables import TableDraft
from jixiao.layouts.unwrap import unwrap
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit

_COVER = 12
_LONGEST_FORM = 120  # rows in which a form declares its money unit


class Reader:
    """Walks over the blocks of a document and collects projects, tables and prose.

    Args:
        ledger: the account of the document.
        described: places of lines that describe a project; they are prose, and nothing above them goes on below.
    """

    def __init__(self, ledger: Ledger, described: Collection[SourceRef] = ()) -> None:
        self.ledger = ledger
        self._described = described
        self.identity = Identity()
        self.projects: list[ProjectDraft] = []
        self.prose: list[Paragraph] = []
        self.captions: list[Cell | Paragraph] = []
        self._pending: list[Paragraph] = []
        self._form: FormReader | None = None
        self._list = ListPages(ledger, self.identity, self._see_head)
        self._tables = TablePages(ledger, self.identity, self._see_head)
        self._units: dict[str, MoneyUnit] = {}
        self._is_above_grid = False

    @property
    def tables(self) -> list[TableDraft]:
        """The tables that were read."""
        return self._tables.found

    def read(self, blocks: Sequence[Block]) -> None:
        """Read all blocks."""
        blocks = [part for block in blocks for part in signs.heads_apart(signs.lone_cell(block))]
        repeated = signs.running_heads(blocks)
        self._read_cover(blocks)
        for at, block in enumerate(blocks):
            self._is_above_grid = isinstance(next(iter(blocks[at + 1 : at + 2]), None), Grid)
            if isinstance(block, Grid):
                for part in pieces(block):
                    if isinstance(part, Grid):
                        self._read_grid(part)
                    else:
                        self._read_paragraph(part)
            elif block.source in self._described:
                self._end_open()
                self._flush_pending()
                self._tables.end()
                self.prose.append(block)
            elif squash(block.text) in repeated:
                self.ledger.ignore("page_header", block)
            else:
                self._read_paragraph(block)
        self._end_open()
        self._flush_pending()

    # --- lines between tables ----------------------------------------------------------------------------------------------

    def _read_cover(self, blocks: Sequence[Block]) -> None:
        for block in blocks[:_COVER]:
            if isinstance(block, Paragraph):
                if heads.is_agency(block.text):
                    self.identity.agency(tidy(block.text), 3.0, block)
                self.identity.title(block, weight=1.5)
                if (head := heads.read_head(block.text)) is not None and head.kind == "year":
                    self.identity.year(int(head.value), 1.0, block)

    def _read_paragraph(self, paragraph: Paragraph) -> None:
        if self._form is not None and (cells := signature_cells(paragraph)):
            self._form.feed(cells)
            return
        if self._form is not None and self._form.in_table and not self._pending and (cells := result_cells(paragraph)):
            self._form.feed(cells)
            return
        text = squash(paragraph.text)
        head = heads.read_head(paragraph.text)
        if self._form is not None and self._is_above_grid and self._form.table is None and heads.is_block_heading(paragraph.text):
            self.ledger.ignore("label", paragraph)
        elif self._may_be_value(paragraph, head) and self._form is not None:
            self._form.feed([paragraph.as_cell()], after_gap=False)
        elif head is not None and head.kind == "page_number":
            self.ledger.ignore("page_number", paragraph)
        elif len(text) == 1 and text != "无":
            self.ledger.ignore("stray_mark", paragraph)
        elif (not self._pending and self._tables.take_below(paragraph, head)) or self._reads_as_row(paragraph):
            return
        else:
            self._pending.append(paragraph)
            if head is None and (heading_level(paragraph) or len(text) > 60):
                self._end_open()

    def _reads_lone_row(self, paragraph: Paragraph) -> bool:
        """A row in columns that stands alone on its page: as many segments as the table has columns, or a level before them."""
        parts = [part for part in re.split(r"\s{2,}", paragraph.text) if part]
        table = self._form.table if self._form is not None else None
        if table is None or len(parts) < 2:
            return False
        columns = [column for column in table.header.columns if column.role != "group"]
        has_level = bool(level1(parts[0]) or level2(parts[0]))
        if len(parts) > len(columns) or not (len(parts) == len(columns) or has_level):
            return False
        first = next((i for i, c in enumerate(columns) if c.role == ("level1" if level1(parts[0]) else "level2")), 0) if has_level else 0
        cells = [Cell(part, column.col, paragraph.source) for part, column in zip(parts, columns[first:], strict=False)]
        if self._form is not None:
            self._form.feed(cells, after_gap=True)
        return True

    def _may_be_value(self, paragraph: Paragraph, head: Head | None) -> bool:
        """The line below a label that stands alone in its row is its value."""
        if self._form is None or not self._form.awaits_value or self._pending or paragraph.level:
            return False
        is_title = heads.is_form_title(paragraph.text) or is_table_title(paragraph.text)
        is_label = bool(lexicon.form_labels(paragraph.text))
        is_figure = head is not None and head.kind == "page_number" and paragraph.text.strip().isdigit()
        return not is_title and not is_label and (head is None or is_figure)

    def _reads_as_row(self, paragraph: Paragraph) -> bool:
        """A line of a form that has no second cell: 实施期限：2025年1月至12月."""
        cell = paragraph.as_cell()
        if self._form is not None and self._form.in_table and not self._has_new_title() and (level1(cell.text) or level2(cell.text)):
            self._form.feed([cell], after_gap=False)
            return True
        if self._form is not None and self._form.in_table and not self._has_new_title() and self._reads_lone_row(paragraph):
            return True
        if self._form is not None and self._form.in_table and not self._has_new_title() and is_goal_head(cell.text):
            self._form.feed([cell], after_gap=False)
            return True
        _, pairs = read_pairs([cell])
        if not pairs or heads.is_form_title(paragraph.text):
            return False
        is_name = pairs[0].label.key == "name" and bool(pairs[0].values)
        if self._form is None and is_name:
            above: list[Paragraph] = []
            while self._pending and signs.is_labelled_line(self._pending[-1]):
                above.insert(0, self._pending.pop())
            self._begin_form(Grid())
            for line in above:
                if self._form is not None:
                    self._form.feed([line.as_cell()])
        if self._form is None or self._has_new_title() or not lexicon.is_word(pairs[0].label):
            return False
        goes_on = pairs[0].label.group == "contacts" and bool(self._form.draft.contacts)  # 经办人：… and then 填报日期：…
        if not goes_on and heads.read_head(paragraph.text) is not None and (self._form.draft.is_empty or self._form.table is not None):
            return False
        if self._form.begins_another([cell]):
            self._begin_form(Grid())
        self._form.feed([cell], after_gap=paragraph.after_gap)
        return True

    def _split_pending(self, is_head: Callable[[Paragraph], bool]) -> list[Paragraph]:
        """The lines right above that belong to the table or form; the lines before them are prose."""
        at = len(self._pending)
        while at and is_head(self._pending[at - 1]):
            at -= 1
        taken = self._pending[at:]
        self._pending = self._pending[:at]
        self._flush_pending()
        return taken

    def _flush_pending(self) -> None:
        self.prose += self._pending
        self._pending = []

    def _see_head(self, head: Head, cell: Cell | Paragraph) -> None:
        """Take what a head line says of agency and year, and account for it."""
        if head.kind == "agency":
            self.identity.agency(head.value, 2.0, cell)
        elif head.kind == "year":
            self.identity.year(int(head.value), 3.0, cell)
        elif head.kind == "number":
            self.captions.append(cell)
        self.ledger.ignore("page_header" if head.kind in ("agency", "year") else head.kind, cell)

    # --- grids -------------------------------------------------------------------------------------------------------------

    def _read_grid(self, grid: Grid) -> None:
        table = self._form.table if self._form is not None and self._form.in_table else None
        grid = unwrap(with_joined_headers(grid, self.ledger), self.ledger, table.header if table is not None else None)
        kind = self._kind(grid)
        if kind == "form":
            self._read_form(grid)
        elif kind == "list":
            self._read_list(grid)
        elif kind == "heads":
            for cell in grid.cells():
                if (head := heads.read_head(cell.text)) is not None:
                    self._see_head(head, cell)
        else:
            self._read_table(grid)

    def _kind(self, grid: Grid) -> str:
        """What a grid is, by its labels, and by what stands open above it."""
        rows = [row.filled() for row in grid.rows if row.filled()]
        is_scored = signs.is_titled(self._pending)
        header = next((h for cells in rows if (h := read_header(cells, is_scored=is_scored)) is not None), None)
        if header is not None:
            return "list" if header.is_list or (self._list.is_open and self._form is None) else "form"
        if begins_summary(rows):
            return "table"
        named, labelled = signs.label_rows(rows)
        captions = [*(p.text for p in self._pending[-4:]), *(cells[0].text for cells in rows[:6] if len(cells) == 1)]
        is_titled = any(heads.is_form_title(text) and not lexicon.form_labels(text) for text in captions)
        if named and (labelled > 1 or is_titled):
            return "form"
        if all(heads.read_head(cell.text) is not None for cells in rows for cell in cells):
            return "heads"
        if not self._has_new_title():
            if self._form is not None:
                return "form"
            if self._list.is_open:
                return "list"
        body = [cells for cells in rows if not signs.is_head_row(cells)]
        begins_with_text = bool(body) and signs.label_rows(body[:1])[1] == 1
        is_form = is_titled and labelled and (labelled == len(body) or labelled * 2 > len(body) > 1 or begins_with_text)
        return "form" if is_form else "table"

    def _has_new_title(self) -> bool:
        return any(heads.read_head(p.text) is None for p in self._pending)

    # --- forms -------------------------------------------------------------------------------------------------------------

    def _read_form(self, grid: Grid) -> None:
        self._tables.end()
        self._end_list()
        first = next((row.filled() for row in grid.rows if row.filled() and not signs.is_head_row(row.filled())), [])
        if self._form is None or self._has_new_title() or self._form.begins_another(first):
            self._begin_form(grid)
        else:
            for paragraph in self._pending:
                if (head := heads.read_head(paragraph.text)) is not None:
                    self._see_head(head, paragraph)
                    if head.kind == "money" and self._form.money.unit is None:
                        self._form.money.see_unit(paragraph.text)
            self._pending = []
        for index, row in enumerate(grid.rows):
            cells = row.filled()
            if self._begins_below(cells, grid.rows[index + 1 : index + 6]):
                self._begin_form(Grid(grid.rows[index : index + _LONGEST_FORM], grid.wrapped, spanned=grid.spanned))
            if len(cells) == 1 and self._form is not None and self._form.names_block(cells[0], grid.rows[:index], grid.rows[index + 1 :]):
                continue
            if not cells or (len(cells) == 1 and self._reads_form_head(cells[0], grid)) or self._reads_head_row(cells):
                continue
            if self._form is None or self._form.begins_another(cells):
                self._begin_form(Grid(grid.rows[index : index + _LONGEST_FORM], grid.wrapped, spanned=grid.spanned))
            assert self._form is not None  # noqa: S101 - just begun
            gap = row.after_gap or (index == 0 and not self._form.draft.is_empty)
            self._form.feed(cells, after_gap=gap)

    def _begins_below(self, cells: Sequence[Cell], following: Sequence[Row]) -> bool:
        """Lines of agency, year and unit below the indicators of a form, and right below them the name of the next project."""
        if self._form is None or not self._form.in_table or not cells or not signs.is_head_row(cells):
            return False
        rows = [row.filled() for row in following if row.filled() and not signs.is_head_row(row.filled())]
        return bool(rows) and self._form.begins_another(rows[0])

    def _begin_form(self, grid: Grid) -> None:
        self._end_form()
        self._form = FormReader(self.ledger, wrapped=grid.wrapped, spanned=grid.spanned)
        self._form.money.unit = signs.unit_of_block(grid)
        self._form.money.units_of_prints = self._units
        if self._pending and heads.is_block_heading(self._pending[-1].text) and signs.is_titled(self._pending[:-1]):
            self.ledger.ignore("label", self._pending.pop())
        is_titled = signs.is_titled(self._pending)
        for paragraph in self._split_pending(signs.below_chapters(signs.is_line_of_titled_form if is_titled else signs.is_form_head)):
            if heads.is_form_title(paragraph.text):
                self._take_form_title(paragraph)
            elif (head := heads.read_head_below_title(paragraph.text)) is not None:
                self._take_form_head(head, paragraph)
            elif self._form.draft.title is not None:
                self._form.results_above = result_cells(paragraph)
            else:
                self.prose.append(paragraph)

    def _reads_form_head(self, cell: Cell, grid: Grid) -> bool:
        """A title, year or unit in a row of its own."""
        is_label = bool(lexicon.form_labels(cell.text))
        if heads.is_form_title(cell.text) and squash(cell.text).endswith(("表", ")", "）", "书")) and not is_label:
            if self._form is None or not self._form.draft.is_empty:
                self._begin_form(grid)
            self._take_form_title(cell)
            return True
        head = heads.read_head(cell.text)
        if head is None or self._form is None or is_label or (self._form.awaits_value and head.kind == "page_number"):
            return False
        if self._form.draft.is_empty or head.kind in ("page_number", "money"):
            self._take_form_head(head, cell)
            return True
        return False

    def _reads_head_row(self, cells: Sequence[Cell]) -> bool:
        """Agency, year and unit side by side above a form."""
        found = [heads.read_head(cell.text) for cell in cells]
        if self._form is not None and self._form.draft.is_empty and any(head is not None and head.kind == "money" for head in found):
            found = [heads.read_head_below_title(cell.text) for cell in cells]  # the bare name of an agency beside the unit of money
        kinds = {head.kind for head in found if head is not None}
        is_head = self._form is not None and None not in found and (self._form.draft.is_empty or kinds <= {"money", "year", "number"})
        if is_head:
            for head, cell in zip(found, cells, strict=True):
                if head is not None:
                    self._take_form_head(head, cell)
        return is_head

    def _take_form_title(self, cell: Cell | Paragraph) -> None:
        self.ledger.ignore("title", cell)
        self.identity.title(cell)
        if self._form is not None:
            self._form.money.see_unit(cell.text)
            self._form.draft.title = cell.as_cell() if isinstance(cell, Paragraph) else cell
            self._form.draft.is_whole_department |= "整体" in cell.text

    def _take_form_head(self, head: Head, cell: Cell | Paragraph) -> None:
        self._see_head(head, cell)
        if self._form is None:
            return
        place = cell.as_cell() if isinstance(cell, Paragraph) else cell
        if head.kind == "money":
            self._form.money.see_unit(cell.text)
        elif (head.kind == "date" and is_moment(head.value)) or head.kind == "year":
            self._form.draft.reported_until += place.text
        elif head.kind == "agency":
            is_department = squash(cell.text).startswith("主管") or self._form.draft.is_whole_department
            key = "department" if is_department and not squash(cell.text).startswith("填报") else "head_unit"
            self._form.draft.fields.setdefault(key, Value(head.value, [place]))
            if head.code:
                self._form.draft.fields.setdefault(f"{key}_code", Value(head.code, [place]))

    def _end_form(self) -> None:
        if self._form is None:
            return
        if self._form.money.unit is not None and self._form.draft.name:
            self._units.setdefault(squash(self._form.draft.name), self._form.money.unit)
        draft, table = self._form.draft, self._form.table
        if table is not None:
            draft.columns = table.columns
            draft.repairs += table.repairs
            draft.indicators = merge_halves(table.rows, draft, self.ledger)
            draft.totals = table.totals.with_results(self._form.results_above)
        self._form = None
        self._keep(draft)

    def _keep(self, draft: ProjectDraft) -> None:
        """Take over a form that was read to its end; what names no project, and no department of its own, and has no indicators is none."""
        settle(draft, self.ledger)
        if (draft.name and not is_list_head(draft)) or draft.indicators or (draft.is_whole_department and "department" in draft.fields):
            self.projects.append(draft)

    # --- lists of projects -------------------------------------------------------------------------------------------------

    def _read_list(self, grid: Grid) -> None:
        self._tables.end()
        self._end_form()
        self._list.read(grid, self._split_pending(signs.is_form_head))

    def _end_list(self) -> None:
        for draft in self._list.end():
            self._keep(draft)

    def _end_open(self) -> None:
        self._end_form()
        self._end_list()

    # --- tables ------------------------------------------------------------------------------------------------------------

    def _read_table(self, grid: Grid) -> None:
        self._end_open()
        self._tables.read(grid, self._split_pending(signs.is_table_head))
