"""Lists of projects: one table for all, with the project in columns of its own beside its indicators."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts.columns import Header, is_column_numbers, read_header
from jixiao.layouts.draft import AmountValue, FundingDraft, ProjectDraft, Value, squash
from jixiao.layouts.halves import merge_halves
from jixiao.layouts.indicators import IndicatorTable
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.levels import level1, level2
from jixiao.layouts.rounds import named_month
from jixiao.values import MoneyUnit, parse_amount, parse_share

_TOTALS = ("合计", "总计", "小计", "总合计", "部门合计", "单位合计")
_FOR_GOOD = 1_000_000_000
_OF_SEVERAL = ("unit", "unit_code", "department", "department_code")


class ListReader:
    """Reads the rows below the header of a list of projects.

    Args:
        header: a header with a column for the name of the project.
        unit: money unit declared above the list.
    """

    def __init__(self, header: Header, ledger: Ledger, unit: MoneyUnit | None, *, wrapped: bool = False) -> None:
        self.ledger = ledger
        self.unit = unit
        self.table = IndicatorTable(header, ledger, wrapped=wrapped)
        self.drafts: list[ProjectDraft] = []
        self._starts: list[int] = []
        self._group: Value | None = None
        self._single: Cell | None = None
        self._row = 0
        self._merged: dict[str, tuple[Value, int]] = {}
        """Fields whose cell was merged over several projects, and the row behind it."""

    def feed(self, cells: Sequence[Cell], *, after_gap: bool = False, header: Header | None = None) -> None:
        """Read one row of filled cells."""
        self._row += 1
        header = header or read_header(cells)
        if header is not None:
            self.table.new_header(header)
            # a cell that was merged down to the end of the page goes on below the header of the next one
            self._merged = {key: (value, _FOR_GOOD if end >= self._row else end) for key, (value, end) in self._merged.items()}
            return
        if is_column_numbers([cell.text for cell in cells]):
            self.ledger.ignore("column_numbers", *cells)
            return
        if squash(cells[0].text) in _TOTALS:
            self.ledger.ignore("total", *cells)
            return
        if len(cells) == 1 and self._reads_single(cells[0]):
            return
        if self._names_another(cells):
            self.table.new_project()
        before = len(self.table.rows)
        project = self.table.row(cells, after_gap=after_gap)
        if project:
            self._take_project(project, before)

    def _names_another(self, cells: Sequence[Cell]) -> bool:
        """The row has a name of a project in the column of the names, other than that of the last one."""
        cols = {column.col for column in self.table.header.columns if column.role in ("project:unit_or_name", "project:name")}
        name = next((cell.text for cell in cells if cell.col in cols), None)
        return name is not None and (not self.drafts or squash(self.drafts[-1].name) != squash(name))

    def _reads_single(self, cell: Cell) -> bool:
        """A row with one cell in the column of the name: the unit whose projects follow, or a project whose indicators follow."""
        first = next((c for c in self.table.header.columns if c.role in ("project:unit_or_name", "project:name")), None)
        if first is None or cell.col > first.col or level1(cell.text) or level2(cell.text):
            return False
        if self._single is not None:
            self._group = Value.of(self._single)
        self._single = cell
        return True

    def _take_project(self, project: dict[str, Cell], row: int) -> None:
        name = project.pop("project:unit_or_name", None) or project.pop("project:name", None)
        if name is not None:
            if self._single is not None:
                self._group, self._single = Value.of(self._single), None
            if not self.drafts or squash(self.drafts[-1].name) != squash(name.text) or self._differs(project):
                self._begin(name, row)
            else:
                self.drafts[-1].fields["name"].cells.append(name)
        elif self._single is not None:
            self._begin(self._single, row)
            self._single = None
        if not self.drafts:
            return
        for role, cell in project.items():
            self._take(self.drafts[-1], role.removeprefix("project:"), cell)

    def settle_single(self, row: int) -> None:
        """A lone name that rows with levels follow is a project, not the unit above projects."""
        if self._single is not None:
            self._begin(self._single, row)
            self._single = None

    def _differs(self, project: dict[str, Cell]) -> bool:
        """Another code or another amount under the same name: another project."""
        last = self.drafts[-1]
        for role, cell in project.items():
            key = role.removeprefix("project:")
            if key == "code" and "code" in last.fields and squash(last.fields["code"].text) != squash(cell.text):
                return True
            if key.startswith("amounts.") and (before := last.amounts.get(_amount_key(key))) is not None:
                amount = parse_amount(cell.text, self.unit)
                if amount is not None and before.yuan is not None and amount.yuan != before.yuan:
                    return True
        return False

    def _begin(self, name: Cell, row: int) -> None:
        draft = ProjectDraft(first=name, columns=self.table.columns)
        draft.fields["name"] = Value.of(name)
        if self._group is not None:
            draft.fields["unit"] = Value(self._group.text, list(self._group.cells))
        for key, (value, end) in self._merged.items():
            if self._row < end:
                draft.fields[key] = Value(value.text, list(value.cells))
        self.drafts.append(draft)
        self._starts.append(row)

    def _take(self, draft: ProjectDraft, key: str, cell: Cell) -> None:
        if key == "total_score":
            draft.totals.setdefault(key, Value.of(cell))
        elif key.startswith("funding."):
            self._take_money(draft, key.removeprefix("funding."), cell)
        elif key.startswith("amounts."):
            key = _amount_key(key)
            amount = parse_amount(cell.text, self.unit)
            if amount is None:
                self.ledger.problem("READ-014" if self.unit else "READ-015", cell, label=key)
                return
            before = draft.amounts.setdefault(key, AmountValue(amount.yuan))
            before.cells.append(cell)
        elif key.startswith("code_part."):
            self._put(draft.narratives, "功能分类科目", cell, joined=True)
        elif key.startswith("narratives."):
            self._put(draft.narratives, self._printed(key, cell), cell)
        else:
            if key in _OF_SEVERAL:
                _, end = self._merged.pop(key, (None, 0))
                if self._row < end:
                    draft.fields.pop(key, None)
                if cell.rowspan > 1:
                    self._merged[key] = (Value.of(cell), self._row + cell.rowspan)
            self._put(draft.fields, key, cell)

    def _take_money(self, draft: ProjectDraft, role: str, cell: Cell) -> None:
        """Budget or execution of the year (1—7月执行数, 全年执行数)."""
        header = next((c.cell.text for c in self.table.header.columns if c.role == f"project:funding.{role}"), role)
        if not draft.funding:
            draft.funding.append(FundingDraft("annual", cell))
        row = draft.funding[0]
        row.cells.append(cell)
        amount = None if role == "rate_pct" else parse_amount(cell.text, self.unit)
        number = parse_share(cell.text) if role == "rate_pct" else amount.yuan if amount else None
        if number is None:
            self.ledger.problem("READ-014" if self.unit else "READ-015", cell, label=header)
            return
        row.values.setdefault(role, number)
        if role == "executed_amount":
            row.month = named_month(header)
        if role in ("adjusted_budget", "initial_budget"):
            draft.amounts.setdefault("annual", AmountValue(number, [cell]))

    def _printed(self, key: str, cell: Cell) -> str:
        role = f"project:{key}"
        header = next((c.cell.text for c in self.table.header.columns if c.role == role), key.removeprefix("narratives."))
        return squash(header)

    @staticmethod
    def _put(place: dict[str, Value] | dict[str, Value | None], key: str, cell: Cell, *, joined: bool = False) -> None:
        before = place.get(key)
        if before is None:
            place[key] = Value.of(cell)
        elif not joined and squash(before.text) == squash(cell.text):
            before.cells.append(cell)
        else:
            before.append(cell)

    def finish(self) -> list[ProjectDraft]:
        """The projects, each with its rows of the table."""
        if self._single is not None and not self.drafts:
            self.settle_single(0)
        rows = self.table.rows
        for index, draft in enumerate(self.drafts):
            end = self._starts[index + 1] if index + 1 < len(self._starts) else len(rows)
            draft.indicators = merge_halves(rows[self._starts[index] : end], draft, self.ledger)
        if self.drafts:
            self.drafts[0].repairs += self.table.repairs
        return [draft for draft in self.drafts if draft.indicators or draft.amounts or len(draft.fields) > 1]


def _amount_key(key: str) -> str:
    name = key.removeprefix("amounts.")
    return "annual" if name == "sum" else name
