"""What was sent in, what was read in it, and projects that are taken over."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jixiao.declaring import candidates
from jixiao.declaring.paths import name_of
from jixiao.errors import CallerError
from jixiao.evidence import Missing, Picture
from jixiao.messages import text
from jixiao.web.desks.shown_files import on_disk, opened
from jixiao.web.middleware import refused
from jixiao.web.records import queries, queues
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import declarations, importing, sessions
from jixiao.web.records.actions.queueing import MOST
from jixiao.web.records.models import AgencyYear, Declaration, Import, ImportState

LATEST = 50


@require_GET
def imports(request: HttpRequest) -> HttpResponse:
    """Files to send in, and what was sent in (导入); they are taken in by the queue, whether one or two hundred."""
    agencies = agencies_where(request.actor, "clerk")
    if not agencies:
        raise Http404
    return imports_page(request, agencies)


def imports_page(request: HttpRequest, agencies: list[Any], **more: Any) -> HttpResponse:
    """The page of imports; what is told besides says that something was refused."""
    latest = Import.objects.visible_to(request.actor.scope).select_related("agency", "by").defer("reading")[:LATEST]
    told = {"agencies": agencies, "years": _years(request), "limit": settings.UPLOAD_LIMIT // 2**20, "imports": list(latest)}
    told |= {"batches": queues.latest(request.actor), "most": MOST, **more}
    return render(request, "importing/imports.html", told, status=422 if any(more.values()) else 200)


def name_of_file(name: str | None) -> str:
    """The bare name of a file that was sent."""
    return (name or "document").replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "")[-255:] or "document"


def _years(request: HttpRequest) -> list[int]:
    return queries.years_of(queries.agencies_seen(request.actor))


@require_http_methods(["GET", "POST"])
def import_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """What was read in a document, doubtful places first, to be confirmed (导入确认)."""
    found = get_object_or_404(Import.objects.visible_to(request.actor.scope).select_related("agency", "by"), pk=pk)
    if request.method == "POST":
        numbers = [int(number) for number in request.POST.getlist("number") if number.isascii() and number.isdigit() and len(number) < 6]
        try:
            made = importing.take_over(pk, numbers, actor=request.actor)
        except CallerError as error:
            return refused(request, error)
        messages.success(request, text("web_importing.taken", count=len(made)))
        return HttpResponseRedirect(reverse("edit", args=[made[0].pk]) if len(made) == 1 else reverse("declarations"))
    told: dict[str, Any] = {"found": found, "is_waiting": found.state == ImportState.WAITING}
    if found.state == ImportState.READ:
        document = importing.document_of(found)
        taken = dict(found.projects.values_list("number", "declaration_id"))
        offered = candidates(document, declarations.pack_of(_pack_id(found)))
        told["offered"] = [(candidate, taken.get(candidate.number)) for candidate in offered]
        told["problems"] = document.problems[:100]
        told["document"] = document
        if not offered:
            own = Declaration.objects.visible_to(request.actor.scope).filter(imported_as__document=found)
            told["made"] = list(own.order_by("imported_as__number"))
    return render(request, "importing/import.html", told)


def _pack_id(found: Import) -> str:
    return AgencyYear.objects.values_list("pack", flat=True).get(agency_id=found.agency_id, fiscal_year=found.fiscal_year)


@require_GET
def evidence(request: HttpRequest, pk: Any, number: int) -> HttpResponse:
    """Where a value of a project stands in the file: the page with the mark, or the rows around it (原文)."""
    found = get_object_or_404(Import.objects.visible_to(request.actor.scope).select_related("file"), pk=pk, state=ImportState.READ)
    document = importing.document_of(found)
    candidate = next((each for each in candidates(document, declarations.pack_of(_pack_id(found))) if each.number == number), None)
    if candidate is None:
        raise Http404
    path = request.GET.get("path", "")
    places = list(candidate.places.get(path, ()))
    has_page = any(place.page and place.box for place in places)
    told: dict[str, Any] = {"where": places[0].where() if places else "", "label": name_of(path) if places else ""}
    if has_page and "picture" not in request.GET:
        return render(request, "importing/evidence.html", {**told, "picture": f"{request.get_full_path()}&picture=1"})
    collector = opened(document.source.file, on_disk(found.file_id, lambda: bytes(found.file.content)), document)
    if has_page:
        shown = collector.crop_all(places, document.source.sha256, margin=90)
        if isinstance(shown, Picture):
            return HttpResponse(shown.image, content_type=shown.media_type)
        raise Http404
    rows = collector.excerpt(places, document.source.sha256) if places else Missing(text("evidence.whole_file"))
    return render(request, "importing/evidence.html", {**told, "shown": rows, "is_missing": isinstance(rows, Missing)})


@require_GET
def file(request: HttpRequest, pk: Any) -> HttpResponse:
    """The file as it was sent in (原文件)."""
    found = get_object_or_404(Import.objects.visible_to(request.actor.scope).select_related("file"), pk=pk)
    sessions.note(request.actor, "import.download", object=f"import:{found.pk}")
    response = HttpResponse(bytes(found.file.content), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return response
