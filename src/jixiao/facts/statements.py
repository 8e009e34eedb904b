"""What a sentence states: figures with what they are of, and how they compare (说明中的数字与比较)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.facts.figures import Figure, base_measure
from jixiao.facts.metrics import Named


@dataclass(slots=True, eq=False)
class Item:
    """A figure that the narrative states, or something that it speaks of without a figure.

    Attributes:
        subject: the words before the figure, as printed.
        named: what they name.
        figure: the figure; ``None`` where only its change is told.
        measure: ``budget``, ``adjusted`` or ``final``.
        year: year of the figure.
        is_year_stated: the paragraph prints it.
        is_as_of: a stock on a day.
        is_base: the figure is one that another is compared with.
        part_of: the figure that the sentence splits.
        sentence: number of its sentence.
        position: where the figure stands in its section.
        text: the clause.
        purpose: the words behind 主要用于.
        key: its ``claim_id``, which it gets once the document is read; ``None`` where no figure is printed.
    """

    subject: str
    named: Named
    figure: Figure | None
    measure: str
    year: int | None
    is_year_stated: bool
    is_as_of: bool
    sentence: int
    position: int
    text: str
    paragraph: int = 0
    is_base: bool = False
    part_of: Item | None = None
    purpose: str | None = None
    key: str | None = None

    @property
    def is_money(self) -> bool:
        """It has a figure, and that is money."""
        return self.figure is not None and self.figure.is_money

    @property
    def yuan(self) -> Decimal | None:
        """Its money in yuan."""
        return self.figure.yuan if self.figure is not None and self.figure.is_money else None


@dataclass(slots=True, eq=False)
class Comparison:
    """Two figures set against each other.

    Attributes:
        kind: ``change``, ``completion`` or ``share``.
        item: what is compared; ``None`` where the sentence leaves open which of several figures.
        candidates: the figures it may be of, where the sentence leaves it open.
        base_item: the printed figure that it is compared with.
        base: that figure where it is printed inside the comparison itself.
        base_words: the whole of a share as named.
        base_year: year compared with, and whether four digits print it.
        within_reason: it stands in the reason of another comparison.
    """

    kind: str
    item: Item | None
    sentence: int
    position: int
    text: str
    year: int | None
    base_year: int | None = None
    is_base_year_stated: bool = False
    base_measure: str | None = None
    base_item: Item | None = None
    base: Figure | None = None
    base_words: str | None = None
    delta: Figure | None = None
    rate: Figure | None = None
    direction: str | None = None
    reason: str | None = None
    within_reason: bool = False
    paragraph: int = 0
    segment: int = 0
    candidates: tuple[Item, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything that a section states."""

    items: list[Item]
    comparisons: list[Comparison]


@dataclass(frozen=True, slots=True)
class Base:
    """What a figure is compared with (比较口径).

    Attributes:
        year: its year.
        is_year_stated: four digits print it.
        measure: which figure of that year: ``budget``, ``initial``, ``adjusted`` or ``final``.
        is_budget: the budget of the same year, not another year.
        is_implied: no words name the year (同比).
    """

    year: int | None
    is_year_stated: bool = False
    measure: str | None = None
    is_budget: bool = False
    is_implied: bool = False

    @classmethod
    def of(cls, match: re.Match[str] | None, words: str, year: int | None) -> Base:
        """The base that words such as 比上年预算数 name; ``year`` is the year that 上年 goes back from.

        >>> from jixiao.facts.figures import COMPARE
        >>> Base.of(COMPARE.search("比2023年执行数"), "比2023年执行数", 2024)
        Base(year=2023, is_year_stated=True, measure='final', is_budget=False, is_implied=False)
        """
        found = match.groupdict() if match else {}
        if found.get("budget"):
            return cls(year, measure=base_measure(found["budget"]), is_budget=True)
        after = words[match.end() :] if match else words
        if found.get("year"):
            return cls(int(found["year"]), True, base_measure(after))
        is_implied = match is not None and match[0] == "同比"
        return cls(year - 1 if year is not None else None, measure=base_measure(after), is_implied=is_implied)
