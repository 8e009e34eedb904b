"""What a pack says, ready to be used (地区包)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from jixiao.law import Status
from jixiao.rules import Severity
from jixiao.values import MoneyUnit
from jixiao.workflow import LEVELS

REVIEW_LEVELS = LEVELS
"""Levels of review that a declaration may pass, in their order (审核层级): those of the workflow."""
EVENTS = ("budget_adopted", "finance_approval", "department_approval")
"""What a deadline may be counted from (起算事项): 人大批准预算, 财政批复, 部门批复."""
PHRASED = ("approve", "return")
"""Moves for which a pack has phrases (常用语)."""
DEADLINES = (
    "start_by",
    "declare_by",
    "department_review_by",
    "finance_review_by",
    "revise_by",
    "approve_by",
    "department_approve_by",
    "disclose_by",
    "unit_disclose_by",
    "adjust_by",
    "self_evaluate_by",
)
"""Names of the deadlines of a budget year, as the year goes (期限)."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a statement of a pack rests on (依据).

    Attributes:
        source: a citation of ``law/sources.toml`` or the name of a source of the pack.
        status: how far the statement is verified.
        words: the source in words, by language.
        address: number or address of a source of the pack.
        pack: id of the pack that makes the statement, which may be one that this pack extends.
    """

    source: str
    status: Status
    words: Mapping[str, str]
    address: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Level2Option:
    """A second level that may be chosen (可选的二级指标): its code, and what it is called here."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Level1Option:
    """A first level with the second levels below it, in the order of the form (可选的一级指标)."""

    code: str
    label: str
    level2: tuple[Level2Option, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due in a budget year (期限): a day of the calendar, or some days after an event.

    Attributes:
        name: one of :data:`DEADLINES`.
        month, day: of the calendar; ``None`` where it is counted from an event.
        year: -1 the year before the budget year, 0 the budget year, 1 the year after.
        days: after the event.
        after: one of :data:`EVENTS`.
        basis: what it rests on.
        set_days: days that were set for single budget years (逐年设定), which go before all of this.
    """

    name: str
    basis: Basis
    month: int | None = None
    day: int | None = None
    year: int = 0
    days: int | None = None
    after: str | None = None
    set_days: Mapping[int, date] = field(default_factory=dict)

    def on(self, fiscal_year: int, events: Mapping[str, date] | None = None) -> date | None:
        """The day in a budget year.

        Args:
            fiscal_year: the budget year (预算年度).
            events: days of those of :data:`EVENTS` that have happened.

        Returns:
            The last permitted day; ``None`` where it is counted from an event that has not happened.
        """
        if fiscal_year in self.set_days:
            return self.set_days[fiscal_year]
        if self.month is not None and self.day is not None:
            return date(fiscal_year + self.year, self.month, self.day)
        start = (events or {}).get(self.after or "")
        return start + timedelta(days=self.days or 0) if start is not None else None


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute that a project may have (项目属性).

    Attributes:
        label: what it is called.
        code: printed before it; ``None`` where the list has no codes.
        period: the only period that goes with it; ``None`` where it is free.
    """

    label: str
    code: str | None = None
    period: str | None = None

    @property
    def printed(self) -> str:
        """As the form prints it: ``0101-一年期项目``."""
        return f"{self.code}-{self.label}" if self.code else self.label


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How long a project may run (项目期), in years; ``endless`` is the number that stands for no end."""

    least: int
    most: int
    endless: int | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class ParameterSetting:
    """A number of the rules that is another one here (参数的本地取值).

    Attributes:
        parameter: its id, such as ``targets.low_satisfaction``.
        value: what holds here.
        start: day from which it holds; ``None`` for always.
        reason: why, by language.
        basis: what it rests on.
    """

    parameter: str
    value: Decimal | str
    start: date | None
    reason: Mapping[str, str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A rule that is not applied here (不适用的规则), since when, why, and what that rests on."""

    rule: str
    since: date
    reason: Mapping[str, str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class SeveritySetting:
    """How grave the findings of a rule are here (规则的本地严重程度): ``error``, ``warning`` or ``info``, why, and what that rests on."""

    rule: str
    severity: Severity
    reason: Mapping[str, str]
    basis: Basis


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """What the rules are told of a jurisdiction (规则设置)."""

    parameters: tuple[ParameterSetting, ...] = ()
    not_applied: tuple[NotApplied, ...] = ()
    severities: tuple[SeveritySetting, ...] = ()


@dataclass(frozen=True, slots=True)
class WholeDepartment:
    """How a whole department declares its targets here (部门整体支出绩效目标).

    Attributes:
        form: name of its form.
        agencies: levels of the agencies that declare one, ``department`` or ``unit``.
        level_options, mandatory_levels, required_fields: as those of a project.
        basis: what it rests on.
    """

    form: str
    agencies: tuple[str, ...]
    level_options: tuple[Level1Option, ...]
    mandatory_levels: tuple[str, ...]
    required_fields: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class ExAnte:
    """Which new projects need an ex-ante assessment, and its points (事前绩效评估).

    Attributes:
        threshold_yuan: money of the year from which one is needed.
        points: full points of each head, in the order of the assessment.
        basis: what it rests on.
    """

    threshold_yuan: Decimal
    points: Mapping[str, int]
    basis: Basis


HEADS = ("necessity", "economy", "goals", "feasibility", "funding")
"""Heads of an ex-ante assessment: 立项必要性, 投入经济性, 绩效目标合理性, 实施方案可行性, 筹资合规性."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A jurisdiction as data (地区包): its form, its words, its levels of review, its calendar, its settings of the rules.

    Attributes:
        id: name of its file without the ending.
        title, region: its name and that of the region, by language.
        division: code of the administrative division (行政区划代码).
        lineage: ids of the packs that it starts from, the nearest first.
        form: name of its form, one of ``jixiao.layouts.lay_out.form_names()``.
        labels: what every field of the form and every level is called here, by path (``amounts.annual``, ``indicators.target``) or code.
        own_labels: those that the pack states itself, as they are printed instead of the label of the form.
        level_options: first levels with their second levels, in the order of the form.
        mandatory_levels: codes of levels that need an indicator; a code of a first level means any of its second levels.
        review_levels: levels of review in their order, of :data:`REVIEW_LEVELS`.
        phrases: what reviewers often write, by the moves of :data:`PHRASED`: each by language.
        calendar: deadlines by name, of :data:`DEADLINES`.
        money_unit: unit in which amounts are typed and printed.
        least_decimals, most_decimals: digits behind the point.
        attributes: those that may be chosen; empty where the form has no place for one.
        period: how long a project may run.
        required_fields: paths that must be filled in; ``indicators.target`` means that of every indicator.
        rule_settings: numbers of rules that differ, rules that are not applied.
        digest: SHA-256 of all that it states and inherits, so that what was frozen under it tells whether it has changed since.
        whole_department: how whole departments declare; ``None`` where none does.
        ex_ante: which projects need an ex-ante assessment; ``None`` where none does.
        bases: what each part rests on, by its name: ``form``, ``levels``, ``review``, ``phrases``, ``money``, ``attributes``, ``required``.
    """

    id: str
    title: Mapping[str, str]
    region: Mapping[str, str]
    division: str | None
    lineage: tuple[str, ...]
    form: str
    labels: Mapping[str, str]
    own_labels: Mapping[str, str]
    level_options: tuple[Level1Option, ...]
    mandatory_levels: tuple[str, ...]
    review_levels: tuple[str, ...]
    phrases: Mapping[str, tuple[Mapping[str, str], ...]]
    calendar: Mapping[str, Deadline]
    money_unit: MoneyUnit
    least_decimals: int
    most_decimals: int
    attributes: tuple[Attribute, ...]
    period: PeriodRule
    required_fields: tuple[str, ...]
    rule_settings: RuleSettings
    digest: str
    whole_department: WholeDepartment | None = None
    ex_ante: ExAnte | None = None
    bases: Mapping[str, Basis] = field(default_factory=dict)

    @property
    def levels(self) -> dict[str, tuple[str, ...]]:
        """Code of each first level to the codes of the second levels that may be chosen under it."""
        return {first.code: tuple(second.code for second in first.level2) for first in self.level_options}

    @property
    def level_labels(self) -> dict[str, str]:
        """What each level is called here, by its code."""
        found = {}
        for first in self.level_options:
            found[first.code] = first.label
            found |= {second.code: second.label for second in first.level2}
        return found

    def missing_levels(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Mandatory levels that a set of indicators lacks (缺少的必设指标).

        Args:
            codes: level-2 codes of the indicators that declare something.

        Returns:
            Codes of :attr:`mandatory_levels`, in their order.
        """
        there = set(codes)
        there |= {code.partition(".")[0] for code in there}
        return tuple(code for code in self.mandatory_levels if code not in there)
