"""Queues of files that wait to become declarations (导入队列)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from jixiao.evidence import Missing
from jixiao.web.api.answering import MADE, OPEN, SEEN
from jixiao.web.api.schemas.declarations import Year
from jixiao.web.api.schemas.queues import (
    AgencyOfFile,
    BatchOut,
    BatchRow,
    DecideIn,
    FieldIn,
    Made,
    PreviewOut,
    QueuedFileOut,
    QueuedFilePage,
    QueuedProjectOut,
)
from jixiao.web.api.schemas.queues import plain as columns_of
from jixiao.web.desks.declare import previewing
from jixiao.web.desks.importing import confirming as desk
from jixiao.web.records.actions import confirming, queueing
from jixiao.web.records.models import Agency, AgencyYear, ImportBatch, QueuedFile, QueuedProject

router = Router(tags=["queues"])
_LATEST = 100


@router.get("/import-batches", response={200: list[BatchRow], **OPEN}, operation_id="batches", summary="导入队列 · Queues")
def batches(request: HttpRequest) -> list[ImportBatch]:
    """The latest hundred batches with files of the agencies for which the caller declares."""
    return list(ImportBatch.objects.visible_to(request.actor.scope).select_related("by")[:_LATEST])


@router.post(
    "/import-batches",
    response={202: BatchOut, **MADE},
    operation_id="batch_send",
    summary="导入一批文件 · Send files in together",
    url_name="batch_send",
)
def send(request: HttpRequest, fiscal_year: Form[Year], files: File[list[UploadedFile]], agency_id: Form[UUID | None] = None) -> Any:
    """Send up to 200 files in; each is read by the worker, and given to the agency that it names where none is said.

    Together they are at most 20 MB here. A file that cannot be read is `failed` and says why; the same content is one document, and is
    named in `repeated`.
    """
    places = request.actor.scope.agencies_of("clerk")
    if not places:
        raise Http404
    agency = get_object_or_404(Agency, pk=agency_id, pk__in=places) if agency_id else None
    named = [(file.name or "document", file.read()) for file in files]
    return Status(202, _batch(request, queueing.send(fiscal_year, named, actor=request.actor, agency=agency).pk))


@router.get("/import-batches/{uuid:pk}", response={200: BatchOut, **SEEN}, operation_id="batch", summary="一批文件 · A batch")
def batch(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """A batch and its files with their states."""
    return _batch(request, pk)


@router.get("/import-files/{uuid:pk}", response={200: QueuedFilePage, **SEEN}, operation_id="queued_file", summary="待确认文件 · A file")
def queued_file(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """A file and its projects, with what is doubtful in each and where every value stands."""
    entry = _entry(request, pk)
    packs = dict(AgencyYear.objects.filter(fiscal_year=entry.fiscal_year).values_list("agency_id", "pack"))
    own = list(entry.projects.all())
    return columns_of(entry) | {"error": entry.error, "found": [_project(each, packs.get(each.agency_id, "national")) for each in own]}


@router.post(
    "/import-files/{uuid:pk}/agency",
    response={200: QueuedFileOut, **MADE},
    operation_id="queued_agency",
    summary="指定单位 · Agency",
)
def queued_agency(request: HttpRequest, pk: UUID, sent: AgencyOfFile) -> QueuedFile:
    """Say to which agency the projects of a file belong that nobody has decided about, or one of them."""
    _entry(request, pk)
    agency = get_object_or_404(Agency, pk=sent.agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    return confirming.assign(pk, agency, actor=request.actor, number=sent.number)


@router.post(
    "/import-files/{uuid:pk}/projects/{int:number}/field",
    response={200: QueuedProjectOut, **MADE},
    operation_id="queued_field",
    summary="核对一栏 · Accept or mend a field",
)
def queued_field(request: HttpRequest, pk: UUID, number: int, sent: FieldIn) -> dict[str, Any]:
    """A field is right as it was read (`text` null), or another text is put there, and what the rules say is found anew."""
    _number(_entry(request, pk), number)
    return _now(confirming.settle(pk, number, sent.path, sent.text, seen=sent.seen, actor=request.actor))


@router.post(
    "/import-files/{uuid:pk}/projects/{int:number}/skip",
    response={200: QueuedProjectOut, **MADE},
    operation_id="queued_skip",
    summary="跳过 · Leave a project out",
)
def queued_skip(request: HttpRequest, pk: UUID, number: int, sent: DecideIn) -> dict[str, Any]:
    """Leave a project out."""
    _number(_entry(request, pk), number)
    return _now(confirming.skip(pk, number, seen=sent.seen, actor=request.actor))


@router.post(
    "/import-files/{uuid:pk}/projects/{int:number}/take-up",
    response={200: QueuedProjectOut, **MADE},
    operation_id="queued_take_up",
    summary="恢复 · Take a project up again",
)
def queued_take_up(request: HttpRequest, pk: UUID, number: int, sent: DecideIn) -> dict[str, Any]:
    """Take a project up again that was left out."""
    _number(_entry(request, pk), number)
    return _now(confirming.take_up(pk, number, seen=sent.seen, actor=request.actor))


@router.post(
    "/import-files/{uuid:pk}/projects/{int:number}/confirm",
    response={200: Made, 201: Made, **MADE},
    operation_id="queued_confirm",
    summary="确认 · Make the declaration",
)
def queued_confirm(request: HttpRequest, pk: UUID, number: int, sent: DecideIn) -> Any:
    """Make the declaration of a project; 200 where the same project of the same file was imported before."""
    _number(_entry(request, pk), number)
    made, is_new = confirming.confirm(pk, number, seen=sent.seen, actor=request.actor, unseen=sent.unseen)
    return Status(201 if is_new else 200, {"declaration": made.pk, "is_new": is_new})


@router.get(
    "/declarations/{uuid:pk}/attachments/{uuid:file}/preview",
    response={200: PreviewOut, **SEEN},
    operation_id="attachment_preview",
    summary="附件查看 · Look at a file",
)
def attachment_preview(request: HttpRequest, pk: UUID, file: UUID, part: int = 1) -> dict[str, Any]:
    """How many pages or parts a file has, and the rows of a part as they were read; 404 where it cannot be shown."""
    _, found = previewing.found_file(request, pk, file)
    shown = previewing.shown_part(found, part)
    if isinstance(shown, Missing):
        raise Http404
    rows = [[cell.text for cell in row.cells] for row in shown.rows]
    return {"kind": shown.kind, "parts": shown.parts, "part": shown.part, "rows": rows}


@router.get(
    "/declarations/{uuid:pk}/attachments/{uuid:file}/preview/{int:page}",
    response={200: bytes, **SEEN},
    operation_id="attachment_picture",
    summary="附件页面图 · Picture of a page",
)
def attachment_picture(request: HttpRequest, pk: UUID, file: UUID, page: int) -> HttpResponse:
    """A page of a file, or a file that is a picture, drawn anew as WebP."""
    _, found = previewing.found_file(request, pk, file)
    return previewing.drawn(found, page)


def _batch(request: HttpRequest, pk: Any) -> dict[str, Any]:
    found = get_object_or_404(ImportBatch.objects.visible_to(request.actor.scope).select_related("by"), pk=pk)
    files = QueuedFile.objects.visible_to(request.actor.scope).filter(batch=found).defer("reading")
    return {**columns_of(found), "by.name": found.by.name, "files": list(files)}


def _entry(request: HttpRequest, pk: Any) -> QueuedFile:
    found: QueuedFile = get_object_or_404(QueuedFile.objects.visible_to(request.actor.scope).defer("reading"), pk=pk)
    return found


def _number(entry: QueuedFile, number: int) -> None:
    """There is such a project; what the database cannot count to is none."""
    get_object_or_404(entry.projects.only("pk"), number=min(number, 100_000))


def _now(own: QueuedProject) -> dict[str, Any]:
    known = AgencyYear.objects.filter(agency_id=own.agency_id, fiscal_year=own.document.fiscal_year).values_list("pack", flat=True)
    return _project(own, known.first() or "national")


def _project(own: QueuedProject, pack_id: str) -> dict[str, Any]:
    remarks = [desk.in_words(remark) for remark in own.remarks]
    told = [{"field": each["path"], **{key: each[key] for key in ("message", "remedy", "code")}} for each in remarks]
    return columns_of(own) | {"remarks": told, "fields": desk.rows_of(own, pack_id), "left_out": own.content.get("left_out", [])}
