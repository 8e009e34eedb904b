"""Examples: chosen by the performance desk, offered to whoever begins a declaration (案例)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.declaring import Draft
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.library.views import need_business
from jixiao.web.middleware import refused
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import copying as actions
from jixiao.web.records.models import AgencyYear, Case, Declaration

MOST = 200


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """All examples of the finance authority, newest year first."""
    need_business(request)
    found = list(Case.objects.visible_to(request.actor.scope).select_related("by").defer("draft")[:MOST])
    return render(request, "library/cases.html", {"cases": found, "section": "projects"})


@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, pk: Any) -> HttpResponse:
    """An example with its goal and indicators; begin a declaration after it (参照案例新建)."""
    need_business(request)
    found = get_object_or_404(Case.objects.visible_to(request.actor.scope).select_related("by"), pk=pk)
    own = agencies_where(request.actor, "clerk")
    open_years = list(
        AgencyYear.objects.filter(agency__in=own, is_open=True).select_related("agency").order_by("-fiscal_year", "agency__code")
    )
    if request.method == "POST":
        chosen = next((row for row in open_years if f"{row.agency_id}/{row.fiscal_year}" == request.POST.get("for", "")), None)
        if chosen is None:
            raise Http404
        try:
            made = actions.use_case(pk, chosen.agency, chosen.fiscal_year, actor=request.actor)
        except CallerError as error:
            return refused(request, error)
        return HttpResponseRedirect(reverse("edit", args=[made.pk]))
    draft = Draft.from_plain(found.draft)
    told = {"case": found, "goal": draft.text("goal"), "rows": draft.indicators, "open_years": open_years, "section": "projects"}
    return render(request, "library/case.html", told)


@require_POST
def mark(request: HttpRequest, pk: Any) -> HttpResponse:
    """Make a declaration an example, or an example no more (列为案例、移出案例)."""
    declaration = get_object_or_404(Declaration.objects.visible_to(request.actor.scope), pk=pk)
    is_off = request.POST.get("do") == "off"
    try:
        if is_off:
            actions.unmark_case(pk, actor=request.actor)
        else:
            actions.mark_case(pk, note=request.POST.get("note", "").replace("\x00", "")[:400], actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_library.case_unmarked" if is_off else "web_library.case_marked", name=declaration.name[:60]))
    return HttpResponseRedirect(declaration.get_absolute_url())
