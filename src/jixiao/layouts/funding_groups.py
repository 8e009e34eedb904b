"""Money of a self-evaluation in groups side by side (预算安排、资金到位、资金执行): each figure stands behind a label of its own.

预算安排情况 | 资金到位情况 | 资金执行情况 | 预算执行进度 | 得分 over
预算数 | 86.00 | 到位数 | 86.00 | 执行数 | 81.70 | 95% | 9.5, and below it the same source of money in each group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import AmountValue, FundingDraft, ProjectDraft, Value, squash
from jixiao.layouts.funding import ARRIVED, FundingTable, key_of
from jixiao.layouts.ledger import Ledger
from jixiao.values import MoneyUnit, parse_amount, parse_share, printed_number

_ANNUAL = "annual"
_AMONG = re.compile(r"^其中[:：,，、]?")
_FIGURES = ("rate_pct", "score", "weight")
_BLANK = {"", "—", "-", "--", "——", "/", "\\", "－"}


class FundingGroups:
    """Reads such a block of one form into its draft.

    Args:
        draft: the form.
        ledger: where labels are accounted for.
        funding: knows the unit that the form declares, and the points that the caption of the block gives.
    """

    def __init__(self, draft: ProjectDraft, ledger: Ledger, funding: FundingTable) -> None:
        self.draft = draft
        self.ledger = ledger
        self.money = funding.money
        self._funding = funding
        self._roles: list[str] = []

    def read(self, cells: Sequence[Cell]) -> bool:
        """Read a row of the block; false if it is none."""
        if roles := _heads(cells):
            self._roles = roles
            for cell in cells:
                self.money.see_unit(cell.text)
            self.ledger.ignore("label", *cells)
            return True
        return bool(self._roles) and self._read_row(cells)

    def _read_row(self, cells: Sequence[Cell]) -> bool:
        groups = [role for role in self._roles if role not in _FIGURES]
        found: list[tuple[Cell, Cell | None]] = []
        rest = list(cells)
        while rest and len(found) < len(groups) and _row_of(rest[0]) is not None:
            label = rest.pop(0)
            has_figure = bool(rest) and parse_amount(rest[0].text, MoneyUnit.YUAN) is not None
            found.append((label, rest.pop(0) if has_figure else None))
        keys = {key for label, _ in found if (key := _row_of(label))}
        behind = [role for role in self._roles if role in _FIGURES]
        if len(found) < len(groups) or len(keys) != 1 or len(rest) > len(behind) or not all(map(_is_figure, rest)):
            self._roles = []
            return False
        row = FundingDraft(keys.pop(), found[0][0])
        self.ledger.ignore("label", *(label for label, _ in found))
        for role, (label, figure) in zip(groups, found, strict=True):
            self._take(row, role, label, figure)
        for role, cell in zip(behind, rest, strict=False):
            row.cells.append(cell)
            number = parse_share(cell.text) if role == "rate_pct" else printed_number(cell.text.rstrip("分"))
            if number is not None:
                row.values[role] = number
        if "score" in row.values and self._funding.caption_points is not None:
            row.values.setdefault("weight", self._funding.caption_points)
        self.draft.funding.append(row)
        return True

    def _take(self, row: FundingDraft, role: str, label: Cell, figure: Cell | None) -> None:
        amount = parse_amount(figure.text, self.money.unit) if figure is not None else None
        if figure is None or figure.text in _BLANK:
            return
        if role == ARRIVED:  # the model has no place for money that has arrived: it stays a text of the form
            name = _AMONG.sub("", squash(label.text)).rstrip(":：")
            self.draft.narratives.setdefault(name if row.key == _ANNUAL else f"资金到位情况/{name}", Value.of(figure))
            return
        row.cells.append(figure)
        if amount is None:
            self.ledger.problem("READ-015", figure, label=label.text)
            return
        row.values[role] = amount.yuan
        if role in ("initial_budget", "adjusted_budget"):
            self.draft.amounts.setdefault(row.key, AmountValue(amount.yuan, [figure]))


def _heads(cells: Sequence[Cell]) -> list[str]:
    """What each group of a row of heads is about; empty for any other row."""
    roles = [next(iter(lexicon.roles("funding_groups", cell.text) or _plain(cell)), "") for cell in cells]
    is_whole = all(roles) and len(set(roles)) == len(roles)
    has_money = "executed_amount" in roles and bool({"initial_budget", "adjusted_budget"} & set(roles))
    is_grouped = any(lexicon.roles("funding_groups", cell.text) for cell in cells)
    return roles if is_whole and has_money and is_grouped else []


def _plain(cell: Cell) -> tuple[str, ...]:
    return tuple(role for role in lexicon.roles("funding", cell.text) if role in _FIGURES)


def _row_of(label: Cell) -> str | None:
    """The row that a label of a group belongs to: the year as a whole (预算数、到位数、执行数), or a source of money."""
    if lexicon.roles("funding_groups", label.text):
        return _ANNUAL
    if set(lexicon.roles("funding", label.text)) & {"initial_budget", "adjusted_budget", "executed_amount"}:
        return _ANNUAL
    return key_of(label)


def _is_figure(cell: Cell) -> bool:
    texts: list[Decimal | None] = [parse_share(cell.text), printed_number(cell.text.rstrip("分"))]
    return cell.text.strip() in _BLANK or any(text is not None for text in texts)
