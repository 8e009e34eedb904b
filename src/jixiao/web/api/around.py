"""Who calls, agencies, and the workflow (我、机构、流程)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from jixiao.web.api.answering import OPEN, SEEN
from jixiao.web.api.schemas.declarations import AgencyOut, Me, WorkflowOut, Year
from jixiao.web.records import queries
from jixiao.workflow import load_process

router = Router(tags=["around"])
_LEVELS = ("unit_review", "department_review", "finance_review", "performance_review")


@router.get("/me", response={200: Me, **OPEN}, operation_id="me", summary="我 · Who calls")
def me(request: HttpRequest) -> dict[str, Any]:
    """The person and the posts held today."""
    person = request.actor.person
    return {"id": person.pk, "login": person.login, "name": person.name, "posts": request.actor.posts}


@router.get("/agencies", response={200: list[AgencyOut], **SEEN}, operation_id="agencies", summary="机构 · Agencies in sight")
def agencies(request: HttpRequest, fiscal_year: Query[Year | None] = None) -> list[Any]:
    """Agencies whose declarations the caller may see."""
    return queries.agencies_seen(request.actor, fiscal_year)


@router.get("/workflow", response={200: WorkflowOut, **OPEN}, operation_id="workflow", summary="流程 · Stages and moves")
def workflow(request: HttpRequest) -> dict[str, Any]:
    """The workflow as data, with all levels of review."""
    process = load_process(_LEVELS)
    moves = [
        {"move": move.name, "stage": stage.name, "to": move.to_stage, "roles": list(move.roles)}
        for stage in process.stages
        for move in process.moves
        if move.from_stage == stage.name
    ]
    return {"stages": [stage.name for stage in process.stages], "moves": moves}
