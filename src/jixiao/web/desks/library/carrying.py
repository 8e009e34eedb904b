"""Declarations of a year become drafts of the next, many at once, each with its outcome (结转下年)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from jixiao.declaring import Draft
from jixiao.messages import text
from jixiao.web.records import library
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import copying
from jixiao.web.records.actions.copying import Outcome
from jixiao.web.records.agency_branches import years
from jixiao.web.records.models import AgencyYear
from jixiao.web.records.stale import stale_places

MOST = 500


@require_http_methods(["GET", "POST"])
def carry_over(request: HttpRequest) -> HttpResponse:
    """Choose what is carried over, and see what became of each."""
    agencies = agencies_where(request.actor, "clerk")
    if not agencies:
        raise Http404
    rows = AgencyYear.objects.filter(agency__in=agencies, is_open=True).order_by("-fiscal_year")
    open_years = list(dict.fromkeys(rows.values_list("fiscal_year", flat=True)))
    asked = request.POST if request.method == "POST" else request.GET
    to_year = _year(asked.get("to", ""), open_years)
    told: dict[str, Any] = {"open_years": open_years, "to_year": to_year, "section": "projects"}
    if to_year is None:
        return render(request, "library/carry_over.html", told)
    known = [year for year in years(request.actor.scope) if year < to_year]
    from_year = _year(asked.get("from", ""), known) or to_year - 1
    told |= {"from_year": from_year, "known": known or [from_year]}
    status = 200
    if request.method == "POST":
        keys = _keys(request.POST.getlist("chosen"))
        if keys:
            outcomes = copying.copy_many(keys, to_year, actor=request.actor)
            made = sum(each.made is not None for each in outcomes)
            told["outcomes"] = [(each, _marks(each)) for each in outcomes]
            told["done"] = text("web_library.carried", to_year=to_year, made=made, refused=len(outcomes) - made)
            return render(request, "library/carry_over.html", told)
        told["error"], status = text("web_library.carry_nothing"), 422
    rows = library.to_carry_over(request.actor, from_year, to_year)
    told |= {"rows": rows, "is_any": any(row.next is None for row in rows)}
    return render(request, "library/carry_over.html", told, status=status)


def _marks(outcome: Outcome) -> int:
    """How many places of a copy are still as they were."""
    if outcome.made is None:
        return 0
    draft = Draft.from_plain(outcome.made.draft)
    return sum(1 for _ in stale_places(draft, draft, outcome.source.fiscal_year))


def _year(given: str, known: list[int]) -> int | None:
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else None
    return year if year in known else next(iter(known), None)


def _keys(given: list[str]) -> list[UUID]:
    found = []
    for each in given[:MOST]:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
