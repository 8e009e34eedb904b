"""The page of ceilings: rounds of the year above, a grid of agencies below (两上两下、控制数)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.budget.room import room_of
from jixiao.web.middleware import refused
from jixiao.web.records import ceilings as queries
from jixiao.web.records import clock
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import budget as actions
from jixiao.web.records.actions.administration import NotAcceptedError
from jixiao.web.records.actions.budget import BudgetFault, Given
from jixiao.web.records.agency_branches import years as years_seen
from jixiao.web.records.models import AgencyYear, BudgetRound, Declaration, RoundKind
from jixiao.web.records.scope import BUSINESS_ROLES
from jixiao.web.records.wan import wan_typed

_LONGEST = 40


@require_http_methods(["GET", "POST"])
def ceilings(request: HttpRequest) -> HttpResponse:
    """Ceilings of a year; typed into the grid by whoever gives them (控制数)."""
    years = years_of(request)
    year = _year(request, years)
    if request.method == "GET" or year is None:
        return page(request, year, years)
    given, faults = _typed(request)
    return give(request, year, years, given, faults)


def give(request: HttpRequest, year: int, years: list[int], given: dict[UUID, Given], wrong: list[Any]) -> HttpResponse:
    """Give ceilings, and show the grid again: with all that was wrong where they were not given.

    Args:
        request: whose.
        year: of the ceilings.
        years: to choose from on the page.
        given: what was understood.
        wrong: what was not understood.
    """
    if wrong and not given:
        return page(request, year, years, faults=wrong, status=422)
    try:
        changed = actions.set_ceilings(year, given, actor=request.actor, wrong=wrong) if given else []
    except NotAcceptedError as error:
        return page(request, year, years, faults=error.reasons, status=422)
    except CallerError as error:
        return refused(request, error)
    told = text("web_budget.saved", year=year, count=len(changed)) if changed else text("web_budget.saved_none")
    messages.success(request, told)
    return HttpResponseRedirect(f"{reverse('ceilings')}?year={year}")


def years_of(request: HttpRequest) -> list[int]:
    """Years in which the person sees agencies, newest first.

    Raises:
        Http404: the person works with no agency.
    """
    if not request.actor.scope.roles.keys() & BUSINESS_ROLES:
        raise Http404
    return years_seen(request.actor.scope)


def page(request: HttpRequest, year: int | None, years: list[int], *, faults: Iterable[Any] = (), status: int = 200) -> HttpResponse:
    """The page with the grid; what was typed stands in it again where it was not accepted."""
    faults = list(faults)
    lines = queries.grid_of(request.actor, year) if year else []
    wrong: dict[str, list[Any]] = {}
    for fault in faults:
        wrong.setdefault(fault.field, []).append(fault)
    again = {str(line.agency_id): request.POST.get(f"c-{line.agency_id}", "")[:_LONGEST] for line in lines} if faults else {}
    told = {
        "year": year,
        "years": years,
        "lines": [(line, wrong.get(str(line.agency_id), []), again.get(str(line.agency_id))) for line in lines],
        "faults": faults,
        "totals": queries.totals(lines) if len(lines) > 1 and all(line.is_whole for line in lines) else None,
        "may_set": any(line.may_set for line in lines),
        "is_finance": request.actor.scope.has("finance_reviewer"),
        "rounds": _rounds(request, year) if year else [],
        "section": "ceilings",
    }
    return render(request, "budget/ceilings.html", told, status=status)


def _rounds(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    """Each round of each authority that the person works under, opened or not."""
    found: dict[Any, dict[str, BudgetRound]] = {}
    authorities = {post.pk: post for post in agencies_where(request.actor, "finance_reviewer")}
    for each in queries.rounds_of(request.actor.scope, year):
        authorities.setdefault(each.finance_id, each.finance)
        found.setdefault(each.finance_id, {})[each.kind] = each
    packs = dict(AgencyYear.objects.filter(agency_id__in=authorities, fiscal_year=year).values_list("agency_id", "pack"))
    mine = request.actor.scope.agencies_of("finance_reviewer")
    return [
        {
            "finance": finance,
            "may": pk in mine,
            "kinds": [
                {
                    "kind": kind,
                    "round": found.get(pk, {}).get(kind),
                    "due": queries.default_due(packs[pk], kind, year) if kind not in found.get(pk, {}) else found[pk][kind].due_on,
                }
                for kind in RoundKind.values
            ],
        }
        for pk, finance in authorities.items()
        if pk in packs and (pk in found or pk in mine)
    ]


@require_POST
def round_page(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """Open a round, set its deadline, or close it (开启、关闭轮次)."""
    finance = next(
        (each for each in agencies_where(request.actor, "finance_reviewer") if str(each.pk) == request.POST.get("finance")), None
    )
    if finance is None or kind not in RoundKind.values or not 2000 <= year <= 2100:
        raise Http404
    called = text(f"budget_round.{kind}")
    try:
        if request.POST.get("do") == "close":
            actions.close_round(finance, year, kind, actor=request.actor)
            messages.success(request, text("web_budget.round_shut", year=year, round=called))
        else:
            done = actions.open_round(finance, year, kind, actor=request.actor, due_on=_day(request.POST.get("due_on", "")))
            messages.success(request, text("web_budget.round_opened", year=year, round=called, due=due_told(done.due_on)))
    except BudgetRound.DoesNotExist:
        raise Http404 from None
    except CallerError as error:
        return refused(request, error)
    return HttpResponseRedirect(f"{reverse('ceilings')}?year={year}")


@require_GET
def room(request: HttpRequest, pk: Any) -> HttpResponse:
    """What is left for a declaration, for the page on which it is typed (可用控制数)."""
    declaration = get_object_or_404(Declaration.objects.visible_to(request.actor.scope).select_related("agency"), pk=pk)
    return render(request, "budget/room.html", {"declaration": declaration, "room": room_of(declaration)})


def due_told(due_on: date | None) -> str:
    """A deadline in words."""
    return text("web_budget.round_due", day=due_on.isoformat()) if due_on else text("web_budget.round_no_due")


def _year(request: HttpRequest, years: list[int]) -> int | None:
    given = request.GET.get("year", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else None
    return year if year in years else _first(years)


def _first(years: list[int]) -> int | None:
    """This year or the next, whichever is prepared: the newest that is not beyond."""
    return next((year for year in years if year <= clock.today().year + 1), years[0] if years else None)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        return None


def _typed(request: HttpRequest) -> tuple[dict[UUID, Given], list[Any]]:
    """Ceilings that were typed over others, and what is no amount."""
    given, faults = {}, []
    for name, typed in request.POST.items():
        pk = _uuid(name.removeprefix("c-")) if name.startswith("c-") else None
        if pk is None:
            continue
        was = _amount(request.POST.get(f"was-{pk}", ""))
        try:
            yuan = wan_typed(str(typed)[:_LONGEST])
        except ValueError:
            values = {"agency": request.POST.get(f"name-{pk}", "")[:80], "text": str(typed)[:_LONGEST]}
            faults.append(BudgetFault(str(pk), "not_money", values))
            continue
        if yuan != was:
            given[pk] = Given(yuan, was)
    return given, faults


def _amount(given: str) -> Decimal | None:
    try:
        return wan_typed(given[:_LONGEST])
    except ValueError:
        return None


def _uuid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None
