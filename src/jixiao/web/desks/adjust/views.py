"""Begin an adjustment, and see what it changes side by side (申请调整、调整前后对照)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.declaring import Draft
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.review.changes import changes_between
from jixiao.web.desks.review.frozen import paper_with
from jixiao.web.desks.review.views import one
from jixiao.web.middleware import refused
from jixiao.web.records.actions import adjusting as actions
from jixiao.web.records.models import Adjustment
from jixiao.web.records.refusals import RefusedError

_LONGEST = 2000


@require_http_methods(["GET", "POST"])
def adjust(request: HttpRequest, pk: Any) -> HttpResponse:
    """Ask for the reason and the number of the budget change, and begin (申请调整)."""
    declaration = one(request, pk)
    told = {"declaration": declaration, "section": "declarations", "longest": _LONGEST}
    if request.method == "GET":
        if "clerk" not in request.actor.scope.roles_on(declaration):
            return refused(request, RefusedError("web.refused.not_clerk", agency=declaration.agency_name))
        return render(request, "adjust/adjust.html", told)
    typed = {name: request.POST.get(name, "").replace("\x00", "")[:_LONGEST] for name in ("reason", "number")}
    try:
        made = actions.adjust(pk, **typed, actor=request.actor)
    except CallerError as error:
        return render(request, "adjust/adjust.html", {**told, **typed, "error": error}, status=422)
    messages.success(request, text("web_adjust.begun"))
    return HttpResponseRedirect(reverse("edit", args=[made.pk]))


@require_POST
def adjust_number(request: HttpRequest, pk: Any) -> HttpResponse:
    """Give the number of the budget change that was not known before (补填文号)."""
    declaration = one(request, pk)
    try:
        actions.give_number(pk, number=request.POST.get("number", "").replace("\x00", ""), actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_adjust.number_saved"))
    return HttpResponseRedirect(declaration.get_absolute_url())


@require_GET
def adjustment(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was approved and what it shall be, side by side (调整前后对照)."""
    declaration = one(request, pk)
    own = get_object_or_404(Adjustment.objects.reached().select_related("original", "by"), pk=pk)
    before, after = (Draft.from_plain(each.draft) for each in (own.original, declaration))
    papers = (paper_with(own.original, before), paper_with(declaration, after))
    told = {
        "declaration": declaration,
        "adjustment": own,
        "changes": list(changes_between(before, after, papers)),
        "difference": (declaration.annual_yuan or Decimal(0)) - (own.original.annual_yuan or Decimal(0)),
        "section": "declarations",
    }
    return render(request, "adjust/adjustment.html", told)
