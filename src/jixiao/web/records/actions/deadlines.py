"""By which day a declaration is to leave a stage, and whether units hand in now (期限与轮次)."""

from __future__ import annotations

from datetime import date
from typing import Any

from jixiao.packs import Pack
from jixiao.web.records import clock
from jixiao.web.records.ceilings import handing_in
from jixiao.web.records.models import Adjustment, Declaration
from jixiao.web.records.refusals import RefusedError

_DUE = {
    "draft": "declare_by",
    "returned": "revise_by",
    "unit_review": "declare_by",
    "department_review": "department_review_by",
    "finance_review": "finance_review_by",
    "performance_review": "finance_review_by",
    "approved": "approve_by",
}
"""Deadline of the calendar of a pack by which a stage is to be left."""
STAGES_DUE_BY = {name: tuple(stage for stage, own in _DUE.items() if own == name) for name in _DUE.values()}
"""The stages that end with a deadline."""
_WITH_THE_UNIT = ("draft", "returned")


def due_of(pack: Pack, stage: str, fiscal_year: int, finance_id: Any) -> date | None:
    """The day by which a stage is to be left; ``None`` where the calendar has none.

    Where the year goes by rounds, what is with the unit is due by the end of the round in which units hand in, and so is what is
    reviewed in it where the day of the calendar was over before the round began: that day was one of an earlier round.
    """
    deadline = pack.calendar.get(_DUE.get(stage, ""))
    day = deadline.on(fiscal_year) if deadline else None
    if stage not in _WITH_THE_UNIT and (day is None or day >= clock.today()):
        return day
    _, now = handing_in(finance_id, fiscal_year)
    if now is None or now.due_on is None:
        return day
    return now.due_on if stage in _WITH_THE_UNIT or day is None or day < clock.day_of(now.opened_at) else day


def check_round(declaration: Declaration) -> None:
    """Units hand in while a round upwards is open; in a year without rounds, and what adjusts an approved declaration, always.

    Raises:
        RefusedError: none is open.
    """
    goes_by_rounds, now = handing_in(declaration.finance_id, declaration.fiscal_year)
    if goes_by_rounds and now is None and not Adjustment.objects.reached().filter(pk=declaration.pk).exists():
        raise RefusedError("web_budget.no_round", year=declaration.fiscal_year)
