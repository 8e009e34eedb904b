"""How the money of a project was spent (资金执行情况): the funding table of a self-evaluation.

年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分, and below it a row for the year as a whole and for each source of the money.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import AmountValue, FundingDraft, ProjectDraft, Value
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.money import MoneyBlock
from jixiao.layouts.rounds import named_month
from jixiao.values import MoneyUnit, parse_amount, parse_share, printed_number

MONEY = ("initial_budget", "adjusted_budget", "executed_amount", "forecast_amount")
REASON, FORECAST_RATE = "reason", "forecast_rate"
SOURCE = "amounts."
"""A column for the budget from one source of money (中央、省级 …), before the sum of them all."""
METHOD = "method"
"""A column that tells how the points are counted: the form's own text."""
CHANGE = "change"
"""A column for what was added to the budget or taken from it: the difference of two others."""
ARRIVED = "arrived"
"""Money that has arrived (资金到位): the model has no place for it, and it stays a text of the form."""
UNKNOWN = ""
"""A column that nobody knows: what stands in it is a problem."""
_IN_BRACKETS = re.compile(r"[（(]\s*(?:满分\s*(?P<full>\d{1,3})\s*分?\s*[)）]|(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分)")
_TELLING = ("adjusted_budget", "executed_amount", "rate_pct")
_FEWEST = 3
_LONGEST_LABEL = 24
_SHARE_STEP = Decimal("0.01")
_SOURCES = ("central", "provincial", "municipal", "county", "fiscal", "other", "self_raised")
MONEY_WORD = re.compile("资金|补助|拨款|预算|收入|财政|经费|基金|贷款|债券|结转|结余|其中")
_BLANK = {"—", "-", "--", "——", "/", "\\", "－", "–", "―", "*"}


