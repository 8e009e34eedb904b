"""How wide the columns of a sheet are."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from jixiao.exports.schema import Value

_FILTER = 3
"""Room for the button of the filter."""
_WIDEST = 48
_FIGURES = 18
_BETWEEN = 1.5


class Widths:
    """Widths as they are needed by the values that were seen, in characters; long texts are not shown in full."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._seen = [0] * len(names)

    def see(self, col: int, value: Value) -> None:
        """Look at a value."""
        if self._seen[col] < _WIDEST:
            self._seen[col] = max(self._seen[col], _width(value))

    def found(self) -> list[float]:
        """The width of each column."""
        return [min(max(seen + _BETWEEN, len(name) + _FILTER), _WIDEST) for name, seen in zip(self._names, self._seen, strict=True)]


def width_of(text: str) -> int:
    """Characters of a figure that a text is as wide as."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _width(value: Value) -> int:
    if isinstance(value, str):
        return width_of(value[:_WIDEST])
    if isinstance(value, Decimal):
        return min(len(f"{value:,.2f}"), _FIGURES)
    return len(value.isoformat()) if isinstance(value, date) else len(str(value))
