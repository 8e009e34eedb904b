"""What a self-evaluation says became of a project (绩效自评): results of indicators, points, total and grade, as printed."""

from __future__ import annotations

from jixiao.model.base import Exact, Model
from jixiao.values import Target


class Result(Model):
    """What became of one indicator (指标完成情况): the columns beside its target in a self-evaluation or a monitoring table.

    Each value is ``None`` where the form has no such column or its cell is blank; its place is that of ``result.<key>`` in the sources
    of the indicator.
    """

    actual: Target | None = None
    """Actual value (实际完成值), typed as it stands; a number without a unit is read in that of the target only when it is scored."""
    adjusted_target: Target | None = None
    """Target after an adjustment in the year (调整指标值)."""
    score: Exact | None = None
    """Points claimed (得分)."""
    coefficient_pct: Exact | None = None
    """Share of the weight that was claimed (得分系数), in percent points."""
    reason: str | None = None
    """Why the actual value deviates (偏差原因分析), with the measure where both share a column."""
    measure: str | None = None
    """What is done about it (改进措施), where it has a column of its own."""


class SelfEvaluation(Model):
    """What a self-evaluation says of a project as a whole (自评结果). Places: ``evaluation.<key>`` in the sources of the project."""

    total_weight: Exact | None = None
    """Sum of the weights as printed in the total row (总分值)."""
    total_score: Exact | None = None
    """Total claimed (总分, 自评得分)."""
    grade: str | None = None
    """Grade claimed, as printed (自评等级): 优, 良, 中, 差 or other words."""
    conclusion: str | None = None
    """Conclusion (评价结论)."""
    problems: str | None = None
    """Problems that were found (存在问题)."""
    measures: str | None = None
    """What is done about them (改进措施)."""
