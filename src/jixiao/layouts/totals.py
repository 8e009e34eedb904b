"""The total row of an indicator table (总分): sum of the weights, points claimed, grade, in whatever order they stand.

总分 | 100 | 96.5, also with a grade behind it; or 总分 | 总分值 | 总得分 | 自评等级 with the figures in the row below.
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.columns import Header
from jixiao.layouts.draft import Value, squash
from jixiao.layouts.ledger import Ledger
from jixiao.values import printed_number

WEIGHT, SCORE, GRADE = "total_weight", "total_score", "grade"
_ROLES = (WEIGHT, SCORE, GRADE)
_ALL = 100
_PARTIAL = ("小计",)
_SUMS = ("合计", "总计", "小计")
_BLANK = {"", "-", "—", "——", "/", "\\", "－"}
_GRADES = {"优", "良", "中", "差", "优秀", "良好", "中等", "较差", "合格", "不合格", "一般"}


class TotalRows:
    """Reads the total rows of one form.

    Attributes:
        values: what they print, by ``total_weight``, ``total_score`` and ``grade``.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.values: dict[str, Value] = {}
        self.ledger = ledger
        self._awaited: dict[str, int] = {}
        self._is_sum = False
        self._of_sums: set[str] = set()

    def read(self, cells: Sequence[Cell], header: Header) -> bool:
        """Read a row; false where it is no total row."""
        if self._awaited and all(_is_figure(cell.text) for cell in cells):
            self._take_awaited(cells)
            return True
        self._awaited = {}
        label, rest = cells[0], cells[1:]
        if "total" not in lexicon.roles("totals", label.text) or not rest:
            return False
        named = {role: cell for cell in rest for role in lexicon.roles("totals", cell.text) if role in _ROLES}
        if not all(_is_figure(cell.text) or cell in named.values() for cell in rest):
            return False
        self.ledger.ignore("total", *cells)
        self._is_sum = squash(label.text) in _SUMS
        figures = [cell for cell in rest if cell not in named.values()]
        if named and not figures:
            self._awaited = {role: cell.col for role, cell in named.items()}
        elif named:
            self._take_beside(list(rest))
        elif squash(label.text) not in _PARTIAL:
            self._take(figures, header, label)
        return True

    def with_results(self, cells: Sequence[Cell]) -> dict[str, Value]:
        """What the total rows print, and what a line above the form says of it where no row does."""
        if cells:
            self._is_sum = False
            self._take_beside(cells)
        return self.values

    def _take_awaited(self, cells: Sequence[Cell]) -> None:
        """Figures below their labels: each in its column, or in order."""
        by_col = {col: role for role, col in self._awaited.items()}
        roles = list(self._awaited)
        is_placed = all(cell.col in by_col for cell in cells)
        for at, cell in enumerate(cells):
            role = by_col[cell.col] if is_placed else roles[at] if at < len(roles) else GRADE
            self._set(role, cell)
        self._awaited = {}

    def _take_beside(self, cells: Sequence[Cell]) -> None:
        """Each figure behind its label."""
        role = WEIGHT if any(SCORE in lexicon.roles("totals", cell.text) for cell in cells) else SCORE
        for cell in cells:
            named = [found for found in lexicon.roles("totals", cell.text) if found in _ROLES]
            if named:
                role = named[0]
            else:
                self._set(GRADE if squash(cell.text) in _GRADES else role, cell)

    def _take(self, figures: Sequence[Cell], header: Header, label: Cell) -> None:
        numbers = [cell for cell in figures if _number(cell) is not None]
        columns = {column.col: role for column in header.columns if (role := _column_role(column.role)) is not None}
        has_scores = SCORE in columns.values()
        if numbers and all(cell.col in columns for cell in numbers):
            placed = [(columns[cell.col], cell) for cell in numbers]
        elif len(numbers) > 1:
            placed = [(WEIGHT, numbers[0]), (SCORE, numbers[-1])]
        else:
            is_score = has_scores or SCORE in lexicon.roles("totals", label.text)
            placed = [(SCORE if is_score else WEIGHT, cell) for cell in numbers]
            is_open = WEIGHT in columns.values() and SCORE not in lexicon.roles("totals", label.text)
            if is_open and numbers and _number(numbers[0]) == _ALL:  # 总分 | 100 with the points left blank
                placed = [(WEIGHT, numbers[0])]
        for role, cell in placed:
            self._set(role, cell)
        for cell in figures:
            if squash(cell.text) in _GRADES:
                self._set(GRADE, cell)

    def _set(self, role: str, cell: Cell) -> None:
        if squash(cell.text) not in _BLANK:
            if role == SCORE and not self._is_sum and SCORE in self._of_sums:  # 合计 of the indicators alone, then 自评总分
                for name in self._of_sums:
                    self.values.pop(name, None)
                self._of_sums = set()
            if role not in self.values and self._is_sum:
                self._of_sums.add(role)
            self.values.setdefault(role, Value.of(cell))
        self.ledger.ignore("total", cell)


def _column_role(role: str) -> str | None:
    if role == "weight":
        return WEIGHT
    is_score = role.startswith("extra:") and "score" in lexicon.roles("results", role.removeprefix("extra:"))
    return SCORE if is_score else None


def _number(cell: Cell) -> object:
    return printed_number(cell.text.rstrip("分%％"))


def _is_figure(text: str) -> bool:
    """A number, a grade or nothing."""
    flat = squash(text)
    return flat in _BLANK or flat in _GRADES or printed_number(flat.rstrip("分%％")) is not None
