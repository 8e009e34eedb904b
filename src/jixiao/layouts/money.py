"""Money of a form: which amount a label means depends on the block that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.draft import AmountValue, ProjectDraft, squash
from jixiao.layouts.ledger import Ledger
from jixiao.layouts.pairs import Pair
from jixiao.values import MoneyUnit, money_unit, parse_amount

_BLOCKS = ("local", "transfer")
_TRANSFER_KEYS = {"central": "transfer_central", "provincial": "transfer_provincial", "sum": "transfer_total", "other": "transfer_other"}


class MoneyBlock:
    """The money of one form, read row by row.

    Two geometries give a label its meaning besides its text: the block of own and transferred money side by side (本级资金 beside
    转移市县资金), and the halves of period and year (实施期资金总额 beside 年度资金总额).
    """

    def __init__(self, draft: ProjectDraft, ledger: Ledger) -> None:
        self.draft = draft
        self.ledger = ledger
        self.unit: MoneyUnit | None = None
        self.units_of_prints: dict[str, MoneyUnit] = {}
        """Units that other prints of the same project declare, by its name: a partial print may have lost its own."""
        self._block_cols: dict[str, int] = {}
        self._half_cols: dict[str, int] = {}
        self._is_twinned = False

    def see_unit(self, text: str) -> None:
        """Take a declared unit into force: 项目资金（万元）, 单位：元."""
        if (unit := money_unit(text)) is not None:
            self.unit = unit

    def read(self, pairs: Sequence[Pair]) -> None:
        """Take the amounts of one row into the draft."""
        for pair in pairs:
            if pair.label.group == "containers":
                self.see_unit(pair.cell.text)
                if pair.label.key in _BLOCKS:
                    self._block_cols[pair.label.key] = pair.cell.col
        amounts = [pair for pair in pairs if pair.is_amount]
        self._see_halves(amounts)
        for pair in amounts:
            if not lexicon.roles("heads", pair.cell.text):
                self.see_unit(pair.cell.text)
            key = self._key(pair, pairs)
            before = pairs[index - 1] if (index := list(pairs).index(pair)) else None
            if pair.label.key == "sum" and before is not None and before.is_amount and not before.values:
                key = self._key(before, pairs)
            is_period = self._is_period(pair, amounts)
            place = self.draft.amounts_of_period if is_period and key != "total" else self.draft.amounts
            self._take(place, key, pair)

    def _see_halves(self, amounts: Sequence[Pair]) -> None:
        keys = {pair.label.key: pair.cell.col for pair in amounts}
        if "total" in keys and "annual" in keys and keys["total"] < keys["annual"]:
            self._half_cols = {"period": keys["total"], "annual": keys["annual"]}

    def _key(self, pair: Pair, pairs: Sequence[Pair]) -> str:
        key = pair.label.key
        block = self._block(pair, pairs)
        if block == "transfer" and key in _TRANSFER_KEYS:
            return _TRANSFER_KEYS[key]
        if key == "sum":
            return "local_total" if block == "local" else "annual"
        return key

    def _block(self, pair: Pair, pairs: Sequence[Pair]) -> str | None:
        """The block that a label stands in: the one whose name is nearest to its left, in this row or above."""
        if not self._block_cols or pair.label.key in ("total", "annual"):
            return None
        in_row = [p for p in pairs if p.label.group == "containers" and p.label.key in _BLOCKS and p.cell.col <= pair.cell.col]
        if in_row:
            return in_row[-1].label.key
        left = {name: col for name, col in self._block_cols.items() if col <= pair.cell.col}
        return max(left, key=lambda name: left[name], default=None)

    def _is_period(self, pair: Pair, amounts: Sequence[Pair]) -> bool:
        """The amount belongs to the implementation period rather than to the year."""
        if not self._half_cols or self._block_cols or pair.label.key in ("total", "annual"):
            return False
        twins = [other for other in amounts if other.label.key == pair.label.key]
        if len(twins) > 1:
            self._is_twinned = True
            return twins[0] is pair
        return self._is_twinned and pair.cell.col < self._half_cols["annual"] - 1

    def _take(self, place: dict[str, AmountValue], key: str, pair: Pair) -> None:
        self.ledger.ignore("label", pair.cell)
        if not pair.values:
            place.setdefault(key, AmountValue(None))
            return
        cell = pair.values[0]
        unit = self.unit or self.units_of_prints.get(squash(self.draft.name))
        amount = parse_amount(cell.text, unit)
        if amount is None:
            id_ = "READ-015" if parse_amount(cell.text, MoneyUnit.YUAN) is not None else "READ-014"
            self.ledger.problem(id_, cell, label=pair.cell.text)
            place.setdefault(key, AmountValue(None))
            return
        before = place.get(key)
        if before is None or before.yuan is None:
            place[key] = AmountValue(amount.yuan, [cell])
        elif before.yuan == amount.yuan:
            before.cells.append(cell)
        else:
            self.ledger.problem("READ-016", cell, label=pair.cell.text)


def settle_counties(amounts: dict[str, AmountValue]) -> None:
    """县级 and 区级财政资金 are the money of the own level where a form names no city beside them (市县（区）财政资金)."""
    if "county" in amounts and "municipal" not in amounts:
        amounts["municipal"] = amounts.pop("county")


def is_label_fragment(cell: Cell) -> bool:
    """The end of a label of the money block that was broken over two rows (市县（区）财政资 + 金)."""
    return lexicon.is_fragment_of_label(cell.text)
