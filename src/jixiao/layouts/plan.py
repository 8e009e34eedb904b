"""The payment plan of a form (资金支出计划): checkpoints in one row, cumulative shares in the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import ProjectDraft, Value, squash
from jixiao.layouts.ledger import Ledger
from jixiao.values import parse_share

_MONTH = re.compile(r"^(?:截至|截止)?(?:20\d\d年)?(\d{1,2})月(?:份|底|末|\d{1,2}日)?(?:前|累计)?$")
_QUARTER = re.compile(r"^(?:第)?([一二三四1-4])季度(?:末|底)?$")
_QUARTERS = {"一": "3", "二": "6", "三": "9", "四": "12", "1": "3", "2": "6", "3": "9", "4": "12"}
_SHARE = re.compile(r"^\d{1,3}(?:\.\d+)?\s*[%％]?$")


class PaymentPlan:
    """Reads the rows of the plan into a draft."""

    def __init__(self, draft: ProjectDraft, ledger: Ledger) -> None:
        self.draft = draft
        self.ledger = ledger
        self._open: list[tuple[str, Cell]] = []

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row of the plan; false if it is none."""
        rest = [cell for cell in cells if "plan" not in lexicon.roles("containers", cell.text)]
        months = [(month, cell) for cell in rest if (month := month_of(cell.text))]
        if months and all(month_of(cell.text) or is_share(cell.text) for cell in rest) and (len(months) > 1 or self.draft.plan):
            self.ledger.ignore("label", *(cell for cell in cells if not is_share(cell.text)))
            self._read_months(rest, months)
            return True
        if self._open and rest and all(is_share(cell.text) for cell in rest):
            self.ledger.ignore("label", *(cell for cell in cells if cell not in rest))
            self._read_shares(rest)
            return True
        self._open = []
        return False

    def _read_months(self, cells: Sequence[Cell], months: Sequence[tuple[str, Cell]]) -> None:
        """Checkpoints wait for the shares below, except where a share stands right behind (12月底 | 100%)."""
        self._open = []
        for month, cell in months:
            index = cells.index(cell)
            behind = cells[index + 1] if index + 1 < len(cells) else None
            if behind is not None and is_share(behind.text):
                self.draft.plan[month] = Value.of(behind)
            else:
                self.draft.plan.setdefault(month, None)
                self._open.append((month, cell))

    def _read_shares(self, cells: Sequence[Cell]) -> None:
        by_col = {cell.col: month for month, cell in self._open}
        if all(cell.col in by_col for cell in cells):
            matched = [(by_col[cell.col], cell) for cell in cells]
        else:
            matched = [(month, cell) for (month, _), cell in zip(self._open, cells, strict=False)]
        for month, cell in matched:
            self.draft.plan[month] = Value.of(cell)
        self._open = []


def month_of(text: str) -> str | None:
    """Month of a checkpoint as a number without a leading zero; ``None`` for other texts."""
    flat = squash(text)
    if match := _MONTH.match(flat):
        return str(int(match.group(1))) if 1 <= int(match.group(1)) <= 12 else None
    if match := _QUARTER.match(flat):
        return _QUARTERS[match.group(1)]
    return None


def is_month(text: str) -> bool:
    """A checkpoint of the plan: 3月底, 第一季度."""
    return month_of(text) is not None


def is_share(text: str) -> bool:
    """A cumulative share of the plan: 30%, 90."""
    return _SHARE.match(squash(text)) is not None and parse_share(text) is not None
