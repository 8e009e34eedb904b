"""Projects: the list with its tree and states, the page of one, and what is done with it (项目库)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.middleware import refused
from jixiao.web.records import clock, library, paging
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import copying
from jixiao.web.records.actions import projects as actions
from jixiao.web.records.agency_branches import branches, years
from jixiao.web.records.library import Wanted
from jixiao.web.records.models import Agency, Project, ProjectState
from jixiao.web.records.scope import BUSINESS_ROLES, Scope

PAGE = 50
STATE_SHAPES = {"reserve": "open", "declared": "half", "approved": "full", "running": "seal", "closed": "cross"}


def need_business(request: HttpRequest) -> None:
    """Whoever works with declarations comes in.

    Raises:
        Http404: the person does not.
    """
    if not request.actor.scope.roles.keys() & BUSINESS_ROLES:
        raise Http404


@require_GET
def projects(request: HttpRequest) -> HttpResponse:
    """Projects by state, a page at a time, with the money of two years (项目库)."""
    need_business(request)
    scope = request.actor.scope
    pair = shown_years(scope)
    wanted, asked = wanted_of(request)
    after = request.GET.get("after", "")
    rows, following = paging.page(wanted.found(scope), "name", after, PAGE)
    told: dict[str, Any] = {
        "rows": library.with_years(scope, rows),
        "after": following,
        "pair": pair,
        "shapes": STATE_SHAPES,
    }
    if request.htmx and request.htmx.target == "rows":
        return render(request, "library/rows.html", told)
    counted = library.counts(scope, wanted)
    told |= {
        "asked": asked,
        "state": wanted.state,
        "tabs": [("", counted["all"]), *((str(state), counted[state]) for state in ProjectState.values)],
        "tree": branches(scope, pair[1], wanted.agency),
        "tree_address": _address(request, "agency", "after") + "agency=",
        "totals": library.money_by_year(scope, wanted, pair) if rows else {},
        "section": "projects",
        "may_add": scope.has("clerk"),
        "is_narrowed": any(typed for name, typed in asked.items() if name != "state"),
        "address": request.GET.urlencode(),
    }
    return render(request, "library/projects.html", told)


def shown_years(scope: Scope) -> tuple[int, int]:
    """The two years whose money is told: the newest that is prepared, and the one before."""
    known = years(scope)
    shown = next((year for year in known if year <= clock.today().year + 1), known[0] if known else clock.today().year)
    return shown - 1, shown


@require_GET
def project(request: HttpRequest, pk: Any) -> HttpResponse:
    """A project with everything that was declared of it (项目明细)."""
    return project_page(request, _one(request, pk))


def project_page(request: HttpRequest, found: Project, *, status: int = 200, error: str = "") -> HttpResponse:
    """The page of a project."""
    rows = library.declarations_of(request.actor.scope, found)
    taken = {row.fiscal_year for row in rows if row.stage != "discarded"}
    before = {row.fiscal_year: row.annual_yuan for row in rows if row.stage != "discarded"}
    told = {
        "project": found,
        "rows": [(row, _change(row.annual_yuan, before.get(row.fiscal_year - 1))) for row in rows],
        "total": sum((yuan for yuan in before.values() if yuan is not None), Decimal(0)),
        "open_years": [year for year in library.open_years(request.actor, found.agency_id) if year not in taken],
        "may_write": found.agency_id in request.actor.scope.agencies_of("clerk"),
        "events": library.events_of(found),
        "shapes": STATE_SHAPES,
        "section": "projects",
        "error": error,
    }
    return render(request, "library/project.html", told, status=status)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Put a project into the reserve (储备入库)."""
    agencies = agencies_where(request.actor, "clerk")
    if not agencies:
        raise Http404
    agency = next((each for each in agencies if str(each.pk) == request.POST.get("agency", "")), None)
    if agency is None and len(agencies) == 1 and not request.POST.get("agency"):
        agency = agencies[0]
    typed = {name: request.POST.get(name, "").replace("\x00", "")[:255] for name in ("name", "code")}
    try:
        made = actions.add_project(agency or Agency(), _latest(request), **typed, actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_library.added", name=made.name))
    return HttpResponseRedirect(made.get_absolute_url())


@require_POST
def declare(request: HttpRequest, pk: Any) -> HttpResponse:
    """Declare a project for a year (从项目库申报)."""
    found = _one(request, pk)
    year = request.POST.get("year", "")
    try:
        made = copying.begin_project(pk, int(year) if year.isascii() and year.isdigit() and len(year) == 4 else 0, actor=request.actor)
    except CallerError as error:
        return project_page(request, found, status=422, error=error.message())
    return HttpResponseRedirect(reverse("edit", args=[made.pk]))


@require_POST
def end(request: HttpRequest, pk: Any) -> HttpResponse:
    """End a project, or take that back (结束、恢复)."""
    found = _one(request, pk)
    is_back = request.POST.get("do") == "reopen"
    reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
    try:
        done = actions.reopen_project(pk, actor=request.actor) if is_back else actions.close_project(pk, reason=reason, actor=request.actor)
    except CallerError as error:
        return project_page(request, found, status=422, error=error.message())
    messages.success(request, text("web_library.reopened" if is_back else "web_library.ended", name=done.name))
    return HttpResponseRedirect(done.get_absolute_url())


def _one(request: HttpRequest, pk: Any) -> Project:
    return get_object_or_404(Project.objects.visible_to(request.actor.scope), pk=pk)


def _latest(request: HttpRequest) -> int:
    return next(iter(years(request.actor.scope)), clock.today().year)


def _change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return now - before if now is not None and before is not None else None


def wanted_of(request: HttpRequest) -> tuple[Wanted, dict[str, str]]:
    """The query row as understood, and as typed."""
    asked = {key: request.GET.get(key, "").replace("\x00", "")[:80] for key in ("state", "words", "agency", "recurring", "at_least")}
    try:
        at_least = Decimal(asked["at_least"]) * 10000 if asked["at_least"] else None
        at_least = at_least if at_least is None or (at_least.is_finite() and abs(at_least) < 10**15) else None
    except ArithmeticError:
        at_least = None
    try:
        agency = UUID(asked["agency"]) if asked["agency"] else None
    except ValueError:
        agency = None
    state = asked["state"] if asked["state"] in ProjectState.values else ""
    return Wanted(state, asked["words"], agency, asked["recurring"] == "1", at_least), asked


def _address(request: HttpRequest, *without: str) -> str:
    parameters = request.GET.copy()
    for name in without:
        parameters.pop(name, None)
    return f"?{parameters.urlencode()}{'&' if parameters else ''}"
