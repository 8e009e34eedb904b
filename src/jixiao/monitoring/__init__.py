"""A year in progress (绩效运行监控): money against its plan, results against time, what to expect at the end of the year.

Read :mod:`jixiao.monitoring.watching` first. Light sets are data in ``lights.toml``, actions in ``actions.toml``, thresholds in
``law/parameters/monitoring.toml``.
"""

from jixiao.attainment.figure import Answer, Figure
from jixiao.attainment.progress import Progress, Watched, progress_of, project_attainment
from jixiao.attainment.spending import dual_gap, execution_rate
from jixiao.attainment.timing import Moment, at_month_end
from jixiao.monitoring.actions import (
    Action,
    Attainability,
    Suggestion,
    actions,
    cause_faults,
    missing_of,
    suggest_actions,
    unknown_causes,
)
from jixiao.monitoring.dual import Cell, MoneyState, TargetState, cell_of
from jixiao.monitoring.forecast import Forecast, PastYear, Report, forecast_deviation, forecast_year
from jixiao.monitoring.lights import Light, LightSet, Lit, light_of_indicator, light_of_money, light_of_project, light_sets
from jixiao.monitoring.money import Schedule, carryover, schedule_of
from jixiao.monitoring.plan import Plan, even_pace, planned_rate, read_plan
from jixiao.monitoring.warning import Warned, answer_days, deviation_severity, dual_warning, execution_warning, next_warning
from jixiao.monitoring.watching import Monitored, Round, watch

__all__ = [
    "Action",
    "Answer",
    "Attainability",
    "Cell",
    "Figure",
    "Forecast",
    "Light",
    "LightSet",
    "Lit",
    "Moment",
    "MoneyState",
    "Monitored",
    "PastYear",
    "Plan",
    "Progress",
    "Report",
    "Round",
    "Schedule",
    "Suggestion",
    "TargetState",
    "Warned",
    "Watched",
    "actions",
    "answer_days",
    "at_month_end",
    "carryover",
    "cause_faults",
    "cell_of",
    "deviation_severity",
    "dual_gap",
    "dual_warning",
    "even_pace",
    "execution_rate",
    "execution_warning",
    "forecast_deviation",
    "forecast_year",
    "light_of_indicator",
    "light_of_money",
    "light_of_project",
    "light_sets",
    "missing_of",
    "next_warning",
    "planned_rate",
    "progress_of",
    "project_attainment",
    "read_plan",
    "schedule_of",
    "suggest_actions",
    "unknown_causes",
    "watch",
]
