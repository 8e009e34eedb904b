"""Where in a marked passage the quoted words and figures stand (引文定位)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jixiao.rules import Finding

_NUMBER = re.compile(r"\d[\d,]{0,30}(?:\.\d{1,12})?")
_SHORT = 16
"""A marked cell that is no longer is what is quoted."""
_LEAST = 2
_SCALES = (Decimal(1), Decimal(10_000), Decimal(100_000_000))
_NO_WORDS = ("_id", "_source", "_key")
Pieces = list[tuple[str, bool]]
"""Parts of a text, and whether each is quoted."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a finding quotes: words, and figures in their smallest unit."""

    words: tuple[str, ...] = ()
    figures: frozenset[Decimal] = frozenset()

    def pieces(self, text: str) -> Pieces:
        """A text cut where quoted words and figures stand in it.

        >>> Quoted(("人员经费",), frozenset({Decimal(232508600)})).pieces("其中：人员经费支出23250.86万元，公用经费3849.56万元。")
        [('其中：', False), ('人员经费', True), ('支出', False), ('23250.86', True), ('万元，公用经费3849.56万元。', False)]
        """
        if len(text) <= _SHORT:
            return [(text, False)]
        spans = sorted({*self._words_in(text), *self._figures_in(text)})
        found: Pieces = []
        at = 0
        for start, end in spans:
            if end <= at:
                continue
            start = max(start, at)
            found += [(text[at:start], False), (text[start:end], True)]
            at = end
        found.append((text[at:], False))
        return [piece for piece in found if piece[0]]

    def _words_in(self, text: str) -> Iterator[tuple[int, int]]:
        for word in self.words:
            if len(word) < len(text) and (start := text.find(word)) >= 0:
                yield start, start + len(word)

    def _figures_in(self, text: str) -> Iterator[tuple[int, int]]:
        for match in _NUMBER.finditer(text) if self.figures else ():
            number = Decimal(match[0].replace(",", ""))
            if any(number * scale in self.figures for scale in _SCALES):
                yield match.span()


def quoted_in(finding: Finding) -> Quoted:
    """What a finding speaks of, in words and in figures."""
    values = {name: value for name, value in finding.values.items() if not name.endswith(_NO_WORDS) and name != "source"}
    words = {value.strip() for value in values.values() if isinstance(value, str) and len(value.strip()) >= _LEAST}
    figures = {number for name, value in values.items() if name.endswith("_yuan") and (number := _number(value))}
    return Quoted(tuple(sorted(words, key=lambda word: (-len(word), word))), frozenset(figures))


def _number(value: Any) -> Decimal | None:  # noqa: ANN401 - any value of a row
    """An amount that can be looked for; zero stands everywhere."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = abs(Decimal(str(value)))
    return number if number.is_finite() and number else None
