"""Documents that are sent in and become declarations (导入)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from jixiao.declaring import candidates
from jixiao.declaring.workbook import workbook_of
from jixiao.messages import text
from jixiao.web.api.answering import MADE, OPEN, SEEN
from jixiao.web.api.problems import told_of
from jixiao.web.api.schemas.declarations import DeclarationRow, ImportOut, ImportPage, Numbers, Year
from jixiao.web.api.schemas.shapes import Problem
from jixiao.web.desks.importing import views as desk
from jixiao.web.desks.importing.workbooks import as_file
from jixiao.web.records.actions import declarations, importing, workbooks
from jixiao.web.records.actions.attachments import name_of
from jixiao.web.records.models import Agency, AgencyYear, Declaration, Import, ImportState

router = Router(tags=["imports"])


@router.get("/imports", response={200: list[ImportOut], **OPEN}, operation_id="imports", summary="导入 · Documents sent in")
def imports(request: HttpRequest) -> list[Import]:
    """The latest hundred documents that were sent in for the agencies of the caller."""
    return list(Import.objects.visible_to(request.actor.scope).defer("reading")[:100])


@router.post(
    "/imports", response={202: ImportOut, **MADE}, operation_id="import_send", summary="导入文件 · Send a document in", url_name="send"
)
def send(request: HttpRequest, agency_id: Form[UUID], fiscal_year: Form[Year], file: File[UploadedFile]) -> Any:
    """Send a document in; it is read by the worker. The same file for the same agency and year is one import."""
    agency = get_object_or_404(Agency, pk=agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    return Status(202, importing.receive(agency, fiscal_year, name_of(file.name or ""), file.read(), actor=request.actor))


@router.get(
    "/imports/template",
    response={200: bytes, **SEEN, 409: Problem},
    operation_id="import_template",
    summary="导入模板 · Template of a workbook",
)
def import_template(request: HttpRequest, agency_id: UUID, fiscal_year: Year) -> HttpResponse:
    """A workbook to be filled in, with the columns and lists of the jurisdiction of an agency."""
    agency = get_object_or_404(Agency, pk=agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    year = workbooks.open_year(agency, fiscal_year, actor=request.actor)
    content = workbook_of(declarations.pack_of(year.pack), fiscal_year)
    return as_file(content, text("web_importing.workbook_name", year=fiscal_year))


@router.post(
    "/imports/workbooks",
    response={200: list[DeclarationRow], 201: list[DeclarationRow], **MADE},
    operation_id="import_workbook",
    summary="批量导入 · Import a workbook",
)
def import_workbook(request: HttpRequest, agency_id: Form[UUID], fiscal_year: Form[Year], file: File[UploadedFile]) -> Any:
    """Make a declaration of each project of a workbook: all of them, or none and everything that is wrong; 200 for a file sent before."""
    agency = get_object_or_404(Agency, pk=agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    made, is_new = workbooks.import_workbook(agency, fiscal_year, name_of(file.name or ""), file.read(), actor=request.actor)
    return Status(201 if is_new else 200, [_row(each) for each in made])


@router.get("/imports/{uuid:pk}", response={200: ImportPage, **SEEN}, operation_id="import_page", summary="导入确认 · What was read")
def import_page(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """The projects that were read in a document, with what is doubtful in them and where each value stands."""
    found = get_object_or_404(Import.objects.visible_to(request.actor.scope), pk=pk)
    told = {key: getattr(found, key) for key in ("id", "name", "agency_id", "fiscal_year", "file_id", "state", "error", "at")}
    return told | {"projects": _projects(found) if found.state == ImportState.READ else []}


@router.get("/imports/{uuid:pk}/file", response={200: bytes, **SEEN}, operation_id="import_file", summary="原文件 · The document itself")
def import_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The document as it was sent in; that it was fetched is an event."""
    return desk.file(request, pk)


@router.post(
    "/imports/{uuid:pk}/declarations",
    response={201: list[DeclarationRow], **MADE},
    operation_id="take_over",
    summary="确认导入 · Take projects over",
)
def take_over(request: HttpRequest, pk: UUID, sent: Numbers) -> Any:
    """Make a declaration of each of some projects: all of them or none."""
    get_object_or_404(Import.objects.visible_to(request.actor.scope).only("pk"), pk=pk)
    made = importing.take_over(pk, sent.numbers, actor=request.actor)
    return Status(201, [_row(each) for each in made])


def _row(made: Declaration) -> dict[str, Any]:
    return {name: getattr(made, "agency_name" if name == "agency" else name) for name in DeclarationRow.model_fields}


def _projects(found: Import) -> list[dict[str, Any]]:
    taken = dict(found.projects.values_list("number", "declaration_id"))
    pack = AgencyYear.objects.values_list("pack", flat=True).get(agency_id=found.agency_id, fiscal_year=found.fiscal_year)
    return [
        {
            "number": candidate.number,
            "name": candidate.name,
            "declaration": taken.get(candidate.number),
            "draft": candidate.draft.plain(),
            "doubts": [told_of(doubt) for doubt in candidate.doubts],
            "left_out": list(candidate.left_out),
            "places": {path: [place.where() for place in places] for path, places in candidate.places.items()},
        }
        for candidate in candidates(importing.document_of(found), declarations.pack_of(pack))
    ]
