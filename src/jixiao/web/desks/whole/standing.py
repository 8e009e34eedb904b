"""What stands beside a form: the projects of a whole department, the ex-ante assessment of a project (对照)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jixiao.web.desks.whole.assessed import assessed_now
from jixiao.web.records.actions.changing import pack_of
from jixiao.web.records.models import AgencyYear, Declaration, Stage, Subject
from jixiao.web.records.whole_department import beside, may_declare_whole

MOST_SHOWN = 40
"""Projects that the panel names; all of them count."""


def beside_form(declaration: Declaration) -> dict[str, Any]:
    """The panels of a declaration: ``whole`` where it is of a whole department, ``assessed`` where it has or needs an assessment."""
    if declaration.is_whole_department:
        return {"whole": beside(declaration, pack_of(declaration.pack)), "most_shown": MOST_SHOWN}
    return {"assessed": assessed_now(declaration)}


def whole_years(years: Iterable[AgencyYear]) -> list[tuple[AgencyYear, Any]]:
    """Agencies that may declare as a whole, of some, each with its declaration where there is one."""
    may = [year for year in years if may_declare_whole(year)]
    found = Declaration.objects.reached().filter(agency__in=[year.agency_id for year in may], kind=Subject.WHOLE_DEPARTMENT)
    rows = found.exclude(stage=Stage.DISCARDED).order_by("created_at").values_list("agency_id", "fiscal_year", "pk") if may else []
    there = {(agency, year): pk for agency, year, pk in rows}
    return [(year, there.get((year.agency_id, year.fiscal_year))) for year in may]
