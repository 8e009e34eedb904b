"""Files that are sent in together, and how far each of them is (导入队列)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.importing.views import imports_page
from jixiao.web.middleware import refused
from jixiao.web.records import queues
from jixiao.web.records.acting import agencies_where
from jixiao.web.records.actions import confirming, queueing
from jixiao.web.records.models import ImportBatch, QueuedFile, QueuedProject, QueueState
from jixiao.web.records.refusals import RefusedError


@require_POST
def queue_send(request: HttpRequest) -> HttpResponse:
    """Take files in, or the files of a folder (导入一批文件)."""
    agencies = agencies_where(request.actor, "clerk")
    if not agencies:
        raise Http404
    wanted, year = request.POST.get("agency", ""), request.POST.get("year", "")
    agency = next((each for each in agencies if str(each.pk) == wanted), None)
    files = [*request.FILES.getlist("files"), *request.FILES.getlist("folder")]
    errors = []
    if wanted and agency is None:
        errors.append(text("web_importing.choose_agency"))
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        errors.append(text("web_importing.choose_year"))
    if not files:
        errors.append(text("web_importing.choose_file"))
    if sum(file.size or 0 for file in files) > settings.UPLOADS_LIMIT:  # before any of them is held in memory
        errors.append(text("web_queue.too_large", limit=settings.UPLOADS_LIMIT // 2**20))
    if errors:
        return imports_page(request, agencies, errors=errors)
    try:
        batch = queueing.send(int(year), _named(request, files), actor=request.actor, agency=agency)
    except CallerError as error:
        return imports_page(request, agencies, errors=[error.message()])
    return HttpResponseRedirect(batch.get_absolute_url())


def _named(request: HttpRequest, files: list[Any]) -> list[tuple[str, bytes]]:
    """Files with their names, and with their folders where the page could tell them."""
    paths = request.POST.getlist("paths")
    named = []
    for at, file in enumerate(files):
        path = paths[at] if len(paths) == len(files) and paths[at].endswith(file.name) else file.name
        named.append((path or "document", file.read()))
    return named


@require_GET
def queue(request: HttpRequest, pk: Any) -> HttpResponse:
    """The files of a batch with their states, what could not be read, and where to go on (导入队列)."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.actor.scope).select_related("by", "agency"), pk=pk)
    said = QueuedProject.objects.filter(document=OuterRef("pk")).values("said")[:1]
    own = QueuedFile.objects.visible_to(request.actor.scope).filter(batch=batch).select_related("agency").defer("reading")
    files = list(own.annotate(said=Subquery(said)))
    repeated = {str(each.pk): each for each in _repeated(request, batch)}
    told = {
        "batch": batch,
        "files": files,
        "repeated": [(each["name"], repeated.get(each["file"])) for each in batch.repeated],
        "progress": queues.progress_of(request.actor, [batch.pk]).get(batch.pk, queues.Progress()),
        "next": next((each for each in files if each.is_open), None),
        "is_waiting": any(each.state == QueueState.WAITING for each in files),
        "agencies": agencies_where(request.actor, "clerk"),
    }
    return render(request, "importing/queue.html", told)


def _repeated(request: HttpRequest, batch: ImportBatch) -> list[QueuedFile]:
    wanted = [each["file"] for each in batch.repeated]
    if not wanted:
        return []
    return list(QueuedFile.objects.visible_to(request.actor.scope).filter(pk__in=wanted).defer("reading"))


@require_POST
def queue_agency(request: HttpRequest, pk: Any) -> HttpResponse:
    """Say to which agency the projects of a file belong, or one of them (指定单位)."""
    found = get_object_or_404(QueuedFile.objects.visible_to(request.actor.scope).only("pk", "batch"), pk=pk)
    agencies = agencies_where(request.actor, "clerk")
    agency = next((each for each in agencies if str(each.pk) == request.POST.get("agency", "")), None)
    number = number_of(request.POST.get("number", ""))
    if agency is None:
        return refused(request, RefusedError("web_queue.choose_agency"))
    try:
        confirming.assign(pk, agency, actor=request.actor, number=number)
    except CallerError as error:
        return refused(request, error)
    messages.success(request, text("web_queue.assigned", agency=agency.name))
    if number:
        return HttpResponseRedirect(f"{reverse('queue_desk', args=[pk])}?project={number}")
    return HttpResponseRedirect(reverse("queue", args=[found.batch_id]))


def number_of(told: str) -> int | None:
    """A number of a project as it was sent; none where there is none."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else None
