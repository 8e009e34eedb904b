"""Dual monitoring (双监控): results and money held against each other, as a gap and as a matrix. Handbook 05 §5 and §6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jixiao.attainment import Derivation, Origin, Step, Unanswered, printed
from jixiao.attainment.derivation import Keyed
from jixiao.attainment.figure import Answer, shown_percent
from jixiao.law import citation, parameter
from jixiao.monitoring.money import Schedule


class MoneyState(StrEnum):
    """Money against its plan (资金状态)."""

    ON_TRACK = "on_track"
    AHEAD = "ahead"
    BEHIND = "behind"


class TargetState(StrEnum):
    """Results against the plan (目标状态)."""

    ON_TRACK = "on_track"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the dual matrix (双监控矩阵).

    Attributes:
        money: the row.
        targets: the column.
        derivation: how both were told.
    """

    money: MoneyState
    targets: TargetState
    derivation: Derivation

    @property
    def is_most_serious(self) -> bool:
        """Paid ahead of results (支付超前而目标滞后)."""
        return self.money is MoneyState.AHEAD and self.targets is TargetState.BEHIND

    def advice(self, lang: str | None = None) -> str:
        """What the cell means and asks to check."""
        return Keyed(f"monitor_cell.{self.money.value}_{self.targets.value}").text(lang)


THRESHOLDS = (
    "least_rate_april",
    "least_rate_june",
    "least_rate_august",
    "least_rate_october",
    "dual_gap",
    "schedule_gap",
    "serious_deviation",
    "light_deviation",
    "days_to_answer",
)
"""Names of the thresholds that this room reads, in ``law/parameters/monitoring.toml``."""


def threshold(name: str, day: date) -> tuple[Decimal, Origin]:
    """A threshold of ``law/parameters/monitoring.toml`` as it holds on a day, with what it rests on."""
    key = f"monitoring.{name}"
    held = parameter(key).on(day) or parameter(key).latest
    return Decimal(held.value), Origin(held.source, citation(held.source).status)


def cell_of(attainment: Answer, schedule: Schedule, day: date) -> Cell | Unanswered:
    """The cell of the dual matrix (双监控矩阵).

    Money is ahead or behind where it lies further from its plan than the threshold; targets are behind where the attainment lies further
    below the planned rate than the same threshold.

    Args:
        attainment: of the project.
        schedule: money against its plan.
        day: for which the threshold holds.

    Source:
        Handbook 05 §5, matrix; that results are held against the planned rate is a default of this software.
    """
    if isinstance(schedule.gap, Unanswered):
        return schedule.gap
    if isinstance(attainment, Unanswered):
        return attainment
    limit, origin = threshold("schedule_gap", day)
    gap, behind = schedule.gap.value * 100, (attainment.value - schedule.planned.value) * 100
    money = MoneyState.AHEAD if gap > limit else MoneyState.BEHIND if gap < -limit else MoneyState.ON_TRACK
    targets = TargetState.BEHIND if behind < -limit else TargetState.ON_TRACK
    steps = [
        Step(
            "monitor_step.money_state",
            {"state": Keyed(f"monitor_money.{money.value}"), "limit": printed(limit)},
            result=shown_percent(gap / 100, ""),
            origin=origin,
        ),
        Step(
            "monitor_step.target_state",
            {"state": Keyed(f"monitor_targets.{targets.value}"), "limit": printed(limit)},
            "a − r₀",
            f"{shown_percent(attainment.value)} − {shown_percent(schedule.planned.value)}",
            shown_percent(behind / 100, ""),
            origin,
        ),
    ]
    return Cell(money, targets, Derivation((*schedule.gap.derivation.steps, *attainment.derivation.steps, *steps)))
