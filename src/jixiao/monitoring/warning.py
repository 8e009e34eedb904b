"""Warnings (预警): money below the rate that a round asks for, results and money apart, serious deviations. Handbook 05 §6."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao import messages
from jixiao.attainment import Derivation, Step, Unanswered, printed
from jixiao.attainment.figure import Answer, Figure, shown_percent
from jixiao.monitoring.dual import threshold

ROUNDS = {4: "least_rate_april", 6: "least_rate_june", 8: "least_rate_august", 10: "least_rate_october"}
"""Month by whose end a rate is asked for, and the threshold."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning (预警), or that there is none.

    Attributes:
        key: message without its group; empty where there is no warning.
        rule: the audit rule that asks the same.
        derivation: how it was told.
        values: what the message names.
    """

    key: str
    rule: str
    derivation: Derivation
    values: dict[str, str]

    @property
    def is_warning(self) -> bool:
        """Whether somebody must answer it."""
        return bool(self.key)

    def message(self, lang: str | None = None) -> str:
        """What is wrong; empty where nothing is."""
        return messages.text(f"monitor_warning.{self.key}", lang, **self.values) if self.key else ""

    def remedy(self, lang: str | None = None) -> str:
        """What to do; empty where nothing is."""
        return messages.remedy(f"monitor_warning.{self.key}", lang, **self.values) if self.key else ""

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """Key, rule, texts and derivation."""
        texts = {"message": self.message(lang), "remedy": self.remedy(lang)}
        return {"key": self.key, "rule": self.rule, **texts, "derivation": self.derivation.as_json(lang)}


def execution_warning(rate: Answer, day: date) -> Warned | Unanswered | None:
    """Whether money is below the rate that the last round asks for (执行进度预警).

    Args:
        rate: executed ÷ budget.
        day: the rounds are the ends of April, June, August and October; the last one that is over counts.

    Returns:
        The result; ``None`` before the end of April, when nothing is asked for yet.
    """
    over = [month for month in ROUNDS if _is_over(month, day)]
    if not over:
        return None
    return _below(rate, over[-1], day)


def next_warning(rate: Answer, day: date) -> tuple[int, Warned | Unanswered] | None:
    """The next round, and whether there will be a warning if nothing more is paid (下一监控时点); ``None`` after October."""
    ahead = [month for month in ROUNDS if not _is_over(month, day)]
    return (ahead[0], _below(rate, ahead[0], day)) if ahead else None


def _is_over(month: int, day: date) -> bool:
    return (day.month, day.day) >= (month, calendar.monthrange(day.year, month)[1])


def _below(rate: Answer, month: int, day: date) -> Warned | Unanswered:
    if isinstance(rate, Unanswered):
        return rate
    limit, origin = threshold(ROUNDS[month], day)
    is_below = rate.value * 100 < limit
    values = {"month": str(month), "limit": printed(limit), "rate": str(rate.percent)}
    step = Step("monitor_step.below" if is_below else "monitor_step.enough", values, result=shown_percent(rate.value), origin=origin)
    return Warned("slow_money" if is_below else "", "MON-003", Derivation((*rate.derivation.steps, step)), values)


def dual_warning(gap: Answer, day: date) -> Warned | Unanswered:
    """Whether results and money are apart (目标与资金脱节预警): beyond the threshold on either side (MON-004).

    Args:
        gap: attainment − execution rate.
        day: for which the threshold holds.
    """
    if isinstance(gap, Unanswered):
        return gap
    limit, origin = threshold("dual_gap", day)
    points = gap.value * 100
    key = "money_behind" if points > limit else "results_behind" if points < -limit else ""
    values = {"gap": str(abs(gap.percent)), "limit": printed(limit)}
    step = Step("monitor_step.apart" if key else "monitor_step.together", values, result=shown_percent(gap.value, ""), origin=origin)
    return Warned(key, "MON-004", Derivation((*gap.derivation.steps, step)), values)


def deviation_severity(deviation: Figure, day: date) -> str:
    """How grave a deviation is (偏离程度): ``serious``, ``light`` or ``none``, on either side."""
    serious, light = threshold("serious_deviation", day)[0], threshold("light_deviation", day)[0]
    size = abs(deviation.value) * 100
    return "serious" if size >= serious else "light" if size > light else "none"


def answer_days(day: date) -> Decimal:
    """Working days in which a warning is to be answered (答复期限)."""
    return threshold("days_to_answer", day)[0]
