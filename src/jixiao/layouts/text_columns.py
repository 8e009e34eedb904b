"""Texts of a form in columns of their own (资金管理情况): each label with what is done and, beside it, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.documents.grid import Cell
from jixiao.layouts.draft import tidy
from jixiao.layouts.pairs import Pair


class TextColumns:
    """The heads of such columns, from the row that prints them down to the next row of heads."""

    def __init__(self) -> None:
        self._heads: list[str] = []

    def read(self, pairs: Sequence[Pair]) -> bool:
        """Take a row of heads: the name of a block, and behind it labels without values (资金管理情况 | 情况说明 | 存在问题和改进措施)."""
        if len(pairs) < 2 or any(pair.values for pair in pairs) or (pairs[0].label.group, pairs[0].label.key) != ("containers", "basics"):
            return False
        names = [pair for pair in pairs[1:] if pair.label.group == "narratives"]
        if len(names) != len(pairs) - 1 or len(names) < 2:
            return False
        self._heads = [tidy(pair.cell.text) for pair in names]
        return True

    def beside(self, pair: Pair) -> dict[str, Cell]:
        """The cells behind the first text of a label, by the heads that they stand below; empty where there are no such columns."""
        if not self._heads or len(pair.values) != len(self._heads):
            return {}
        return dict(zip(self._heads[1:], pair.values[1:], strict=True))
