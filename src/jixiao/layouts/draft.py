"""What is being read, before it is frozen into the model: texts with the cells that print them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.documents.grid import Cell
from jixiao.provenance import SourceRef
from jixiao.values import Target

_SPACE = re.compile(r"\s+")
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff，。；、：！？“”（）《》])\s+(?=[\u4e00-\u9fff，。；、：！？“”（）《》])")


def tidy(text: str) -> str:
    """White space collapsed, and none between Chinese characters, where it comes from a line break.

    >>> tidy("是否在20天内安装完 成")
    '是否在20天内安装完成'
    """
    return _HAN_GAP.sub("", _SPACE.sub(" ", text).strip())


def squash(text: str) -> str:
    """A text without any white space, for comparison."""
    return _SPACE.sub("", text)


@dataclass(slots=True)
class Value:
    """A text and the cells that print it."""

    text: str
    cells: list[Cell] = field(default_factory=list)

    @classmethod
    def of(cls, *cells: Cell) -> Value:
        """The text of one cell, or of the pieces of a broken one."""
        return cls(tidy("".join(_glue(cell.text for cell in cells))), list(cells))

    def append(self, cell: Cell) -> None:
        """Add a piece of the same cell that a page break or a line break had torn off."""
        self.text = tidy("".join(_glue([self.text, cell.text])))
        self.cells.append(cell)

    @property
    def places(self) -> list[SourceRef]:
        """Where it is printed."""
        return [cell.source for cell in self.cells]


def _glue(texts: Iterable[str]) -> Iterable[str]:
    """Pieces of a text; a blank goes between two pieces only where both ends are of Latin script or numbers of a list."""
    last = ""
    for text in texts:
        if last and text and last[-1].isascii() and last[-1].isalnum() and text[0].isascii() and text[0].isalpha():
            yield " "
        yield text
        last = text or last


@dataclass(slots=True)
class AmountValue:
    """An amount in yuan, ``None`` where its cell is blank, and the cells that print it."""

    yuan: Decimal | None
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class RepairNote:
    """A cell that was read as something else than its place or its letters say."""

    kind: str
    cell: Cell
    printed: str
    read_as: str


@dataclass(slots=True)
class IndicatorDraft:
    """An indicator being read: its texts by role, its levels, and the place of each."""

    texts: dict[str, Value] = field(default_factory=dict)
    level1: str | None = None
    level2: str | None = None
    level1_code: str | None = None
    level2_code: str | None = None
    is_level2_own: bool = False
    """Its own row prints the second level; otherwise it is inherited from above."""
    level_cells: list[Cell] = field(default_factory=list)
    extra: dict[str, Value] = field(default_factory=dict)
    target: Target | None = None
    target_of_period: Target | None = None
    order: int = 0
    has_weight_column: bool = False
    """The table that it stands in has a column of weights."""
    confidence: float = 1.0

    def text(self, role: str) -> str:
        """What the cell of a role prints; empty where there is none."""
        return self.texts[role].text if role in self.texts else ""

    @property
    def anchor(self) -> Cell:
        """The cell by which the indicator is found again: its name, or else its first."""
        value = self.texts.get("name") or next(iter([*self.texts.values(), *self.extra.values()]))
        return value.cells[0]


@dataclass(slots=True)
class FundingDraft:
    """A row of the funding table being read: its source of money, its figures by column, and the cells that print them."""

    key: str
    label: Cell
    values: dict[str, Decimal] = field(default_factory=dict)
    reason: Value | None = None
    month: int | None = None
    """Month until whose end the execution is told (1—7月执行数)."""
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class ProjectDraft:
    """A form being read."""

    fields: dict[str, Value] = field(default_factory=dict)
    amounts: dict[str, AmountValue] = field(default_factory=dict)
    amounts_of_period: dict[str, AmountValue] = field(default_factory=dict)
    funding: list[FundingDraft] = field(default_factory=list)
    totals: dict[str, Value] = field(default_factory=dict)
    """What the total row of the indicator table prints: ``total_weight``, ``total_score``, ``grade``."""
    plan: dict[str, Value | None] = field(default_factory=dict)
    plan_cells: list[Cell] = field(default_factory=list)
    narratives: dict[str, Value | None] = field(default_factory=dict)
    contacts: dict[str, Value | None] = field(default_factory=dict)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    """Roles of the columns that the indicator table of the form has."""
    repairs: list[RepairNote] = field(default_factory=list)
    first: Cell | None = None
    title: Cell | None = None
    copies: list[Cell] = field(default_factory=list)
    is_whole_department: bool = False
    reported_until: str = ""
    """The line above the form that says until when it reports (监控时点：…, （2024年1—7月）)."""
    confidence: float = 1.0
    keeps_columns: bool = True
    """The file states its merged cells, so that every cell stands in the column of its head."""

    @property
    def name(self) -> str:
        """Name of the project, empty where it was not found."""
        return self.fields["name"].text if "name" in self.fields else ""

    @property
    def is_empty(self) -> bool:
        """Nothing was read yet."""
        return not (self.fields or self.amounts or self.indicators or self.narratives)
