"""Whole departments and ex-ante assessments (部门整体、事前绩效评估)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from jixiao.declaring.assessing import Assessment
from jixiao.web.api.answering import MADE, MAKES, SEEN, answer, made_once, one
from jixiao.web.api.schemas.declarations import DeclarationOut
from jixiao.web.api.schemas.whole import AssessmentIn, AssessmentOut, WholeIn, WholeOut
from jixiao.web.records.actions.assessing import assess
from jixiao.web.records.actions.changing import pack_of
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.assessments import asked_of, assessment_of, needs_assessment, record_of
from jixiao.web.records.models import Agency, Declaration
from jixiao.web.records.whole_department import beside

router = Router(tags=["declarations"])


@router.post(
    "/whole-departments",
    response={201: DeclarationOut, **MADE},
    operation_id="whole_begin",
    summary="新建部门整体目标 · Begin a whole department",
    openapi_extra=MAKES,
)
def whole_begin(request: HttpRequest, sent: WholeIn) -> HttpResponse:
    """Begin the targets of an agency as a whole, with proposals from its projects and its ceiling; one a year."""
    agency = get_object_or_404(Agency, pk=sent.agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    made, headers = made_once(request, lambda: begin_whole(agency, sent.fiscal_year, actor=request.actor).pk)
    return answer(request, one(request, made), 201, headers)


@router.get(
    "/declarations/{uuid:pk}/whole",
    response={200: WholeOut, **SEEN},
    operation_id="whole",
    summary="部门整体与项目对照 · The whole and its projects",
)
def whole(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """The projects of a whole department: what they come to, and which no main task names. 404 where it is of a project."""
    found = one(request, pk)
    if not found.is_whole_department:
        raise Http404
    told = beside(found, pack_of(found.pack))
    names = ("name", "stage", "yuan", "is_named")
    projects = [{"id": each.pk, "agency": each.agency_name, **{name: getattr(each, name) for name in names}} for each in told.projects]
    figures = {name: getattr(told, name) for name in ("declared_yuan", "projects_yuan", "difference_yuan", "tasks_yuan")}
    return figures | {"projects": projects}


@router.get(
    "/declarations/{uuid:pk}/assessment",
    response={200: AssessmentOut, **SEEN},
    operation_id="assessment",
    summary="事前绩效评估 · Ex-ante assessment",
)
def assessment(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """The assessment as it was written last, or as it was frozen for whoever reads the frozen version; whether one is needed."""
    return _told(one(request, pk))


@router.put(
    "/declarations/{uuid:pk}/assessment",
    response={200: AssessmentOut, **MADE},
    operation_id="assess",
    summary="填写评估 · Write the assessment",
)
def assessment_set(request: HttpRequest, pk: UUID, sent: AssessmentIn) -> dict[str, Any]:
    """Write the assessment, finished or not, by the unit; `revision` is the one that was seen, 0 where there was none."""
    one(request, pk)
    told = Assessment.from_plain(sent.model_dump(exclude={"revision"}))
    assess(pk, told, seen=sent.revision, actor=request.actor)
    return _told(one(request, pk))


def _told(declaration: Declaration) -> dict[str, Any]:
    asked = asked_of(declaration)
    if asked is None:
        raise Http404
    kept, said = record_of(declaration), assessment_of(declaration)
    return {
        **(said or Assessment()).plain(),
        "is_there": said is not None,
        "is_needed": needs_assessment(declaration),
        "revision": kept.revision if kept is not None and not declaration.shown_version else 0,
        "total": said.total if said is not None else None,
        "points": dict(asked.points),
        "threshold_yuan": asked.threshold_yuan,
    }
