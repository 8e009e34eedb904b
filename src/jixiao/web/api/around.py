"""Who calls, agencies, and the workflow."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from jixiao.web.api.schemas import AgencyOut, Me, Problem
from jixiao.web.records import queries
from jixiao.workflow import load_process

router = Router(tags=["around"])


@router.get("/me", response={200: Me, 401: Problem}, operation_id="me", summary="Who calls (我)")
def me(request: HttpRequest) -> dict[str, Any]:
    """The person and the posts held today."""
    person = request.actor.person
    return {"login": person.login, "name": person.name, "posts": request.actor.posts}


@router.get("/agencies", response={200: list[AgencyOut], 401: Problem}, operation_id="agencies", summary="Agencies in sight (机构)")
def agencies(request: HttpRequest, fiscal_year: int | None = None) -> list[Any]:
    """Agencies whose declarations the caller may see."""
    return queries.agencies_seen(request.actor, fiscal_year)


@router.get("/workflow", response={200: dict[str, Any], 401: Problem}, operation_id="workflow", summary="Stages and moves (流程)")
def workflow(request: HttpRequest) -> dict[str, Any]:
    """The workflow as data, with all levels of review."""
    process = load_process(("unit_review", "department_review", "finance_review", "performance_review"))
    moves = [
        {"move": move.name, "from": stage.name, "roles": list(move.roles)}
        for stage in process.stages
        for move in process.moves_from(stage.name, {role.name for role in process.roles})
    ]
    return {"stages": [stage.name for stage in process.stages], "moves": moves}