class FundingTable:
    """Reads the rows of the funding table of one form into a draft.

    Args:
        draft: the form.
        ledger: where labels and problems are accounted for.
        money: knows the unit that the form declares.
    """

    def __init__(self, draft: ProjectDraft, ledger: Ledger, money: MoneyBlock) -> None:
        self.draft = draft
        self.ledger = ledger
        self.money = money
        self._columns: list[tuple[str, int]] = []
        self._shifts: dict[int, int] = {}
        self._slid: set[int] = set()
        self._labels: dict[str, str] = {}
        self._points: Decimal | None = None
        self.caption_points: Decimal | None = None

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row of the table; false if it is none."""
        if columns := header_of(cells):
            self._columns, self._shifts, self._slid = columns, {}, set()
            self._points = points_in(cells) or self.caption_points
            self._labels = {role: cell.text for role, col in columns for cell in cells if cell.col == col}
            for cell in cells:
                self.money.see_unit(cell.text)
            self.ledger.ignore("label", *cells)
            return True
        if not self._columns:
            return False
        label = self._label(cells)
        if label is None and self._is_bare_total(cells):
            self._read_row("annual", cells[0], cells)
            return True
        if label is None and self._is_of_unknown_source(cells):
            if len(cells) == 1:
                self.ledger.ignore("label", cells[0])
            return True  # figures whose source nobody knows are a problem, and the table goes on below them
        if label is not None and label.col >= self._columns[0][1]:
            cells, label = self._slid_back(cells, label)
        if label is None or label.col >= self._columns[0][1]:
            self._columns = []
            return False
        self.ledger.ignore("label", label)
        self._read_row(key_of(label) or UNKNOWN, label, [cell for cell in cells if cell.col > label.col])
        self.ledger.ignore("label", *(cell for cell in cells if cell.col < label.col))
        return True

    def _slid_back(self, cells: Sequence[Cell], label: Cell) -> tuple[list[Cell], Cell]:
        """A row whose label has a group of its own before it (资金结构 | 基本支出 | …), with its figures below their heads."""
        slide = label.col + 1 - self._columns[0][1]
        moved = [replace(cell, col=cell.col - slide) if cell.col >= label.col else cell for cell in cells]
        places = {col for _, col in self._columns}
        behind = [cell for cell in moved if cell.col >= self._columns[0][1]]
        is_grouped = cells[0].col < label.col or label.col in self._slid
        if not is_grouped or not behind or not all(cell.col in places for cell in behind):
            return list(cells), label
        self._slid.add(label.col)
        self.ledger.ignore("label", *(cell for cell in cells if cell.col < label.col))
        return moved, moved[list(cells).index(label)]

    def see_points(self, cell: Cell) -> None:
        """Take the points that the caption of the block gives: 二、预算执行情况（10分）."""
        if "funds" in lexicon.roles("containers", cell.text) and (points := points_in([cell])) is not None:
            self.caption_points = points

    def _label(self, cells: Sequence[Cell]) -> Cell | None:
        """The cell that names the source of the money: the last label before the figures."""
        named = [cell for cell in cells[:3] if key_of(cell) is not None]
        return named[-1] if named else None

    def _is_bare_total(self, cells: Sequence[Cell]) -> bool:
        """The first row below the heads, figures without a label: there is one source of money, and this is the year."""
        has_rows = any(row.key == "annual" for row in self.draft.funding)
        is_beside = all(cell.col >= self._columns[0][1] for cell in cells) or len(cells) == len(self._columns)
        texts = [cell.text.rstrip("分") for cell in cells]
        figures = [text for text in texts if parse_amount(text, MoneyUnit.YUAN) is not None or parse_share(text) is not None]
        return not has_rows and is_beside and len(figures) > 1 and len(figures) == len(cells)

    def _is_of_unknown_source(self, cells: Sequence[Cell]) -> bool:
        """A row of the table whose label names a source of money that stands on no list: 其中：中央、省、市补助."""
        label, figures = cells[0], [cell for cell in cells[1:] if cell.text.strip() not in _BLANK]
        is_named = label.col < self._columns[0][1] and len(label.text) <= _LONGEST_LABEL and not lexicon.form_labels(label.text)
        is_money = MONEY_WORD.search(label.text) is not None and header_of(cells) == []
        return is_named and is_money and all(parse_amount(c.text, MoneyUnit.YUAN) or parse_share(c.text) is not None for c in figures)

    def _read_row(self, key: str, label: Cell, cells: Sequence[Cell]) -> None:
        row = FundingDraft(key, label, month=named_month(self._labels.get("executed_amount", "")))
        placed = self._placed(cells, label)
        for role, cell in placed:
            if role.startswith(SOURCE):
                self._read_source(role.removeprefix(SOURCE), cell)
            if role.startswith(SOURCE) or role in (METHOD, CHANGE):
                self.ledger.ignore("note", cell)
                continue
            if role == UNKNOWN:
                continue
            row.cells.append(cell)
            if role == FORECAST_RATE:  # forecast by budget, both of which have columns
                continue
            if role == REASON:
                row.reason = Value.of(cell)
            elif cell.text.strip() not in _BLANK:
                number = self._number(role, cell)
                if number is not None:
                    row.values[role] = number
        _as_percent(row.values, placed)
        if key == "annual" and self._points is not None and all(role != "weight" for role, _ in self._columns):
            row.values["weight"] = self._points
        self.draft.funding.append(row)
        budget = next((role for role in ("initial_budget", "adjusted_budget") if any(name == role for name, _ in self._columns)), None)
        places = [cell for role, cell in placed if role == budget and role in row.values]
        if key not in lexicon.words("funding_rows"):  # 基本支出 is no source of money
            self.draft.amounts.setdefault(key, AmountValue(row.values.get(budget or ""), places))

    def _read_source(self, key: str, cell: Cell) -> None:
        """The budget from a source of money that has a column of its own."""
        amount = parse_amount(cell.text, self.money.unit)
        if amount is not None:
            self.draft.amounts.setdefault(key, AmountValue(amount.yuan, [cell]))

    def _placed(self, cells: Sequence[Cell], label: Cell) -> list[tuple[str, Cell]]:
        """Each cell with its column: the one that it stands in, or in order where the row is full or begins too early by a lost blank."""
        by_col = {col: role for role, col in self._columns}
        shift = self._shift_of(cells, label, by_col)
        if all(cell.col + shift in by_col for cell in cells):
            return [(by_col[cell.col + shift], cell) for cell in cells]
        if len(cells) == len(self._columns):
            return [(role, cell) for (role, _), cell in zip(self._columns, cells, strict=True)]
        return [(self._nearest(cell), cell) for cell in cells]

    def _shift_of(self, cells: Sequence[Cell], label: Cell, by_col: dict[int, str]) -> int:
        """How far a row has slid since merged cells before it were lost: a percentage tells, or figures right behind the label.

        Rows whose label stands in the same column have slid as far.
        """
        rate = next((col for col, role in by_col.items() if role == "rate_pct"), None)
        shares = [cell.col for cell in cells if cell.text.strip().endswith(("%", "％"))]
        if rate is not None and len(shares) == 1 and shares[0] != rate and label.col < cells[0].col:
            shift = rate - shares[0]
        elif cells and label.col < cells[0].col == label.col + 1 < self._columns[0][1]:
            shift = self._columns[0][1] - cells[0].col
        else:
            return self._shifts.get(label.col, 0)
        if not all(cell.col + shift in by_col for cell in cells):
            return 0
        return self._shifts.setdefault(label.col, shift)

    def _nearest(self, cell: Cell) -> str:
        """The column whose header stands nearest."""
        return min(self._columns, key=lambda column: abs(column[1] - cell.col))[0]

    def _number(self, role: str, cell: Cell) -> Decimal | None:
        """The figure of a cell: yuan, percent points or points; one that is none is a problem."""
        if role not in MONEY:
            number = parse_share(cell.text) if role == "rate_pct" else printed_number(cell.text.rstrip("分"))
            if number is None:
                self.ledger.problem("READ-014", cell, label=self._labels[role])
            return number
        amount = parse_amount(cell.text, self.money.unit)
        if amount is None:
            is_number = parse_amount(cell.text, MoneyUnit.YUAN) is not None
            self.ledger.problem("READ-015" if is_number else "READ-014", cell, label=self._labels[role])
        return amount.yuan if amount else None


def _as_percent(values: dict[str, Decimal], placed: Sequence[tuple[str, Cell]]) -> None:
    """A rate that is printed as a share of one (1, 0.9775) becomes percent, where the amounts of the row say that it is one."""
    budget, executed = values.get("adjusted_budget") or values.get("initial_budget"), values.get("executed_amount")
    rate = values.get("rate_pct")
    is_bare = any(role == "rate_pct" and not cell.text.strip().endswith(("%", "％")) for role, cell in placed)
    if (
        is_bare
        and rate
        and budget
        and executed is not None
        and abs(rate - executed / budget) <= _SHARE_STEP < abs(rate - executed / budget * 100)
    ):
        values["rate_pct"] = rate * 100


def key_of(cell: Cell) -> str | None:
    """What a row of the table is about: a source of money, the year as a whole, or a kind of expenditure; ``None`` for no label of it."""
    found = next((label.key for label in lexicon.form_labels(cell.text) if label.group == "amounts"), None)
    if found is not None:
        return "annual" if found in ("sum", "total") else found
    return next(iter(lexicon.roles("funding_rows", cell.text)), None)


def _of_source(cell: Cell, certain: set[str]) -> str | None:
    """The column of a source of money, or of the sum of them all where no other column tells the budget; ``None`` for any other."""
    found = next((label.key for label in lexicon.form_labels(cell.text) if label.group == "amounts" and lexicon.is_word(label)), None)
    if found == "sum":
        return None if certain & {"initial_budget", "adjusted_budget"} else "adjusted_budget"
    return f"{SOURCE}{found}" if found in _SOURCES else None


def points_in(cells: Sequence[Cell]) -> Decimal | None:
    """Points that a head gives in brackets, where no column does: 得分（20分×执行率）, 预算执行情况（20分）, 得分（满分10）."""
    found = next((match for cell in cells if (match := _IN_BRACKETS.search(cell.text))), None)
    return Decimal(found["full"] or found["points"]) if found else None


def header_of(cells: Sequence[Cell]) -> list[tuple[str, int]]:
    """The columns of a funding table with their places, from left to right; empty for any other row."""
    columns: list[tuple[str, int]] = []
    certain = {options[0] for cell in cells if len(options := lexicon.roles("funding", cell.text)) == 1}
    for cell in cells:
        taken = {role for role, _ in columns}
        options = lexicon.roles("funding", cell.text)
        if len(options) > 1:  # 预算数 alone is that of the year, and the initial one beside 调整预算数
            options = tuple(role for role in reversed(options) if role not in certain)
        role = next((role for role in options if role not in taken or role == CHANGE), None)
        role = role or _of_source(cell, certain)
        if role is not None or columns:
            columns.append((role or UNKNOWN, cell.col))
    named = {role for role, _ in columns if role != UNKNOWN and not role.startswith(SOURCE)}
    return columns if len(named) >= _FEWEST and named & set(_TELLING) and named & set(MONEY) else []
