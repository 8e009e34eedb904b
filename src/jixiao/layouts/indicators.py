"""The indicator table of a form: rows below a header become indicators, whatever has slid, split or been left out.

A row is aligned to the header (:mod:`jixiao.layouts.alignment`), its levels are inherited from above where they are blank, pieces of
cells that a page break tore off are put back, and the second half of a form that prints period and year side by side is held against
the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.alignment import align, is_execution
from jixiao.layouts.columns import LEVELS, Column, Header
from jixiao.layouts.draft import IndicatorDraft, RepairNote, Value, squash, tidy
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import completes, level1, level2, split_label, split_path
from jixiao.layouts.slots import begins_slot, unfilled_cells, without_number
from jixiao.layouts.totals import TotalRows
from jixiao.values import TaxonomyMatch, looks_like_value, printed_number

_TEXT_ROLES = ("name", "value", "value_of_period", "operator", "unit", "description", "basis", "weight", "value_type")
_NOTHING = {"", "0", "/", "无", "—", "-"}
_SHORT_TAIL = 8
_SEVERAL = 3
_GOAL_HEAD = re.compile(r"(?:年度|长期|总体)?绩效目标(?:[\d一二三四五六七八九十]{1,2})?(?:[（(]\d{1,3}(?:\.\d{1,2})?分[)）])")


@dataclass(slots=True)
class _Levels:
    """The levels in force in one half, with the cells that print them."""

    first: TaxonomyMatch | None = None
    first_text: str | None = None
    first_cells: list[Cell] = field(default_factory=list)
    second: TaxonomyMatch | None = None
    second_text: str | None = None
    second_cells: list[Cell] = field(default_factory=list)


class IndicatorTable:
    """Reads the rows below one or more header rows of a form.

    Args:
        header: the header in force; :meth:`new_header` replaces it when it is printed again.
        ledger: where label cells are accounted for.
        wrapped: a row is a printed line.
        stated: the file states its merged cells.
    """

    def __init__(self, header: Header, ledger: Ledger, *, wrapped: bool = False, stated: bool = False) -> None:
        self.header = header
        self.ledger = ledger
        self.wrapped = wrapped
        self.stated = stated
        self.rows: list[tuple[IndicatorDraft | None, IndicatorDraft | None]] = []
        self.totals = TotalRows(ledger)
        self.repairs: list[RepairNote] = []
        self.columns = {column.role for column in header.columns}
        self._levels = (_Levels(), _Levels())
        self._last: list[IndicatorDraft | None] = [None, None]
        self._printed: dict[tuple[str | None, str, str], IndicatorDraft] = {}
        self._is_reprint = False
        self._foreign: set[str] = set()
        self._after_break = False
        self._is_closed = False
        self._take_header(header)

    @property
    def _keeps_columns(self) -> bool:
        """A cell stands in the column of its head: the file states its merged cells, or the table is a frame without targets."""
        return self.stated or not self.header.has("value")

    @property
    def is_closed(self) -> bool:
        """A total row stands below indicators: what follows without a level of its own is the foot of the form."""
        return self._is_closed

    def is_scored_row(self, cells: Sequence[Cell]) -> bool:
        """The row claims points: two numbers at least, in a table with columns for weights and points."""
        numbers = sum(printed_number(cell.text.rstrip("分")) is not None for cell in cells)
        return self.header.is_scored and self.header.has("weight") and numbers > 1

    def read_total(self, cells: Sequence[Cell]) -> bool:
        """Read a total row; false where the row is none."""
        if not self.totals.read(cells, self.header):
            return False
        self._is_closed = bool(self.rows)
        return True

    def _take_header(self, header: Header) -> None:
        """Account for the cells of a header; a column that nobody knows is kept under its header, and reported."""
        for column in header.columns:
            self.ledger.ignore("label", column.cell)
            if column.is_foreign and column.role not in self._foreign:
                self._foreign.add(column.role)
                self.ledger.problem("READ-018", column.cell)

    def new_header(self, header: Header) -> None:
        """The header is printed again, on the next page or by a repeated print."""
        self.header = header
        self.columns |= {column.role for column in header.columns}
        self._after_break = True
        self._is_reprint = True
        self._is_closed = False
        self._take_header(header)

    def new_project(self) -> None:
        """In a list another project begins: what stood above belongs to others, and is no earlier print of its rows."""
        self._printed.clear()

    def row(self, cells: Sequence[Cell], *, after_gap: bool = False) -> dict[str, Cell]:
        """Read one row.

        Args:
            cells: its filled cells, from left to right.
            after_gap: a blank line or page break stands before it.

        Returns:
            The cells of columns that belong to the project, by role, where the table is a list of projects.
        """
        self._after_break = self._after_break or after_gap
        if self.read_total(cells):
            return {}
        self._is_closed = False
        cells = self._split_merged(self._without_group(self._without_unfilled(cells)))
        if not cells:
            return {}
        cells = self._without_first_level(self._without_label_tails(cells))
        if not cells:
            return {}
        if is_execution(cells[0].text) and any(column.role == "level1" and column.col == cells[0].col for column in self.header.columns):
            self._levels = (_Levels(), _Levels())  # the execution of the budget stands in no level of indicators
        halves: tuple[dict[str, Cell], dict[str, Cell]] = ({}, {})
        placement = align(cells, self.header, printed=self.wrapped, stated=self.stated)
        for column, cell in self._certain(placement.placed):
            halves[column.half][column.role] = cell
        for half in halves:
            _take_name_for_label(half)
            self._drop_label_for_name(half)
        project = {role: cell for role, cell in halves[0].items() if role.startswith("project:")}
        for cell in (half.pop("index") for half in halves if "index" in half):
            self.ledger.ignore("row_number", cell)
        self._read_halves(halves)
        self._note_shift(placement.shift, cells)
        self._after_break = False
        return project

    def _certain(self, placed: Sequence[tuple[Column, Cell]]) -> list[tuple[Column, Cell]]:
        """The cells of a row without those that could stand in several columns: marks of a row that has lost its blank cells.

        A mark for a cause or for a possibility says by its column alone what it means. Where the row is printed without its blank cells,
        no column is sure, and the mark is left over as a problem.
        """
        marked = [column for column in self.header.columns if _is_marked(column)]
        cells = [cell for _, cell in placed]
        is_apart = len({cell.source.line for cell in cells}) > 1  # each cell on a line of its own
        is_run = is_apart or (len(cells) < len(self.header.columns) and cells[-1].col - cells[0].col == len(cells) - 1)
        if self.stated or self.wrapped or len(marked) < _SEVERAL or not is_run:
            return list(placed)
        return [(column, cell) for column, cell in placed if not _is_marked(column)]

    def _drop_label_for_name(self, roles: dict[str, Cell]) -> None:
        """A level that stands where a name should, in a row without a value, is one more print of the label."""
        name = roles.get("name")
        if name is not None and "value" not in roles and "level2" in roles and name.text.endswith("指标") and level2(name.text):
            self.ledger.ignore("label", roles.pop("name"))

    def _read_halves(self, halves: tuple[dict[str, Cell], dict[str, Cell]]) -> None:
        drafts: list[IndicatorDraft | None] = [None, None]
        for half, roles in enumerate(halves):
            own = self._read_levels(half, roles)
            texts = {role: cell for role, cell in roles.items() if role not in LEVELS and not role.startswith("project:")}
            if not texts:
                continue
            if not own and self._is_tail(half, texts):
                self._append_tail(half, texts)
                continue
            draft = self._new(half, texts, is_own=own)
            if half == 0 and self._is_printed_before(draft):
                continue
            drafts[half] = self._last[half] = draft
        if any(drafts):
            self.rows.append((drafts[0], drafts[1]))

    def _is_printed_before(self, draft: IndicatorDraft) -> bool:
        """The row stands above already, before the header was printed again: the tiles of a scan overlap."""
        key = (draft.level2_code, squash(draft.text("name")), squash(draft.text("value")))
        first = self._printed.setdefault(key, draft)
        if first is draft or not self._is_reprint or not draft.text("value"):
            return False
        for role, value in draft.texts.items():
            if role in first.texts:
                first.texts[role].cells += value.cells
        first.level_cells += draft.level_cells
        return True

    def _without_unfilled(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Without the numbered place of an indicator that nobody filled in; the levels of its row come into force."""
        unfilled = unfilled_cells(cells)
        self.ledger.ignore("label", *unfilled)
        return [cell for cell in cells if cell not in unfilled] if unfilled else cells

    def _without_group(self, cells: Sequence[Cell]) -> list[Cell]:
        """Without the cell that names the whole block (绩效指标), which stands left of the levels."""
        rest = list(cells)
        while len(rest) > 1 or (rest and len(squash(rest[0].text)) <= 4):
            cell = rest[0] if rest else None
            is_below_head = cell is not None and self._stands_below_block(cell, len(rest))
            is_named = cell is not None and not level1(cell.text) and "indicators" in lexicon.roles("containers", cell.text)
            if cell is None or not (is_named or is_below_head):
                break
            self.ledger.ignore("label", cell)
            rest = rest[1:]
        return rest

    def _stands_below_block(self, cell: Cell, count: int) -> bool:
        """The cell is the name of the block, merged over its rows, below a head of its own (评价指标)."""
        is_goal = any(label.key in ("goal", "goal_of_period") for label in lexicon.form_labels(cell.text))
        is_merged = cell.rowspan > 1 or (not self.stated and is_goal and count + 2 >= len(self.header.columns))
        return is_merged and any(column.role == "group" and column.col == cell.col for column in self.header.columns)

    def _without_label_tails(self, cells: Sequence[Cell]) -> list[Cell]:
        """Without the ends of labels that the row above had to break off (产出指 + 标)."""
        rest, levels = list(cells), self._levels[0]
        if rest and levels.first_text and completes(levels.first_text, rest[0].text):
            levels.first_text += rest[0].text
            levels.first = level1(levels.first_text) or levels.first
            levels.first_cells.append(rest[0])
            self.ledger.ignore("label", rest.pop(0))
        if rest and levels.second_text and completes(levels.second_text, rest[0].text):
            levels.second_text += rest[0].text
            levels.second = level2(levels.second_text) or levels.second
            levels.second_cells.append(rest[0])
            self.ledger.ignore("label", rest.pop(0))
            self._relabel_last(levels)
        return rest

    def _without_first_level(self, cells: list[Cell]) -> list[Cell]:
        """Without a first-level label where the header has no column for it (a row of its own above its indicators)."""
        if self.header.has("level1") or not cells or not level1(cells[0].text) or (level2(cells[0].text) and len(cells) > 1):
            return cells
        self._read_first(self._levels[0], cells[0], has_second=False)
        return cells[1:]

    def _relabel_last(self, levels: _Levels) -> None:
        """The rows already read under the broken label belong to the whole one."""
        for left, _ in reversed(self.rows):
            if left is None or (left.level_cells[-1:] and left.level_cells[-1] not in levels.second_cells):
                break
            left.level2, left.level2_code = levels.second_text, levels.second.code if levels.second else None

    def _split_merged(self, cells: Sequence[Cell]) -> list[Cell]:
        if any(level2(cell.text) and not level1(cell.text) for cell in cells) or not self.header.has("level2"):
            return list(cells)
        result: list[Cell] = []
        for cell in cells:
            parts = split_label(cell.text)
            if parts is None or looks_like_value(cell.text) > 0.5:
                result.append(cell)
                continue
            result += [Cell(parts[0], cell.col, cell.source), Cell(parts[1], cell.col, cell.source)]
            self.repairs.append(RepairNote("split", cell, cell.text, " | ".join(parts)))
        return result

    def _read_levels(self, half: int, roles: dict[str, Cell]) -> bool:
        """Take the labels of a row into force; whether it prints a second (or, without one, a first) level of its own."""
        levels, own = self._levels[half], False
        first, second = roles.get("level1"), roles.get("level2")
        if first is not None:
            if second is None and "name" in roles and level1(first.text) and level2(first.text):
                second, first = first, None  # 成本指标 before a name is the second level
            else:
                own = self._read_first(levels, first, has_second=second is not None)
        if second is not None:
            own = self._read_second(levels, second, first) or own
        return own

    def _read_first(self, levels: _Levels, cell: Cell, *, has_second: bool) -> bool:
        self.ledger.ignore("label", cell)
        if (path := split_path(cell.text)) is not None:
            levels.first, levels.first_text, levels.first_cells = level1(path[0]), path[0], [cell]
            levels.second, levels.second_text, levels.second_cells = level2(path[1]), path[1], [cell]
            return True
        match = level1(cell.text)
        if match is None and level2(cell.text) is None and levels.first_text and completes(levels.first_text, cell.text):
            levels.first_text += cell.text
            levels.first_cells.append(cell)
            return False
        if match is None and (fallback := level2(cell.text)) is not None:
            if not has_second:
                levels.second, levels.second_text, levels.second_cells = fallback, cell.text, [cell]
            return True
        same = match is not None and levels.first is not None and match.code == levels.first.code
        levels.first, levels.first_text, levels.first_cells = match, cell.text, [cell]
        belongs = match is not None and levels.second is not None and levels.second.parent == match.code
        if not same and not has_second and not belongs:
            levels.second, levels.second_text, levels.second_cells = None, None, []
        return not same

    def _read_second(self, levels: _Levels, cell: Cell, first: Cell | None) -> bool:
        self.ledger.ignore("label", cell)
        match = level2(cell.text)
        if match is None and levels.second_text and completes(levels.second_text, cell.text):
            levels.second_text += cell.text
            levels.second_cells.append(cell)
            return False
        if match is None and first is None and levels.first_text and completes(levels.first_text, cell.text):
            levels.first_cells.append(cell)
            return False
        is_slid = match is None and first is None and not (self._keeps_columns and self.header.has("level1") and levels.first_text)
        if is_slid and (top := level1(cell.text)) is not None:
            levels.first, levels.first_text, levels.first_cells = top, cell.text, [cell]
            levels.second, levels.second_text, levels.second_cells = None, None, []
            return True
        levels.second, levels.second_text, levels.second_cells = match, cell.text, [cell]
        return True

    def _is_tail(self, half: int, texts: dict[str, Cell]) -> bool:
        """The row holds pieces of cells of the row above: it has no level, and lacks a name or a value."""
        last = self._last[half]
        if last is None:
            return False
        if "name" not in texts:
            return "value" not in texts or self._after_break or self.wrapped or _is_open(last.text("value"))
        is_row = "weight" in texts and (not self.header.has("value") or (self.header.is_scored and not self.wrapped))
        is_row = is_row or (not self.header.has("value") and any("score" in lexicon.roles("results", role[6:]) for role in texts))
        if "value" in texts or "operator" in texts or is_row or begins_slot(texts["name"].text):
            return False
        return self.wrapped or self._after_break or len(texts["name"].text) <= _SHORT_TAIL

    def _append_tail(self, half: int, texts: dict[str, Cell]) -> None:
        last = self._last[half]
        if last is None:
            return
        for role, cell in texts.items():
            place = last.extra if role.startswith("extra:") else last.texts
            key = role.removeprefix("extra:")
            if key in place:
                before = place[key].text
                place[key].append(cell)
                self.repairs.append(RepairNote("joined", cell, cell.text, f"{before}{cell.text}"))
            else:
                place[key] = Value.of(cell)

    def _new(self, half: int, texts: dict[str, Cell], *, is_own: bool) -> IndicatorDraft:
        levels = self._levels[half]
        draft = IndicatorDraft(order=len(self.rows), is_level2_own=is_own, has_weight_column=self.header.has("weight"))
        for role, cell in texts.items():
            if role.startswith("extra:"):
                draft.extra[role.removeprefix("extra:")] = Value.of(cell)
            elif role in _TEXT_ROLES:
                draft.texts[role] = Value(without_number(tidy(cell.text)), [cell]) if role == "name" else Value.of(cell)
        draft.level_cells = [*levels.first_cells, *levels.second_cells]
        draft.level1, draft.level2 = levels.first_text, levels.second_text
        draft.level1_code = levels.first.code if levels.first else None
        draft.level2_code = levels.second.code if levels.second else None
        return draft

    def _note_shift(self, shift: int, cells: Sequence[Cell]) -> None:
        if shift and cells and not self.wrapped:
            self.repairs.append(RepairNote("shifted", cells[0], tidy(cells[0].text), str(shift)))


def _is_marked(column: Column) -> bool:
    """A column of a monitoring table in which a mark chooses a cause or a possibility."""
    keys = lexicon.roles("monitoring", column.role.removeprefix("extra:")) if column.role.startswith("extra:") else ()
    return any(key.startswith(("cause.", "attainability.")) for key in keys)


def is_goal_head(text: str) -> bool:
    """A line over the indicators of one of several goals, with the points of them all: 年度绩效目标1（80分）."""
    return _GOAL_HEAD.fullmatch(squash(text)) is not None


def _take_name_for_label(roles: dict[str, Cell]) -> None:
    """A name that reads like a level (群众满意度, 满意率) before a value, in a row that prints no other name, is the name."""
    if "name" in roles or "value" not in roles:
        return
    for role in ("level2", "level1"):
        if role in roles and not roles[role].text.endswith(("指标", "）", ")")):
            roles["name"] = roles.pop(role)
            return


def _is_open(text: str) -> bool:
    """A text that breaks off: an open bracket, or no end where there are several words."""
    return text.count("（") + text.count("(") > text.count("）") + text.count(")") or looks_like_value(text) < 0.3
