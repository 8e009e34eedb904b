"""Begin the targets of a whole department; write, read and print an ex-ante assessment (部门整体、事前绩效评估)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.chain import sha256_of
from jixiao.declaring.assessing import Assessment
from jixiao.documents.printout import UnprintableError
from jixiao.documents.writers import write
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.packs import HEADS
from jixiao.web.desks.declare.views import may_write, one
from jixiao.web.desks.whole.assessed import assessed_now, shown
from jixiao.web.desks.whole.paper import assessment_paper
from jixiao.web.middleware import refused
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.assessing import assess
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.assessments import asked_of, needs_assessment, record_of
from jixiao.web.records.models import AgencyYear, Declaration
from jixiao.web.records.refusals import ConflictError, RefusedError
from jixiao.web.records.showing import attached

_LONGEST = 5000
_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_POST
def whole_begin(request: HttpRequest) -> HttpResponse:
    """Begin the targets of an agency as a whole, with proposals (新建部门整体目标)."""
    if not request.actor.scope.has("clerk"):
        raise Http404
    years = AgencyYear.objects.filter(agency__in=agencies_where(request.actor, "clerk"), is_open=True).select_related("agency")
    chosen = next((year for year in years if f"{year.agency_id}/{year.fiscal_year}" == request.POST.get("for", "")), None)
    if chosen is None:
        return refused(request, RefusedError("web_whole.choose"))
    try:
        made = begin_whole(chosen.agency, chosen.fiscal_year, actor=request.actor)
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_whole.begun"))
    return HttpResponseRedirect(reverse("edit", args=[made.pk]))


@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, pk: Any) -> HttpResponse:
    """The assessment of a project: to be written by the unit, to be read by whoever sees the declaration (事前绩效评估)."""
    declaration = one(request, pk)
    if asked_of(declaration) is None:
        raise Http404
    if request.method == "GET":
        return _page(request, declaration)
    typed = _typed(request)
    seen = request.POST.get("revision", "")
    try:
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        assess(pk, Assessment.from_plain(typed), seen=number, actor=request.actor)
    except CallerError as error:
        if not may_write(request, declaration):
            return refused(request, error)
        return _page(request, declaration, typed=typed, error=error, status=409 if isinstance(error, ConflictError) else 422)
    messages.success(request, text("web_assess.kept"))
    return HttpResponseRedirect(reverse("assessment", args=[pk]))


def _typed(request: HttpRequest) -> dict[str, Any]:
    def said(name: str) -> str:
        return request.POST.get(name, "").replace("\x00", "")[:_LONGEST]

    heads = {head: {key: said(f"{head}.{key}") for key in ("text", "points", "file")} for head in HEADS}
    return {"heads": heads, "conclusion": said("conclusion"), "reason": said("reason")}


def _page(
    request: HttpRequest,
    declaration: Declaration,
    *,
    typed: dict[str, Any] | None = None,
    error: CallerError | None = None,
    status: int = 200,
) -> HttpResponse:
    is_writing = may_write(request, declaration)
    kept = record_of(declaration)
    is_needed = needs_assessment(declaration)
    now = assessed_now(declaration) or shown(declaration, None, is_needed=is_needed)
    if typed is not None:
        with suppress(CallerError):  # what cannot be kept at all is told, and what was kept is shown
            now = shown(declaration, Assessment.from_plain(typed), is_needed=is_needed)
    files = attached(declaration)
    told = {
        "declaration": declaration,
        "assessed": now,
        "revision": kept.revision if kept else 0,
        "kept": kept if not declaration.shown_version else None,
        "is_writing": is_writing,
        "attachments": files,
        "names": {str(file.pk): file for file in files},
        "kinds": list(_KINDS),
        "error": error,
        "basis": getattr(asked_of(declaration), "basis", None),
        "longest": _LONGEST,
        "section": "declarations",
    }
    return render(request, "whole/assessment.html", told, status=status)


@require_GET
def assessment_file(request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
    """The assessment as a file (导出评估表)."""
    declaration = one(request, pk)
    now = assessed_now(declaration)
    if kind not in _KINDS or now is None or not now.is_there:
        raise Http404
    try:
        content = write(assessment_paper(declaration, now), kind)
    except UnprintableError as error:
        return refused(request, RefusedError("web_review.unprintable", reason=error.message()))
    data = {"kind": f"assessment.{kind}", "sha256": sha256_of(content), "revision": declaration.revision}
    sessions.note(request.actor, "declaration.export", object=declaration.chain, data=data)
    response = HttpResponse(content, content_type=_KINDS[kind])
    called = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in str(declaration))
    name = text("web_assess.file", "zh", name=called)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.{kind}"
    return response
