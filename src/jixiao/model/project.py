"""A project with its money, its goal and its indicators, as one target form prints it (项目支出绩效目标)."""

from __future__ import annotations

from pydantic import Field

from jixiao.model.base import Exact, Model
from jixiao.model.evaluation import Result, SelfEvaluation
from jixiao.model.monitoring import IndicatorRound, MonitoringRound
from jixiao.provenance import Source
from jixiao.values import Target

Amounts = dict[str, Exact | None]
"""Money in yuan by the keys of the contract; a key only where the form has the cell, ``None`` where the cell is blank."""


class Repair(Model):
    """A cell that was read as something else than its place or its letters say, and why (修复)."""

    kind: str
    """Kind of repair: ``shifted``, ``joined``, ``level_from_other_half`` … (texts in the message catalogue under ``repair``)."""
    source: Source
    printed: str
    read_as: str


class Indicator(Model):
    """One measurable thing with its target (三级指标及其指标值)."""

    level1: str | None = None
    """Full label of the first level (一级指标), such as ``产出指标``."""
    level2: str | None = None
    """Full label of the second level (二级指标), such as ``数量指标``."""
    level1_code: str | None = None
    level2_code: str | None = None
    name: str
    """Name of the indicator (三级指标)."""
    description: str | None = None
    """Explanation (绩效指标描述); ``None`` where the form has no such column."""
    basis: str | None = None
    """Where the target comes from (指标值确定依据); ``None`` where the form has no such column."""
    target: Target
    target_of_period: Target | None = None
    """Target of the whole implementation period (实施期指标值), where the form has one beside that of the year."""
    weight: Exact | None = None
    """Weight in points (权重, 分值)."""
    value_type: str | None = None
    """Quantitative or qualitative as printed (指标值类型, 指标属性: 定量, 定性)."""
    extra: dict[str, str] = Field(default_factory=dict)
    """Cells of other columns by their printed header (备注, 评分标准 …), those of ``result`` among them."""
    monitoring: IndicatorRound | None = None
    """How far it is, where the form is a monitoring table (绩效运行监控表); ``None`` for every other form."""
    result: Result | None = None
    """What became of it; ``None`` where the form has no column for that."""
    placeholder: bool = False
    """The row only fills the form (``0``, ``/``, ``无``) and declares nothing."""
    source: Source
    sources: dict[str, list[Source]] = Field(default_factory=dict)
    """Place of each value: key of this class to the cells that print it, in all copies and halves."""
    confidence: float = 1.0


class FundingLine(Model):
    """How one source of the money was spent (资金执行情况): a row of the funding table of a self-evaluation; amounts in yuan."""

    key: str
    """Source of the money by the keys of the contract; ``annual`` for the year as a whole (年度资金总额)."""
    initial_budget: Exact | None = None
    """年初预算数."""
    adjusted_budget: Exact | None = None
    """全年预算数."""
    executed_amount: Exact | None = None
    """全年执行数; of a monitoring table what was paid until the end of its month (1—N月执行数)."""
    forecast_amount: Exact | None = None
    """全年预计执行数, of a monitoring table."""
    rate_pct: Exact | None = None
    """Share that was spent, as printed (执行率), in percent points."""
    weight: Exact | None = None
    """Weight in points (分值)."""
    score: Exact | None = None
    """Points claimed (得分)."""
    reason: str | None = None
    """Why it was spent as it was (偏差原因), where the table has a column for it."""
    source: Source


class Project(Model):
    """A project as its form prints it (项目)."""

    name: str | None = None
    code: str | None = None
    """Project code (项目编码)."""
    department: str | None = None
    """Supervising department (主管部门)."""
    department_code: str | None = None
    unit: str | None = None
    """Implementing unit (实施单位)."""
    unit_code: str | None = None
    attribute: str | None = None
    """Attribute of the project (项目属性), such as ``0101-一年期项目``."""
    period: str | None = None
    """Duration (项目期)."""
    amounts: Amounts = Field(default_factory=dict)
    """Money of the year, and ``total`` for the whole period."""
    amounts_of_period: Amounts = Field(default_factory=dict)
    """Money of the whole implementation period by source, where the form has it beside that of the year."""
    steps: dict[str, Exact] = Field(default_factory=dict)
    """What the last printed digit of an amount counts, in yuan (印刷精度), by the keys of ``sources``: 10000 for 17,192 万元."""
    funding: list[FundingLine] = Field(default_factory=list)
    """Budget and execution by source, where the form is a self-evaluation."""
    monitoring: MonitoringRound | None = None
    """The round, where the form is a monitoring table (绩效运行监控表); ``None`` for every other form."""
    evaluation: SelfEvaluation | None = None
    """Total, grade and conclusion, where the form is a self-evaluation (绩效自评); ``None`` for every other form."""
    payment_plan: dict[str, str | None] | None = None
    """Month of the checkpoint to the printed cumulative share (资金支出计划)."""
    goal: str | None = None
    """Goal of the year (年度绩效目标)."""
    goal_of_period: str | None = None
    """Goal of the whole implementation period (实施期目标)."""
    narratives: dict[str, str | None] = Field(default_factory=dict)
    contacts: dict[str, str | None] | None = None
    """负责人, 经办人, 联系电话, 填报日期: personal data, redacted in everything that is published."""
    indicators: list[Indicator] = Field(default_factory=list)
    copies: list[Source] = Field(default_factory=list)
    """Where the form is printed again, in whole or in part."""
    source: Source
    sources: dict[str, list[Source]] = Field(default_factory=dict)
    """Place of each value; keys such as ``name``, ``amounts.annual``, ``narratives.立项依据``."""
    repairs: list[Repair] = Field(default_factory=list)
    confidence: float = 1.0
