"""Documents that are sent in and become declarations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from jixiao.declaring import candidates
from jixiao.web.api.problems import told_of
from jixiao.web.api.schemas import DeclarationRow, ImportOut, ImportPage, Numbers, Problem
from jixiao.web.records.actions import declarations, importing
from jixiao.web.records.models import Agency, AgencyYear, Import, ImportState

router = Router(tags=["imports"])
_GONE = {401: Problem, 404: Problem}


@router.get("/imports", response={200: list[ImportOut], 401: Problem}, operation_id="imports", summary="Documents sent in (导入)")
def imports(request: HttpRequest) -> list[Import]:
    """The latest hundred documents that were sent in for the agencies of the caller."""
    return list(Import.objects.visible_to(request.actor.scope).defer("reading")[:100])


@router.post(
    "/imports", response={202: ImportOut, 409: Problem, 422: Problem, **_GONE}, operation_id="import_send", summary="Send one in (导入文件)"
)
def send(request: HttpRequest, agency_id: Form[UUID], fiscal_year: Form[int], file: File[UploadedFile]) -> Any:
    """Send a document in; it is read by the worker. The same file for the same agency and year is one import."""
    agency = get_object_or_404(Agency, pk=agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    name = (file.name or "document").replace("\x00", "")[-255:]
    return Status(202, importing.receive(agency, min(max(fiscal_year, 0), 9999), name, file.read(), actor=request.actor))


@router.get("/imports/{uuid:pk}", response={200: ImportPage, **_GONE}, operation_id="import_page", summary="What was read (导入确认)")
def import_page(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """The projects that were read in a document, with what is doubtful in them."""
    found = get_object_or_404(Import.objects.visible_to(request.actor.scope), pk=pk)
    projects = []
    if found.state == ImportState.READ:
        taken = dict(found.projects.values_list("number", "declaration_id"))
        pack = AgencyYear.objects.values_list("pack", flat=True).get(agency_id=found.agency_id, fiscal_year=found.fiscal_year)
        for candidate in candidates(importing.document_of(found), declarations.pack_of(pack)):
            told = {
                "number": candidate.number,
                "name": candidate.name,
                "declaration": taken.get(candidate.number),
                "draft": candidate.draft.plain(),
            }
            projects.append(told | {"doubts": [told_of(doubt) for doubt in candidate.doubts], "left_out": list(candidate.left_out)})
    return {
        **{key: getattr(found, key) for key in ("id", "name", "agency_id", "fiscal_year", "file_id", "state", "error", "at")},
        "projects": projects,
    }


@router.post(
    "/imports/{uuid:pk}/declarations",
    response={201: list[DeclarationRow], 409: Problem, 422: Problem, **_GONE},
    operation_id="take_over",
    summary="Take projects over (确认导入)",
)
def take_over(request: HttpRequest, pk: UUID, sent: Numbers) -> Any:
    """Make a declaration of each of some projects: all of them or none."""
    return Status(201, importing.take_over(pk, sent.numbers, actor=request.actor))
