"""What a monitoring table says of a project in progress (绩效运行监控): how far it is, what is expected, and why it deviates."""

from __future__ import annotations

from pydantic import Field

from jixiao.model.base import Model
from jixiao.values import Target


class IndicatorRound(Model):
    """An indicator in a round of monitoring (指标监控): the columns beside its target.

    Each value is ``None`` where the form has no such column or its cell is blank; its place is that of ``monitoring.<key>`` in the
    sources of the indicator.
    """

    actual: Target | None = None
    """Reached so far (1—N月执行情况), typed as it stands; a number without a unit is read in that of the target when it is compared."""
    actual_of_month: Target | None = None
    """Reached in the last month (当前月执行情况)."""
    forecast: Target | None = None
    """Expected for the year (全年预计完成情况)."""
    causes: dict[str, str] = Field(default_factory=dict)
    """Kinds of causes that were marked (偏差原因分析) by their code (``funds``, ``rules``, ``staff``, ``hardware``, ``other``), and what
    their cells say."""
    reason: str | None = None
    """Why it deviates, in words (偏差原因, 原因说明)."""
    measure: str | None = None
    """What is done about it (改进措施), with the cause where both share a column."""
    attainability: int | None = None
    """Whether the target can still be reached (完成目标可能性): 1 certain, 2 possible, 3 impossible."""


class MonitoringRound(Model):
    """A monitoring table of a project as a whole (绩效监控表)."""

    month: int | None = None
    """Month until whose end it reports, from its headers (1—7月执行数: 7)."""
    asks_measures: bool = False
    """The form has a column or a cell for measures (改进措施, 整改措施), blank or not."""
