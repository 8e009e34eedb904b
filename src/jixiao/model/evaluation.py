"""What a self-evaluation says became of a project (绩效自评): results of indicators, points, total and grade, as printed."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from jixiao.model.base import Exact, Model
from jixiao.provenance import Source
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
    asks_reasons: bool = True
    """The table of indicators has a column for reasons or measures (偏差原因分析栏), blank or not."""


class EvaluatedProject(Model):
    """A project in a summary of self-evaluations (自评结果汇总表的一行); amounts in yuan.

    Each value is ``None`` where the table has no such column or its cell is blank; its place is in ``sources`` under its own name. An
    amount that could not be read has a place and no value.
    """

    table_row: int
    """Number of the row in its table, from 1."""
    name: str | None = None
    """Project (项目名称); of a total row what it is called (合计)."""
    code: str | None = None
    """Project code (项目编码)."""
    department: str | None = None
    """Supervising department (主管部门)."""
    unit: str | None = None
    """Implementing unit (实施单位): of its column, or of the row above that names the unit whose projects follow."""
    initial_budget: Exact | None = None
    """年初预算数."""
    adjusted_budget: Exact | None = None
    """全年预算数; also the only budget of a table that prints one."""
    executed_amount: Exact | None = None
    """全年执行数."""
    rate_pct: Exact | None = None
    """Share that was spent, as printed (执行率), in percent points."""
    execution_score: Exact | None = None
    """Points claimed for the execution of the budget (预算执行率得分), where they have a column."""
    total_score: Exact | None = None
    """Total claimed (自评得分)."""
    grade: str | None = None
    """Grade claimed (自评等级), as printed, or the one whose column is ticked."""
    remark: str | None = None
    """备注."""
    extra: dict[str, str] = Field(default_factory=dict)
    """Cells of other columns by their printed header."""
    steps: dict[str, Exact] = Field(default_factory=dict)
    """What the last printed digit of an amount counts, in yuan (印刷精度)."""
    source: Source
    sources: dict[str, list[Source]] = Field(default_factory=dict)


class EvaluationSummary(Model):
    """A table that lists the self-evaluations of many projects with their totals only (自评结果汇总表)."""

    title: str | None = None
    table_no: int
    """Number of the table in ``tables`` of the reading, from 1, which has it as printed."""
    rows: list[EvaluatedProject] = Field(default_factory=list)
    subtotals: list[EvaluatedProject] = Field(default_factory=list)
    """Rows that add up those of a unit (小计)."""
    total: EvaluatedProject | None = None
    """The row that adds up all projects (合计)."""
    source: Source

    def named_rows(self) -> Iterator[tuple[str, EvaluatedProject]]:
        """All rows with what they are called among the places: ``rows.1``, ``subtotals.1``, ``total``."""
        for name, rows in (("rows", self.rows), ("subtotals", self.subtotals)):
            yield from ((f"{name}.{number}", row) for number, row in enumerate(rows, start=1))
        if self.total is not None:
            yield "total", self.total
