"""What the readers of the grammar hand to each other: the context of a value, and a value in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jixiao.values.lexicon import any_of
from jixiao.values.target import Kind


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the text (语境). It only ever refines: without it a text means what it says.

    Attributes:
        name: name of the indicator (三级指标), a working copy.
        description: its description (绩效指标描述), a working copy.
        level2: canonical code of the second level, such as ``output.cost``.
        fiscal_year: year of the budget (预算年度).
    """

    name: str = ""
    description: str = ""
    level2: str | None = None
    fiscal_year: int | None = None

    @property
    def words(self) -> str:
        """Name and description together."""
        return f"{self.name} {self.description}" if self.description else self.name

    def speaks_of(self, section: str) -> bool:
        """Whether name or description holds a word of a section of ``wording.toml``."""
        return bool(self.words) and bool(any_of(section, "words").search(self.words))


@dataclass(slots=True)
class Draft:
    """A typed value in the making; the fields are those of :class:`jixiao.values.target.Target`."""

    kind: Kind
    operator: str | None = None
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    unit_text: str | None = None
    dimension: str | None = None
    per: tuple[str, ...] = ()
    approx: bool = False
    deadline: date | None = None
    period: str | None = None
    schedule: str | None = None
    level: int | None = None
    direction: str | None = None
    baseline: str | None = None
    state: str | None = None
    hint_value: Decimal | None = None
    issues: set[str] = field(default_factory=set)
    confidence: float = 1.0
    explicit_operator: bool = False
