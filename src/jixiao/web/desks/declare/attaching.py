"""Files that belong to a declaration: put to it, listed, fetched, taken away (附件)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jixiao.errors import CallerError
from jixiao.web.desks.declare.views import may_write, one
from jixiao.web.middleware import refused
from jixiao.web.records.actions import attachments as actions
from jixiao.web.records.actions import sessions
from jixiao.web.records.models import Declaration
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.showing import attached, may_fetch


@require_http_methods(["GET", "POST"])
def attachments(request: HttpRequest, pk: Any) -> HttpResponse:
    """The files of a declaration; one more by sending it (附件)."""
    declaration = one(request, pk)
    if request.method == "GET":
        return render(request, "declare/files.html", {"declaration": declaration, "attachments": attached(declaration)})
    errors: list[CallerError] = []
    files = request.FILES.getlist("files")
    for file in files:
        try:
            actions.attach(pk, name=file.name or "", content=file.read(), actor=request.actor)
        except Declaration.DoesNotExist:
            raise Http404 from None
        except CallerError as error:
            errors.append(error)
    if not files:
        errors.append(RefusedError("web_declare.choose_file"))
    return _answer(request, one(request, pk), declaration.revision, errors)


@require_POST
def remove(request: HttpRequest, pk: Any, file: Any) -> HttpResponse:
    """Take a file away; the versions that were frozen with it still name it."""
    declaration = one(request, pk)
    get_object_or_404(declaration.attachments, pk=file)
    errors: list[CallerError] = []
    try:
        actions.detach(pk, file, actor=request.actor)
    except CallerError as error:
        errors.append(error)
    return _answer(request, one(request, pk), declaration.revision, errors)


@require_GET
def download(request: HttpRequest, pk: Any, file: Any) -> HttpResponse:
    """A file as it was sent, to be kept and never to be shown by the browser in our name."""
    declaration = one(request, pk)
    found = get_object_or_404(declaration.attachments.select_related("file"), pk=file)
    if not may_fetch(declaration, found):
        raise Http404
    sessions.note(request.actor, "attachment.download", object=declaration.chain, data={"name": found.name, "sha256": found.file_id})
    response = HttpResponse(bytes(found.file.content), content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _answer(request: HttpRequest, declaration: Declaration, before: int, errors: list[CallerError]) -> HttpResponse:
    """The list anew for the program in the page, the page itself for a form; why not, where nothing may be changed."""
    if errors and not may_write(request, declaration):
        return refused(request, errors[0])
    refusals = [error.message() for error in errors]
    if request.htmx:
        told = {"declaration": declaration, "attachments": attached(declaration), "before": before, "refusals": refusals}
        return render(request, "declare/files.html", told)
    for each in refusals:
        messages.error(request, each)
    return HttpResponseRedirect(f"{reverse('edit', args=[declaration.pk])}#attachments")
