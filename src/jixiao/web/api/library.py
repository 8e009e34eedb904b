"""The project library: projects, the next year, examples (项目库、结转、案例)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jixiao.declaring import Draft, difference
from jixiao.web.api.answering import MADE, MAKES, SEEN, answer, made_once, one
from jixiao.web.api.problems import told_of
from jixiao.web.api.schemas.declarations import DeclarationOut
from jixiao.web.api.schemas.library import (
    AdjustmentIn,
    AdjustmentNumber,
    AdjustmentOut,
    AskedProjects,
    CaseIn,
    CaseOut,
    CaseUse,
    CaseWhole,
    CopiesIn,
    CopyOut,
    Ending,
    ForYear,
    NewProject,
    ProjectOut,
    ProjectPage,
    ProjectWhole,
    UnchangedOut,
)
from jixiao.web.records import library, paging
from jixiao.web.records.actions import adjusting, copying
from jixiao.web.records.actions import projects as actions
from jixiao.web.records.library import Wanted
from jixiao.web.records.models import Adjustment, Agency, Case, Declaration, Project
from jixiao.web.records.scope import BUSINESS_ROLES
from jixiao.web.records.stale import Place, stale_places

router = Router(tags=["library"])
_MOST_CASES = 200


@router.get("/projects", response={200: ProjectPage, **SEEN}, operation_id="projects", summary="项目库 · Projects")
def projects(request: HttpRequest, asked: Query[AskedProjects]) -> dict[str, Any]:
    """Projects in sight, by name. `next` is `after` of the following page."""
    _need_business(request)
    wanted = Wanted(asked.state or "", asked.words, asked.agency_id, asked.is_recurring, asked.at_least)
    rows, after = paging.page(wanted.found(request.actor.scope), "name", asked.after, asked.limit)
    return {"items": rows, "next": after or None}


@router.post("/projects", response={201: ProjectOut, **MADE}, operation_id="project_add", summary="储备入库 · Put into the reserve")
def project_add(request: HttpRequest, new: NewProject) -> Any:
    """Put a project into the reserve of an agency where the caller is clerk."""
    agency = _own_agency(request, new.agency_id)
    return Status(201, actions.add_project(agency, new.fiscal_year, name=new.name, code=new.code, actor=request.actor))


@router.get("/projects/{uuid:pk}", response={200: ProjectWhole, **SEEN}, operation_id="project", summary="项目 · A project")
def project(request: HttpRequest, pk: UUID) -> Project:
    """A project with its declarations in sight."""
    found = _one(request, pk)
    found.declarations_seen = library.declarations_of(request.actor.scope, found)
    return found


@router.post(
    "/projects/{uuid:pk}/declarations",
    response={201: DeclarationOut, **MADE},
    operation_id="project_declare",
    summary="从项目库申报 · Declare a project",
    openapi_extra=MAKES,
)
def project_declare(request: HttpRequest, pk: UUID, sent: ForYear) -> HttpResponse:
    """Declare a project for a year, with what its last declaration said."""
    _one(request, pk)
    made, headers = made_once(request, lambda: copying.begin_project(pk, sent.fiscal_year, actor=request.actor).pk)
    return answer(request, one(request, made), 201, headers)


@router.post(
    "/projects/{uuid:pk}/end", response={200: ProjectOut, **MADE}, operation_id="project_end", summary="结束、恢复 · End a project"
)
def project_end(request: HttpRequest, pk: UUID, sent: Ending) -> Project:
    """End a project with a reason, or take that back."""
    if sent.is_closed:
        return actions.close_project(pk, reason=sent.reason, actor=request.actor)
    return actions.reopen_project(pk, actor=request.actor)


@router.post("/copies", response={200: list[CopyOut], **MADE}, operation_id="copies", summary="结转 · Carry over")
def copies(request: HttpRequest, sent: CopiesIn) -> list[dict[str, Any]]:
    """Copy declarations into another year, one after another; what is refused keeps nobody else back."""
    if not request.actor.scope.has("clerk"):
        raise Http404
    outcomes = copying.copy_many(sent.declarations, sent.fiscal_year, actor=request.actor)
    return [
        {"source": each.source.pk, "made": each.made.pk if each.made else None, "why": told_of(each.why) if each.why else None}
        for each in outcomes
    ]


@router.get(
    "/declarations/{uuid:pk}/unchanged",
    response={200: list[UnchangedOut], **SEEN},
    operation_id="unchanged",
    summary="仍是上年内容 · What is as it was",
)
def unchanged(request: HttpRequest, pk: UUID) -> list[Place]:
    """Amounts, years and days of a copy that are still those of the declaration that it was copied from."""
    found = one(request, pk)
    source = Declaration.objects.reached().filter(pk=found.copied_from_id, agency_id=found.agency_id).first()
    if source is None:
        return []
    return list(stale_places(Draft.from_plain(found.draft), Draft.from_plain(source.draft), source.fiscal_year))


@router.get("/cases", response={200: list[CaseOut], **SEEN}, operation_id="cases", summary="案例 · Examples")
def cases(request: HttpRequest) -> list[Case]:
    """Examples of the finance authorities that the caller works under, newest year first."""
    _need_business(request)
    return list(Case.objects.visible_to(request.actor.scope)[:_MOST_CASES])


@router.get("/cases/{uuid:pk}", response={200: CaseWhole, **SEEN}, operation_id="case", summary="案例 · An example")
def case(request: HttpRequest, pk: UUID) -> Case:
    """An example with its goal and indicators."""
    _need_business(request)
    return get_object_or_404(Case.objects.visible_to(request.actor.scope), pk=pk)


@router.post(
    "/cases/{uuid:pk}/declarations",
    response={201: DeclarationOut, **MADE},
    operation_id="case_use",
    summary="参照案例新建 · Begin after an example",
    openapi_extra=MAKES,
)
def case_use(request: HttpRequest, pk: UUID, sent: CaseUse) -> HttpResponse:
    """Begin a declaration after an example, for an agency where the caller is clerk."""
    agency = _own_agency(request, sent.agency_id)
    case(request, pk)
    made, headers = made_once(request, lambda: copying.use_case(pk, agency, sent.fiscal_year, actor=request.actor).pk)
    return answer(request, one(request, made), 201, headers)


@router.put("/declarations/{uuid:pk}/case", response={200: CaseOut, **MADE}, operation_id="case_mark", summary="列为案例 · Make an example")
def case_mark(request: HttpRequest, pk: UUID, sent: CaseIn) -> Case:
    """Make an approved declaration an example, by the performance desk."""
    return copying.mark_case(pk, note=sent.note, actor=request.actor)


@router.delete(
    "/declarations/{uuid:pk}/case", response={204: None, **MADE}, operation_id="case_unmark", summary="移出案例 · No example any more"
)
def case_unmark(request: HttpRequest, pk: UUID) -> Any:
    """Make a declaration an example no more, by the performance desk."""
    copying.unmark_case(pk, actor=request.actor)
    return Status(204, None)


@router.post(
    "/declarations/{uuid:pk}/adjustments",
    response={201: DeclarationOut, **MADE},
    operation_id="adjust",
    summary="申请调整 · Adjust what was approved",
    openapi_extra=MAKES,
)
def adjust(request: HttpRequest, pk: UUID, sent: AdjustmentIn) -> HttpResponse:
    """Begin an adjustment of a declaration that was approved with the budget; it goes through the same levels."""
    one(request, pk)
    made, headers = made_once(request, lambda: adjusting.adjust(pk, reason=sent.reason, number=sent.number, actor=request.actor).pk)
    return answer(request, one(request, made), 201, headers)


@router.get(
    "/declarations/{uuid:pk}/adjustment",
    response={200: AdjustmentOut, **SEEN},
    operation_id="adjustment",
    summary="调整前后对照 · What an adjustment changes",
)
def adjustment(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """What was approved and what it shall be, field by field."""
    found = one(request, pk)
    own = get_object_or_404(Adjustment.objects.reached().select_related("original"), pk=pk)
    changes = difference(Draft.from_plain(own.original.draft), Draft.from_plain(found.draft))
    told = {name: getattr(own, name) for name in ("original_id", "number", "reason", "done_at")}
    money = {"before_yuan": own.original.annual_yuan, "after_yuan": found.annual_yuan}
    return told | money | {"changes": [{"path": each.path, "before": each.before, "after": each.after} for each in changes]}


@router.put(
    "/declarations/{uuid:pk}/adjustment/number",
    response={200: AdjustmentNumber, **MADE},
    operation_id="adjust_number",
    summary="补填文号 · Give the number of the budget change",
)
def adjust_number(request: HttpRequest, pk: UUID, sent: AdjustmentNumber) -> dict[str, str]:
    """Give the number of the document that changes the budget, until the adjustment is approved."""
    one(request, pk)
    return {"number": adjusting.give_number(pk, number=sent.number, actor=request.actor).number}


def _need_business(request: HttpRequest) -> None:
    if not request.actor.scope.roles.keys() & BUSINESS_ROLES:
        raise Http404


def _one(request: HttpRequest, pk: UUID) -> Project:
    return get_object_or_404(Project.objects.visible_to(request.actor.scope), pk=pk)


def _own_agency(request: HttpRequest, pk: UUID) -> Agency:
    return get_object_or_404(Agency, pk=pk, pk__in=request.actor.scope.agencies_of("clerk"))
