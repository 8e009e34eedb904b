"""Rounds of a year and ceilings (两上两下、控制数)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from jixiao.web.api.answering import MADE, SEEN, one
from jixiao.web.api.schemas.budget import AskedYear, CeilingOut, CeilingsIn, Kind, RoomOut, RoundIn, RoundOut
from jixiao.web.desks.budget.room import room_of
from jixiao.web.records import ceilings as queries
from jixiao.web.records.actions import budget as actions
from jixiao.web.records.actions.budget import Given
from jixiao.web.records.ceilings import Line
from jixiao.web.records.models import Agency, BudgetRound
from jixiao.web.records.scope import BUSINESS_ROLES

router = Router(tags=["budget"])


@router.get("/rounds", response={200: list[RoundOut], **SEEN}, operation_id="rounds", summary="轮次 · Rounds of a year")
def rounds(request: HttpRequest, asked: Query[AskedYear]) -> list[BudgetRound]:
    """Rounds that were opened in a year by the finance authorities that the caller works under."""
    return queries.rounds_of(request.actor.scope, asked.fiscal_year)


@router.put(
    "/rounds/{int:year}/{kind}", response={200: RoundOut, **MADE}, operation_id="round_set", summary="开启、关闭轮次 · Open or close"
)
def round_set(request: HttpRequest, year: int, kind: Kind, sent: RoundIn) -> BudgetRound:
    """Open a round, set its deadline, or close it, by the finance desk."""
    finance = get_object_or_404(Agency, pk=sent.finance, pk__in=request.actor.scope.agencies_of("finance_reviewer"))
    if not 2000 <= year <= 2100:
        raise Http404
    if sent.is_open:
        return actions.open_round(finance, year, kind, actor=request.actor, due_on=sent.due_on)
    return actions.close_round(finance, year, kind, actor=request.actor)


@router.get("/ceilings", response={200: list[CeilingOut], **SEEN}, operation_id="ceilings", summary="控制数 · Ceilings of a year")
def ceilings(request: HttpRequest, asked: Query[AskedYear]) -> list[dict[str, Any]]:
    """Agencies of a year that the caller sees, each with its ceiling, what was claimed of it, and what is left."""
    if not request.actor.scope.roles.keys() & BUSINESS_ROLES:
        raise Http404
    return [_told(line) for line in queries.grid_of(request.actor, asked.fiscal_year)]


@router.put(
    "/ceilings/{int:year}", response={200: list[CeilingOut], **MADE}, operation_id="ceilings_set", summary="下达控制数 · Give ceilings"
)
def ceilings_set(request: HttpRequest, year: int, sent: CeilingsIn) -> list[dict[str, Any]]:
    """Give agencies their ceilings: the finance desk all of them, a department those of its units."""
    if not request.actor.scope.roles.keys() & {"finance_reviewer", "department_reviewer"} or not 2000 <= year <= 2100:
        raise Http404
    given = {
        each.agency_id: Given(each.amount_yuan, each.seen_yuan if "seen_yuan" in each.model_fields_set else ...) for each in sent.items
    }
    actions.set_ceilings(year, given, actor=request.actor)
    return [_told(line) for line in queries.grid_of(request.actor, year)]


@router.get("/declarations/{uuid:pk}/room", response={200: RoomOut, **SEEN}, operation_id="room", summary="可用控制数 · What is left")
def room(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """What the ceilings over a declaration leave for it."""
    found = room_of(one(request, pk))
    shares = [
        {
            "agency": share.ceiling.agency_id,
            "name": share.ceiling.agency.name,
            "is_department": share.ceiling.is_of_department,
            **{name: getattr(share.ceiling, name) for name in ("amount_yuan", "claimed_yuan", "free_yuan")},
            "missing_yuan": share.missing_yuan,
        }
        for share in found.shares
    ]
    can = not found.goes_by_rounds or found.round is not None
    return {"shares": shares, "is_claimed": found.is_claimed, "can_be_handed_in": can}


def _told(line: Line) -> dict[str, Any]:
    names = ("agency_id", "is_department", "amount_yuan", "claimed_yuan", "free_yuan", "divided_yuan", "asked_yuan", "may_set")
    return {name: getattr(line, name) for name in names} | {"code": line.row.agency.code, "name": line.row.name}
