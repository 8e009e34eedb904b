"""A table of a disclosure: budget, final accounts, procurement, institutions, assets."""

from __future__ import annotations

from pydantic import Field

from jixiao.model.base import Exact, Model
from jixiao.model.project import Repair
from jixiao.provenance import Source


class Line(Model):
    """A row of a table in typed form (明细行)."""

    code: str | None = None
    """Classification code (科目编码), parts joined."""
    name: str | None = None
    level: int | None = None
    """1 类, 2 款, 3 项 where a code tells it; 0 for a total."""
    code_name: str | None = None
    """Name of the code in the list of the year (科目规范名称), or of a numbered class of expenditure; ``None`` where no list has it."""
    code_list: str | None = None
    """The list (代码清单): ``function``, ``economic_department``, ``economic_government``, ``procurement`` or ``headings``."""
    values_yuan: dict[str, Exact] = Field(default_factory=dict)
    """Money by name of the column, in yuan."""
    source: Source


class Table(Model):
    """A table as printed, continuation pages merged, and its typed lines."""

    title: str | None = None
    kind: str
    """Kind of the handbook (``T01_total`` …), ``other`` where none fits."""
    unit: str | None = None
    """Money unit as printed: 元, 万元, 亿元."""
    empty: bool = False
    note: str | None = None
    columns: list[str] = Field(default_factory=list)
    """Header cells from top to bottom joined with ``/``."""
    rows: list[list[str]] = Field(default_factory=list)
    lines: list[Line] = Field(default_factory=list)
    source: Source
    sources: dict[str, list[Source]] = Field(default_factory=dict)
    """``title``, ``unit``, ``note``: their places; ``rows``: where each row begins; ``cells``: all printed cells, row by row."""
    repairs: list[Repair] = Field(default_factory=list)
    confidence: float = 1.0
